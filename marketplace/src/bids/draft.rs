//! An organization's draft of its offer: kept as it was typed, seen by nobody else.

use super::store::{case, procedure_held};
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::files::{self, NewFile};
use crate::market::Market;
use crate::tx::Tx;
use domain::bids::{Facts, LONGEST, MOST_FILES, price_field};
use domain::calendar::Moment;
use domain::demands::{Draft, Need};
use domain::ids::{DemandId, FileId, OrganizationId};
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, may};
use domain::procedures::ProcedureState;
use domain::refusal::Refusal;
use entities::bids::bid_draft;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Saves a draft.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    /// The demand.
    pub demand: DemandNumber,
    /// Everything that was posted.
    pub posted: Vec<(String, String)>,
    /// The version that the person saw; 0 for a draft that was never saved.
    pub seen: i32,
}

/// Adds a file to a draft.
#[derive(Clone)]
pub struct Attach {
    /// The demand.
    pub demand: DemandNumber,
    /// The file.
    pub file: NewFile,
}

/// Takes a file out of a draft.
#[derive(Clone, Copy, Debug)]
pub struct Detach {
    /// The demand.
    pub demand: DemandNumber,
    /// The file.
    pub file: FileId,
}

/// A draft as stored; an empty one before the first saving.
pub(super) struct Stored {
    pub draft: Draft,
    pub files: Vec<FileId>,
    pub version: i32,
    pub updated_at: Option<Moment>,
}

pub(super) async fn stored(db: &impl ConnectionTrait, demand: DemandId, organization: OrganizationId) -> Result<Stored, Fault> {
    let Some(row) = bid_draft::Entity::find_by_id((demand.uuid(), organization.uuid())).one(db).await? else {
        return Ok(Stored { draft: Draft::default(), files: Vec::new(), version: 0, updated_at: None });
    };
    Ok(Stored { draft: serde_json::from_str(&row.fields)?, files: serde_json::from_str(&row.files)?, version: row.version, updated_at: Some(row.updated_at) })
}

/// Puts a draft in the place of the version that was read; of two who read the same one, one finds no row.
pub(super) async fn put(tx: &Tx, demand: DemandId, organization: OrganizationId, read: &Stored, draft: &Draft, files: &[FileId]) -> Result<(), Fault> {
    let (fields, files) = (serde_json::to_string(draft)?, serde_json::to_string(files)?);
    if read.version == 0 {
        let row = bid_draft::ActiveModel {
            demand_id: Set(demand.uuid()),
            organization_id: Set(organization.uuid()),
            fields: Set(fields),
            files: Set(files),
            updated_at: Set(tx.at()),
            version: Set(1),
        };
        row.insert(tx.db()).await?;
        return Ok(());
    }
    let changed = bid_draft::Entity::update_many()
        .col_expr(bid_draft::Column::Fields, Expr::value(fields))
        .col_expr(bid_draft::Column::Files, Expr::value(files))
        .col_expr(bid_draft::Column::UpdatedAt, Expr::value(tx.at()))
        .col_expr(bid_draft::Column::Version, Expr::value(read.version + 1))
        .filter(bid_draft::Column::DemandId.eq(demand.uuid()))
        .filter(bid_draft::Column::OrganizationId.eq(organization.uuid()))
        .filter(bid_draft::Column::Version.eq(read.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// The demand and the organization for which the actor may draft, while offers are taken.
async fn opened(tx: &Tx, number: DemandNumber) -> Result<(DemandId, OrganizationId, Need), Fault> {
    let demand = by_number(tx.db(), number).await?;
    let procedure = procedure_held(tx, demand.id).await?;
    may(tx.actor(), Action::SubmitBid, &Case { own: tx.actor().organization, ..case(&demand, &procedure) })?;
    let facts = Facts { at: tx.at(), closes_at: procedure.row.closes_at, open: procedure.state == ProcedureState::Published };
    facts.in_time()?;
    let organization = tx.actor().organization.ok_or_else(Refusal::not_found)?;
    Ok((demand.id, organization, demand.need()?))
}

/// Saves the draft as it was typed, readable or not, and says its version.
///
/// # Errors
/// Refused `not-found` unless the actor offers for an organization, `bids.late` from the deadline on, `changed-meanwhile` when
/// a colleague saved since; what is too long to be stored, as [`Fault::Unfit`].
pub async fn save_draft(market: &Market, actor: &Actor, cmd: SaveDraft) -> Result<i32, Fault> {
    let tx = market.begin(actor).await?;
    let (demand, organization, need) = opened(&tx, cmd.demand).await?;
    let read = stored(tx.db(), demand, organization).await?;
    let mut draft = Draft::default();
    let known = |field: &str| matches!(field, "plan" | "team") || (0..need.lines.len()).any(|line| price_field(line) == field);
    for (field, text) in cmd.posted.iter().filter(|(field, _)| known(field)) {
        draft.set(field, text);
    }
    draft.fits(|field| matches!(field, "plan" | "team").then_some(LONGEST)).map_err(Fault::Unfit)?;
    if read.version > 0 && draft == read.draft {
        return Ok(read.version);
    }
    Refusal::unless_seen(read.version, cmd.seen)?;
    put(&tx, demand, organization, &read, &draft, &read.files).await?;
    tx.commit().await?;
    Ok(read.version + 1)
}

/// Adds a file to the draft.
///
/// # Errors
/// As [`save_draft`]; `files.*` for a file that is not taken, `bids.too-many-files`.
pub async fn attach(market: &Market, actor: &Actor, cmd: Attach) -> Result<FileId, Fault> {
    // Who may not attach leaves no bytes either.
    opened(&market.begin(actor).await?, cmd.demand).await?;
    let kept = files::keep(market, cmd.file).await?;
    let tx = market.begin(actor).await?;
    let (demand, organization, _) = opened(&tx, cmd.demand).await?;
    let read = stored(tx.db(), demand, organization).await?;
    if read.files.len() >= MOST_FILES {
        return Err(Refusal::new("bids.too-many-files").fact("most", MOST_FILES).fact("n", read.files.len() + 1).field("files").into());
    }
    let id = files::store(&tx, organization, kept).await?;
    let mut all = read.files.clone();
    all.push(id);
    put(&tx, demand, organization, &read, &read.draft, &all).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes a file out of the draft. What was handed in keeps it.
///
/// # Errors
/// As [`save_draft`].
pub async fn detach(market: &Market, actor: &Actor, cmd: Detach) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let (demand, organization, _) = opened(&tx, cmd.demand).await?;
    let read = stored(tx.db(), demand, organization).await?;
    let left: Vec<FileId> = read.files.iter().copied().filter(|file| *file != cmd.file).collect();
    if left.len() < read.files.len() {
        put(&tx, demand, organization, &read, &read.draft, &left).await?;
        tx.commit().await?;
    }
    Ok(())
}
