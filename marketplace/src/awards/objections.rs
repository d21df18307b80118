//! Objections to a publicised result: filed within the publicity, answered with reasons.

use super::store::{Award, case, counted, current, insert, latest, objections, save_objection, update};
use crate::bids::store::falls_out;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::organizations;
use crate::panels::store::{insert as insert_seat, procedure_alone, seats};
use crate::procedures::store::{Procedure, of_demand, save};
use crate::tx::{Audience, Message, Once, Tx};
use domain::awards::{AnswerDue, Consequence, Facts, Objection, ObjectionEvent, Outcome, TieRule, advance, follow_up, may_file};
use domain::ids::{ObjectionId, OrganizationId};
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::DemandNumber;
use domain::organizations::OrganizationKind;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::procedures::{self, ProcedureEvent, ProcedureState};
use domain::refusal::{Fact, Kind, Refusal};
use domain::step::Word;
use domain::text::{MOST_WORDS, at_most};
use entities::awards::objection;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;

/// Objects to a publicised result.
#[derive(Clone, Debug, Serialize)]
pub struct Object {
    /// The demand.
    pub demand: DemandNumber,
    /// What is wrong, and why.
    pub grounds: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Answers an objection.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// The demand.
    pub demand: DemandNumber,
    /// The objection.
    pub objection: ObjectionId,
    /// Whether it is well founded.
    pub upheld: bool,
    /// What follows when it is.
    pub consequence: Option<Consequence>,
    /// What was found, and why.
    pub answer: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Takes an objection back.
#[derive(Clone, Debug, Serialize)]
pub struct TakeBack {
    /// The demand.
    pub demand: DemandNumber,
    /// The objection.
    pub objection: ObjectionId,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Files an objection for a registered social organization, whether or not it offered.
///
/// # Errors
/// Refused `policy.*` unless the actor writes for an organization and a result is publicised; `awards.objection-late`,
/// `awards.objection-without-grounds`, `awards.objection-not-social`, `awards.not-in-publicity`.
pub async fn object(market: &Market, actor: &Actor, cmd: Object) -> Result<ObjectionId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("awards.object", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    // Held alone, so that a confirmation sees this objection, or this objection sees the confirmation.
    let procedure = procedure_alone(&tx, demand.id).await?;
    let award = current(tx.db(), demand.id).await?;
    may(actor, Action::FileObjection, &Case { own: actor.organization, ..case(tx.db(), &demand, &procedure, award.as_ref()).await? })?;
    let organization = actor.organization.ok_or_else(Refusal::not_found)?;
    let body = organizations::find(tx.db(), organization).await?.ok_or_else(Refusal::not_found)?;
    if matches!(body.kind, OrganizationKind::Department | OrganizationKind::Agency) {
        return Err(Refusal::new("awards.objection-not-social").into());
    }
    let publicity = award.as_ref().and_then(|award| Some((award, award.publicity(&procedure)?)));
    let Some((award, publicity)) = publicity.filter(|_| procedure.state == ProcedureState::Publicity) else {
        return Err(Refusal::new("awards.not-in-publicity").kind(Kind::Conflict).into());
    };
    may_file(&publicity, tx.today(), &cmd.grounds)?;
    at_most(cmd.grounds.trim(), MOST_WORDS, "grounds")?;
    let due = AnswerDue::of(tx.today(), procedure.edition);
    let id = ObjectionId::new(tx.fresh());
    let row = objection::ActiveModel {
        id: Set(id.uuid()),
        award_id: Set(award.row.id),
        organization_id: Set(organization.uuid()),
        account_id: Set(tx.account()?.uuid()),
        grounds: Set(cmd.grounds.trim().to_owned()),
        filed_at: Set(tx.at()),
        state: Set(Objection::Filed.key().to_owned()),
        due_on: Set(due.aim.day),
        last_on: Set(due.last.day),
        answer: Set(None),
        answered_by: Set(None),
        answered_at: Set(None),
    };
    row.insert(tx.db()).await?;
    tx.record(Entry::ObjectionFiled, &cmd.demand.to_string(), serde_json::json!({"objection": id.to_string(), "answer_due": due.aim.day})).await?;
    let message = Message::new("inbox.objection-filed", path(cmd.demand)).fact("title", demand.row.title.as_str()).fact("due", due.aim);
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer, Role::PurApprover]), message).await?;
    count_in_public(&tx, &demand).await?;
    tx.commit_once(&cmd.once, id).await
}

