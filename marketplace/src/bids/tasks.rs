//! What of offers waits for whom.

use crate::fault::Fault;
use crate::market::Market;
use crate::workbench::Task;
use domain::bids::BidState;
use domain::policy::{Actor, Role};
use domain::procedures::ProcedureState;
use domain::step::Word;
use entities::bids::{bid, bid_draft};
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

/// Drafts that an organization has not handed in; for a purchaser, closed demands whose offers are to be checked.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let Some(unit) = actor.organization else { return Ok(Vec::new()) };
    match actor.role {
        Role::SoAdmin => drafts(market, unit.uuid()).await,
        Role::PurOfficer => closed(market, unit.uuid()).await,
        _ => Ok(Vec::new()),
    }
}

/// Demands with their procurements in this state.
pub(crate) fn in_state(state: ProcedureState) -> sea_orm::SelectTwo<demand::Entity, procedure::Entity> {
    let on = demand::Entity::belongs_to(procedure::Entity).from(demand::Column::Id).to(procedure::Column::DemandId).into();
    demand::Entity::find().join(JoinType::InnerJoin, on).select_also(procedure::Entity).filter(procedure::Column::State.eq(state.key()))
}

async fn drafts(market: &Market, organization: uuid::Uuid) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let mut tasks = Vec::new();
    for row in bid_draft::Entity::find().filter(bid_draft::Column::OrganizationId.eq(organization)).all(db).await? {
        let standing = bid::Entity::find()
            .filter(bid::Column::DemandId.eq(row.demand_id))
            .filter(bid::Column::OrganizationId.eq(organization))
            .filter(bid::Column::State.eq(BidState::Standing.key()))
            .one(db)
            .await?;
        if standing.is_some() {
            continue;
        }
        let open = in_state(ProcedureState::Published).filter(demand::Column::Id.eq(row.demand_id)).one(db).await?;
        if let Some((demand, Some(procedure))) = open
            && procedure.closes_at > market.now()
        {
            let path = format!("/demands/{}/offer", demand.number.unwrap_or_default());
            tasks.push(Task::new("workbench.hand-in-offer", path, row.updated_at, Some(procedure.closes_at)).fact("title", demand.title));
        }
    }
    Ok(tasks)
}

async fn closed(market: &Market, purchaser: uuid::Uuid) -> Result<Vec<Task>, Fault> {
    let found = in_state(ProcedureState::Closed)
        .filter(demand::Column::PurchaserId.eq(purchaser))
        .order_by_asc(procedure::Column::ReviewOn)
        .all(market.reader())
        .await?;
    let task = |(demand, procedure): (demand::Model, Option<procedure::Model>)| {
        let procedure = procedure?;
        let path = format!("/demands/{}/offers", demand.number?);
        let due = domain::calendar::end_of(procedure.review_on);
        Some(Task::new("workbench.shortlist", path, procedure.closed_at?, Some(due)).fact("title", demand.title))
    };
    Ok(found.into_iter().filter_map(task).collect())
}
