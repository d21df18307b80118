//! What readers see of demands.

use super::store::{Demand, Like, by_number, checked, demand, going_out, like_purchases};
use crate::fault::Fault;
use crate::identity;
use crate::market::Market;
use crate::notices;
use crate::organizations;
use crate::paging::{By, Page, Place, Sorted};
use crate::procedures::store::{Procedure, of_demand, stage_of, states_of};
use crate::search::holds;
use chrono::{Datelike, Months};
use domain::calendar::{Day, Due, Moment, at, day_of, ends_provisionally};
use domain::code::District;
use domain::demands::{DemandOrder, DemandRow, DemandState, DemandView, DraftRow, DraftView, Next, Stage, StageDate, StepWhen, Task as DraftTask, TaskStatus};
use domain::ids::OrganizationId;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::procedures::{CONFIRM_WITHIN, ProcedureState, confirm_by, publicity_ends};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use domain::workbench::Task;
use entities::demands::{batch, demand as rows};
use entities::procedures::procedure;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{CaseStatement, Expr},
};
use std::collections::HashMap;

/// Which published demands, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this field.
    pub field: Option<Field>,
    /// Only this district.
    pub district: Option<District>,
    /// Only this stage.
    pub stage: Option<Stage>,
    /// Only titles with these words.
    pub words: Option<String>,
    /// Only this purchaser.
    pub purchaser: Option<OrganizationId>,
    /// How the list is sorted; its sums do not ask.
    pub order: DemandOrder,
}

/// What a list adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many demands.
    pub count: u64,
    /// Their budgets.
    pub budget: Money,
    /// How many of them belong to each field; none is left out.
    pub by_field: Vec<(Field, u64)>,
}

fn condition(filter: &Filter) -> Condition {
    let mut wanted = Condition::all().add(rows::Column::PublishedAt.is_not_null());
    if let Some(field) = filter.field {
        wanted = wanted.add(rows::Column::Field.eq(field.key()));
    }
    if let Some(district) = filter.district {
        wanted = wanted.add(rows::Column::District.eq(district.code()));
    }
    if let Some(purchaser) = filter.purchaser {
        wanted = wanted.add(rows::Column::PurchaserId.eq(purchaser.uuid()));
    }
    if let Some(words) = &filter.words {
        wanted = wanted.add(Condition::any().add(holds(rows::Column::Title, words)).add(rows::Column::Number.eq(words.trim().to_uppercase())));
    }
    if let Some(stage) = filter.stage {
        wanted = wanted.add(procedure::Column::State.is_in(states_of(stage).iter().map(|state| state.key())));
    }
    wanted
}

fn joined() -> Select<rows::Entity> {
    let on = rows::Entity::belongs_to(procedure::Entity).from(rows::Column::Id).to(procedure::Column::DemandId).into();
    rows::Entity::find().join(JoinType::InnerJoin, on)
}

/// The filtered demands. What is published has a procurement, which is asked about its state alone.
fn found(filter: &Filter) -> Select<rows::Entity> {
    let find = if filter.stage.is_some() { joined() } else { rows::Entity::find() };
    find.filter(condition(filter))
}

/// What a row of a list is made of. The texts of a demand are long, and a list of many readers would hold them all.
#[derive(FromQueryResult)]
struct Light {
    id: uuid::Uuid,
    number: Option<String>,
    title: String,
    purchaser_id: uuid::Uuid,
    field: Option<String>,
    district: Option<String>,
    budget_fen: Option<i64>,
    published_at: Moment,
    state: String,
    closes_at: Moment,
}

fn light(find: Select<rows::Entity>) -> Select<rows::Entity> {
    use rows::Column as C;
    find.select_only()
        .columns([C::Id, C::Number, C::Title, C::PurchaserId, C::Field, C::District, C::BudgetFen, C::PublishedAt])
        .columns([procedure::Column::State, procedure::Column::ClosesAt])
}

