//! Rows of results and objections, and what a review came to.

use crate::bids::store::{Bid, qualified};
use crate::demands::store::Demand;
use crate::fault::Fault;
use crate::identity;
use crate::organizations;
use crate::panels::store::{SeatRow, columns, seats};
use crate::procedures::store::{Procedure, of_demand};
use crate::tx::Tx;
use domain::awards::{Bidder, Negotiation, Objection, Outcome, PublicResult, Publicity, ResultStage, TieRule};
use domain::calendar::Due;
use domain::ids::{AccountId, DemandId};
use domain::panels::{Seat, SheetView, cells, items, score};
use domain::policy::{Case, Gate, Part};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::awards::{award, objection};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::Expr};

/// A result as the use cases work with it.
pub(crate) struct Award {
    pub row: award::Model,
    pub outcome: Outcome,
}

impl Award {
    fn read(row: award::Model) -> Result<Award, Fault> {
        Ok(Award { outcome: serde_json::from_str(&row.outcome)?, row })
    }

    /// The publicity, once it began.
    pub fn publicity(&self, procedure: &Procedure) -> Option<Publicity> {
        let rule = procedure.profile.publicity?;
        let published_on = domain::calendar::day_of(self.row.publicised_at?);
        Some(Publicity { published_on, last: Due::kept(self.row.ends_on?), basis: rule.cite() })
    }

