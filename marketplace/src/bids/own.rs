//! What an organization sees of its own offers.

use super::draft::stored;
use super::store::{Bid, case, files, of_organization};
use crate::demands;
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::of_demand;
use domain::bids::{BidState, Facts, MyBid, OfferDesk, ReceiptNumber, ReceiptView, check};
use domain::ids::OrganizationId;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, decide, may};
use domain::procedures::ProcedureState;
use domain::refusal::Refusal;
use entities::identity::account;
use sea_orm::EntityTrait;

/// An organization's own work on its offer: draft, check, what was handed in.
///
/// # Errors
/// Refused `not-found` for everybody who does not offer for an organization.
pub async fn desk(market: &Market, actor: &Actor, number: DemandNumber) -> Result<OfferDesk, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let case = Case { own: actor.organization, ..case(&demand, &procedure) };
    may(actor, Action::ReadOwnBid, &case)?;
    let organization = actor.organization.ok_or_else(Refusal::not_found)?;
    let body = organizations::find(db, organization).await?.ok_or_else(Refusal::not_found)?;
    let need = demand.need()?;
    let read = stored(db, demand.id, organization).await?;
    let (offer, mut refused) = match check(&need, &read.draft, &read.files) {
        Ok(offer) => (Some(offer), Vec::new()),
        Err(refused) => (None, refused),
    };
    if !body.kind.is_social() {
        refused.push(Refusal::new("bids.not-social"));
    }
    if body.held {
        refused.push(Refusal::new("bids.held"));
    }
    let handed_in = of_organization(db, demand.id, organization).await?;
    let standing = handed_in.iter().find(|bid| bid.state == BidState::Standing);
    let open = Facts { at: market.now(), closes_at: procedure.row.closes_at, open: procedure.state == ProcedureState::Published }.in_time().is_ok();
    let mut acts = Vec::new();
    for (action, now) in [(Action::SubmitBid, open), (Action::WithdrawBid, open && standing.is_some())] {
        if now && decide(actor, action, &case) == Decision::Allowed {
            acts.push(action);
        }
    }
    let changed = match standing {
        Some(bid) => offer.as_ref() != Some(&bid.offer()?),
        None => true,
    };
    Ok(OfferDesk {
        demand: demands::row(db, &demand, &procedure).await?,
        organization: body.name,
        lines: need.lines,
        files: files(db, &read.files).await?,
        draft: read.draft,
        version: read.version,
        saved_at: read.updated_at,
        refused,
        offer,
        open,
        changed,
        handed_in: handed_in.iter().map(|bid| mine(bid, procedure.row.shortlisted_at.is_some())).collect::<Result<_, _>>()?,
        acts,
    })
}

/// What an organization sees of an offer: what the check found only once that is decided.
fn mine(bid: &Bid, decided: bool) -> Result<MyBid, Fault> {
    Ok(MyBid { state: bid.state, receipt: bid.receipt()?, ended_at: bid.row.ended_at, standing: bid.standing.clone().filter(|_| decided) })
}

/// A receipt, for its own organization alone.
///
/// # Errors
/// Refused `not-found` for everybody else, and for an unknown number.
pub async fn receipt(market: &Market, actor: &Actor, number: DemandNumber, receipt: &ReceiptNumber) -> Result<ReceiptView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    may(actor, Action::ReadOwnBid, &Case { own: actor.organization, ..case(&demand, &procedure) })?;
    let organization: OrganizationId = actor.organization.ok_or_else(Refusal::not_found)?;
    let handed_in = of_organization(db, demand.id, organization).await?;
    let bid = handed_in.iter().find(|bid| bid.row.receipt == receipt.to_string()).ok_or_else(Refusal::not_found)?;
    let body = organizations::find(db, organization).await?.ok_or_else(Refusal::not_found)?;
    let by = account::Entity::find_by_id(bid.row.account_id).one(db).await?;
    Ok(ReceiptView {
        receipt: bid.receipt()?,
        state: bid.state,
        demand: demands::row(db, &demand, &procedure).await?,
        organization: body.name,
        code: body.code,
        by: by.map(|account| account.name).unwrap_or_default(),
        files: files(db, &bid.offer()?.files).await?,
    })
}
