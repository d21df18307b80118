//! The offers of a purchase, after the deadline.

use super::compare::{checked, fit};
use super::store::{Bid, case, files, of_organization};
use crate::demands;
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::files::Stored;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::{Procedure, of_demand};
use domain::bids::{BidView, OffersView, Standing};
use domain::calendar::day_of;
use domain::ids::FileId;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, Part, decide, may};
use domain::procedures::{ProcedureState, extended_close, may_extend};
use domain::refusal::Refusal;
use entities::panels::seat;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// All offers side by side, for the purchaser and the auditor, from the deadline on.
///
/// While the deadline can still be moved they are counted and not shown: who read them could tell somebody what to offer in
/// the days that an extension adds.
///
/// # Errors
/// Refused `not-found` for everybody before the deadline, whether or not anybody offered, and for all others afterwards.
pub async fn offers(market: &Market, actor: &Actor, number: DemandNumber) -> Result<OffersView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let case = case(&demand, &procedure);
    may(actor, Action::ReadBids, &case)?;
    let today = day_of(market.now());
    let offered = checked(db, &demand, &procedure).await?;
    let qualified = fit(&offered);
    let extendable = may_be_extended(&procedure, qualified);
    let mut bids = Vec::new();
    if !extendable {
        for (bid, found) in &offered {
            bids.push(view(market, bid, found).await?);
        }
    }
    bids.sort_by(|one, other| one.price.cmp(&other.price).then_with(|| one.id.cmp(&other.id)));
    let closed = procedure.state == ProcedureState::Closed;
    let running = matches!(procedure.state, ProcedureState::Closed | ProcedureState::Shortlisted | ProcedureState::Reviewed | ProcedureState::Publicity);
    let acts = [(Action::ExtendDeadline, extendable), (Action::Shortlist, closed && qualified > 0 && !extendable), (Action::EndWithoutResult, running)];
    Ok(OffersView {
        demand: demands::row(db, &demand, &procedure).await?,
        lines: demand.need()?.lines,
        offered: offered.len(),
        qualified,
        bids,
        shortlisted: procedure.row.shortlisted_at.is_some(),
        negotiation_reason: procedure.row.negotiation_reason.clone(),
        extensions: procedure.extensions(),
        extended_to: extendable.then(|| extended_close(procedure.profile, today, procedure.edition)),
        acts: acts.into_iter().filter(|(action, now)| *now && decide(actor, *action, &case) == Decision::Allowed).map(|(action, _)| action).collect(),
        version: procedure.row.version,
    })
}

/// Whether the deadline can still be moved because too few would take part.
fn may_be_extended(procedure: &Procedure, qualified: usize) -> bool {
    procedure.state == ProcedureState::Closed && may_extend(procedure.profile, &procedure.facts(qualified)).is_ok()
}

/// One offer as whoever judges it reads it. Policy was asked before.
pub(crate) async fn view(market: &Market, bid: &Bid, found: &Standing) -> Result<BidView, Fault> {
    let db = market.reader();
    let body = organizations::find(db, bid.organization).await?.ok_or_else(|| Fault::corrupt("an offer without its organization"))?;
    let offer = bid.offer()?;
    Ok(BidView {
        id: bid.id,
        organization: bid.organization,
        name: body.name,
        code: body.code,
        price: bid.price(),
        files: files(db, &offer.files).await?,
        receipt: bid.receipt()?,
        standing: found.clone(),
        offer,
    })
}

/// A file of an offer, with its bytes: for its own organization at any time, for those who judge it once the deadline has
/// passed and cannot be moved any more.
///
/// # Errors
/// Refused `not-found` for everybody else, and for a file that belongs to no offer that stands.
pub async fn file(market: &Market, actor: &Actor, number: DemandNumber, id: FileId) -> Result<(Stored, Vec<u8>), Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let mut case = case(&demand, &procedure);
    if let Some(organization) = actor.organization
        && may(actor, Action::ReadOwnBid, &Case { own: Some(organization), ..case.clone() }).is_ok()
    {
        let mut own = super::draft::stored(db, demand.id, organization).await?.files;
        for bid in of_organization(db, demand.id, organization).await? {
            own.extend(bid.offer()?.files);
        }
        if own.contains(&id) {
            return crate::files::bytes(market, id).await;
        }
    }
    // A reviewer reads offers once the whole panel has declared: a seat counts from then on.
    let seats = seat::Entity::find()
        .filter(seat::Column::DemandId.eq(demand.id.uuid()))
        .filter(seat::Column::State.is_in([domain::panels::Seat::Seated, domain::panels::Seat::Signed].map(domain::step::Word::key)))
        .all(db)
        .await?;
    for seat in seats {
        case = case.part(Part::Assigned, Some(domain::ids::AccountId::new(seat.account_id)));
    }
    may(actor, Action::ReadBids, &case)?;
    let offered = checked(db, &demand, &procedure).await?;
    if may_be_extended(&procedure, fit(&offered)) {
        return Err(Refusal::not_found().into());
    }
    for (bid, _) in &offered {
        if bid.offer()?.files.contains(&id) {
            return crate::files::bytes(market, id).await;
        }
    }
    Err(Refusal::not_found().into())
}