    /// The record of the negotiation, where one single offer was negotiated with.
    pub fn negotiation(&self) -> Result<Option<Negotiation>, Fault> {
        Ok(self.row.negotiation.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// What everybody may see, from the publicity on.
    pub fn public(&self, procedure: &Procedure) -> Result<Option<PublicResult>, Fault> {
        let (Some(publicised_at), Some(ends_on)) = (self.row.publicised_at, self.row.ends_on) else { return Ok(None) };
        let winner = self.outcome.winner()?.clone();
        let negotiation = self.negotiation()?;
        let score = self.outcome.score(winner.bid).ok_or_else(|| Fault::corrupt("a chosen offer without a score"))?;
        Ok(Some(PublicResult {
            stage: if self.row.confirmed_at.is_some() { ResultStage::Confirmed } else { ResultStage::Publicity },
            items: self.outcome.items.clone(),
            means: score.means.clone(),
            total: score.total,
            reason: self.outcome.ranking.tie.as_ref().and_then(|tie| tie.chosen.as_ref()).map(|(_, reason)| reason.clone()),
            negotiation_reason: procedure.row.negotiation_reason.clone(),
            price: negotiation.as_ref().map_or(winner.price, |agreed| agreed.price),
            negotiation,
            // Whoever might have to review again after an objection is not named before the result stands.
            reviewers: if self.row.confirmed_at.is_some() { self.outcome.reviewers.clone() } else { Vec::new() },
            publicised_at,
            ends_on: Due::kept(ends_on),
            basis: procedure.profile.publicity.map(domain::law::Rule::cite),
            confirmed_at: self.row.confirmed_at,
            winner,
        }))
    }
}

/// The latest result of a demand that was not withdrawn.
pub(crate) async fn current(db: &impl ConnectionTrait, demand: DemandId) -> Result<Option<Award>, Fault> {
    Ok(latest(db, demand).await?.filter(|award| award.row.withdrawn_at.is_none()))
}

/// The latest result of a demand.
pub(super) async fn latest(db: &impl ConnectionTrait, demand: DemandId) -> Result<Option<Award>, Fault> {
    let row = award::Entity::find().filter(award::Column::DemandId.eq(demand.uuid())).order_by_desc(award::Column::N).one(db).await?;
    row.map(Award::read).transpose()
}

/// The result of a reviewed demand: the one begun, or a new one from the sheets.
pub(super) async fn begun(tx: &Tx, demand: &Demand, procedure: &Procedure) -> Result<Award, Fault> {
    let last = latest(tx.db(), demand.id).await?;
    let n = match last {
        Some(award) if award.row.withdrawn_at.is_none() => return Ok(award),
        Some(award) => award.row.n + 1,
        None => 1,
    };
    let outcome = outcome(tx.db(), demand, procedure).await?;
    insert(tx, demand.id, n, &outcome).await
}

/// Begins a result.
pub(super) async fn insert(tx: &Tx, demand: DemandId, n: i32, outcome: &Outcome) -> Result<Award, Fault> {
    let row = award::ActiveModel {
        id: Set(tx.fresh()),
        demand_id: Set(demand.uuid()),
        n: Set(n),
        outcome: Set(serde_json::to_string(outcome)?),
        negotiation: Set(None),
        settled_by: Set(None),
        publicised_by: Set(None),
        publicised_at: Set(None),
        ends_on: Set(None),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
        withdrawn_at: Set(None),
        version: Set(1),
    };
    Award::read(row.insert(tx.db()).await?)
}

/// Changes a result.
pub(super) async fn update(tx: &Tx, award: &Award, change: impl FnOnce(&mut award::ActiveModel)) -> Result<Award, Fault> {
    let mut row = award.row.clone().into_active_model();
    row.version = Set(award.row.version + 1);
    change(&mut row);
    let changed = award::Entity::update_many()
        .set(row)
        .filter(award::Column::Id.eq(award.row.id))
        .filter(award::Column::Version.eq(award.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Refusal::changed_meanwhile().into());
    }
    let row = award::Entity::find_by_id(award.row.id).one(tx.db()).await?.ok_or_else(|| Fault::corrupt("award"))?;
    Award::read(row)
}

/// What the signed sheets come to. Only a reviewed demand has an outcome.
pub(crate) async fn outcome(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure) -> Result<Outcome, Fault> {
    let rule = TieRule::of_method(procedure.profile.key).ok_or_else(|| Fault::corrupt(procedure.profile.key))?;
    let bids = qualified(db, demand.id).await?;
    let (items, columns) = (items(&demand.need()?), columns(db, &bids).await?);
    let signed = signed(db, demand.id).await?;
    let sheets: Vec<_> = signed.iter().map(|seat| cells(&seat.sheet, &items, &columns).0).collect();
    let scores = score(&items, &columns, &sheets, procedure.edition).map_err(Fault::Unfit)?;
    let names = identity::names(db, signed.iter().map(|seat| seat.account.uuid())).await?;
    let reviewers = signed.iter().map(|seat| names.get(&seat.account.uuid()).cloned().unwrap_or_default()).collect();
    let mut bidders = Vec::with_capacity(bids.len());
    for bid in &bids {
        bidders.push(bidder(db, bid).await?);
    }
    Ok(Outcome::of(items, reviewers, bidders, scores, rule))
}

async fn bidder(db: &impl ConnectionTrait, bid: &Bid) -> Result<Bidder, Fault> {
    let body = organizations::find(db, bid.organization).await?.ok_or_else(|| Fault::corrupt("an offer without its organization"))?;
    Ok(Bidder { bid: bid.id, organization: bid.organization, name: body.name, code: body.code, price: bid.price() })
}

async fn signed(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<SeatRow>, Fault> {
    let (_, seats) = seats(db, demand).await?;
    Ok(seats.into_iter().filter(|seat| seat.state == Seat::Signed).collect())
}

/// The signed sheets of a reviewed demand, for the purchaser and the auditor.
pub(super) async fn sheets(db: &impl ConnectionTrait, demand: &Demand) -> Result<Vec<SheetView>, Fault> {
    let (items, columns) = (items(&demand.need()?), columns(db, &qualified(db, demand.id).await?).await?);
    let signed = signed(db, demand.id).await?;
    let names = identity::names(db, signed.iter().map(|seat| seat.account.uuid())).await?;
    let view = |seat: SeatRow| SheetView {
        name: names.get(&seat.account.uuid()).cloned().unwrap_or_default(),
        member: seat.member,
        cells: cells(&seat.sheet, &items, &columns).0,
        signed_at: seat.row.signed_at,
    };
    Ok(signed.into_iter().map(view).collect())
}

/// What policy must know of a result: who drafted the demand, and who publicised, does not confirm; who scored decides nothing.
pub(super) async fn case(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure, award: Option<&Award>) -> Result<Case, Fault> {
    let publicised_by = award.and_then(|award| award.row.publicised_by).map(AccountId::new);
    let case = Case { gate: procedure.gate(), ..demand.case() }.part(Part::Drafted, publicised_by);
    Ok(signed(db, demand.id).await?.iter().fold(case, |case, seat| case.part(Part::Scored, Some(seat.account))))
}

/// Objections to a result, in the order in which they were filed.
pub(super) async fn objections(db: &impl ConnectionTrait, award: &Award) -> Result<Vec<(objection::Model, Objection)>, Fault> {
    let rows = objection::Entity::find().filter(objection::Column::AwardId.eq(award.row.id)).order_by_asc(objection::Column::FiledAt).all(db).await?;
    rows.into_iter()
        .map(|row| Ok((Objection::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?, row)))
        .map(|found| found.map(|(state, row)| (row, state)))
        .collect()
}

/// Saves a step of an objection, with its answer.
pub(super) async fn save_objection(tx: &Tx, row: &objection::Model, step: Step<Objection>, answer: Option<&str>) -> Result<(), Fault> {
    let mut find = objection::Entity::update_many().col_expr(objection::Column::State, Expr::value(step.to().key()));
    if let Some(answer) = answer {
        find = find
            .col_expr(objection::Column::Answer, Expr::value(answer))
            .col_expr(objection::Column::AnsweredBy, Expr::value(tx.account()?.uuid()))
            .col_expr(objection::Column::AnsweredAt, Expr::value(tx.at()));
    }
    let changed = find.filter(objection::Column::Id.eq(row.id)).filter(objection::Column::State.eq(step.from().key())).exec(tx.db()).await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// How many objections were filed to a publicised result and how many of them wait, as everybody sees it; nothing without one.
pub(super) async fn counted(db: &impl ConnectionTrait, demand: DemandId) -> Result<(usize, usize), Fault> {
    let publicised = of_demand(db, demand).await?.gate() == Gate::Result;
    let Some(award) = current(db, demand).await?.filter(|_| publicised) else { return Ok((0, 0)) };
    let filed = objections(db, &award).await?;
    let waits = filed.iter().filter(|(_, state)| *state == Objection::Filed).count();
    Ok((filed.len(), waits))
}
