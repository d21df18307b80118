//! What everybody sees of contracts.

use super::settle::delivered;
use super::standing::{Whole, whole};
use super::store::{Contract, Milestone, Payment, by_number, demand_number};
use crate::fault::Fault;
use crate::market::Market;
use crate::notices;
use crate::organizations;
use crate::paging::{By, Page, Place, Sorted};
use crate::search::holds;
use crate::tx::hex;
use chrono::Datelike;
use domain::calendar::{Day, WorkingDays, day_of, is_working, working_days_between};
use domain::code::District;
use domain::contracts as rules;
use domain::contracts::contract::signed_late;
use domain::contracts::payment::late_by;
use domain::contracts::{ContractOrder, ContractRow, ContractSums, ContractView, MilestoneRow, PaidPath, PaymentRow};
use domain::ids::OrganizationId;
use domain::money::{Money, Percent};
use domain::numbers::{ContractNumber, DemandNumber, EvaluationNumber};
use domain::policy::{Action, Actor, Decision, decide};
use domain::services::Field;
use domain::step::Word;
use entities::contracts::{contract as rows, milestone, payment};
use entities::demands::demand;
use entities::evaluations::evaluation;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Which published contracts, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this field.
    pub field: Option<Field>,
    /// Only this district.
    pub district: Option<District>,
    /// Only this state.
    pub state: Option<rules::Contract>,
    /// Only this purchaser.
    pub purchaser: Option<OrganizationId>,
    /// Only this provider.
    pub provider: Option<OrganizationId>,
    /// Only titles with these words, or this number.
    pub words: Option<String>,
    /// Only those of which something was paid in this calendar year; their sums count that year alone.
    pub paid_in: Option<i32>,
    /// Only those of which something is late.
    pub late: bool,
    /// How the list is sorted; its sums do not ask.
    pub order: ContractOrder,
}

/// The last day that is worked, up to and including this one: what was due before it is late.
fn last_working(today: Day) -> Day {
    let mut day = today;
    while !is_working(day) {
        match day.pred_opt() {
            Some(before) => day = before,
            None => break,
        }
    }
    day
}

fn condition(filter: &Filter, today: Day) -> Condition {
    let mut wanted = Condition::all().add(rows::Column::PublishedAt.is_not_null());
    if let Some(field) = filter.field {
        wanted = wanted.add(rows::Column::Field.eq(field.key()));
    }
    if let Some(district) = filter.district {
        wanted = wanted.add(rows::Column::District.eq(district.code()));
    }
    if let Some(state) = filter.state {
        wanted = wanted.add(rows::Column::State.eq(state.key()));
    }
    if let Some(purchaser) = filter.purchaser {
        wanted = wanted.add(rows::Column::PurchaserId.eq(purchaser.uuid()));
    }
    if let Some(provider) = filter.provider {
        wanted = wanted.add(rows::Column::ProviderId.eq(provider.uuid()));
    }
    if let Some(words) = &filter.words {
        wanted = wanted.add(Condition::any().add(holds(rows::Column::Title, words)).add(rows::Column::Number.eq(words.trim().to_uppercase())));
    }
    if let Some(year) = filter.paid_in {
        let payments = Query::select().column(payment::Column::ContractId).from(payment::Entity).cond_where(paid_within(year)).to_owned();
        wanted = wanted.add(rows::Column::Id.in_subquery(payments));
    }
    if filter.late { wanted.add(late(last_working(today))) } else { wanted }
}

/// Payments of one calendar year; of no such year, none.
fn paid_within(year: i32) -> Condition {
    let (from, until) = (Day::from_ymd_opt(year, 1, 1), Day::from_ymd_opt(year, 12, 31));
    Condition::all().add(payment::Column::PaidOn.gte(from)).add(payment::Column::PaidOn.lte(until))
}

