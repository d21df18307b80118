//! Conflicts of interest, before any offer is shown.

use super::store::{SeatRow, batch_alone, case, procedure_alone, procured, save, seat_panel, seats, with_batch};
use crate::bids::store::qualified;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::procedures::store::of_demand;
use crate::tx::{Audience, Message, Once, Tx};
use domain::calendar::day_of;
use domain::numbers::DemandNumber;
use domain::panels::{self, Declaration, Facts, Question, Seat, SeatEvent, advance};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::ProcedureState;
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use entities::identity::membership;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use std::collections::BTreeMap;

/// Answers the questions C1 to C5.
#[derive(Clone, Debug, Serialize)]
pub struct Declare {
    /// The demand.
    pub demand: DemandNumber,
    /// The answers.
    pub answers: Vec<(Question, bool)>,
    /// Whether the answers are also about the other demands of the batch.
    pub together: bool,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Reports a conflict that came up later.
#[derive(Clone, Debug, Serialize)]
pub struct Recuse {
    /// The demand.
    pub demand: DemandNumber,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Records the answers. A yes means that somebody else reviews; when the last has answered no, offers may be shown.
///
/// # Errors
/// Refused `not-found` unless the actor is named for this review, `panels.not-yet` before it is settled who takes part; missing
/// answers as [`Fault::Unfit`]; `panels.seat-out-of-order`.
pub async fn declare(market: &Market, actor: &Actor, cmd: Declare) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("panels.declare", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    batch_alone(&tx, &demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    let (_, seated) = seats(tx.db(), demand.id).await?;
    may(actor, Action::DeclareConflicts, &case(&demand, &procedure, &seated))?;
    if procedure.state != ProcedureState::Shortlisted {
        return Err(Refusal::new("panels.not-yet").kind(Kind::Conflict).into());
    }
    let declaration = panels::declare(&cmd.answers).map_err(Fault::Unfit)?;
    declare_one(&tx, &demand, &declaration, &cmd.answers).await?;
    if cmd.together {
        for (other, procedure) in procured(tx.db(), with_batch(tx.db(), demand).await?).await?.into_iter().skip(1) {
            let named = seats(tx.db(), other.id).await?.1.iter().any(|seat| Some(seat.account) == actor.account && seat.state == Seat::Named);
            if named && procedure.state == ProcedureState::Shortlisted {
                declare_one(&tx, &other, &declaration, &cmd.answers).await?;
            }
        }
    }
    tx.commit_once(&cmd.once, ()).await
}

/// The actor's seat.
pub(super) fn own<'a>(tx: &Tx, seated: &'a [SeatRow]) -> Result<&'a SeatRow, Fault> {
    let account = tx.account()?;
    Ok(seated.iter().find(|seat| seat.account == account).ok_or_else(Refusal::not_found)?)
}

async fn declare_one(tx: &Tx, demand: &Demand, declaration: &Declaration, answers: &[(Question, bool)]) -> Result<(), Fault> {
    let procedure = procedure_alone(tx, demand.id).await?;
    let (_, seated) = seats(tx.db(), demand.id).await?;
    let seat = own(tx, &seated)?;
    let mut declaration = declaration.clone();
    if declaration == Declaration::Free && worked_for_a_bidder(tx, demand, seat).await? {
        declaration = Declaration::Conflicted(vec![Question::Employment]);
    }
    let facts = Facts { declaration, panel_complete: false, sheet_complete: false };
    let step = advance(seat.state, SeatEvent::Declare, &facts)?;
    let kept: BTreeMap<&str, bool> = answers.iter().map(|(question, yes)| (question.key(), *yes)).collect();
    let kept = serde_json::to_string(&kept)?;
    save(tx, seat, step, |row| {
        row.answers = Set(Some(kept));
        row.declared_at = Set(Some(tx.at()));
    })
    .await?;
    let number = demand.number()?;
    tx.record_secret(Secret::PanelDeclared, serde_json::json!({"demand": number.to_string(), "seat": seat.id.to_string(), "state": step.to().key()})).await?;
    if step.to() == Seat::Replaced {
        return ask_for_another(tx, demand).await;
    }
    if seat_panel(tx, demand, &procedure).await? {
        for seat in seated.iter().filter(|seat| seat.sits()) {
            let message = Message::new("inbox.review-open", format!("/demands/{number}/review")).fact("title", demand.row.title.as_str());
            tx.tell(Audience::Account(seat.account), message).await?;
        }
    }
    Ok(())
}

/// What the platform knows by itself, whatever was answered: whether this person works for one of the bidders, or did so within the
/// period of the rule.
async fn worked_for_a_bidder(tx: &Tx, demand: &Demand, seat: &SeatRow) -> Result<bool, Fault> {
    let bidders = qualified(tx.db(), demand.id).await?;
    let memberships = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(seat.account.uuid()))
        .filter(membership::Column::OrganizationId.is_in(bidders.iter().map(|bid| bid.organization.uuid())))
        .all(tx.db())
        .await?;
    Ok(memberships.iter().any(|one| panels::bars_employment(one.until.map(day_of), tx.today(), tx.edition()).is_err()))
}

async fn ask_for_another(tx: &Tx, demand: &Demand) -> Result<(), Fault> {
    let message = Message::new("inbox.reviewer-conflicted", format!("/demands/{}/panel", demand.number()?)).fact("title", demand.row.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurApprover]), message).await
}

/// Leaves the review for a conflict that came up later. What was typed counts nowhere.
///
/// # Errors
/// Refused `not-found` unless the actor sits in this review, `panels.seat-out-of-order` after signing.
pub async fn recuse(market: &Market, actor: &Actor, cmd: Recuse) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("panels.recuse", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    let (_, seated) = seats(tx.db(), demand.id).await?;
    may(actor, Action::DeclareConflicts, &case(&demand, &procedure, &seated))?;
    let seat = own(&tx, &seated)?;
    let facts = Facts { declaration: Declaration::Free, panel_complete: false, sheet_complete: false };
    save(&tx, seat, advance(seat.state, SeatEvent::Recuse, &facts)?, |_| {}).await?;
    tx.record_secret(Secret::PanelRecused, serde_json::json!({"demand": cmd.demand.to_string(), "seat": seat.id.to_string()})).await?;
    ask_for_another(&tx, &demand).await?;
    tx.commit_once(&cmd.once, ()).await
}
