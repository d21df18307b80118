//! The deadline passes, and every offer is checked on what the register and the profiles say then.

use super::compare::judge;
use super::store::{keep, standing};
use crate::demands::store::demand;
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::procedures::store::{Procedure, save};
use crate::tx::{Audience, Message};
use domain::calendar::Moment;
use domain::ids::DemandId;
use domain::policy::{Actor, Role};
use domain::procedures::{Facts, ProcedureEvent, ProcedureState, advance};
use domain::step::Word;
use entities::procedures::procedure;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Closes every procurement whose deadline has passed, and checks its offers. An offer is in time when it was admitted before the deadline; that
/// is judged by its own transaction's instant, so closing a moment later loses none. One that cannot be closed is logged and
/// holds up no other.
///
/// # Errors
/// The first fault, after every one had its turn.
pub async fn close_due(market: &Market) -> Result<usize, Fault> {
    let due = procedure::Entity::find()
        .filter(procedure::Column::State.eq(ProcedureState::Published.key()))
        .filter(procedure::Column::ClosesAt.lte(market.now()))
        .all(market.reader())
        .await?;
    let mut all = Ok(0);
    for row in due {
        match close(market, row.id).await {
            Ok(closed) => all = all.map(|sum| sum + usize::from(closed)),
            Err(fault) => {
                tracing::error!(%fault, procedure = %row.id, "a procurement could not be closed");
                all = all.and(Err(fault));
            }
        }
    }
    all
}

/// Closes one procurement, if that is still to be done.
async fn close(market: &Market, id: Uuid) -> Result<bool, Fault> {
    let tx = market.begin(&Actor::OPERATOR).await?;
    // Read again inside, and held: another round of the jobs may be at it, or the deadline was moved.
    let Some(row) = procedure::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await? else { return Ok(false) };
    let procedure = Procedure::read(row)?;
    if procedure.state != ProcedureState::Published || procedure.row.closes_at > tx.at() {
        return Ok(false);
    }
    let demand = demand(tx.db(), DemandId::new(procedure.row.demand_id)).await?;
    let facts = Facts { deadline_passed: true, ..Facts::favourable(procedure.edition) };
    let step = advance(procedure.profile, procedure.state, ProcedureEvent::Close, &facts)?;
    save(&tx, &procedure, step, |row| row.closed_at = Set(Some(tx.at()))).await?;
    for bid in standing(tx.db(), demand.id).await? {
        keep(&tx, &bid, &judge(tx.db(), &demand, &procedure, &bid).await?).await?;
    }
    let number = demand.number()?.to_string();
    tx.record(Entry::DemandClosed, &number, serde_json::json!({})).await?;
    let message = Message::new("inbox.demand-closed", format!("/demands/{number}")).fact("title", demand.row.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer, Role::PurApprover]), message).await?;
    tx.commit().await?;
    Ok(true)
}

/// The next deadline after now, for the time machine.
pub(crate) async fn next_deadline(market: &Market) -> Result<Option<Moment>, Fault> {
    let next = procedure::Entity::find()
        .filter(procedure::Column::State.eq(ProcedureState::Published.key()))
        .order_by_asc(procedure::Column::ClosesAt)
        .one(market.reader())
        .await?;
    Ok(next.map(|row| row.closes_at))
}
