//! Rows of demands, read and saved. A state is saved from a step alone.

use crate::drafters;
use crate::fault::Fault;
use crate::tx::Tx;
use domain::calendar::{Moment, day_of};
use domain::demands::{CheckFacts, Checked, DemandState, Draft, Need, check};
use domain::ids::{AccountId, BatchId, DemandId, OrganizationId};
use domain::law::Edition;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::panels::{BELOW_THRESHOLD as PANEL, Member, Named};
use domain::policy::Case;
use domain::procedures::{BELOW_THRESHOLD, Dates, check_dates};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::demands::demand;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

/// A demand as the use cases of this room work with it.
pub(crate) struct Demand {
    pub row: demand::Model,
    pub id: DemandId,
    pub purchaser: OrganizationId,
    pub state: DemandState,
    pub draft: Draft,
    pub drafters: Vec<AccountId>,
}

impl Demand {
    pub fn read(row: demand::Model) -> Result<Demand, Fault> {
        Ok(Demand {
            id: DemandId::new(row.id),
            purchaser: OrganizationId::new(row.purchaser_id),
            state: DemandState::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?,
            draft: serde_json::from_str(&row.draft)?,
            drafters: drafters::read(&row.drafters, row.drafted_by)?,
            row,
        })
    }

    /// What policy must know of it.
    pub fn case(&self) -> Case {
        let case = drafters::part(Case::of_purchaser(self.purchaser), &self.drafters);
        if self.row.published_at.is_some() { case } else { case.secret() }
    }

    /// The need as approved.
    pub fn need(&self) -> Result<Need, Fault> {
        let need = self.row.need.as_deref().ok_or_else(|| Fault::corrupt("an approved demand without its need"))?;
        Ok(serde_json::from_str(need)?)
    }

    /// Its number, once published.
    pub fn number(&self) -> Result<DemandNumber, Fault> {
        self.row.number.as_deref().and_then(DemandNumber::parse).ok_or_else(|| Fault::corrupt("a published demand without a number"))
    }

    /// The batch it goes out with.
    pub fn batch(&self) -> Option<BatchId> {
        self.row.batch_id.map(BatchId::new)
    }

    /// Refuses when somebody changed it since the actor saw it.
    pub fn unchanged_since(&self, seen: i32) -> Result<(), Refusal> {
        Refusal::unless_seen(self.row.version, seen)
    }
}

/// A demand by its identifier.
pub(crate) async fn demand(db: &impl ConnectionTrait, id: DemandId) -> Result<Demand, Fault> {
    let row = demand::Entity::find_by_id(id.uuid()).one(db).await?;
    Demand::read(row.ok_or_else(Refusal::not_found)?)
}

/// A published demand by its number.
pub(crate) async fn by_number(db: &impl ConnectionTrait, number: DemandNumber) -> Result<Demand, Fault> {
    let row = demand::Entity::find().filter(demand::Column::Number.eq(number.to_string())).one(db).await?;
    Demand::read(row.ok_or_else(Refusal::not_found)?)
}

/// All demands of a batch, in the order in which they were drafted.
pub(crate) async fn of_batch(db: &impl ConnectionTrait, batch: BatchId) -> Result<Vec<Demand>, Fault> {
    let rows = demand::Entity::find().filter(demand::Column::BatchId.eq(batch.uuid())).order_by_asc(demand::Column::Id).all(db).await?;
    rows.into_iter().map(Demand::read).collect()
}

/// What goes out together: all of a batch that is not given up.
pub(crate) async fn going_out(db: &impl ConnectionTrait, batch: BatchId) -> Result<Vec<Demand>, Fault> {
    Ok(of_batch(db, batch).await?.into_iter().filter(|demand| demand.state != DemandState::Cancelled).collect())
}

/// Saves a step and whatever else the use case changes in the row.
pub(crate) async fn save(tx: &Tx, demand: &Demand, step: Step<DemandState>, change: impl FnOnce(&mut demand::ActiveModel)) -> Result<(), Fault> {
    touch(tx, demand, |row| {
        row.state = Set(step.to().key().to_owned());
        change(row);
    })
    .await
}