/// What was paid in a calendar year under contracts of a condition.
async fn paid_in(market: &Market, year: i32, contracts: Condition) -> Result<Money, Fault> {
    let on = payment::Entity::belongs_to(rows::Entity).from(payment::Column::ContractId).to(rows::Column::Id).into();
    let fen: Option<Option<i64>> = payment::Entity::find()
        .join(JoinType::InnerJoin, on)
        .filter(contracts)
        .filter(paid_within(year))
        .select_only()
        .column_as(Expr::cust("CAST(SUM(payment.amount_paid_fen) AS BIGINT)"), "fen")
        .into_tuple()
        .one(market.reader())
        .await?;
    Ok(Money::fen(fen.flatten().unwrap_or_default()))
}

/// Contracts of which a payment, a report or an acceptance was due before this day.
fn late(before: Day) -> Condition {
    let payments = Query::select()
        .column(payment::Column::ContractId)
        .from(payment::Entity)
        .and_where(payment::Column::State.eq(rules::Payment::Due.key()))
        .and_where(payment::Column::DueOn.lt(before))
        .to_owned();
    let overdue = |states: &[rules::Milestone], due: milestone::Column| {
        Condition::all().add(milestone::Column::State.is_in(states.iter().map(|state| state.key()))).add(due.lt(before))
    };
    let milestones = Query::select()
        .column(milestone::Column::ContractId)
        .from(milestone::Entity)
        .cond_where(
            Condition::any()
                .add(overdue(&[rules::Milestone::Planned], milestone::Column::DueOn))
                .add(overdue(&[rules::Milestone::Reported, rules::Milestone::Checked], milestone::Column::AcceptOn)),
        )
        .to_owned();
    let running = Condition::all().add(rows::Column::State.eq(rules::Contract::InForce.key())).add(rows::Column::Id.in_subquery(milestones));
    Condition::any().add(rows::Column::Id.in_subquery(payments)).add(running)
}

fn sorted(order: ContractOrder, today: Day) -> Sorted {
    let published = || By::Time(rows::Column::PublishedAt.into_expr());
    let late = || Condition::all().add(late(last_working(today)));
    let sorted = Sorted::new(order.key(), rows::Column::Id);
    match order {
        ContractOrder::Newest => sorted.downwards(Condition::all(), published()),
        ContractOrder::Amount => sorted.downwards(Condition::all(), By::Number(rows::Column::PriceFen.into_expr())),
        ContractOrder::Late => sorted.downwards(late(), published()).downwards(late().not(), published()),
    }
}

/// Published contracts in the filter's order, from the place after the page before.
///
/// # Errors
/// Refused `lists.other-order` when that page was in another order.
pub async fn list(market: &Market, filter: &Filter, after: Option<&Place>, most: u64) -> Result<Page<ContractRow>, Fault> {
    let (db, today) = (market.reader(), day_of(market.now()));
    let sorted = sorted(filter.order, today);
    let after = after.map(|place| sorted.after(place)).transpose()?;
    let total = rows::Entity::find().filter(condition(filter, today)).count(db).await?;
    let find = || rows::Entity::find().filter(condition(filter, today));
    let found: Vec<(usize, rows::Model)> = sorted.rows(after.as_ref(), most + 1, find, |query| query.all(db)).await?;
    let (legs, found): (Vec<usize>, Vec<rows::Model>) = found.into_iter().unzip();
    let contracts = found.into_iter().map(Contract::read).collect::<Result<Vec<_>, Fault>>()?;
    let names = organizations::names(db, contracts.iter().flat_map(|contract| [contract.row.purchaser_id, contract.row.provider_id])).await?;
    let found = legs.into_iter().zip(whole(db, contracts).await?).collect();
    let key = |one: &Whole| {
        let row = &one.contract.row;
        let key = match filter.order {
            ContractOrder::Newest | ContractOrder::Late => row.published_at.map(|at| at.timestamp_micros()),
            ContractOrder::Amount => Some(row.price_fen),
        };
        (key.unwrap_or_default(), row.id)
    };
    Page::ordered(&sorted, found, (most, total), key, |one| row_of(&one, &names, today))
}