impl Light {
    fn row(self, purchaser: String) -> Result<DemandRow, Fault> {
        let missing = || Fault::corrupt("a published demand lacks a column");
        Ok(DemandRow {
            number: self.number.as_deref().and_then(DemandNumber::parse).ok_or_else(missing)?,
            title: self.title,
            purchaser,
            field: self.field.as_deref().and_then(Field::parse).ok_or_else(missing)?,
            district: self.district.as_deref().and_then(District::parse).ok_or_else(missing)?,
            budget: Money::fen(self.budget_fen.ok_or_else(missing)?),
            stage: ProcedureState::parse(&self.state).map(stage_of).ok_or_else(|| Fault::corrupt(&self.state))?,
            published_at: self.published_at,
            closes_at: self.closes_at,
            closes_provisional: ends_provisionally(self.closes_at),
        })
    }
}

fn sorted(order: DemandOrder) -> Sorted {
    let time = |column: procedure::Column| By::Time(column.into_expr());
    let open = || Condition::all().add(procedure::Column::State.is_in(states_of(Stage::Open).iter().map(|state| state.key())));
    let sorted = Sorted::new(order.key(), rows::Column::Id);
    match order {
        DemandOrder::Newest => sorted.downwards(Condition::all(), By::Time(rows::Column::PublishedAt.into_expr())),
        DemandOrder::Deadline => sorted.upwards(open(), time(procedure::Column::ClosesAt)).downwards(open().not(), time(procedure::Column::ClosesAt)),
        DemandOrder::Budget => sorted.downwards(Condition::all(), By::Number(rows::Column::BudgetFen.into_expr())),
    }
}

/// Published demands in the filter's order, from the place after the page before.
///
/// # Errors
/// Refused `lists.other-order` when that page was in another order.
pub async fn list(market: &Market, filter: &Filter, after: Option<&Place>, most: u64) -> Result<Page<DemandRow>, Fault> {
    Ok(summed_list(market, filter, after, most).await?.0)
}

/// The same, and what all of them add up to.
///
/// # Errors
/// Refused `lists.other-order` when that page was in another order.
pub async fn summed_list(market: &Market, filter: &Filter, after: Option<&Place>, most: u64) -> Result<(Page<DemandRow>, Summary), Fault> {
    let db = market.reader();
    let sorted = sorted(filter.order);
    let after = after.map(|place| sorted.after(place)).transpose()?;
    let summary = summary(market, filter).await?;
    let find = || light(joined()).filter(condition(filter));
    let found: Vec<(usize, Light)> = sorted.rows(after.as_ref(), most + 1, find, |query| query.into_model::<Light>().all(db)).await?;
    let names = organizations::names(db, found.iter().map(|(_, row)| row.purchaser_id)).await?;
    let key = |row: &Light| {
        let key = match filter.order {
            DemandOrder::Newest => row.published_at.timestamp_micros(),
            DemandOrder::Deadline => row.closes_at.timestamp_micros(),
            DemandOrder::Budget => row.budget_fen.unwrap_or_default(),
        };
        (key, row.id)
    };
    let page = Page::ordered(&sorted, found, (most, summary.count), key, |row| {
        let purchaser = names.get(&row.purchaser_id).cloned().unwrap_or_default();
        row.row(purchaser)
    })?;
    Ok((page, summary))
}

fn midnight(day: Day) -> Moment {
    at(day, 0, 0)
}

