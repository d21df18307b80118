//! Rows of seats, read and saved. A state is saved from a step alone.

use crate::bids::store::{Bid, case as bid_case};
use crate::demands::store::{Demand, of_batch};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::organizations;
use crate::procedures::store::{Procedure, of_demand};
use crate::tx::Tx;
use domain::demands::Draft;
use domain::ids::{AccountId, DemandId, OrganizationId, SeatId};
use domain::panels::{Column, Declaration, Facts, Member, Named, PanelRule, Seat, SeatEvent, advance};
use domain::policy::{Case, Part, Role};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::identity::membership;
use entities::panels::seat;
use entities::procedures::procedure;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// A seat as the use cases work with it.
pub(crate) struct SeatRow {
    pub row: seat::Model,
    pub id: SeatId,
    pub account: AccountId,
    pub member: Member,
    pub state: Seat,
    pub sheet: Draft,
}

impl SeatRow {
    pub fn read(row: seat::Model) -> Result<SeatRow, Fault> {
        Ok(SeatRow {
            id: SeatId::new(row.id),
            account: AccountId::new(row.account_id),
            member: Member::parse(&row.member).ok_or_else(|| Fault::corrupt(&row.member))?,
            state: Seat::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?,
            sheet: serde_json::from_str(&row.sheet)?,
            row,
        })
    }

    /// Whether it counts.
    pub fn sits(&self) -> bool {
        self.state != Seat::Replaced
    }
}

/// The seats of the current round of a demand, in the order in which they were named, and the number of the round.
pub(crate) async fn seats(db: &impl ConnectionTrait, demand: DemandId) -> Result<(i32, Vec<SeatRow>), Fault> {
    let rows = seat::Entity::find()
        .filter(seat::Column::DemandId.eq(demand.uuid()))
        .order_by_asc(seat::Column::NamedAt)
        .order_by_asc(seat::Column::Id)
        .all(db)
        .await?;
    let round = rows.iter().map(|row| row.round).max().unwrap_or(1);
    let seats = rows.into_iter().filter(|row| row.round == round).map(SeatRow::read).collect::<Result<Vec<_>, _>>()?;
    Ok((round, seats))
}

