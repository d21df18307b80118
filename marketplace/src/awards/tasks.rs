//! What of results waits for whom, and when publicities end.

use super::store::{current, objections};
use crate::bids::in_state;
use crate::fault::Fault;
use crate::market::Market;
use crate::workbench::Task;
use domain::awards::Objection;
use domain::calendar::{Moment, end_of};
use domain::ids::DemandId;
use domain::law::Edition;
use domain::policy::{Actor, Role};
use domain::procedures::{ProcedureState, confirm_by};
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Results to publicise, objections to answer, results to confirm.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let Some(unit) = actor.organization else { return Ok(Vec::new()) };
    let mut tasks = Vec::new();
    if actor.role == Role::PurOfficer {
        for (demand, procedure) in of_unit(market, ProcedureState::Reviewed, unit.uuid()).await? {
            tasks.push(
                Task::new("workbench.publicise", path(&demand), procedure.reviewed_at.unwrap_or(procedure.published_at), None).fact("title", demand.title),
            );
        }
        for (demand, _) in of_unit(market, ProcedureState::Publicity, unit.uuid()).await? {
            let Some(award) = current(market.reader(), DemandId::new(demand.id)).await? else { continue };
            for (row, _) in objections(market.reader(), &award).await?.into_iter().filter(|(_, state)| *state == Objection::Filed) {
                let task = Task::new("workbench.answer-objection", path(&demand), row.filed_at, Some(end_of(row.due_on)));
                tasks.push(task.fact("title", demand.title.as_str()));
            }
        }
    }
    if actor.role == Role::PurApprover {
        for (demand, procedure) in of_unit(market, ProcedureState::Publicity, unit.uuid()).await? {
            let Some(last) = procedure.publicity_ends_on.filter(|last| end_of(*last) <= market.now()) else { continue };
            let due = end_of(confirm_by(last, Edition(procedure.edition)).day);
            tasks.push(Task::new("workbench.confirm-result", path(&demand), end_of(last), Some(due)).fact("title", demand.title));
        }
    }
    Ok(tasks)
}

fn path(demand: &demand::Model) -> String {
    format!("/demands/{}/result", demand.number.as_deref().unwrap_or_default())
}

async fn of_unit(market: &Market, state: ProcedureState, unit: uuid::Uuid) -> Result<Vec<(demand::Model, procedure::Model)>, Fault> {
    let found = in_state(state).filter(demand::Column::PurchaserId.eq(unit)).all(market.reader()).await?;
    Ok(found.into_iter().filter_map(|(demand, procedure)| Some((demand, procedure?))).collect())
}

/// When the next publicity ends, for the time machine: the first moment at which its result may be confirmed.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    use domain::step::Word;
    let rows = procedure::Entity::find()
        .filter(procedure::Column::State.eq(ProcedureState::Publicity.key()))
        .filter(procedure::Column::PublicityEndsOn.is_not_null())
        .order_by_asc(procedure::Column::PublicityEndsOn)
        .all(market.reader())
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.publicity_ends_on).map(end_of).find(|end| *end > market.now()))
}
