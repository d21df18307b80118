//! Pages of public documents.

use crate::answer::cacheable;
use crate::app::App;
use crate::pages::extract::{Path, Query};
use crate::pages::lists::{self, Asked, Found};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::calendar::day_of;
use domain::notices::NoticeKind;
use domain::numbers::NoticeNumber;
use domain::refusal::Refusal;
use domain::step::Word;
use frontend::Nav;
use frontend::notices::{NoticesPage, notice_page, notices_page};
use marketplace::Fault;
use marketplace::notices::{self, Filter};
use marketplace::paging::Cursor;

pub fn router() -> Router<App> {
    Router::new().route("/notices", get(list)).route("/notices/{number}", get(show)).route("/notices/{number}/document.json", get(document))
}

fn filter(asked: &Asked) -> Filter {
    Filter { kind: NoticeKind::parse(asked.get("kind")), words: asked.words() }
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    if let Some(number) = NoticeNumber::parse(asked.get("q")) {
        return Redirect::to(&format!("/notices/{number}")).into_response();
    }
    let response = match list_page(&app, &asked).await {
        Ok(page) => app.page(&visitor, visitor.words.say("nav.notices"), Some(Nav::Notices), || notices_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn list_page(app: &App, asked: &Asked) -> Result<NoticesPage, Fault> {
    let wanted = filter(asked);
    let after = Cursor::parse(asked.get("after"));
    let later = after.is_some();
    let page = notices::list(&app.market, &wanted, after, 20).await?;
    let pairs = lists::pairs([("q", wanted.words.clone()), ("kind", wanted.kind.map(|kind| kind.key().to_owned()))]);
    let found = Found { later, total: page.total, next: page.next };
    let count = |asked| async move { Ok(notices::list(&app.market, &filter(&asked), None, 1).await?.total) };
    let place = lists::place("/notices", asked, pairs, found, count).await?;
    Ok(NoticesPage { rows: page.rows, total: page.total, words: wanted.words.unwrap_or_default(), kind: wanted.kind, place })
}

async fn show(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    let found = match NoticeNumber::parse(&number) {
        Some(number) => notices::view(&app.market, number).await,
        None => Err(Refusal::not_found().into()),
    };
    let response = match found {
        Ok(view) => app.page(&visitor, view.document.title.clone(), Some(Nav::Notices), || notice_page(view, day_of(app.market.now()))).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

/// The very bytes that the digest is of.
async fn document(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    let found: Result<(NoticeNumber, Vec<u8>), Fault> = match NoticeNumber::parse(&number) {
        Some(number) => notices::bytes(&app.market, number).await.map(|bytes| (number, bytes)),
        None => Err(Refusal::not_found().into()),
    };
    match found {
        Ok((number, bytes)) => {
            let disposition = format!("attachment; filename=\"{number}.json\"");
            ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
