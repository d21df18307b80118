//! What of reviews waits for whom.

use super::store::seats;
use crate::bids::in_state;
use crate::fault::Fault;
use crate::market::Market;
use crate::workbench::Task;
use domain::calendar::end_of;
use domain::ids::DemandId;
use domain::panels::Seat;
use domain::policy::{Actor, Role};
use domain::procedures::ProcedureState;
use domain::step::Word;
use entities::demands::demand;
use entities::panels::seat;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Reviews for which the person is named, and for an approver panels that lack somebody.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    match actor.role {
        Role::PanelPur | Role::PanelExpert => reviews(market, actor).await,
        Role::PurApprover => panels(market, actor).await,
        _ => Ok(Vec::new()),
    }
}

async fn reviews(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let Some(account) = actor.account else { return Ok(Vec::new()) };
    let open = [Seat::Named, Seat::Seated].map(Word::key);
    let mine = seat::Entity::find().filter(seat::Column::AccountId.eq(account.uuid())).filter(seat::Column::State.is_in(open)).all(db).await?;
    let ids: Vec<_> = mine.iter().map(|seat| seat.demand_id).collect();
    let mut tasks = Vec::new();
    for (demand, procedure) in in_state(ProcedureState::Shortlisted).filter(demand::Column::Id.is_in(ids)).all(db).await? {
        let Some((procedure, seat)) = procedure.zip(mine.iter().find(|seat| seat.demand_id == demand.id)) else { continue };
        let key = if seat.state == Seat::Named.key() { "workbench.declare-conflicts" } else { "workbench.score-offers" };
        let path = format!("/demands/{}/review", demand.number.unwrap_or_default());
        let since = procedure.shortlisted_at.unwrap_or(seat.named_at).max(seat.named_at);
        tasks.push(Task::new(key, path, since, Some(end_of(procedure.review_on))).fact("title", demand.title));
    }
    Ok(tasks)
}

async fn panels(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let Some(unit) = actor.organization else { return Ok(Vec::new()) };
    let mut tasks = Vec::new();
    for state in [ProcedureState::Closed, ProcedureState::Shortlisted] {
        let found = in_state(state).filter(demand::Column::PurchaserId.eq(unit.uuid())).all(db).await?;
        for (demand, procedure) in found {
            let Some(procedure): Option<procedure::Model> = procedure else { continue };
            let need: domain::demands::Need = serde_json::from_str(demand.need.as_deref().unwrap_or_default())?;
            let sitting = seats(db, DemandId::new(demand.id)).await?.1.iter().filter(|seat| seat.sits()).count();
            if sitting < usize::from(need.reviewers) {
                let path = format!("/demands/{}/panel", demand.number.unwrap_or_default());
                let since = procedure.closed_at.unwrap_or(procedure.published_at);
                tasks.push(Task::new("workbench.name-reviewers", path, since, Some(end_of(procedure.review_on))).fact("title", demand.title));
            }
        }
    }
    Ok(tasks)
}
