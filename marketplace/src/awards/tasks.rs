//! What of results waits for whom, and when publicities end.

use super::store::{current, objections};
use crate::bids::in_states;
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use domain::awards::Objection;
use domain::calendar::{Moment, end_of};
use domain::ids::{DemandId, OrganizationId};
use domain::law::Edition;
use domain::policy::{Actor, Role};
use domain::procedures::{ProcedureState, confirm_by};
use domain::step::Word;
use domain::workbench::Task;
use entities::awards::{award, objection};
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Results to publicise, objections to answer, results to confirm: for the unit, and for an organization its own objections.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    match (actor.role, actor.organization) {
        (Role::PurOfficer | Role::PurApprover, Some(unit)) => of_unit(market, actor, unit).await,
        (Role::SoAdmin | Role::SoLegal, Some(body)) => objected(market, actor, body).await,
        _ => Ok(Vec::new()),
    }
}

async fn of_unit(market: &Market, actor: &Actor, unit: OrganizationId) -> Result<Vec<Task>, Fault> {
    let (db, now) = (market.reader(), market.now());
    let states = [ProcedureState::Reviewed, ProcedureState::Publicity];
    let mut tasks = Vec::new();
    for (demand, procedure) in in_states(&states).filter(demand::Column::PurchaserId.eq(unit.uuid())).all(db).await? {
        let Some(procedure) = procedure else { continue };
        let task = |key: &str, since, due, who| Task::new(key, path(&demand), since, due).fact("title", demand.title.as_str()).held_by(actor, who, None);
        if procedure.state == ProcedureState::Reviewed.key() {
            let since = procedure.reviewed_at.unwrap_or(procedure.published_at);
            tasks.push(task("workbench.publicise", since, None, Role::PurOfficer));
            continue;
        }
        if let Some(award) = current(db, DemandId::new(demand.id)).await? {
            for (row, _) in objections(db, &award).await?.into_iter().filter(|(_, state)| *state == Objection::Filed) {
                tasks.push(task("workbench.answer-objection", row.filed_at, Some(end_of(row.due_on)), Role::PurOfficer));
            }
        }
        let ends = procedure.publicity_ends_on.map(end_of);
        tasks.push(match procedure.publicity_ends_on.filter(|last| end_of(*last) <= now) {
            Some(last) => {
                let by = end_of(confirm_by(last, Edition(procedure.edition)).day);
                task("workbench.confirm-result", end_of(last), Some(by), Role::PurApprover)
            }
            None => task("workbench.await-publicity", procedure.publicised_at.unwrap_or(procedure.published_at), ends, Role::SoAdmin),
        });
    }
    Ok(tasks)
}

/// An organization's objections that have no answer yet.
async fn objected(market: &Market, actor: &Actor, body: OrganizationId) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let filed = objection::Entity::find()
        .filter(objection::Column::OrganizationId.eq(body.uuid()))
        .filter(objection::Column::State.eq(Objection::Filed.key()))
        .order_by_asc(objection::Column::DueOn)
        .all(db)
        .await?;
    let awards = award::Entity::find().filter(award::Column::Id.is_in(filed.iter().map(|row| row.award_id))).all(db).await?;
    let demands = demand::Entity::find().filter(demand::Column::Id.is_in(awards.iter().map(|row| row.demand_id))).all(db).await?;
    let names = organizations::names(db, demands.iter().map(|row| row.purchaser_id)).await?;
    let task = |row: objection::Model| {
        let award = awards.iter().find(|award| award.id == row.award_id)?;
        let demand = demands.iter().find(|demand| demand.id == award.demand_id)?;
        let purchaser = names.get(&demand.purchaser_id).map(String::as_str);
        let task = Task::new("workbench.answer-objection", path(demand), row.filed_at, Some(end_of(row.due_on)));
        Some(task.fact("title", demand.title.as_str()).held_by(actor, Role::PurOfficer, purchaser))
    };
    Ok(filed.into_iter().filter_map(task).collect())
}

fn path(demand: &demand::Model) -> String {
    format!("/demands/{}/result", demand.number.as_deref().unwrap_or_default())
}

/// When the next publicity ends, for the time machine: the first moment at which its result may be confirmed.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    let rows = procedure::Entity::find()
        .filter(procedure::Column::State.eq(ProcedureState::Publicity.key()))
        .filter(procedure::Column::PublicityEndsOn.is_not_null())
        .order_by_asc(procedure::Column::PublicityEndsOn)
        .all(market.reader())
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.publicity_ends_on).map(end_of).find(|end| *end > market.now()))
}
