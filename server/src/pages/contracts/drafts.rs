//! Drafts: begun, filled, reviewed, signed.

use super::refused;
use crate::app::App;
use crate::forms::{Posted, status_with};
use crate::pages::extract::{Path, Query};
use crate::visitor::Visitor;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::calendar::{CalendarDays, WorkingDays};
use domain::contracts::{Blanks, ContractDraftView};
use domain::ids::ContractId;
use domain::money::Percent;
use domain::numbers::DemandNumber;
use domain::policy::Action;
use domain::refusal::{Fact, Refusal};
use frontend::Nav;
use frontend::contracts::{DraftPage, DraftsPage, SignPage, Typed, draft_page, drafts_page, new_page, sign_page, signed_receipt};
use marketplace::contracts::{self, Decide, DraftContract, FillBlanks, Sign};
use marketplace::{Fault, Once};
use serde::Deserialize;

#[derive(Default, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    demand: String,
}

pub async fn list(State(app): State<App>, visitor: Visitor) -> Response {
    match lists(&app, &visitor).await {
        Ok(page) => app.page(&visitor, visitor.words.say("contracts.drafts"), Some(Nav::Contracts), || drafts_page(page)).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn lists(app: &App, visitor: &Visitor) -> Result<DraftsPage, Fault> {
    let actor = visitor.actor();
    Ok(DraftsPage { rows: contracts::drafts(&app.market, &actor).await?, ready: contracts::ready(&app.market, &actor).await? })
}

pub async fn new(State(app): State<App>, visitor: Visitor, Query(query): Query<NewQuery>) -> Response {
    let ready = match contracts::ready(&app.market, &visitor.actor()).await {
        Ok(ready) => ready.into_iter().find(|ready| Some(ready.demand) == DemandNumber::parse(&query.demand)),
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    match ready {
        Some(ready) => app.page(&visitor, visitor.words.say("contracts.begin"), Some(Nav::Contracts), || new_page(ready, Once::fresh().into())).await,
        None => Redirect::to("/contracts/drafts").into_response(),
    }
}

pub async fn begin(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    match begun(&app, &visitor, &posted).await {
        Ok(id) => Redirect::to(&format!("/contracts/drafts/{id}")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn begun(app: &App, visitor: &Visitor, posted: &Posted) -> Result<ContractId, Fault> {
    let demand = DemandNumber::parse(posted.get("demand")).ok_or_else(Refusal::not_found)?;
    contracts::draft_contract(&app.market, &visitor.actor(), DraftContract { demand, once: posted.once()? }).await
}

async fn read(app: &App, visitor: &Visitor, id: &str) -> Result<ContractDraftView, Fault> {
    let id: ContractId = id.parse().map_err(|_| Refusal::not_found())?;
    contracts::read_draft(&app.market, &visitor.actor(), id).await
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    page(&app, &visitor, &id, Typed::default()).await
}

async fn page(app: &App, visitor: &Visitor, id: &str, typed: Typed) -> Response {
    let view = match read(app, visitor, id).await {
        Ok(view) => view,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    let title = view.row.title.clone();
    let page = DraftPage { view, once: (Once::fresh().into(), Once::fresh().into()), typed };
    app.page_with(status_with(&page.typed.refused), visitor, title, Some(Nav::Contracts), || draft_page(page)).await
}

/// The answer to an act on a draft: onward, or the draft again with what stands against it.
async fn acted(app: &App, visitor: &Visitor, id: &str, posted: &Posted, done: Result<(), Fault>) -> Response {
    match done.map_err(|fault| refused(posted, fault)) {
        Ok(()) => Redirect::to(&format!("/contracts/drafts/{id}")).into_response(),
        Err(Ok(typed)) => page(app, visitor, id, typed).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

pub async fn fill(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = filled(&app, &visitor, &id, &posted).await;
    acted(&app, &visitor, &id, &posted, done).await
}

async fn filled(app: &App, visitor: &Visitor, id: &str, posted: &Posted) -> Result<(), Fault> {
    let view = read(app, visitor, id).await?;
    let blanks = blanks(&view, posted).map_err(Fault::Unfit)?;
    let cmd = FillBlanks { contract: view.row.id, seen: posted.seen(), blanks, once: posted.once()? };
    contracts::fill_blanks(&app.market, &visitor.actor(), cmd).await.map_err(at_fields)
}

/// Reads the blanks; every field that is no whole number is named.
fn blanks(view: &ContractDraftView, posted: &Posted) -> Result<Blanks, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut whole = |field: String, name: Fact| -> u32 {
        let read = posted.whole(&field, name.clone()).and_then(|number| number.ok_or_else(|| Refusal::new("forms.missing").fact("field", name).field(field)));
        read.unwrap_or_else(|refusal| {
            wrong.push(refusal);
            0
        })
    };
    let term = |key: &str| Fact::Term(key.to_owned());
    let days = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
    let accept_within = CalendarDays(days(whole("accept_within".into(), term("contracts.accept-within"))));
    let instalments = view.terms.schedule.instalments.iter().zip(&view.blanks.pay_within).enumerate();
    let pay_within = instalments.map(|(index, (one, _))| WorkingDays(days(whole(format!("pay_within.{index}"), Fact::Term(one.trigger.term()))))).collect();
    let deduct_at_most = Percent(i64::from(whole("deduct_at_most".into(), term("contracts.deduct-at-most"))));
    let outputs = view.terms.outputs();
    let mut quantities = Vec::with_capacity(view.terms.milestones.len());
    for (row, milestone) in view.terms.milestones.iter().enumerate() {
        let named = outputs.iter().map(|output| Fact::Text(format!("{} {}", milestone.name, output.name)));
        quantities.push(named.enumerate().map(|(column, name)| whole(format!("quantity.{row}.{column}"), name)).collect());
    }
    if wrong.is_empty() { Ok(Blanks { pay_within, accept_within, deduct_at_most, quantities }) } else { Err(wrong) }
}

/// What the text's check refuses, at the fields where it was typed.
fn at_fields(fault: Fault) -> Fault {
    let Fault::Unfit(refused) = fault else { return fault };
    let place = |field: &str| match field {
        "acceptance.within" => "accept_within".to_owned(),
        "evaluation" => "deduct_at_most".to_owned(),
        other => other.replace("schedule.", "pay_within."),
    };
    Fault::Unfit(refused.into_iter().map(|refusal| Refusal { field: refusal.field.as_deref().map(place), ..refusal }).collect())
}

fn decision(id: &str, posted: &Posted) -> Result<Decide, Refusal> {
    let contract = id.parse().map_err(|_| Refusal::not_found())?;
    Ok(Decide { contract, seen: posted.seen(), reason: posted.given("reason"), once: posted.once()? })
}

pub async fn review(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) => contracts::review(&app.market, &visitor.actor(), cmd).await,
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &id, &posted, done).await
}

pub async fn send_back(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) => contracts::send_back(&app.market, &visitor.actor(), cmd).await,
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &id, &posted, done).await
}

pub async fn check(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    check_page(&app, &visitor, &id, Typed::default()).await
}

async fn check_page(app: &App, visitor: &Visitor, id: &str, typed: Typed) -> Response {
    let view = match read(app, visitor, id).await {
        Ok(view) => view,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    if !view.acts.iter().any(|act| matches!(act, Action::SignForPurchaser | Action::SignForProvider)) {
        return Redirect::to(&format!("/contracts/drafts/{id}")).into_response();
    }
    let page = SignPage { view, once: Once::fresh().into(), typed };
    app.page_with(status_with(&page.typed.refused), visitor, visitor.words.say("contracts.sign-title"), Some(Nav::Contracts), || sign_page(page)).await
}

pub async fn sign(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    match signing(&app, &visitor, &id, &posted).await.map_err(|fault| refused(&posted, fault)) {
        Ok(()) => Redirect::to(&format!("/contracts/drafts/{id}/signed")).into_response(),
        Err(Ok(typed)) => check_page(&app, &visitor, &id, typed).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn signing(app: &App, visitor: &Visitor, id: &str, posted: &Posted) -> Result<(), Fault> {
    let contract = id.parse().map_err(|_| Refusal::not_found())?;
    let cmd = Sign { contract, seen: posted.seen(), once: posted.once()? };
    let actor = visitor.actor();
    if actor.role.of_provider() {
        contracts::sign_for_provider(&app.market, &actor, cmd).await?;
    } else {
        contracts::sign_for_purchaser(&app.market, &actor, cmd).await?;
    }
    Ok(())
}

pub async fn signed(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    match read(&app, &visitor, &id).await {
        Ok(view) if view.signatures.is_empty() => Redirect::to(&format!("/contracts/drafts/{id}")).into_response(),
        Ok(view) => {
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("contracts.signed-title"), Some(Nav::Contracts), || signed_receipt(view, telephone)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
