//! Rows of offers, read and saved. A state is saved from a step alone.

use crate::demands::store::Demand;
use crate::fault::Fault;
use crate::procedures::store::Procedure;
use crate::tx::{Tx, hex};
use domain::bids::{BidState, FileView, Offer, Receipt, ReceiptNumber, Standing};
use domain::ids::{BidId, DemandId, FileId, OrganizationId};
use domain::money::Money;
use domain::policy::Case;
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::bids::bid;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use sha2::{Digest, Sha256};

/// An offer as the use cases work with it.
pub(crate) struct Bid {
    pub row: bid::Model,
    pub id: BidId,
    pub organization: OrganizationId,
    pub state: BidState,
    pub standing: Option<Standing>,
}

impl Bid {
    pub fn read(row: bid::Model) -> Result<Bid, Fault> {
        Ok(Bid {
            id: BidId::new(row.id),
            organization: OrganizationId::new(row.organization_id),
            state: BidState::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?,
            standing: row.standing.as_deref().map(serde_json::from_str).transpose()?,
            row,
        })
    }

    /// What the check found when the deadline passed.
    pub fn found(&self) -> Result<&Standing, Fault> {
        self.standing.as_ref().ok_or_else(|| Fault::corrupt("an offer that closing did not check"))
    }

    /// What was offered. Only an offer that stands is ever read.
    pub fn offer(&self) -> Result<Offer, Fault> {
        Ok(serde_json::from_str(&self.row.offer)?)
    }

    pub fn price(&self) -> Money {
        Money::fen(self.row.price_fen)
    }

    pub fn receipt(&self) -> Result<Receipt, Fault> {
        Ok(Receipt {
            number: ReceiptNumber::parse(&self.row.receipt).ok_or_else(|| Fault::corrupt(&self.row.receipt))?,
            received_at: self.row.received_at,
            digest: hex(&self.row.digest),
            price: self.price(),
        })
    }
}

/// What policy must know of the offers of a purchase: even whether there are any is secret to those whom no row lets in.
pub(crate) fn case(demand: &Demand, procedure: &Procedure) -> Case {
    Case { gate: procedure.gate(), ..demand.case() }.secret()
}

/// The procurement of a demand, held against closing until this transaction ends. SQLite has one writer and needs no lock.
pub(super) async fn procedure_held(tx: &Tx, demand: DemandId) -> Result<Procedure, Fault> {
    let row = procedure::Entity::find().filter(procedure::Column::DemandId.eq(demand.uuid())).lock_shared().one(tx.db()).await?;
    Procedure::read(row.ok_or_else(Refusal::not_found)?)
}

/// Keeps what the check of an offer found when the deadline passed.
pub(super) async fn keep(tx: &Tx, bid: &Bid, found: &Standing) -> Result<(), Fault> {
    let text = serde_json::to_string(found)?;
    bid::Entity::update_many().col_expr(bid::Column::Standing, Expr::value(text)).filter(bid::Column::Id.eq(bid.row.id)).exec(tx.db()).await?;
    Ok(())
}

/// Forgets what the check of a demand's offers found: the deadline is moved, and will be checked anew.
pub(super) async fn forget(tx: &Tx, demand: DemandId) -> Result<(), Fault> {
    let nothing = Expr::value(None::<String>);
    bid::Entity::update_many().col_expr(bid::Column::Standing, nothing).filter(bid::Column::DemandId.eq(demand.uuid())).exec(tx.db()).await?;
    Ok(())
}

/// Takes an offer out of a purchase after it was checked: its result was withdrawn for a reason that lies with it.
pub(crate) async fn falls_out(tx: &Tx, id: BidId) -> Result<(), Fault> {
    bid::Entity::update_many().col_expr(bid::Column::Qualified, Expr::value(false)).filter(bid::Column::Id.eq(id.uuid())).exec(tx.db()).await?;
    Ok(())
}

/// The offers that stand for a demand, in the order of their random identifiers.
pub(crate) async fn standing(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<Bid>, Fault> {
    let rows = bid::Entity::find()
        .filter(bid::Column::DemandId.eq(demand.uuid()))
        .filter(bid::Column::State.eq(BidState::Standing.key()))
        .order_by_asc(bid::Column::Id)
        .all(db)
        .await?;
    rows.into_iter().map(Bid::read).collect()
}

/// The offers that take part in the review of a demand.
pub(crate) async fn qualified(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<Bid>, Fault> {
    Ok(standing(db, demand).await?.into_iter().filter(|bid| bid.row.qualified == Some(true)).collect())
}

/// Everything that one organization handed in for a demand, latest first.
pub(super) async fn of_organization(db: &impl ConnectionTrait, demand: DemandId, organization: OrganizationId) -> Result<Vec<Bid>, Fault> {
    let rows = bid::Entity::find()
        .filter(bid::Column::DemandId.eq(demand.uuid()))
        .filter(bid::Column::OrganizationId.eq(organization.uuid()))
        .order_by_desc(bid::Column::ReceivedAt)
        .all(db)
        .await?;
    rows.into_iter().map(Bid::read).collect()
}

/// Who offered what: for the contract with the chosen organization.
///
/// Whoever calls this has asked policy before.
pub(crate) async fn offer(db: &impl ConnectionTrait, id: BidId) -> Result<(OrganizationId, Offer), Fault> {
    let row = bid::Entity::find_by_id(id.uuid()).filter(bid::Column::State.eq(BidState::Standing.key())).one(db).await?;
    let bid = Bid::read(row.ok_or_else(Refusal::not_found)?)?;
    Ok((bid.organization, bid.offer()?))
}

/// Saves a step of an offer.
pub(super) async fn save(tx: &Tx, bid: &Bid, step: Step<BidState>) -> Result<(), Fault> {
    let changed = bid::Entity::update_many()
        .col_expr(bid::Column::State, Expr::value(step.to().key()))
        .col_expr(bid::Column::EndedAt, Expr::value(tx.at()))
        .filter(bid::Column::Id.eq(bid.row.id))
        .filter(bid::Column::State.eq(step.from().key()))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// The files of an offer or a draft, in their order.
pub(crate) async fn files(db: &impl ConnectionTrait, ids: &[FileId]) -> Result<Vec<FileView>, Fault> {
    let mut views = Vec::with_capacity(ids.len());
    for id in ids {
        let stored = crate::files::find(db, *id).await?;
        views.push(FileView { id: *id, name: stored.name, size: stored.size, digest: stored.digest });
    }
    Ok(views)
}

/// SHA-256 of the offer's canonical JSON, its files by name, size and digest: what the receipt vouches for.
pub(super) fn digest(offer: &Offer, files: &[FileView]) -> Result<Vec<u8>, Fault> {
    let files: Vec<_> = files.iter().map(|file| serde_json::json!({"name": file.name, "size": file.size, "sha256": file.digest})).collect();
    let prices: Vec<i64> = offer.prices.iter().map(|price| price.as_fen()).collect();
    let told = serde_json::json!({"v": 1, "prices_fen": prices, "plan": offer.plan, "team": offer.team, "files": files});
    let bytes = serde_json_canonicalizer::to_vec(&told).map_err(Fault::corrupt)?;
    Ok(Sha256::digest(&bytes).to_vec())
}
