//! What of offers waits for whom.

use super::store::Bid;
use crate::demands::next;
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::Procedure;
use domain::bids::{BidState, ReceiptNumber};
use domain::ids::OrganizationId;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Role};
use domain::procedures::ProcedureState;
use domain::step::Word;
use domain::workbench::{OwnOffer, Task};
use entities::bids::{bid, bid_draft};
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Drafts that an organization has not handed in, and what its offers wait for; for a purchaser, demands that wait for offers
/// and closed ones whose offers are to be checked. Nothing here depends on how many offers came, or whether any.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let Some(body) = actor.organization else { return Ok(Vec::new()) };
    match actor.role {
        Role::SoAdmin => {
            let mut tasks = drafts(market, body.uuid()).await?;
            tasks.extend(handed_in(market, actor, body).await?);
            Ok(tasks)
        }
        Role::SoLegal => handed_in(market, actor, body).await,
        Role::PurOfficer | Role::PurApprover => of_unit(market, actor, body).await,
        _ => Ok(Vec::new()),
    }
}

/// Demands with their procurements in one of these states.
pub(crate) fn in_states(states: &[ProcedureState]) -> sea_orm::SelectTwo<demand::Entity, procedure::Entity> {
    let on = demand::Entity::belongs_to(procedure::Entity).from(demand::Column::Id).to(procedure::Column::DemandId).into();
    let states = states.iter().map(|state| state.key());
    demand::Entity::find().join(JoinType::InnerJoin, on).select_also(procedure::Entity).filter(procedure::Column::State.is_in(states))
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
        let open = in_states(&[ProcedureState::Published]).filter(demand::Column::Id.eq(row.demand_id)).one(db).await?;
        if let Some((demand, Some(procedure))) = open
            && procedure.closes_at > market.now()
        {
            let path = format!("/demands/{}/offer", demand.number.unwrap_or_default());
            tasks.push(Task::new("workbench.hand-in-offer", path, row.updated_at, Some(procedure.closes_at)).fact("title", demand.title));
        }
    }
    Ok(tasks)
}

async fn of_unit(market: &Market, actor: &Actor, unit: OrganizationId) -> Result<Vec<Task>, Fault> {
    let found = in_states(&[ProcedureState::Published, ProcedureState::Closed])
        .filter(demand::Column::PurchaserId.eq(unit.uuid()))
        .order_by_asc(procedure::Column::ReviewOn)
        .all(market.reader())
        .await?;
    let task = |(demand, procedure): (demand::Model, Option<procedure::Model>)| {
        let (procedure, number) = (procedure?, demand.number?);
        let task = match procedure.closed_at {
            Some(closed) if procedure.state == ProcedureState::Closed.key() => {
                let due = domain::calendar::end_of(procedure.review_on);
                Task::new("workbench.shortlist", format!("/demands/{number}/offers"), closed, Some(due)).held_by(actor, Role::PurOfficer, None)
            }
            _ => {
                let task = Task::new("workbench.await-offers", format!("/demands/{number}"), procedure.published_at, Some(procedure.closes_at));
                task.held_by(actor, Role::SoAdmin, None)
            }
        };
        Some(task.fact("title", demand.title))
    };
    Ok(found.into_iter().filter_map(task).collect())
}

/// What an organization's standing offers wait for: what the page of each demand tells everybody, and no more.
async fn handed_in(market: &Market, actor: &Actor, organization: OrganizationId) -> Result<Vec<Task>, Fault> {
    use ProcedureState as S;
    let db = market.reader();
    let mut standing: HashMap<uuid::Uuid, bid::Model> = HashMap::new();
    let bids = bid::Entity::find().filter(bid::Column::OrganizationId.eq(organization.uuid())).filter(bid::Column::State.eq(BidState::Standing.key()));
    for row in bids.all(db).await? {
        standing.insert(row.demand_id, row);
    }
    let found = in_states(&[S::Published, S::Closed, S::Shortlisted, S::Reviewed, S::Publicity])
        .filter(demand::Column::Id.is_in(standing.keys().copied()))
        .all(db)
        .await?;
    let names = organizations::names(db, found.iter().map(|(demand, _)| demand.purchaser_id)).await?;
    let mut tasks = Vec::new();
    for (demand, procedure) in found {
        let (Some(procedure), Some(bid)) = (procedure, standing.get(&demand.id)) else { continue };
        let procedure = Procedure::read(procedure)?;
        let purchaser = names.get(&demand.purchaser_id).map(String::as_str).unwrap_or_default();
        let Some(step) = next(&procedure, purchaser) else { continue };
        let (key, who, since) = match step.action {
            Action::SubmitBid => ("workbench.await-deadline", Role::PurOfficer, bid.received_at),
            Action::Shortlist => ("workbench.shortlist", step.who, step.since),
            Action::SignScores => ("workbench.score-offers", step.who, step.since),
            Action::PublicizeResult => ("workbench.publicise", step.who, step.since),
            _ => ("workbench.confirm-result", step.who, step.since),
        };
        // The end of the publicity is the first day for the confirmation, not the last.
        let due = step.due.filter(|due| step.action != Action::ConfirmResult || *due > market.now());
        let body = who.of_purchaser().then_some(purchaser);
        let path = format!("/demands/{}", demand.number.unwrap_or_default());
        tasks.push(Task::new(key, path, since, due).fact("title", demand.title).held_by(actor, who, body));
    }
    Ok(tasks)
}

/// What an organization handed in, latest first, without what was replaced: for its own people.
pub(crate) async fn own_offers(market: &Market, organization: OrganizationId, most: u64) -> Result<Vec<OwnOffer>, Fault> {
    let db = market.reader();
    let bids = bid::Entity::find()
        .filter(bid::Column::OrganizationId.eq(organization.uuid()))
        .filter(bid::Column::State.ne(BidState::Superseded.key()))
        .order_by_desc(bid::Column::ReceivedAt)
        .limit(most)
        .all(db)
        .await?;
    let found = in_states(ProcedureState::ALL).filter(demand::Column::Id.is_in(bids.iter().map(|row| row.demand_id))).all(db).await?;
    let demands: HashMap<uuid::Uuid, (demand::Model, Option<procedure::Model>)> = found.into_iter().map(|found| (found.0.id, found)).collect();
    let missing = || Fault::corrupt("an offer for no published demand");
    bids.into_iter()
        .map(|row| {
            let (demand, procedure) = demands.get(&row.demand_id).ok_or_else(missing)?;
            let procedure = Procedure::read(procedure.clone().ok_or_else(missing)?)?;
            let bid = Bid::read(row)?;
            Ok(OwnOffer {
                demand: demand.number.as_deref().and_then(DemandNumber::parse).ok_or_else(missing)?,
                title: demand.title.clone(),
                stage: procedure.stage(),
                state: bid.state,
                receipt: ReceiptNumber::parse(&bid.row.receipt).ok_or_else(|| Fault::corrupt(&bid.row.receipt))?,
                received_at: bid.row.received_at,
                closes_at: procedure.row.closes_at,
            })
        })
        .collect()
}
