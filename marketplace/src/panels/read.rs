//! What the approver and each reviewer see.

use super::name::namable;
use super::store::{SeatRow, case, columns, left, may_sit, procured, seats, with_batch};
use crate::bids::offers_view;
use crate::bids::store::qualified;
use crate::demands;
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::identity;
use crate::market::Market;
use crate::procedures::store::of_demand;
use domain::ids::AccountId;
use domain::numbers::DemandNumber;
use domain::panels::{Member, PanelView, Question, ReviewDesk, ReviewerOption, Seat, SeatView, cells, check_sheet, items};
use domain::policy::{Action, Actor, Decision, decide, may};
use domain::procedures::ProcedureState;
use domain::refusal::Refusal;
use domain::step::Word;
use std::collections::BTreeMap;

/// The panel of a demand, for the approver alone: names are secret until the result.
///
/// # Errors
/// Refused `not-found` for everybody else.
pub async fn panel(market: &Market, actor: &Actor, number: DemandNumber) -> Result<PanelView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    may(actor, Action::NameReviewers, &case(&demand, &procedure, &[]))?;
    let (round, seated) = seats(db, demand.id).await?;
    let left = left(db, demand.id).await?;
    let mut options = Vec::new();
    for member in Member::ALL {
        for account in may_sit(db, *member, demand.purchaser).await? {
            options.push(ReviewerOption { account, name: String::new(), member: *member, left: left.contains(&account) });
        }
    }
    let named = identity::names(db, seated.iter().map(|seat| seat.account).chain(options.iter().map(|option| option.account)).map(AccountId::uuid)).await?;
    let name = |account: AccountId| named.get(&account.uuid()).cloned().unwrap_or_default();
    for option in &mut options {
        option.name = name(option.account);
    }
    options.sort_by(|one, other| one.member.cmp(&other.member).then_with(|| one.name.cmp(&other.name)));
    let view = |seat: &SeatRow| SeatView {
        id: seat.id,
        account: seat.account,
        name: name(seat.account),
        member: seat.member,
        state: seat.state,
        named_at: seat.row.named_at,
        signed_at: seat.row.signed_at,
    };
    let reviewers = demand.need()?.reviewers;
    let row = demands::row(db, &demand, &procedure).await?;
    let others = procured(db, with_batch(db, demand).await?).await?.into_iter().skip(1).filter(|(_, other)| namable(other.state)).count();
    Ok(PanelView {
        demand: row,
        reviewers,
        together: others,
        round,
        seats: seated.iter().map(view).collect(),
        options,
        review_on: procedure.row.review_on,
        acts: if namable(procedure.state) { vec![Action::NameReviewers] } else { Vec::new() },
    })
}

/// Whether this person is named for the review of a demand, and so has a page there: also who left it, until the round is over.
///
/// # Errors
/// Refused `not-found` for a demand that is not published.
pub async fn sits(market: &Market, actor: &Actor, number: DemandNumber) -> Result<bool, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let (_, seated) = seats(db, demand.id).await?;
    let named = seated.iter().any(|seat| Some(seat.account) == actor.account);
    Ok(named && decide(actor, Action::DeclareConflicts, &case(&demand, &procedure, &seated)) == Decision::Allowed)
}

/// A reviewer's own work. Offers are in it once the whole panel has declared, and not before.
///
/// # Errors
/// Refused `not-found` for everybody who is not named for this review.
pub async fn review(market: &Market, actor: &Actor, number: DemandNumber) -> Result<ReviewDesk, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let (_, seated) = seats(db, demand.id).await?;
    let case = case(&demand, &procedure, &seated);
    may(actor, Action::DeclareConflicts, &case)?;
    let seat = seated.iter().find(|seat| Some(seat.account) == actor.account).ok_or_else(Refusal::not_found)?;
    let need = demand.need()?;
    let settled = procedure.row.shortlisted_at.is_some() && procedure.state != ProcedureState::Published;
    let taking_part = if settled { qualified(db, demand.id).await? } else { Vec::new() };
    let columns = columns(db, &taking_part).await?;
    let shown = matches!(seat.state, Seat::Seated | Seat::Signed);
    let mut bids = Vec::new();
    if shown {
        for bid in &taking_part {
            bids.push(offers_view(market, bid, bid.found()?).await?);
        }
        bids.sort_by(|one, other| one.name.cmp(&other.name));
    }
    let items = items(&need);
    let (cells, mut refused) = if shown { cells(&seat.sheet, &items, &columns) } else { Default::default() };
    if seat.state == Seat::Seated {
        let unreadable: Vec<Option<String>> = refused.iter().map(|refusal| refusal.field.clone()).collect();
        let missing = check_sheet(&items, &columns, &cells, procedure.edition).err().unwrap_or_default();
        refused.extend(missing.into_iter().filter(|refusal| !unreadable.contains(&refusal.field)));
    }
    let answers: BTreeMap<String, bool> = seat.row.answers.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
    let reviewing = procedure.state == ProcedureState::Shortlisted;
    let acts = [
        (Action::DeclareConflicts, reviewing && matches!(seat.state, Seat::Named | Seat::Declared | Seat::Seated)),
        (Action::Score, reviewing && seat.state == Seat::Seated),
        (Action::SignScores, reviewing && seat.state == Seat::Seated),
    ];
    let row = demands::row(db, &demand, &procedure).await?;
    let others = procured(db, with_batch(db, demand).await?).await?;
    let mut together = 0;
    for (other, _) in others.into_iter().skip(1).filter(|(_, other)| other.state == ProcedureState::Shortlisted) {
        let named = seats(db, other.id).await?.1.iter().any(|other| other.account == seat.account && other.state == Seat::Named);
        together += usize::from(named);
    }
    Ok(ReviewDesk {
        demand: row,
        member: seat.member,
        state: seat.state,
        review_on: procedure.row.review_on,
        bidders: columns.iter().map(|column| column.name.clone()).collect(),
        together,
        answers: answers.iter().filter_map(|(key, yes)| Some((Question::parse(key)?, *yes))).collect(),
        undeclared: seated.iter().filter(|seat| seat.state == Seat::Named).count(),
        bids,
        lines: need.lines,
        items,
        columns: if shown { columns } else { Vec::new() },
        sheet: seat.sheet.clone(),
        cells,
        refused,
        saved_at: seat.row.saved_at,
        signed_at: seat.row.signed_at,
        acts: acts.into_iter().filter(|(action, now)| *now && decide(actor, *action, &case) == Decision::Allowed).map(|(action, _)| action).collect(),
        version: seat.row.version,
    })
}
