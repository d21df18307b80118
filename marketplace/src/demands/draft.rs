//! Drafting: begin from a template or a blank page, copy last year's, save page by page.

use super::store::{Demand, demand, touch};
use crate::drafters;
use crate::fault::Fault;
use crate::market::Market;
use crate::tx::{Once, Tx};
use domain::calendar::Moment;
use domain::demands::{DemandState, Draft, Task};
use domain::ids::{BatchId, DemandId, OrganizationId};
use domain::money::Money;
use domain::policy::{Action, Actor, Case, may};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use entities::demands::demand as rows;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;

/// Begins a draft.
#[derive(Clone, Debug, Serialize)]
pub struct Begin {
    /// What stands in it to begin with: a template's words, or nothing.
    pub draft: Draft,
    /// The batch it will go out with.
    pub batch: Option<BatchId>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Saves one page of a draft.
#[derive(Clone, Debug, Serialize)]
pub struct SaveTask {
    /// The draft.
    pub demand: DemandId,
    /// The page.
    pub task: Task,
    /// Everything that was posted from it.
    pub posted: Vec<(String, String)>,
    /// The version that the person saw.
    pub seen: i32,
}

/// Begins a draft for the actor's unit.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for a purchaser, `not-found` for another unit's batch.
pub async fn begin(market: &Market, actor: &Actor, cmd: Begin) -> Result<DemandId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("demands.begin", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let purchaser = own_unit(actor)?;
    may(actor, Action::DraftDemand, &Case::of_purchaser(purchaser))?;
    if let Some(batch) = cmd.batch {
        super::batch::own_batch(&tx, batch, purchaser).await?;
    }
    cmd.draft.fits(|_| None).map_err(Fault::Unfit)?;
    let id = insert(&tx, purchaser, cmd.draft, cmd.batch).await?;
    tx.commit_once(&cmd.once, id).await
}

/// Begins a draft from an earlier demand of the same unit: everything but the dates.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for that purchaser.
pub async fn copy(market: &Market, actor: &Actor, from: DemandId, once: Once) -> Result<DemandId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("demands.copy", &once, &from).await? {
        return Ok(done);
    }
    let earlier = demand(tx.db(), from).await?;
    may(actor, Action::DraftDemand, &Case::of_purchaser(earlier.purchaser))?;
    let mut draft = earlier.draft.clone();
    for field in ["closes_on", "review_on", "starts_on", "ends_on"] {
        draft.set(field, "");
    }
    for row in 0..domain::demands::MAX_ROWS {
        draft.set(&format!("milestones.{row}.due_on"), "");
    }
    draft.unsaved();
    let id = insert(&tx, earlier.purchaser, draft, None).await?;
    tx.commit_once(&once, id).await
}

fn own_unit(actor: &Actor) -> Result<OrganizationId, Refusal> {
    // Without a body there is no unit to draft for; policy words that refusal.
    match actor.organization {
        Some(unit) => Ok(unit),
        None => may(actor, Action::DraftDemand, &Case::default()).and(Err(Refusal::new("policy.not-your-role").kind(Kind::Forbidden))),
    }
}

async fn insert(tx: &Tx, purchaser: OrganizationId, draft: Draft, batch: Option<BatchId>) -> Result<DemandId, Fault> {
    let id = tx.fresh();
    let mut row = rows::ActiveModel {
        id: Set(id),
        number: Set(None),
        purchaser_id: Set(purchaser.uuid()),
        batch_id: Set(batch.map(BatchId::uuid)),
        state: Set(DemandState::Draft.key().to_owned()),
        draft: Set(String::new()),
        need: Set(None),
        title: Set(String::new()),
        field: Set(None),
        district: Set(None),
        budget_fen: Set(None),
        drafted_by: Set(tx.account()?.uuid()),
        submitted_at: Set(None),
        approved_by: Set(None),
        approved_at: Set(None),
        minutes: Set(None),
        reason: Set(None),
        published_at: Set(None),
        created_at: Set(tx.at()),
        updated_at: Set(tx.at()),
        version: Set(1),
        drafters: Set("[]".to_owned()),
    };
    describe(&mut row, &draft)?;
    row.insert(tx.db()).await?;
    Ok(DemandId::new(id))
}

/// Keeps the columns of lists and filters in step with the draft.
fn describe(row: &mut rows::ActiveModel, draft: &Draft) -> Result<(), Fault> {
    row.draft = Set(serde_json::to_string(draft)?);
    row.title = Set(draft.get("title").chars().take(60).collect());
    row.field = Set(Some(draft.get("field").to_owned()).filter(|field| !field.is_empty()));
    row.district = Set(Some(draft.get("district").to_owned()).filter(|district| !district.is_empty()));
    let amounts: Option<Vec<Money>> = (0..draft.rows("lines")).map(|row| Money::parse_yuan(draft.get(&format!("lines.{row}.amount"))).ok()).collect();
    row.budget_fen = Set(amounts.filter(|amounts| !amounts.is_empty()).map(|amounts| amounts.into_iter().sum::<Money>().as_fen()));
    Ok(())
}

/// Saves one page of a draft as it was typed, readable or not, and says when.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for that purchaser, `demands.not-a-draft` once it was sent to the approver,
/// `changed-meanwhile` when somebody else saved since; what is too long to be stored, as [`Fault::Unfit`].
pub async fn save_task(market: &Market, actor: &Actor, cmd: SaveTask) -> Result<Moment, Fault> {
    let tx = market.begin(actor).await?;
    let demand: Demand = demand(tx.db(), cmd.demand).await?;
    may(actor, Action::EditDemand, &demand.case())?;
    if demand.state != DemandState::Draft {
        return Err(Refusal::new("demands.not-a-draft").kind(Kind::Conflict).into());
    }
    let mut draft = demand.draft.clone();
    draft.take(cmd.task, &cmd.posted);
    draft.fits(|_| None).map_err(Fault::Unfit)?;
    if draft == demand.draft {
        return Ok(demand.row.updated_at);
    }
    demand.unchanged_since(cmd.seen)?;
    let mut described = <rows::ActiveModel as Default>::default();
    describe(&mut described, &draft)?;
    let (typist, drafters) = (tx.account()?.uuid(), drafters::column(&demand.drafters)?);
    touch(&tx, &demand, |row| {
        let rows::ActiveModel { draft, title, field, district, budget_fen, .. } = described;
        (row.draft, row.title, row.field, row.district, row.budget_fen) = (draft, title, field, district, budget_fen);
        (row.drafted_by, row.drafters) = (Set(typist), Set(drafters));
    })
    .await?;
    let at = tx.at();
    tx.commit().await?;
    Ok(at)
}
