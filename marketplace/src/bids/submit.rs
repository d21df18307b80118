//! Handing in, replacing, withdrawing. Before the deadline nothing here leaves a trace that others could read or count.

use super::draft::{put, stored};
use super::store::{case, digest, files, of_organization, procedure_held, save};
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations;
use crate::tx::{Audience, Message, Once, random};
use chrono::SubsecRound;
use domain::bids::{BidEvent, BidState, Facts, Receipt, ReceiptNumber, advance, check};
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::procedures::ProcedureState;
use domain::refusal::Refusal;
use domain::step::Word;
use entities::bids::bid;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;
use uuid::Uuid;

/// Hands in the draft as it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Submit {
    /// The demand.
    pub demand: DemandNumber,
    /// The version of the draft that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Takes an offer back.
#[derive(Clone, Debug, Serialize)]
pub struct Withdraw {
    /// The demand.
    pub demand: DemandNumber,
    /// The receipt of the offer that stands.
    pub receipt: ReceiptNumber,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Hands in an offer, or replaces the one that stands, and gives a receipt.
///
/// An offer is in time when this transaction began before the deadline and nobody had closed; the procurement's row is held
/// meanwhile, so that closing and handing in cannot cross.
///
/// # Errors
/// Refused `not-found` unless the actor offers for an organization, `bids.late` from the deadline on, `bids.not-social`,
/// `bids.held`, `changed-meanwhile` when a colleague saved or handed in since; everything that stands against the draft as
/// [`Fault::Unfit`].
pub async fn submit(market: &Market, actor: &Actor, cmd: Submit) -> Result<Receipt, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("bids.submit", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_held(&tx, demand.id).await?;
    may(actor, Action::SubmitBid, &Case { own: actor.organization, ..case(&demand, &procedure) })?;
    let facts = Facts { at: tx.at(), closes_at: procedure.row.closes_at, open: procedure.state == ProcedureState::Published };
    facts.in_time()?;
    let organization = actor.organization.ok_or_else(Refusal::not_found)?;
    let body = organizations::find(tx.db(), organization).await?.ok_or_else(Refusal::not_found)?;
    if !body.kind.is_social() {
        return Err(Refusal::new("bids.not-social").into());
    }
    if body.held {
        return Err(Refusal::new("bids.held").into());
    }
    let read = stored(tx.db(), demand.id, organization).await?;
    Refusal::unless_seen(read.version, cmd.seen)?;
    let offer = check(&demand.need()?, &read.draft, &read.files).map_err(Fault::Unfit)?;
    // Raises the draft's version: of two colleagues who press at once, one is told that the other was faster.
    put(&tx, demand.id, organization, &read, &read.draft, &read.files).await?;
    for earlier in of_organization(tx.db(), demand.id, organization).await?.iter().filter(|bid| bid.state == BidState::Standing) {
        save(&tx, earlier, advance(earlier.state, BidEvent::Replace, &facts)?).await?;
    }
    let receipt = Receipt { number: ReceiptNumber::from_random(random()), received_at: tx.at().trunc_subsecs(0), price: offer.price(), digest: String::new() };
    let digest = digest(&offer, &files(tx.db(), &offer.files).await?)?;
    let receipt = Receipt { digest: crate::tx::hex(&digest), ..receipt };
    let row = bid::ActiveModel {
        // Random: the order of offers, or a gap in it, would tell something.
        id: Set(Uuid::from_bytes(random::<16>())),
        demand_id: Set(demand.id.uuid()),
        organization_id: Set(organization.uuid()),
        state: Set(BidState::Standing.key().to_owned()),
        offer: Set(serde_json::to_string(&offer)?),
        price_fen: Set(offer.price().as_fen()),
        digest: Set(digest),
        receipt: Set(receipt.number.to_string()),
        received_at: Set(receipt.received_at),
        account_id: Set(tx.account()?.uuid()),
        ended_at: Set(None),
        standing: Set(None),
        qualified: Set(None),
    };
    row.insert(tx.db()).await?;
    let told = serde_json::json!({"demand": cmd.demand.to_string(), "receipt": receipt.number.to_string(), "sha256": receipt.digest});
    tx.record_secret(Secret::BidReceived, told).await?;
    let message = Message::new("inbox.bid-received", path(cmd.demand, &receipt.number)).fact("title", demand.row.title.as_str());
    let message = message.fact("receipt", receipt.number.to_string());
    tx.tell(Audience::Holders(organization, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    tx.commit_once(&cmd.once, receipt).await
}

/// Where a receipt is read.
fn path(demand: DemandNumber, receipt: &ReceiptNumber) -> String {
    format!("/demands/{demand}/offer/receipt/{receipt}")
}

/// Takes the offer that stands back; it is never opened.
///
/// # Errors
/// Refused `not-found` unless the actor offers for that organization and the receipt is of its offer, `bids.late` from the
/// deadline on, `bids.out-of-order` for one that does not stand any more.
pub async fn withdraw(market: &Market, actor: &Actor, cmd: Withdraw) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("bids.withdraw", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_held(&tx, demand.id).await?;
    may(actor, Action::WithdrawBid, &Case { own: actor.organization, ..case(&demand, &procedure) })?;
    let organization = actor.organization.ok_or_else(Refusal::not_found)?;
    let handed_in = of_organization(tx.db(), demand.id, organization).await?;
    let bid = handed_in.iter().find(|bid| bid.row.receipt == cmd.receipt.to_string()).ok_or_else(Refusal::not_found)?;
    let facts = Facts { at: tx.at(), closes_at: procedure.row.closes_at, open: procedure.state == ProcedureState::Published };
    save(&tx, bid, advance(bid.state, BidEvent::Withdraw, &facts)?).await?;
    let told = serde_json::json!({"demand": cmd.demand.to_string(), "receipt": cmd.receipt.to_string()});
    tx.record_secret(Secret::BidWithdrawn, told).await?;
    let message = Message::new("inbox.bid-withdrawn", path(cmd.demand, &cmd.receipt)).fact("title", demand.row.title.as_str());
    let message = message.fact("receipt", cmd.receipt.to_string());
    tx.tell(Audience::Holders(organization, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}
