//! Pages of public documents.

use crate::answer::cacheable;
use crate::app::App;
use crate::pages::extract::{Path, Query};
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
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new().route("/notices", get(list)).route("/notices/{number}", get(show)).route("/notices/{number}/document.json", get(document))
}

#[derive(Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    after: Option<String>,
}

async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    if let Some(number) = NoticeNumber::parse(&query.q) {
        return Redirect::to(&format!("/notices/{number}")).into_response();
    }
    let words: String = query.q.trim().chars().take(200).collect();
    let filter = Filter { kind: NoticeKind::parse(&query.kind), words: Some(words.clone()).filter(|words| !words.is_empty()) };
    let after = query.after.as_deref().and_then(Cursor::parse);
    let later = after.is_some();
    let mut pairs = Vec::new();
    if !words.is_empty() {
        pairs.push(format!("q={}", super::encoded(&words)));
    }
    pairs.extend(filter.kind.map(|kind| format!("kind={}", kind.key())));
    let plain = pairs.join("&");
    let page = match notices::list(&app.market, &filter, after, 20).await {
        Ok(page) => page,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let next = page.next.map(|cursor| if plain.is_empty() { format!("after={cursor}") } else { format!("{plain}&after={cursor}") });
    let page = NoticesPage { rows: page.rows, total: page.total, words, kind: filter.kind, query: plain, next, later };
    let response = app.page(&visitor, visitor.words.say("nav.notices"), Some(Nav::Notices), || notices_page(page)).await;
    cacheable(&visitor, response)
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