/// Count and sums of the filtered contracts.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn sums(market: &Market, filter: &Filter) -> Result<ContractSums, Fault> {
    let found: Option<(i64, Option<i64>, Option<i64>)> = rows::Entity::find()
        .filter(condition(filter, day_of(market.now())))
        .select_only()
        .column_as(rows::Column::Id.count(), "n")
        // PostgreSQL sums bigint to numeric: cast it back.
        .column_as(Expr::cust("CAST(SUM(contract.price_fen) AS BIGINT)"), "price")
        .column_as(Expr::cust("CAST(SUM(contract.paid_fen) AS BIGINT)"), "paid")
        .into_tuple()
        .one(market.reader())
        .await?;
    let (count, price, paid) = found.unwrap_or_default();
    let paid = match filter.paid_in {
        Some(year) => paid_in(market, year, condition(filter, day_of(market.now()))).await?,
        None => Money::fen(paid.unwrap_or_default()),
    };
    Ok(ContractSums { count: u64::try_from(count).unwrap_or_default(), price: Money::fen(price.unwrap_or_default()), paid })
}

/// The row of a contract in force or past.
pub(super) fn row_of(one: &Whole, names: &HashMap<Uuid, String>, today: Day) -> Result<ContractRow, Fault> {
    let contract = &one.contract;
    let corrupt = || Fault::corrupt("a published contract lacks a column");
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    Ok(ContractRow {
        number: contract.number()?,
        title: contract.row.title.clone(),
        purchaser: name(contract.row.purchaser_id),
        provider: name(contract.row.provider_id),
        field: Field::parse(&contract.row.field).ok_or_else(corrupt)?,
        district: District::parse(&contract.row.district).ok_or_else(corrupt)?,
        state: contract.state,
        price: contract.price(),
        paid: Money::fen(contract.row.paid_fen),
        starts: contract.terms.starts,
        ends: contract.terms.ends,
        next: one.progress(today).next,
        published_at: contract.row.published_at.ok_or_else(corrupt)?,
    })
}

/// A contract with its parts and its row, by its number.
pub(super) async fn find(market: &Market, number: ContractNumber) -> Result<(Whole, ContractRow), Fault> {
    let db = market.reader();
    let contract = by_number(db, number).await?;
    let names = organizations::names(db, [contract.row.purchaser_id, contract.row.provider_id]).await?;
    let one = whole(db, vec![contract]).await?.pop().ok_or_else(|| Fault::corrupt("a contract without parts"))?;
    let row = row_of(&one, &names, day_of(market.now()))?;
    Ok((one, row))
}

/// A contract in force or past, as everybody sees it.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn view(market: &Market, actor: &Actor, number: ContractNumber) -> Result<ContractView, Fault> {
    let db = market.reader();
    let today = day_of(market.now());
    let (one, row) = find(market, number).await?;
    let contract = &one.contract;
    let demand = demand_number(db, contract.demand).await?;
    let signed_on = contract.row.signed_at.map(day_of).ok_or_else(|| Fault::corrupt("a published contract that nobody signed"))?;
    let may_now = |action| decide(actor, action, &contract.case()) == Decision::Allowed;
    let acts = [(Action::CommissionEvaluation, contract.evaluation_open() && contract.row.evaluating_since.is_none())];
    Ok(ContractView {
        id: contract.id,
        ocid: demand.ocid(),
        demand,
        terms: contract.terms.clone(),
        edition: contract.edition(),
        signed_on,
        signed_late: signed_late(contract.row.confirmed_on, signed_on, contract.edition()),
        digest: contract.row.digest.as_deref().map(hex).unwrap_or_default(),
        progress: one.progress(today),
        delivered: delivered(contract, &one.milestones),
        milestones: one.milestones.iter().map(|milestone| milestone_row(contract, milestone, today)).collect(),
        payments: one.payments.iter().map(|payment| payment_row(payment, today)).collect::<Result<_, _>>()?,
        evaluated_on: contract.row.evaluated_on,
        evaluation: evaluation_of(market, contract).await?,
        grade: contract.row.grade.clone(),
        mending: contract.mending,
        path: path(market, &one, today).await?,
        notices: notices::about(market, &number.to_string()).await?,
        acts: acts.into_iter().filter(|(action, open)| *open && may_now(*action)).map(|(action, _)| action).collect(),
        version: contract.row.version,
        row,
    })
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