/// How many of the filtered demands were published in each of the last twelve months in Beijing, this one last: its first day
/// and the count.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn by_month(market: &Market, filter: &Filter) -> Result<Vec<(Day, u64)>, Fault> {
    let this = day_of(market.now());
    // The latest month first: a demand counts in the first one that it is not older than.
    let months: Vec<Day> = (0..12).filter_map(|back| this.with_day(1)?.checked_sub_months(Months::new(back))).collect();
    let Some(first) = months.last() else { return Ok(Vec::new()) };
    let published = rows::Column::PublishedAt;
    let numbered = |case: CaseStatement, (n, month): (usize, &Day)| case.case(published.gte(midnight(*month)), Expr::cust(n.to_string()));
    let counted: Vec<(i32, i64)> = found(filter)
        .filter(published.gte(midnight(*first)))
        .select_only()
        .column_as(Expr::Case(Box::new(months.iter().enumerate().fold(CaseStatement::new(), numbered))), "in_month")
        .column_as(rows::Column::Id.count(), "n")
        .group_by(Expr::cust("in_month"))
        .into_tuple()
        .all(market.reader())
        .await?;
    let count = |n: usize| counted.iter().find(|(month, _)| usize::try_from(*month) == Ok(n)).map_or(0, |(_, count)| u64::try_from(*count).unwrap_or_default());
    Ok(months.iter().enumerate().map(|(n, month)| (*month, count(n))).rev().collect())
}

/// Count and sum of the filtered demands, and how many of them belong to each field.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn summary(market: &Market, filter: &Filter) -> Result<Summary, Fault> {
    let counted: Vec<(Option<String>, i64, Option<i64>)> = found(filter)
        .select_only()
        .column(rows::Column::Field)
        .column_as(Expr::cust("COUNT(*)"), "n")
        // PostgreSQL sums bigint to numeric: cast it back.
        .column_as(Expr::cust("CAST(SUM(demand.budget_fen) AS BIGINT)"), "fen")
        .group_by(rows::Column::Field)
        .into_tuple()
        .all(market.reader())
        .await?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    let of = |field: Field| counted.iter().find(|(key, ..)| key.as_deref() == Some(field.key())).map_or(0, |(_, n, _)| count(*n));
    Ok(Summary {
        count: counted.iter().map(|(_, n, _)| count(*n)).sum(),
        budget: Money::fen(counted.iter().filter_map(|(.., fen)| *fen).sum()),
        by_field: Field::ALL.iter().map(|field| (*field, of(*field))).collect(),
    })
}

/// The row of a published demand.
pub(crate) fn row_of(demand: &rows::Model, procedure: &Procedure, purchaser: String) -> Result<DemandRow, Fault> {
    let light = Light {
        id: demand.id,
        number: demand.number.clone(),
        title: demand.title.clone(),
        purchaser_id: demand.purchaser_id,
        field: demand.field.clone(),
        district: demand.district.clone(),
        budget_fen: demand.budget_fen,
        published_at: procedure.row.published_at,
        state: procedure.row.state.clone(),
        closes_at: procedure.row.closes_at,
    };
    light.row(purchaser)
}

/// The row of a published demand that is at hand already.
pub(crate) async fn row(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure) -> Result<DemandRow, Fault> {
    let purchaser = demand.purchaser.uuid();
    row_of(&demand.row, procedure, organizations::names(db, [purchaser]).await?.remove(&purchaser).unwrap_or_default())
}

/// A published demand, as everybody sees it.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn view(market: &Market, number: DemandNumber) -> Result<DemandView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let purchaser = organizations::find(db, demand.purchaser).await?.ok_or_else(|| Fault::corrupt("a demand without a purchaser"))?;
    let batch = match demand.batch() {
        Some(id) => batch::Entity::find_by_id(id.uuid()).one(db).await?.and_then(|row| row.number).as_deref().and_then(domain::numbers::BatchNumber::parse),
        None => None,
    };
    let need = demand.need()?;
    let year = day_of(procedure.row.published_at).year();
    let like = like_purchases(db, (demand.purchaser, need.field.key(), year), None, Like::Published).await?;
    Ok(DemandView {
        row: row_of(&demand.row, &procedure, purchaser.name.clone())?,
        id: demand.id,
        ocid: number.ocid(),
        purchaser: Some(demand.purchaser),
        purchaser_code: purchaser.code,
        batch,
        extensions: u8::try_from(procedure.row.extensions).unwrap_or(u8::MAX),
        publicity_ends_on: procedure.row.publicity_ends_on.map(Due::kept),
        stages: stages(&demand, &procedure, day_of(market.now())),
        next: next(&procedure, &purchaser.name),
        like_purchases: like,
        notices: notices::about(market, &number.to_string()).await?,
        ended_because: procedure.row.reason.clone().filter(|_| matches!(procedure.state, ProcedureState::NoResponse | ProcedureState::Cancelled)),
        version: procedure.row.version,
        need,
    })
}

