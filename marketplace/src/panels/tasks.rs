//! What of reviews waits for whom.

use super::store::seats;
use crate::bids::in_states;
use crate::fault::Fault;
use crate::market::Market;
use domain::calendar::end_of;
use domain::ids::DemandId;
use domain::panels::Seat;
use domain::policy::{Actor, Role};
use domain::procedures::ProcedureState;
use domain::step::Word;
use domain::workbench::Task;
use entities::demands::demand;
use entities::panels::seat;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Reviews for which the person is named; for the unit, panels that lack somebody and reviews that go on. How many sheets are
/// signed, and by whom, is not told.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    match actor.role {
        Role::PanelPur | Role::PanelExpert => reviews(market, actor).await,
        Role::PurOfficer | Role::PurApprover => of_unit(market, actor).await,
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
    for (demand, procedure) in in_states(&[ProcedureState::Shortlisted]).filter(demand::Column::Id.is_in(ids)).all(db).await? {
        let Some((procedure, seat)) = procedure.zip(mine.iter().find(|seat| seat.demand_id == demand.id)) else { continue };
        let key = if seat.state == Seat::Named.key() { "workbench.declare-conflicts" } else { "workbench.score-offers" };
        let path = format!("/demands/{}/review", demand.number.unwrap_or_default());
        let since = procedure.shortlisted_at.unwrap_or(seat.named_at).max(seat.named_at);
        tasks.push(Task::new(key, path, since, Some(end_of(procedure.review_on))).fact("title", demand.title));
    }
    Ok(tasks)
}

async fn of_unit(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let Some(unit) = actor.organization else { return Ok(Vec::new()) };
    let found = in_states(&[ProcedureState::Closed, ProcedureState::Shortlisted]).filter(demand::Column::PurchaserId.eq(unit.uuid())).all(db).await?;
    let mut tasks = Vec::new();
    for (demand, procedure) in found {
        let Some(procedure) = procedure else { continue };
        let need: domain::demands::Need = serde_json::from_str(demand.need.as_deref().unwrap_or_default())?;
        let sitting = seats(db, DemandId::new(demand.id)).await?.1.iter().filter(|seat| seat.sits()).count();
        let (number, due) = (demand.number.unwrap_or_default(), Some(end_of(procedure.review_on)));
        let task = if sitting < usize::from(need.reviewers) {
            // The page on which they are named is the approver's alone.
            let page = if actor.role == Role::PurApprover { "/panel" } else { "" };
            let since = procedure.closed_at.unwrap_or(procedure.published_at);
            Task::new("workbench.name-reviewers", format!("/demands/{number}{page}"), since, due).held_by(actor, Role::PurApprover, None)
        } else if let Some(since) = procedure.shortlisted_at {
            Task::new("workbench.score-offers", format!("/demands/{number}"), since, due).held_by(actor, Role::PanelExpert, None)
        } else {
            continue;
        };
        tasks.push(task.fact("title", demand.title));
    }
    Ok(tasks)
}