/// A milestone, as everybody sees it. What was only gathered and not reported yet is not counted.
pub(super) fn milestone_row(contract: &Contract, milestone: &Milestone, today: Day) -> MilestoneRow {
    let row = &milestone.row;
    let reported_on = row.reported_at.map(day_of);
    let until = reported_on.or((milestone.state == rules::Milestone::Planned).then_some(today));
    MilestoneRow {
        position: count(row.position),
        kind: milestone.kind,
        name: row.name.clone(),
        planned: row.due_on,
        state: milestone.state,
        reported_on,
        accept_by: row.accept_on,
        accepted_on: row.accepted_at.map(day_of),
        outputs: milestone.delivered(&contract.terms),
        heard: milestone.opinions.as_ref().map(|opinions| (opinions.asked, opinions.answered, opinions.satisfied)),
        evidence: reported_on.map_or(0, |_| milestone.files.len()),
        late: until.map_or(0, |until| working_days_between(row.due_on, until).max(0)),
        version: row.version,
    }
}

/// A payment, as everybody sees it.
pub(super) fn payment_row(payment: &Payment, today: Day) -> Result<PaymentRow, Fault> {
    let row = &payment.row;
    let due = payment.due();
    Ok(PaymentRow {
        position: count(row.position),
        share: Percent(i64::from(row.share)),
        trigger: payment.trigger,
        within: WorkingDays(u16::try_from(row.within_days).map_err(Fault::corrupt)?),
        amount: payment.amount(),
        deducted: Money::fen(row.deducted_fen),
        state: payment.state,
        since: row.due_since,
        due: due.map(|(_, due)| due),
        paid_on: row.paid_on,
        paid: row.amount_paid_fen.map(Money::fen),
        late: due.filter(|_| payment.state != rules::Payment::Dropped).map_or(0, |(_, due)| late_by(due, row.paid_on.unwrap_or(today))),
        version: row.version,
    })
}

/// The number of the published contract that a demand led to, if it led to one.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn number_of(market: &Market, number: DemandNumber) -> Result<Option<ContractNumber>, Fault> {
    let demands = Query::select().column(demand::Column::Id).from(demand::Entity).and_where(demand::Column::Number.eq(number.to_string())).to_owned();
    let published = Condition::all().add(rows::Column::DemandId.in_subquery(demands)).add(rows::Column::PublishedAt.is_not_null());
    let found = rows::Entity::find().filter(published).one(market.reader()).await?;
    Ok(found.and_then(|row| row.number).as_deref().and_then(ContractNumber::parse))
}

/// The number of the issued evaluation of a contract.
async fn evaluation_of(market: &Market, contract: &Contract) -> Result<Option<EvaluationNumber>, Fault> {
    let issued = Condition::all().add(evaluation::Column::ContractId.eq(contract.row.id)).add(evaluation::Column::IssuedAt.is_not_null());
    let found = evaluation::Entity::find().filter(issued).one(market.reader()).await?;
    Ok(found.and_then(|row| row.number).as_deref().and_then(EvaluationNumber::parse))
}

/// The money of the year of the latest payment, or of this year while nothing is paid.
async fn path(market: &Market, one: &Whole, today: Day) -> Result<PaidPath, Fault> {
    let row = &one.contract.row;
    let year = one.payments.iter().filter_map(|payment| payment.row.paid_on).max().unwrap_or(today).year();
    let paid = |condition: Condition| paid_in(market, year, condition);
    Ok(PaidPath {
        year,
        city: paid(Condition::all()).await?,
        district: paid(Condition::all().add(rows::Column::District.eq(row.district.as_str()))).await?,
        unit: paid(Condition::all().add(rows::Column::PurchaserId.eq(row.purchaser_id))).await?,
        contract: paid(Condition::all().add(rows::Column::Id.eq(row.id))).await?,
    })
}

/// The very bytes that the digest of a signed contract is of: the canonical JSON of its terms.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn text(market: &Market, number: ContractNumber) -> Result<Vec<u8>, Fault> {
    let contract = by_number(market.reader(), number).await?;
    serde_json_canonicalizer::to_vec(&contract.terms).map_err(Fault::corrupt)
}
