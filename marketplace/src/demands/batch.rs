//! Batches: needs that go out together.

use super::read::{draft_row, row_of};
use super::store::of_batch;
use crate::fault::Fault;
use crate::identity;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::Procedure;
use crate::tx::{Once, Tx};
use domain::demands::{BatchRow, BatchView, DemandState};
use domain::ids::{BatchId, OrganizationId};
use domain::numbers::BatchNumber;
use domain::policy::{Action, Actor, Case, Decision, decide, may};
use domain::refusal::Refusal;
use domain::text::at_most;
use entities::demands::{batch, demand};
use entities::procedures::procedure;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// Begins a batch.
#[derive(Clone, Debug, Serialize)]
pub struct NewBatch {
    /// What it is called.
    pub title: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Begins a batch of the actor's unit.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for a purchaser, `demands.batch-title-missing`.
pub async fn begin_batch(market: &Market, actor: &Actor, cmd: NewBatch) -> Result<BatchId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("demands.begin_batch", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    may(actor, Action::DraftDemand, &Case { purchaser: actor.organization, ..Case::default() })?;
    let purchaser = actor.organization.ok_or_else(Refusal::not_found)?;
    let title = cmd.title.trim().to_owned();
    at_most(&title, 60, "title")?;
    if title.is_empty() {
        return Err(Refusal::new("demands.batch-title-missing").field("title").into());
    }
    let id = BatchId::new(tx.fresh());
    let row = batch::ActiveModel {
        id: Set(id.uuid()),
        number: Set(None),
        purchaser_id: Set(purchaser.uuid()),
        title: Set(title),
        created_by: Set(tx.account()?.uuid()),
        created_at: Set(tx.at()),
    };
    row.insert(tx.db()).await?;
    tx.commit_once(&cmd.once, id).await
}

/// Refuses another unit's batch, and one that has left the drafts.
pub(super) async fn own_batch(tx: &Tx, id: BatchId, purchaser: OrganizationId) -> Result<(), Fault> {
    let row = batch::Entity::find_by_id(id.uuid()).one(tx.db()).await?;
    row.filter(|row| row.purchaser_id == purchaser.uuid()).ok_or_else(Refusal::not_found)?;
    if of_batch(tx.db(), id).await?.iter().any(|demand| demand.state != DemandState::Draft) {
        return Err(Refusal::new("demands.batch-left-drafts").into());
    }
    Ok(())
}

/// Batches of the actor's unit that are not published, latest first.
///
/// # Errors
/// Refused `policy.*` unless the actor works for a purchaser.
pub async fn batches(market: &Market, actor: &Actor) -> Result<Vec<BatchRow>, Fault> {
    may(actor, Action::ReadDraft, &Case { purchaser: actor.organization, ..Case::default() })?;
    let mut find = batch::Entity::find().filter(batch::Column::Number.is_null());
    if let Some(unit) = actor.organization {
        find = find.filter(batch::Column::PurchaserId.eq(unit.uuid()));
    }
    let found = find.order_by_desc(batch::Column::CreatedAt).order_by_desc(batch::Column::Id).limit(50).all(market.reader()).await?;
    let counted: Vec<(Uuid, i64)> = demand::Entity::find()
        .select_only()
        .column(demand::Column::BatchId)
        .column_as(demand::Column::Id.count(), "n")
        .filter(demand::Column::BatchId.is_in(found.iter().map(|row| row.id)))
        .group_by(demand::Column::BatchId)
        .into_tuple()
        .all(market.reader())
        .await?;
    let counted: HashMap<Uuid, i64> = counted.into_iter().collect();
    let demands = |id: &Uuid| counted.get(id).and_then(|n| usize::try_from(*n).ok()).unwrap_or_default();
    Ok(found.into_iter().map(|row| BatchRow { id: BatchId::new(row.id), demands: demands(&row.id), title: row.title, begun_at: row.created_at }).collect())
}

/// A batch, for its unit.
///
/// # Errors
/// Refused `not-found` for all but its unit and the auditor.
pub async fn read_batch(market: &Market, actor: &Actor, id: BatchId) -> Result<BatchView, Fault> {
    let db = market.reader();
    let row = batch::Entity::find_by_id(id.uuid()).one(db).await?.ok_or_else(Refusal::not_found)?;
    may(actor, Action::ReadDraft, &Case::of_purchaser(OrganizationId::new(row.purchaser_id)).secret())?;
    let demands = of_batch(db, id).await?;
    let drafters = identity::names(db, demands.iter().map(|demand| demand.row.drafted_by)).await?;
    let purchaser = organizations::names(db, [row.purchaser_id]).await?.remove(&row.purchaser_id).unwrap_or_default();
    let ids = demands.iter().map(|demand| demand.row.id);
    let procedures = procedure::Entity::find().filter(procedure::Column::DemandId.is_in(ids)).all(db).await?;
    let mut procedures: HashMap<Uuid, procedure::Model> = procedures.into_iter().map(|row| (row.demand_id, row)).collect();
    let mut published = Vec::with_capacity(procedures.len());
    for demand in demands.iter().filter(|demand| demand.row.published_at.is_some()) {
        let procedure = procedures.remove(&demand.row.id).ok_or_else(|| Fault::corrupt("a published demand without a procurement"))?;
        published.push(row_of(&demand.row, &Procedure::read(procedure)?, purchaser.clone())?);
    }
    let may_all = |action| !demands.is_empty() && demands.iter().all(|demand| decide(actor, action, &demand.case()) == Decision::Allowed);
    let all_in = |state| !demands.is_empty() && demands.iter().all(|demand| demand.state == state);
    let acts = [(Action::SubmitDemand, DemandState::Draft), (Action::ApproveDemand, DemandState::UnderReview), (Action::PublishDemand, DemandState::Approved)];
    let case = Case::of_purchaser(OrganizationId::new(row.purchaser_id));
    Ok(BatchView {
        may_add: demands.iter().all(|demand| demand.state == DemandState::Draft) && decide(actor, Action::DraftDemand, &case) == Decision::Allowed,
        id,
        number: row.number.as_deref().and_then(BatchNumber::parse),
        title: row.title,
        demands: demands.iter().map(|demand| draft_row(demand, &drafters)).collect(),
        published,
        acts: acts.into_iter().filter(|(action, state)| all_in(*state) && may_all(*action)).map(|(action, _)| action).collect(),
    })
}