/// The road with its days: what was done and when, what is now, what lies ahead.
fn stages(demand: &Demand, procedure: &Procedure, today: Day) -> Vec<StageDate> {
    let row = &procedure.row;
    let ended = matches!(procedure.state, ProcedureState::NoResponse | ProcedureState::Cancelled);
    let day = |moment: Option<Moment>| moment.map(day_of);
    let publicity = row.publicity_ends_on.map(Due::kept).or_else(|| {
        let begins = day(row.publicised_at).unwrap_or(row.review_on);
        publicity_ends(procedure.profile, begins, procedure.edition)
    });
    let kept = |day| Some(Due::kept(day));
    // Its name, when it was done, when it is planned.
    let steps = [
        ("demands.step-approval", day(demand.row.approved_at), None),
        ("demands.step-publication", Some(day_of(row.published_at)), None),
        ("demands.step-offers", day(row.closed_at), kept(day_of(row.closes_at))),
        ("demands.step-review", day(row.reviewed_at), kept(row.review_on)),
        ("demands.step-publicity", row.publicity_ends_on.filter(|last| *last < today), publicity),
        ("demands.step-confirmation", day(row.confirmed_at), row.publicity_ends_on.map(|last| confirm_by(last, procedure.edition))),
    ];
    let mut seen_now = false;
    steps
        .into_iter()
        // Of what has ended nothing is planned any more.
        .filter(|(_, done, _)| done.is_some() || !ended)
        .map(|(term, done, planned)| {
            let when = match done {
                Some(_) => StepWhen::Done,
                None if !seen_now => {
                    seen_now = true;
                    StepWhen::Now
                }
                None => StepWhen::Ahead,
            };
            StageDate {
                term: term.to_owned(),
                when,
                day: done.or(planned.map(|due| due.day)),
                provisional: done.is_none() && planned.is_some_and(|due| due.provisional),
            }
        })
        .collect()
}

/// Who acts next, since when, until when.
pub(crate) fn next(procedure: &Procedure, purchaser: &str) -> Option<Next> {
    let row = &procedure.row;
    let end_of = |day| Some(domain::calendar::end_of(day));
    let confirmed_by = |last| end_of(confirm_by(last, procedure.edition).day);
    let (action, who, since, due) = match procedure.state {
        ProcedureState::Published => (Action::SubmitBid, Role::SoAdmin, row.published_at, Some(row.closes_at)),
        ProcedureState::Closed => (Action::Shortlist, Role::PurOfficer, row.closed_at?, end_of(row.review_on)),
        ProcedureState::Shortlisted => (Action::SignScores, Role::PanelExpert, row.shortlisted_at?, end_of(row.review_on)),
        ProcedureState::Reviewed => (Action::PublicizeResult, Role::PurOfficer, row.reviewed_at?, None),
        ProcedureState::Publicity => (Action::ConfirmResult, Role::PurApprover, row.publicised_at?, row.publicity_ends_on.and_then(confirmed_by)),
        ProcedureState::Confirmed => (Action::DraftContract, Role::PurOfficer, row.confirmed_at?, None),
        ProcedureState::Contracted | ProcedureState::NoResponse | ProcedureState::Cancelled => return None,
    };
    let basis = match procedure.state {
        ProcedureState::Published => Some(procedure.profile.publication.cite()),
        ProcedureState::Publicity => Some(CONFIRM_WITHIN.cite()),
        _ => None,
    };
    let body = if who.of_purchaser() { purchaser.to_owned() } else { String::new() };
    Some(Next { action, who, body, since, due, provisional: due.is_some_and(ends_provisionally), basis })
}

