//! A purchase ends without a result, or is given up by the purchaser.

use super::store::{case, standing};
use crate::awards;
use crate::contracts;
use crate::demands::store::{Demand, by_number, save as save_demand};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::procedures::store::{Procedure, of_demand, save};
use crate::tx::{Audience, Message, Once};
use domain::demands::{self, DemandEvent, DemandView};
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::policy::{Action, Actor, Case, Role, may};
use domain::procedures::{Facts, ProcedureEvent, advance};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use domain::text::written;
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// Ends a published purchase.
#[derive(Clone, Debug, Serialize)]
pub struct End {
    /// The demand.
    pub demand: DemandNumber,
    /// Why; it is published.
    pub reason: String,
    /// The procurement's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Ends a purchase without a result; its demand lapses. The reason is published.
///
/// # Errors
/// Refused `not-found` or `policy.*` unless the actor approves for that purchaser, did not draft it, and the deadline has
/// passed; `procedures.reason-missing`, `procedures.out-of-order`, `changed-meanwhile`.
pub async fn end_without_result(market: &Market, actor: &Actor, cmd: End) -> Result<NoticeNumber, Fault> {
    end(market, actor, cmd, Action::EndWithoutResult, ProcedureEvent::EndWithout, DemandEvent::Lapse).await
}

/// Gives a published purchase up, at any time before its contract. The reason is published.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser; `procedures.reason-missing`, `procedures.out-of-order`,
/// `changed-meanwhile`.
pub async fn cancel(market: &Market, actor: &Actor, cmd: End) -> Result<NoticeNumber, Fault> {
    end(market, actor, cmd, Action::CancelDemand, ProcedureEvent::Cancel, DemandEvent::Cancel).await
}

/// The purchase for somebody who may give it up now.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser; `procedures.out-of-order` once it has ended or has a contract.
pub async fn to_cancel(market: &Market, actor: &Actor, number: DemandNumber) -> Result<DemandView, Fault> {
    let demand = by_number(market.reader(), number).await?;
    let procedure = of_demand(market.reader(), demand.id).await?;
    may(actor, Action::CancelDemand, &public_case(&demand, &procedure))?;
    // Only asked, not taken.
    let _step = advance(procedure.profile, procedure.state, ProcedureEvent::Cancel, &Facts::favourable(procedure.edition))?;
    crate::demands::view(market, number).await
}

/// The case as everybody knows it: unlike its offers, a published purchase is no secret.
fn public_case(demand: &Demand, procedure: &Procedure) -> Case {
    Case { secret: false, ..case(demand, procedure) }
}

async fn end(market: &Market, actor: &Actor, cmd: End, action: Action, event: ProcedureEvent, what: DemandEvent) -> Result<NoticeNumber, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim(action.key(), &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    may(actor, action, &public_case(&demand, &procedure))?;
    Refusal::unless_seen(procedure.row.version, cmd.seen)?;
    let reason = written(Some(&cmd.reason), "reason")?.unwrap_or_default();
    let reasoned = !reason.is_empty();
    let step = advance(procedure.profile, procedure.state, event, &Facts { reasoned, ..Facts::favourable(procedure.edition) })?;
    save(&tx, &procedure, step, |row| row.reason = Set(Some(reason.to_owned()))).await?;
    let demand_step = demands::advance(demand.state, what, &demands::Facts { refusals: 0, reasoned })?;
    save_demand(&tx, &demand, demand_step, |row| row.reason = Set(Some(reason.to_owned()))).await?;
    awards::purchase_ended(&tx, &demand).await?;
    contracts::purchase_given_up(&tx, demand.id, reason).await?;
    let number = cmd.demand.to_string();
    tx.record(Entry::DemandEnded, &number, serde_json::json!({"state": step.to().key()})).await?;
    tx.make_public(Thing::DemandEnd, &number, Some(&cmd.demand.ocid()), &serde_json::json!({"state": step.to().key(), "reason": reason})).await?;
    let section = Section::new("notices.section-ended")
        .line("notices.label-number", number.as_str())
        .line("notices.label-title", demand.row.title.as_str())
        .line("notices.label-outcome", Fact::Term(step.to().term()))
        .line("notices.label-reason", reason);
    let document = Document::new(NoticeKind::Ended, demand.row.title.clone()).section(section);
    let notice = notices::publish(&tx, demand.purchaser, &[number], Some(&cmd.demand.ocid()), &document, None).await?;
    for bid in standing(tx.db(), demand.id).await? {
        let message = Message::new("inbox.demand-ended", format!("/demands/{}", cmd.demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(bid.organization, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    }
    let unit = Message::new("inbox.demand-ended", format!("/demands/{}", cmd.demand)).fact("title", demand.row.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer]), unit).await?;
    tx.commit_once(&cmd.once, notice).await
}
