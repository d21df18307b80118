//! Too few offered: the deadline is moved, once.

use super::compare::{checked, fit};
use super::store::{case, forget, standing};
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::procedures::store::{of_demand, save};
use crate::tx::{Audience, Message, Once};
use domain::calendar::{Due, at, or_next_working_day};
use domain::demands::Need;
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{ProcedureEvent, advance, extended_close};
use domain::refusal::Refusal;
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// Moves the deadline.
#[derive(Clone, Debug, Serialize)]
pub struct Extend {
    /// The demand.
    pub demand: DemandNumber,
    /// The procurement's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Moves the deadline by the working days of the method, publishes it, and closes the doors again.
///
/// The notice says that fewer offered than the rule asks for, which the act makes public, and never how many.
///
/// # Errors
/// Refused `not-found` or `policy.*` unless the actor handles for that purchaser after the deadline; `procedures.enough-offered`,
/// `procedures.extended-already`, `procedures.out-of-order`, `changed-meanwhile`.
pub async fn extend(market: &Market, actor: &Actor, cmd: Extend) -> Result<NoticeNumber, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("bids.extend", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    may(actor, Action::ExtendDeadline, &case(&demand, &procedure))?;
    Refusal::unless_seen(procedure.row.version, cmd.seen)?;
    let facts = procedure.facts(fit(&checked(tx.db(), &demand, &procedure).await?));
    let step = advance(procedure.profile, procedure.state, ProcedureEvent::Extend, &facts)?;
    let close = extended_close(procedure.profile, tx.today(), procedure.edition);
    let closes_at = at(close.day, 17, 0);
    // The review stays where it was unless the new deadline overtakes it: then it is the next working day.
    let next = close.day.succ_opt().map_or(close.day, |day| or_next_working_day(day).day);
    let review_on = procedure.row.review_on.max(next);
    save(&tx, &procedure, step, |row| {
        row.closes_at = Set(closes_at);
        row.review_on = Set(review_on);
        row.extensions = Set(procedure.row.extensions + 1);
        row.closed_at = Set(None);
    })
    .await?;
    forget(&tx, demand.id).await?;
    let number = cmd.demand.to_string();
    tx.record(Entry::DemandExtended, &number, serde_json::json!({"closes_at": closes_at})).await?;
    let need = Need { closes_on: close.day, review_on, ..demand.need()? };
    tx.make_public(Thing::Demand, &number, Some(&cmd.demand.ocid()), &need).await?;
    let section = Section::new("notices.section-extension")
        .line("notices.label-number", number.as_str())
        .line("notices.label-title", demand.row.title.as_str())
        .line("notices.label-fewer-than", procedure.profile.regular_offers.at(procedure.edition))
        .line("notices.label-closed-before", procedure.row.closes_at)
        .deadline("notices.label-closes", closes_at)
        .line("notices.label-review", Due::kept(review_on));
    let document = Document::new(NoticeKind::Extension, demand.row.title.clone()).section(section);
    let notice = notices::publish(&tx, demand.purchaser, &[number], Some(&cmd.demand.ocid()), &document, None).await?;
    for bid in standing(tx.db(), demand.id).await? {
        let message = Message::new("inbox.deadline-extended", format!("/demands/{}/offer", cmd.demand)).fact("title", demand.row.title.as_str());
        let message = message.fact("closes", closes_at);
        tx.tell(Audience::Holders(bid.organization, vec![Role::SoAdmin]), message).await?;
    }
    tx.commit_once(&cmd.once, notice).await
}
