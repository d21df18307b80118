//! Pages of panels: naming reviewers, declaring, scoring, signing.

use super::bids::numbered;
use crate::app::App;
use crate::forms::{Posted, at_fields, for_form, status_with};
use crate::pages::extract::Path;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::ids::AccountId;
use domain::law::Edition;
use domain::panels::{Question, ReviewDesk};
use domain::refusal::Refusal;
use domain::step::Word;
use frontend::Nav;
use frontend::panels::{PanelPage, ReviewPage, SignPage, panel_page, review_page, sign_page};
use marketplace::demands;
use marketplace::panels::{self, Declare, NameReviewers, Recuse, SaveSheet, Sign};
use marketplace::{Fault, Once};

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands/{number}/panel", get(panel).post(name))
        .route("/demands/{number}/review", get(review).post(save))
        .route("/demands/{number}/review/declare", post(declare))
        .route("/demands/{number}/review/recuse", post(recuse))
        .route("/demands/{number}/review/check", get(check))
        .route("/demands/{number}/review/sign", post(sign))
}

async fn panel(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    panel_response(&app, &visitor, &number, None, Vec::new()).await
}

async fn panel_response(app: &App, visitor: &Visitor, number: &str, posted: Option<&Posted>, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
    let found = async { panels::panel(&app.market, &visitor.actor(), numbered(number)?).await };
    match found.await {
        Ok(view) => {
            let chosen = match posted {
                Some(posted) => (0..usize::from(view.reviewers)).map(|index| posted.get(&format!("reviewers.{index}")).to_owned()).collect(),
                None => seated(&view),
            };
            let page = PanelPage { view, chosen, refused, once: Once::fresh().into() };
            app.page_with(status, visitor, visitor.words.say("panels.name-title"), Some(Nav::Workbench), || panel_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

/// Who sits already, the representative first: an approver who fills one seat again keeps the others.
fn seated(view: &domain::panels::PanelView) -> Vec<String> {
    use domain::panels::Member;
    let of = |member: Member| view.sitting().filter(move |seat| seat.member == member).map(|seat| seat.account.to_string());
    let first = of(Member::Representative).next().unwrap_or_default();
    std::iter::once(first).chain(of(Member::Outside)).collect()
}

async fn name(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    match name_posted(&app, &visitor, &number, &posted).await.map_err(for_form) {
        Ok(()) => Redirect::to(&format!("/demands/{number}/panel")).into_response(),
        Err(Ok(refused)) => panel_response(&app, &visitor, &number, Some(&posted), refused).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn name_posted(app: &App, visitor: &Visitor, number: &str, posted: &Posted) -> Result<(), Fault> {
    let demand = numbered(number)?;
    let reviewers = panels::panel(&app.market, &visitor.actor(), demand).await?.reviewers;
    let (mut accounts, mut missing) = (Vec::new(), Vec::new());
    for index in 0..usize::from(reviewers) {
        let field = format!("reviewers.{index}");
        match posted.get(&field).parse::<AccountId>() {
            Ok(account) => accounts.push(account),
            Err(_) => missing.push(Refusal::new("panels.seat-empty").field(field)),
        }
    }
    let Some((representative, outside)) = accounts.split_first().filter(|_| missing.is_empty()) else { return Err(Fault::Unfit(missing)) };
    let together = posted.get("together") == "yes";
    let cmd = NameReviewers { demand, representative: *representative, outside: outside.to_vec(), together, once: posted.once()? };
    panels::name_reviewers(&app.market, &visitor.actor(), cmd).await
}

async fn desk(app: &App, visitor: &Visitor, number: &str) -> Result<ReviewDesk, Fault> {
    panels::review(&app.market, &visitor.actor(), numbered(number)?).await
}

async fn review(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match desk(&app, &visitor, &number).await {
        Ok(desk) => review_response(&app, &visitor, StatusCode::OK, desk, Vec::new(), Vec::new()).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn review_response(
    app: &App,
    visitor: &Visitor,
    status: StatusCode,
    desk: ReviewDesk,
    answered: Vec<(String, String)>,
    refused: Vec<Refusal>,
) -> Response {
    let name = visitor.signed.as_ref().map(|signed| signed.name.clone()).unwrap_or_default();
    // The need is public: the reviewer reads it beside the sheet.
    let need = match demands::view(&app.market, desk.demand.number).await {
        Ok(view) => view.need,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    let page = ReviewPage { desk, need, name, answered, refused, edition: Edition(day_of(app.market.now())), once: Once::fresh().into() };
    app.page_with(status, visitor, visitor.words.say("panels.review"), Some(Nav::Workbench), || review_page(page)).await
}

async fn declare(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let answers = Question::ALL.iter().filter_map(|question| match posted.get(question.key()) {
            "yes" => Some((*question, true)),
            "no" => Some((*question, false)),
            _ => None,
        });
        let together = posted.get("together") == "yes";
        let cmd = Declare { demand: numbered(&number)?, answers: answers.collect(), together, once: posted.once()? };
        panels::declare(&app.market, &visitor.actor(), cmd).await
    };
    match done.await.map_err(for_form) {
        Ok(()) => Redirect::to(&format!("/demands/{number}/review")).into_response(),
        Err(Ok(refused)) => match desk(&app, &visitor, &number).await {
            Ok(desk) => review_response(&app, &visitor, status_with(&refused), desk, posted.fields, at_fields(refused)).await,
            Err(fault) => app.fault(&visitor, fault).await,
        },
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn recuse(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async { panels::recuse(&app.market, &visitor.actor(), Recuse { demand: numbered(&number)?, once: posted.once()? }).await };
    match done.await {
        Ok(()) => Redirect::to(&format!("/demands/{number}/review")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn save(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let (seen, then_check) = (posted.seen(), posted.get("then") == "check");
    let saved = async {
        let cmd = SaveSheet { demand: numbered(&number)?, posted: posted.fields.clone(), seen };
        panels::save_sheet(&app.market, &visitor.actor(), cmd).await
    };
    let saved = saved.await.map_err(for_form);
    let mut desk = match desk(&app, &visitor, &number).await {
        Ok(desk) => desk,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    match saved {
        Ok(_) if !then_check => Redirect::to(&format!("/demands/{number}/review")).into_response(),
        Ok(_) if desk.refused.is_empty() => Redirect::to(&format!("/demands/{number}/review/check")).into_response(),
        Ok(_) => {
            let refused = desk.refused.clone();
            review_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, desk, Vec::new(), refused).await
        }
        Err(Ok(refused)) => {
            // Also when the same person saved in another window: what was typed here stays on the page.
            desk.sheet = domain::panels::take(&posted.fields, &desk.items, &desk.columns);
            review_response(&app, &visitor, status_with(&refused), desk, Vec::new(), at_fields(refused)).await
        }
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn check(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match desk(&app, &visitor, &number).await {
        Ok(desk) if desk.columns.is_empty() => Redirect::to(&format!("/demands/{number}/review")).into_response(),
        Ok(desk) => sign_response(&app, &visitor, StatusCode::OK, desk).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn sign_response(app: &App, visitor: &Visitor, status: StatusCode, desk: ReviewDesk) -> Response {
    let page = SignPage { desk, once: Once::fresh().into() };
    app.page_with(status, visitor, visitor.words.say("panels.sign-title"), Some(Nav::Workbench), || sign_page(page)).await
}

async fn sign(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let done = async {
        let cmd = Sign { demand: numbered(&number)?, seen: posted.seen(), once: posted.once()? };
        panels::sign(&app.market, &visitor.actor(), cmd).await
    };
    match done.await {
        Ok(_) => Redirect::to(&format!("/demands/{number}/review")).into_response(),
        Err(Fault::Unfit(_)) => match desk(&app, &visitor, &number).await {
            Ok(desk) => sign_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, desk).await,
            Err(fault) => app.fault(&visitor, fault).await,
        },
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