/// Demands of the actor's unit that are not published, latest first.
///
/// # Errors
/// Refused `policy.*` unless the actor works for a purchaser.
pub async fn drafts(market: &Market, actor: &Actor) -> Result<Vec<DraftRow>, Fault> {
    may(actor, Action::ReadDraft, &Case { purchaser: actor.organization, ..Case::default() })?;
    let mut find = rows::Entity::find().filter(rows::Column::PublishedAt.is_null());
    if let Some(unit) = actor.organization {
        find = find.filter(rows::Column::PurchaserId.eq(unit.uuid()));
    }
    let found = find.order_by_desc(rows::Column::UpdatedAt).limit(200).all(market.reader()).await?;
    let drafters = identity::names(market.reader(), found.iter().map(|row| row.drafted_by)).await?;
    found.into_iter().map(|row| Ok(draft_row(&Demand::read(row)?, &drafters))).collect()
}

/// The row of a demand that is not published; `drafters` names accounts.
pub(super) fn draft_row(demand: &Demand, drafters: &HashMap<uuid::Uuid, String>) -> DraftRow {
    DraftRow {
        id: demand.id,
        title: demand.row.title.clone(),
        state: demand.state,
        drafted_by: drafters.get(&demand.row.drafted_by).cloned().unwrap_or_default(),
        updated_at: demand.row.updated_at,
        batch: demand.batch(),
        budget: demand.row.budget_fen.map(Money::fen),
    }
}

/// A demand that is not published, with its check, for its unit.
///
/// # Errors
/// Refused `not-found` for all but its unit and the auditor.
pub async fn read_draft(market: &Market, actor: &Actor, id: domain::ids::DemandId) -> Result<DraftView, Fault> {
    let db = market.reader();
    let demand = demand(db, id).await?;
    may(actor, Action::ReadDraft, &demand.case())?;
    let purchaser = organizations::find(db, demand.purchaser).await?.map(|body| body.name).unwrap_or_default();
    let check = checked(db, &demand, day_of(market.now())).await?;
    let status = |task: DraftTask| {
        let against = check.against(task);
        let status = match (demand.draft.touched(task), against) {
            // Without conditions everybody may take part: that page is complete as it is.
            (false, 0) => TaskStatus::Done,
            (false, _) => TaskStatus::NotStarted,
            (true, 0) => TaskStatus::Done,
            (true, _) => TaskStatus::InProgress,
        };
        (task, status, against)
    };
    let (mut mates, mut cases) = (Vec::new(), vec![demand.case()]);
    if let Some(batch) = demand.batch() {
        let others: Vec<Demand> = going_out(db, batch).await?.into_iter().filter(|mate| mate.id != id).collect();
        let drafters = identity::names(db, others.iter().map(|mate| mate.row.drafted_by)).await?;
        for mate in others {
            let against = checked(db, &mate, day_of(market.now())).await?.refused.len();
            mates.push((draft_row(&mate, &drafters), against));
            cases.push(mate.case());
        }
    }
    // Who drafted one of a batch approves none of it.
    let barred_from = |action: Action| cases.iter().find_map(|case| may(actor, action, case).err());
    let acts: &[Action] = match demand.state {
        DemandState::Draft => &[Action::EditDemand, Action::SubmitDemand, Action::CancelDemand],
        DemandState::UnderReview => &[Action::ApproveDemand, Action::ReturnDemand, Action::CancelDemand],
        DemandState::Approved => &[Action::PublishDemand, Action::ReturnDemand, Action::CancelDemand],
        DemandState::InProcurement | DemandState::Contracted | DemandState::Lapsed | DemandState::Cancelled => &[],
    };
    Ok(DraftView {
        row: draft_row(&demand, &identity::names(db, [demand.row.drafted_by]).await?),
        mates,
        purchaser,
        tasks: DraftTask::ALL.iter().map(|task| status(*task)).collect(),
        refused: check.refused,
        think: check.think,
        fine: check.fine.into_iter().map(str::to_owned).collect(),
        need: check.need,
        returned_because: demand.row.reason.clone(),
        acts: acts.iter().copied().filter(|action| barred_from(*action).is_none()).collect(),
        barred: acts.iter().filter_map(|action| barred_from(*action)).find(|refusal| refusal.code == "policy.drafted-it"),
        version: demand.row.version,
        draft: demand.draft,
    })
}

