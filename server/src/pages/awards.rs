//! The page of a result, and the acts on it.

use super::bids::numbered;
use super::onward::contract_of;
use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, at_fields, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::awards::{Consequence, Negotiation};
use domain::ids::{BidId, ObjectionId};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use frontend::Nav;
use frontend::awards::{ResultPage, result_page};
use marketplace::awards::{self, Answer, Confirm, Object, Publicise, Settle, TakeBack};
use marketplace::bids::{self, End};
use marketplace::{Fault, Once};
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands/{number}/result", get(show))
        .route("/demands/{number}/result/settle", post(settle))
        .route("/demands/{number}/result/publicise", post(publicise))
        .route("/demands/{number}/result/object", post(object))
        .route("/demands/{number}/result/take-back", post(take_back))
        .route("/demands/{number}/result/answer", post(answer))
        .route("/demands/{number}/result/confirm", post(confirm))
        .route("/demands/{number}/result/end", post(end))
}

#[derive(Default, Deserialize)]
struct ShowQuery {
    #[serde(default)]
    done: String,
}

async fn show(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, Query(query): Query<ShowQuery>) -> Response {
    let response = page(&app, &visitor, &number, query.done == "1", Posted::default(), Vec::new()).await;
    cacheable(&visitor, response)
}

async fn page(app: &App, visitor: &Visitor, number: &str, done: bool, posted: Posted, refused: Vec<Refusal>) -> Response {
    let (status, refused) = (status_with(&refused), at_fields(refused));
    let found = async {
        let number = numbered(number)?;
        Ok::<_, Fault>((awards::result(&app.market, &visitor.actor(), number).await?, contract_of(app, number).await?))
    };
    match found.await {
        Ok((view, contract)) => {
            let title = format!("{} {}", view.demand.title, visitor.words.say("awards.title"));
            let page = ResultPage { view, contract, done, now: app.market.now(), refused, typed: posted.fields, once: Once::fresh().into() };
            app.page_with(status, visitor, title, Some(Nav::Demands), || result_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

/// The answer to an act: the page as it is now, or again with what stands against the act at its field.
async fn acted(app: &App, visitor: &Visitor, number: &str, posted: Posted, done: Result<(), Fault>) -> Response {
    match done.map_err(for_form) {
        Ok(()) => Redirect::to(&format!("/demands/{number}/result")).into_response(),
        Err(Ok(refused)) => page(app, visitor, number, false, posted, refused).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

/// The same for an act that ends in a notice: the page with its receipt.
async fn noticed(app: &App, visitor: &Visitor, number: &str, posted: Posted, done: Result<(), Fault>) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/demands/{number}/result?done=1")).into_response(),
        refused => acted(app, visitor, number, posted, refused).await,
    }
}

async fn settle(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let bid: BidId = posted.get("bid").parse().map_err(|_| Refusal::new("awards.not-tied").field("bid"))?;
        let cmd = Settle { demand: numbered(&number)?, bid, reason: posted.get("reason").to_owned(), once: posted.once()? };
        awards::settle(&app.market, &visitor.actor(), cmd).await
    };
    let done = done.await;
    acted(&app, &visitor, &number, posted, done).await
}

/// The record of a negotiation, where the form asked for one; what cannot be read of it is said at once.
fn negotiation(posted: &Posted) -> Result<Option<Negotiation>, Fault> {
    if posted.fields.iter().all(|(name, _)| name != "agreed_price") {
        return Ok(None);
    }
    let day = posted.day("negotiated_on", Fact::Term("awards.negotiated-on".into()));
    let price = posted.amount("agreed_price", Fact::Term("awards.agreed".into()));
    match (day, price) {
        (Ok(day), Ok(price)) => Ok(Some(Negotiation { day, present: posted.get("present").to_owned(), minutes: posted.get("minutes").to_owned(), price })),
        (day, price) => Err(Fault::Unfit([day.err(), price.err()].into_iter().flatten().collect())),
    }
}

async fn publicise(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        // More days than any rule allows stay more.
        let days = posted.whole("working_days", Fact::Term("awards.publicise-days".into()))?.map(|days| u16::try_from(days).unwrap_or(u16::MAX));
        let cmd = Publicise { demand: numbered(&number)?, days, negotiation: negotiation(&posted)?, seen: posted.seen(), once: posted.once()? };
        awards::publicise(&app.market, &visitor.actor(), cmd).await.map(drop)
    };
    let done = done.await;
    noticed(&app, &visitor, &number, posted, done).await
}

async fn object(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = Object { demand: numbered(&number)?, grounds: posted.get("grounds").to_owned(), once: posted.once()? };
        awards::object(&app.market, &visitor.actor(), cmd).await.map(drop)
    };
    let done = done.await;
    acted(&app, &visitor, &number, posted, done).await
}

fn objection(posted: &Posted) -> Result<ObjectionId, Refusal> {
    posted.get("objection").parse().map_err(|_| Refusal::not_found())
}

async fn take_back(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = TakeBack { demand: numbered(&number)?, objection: objection(&posted)?, once: posted.once()? };
        awards::take_back(&app.market, &visitor.actor(), cmd).await
    };
    let done = done.await;
    acted(&app, &visitor, &number, posted, done).await
}

async fn answer(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let consequence = Consequence::parse(posted.get("consequence"));
        if consequence.is_none() && posted.get("consequence") != "reject" {
            return Err(Refusal::new("awards.consequence-missing").field("consequence").into());
        }
        let cmd = Answer {
            demand: numbered(&number)?,
            objection: objection(&posted)?,
            upheld: consequence.is_some(),
            consequence,
            answer: posted.get("answer").to_owned(),
            once: posted.once()?,
        };
        awards::answer(&app.market, &visitor.actor(), cmd).await
    };
    let done = done.await;
    acted(&app, &visitor, &number, posted, done).await
}

async fn confirm(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = Confirm { demand: numbered(&number)?, seen: posted.seen(), once: posted.once()? };
        awards::confirm(&app.market, &visitor.actor(), cmd).await.map(drop)
    };
    let done = done.await;
    noticed(&app, &visitor, &number, posted, done).await
}

async fn end(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = End { demand: numbered(&number)?, reason: posted.get("end_reason").to_owned(), seen: posted.seen(), once: posted.once()? };
        bids::end_without_result(&app.market, &visitor.actor(), cmd).await.map(drop).map_err(|fault| match fault {
            Fault::Refused(refusal) if refusal.field.as_deref() == Some("reason") => Refusal { field: Some("end_reason".to_owned()), ..*refusal }.into(),
            other => other,
        })
    };
    let done = done.await;
    acted(&app, &visitor, &number, posted, done).await
}
