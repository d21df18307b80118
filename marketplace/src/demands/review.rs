//! Sending to the approver, approving, sending back, giving up.

use super::store::{Demand, checked, demand, going_out, save};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::demands::{DemandEvent, Facts, advance};
use domain::ids::DemandId;
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::Refusal;
use domain::step::Word;
use domain::text::{at_most, written};
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// Most characters of the number of a meeting's minutes.
const LONGEST_MINUTES: usize = 60;

/// A decision about a demand, or about all of its batch.
#[derive(Clone, Debug, Serialize)]
pub struct Decide {
    /// The demand; a decision about one of a batch is about the whole batch.
    pub demand: DemandId,
    /// The version that the person saw.
    pub seen: i32,
    /// Why, where a reason is needed.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Approves a demand, or all of its batch.
#[derive(Clone, Debug, Serialize)]
pub struct Approve {
    /// The demand; approving one of a batch approves the whole batch.
    pub demand: DemandId,
    /// The version that the person saw.
    pub seen: i32,
    /// Number of the meeting's minutes; compulsory for a batch.
    pub minutes: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// The demand and all that go out with it, the demand's own version checked.
async fn together(tx: &Tx, id: DemandId, seen: i32) -> Result<Vec<Demand>, Fault> {
    let one = demand(tx.db(), id).await?;
    one.unchanged_since(seen)?;
    match one.batch() {
        None => Ok(vec![one]),
        Some(batch) => going_out(tx.db(), batch).await,
    }
}

async fn refusals(tx: &Tx, demand: &Demand) -> Result<Vec<Refusal>, Fault> {
    Ok(checked(tx.db(), demand, tx.today()).await?.refused)
}

/// Sends a draft, with all of its batch, to the approver.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for that purchaser; everything that the check refuses, as [`Fault::Unfit`];
/// `demands.out-of-order`, `changed-meanwhile`.
pub async fn submit(market: &Market, actor: &Actor, cmd: Decide) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("demands.submit", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    may(actor, Action::SubmitDemand, &demand(tx.db(), cmd.demand).await?.case())?;
    let all = together(&tx, cmd.demand, cmd.seen).await?;
    let mut against = Vec::new();
    for demand in &all {
        against.extend(refusals(&tx, demand).await?);
    }
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    for demand in &all {
        let step = advance(demand.state, DemandEvent::Submit, &Facts { refusals: 0, reasoned: true })?;
        save(&tx, demand, step, |row| {
            row.submitted_at = Set(Some(tx.at()));
            row.reason = Set(None);
        })
        .await?;
        tx.record_secret(Secret::DemandSubmitted, serde_json::json!({"demand": demand.id.to_string()})).await?;
        let message = Message::new("inbox.demand-submitted", path(demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurApprover]), message).await?;
    }
    tx.commit_once(&cmd.once, ()).await
}

/// Where a demand that is not published is read.
fn path(demand: &Demand) -> String {
    format!("/demands/drafts/{}", demand.id)
}

/// Approves a demand, with all of its batch. From here on the need is fixed.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser and drafted none of them, `demands.minutes-missing` for a
/// batch without the number of its minutes; what the check refuses meanwhile, as [`Fault::Unfit`]; `demands.out-of-order`.
pub async fn approve(market: &Market, actor: &Actor, cmd: Approve) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("demands.approve", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    may(actor, Action::ApproveDemand, &demand(tx.db(), cmd.demand).await?.case())?;
    let all = together(&tx, cmd.demand, cmd.seen).await?;
    let minutes = cmd.minutes.as_deref().map(str::trim).filter(|minutes| !minutes.is_empty());
    at_most(minutes.unwrap_or_default(), LONGEST_MINUTES, "minutes")?;
    if all.len() > 1 && minutes.is_none() {
        return Err(Refusal::new("demands.minutes-missing").field("minutes").into());
    }
    for demand in &all {
        may(actor, Action::ApproveDemand, &demand.case())?;
        let check = checked(tx.db(), demand, tx.today()).await?;
        let step = advance(demand.state, DemandEvent::Approve, &Facts { refusals: check.refused.len(), reasoned: true });
        let (step, need) = match (step, check.need) {
            (Ok(step), Some(need)) => (step, need),
            (Ok(_), None) => return Err(Fault::Unfit(check.refused)),
            (Err(refusal), _) if refusal.code == "demands.not-ready" => return Err(Fault::Unfit(check.refused)),
            (Err(refusal), _) => return Err(refusal.into()),
        };
        let (account, need_text) = (tx.account()?.uuid(), serde_json::to_string(&need)?);
        save(&tx, demand, step, |row| {
            row.approved_by = Set(Some(account));
            row.approved_at = Set(Some(tx.at()));
            row.minutes = Set(minutes.map(str::to_owned));
            row.need = Set(Some(need_text));
            row.budget_fen = Set(Some(need.budget().as_fen()));
            row.field = Set(Some(domain::step::Word::key(need.field).to_owned()));
            row.district = Set(Some(need.district.code()));
        })
        .await?;
        tx.record_secret(Secret::DemandApproved, serde_json::json!({"demand": demand.id.to_string(), "minutes": minutes})).await?;
        let message = Message::new("inbox.demand-approved", path(demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer]), message).await?;
    }
    tx.commit_once(&cmd.once, ()).await
}

/// Sends a demand, with all of its batch, back to the drafter.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser and did not draft it, `demands.reason-missing`,
/// `demands.out-of-order`, `changed-meanwhile`.
pub async fn send_back(market: &Market, actor: &Actor, cmd: Decide) -> Result<(), Fault> {
    decide(market, actor, cmd, Action::ReturnDemand, DemandEvent::Return, "inbox.demand-returned").await
}

/// Gives up a demand that is not published. A published one is ended through its procurement.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser, `demands.reason-missing`, `demands.out-of-order`.
pub async fn cancel(market: &Market, actor: &Actor, cmd: Decide) -> Result<(), Fault> {
    decide(market, actor, cmd, Action::CancelDemand, DemandEvent::Cancel, "inbox.demand-cancelled").await
}

async fn decide(market: &Market, actor: &Actor, cmd: Decide, action: Action, event: DemandEvent, told: &str) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>(action.key(), &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = demand(tx.db(), cmd.demand).await?;
    may(actor, action, &one.case())?;
    if one.row.published_at.is_some() {
        return Err(Refusal::new("demands.published-already").remedy(Action::EndWithoutResult).into());
    }
    let all = if event == DemandEvent::Cancel {
        one.unchanged_since(cmd.seen)?;
        vec![one]
    } else {
        together(&tx, cmd.demand, cmd.seen).await?
    };
    let reason = written(cmd.reason.as_deref(), "reason")?;
    for demand in &all {
        may(actor, action, &demand.case())?;
        let step = advance(demand.state, event, &Facts { refusals: 0, reasoned: reason.is_some() })?;
        save(&tx, demand, step, |row| {
            row.reason = Set(reason.map(str::to_owned));
            row.approved_by = Set(None);
            row.approved_at = Set(None);
            row.need = Set(None);
        })
        .await?;
        tx.record_secret(Secret::DemandDecided, serde_json::json!({"demand": demand.id.to_string(), "event": event.key(), "reason": reason})).await?;
        let message = Message::new(told, path(demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer]), message).await?;
    }
    tx.commit_once(&cmd.once, ()).await
}