/// The number of a published demand, for an address that still names its draft.
///
/// # Errors
/// Refused `not-found` when it is not published.
pub async fn number_of(market: &Market, id: domain::ids::DemandId) -> Result<DemandNumber, Fault> {
    let demand = demand(market.reader(), id).await?;
    Ok(demand.row.number.as_deref().and_then(DemandNumber::parse).ok_or_else(Refusal::not_found)?)
}

/// The next deadlines of open demands, the nearest first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn closing_next(market: &Market, most: u64) -> Result<Vec<DemandRow>, Fault> {
    let found: Vec<Light> = light(joined())
        .filter(procedure::Column::State.eq(ProcedureState::Published.key()))
        .order_by_asc(procedure::Column::ClosesAt)
        .order_by_asc(procedure::Column::DemandId)
        .limit(most)
        .into_model()
        .all(market.reader())
        .await?;
    let names = organizations::names(market.reader(), found.iter().map(|row| row.purchaser_id)).await?;
    found
        .into_iter()
        .map(|row| {
            let purchaser = names.get(&row.purchaser_id).cloned().unwrap_or_default();
            row.row(purchaser)
        })
        .collect()
}

/// How many open demands each district has.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn open_by_district(market: &Market) -> Result<Vec<(District, i64)>, Fault> {
    let open = Filter { stage: Some(Stage::Open), ..Filter::default() };
    let counted: Vec<(Option<String>, i64)> = joined()
        .filter(condition(&open))
        .select_only()
        .column(rows::Column::District)
        .column_as(Expr::cust("COUNT(*)"), "n")
        .group_by(rows::Column::District)
        .into_tuple()
        .all(market.reader())
        .await?;
    Ok(District::all()
        .map(|district| (district, counted.iter().find(|(code, _)| code.as_deref() == Some(district.code().as_str())).map_or(0, |(_, n)| *n)))
        .collect())
}

/// What waits among the demands of the unit that are not published: for this person, or for the colleague whose turn it is.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let (Some(unit), Some(account)) = (actor.organization, actor.account) else { return Ok(Vec::new()) };
    if !matches!(actor.role, Role::PurOfficer | Role::PurApprover) {
        return Ok(Vec::new());
    }
    let mut wanted = Condition::any().add(rows::Column::State.is_in([DemandState::UnderReview, DemandState::Approved].map(Word::key)));
    if actor.role == Role::PurOfficer {
        let own = Condition::all().add(rows::Column::State.eq(DemandState::Draft.key())).add(rows::Column::DraftedBy.eq(account.uuid()));
        wanted = wanted.add(own);
    }
    let found = rows::Entity::find()
        .filter(rows::Column::PurchaserId.eq(unit.uuid()))
        .filter(wanted)
        .order_by_asc(rows::Column::UpdatedAt)
        .limit(100)
        .all(market.reader())
        .await?;
    let task = |row: rows::Model| {
        let (key, who, since, page) = match DemandState::parse(&row.state)? {
            DemandState::UnderReview => ("workbench.demand-approve", Role::PurApprover, row.submitted_at, "/check"),
            DemandState::Approved => ("workbench.demand-publish", Role::PurOfficer, row.approved_at, "/check"),
            _ => ("workbench.demand-finish", Role::PurOfficer, None, ""),
        };
        let task = Task::new(key, format!("/demands/drafts/{}{page}", row.id), since.unwrap_or(row.updated_at), None);
        Some(task.fact("title", row.title).held_by(actor, who, None))
    };
    Ok(found.into_iter().filter_map(task).collect())
}
