//! The search over the whole site: a number or a code leads straight to its page, words to what each list has.

use super::encoded;
use super::extract::Query;
use crate::answer::cacheable;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::code::CreditCode;
use domain::numbers::{BatchNumber, ContractNumber, DemandNumber, EvaluationNumber, NoticeNumber};
use domain::policy::Actor;
use domain::step::Word;
use frontend::search::{Hit, HitGroup, SearchPage, search_page};
use marketplace::paging::Page;
use marketplace::{Fault, contracts, demands, evaluations, notices, organizations};
use serde::Deserialize;

/// Hits of each kind; the lists have the others.
const MOST: u64 = 5;

pub fn router() -> Router<App> {
    Router::new().route("/search", get(search))
}

#[derive(Default, Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

async fn search(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let words: String = asked.q.trim().chars().take(200).collect();
    let found = async {
        if let Some(to) = numbered(&app, &words).await? {
            return Ok(Err(Redirect::to(&to).into_response()));
        }
        let groups = if words.is_empty() { Vec::new() } else { groups(&app, &visitor, &words).await? };
        Ok::<_, Fault>(Ok(SearchPage { words: words.clone(), groups }))
    };
    match found.await {
        Ok(Ok(page)) => {
            let response = app.page(&visitor, visitor.words.say("search.title"), None, || search_page(page)).await;
            cacheable(&visitor, response)
        }
        Ok(Err(redirect)) => redirect,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

/// The page of the thing that has this very number or code, if there is one. A batch has its notice.
async fn numbered(app: &App, text: &str) -> Result<Option<String>, Fault> {
    let market = &app.market;
    if let Some(number) = DemandNumber::parse(text) {
        return found(demands::view(market, number).await.map(|_| format!("/demands/{number}")));
    }
    if let Some(number) = NoticeNumber::parse(text) {
        return found(notices::view(market, number).await.map(|_| format!("/notices/{number}")));
    }
    if let Some(number) = BatchNumber::parse(text) {
        let notices = notices::about(market, &number.to_string()).await?;
        return Ok(notices.first().map(|notice| format!("/notices/{}", notice.number)));
    }
    if let Some(number) = ContractNumber::parse(text) {
        let filter = contracts::Filter { words: Some(number.to_string()), ..contracts::Filter::default() };
        let rows = contracts::list(market, &filter, None, 1).await?.rows;
        return Ok(rows.first().filter(|row| row.number == number).map(|_| format!("/contracts/{number}")));
    }
    if let Some(number) = EvaluationNumber::parse(text) {
        let filter = evaluations::Filter { words: Some(number.to_string()), ..evaluations::Filter::default() };
        let rows = evaluations::list(market, &filter, None, 1).await?.rows;
        return Ok(rows.first().filter(|row| row.number == number).map(|_| format!("/evaluations/{number}")));
    }
    let Ok(reading) = CreditCode::read(text) else { return Ok(None) };
    let filter = organizations::Filter { words: Some(reading.code.to_string()), ..organizations::Filter::default() };
    let rows = organizations::list(market, &Actor::PUBLIC, &filter, None, 1).await?.rows;
    Ok(rows.first().filter(|row| row.code == reading.code).map(|row| format!("/organizations/{}", row.code)))
}

/// What is not there leads nowhere; what broke is told.
fn found(path: Result<String, Fault>) -> Result<Option<String>, Fault> {
    match path {
        Ok(path) => Ok(Some(path)),
        Err(Fault::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

async fn groups(app: &App, visitor: &Visitor, text: &str) -> Result<Vec<HitGroup>, Fault> {
    let (market, w) = (&app.market, visitor.words);
    let words = Some(text.to_owned());
    let demands = demands::list(market, &demands::Filter { words: words.clone(), ..demands::Filter::default() }, None, MOST).await?;
    let filter = organizations::Filter { words: words.clone(), ..organizations::Filter::default() };
    let organizations = organizations::list(market, &Actor::PUBLIC, &filter, None, MOST).await?;
    let contracts = contracts::list(market, &contracts::Filter { words: words.clone(), ..contracts::Filter::default() }, None, MOST).await?;
    let evaluations = evaluations::list(market, &evaluations::Filter { words: words.clone(), ..evaluations::Filter::default() }, None, MOST).await?;
    let notices = notices::list(market, &notices::Filter { words, ..notices::Filter::default() }, None, MOST).await?;
    let groups = [
        group("nav.demands", "/demands", text, demands, |row| Hit::new(row.title, format!("/demands/{}", row.number), [row.purchaser, row.number.to_string()])),
        group("nav.organizations", "/organizations", text, organizations, |row| {
            Hit::new(row.name, format!("/organizations/{}", row.code), [w.say(&row.kind.term()), row.code.to_string()])
        }),
        group("nav.contracts", "/contracts", text, contracts, |row| {
            Hit::new(row.title, format!("/contracts/{}", row.number), [row.purchaser, row.provider, row.number.to_string()])
        }),
        group("nav.evaluations", "/evaluations", text, evaluations, |row| {
            Hit::new(row.title, format!("/evaluations/{}", row.number), [row.purchaser, row.provider, row.number.to_string()])
        }),
        group("nav.notices", "/notices", text, notices, |row| {
            Hit::new(row.title, format!("/notices/{}", row.number), [w.say(&row.kind.term()), row.purchaser, row.number.to_string()])
        }),
    ];
    Ok(groups.into_iter().filter(|group| group.total > 0).collect())
}

/// The first hits of one kind, and the list that has them all.
fn group<R>(kind: &'static str, path: &str, text: &str, page: Page<R>, hit: impl Fn(R) -> Hit) -> HitGroup {
    HitGroup { kind, total: page.total, all: format!("{path}?q={}", encoded(text)), hits: page.rows.into_iter().map(hit).collect() }
}
