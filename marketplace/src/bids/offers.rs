//! The offers of a purchase, after the deadline.

use super::compare::standing as how_it_stands;
use super::store::{Bid, case, files, of_organization, standing};
use crate::demands;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::files::Stored;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::{Procedure, of_demand};
use domain::bids::{BidState, BidView, OffersView};
use domain::calendar::day_of;
use domain::ids::FileId;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, Part, decide, may};
use domain::procedures::{ProcedureState, extended_close};
use domain::refusal::Refusal;
use entities::panels::seat;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// All offers side by side, for the purchaser and the auditor, from the deadline on.
///
/// # Errors
/// Refused `not-found` for everybody before the deadline, whether or not anybody offered, and for all others afterwards.
pub async fn offers(market: &Market, actor: &Actor, number: DemandNumber) -> Result<OffersView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let case = case(&demand, &procedure);
    may(actor, Action::ReadBids, &case)?;
    let mut bids = Vec::new();
    for bid in standing(db, demand.id).await? {
        bids.push(view(market, &demand, &procedure, &bid).await?);
    }
    bids.sort_by(|one, other| one.price.cmp(&other.price).then_with(|| one.id.cmp(&other.id)));
    let today = day_of(market.now());
    let closed = procedure.state == ProcedureState::Closed;
    let running = matches!(procedure.state, ProcedureState::Closed | ProcedureState::Shortlisted | ProcedureState::Reviewed | ProcedureState::Publicity);
    let extensions = u8::try_from(procedure.row.extensions).unwrap_or(u8::MAX);
    let qualified = bids.iter().filter(|bid| bid.standing.qualified).count();
    let few = i64::try_from(qualified).unwrap_or(i64::MAX) < procedure.profile.regular_offers.at(procedure.edition);
    let extendable = closed && few && extensions < procedure.profile.too_few.extensions;
    let acts = [(Action::ExtendDeadline, extendable), (Action::Shortlist, closed && qualified > 0 && !extendable), (Action::EndWithoutResult, running)];
    Ok(OffersView {
        demand: demands::view(market, number).await?.row,
        lines: demand.need()?.lines,
        bids,
        shortlisted: procedure.row.shortlisted_at.is_some(),
        negotiation_reason: procedure.row.negotiation_reason.clone(),
        extensions,
        extended_to: extendable.then(|| extended_close(procedure.profile, today, procedure.edition)),
        acts: acts.into_iter().filter(|(action, now)| *now && decide(actor, *action, &case) == Decision::Allowed).map(|(action, _)| action).collect(),
        version: procedure.row.version,
    })
}

/// One offer as whoever judges it reads it. Policy was asked before.
pub(crate) async fn view(market: &Market, demand: &Demand, procedure: &Procedure, bid: &Bid) -> Result<BidView, Fault> {
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
        standing: how_it_stands(db, demand, procedure, bid, day_of(market.now())).await?,
        offer,
    })
}

/// A file of an offer, with its bytes: for its own organization at any time, for those who judge it from the deadline on.
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
    for bid in standing(db, demand.id).await?.iter().filter(|bid| bid.state == BidState::Standing) {
        if bid.offer()?.files.contains(&id) {
            return crate::files::bytes(market, id).await;
        }
    }
    Err(Refusal::not_found().into())
}