/// Puts into the feed what the page of the result shows of objections: how many were filed, and how many of them wait. Who filed
/// them and what was answered stay between both sides.
async fn count_in_public(tx: &Tx, demand: &Demand) -> Result<(), Fault> {
    let (number, (filed, open)) = (demand.number()?, counted(tx.db(), demand.id).await?);
    tx.make_public(Thing::Objections, &number.to_string(), Some(&number.ocid()), &serde_json::json!({"filed": filed, "open": open})).await?;
    Ok(())
}

fn path(demand: DemandNumber) -> String {
    format!("/demands/{demand}/result")
}

/// An objection to the latest result of a demand.
async fn of(tx: &Tx, demand: &Demand, id: ObjectionId) -> Result<(Award, objection::Model, Objection), Fault> {
    let award = latest(tx.db(), demand.id).await?.ok_or_else(Refusal::not_found)?;
    let found = objections(tx.db(), &award).await?.into_iter().find(|(row, _)| row.id == id.uuid()).ok_or_else(Refusal::not_found)?;
    Ok((award, found.0, found.1))
}

/// Answers an objection with reasons. One that is well founded withdraws the result: all is reviewed again by a panel that
/// answers the conflict questions again, or the next candidate is publicised.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser; `awards.answer-without-reason`, `awards.objection-out-of-order`,
/// `awards.consequence-missing` for a well-founded one without its consequence, `awards.no-next-candidate`.
pub async fn answer(market: &Market, actor: &Actor, cmd: Answer) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("awards.answer", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    may(actor, Action::AnswerObjection, &case(tx.db(), &demand, &procedure, None).await?)?;
    let (award, row, state) = of(&tx, &demand, cmd.objection).await?;
    let text = cmd.answer.trim();
    at_most(text, MOST_WORDS, "answer")?;
    let event = if cmd.upheld { ObjectionEvent::Uphold } else { ObjectionEvent::Reject };
    let step = advance(state, event, &Facts { reasoned: !text.is_empty() })?;
    save_objection(&tx, &row, step, Some(text)).await?;
    let number = cmd.demand.to_string();
    tx.record(Entry::ObjectionAnswered, &number, serde_json::json!({"objection": cmd.objection.to_string(), "state": step.to().key()})).await?;
    let message = Message::new("inbox.objection-answered", path(cmd.demand)).fact("title", demand.row.title.as_str());
    let message = message.fact("state", Fact::Term(step.to().term()));
    tx.tell(Audience::Holders(OrganizationId::new(row.organization_id), vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    if cmd.upheld {
        let consequence = cmd.consequence.ok_or_else(|| Refusal::new("awards.consequence-missing").field("consequence"))?;
        withdraw_result(&tx, &demand, &procedure, &award, consequence).await?;
    }
    count_in_public(&tx, &demand).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Closes the objections to the result of a purchase that ends.
pub(crate) async fn purchase_ended(tx: &Tx, demand: &Demand) -> Result<(), Fault> {
    let Some(award) = current(tx.db(), demand.id).await? else { return Ok(()) };
    over(tx, demand, &award).await?;
    if objections(tx.db(), &award).await?.is_empty() { Ok(()) } else { count_in_public(tx, demand).await }
}

/// Closes the objections to a result that is no more: nothing is left that they could be answered about.
async fn over(tx: &Tx, demand: &Demand, award: &Award) -> Result<(), Fault> {
    let number = demand.number()?;
    for (row, state) in objections(tx.db(), award).await? {
        if state != Objection::Filed {
            continue;
        }
        let step = advance(state, ObjectionEvent::Lapse, &Facts { reasoned: true })?;
        save_objection(tx, &row, step, None).await?;
        let facts = serde_json::json!({"objection": ObjectionId::new(row.id).to_string(), "state": step.to().key()});
        tx.record(Entry::ObjectionAnswered, &number.to_string(), facts).await?;
        let message = Message::new("inbox.objection-answered", path(number)).fact("title", demand.row.title.as_str());
        let message = message.fact("state", Fact::Term(step.to().term()));
        tx.tell(Audience::Holders(OrganizationId::new(row.organization_id), vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    }
    Ok(())
}

async fn withdraw_result(tx: &Tx, demand: &Demand, procedure: &Procedure, award: &Award, consequence: Consequence) -> Result<(), Fault> {
    let rule = TieRule::of_method(procedure.profile.key).ok_or_else(|| Fault::corrupt(procedure.profile.key))?;
    let next = follow_up(consequence, &award.outcome.ranking, rule, &[Objection::Upheld])?;
    let step = procedures::advance(procedure.profile, procedure.state, ProcedureEvent::Reopen, &procedures::Facts::favourable(procedure.edition))?;
    save(tx, procedure, step, |row| {
        row.reviewed_at = Set(None);
        row.publicised_at = Set(None);
        row.publicity_ends_on = Set(None);
        row.chosen_bid_id = Set(None);
        row.chosen_price_fen = Set(None);
    })
    .await?;
    update(tx, award, |row| row.withdrawn_at = Set(Some(tx.at()))).await?;
    over(tx, demand, award).await?;
    let number = demand.number()?;
    tx.record(Entry::AwardWithdrawn, &number.to_string(), serde_json::json!({"consequence": consequence.key()})).await?;
    tx.make_public(Thing::AwardWithdrawn, &number.to_string(), Some(&number.ocid()), &serde_json::json!({"consequence": consequence})).await?;
    let section = Section::new("notices.section-withdrawn")
        .line("notices.label-number", number.to_string())
        .line("notices.label-title", demand.row.title.as_str())
        .line("notices.label-because", Fact::Term("notices.because-objection".to_owned()))
        .line("notices.label-consequence", Fact::Term(consequence.term()));
    let document = Document::new(NoticeKind::Withdrawn, demand.row.title.clone()).section(section);
    notices::publish(tx, demand.purchaser, &[number.to_string()], Some(&number.ocid()), &document, None).await?;
    let told = Message::new("inbox.result-withdrawn", path(number)).fact("title", demand.row.title.as_str());
    let told = told.fact("consequence", Fact::Term(consequence.term()));
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurApprover]), told.clone()).await?;
    for bidder in &award.outcome.bidders {
        tx.tell(Audience::Holders(bidder.organization, vec![Role::SoAdmin, Role::SoLegal]), told.clone()).await?;
    }
    match next {
        Some(ranking) => {
            let left = |bid| ranking.places.iter().any(|place| place.offer.bid == bid);
            // What fell out stays out, should the review be done again later.
            for bidder in award.outcome.bidders.iter().filter(|bidder| !left(bidder.bid)) {
                falls_out(tx, bidder.bid).await?;
            }
            let outcome = Outcome {
                bidders: award.outcome.bidders.iter().filter(|bidder| left(bidder.bid)).cloned().collect(),
                scores: award.outcome.scores.iter().filter(|score| left(score.bid)).cloned().collect(),
                ranking,
                ..award.outcome.clone()
            };
            insert(tx, demand.id, award.row.n + 1, &outcome).await?;
            // The sheets stay as they were signed: the review is complete at once.
            let procedure = of_demand(tx.db(), demand.id).await?;
            let facts = procedures::Facts { unsigned: 0, ..procedures::Facts::favourable(procedure.edition) };
            let step = procedures::advance(procedure.profile, procedure.state, ProcedureEvent::Review, &facts)?;
            save(tx, &procedure, step, |row| row.reviewed_at = Set(Some(tx.at()))).await
        }
        None => {
            let (round, seated) = seats(tx.db(), demand.id).await?;
            for seat in seated.iter().filter(|seat| seat.sits()) {
                insert_seat(tx, demand.id, round + 1, seat.account, seat.member).await?;
                let message = Message::new("inbox.declare-conflicts", format!("/demands/{number}/review")).fact("title", demand.row.title.as_str());
                tx.tell(Audience::Account(seat.account), message).await?;
            }
            Ok(())
        }
    }
}

/// Takes an own objection back.
///
/// # Errors
/// Refused `policy.*` unless the actor writes for an organization; `not-found` for another's, `awards.objection-out-of-order`.
pub async fn take_back(market: &Market, actor: &Actor, cmd: TakeBack) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("awards.take_back", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    may(actor, Action::FileObjection, &Case { own: actor.organization, ..case(tx.db(), &demand, &procedure, None).await? })?;
    let (_, row, state) = of(&tx, &demand, cmd.objection).await?;
    if Some(OrganizationId::new(row.organization_id)) != actor.organization {
        return Err(Refusal::not_found().into());
    }
    let step = advance(state, ObjectionEvent::Withdraw, &Facts { reasoned: true })?;
    save_objection(&tx, &row, step, None).await?;
    tx.record(Entry::ObjectionAnswered, &cmd.demand.to_string(), serde_json::json!({"objection": cmd.objection.to_string(), "state": step.to().key()})).await?;
    let message = Message::new("inbox.objection-withdrawn", path(cmd.demand)).fact("title", demand.row.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer]), message).await?;
    count_in_public(&tx, &demand).await?;
    tx.commit_once(&cmd.once, ()).await
}