/// Who left the review of a demand, in whichever round: a tie that was declared does not pass with it.
pub(super) async fn left(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<AccountId>, Fault> {
    let gone: Vec<uuid::Uuid> = seat::Entity::find()
        .select_only()
        .column(seat::Column::AccountId)
        .filter(seat::Column::DemandId.eq(demand.uuid()))
        .filter(seat::Column::State.eq(Seat::Replaced.key()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(gone.into_iter().map(AccountId::new).collect())
}

/// What policy must know of the reviews of a purchase: who sits is secret.
pub(crate) fn case(demand: &Demand, procedure: &Procedure, seats: &[SeatRow]) -> Case {
    seats.iter().fold(bid_case(demand, procedure), |case, seat| case.part(Part::Assigned, Some(seat.account)))
}

/// The procurement of a demand, held alone until this transaction ends: of two who declare or sign last, one sees the other.
pub(crate) async fn procedure_alone(tx: &Tx, demand: DemandId) -> Result<Procedure, Fault> {
    let row = procedure::Entity::find().filter(procedure::Column::DemandId.eq(demand.uuid())).lock_exclusive().one(tx.db()).await?;
    Procedure::read(row.ok_or_else(Refusal::not_found)?)
}

/// Holds the procurements of a demand and of its batch alone, in the order of their identifiers: whoever acts on a batch from
/// two of its needs at once must not wait in a ring.
pub(crate) async fn batch_alone(tx: &Tx, demand: &Demand) -> Result<(), Fault> {
    let ids: Vec<uuid::Uuid> = match demand.batch() {
        Some(batch) => of_batch(tx.db(), batch).await?.iter().map(|each| each.id.uuid()).collect(),
        None => vec![demand.id.uuid()],
    };
    procedure::Entity::find().filter(procedure::Column::DemandId.is_in(ids)).order_by_asc(procedure::Column::DemandId).lock_exclusive().all(tx.db()).await?;
    Ok(())
}

/// The demand, and the others of its batch, in the order in which they were drafted.
pub(crate) async fn with_batch(db: &impl ConnectionTrait, demand: Demand) -> Result<Vec<Demand>, Fault> {
    let Some(batch) = demand.batch() else { return Ok(vec![demand]) };
    let mut all = of_batch(db, batch).await?;
    all.retain(|each| each.id != demand.id && each.row.published_at.is_some());
    all.insert(0, demand);
    Ok(all)
}

/// The same with their procurements.
pub(crate) async fn procured(db: &impl ConnectionTrait, demands: Vec<Demand>) -> Result<Vec<(Demand, Procedure)>, Fault> {
    let mut all = Vec::with_capacity(demands.len());
    for demand in demands {
        let procedure = of_demand(db, demand.id).await?;
        all.push((demand, procedure));
    }
    Ok(all)
}

pub(crate) async fn insert(tx: &Tx, demand: DemandId, round: i32, account: AccountId, member: Member) -> Result<(), Fault> {
    let row = seat::ActiveModel {
        id: Set(tx.fresh()),
        demand_id: Set(demand.uuid()),
        round: Set(round),
        account_id: Set(account.uuid()),
        member: Set(member.key().to_owned()),
        state: Set(Seat::Named.key().to_owned()),
        named_by: Set(tx.account()?.uuid()),
        named_at: Set(tx.at()),
        answers: Set(None),
        declared_at: Set(None),
        sheet: Set("{}".to_owned()),
        saved_at: Set(None),
        signed_at: Set(None),
        ended_at: Set(None),
        version: Set(1),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// Saves a step of a seat and whatever else the use case changes in the row.
pub(super) async fn save(tx: &Tx, seat: &SeatRow, step: Step<Seat>, change: impl FnOnce(&mut seat::ActiveModel)) -> Result<(), Fault> {
    let state = step.to();
    update(tx, seat, |row| {
        row.state = Set(state.key().to_owned());
        if state == Seat::Replaced {
            row.ended_at = Set(Some(tx.at()));
        }
        change(row);
    })
    .await
}

/// Changes a seat without moving it.
pub(super) async fn update(tx: &Tx, seat: &SeatRow, change: impl FnOnce(&mut seat::ActiveModel)) -> Result<(), Fault> {
    let mut row = seat.row.clone().into_active_model();
    row.version = Set(seat.row.version + 1);
    change(&mut row);
    let changed =
        seat::Entity::update_many().set(row).filter(seat::Column::Id.eq(seat.row.id)).filter(seat::Column::Version.eq(seat.row.version)).exec(tx.db()).await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// The rule of the method, and whether these seats satisfy it and the published number.
pub(super) async fn made_up(tx: &Tx, demand: &Demand, procedure: &Procedure, named: &[(AccountId, Member)]) -> Result<Vec<Refusal>, Fault> {
    let need = demand.need()?;
    let rule = PanelRule::of_method(procedure.profile.key).ok_or_else(|| Fault::corrupt(procedure.profile.key))?;
    let mut seats = Vec::with_capacity(named.len());
    for (account, member) in named {
        seats.push(Named { account: *account, member: *member, of_purchaser: works_for(tx.db(), *account, demand.purchaser).await? });
    }
    let mut refused = rule.check(&seats, need.budget(), procedure.edition).err().unwrap_or_default();
    if refused.is_empty() && seats.len() != usize::from(need.reviewers) {
        let refusal = Refusal::new("panels.not-as-published").fact("named", seats.len()).fact("published", i64::from(need.reviewers));
        refused.push(refusal.field("reviewers"));
    }
    Ok(refused)
}

/// Whether a person works for this body now.
async fn works_for(db: &impl ConnectionTrait, account: AccountId, body: OrganizationId) -> Result<bool, Fault> {
    let found = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.uuid()))
        .filter(membership::Column::OrganizationId.eq(body.uuid()))
        .filter(membership::Column::Until.is_null())
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// Accounts that may be named in this capacity for this purchaser, by name.
pub(super) async fn may_sit(db: &impl ConnectionTrait, member: Member, purchaser: OrganizationId) -> Result<Vec<AccountId>, Fault> {
    let mut find = membership::Entity::find().filter(membership::Column::Until.is_null());
    find = match member {
        Member::Representative => {
            find.filter(membership::Column::Role.eq(Role::PanelPur.key())).filter(membership::Column::OrganizationId.eq(purchaser.uuid()))
        }
        Member::Outside => find.filter(membership::Column::Role.eq(Role::PanelExpert.key())),
    };
    let mut accounts: Vec<AccountId> = find.all(db).await?.into_iter().map(|row| AccountId::new(row.account_id)).collect();
    accounts.sort_unstable();
    accounts.dedup();
    Ok(accounts)
}

/// Offers as a sheet has them.
pub(crate) async fn columns(db: &impl ConnectionTrait, bids: &[Bid]) -> Result<Vec<Column>, Fault> {
    let mut columns = Vec::with_capacity(bids.len());
    for bid in bids {
        let name = organizations::find(db, bid.organization).await?.map(|body| body.name).unwrap_or_default();
        columns.push(Column { bid: bid.id, name });
    }
    columns.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(columns)
}

/// Seats everybody when the whole panel has declared and is made up as its rule asks. Says whether it did.
pub(super) async fn seat_panel(tx: &Tx, demand: &Demand, procedure: &Procedure) -> Result<bool, Fault> {
    let (_, all) = seats(tx.db(), demand.id).await?;
    let sitting: Vec<&SeatRow> = all.iter().filter(|seat| seat.sits()).collect();
    let named: Vec<(AccountId, Member)> = sitting.iter().map(|seat| (seat.account, seat.member)).collect();
    let declared = sitting.iter().all(|seat| seat.state != Seat::Named);
    if !declared || !made_up(tx, demand, procedure, &named).await?.is_empty() {
        return Ok(false);
    }
    let facts = Facts { declaration: Declaration::Free, panel_complete: true, sheet_complete: false };
    let mut seated = false;
    for seat in sitting.into_iter().filter(|seat| seat.state == Seat::Declared) {
        save(tx, seat, advance(seat.state, SeatEvent::Seat, &facts)?, |_| {}).await?;
        seated = true;
    }
    if seated {
        tx.record_secret(Secret::PanelSeated, serde_json::json!({"demand": demand.number()?.to_string()})).await?;
    }
    Ok(seated)
}