/// Saves what the use case changes in the row, its state apart.
///
/// # Errors
/// `changed-meanwhile` when somebody saved since it was read: of two who saw the same version, one finds no row to change.
pub(super) async fn touch(tx: &Tx, demand: &Demand, change: impl FnOnce(&mut demand::ActiveModel)) -> Result<(), Fault> {
    let mut row = demand.row.clone().into_active_model();
    row.updated_at = Set(tx.at());
    row.version = Set(demand.row.version + 1);
    change(&mut row);
    let changed = demand::Entity::update_many()
        .set(row)
        .filter(demand::Column::Id.eq(demand.row.id))
        .filter(demand::Column::Version.eq(demand.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// Which like purchases of a unit are added up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Like {
    /// Those that everybody can see.
    Published,
    /// For the unit itself, those on their way too: approved, under review, and whatever goes out in one batch with this one.
    Planned {
        /// The batch.
        batch: Option<BatchId>,
    },
}

/// What this unit's like purchases of the year add up to, perhaps without one: same field, same fiscal (calendar) year.
pub(crate) async fn like_purchases(
    db: &impl ConnectionTrait,
    (purchaser, field, year): (OrganizationId, &str, i32),
    without: Option<DemandId>,
    which: Like,
) -> Result<Money, Fault> {
    use chrono::Datelike;
    use demand::Column as C;
    let bought = [DemandState::InProcurement, DemandState::Contracted];
    let mut wanted = Condition::any().add(C::State.is_in(bought.map(DemandState::key)));
    if let Like::Planned { batch } = which {
        wanted = wanted.add(C::State.is_in([DemandState::UnderReview, DemandState::Approved].map(DemandState::key)));
        if let Some(batch) = batch {
            wanted = wanted.add(Condition::all().add(C::BatchId.eq(batch.uuid())).add(C::State.eq(DemandState::Draft.key())));
        }
    }
    let found: Vec<Bought> = demand::Entity::find()
        .select_only()
        .columns([C::PublishedAt, C::ApprovedAt, C::UpdatedAt, C::BudgetFen])
        .filter(C::PurchaserId.eq(purchaser.uuid()))
        .filter(C::Field.eq(field))
        .filter(without.map_or_else(Condition::all, |id| Condition::all().add(C::Id.ne(id.uuid()))))
        .filter(wanted)
        .into_model()
        .all(db)
        .await?;
    let of_year = found.into_iter().filter(|one| day_of(one.published_at.or(one.approved_at).unwrap_or(one.updated_at)).year() == year);
    Ok(of_year.filter_map(|one| one.budget_fen).map(Money::fen).sum())
}

/// What is read of a like purchase.
#[derive(FromQueryResult)]
struct Bought {
    published_at: Option<Moment>,
    approved_at: Option<Moment>,
    updated_at: Moment,
    budget_fen: Option<i64>,
}

/// The whole check of a draft: its own rules, the dates of the procurement, the number of reviewers.
pub(crate) async fn checked(db: &impl ConnectionTrait, demand: &Demand, today: domain::calendar::Day) -> Result<Checked, Fault> {
    use chrono::Datelike;
    let edition = Edition(today);
    let which = Like::Planned { batch: demand.batch() };
    let like = like_purchases(db, (demand.purchaser, demand.draft.get("field"), today.year()), Some(demand.id), which).await?;
    let mut checked = check(&demand.draft, &CheckFacts { today, edition, like_purchases: like });
    let read = checked.read;
    let mut refused = Vec::new();
    if let (Some(closes_on), Some(review_on)) = (read.closes_on, read.review_on) {
        refused = check_dates(&BELOW_THRESHOLD, &Dates { published_on: today, closes_on, review_on }, edition);
        if refused.is_empty() {
            checked.fine.push("demands.fine-dates");
        }
    }
    if let Some(reviewers) = read.reviewers {
        // An unreadable budget asks for no larger panel.
        match panel(reviewers, read.budget.unwrap_or(Money::ZERO), edition) {
            Ok(()) => checked.fine.push("demands.fine-reviewers"),
            Err(refusals) => refused.extend(refusals.into_iter().map(|refusal| refusal.remedy(domain::policy::Action::EditDemand))),
        }
    }
    if !refused.is_empty() {
        checked.refused.extend(refused);
        checked.need = None;
    }
    Ok(checked)
}

/// Whether so many reviewers may be the panel of a purchase with this budget.
fn panel(reviewers: u8, budget: Money, edition: Edition) -> Result<(), Vec<Refusal>> {
    // One representative and the rest from outside is what the unit's rule provides for: only the number is open here.
    let panel: Vec<Named> = (0..reviewers)
        .map(|n| Named {
            account: AccountId::new(uuid::Uuid::from_u128(u128::from(n))),
            member: if n == 0 { Member::Representative } else { Member::Outside },
            of_purchaser: n == 0,
        })
        .collect();
    PANEL.check(&panel, budget, edition)
}
