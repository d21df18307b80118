//! What readers see of the register.

use super::keep::case_of;
use super::register::{Organization, WHOLE_CITY, by_code, names, read_fields, read_served};
use crate::fault::Fault;
use crate::market::Market;
use crate::paging::{After, By, Page, Sorted};
use crate::search::holds;
use domain::calendar::day_of;
use domain::code::{CreditCode, District};
use domain::contracts::Contract;
use domain::money::{Money, Points};
use domain::numbers::{ContractNumber, EvaluationNumber};
use domain::organizations::{Counted, FieldSource, OrganizationKind, OrganizationOrder, OrganizationRow, OrganizationView, Standing, TrackRecordRow};
use domain::policy::{Action, Actor, Case, Decision, decide, may};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use entities::contracts::contract;
use entities::organizations::{organization, track_record};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SubQueryStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Which bodies of the register, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<OrganizationKind>,
    /// Only those with this field.
    pub field: Option<Field>,
    /// Only those that work or sit in this district.
    pub district: Option<District>,
    /// Only names with these words, or this very code.
    pub words: Option<String>,
    /// Only those whose code waits for the registrar, whom alone this list is for.
    pub held: bool,
    /// How the list is sorted.
    pub order: OrganizationOrder,
}

fn condition(filter: &Filter) -> Condition {
    use organization::Column as C;
    let mut wanted = Condition::all().add(C::Held.eq(filter.held));
    if let Some(kind) = filter.kind {
        wanted = wanted.add(C::Kind.eq(kind.key()));
    }
    if let Some(field) = filter.field {
        wanted = wanted.add(C::Fields.contains(format!(" {} ", field.key())));
    }
    if let Some(district) = filter.district {
        let code = district.code();
        let serves = |code: &str| C::Districts.contains(format!(" {code} "));
        wanted = wanted.add(Condition::any().add(serves(&code)).add(serves(WHOLE_CITY)).add(C::District.eq(code)));
    }
    if let Some(words) = filter.words.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
        let code = CreditCode::read(words).map(|reading| reading.code.as_str().to_owned()).unwrap_or_default();
        wanted = wanted.add(Condition::any().add(holds(C::Name, words)).add(C::Code.eq(code)));
    }
    wanted
}

fn sorted(order: OrganizationOrder) -> Sorted {
    let sorted = Sorted::new(order.key(), organization::Column::Id);
    match order {
        OrganizationOrder::Name => sorted.upwards(Condition::all(), By::Text(organization::Column::Name.into_expr())),
        OrganizationOrder::Delivered => sorted.downwards(Condition::all(), By::Number(delivered_by_each())),
    }
}

/// How many accepted services the body of a row delivered.
fn delivered_by_each() -> Expr {
    let own = Expr::col((track_record::Entity, track_record::Column::OrganizationId)).equals((organization::Entity, organization::Column::Id));
    let records = Query::select()
        .expr(track_record::Column::Id.count())
        .from(track_record::Entity)
        .and_where(own)
        .and_where(track_record::Column::AcceptedOn.is_not_null())
        .to_owned();
    Expr::from(SubQueryStatement::SelectStatement(records))
}

/// Bodies of the register in the filter's order; `after` is the code of the last one that was seen, in whatever order.
///
/// # Errors
/// Refused `policy.*` when those that wait are asked for by anybody but the registrar.
pub async fn list(market: &Market, actor: &Actor, filter: &Filter, after: Option<&CreditCode>, most: u64) -> Result<Page<OrganizationRow>, Fault> {
    use organization::Column as C;
    if filter.held {
        may(actor, Action::ConfirmCode, &Case::default())?;
    }
    let db = market.reader();
    let total = organization::Entity::find().filter(condition(filter)).count(db).await?;
    let last = match after {
        Some(code) => organization::Entity::find().filter(C::Code.eq(code.as_str())).one(db).await?,
        None => None,
    };
    let after = match (last, filter.order) {
        (None, _) => None,
        (Some(last), OrganizationOrder::Name) => Some(After::row(last.name, last.id)),
        (Some(last), OrganizationOrder::Delivered) => {
            let before = delivered(db, std::iter::once(last.id)).await?.remove(&last.id).unwrap_or_default();
            Some(After::row(i64::from(before), last.id))
        }
    };
    let find = || organization::Entity::find().filter(condition(filter));
    let found = sorted(filter.order).rows(after.as_ref(), most + 1, find, |query| query.all(db)).await?;
    let mut found: Vec<organization::Model> = found.into_iter().map(|(_, row)| row).collect();
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|row| row.code.clone());
    let delivered = delivered(db, found.iter().map(|row| row.id)).await?;
    let rows = found.into_iter().map(|row| row_of(&delivered, row)).collect::<Result<_, _>>()?;
    Ok(Page { rows, total, next })
}

fn row_of(delivered: &HashMap<Uuid, u32>, row: organization::Model) -> Result<OrganizationRow, Fault> {
    Ok(OrganizationRow {
        kind: OrganizationKind::parse(&row.kind).ok_or_else(|| Fault::corrupt(&row.kind))?,
        standing: row.standing.as_deref().and_then(Standing::parse),
        district: row.district.as_deref().and_then(District::parse),
        fields: read_fields(&row.fields)?,
        serves: read_served(&row.districts),
        delivered: delivered.get(&row.id).copied().unwrap_or_default(),
        held: row.held,
        code: CreditCode::try_from(row.code).map_err(Fault::corrupt)?,
        name: row.name,
    })
}

/// How many accepted services each of these delivered. Asked in portions: databases bound the number of parameters.
async fn delivered(db: &impl ConnectionTrait, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, u32>, Fault> {
    use track_record::Column as C;
    let ids: Vec<Uuid> = ids.collect();
    let mut out = HashMap::new();
    for portion in ids.chunks(500) {
        let counted: Vec<(Uuid, i64)> = track_record::Entity::find()
            .select_only()
            .column(C::OrganizationId)
            .column_as(C::Id.count(), "n")
            .filter(C::OrganizationId.is_in(portion.iter().copied()))
            .filter(C::AcceptedOn.is_not_null())
            .group_by(C::OrganizationId)
            .into_tuple()
            .all(db)
            .await?;
        out.extend(counted.into_iter().map(|(id, n)| (id, u32::try_from(n).unwrap_or(u32::MAX))));
    }
    Ok(out)
}

/// One body with its facts and what it delivered. A code that waits exists for the registrar and for its own people alone.
///
/// # Errors
/// Refused `not-found` for an unknown code.
pub async fn view(market: &Market, actor: &Actor, code: &CreditCode) -> Result<OrganizationView, Fault> {
    let db = market.reader();
    let body = by_code(market, code).await?.ok_or_else(Refusal::not_found)?;
    if body.held && !concerns(actor, &body) {
        return Err(Refusal::not_found().into());
    }
    let records = records(db, &body).await?;
    let counted = |of: fn(&TrackRecordRow) -> bool| {
        let of = records.iter().filter(|record| of(record));
        of.fold(Counted::default(), |all, record| Counted { number: all.number + 1, sum: all.sum + record.price })
    };
    let (running, delivered) = (counted(|record| record.ends.is_some()), counted(|record| record.accepted_on.is_some()));
    let registered = FieldSource::Register { list: body.source.clone(), on: day_of(body.updated_at) };
    Ok(OrganizationView {
        id: body.id,
        registered_on: body.registered_on,
        capital: body.capital,
        registrar: body.registrar,
        supervisor: body.supervisor,
        address: body.address,
        scope: body.scope,
        staff: body.staff,
        profiled: body.profile_at.map_or_else(|| registered.clone(), |at| FieldSource::Own { on: day_of(at) }),
        registered,
        confirmed_on: body.confirmed_at.map(day_of),
        running,
        delivered,
        records,
        version: body.version,
        row: OrganizationRow {
            code: body.code,
            name: body.name,
            kind: body.kind,
            standing: body.standing,
            district: body.district,
            fields: body.fields,
            serves: body.serves,
            delivered: delivered.number,
            held: body.held,
        },
    })
}

/// What this reader may do with a body.
pub fn acts(actor: &Actor, view: &OrganizationView) -> Vec<Action> {
    let case = Case { own: Some(view.id), ..Case::default() };
    let offered = |action: &Action| match action {
        Action::ConfirmCode => view.row.held,
        _ => view.row.kind.is_social(),
    };
    [Action::ConfirmCode, Action::EditProfile].into_iter().filter(offered).filter(|action| decide(actor, *action, &case) == Decision::Allowed).collect()
}

fn concerns(actor: &Actor, body: &Organization) -> bool {
    let case = case_of(body);
    [Action::ConfirmCode, Action::ImportOrganizations, Action::EditProfile].iter().any(|action| decide(actor, *action, &case) == Decision::Allowed)
        || actor.organization == Some(body.id)
}

/// What a body delivers or delivered; of a department, what is or was delivered to it. The latest contract first.
async fn records(db: &impl ConnectionTrait, body: &Organization) -> Result<Vec<TrackRecordRow>, Fault> {
    use track_record::Column as C;
    let buys = body.kind == OrganizationKind::Department;
    let side = if buys { C::PurchaserId } else { C::OrganizationId };
    let rows = track_record::Entity::find().filter(side.eq(body.id.uuid())).order_by_desc(C::Contract).limit(500).all(db).await?;
    let side = if buys { contract::Column::PurchaserId } else { contract::Column::ProviderId };
    // A contract has no record before its final acceptance: what runs is read from the contracts themselves.
    let running = contract::Entity::find()
        .filter(side.eq(body.id.uuid()))
        .filter(contract::Column::State.eq(Contract::InForce.key()))
        .filter(contract::Column::PublishedAt.is_not_null())
        .order_by_desc(contract::Column::Number)
        .limit(500)
        .all(db)
        .await?;
    let bodies = rows.iter().flat_map(|row| [row.purchaser_id, row.organization_id]);
    let names = names(db, bodies.chain(running.iter().flat_map(|row| [row.purchaser_id, row.provider_id]))).await?;
    let mut all = running.into_iter().map(|row| of_running(row, &names)).collect::<Result<Vec<_>, Fault>>()?;
    for row in rows {
        let mut record = of_record(row, &names)?;
        // Evaluated before its final acceptance: one contract, one row.
        if let Some(at) = all.iter().position(|one| one.contract == record.contract) {
            record.ends = all.remove(at).ends.filter(|_| record.accepted_on.is_none());
        }
        all.push(record);
    }
    all.sort_by_key(|record| std::cmp::Reverse(record.contract.to_string()));
    Ok(all)
}

fn of_running(row: contract::Model, names: &HashMap<Uuid, String>) -> Result<TrackRecordRow, Fault> {
    let number = row.number.unwrap_or_default();
    Ok(TrackRecordRow {
        contract: ContractNumber::parse(&number).ok_or_else(|| Fault::corrupt(&number))?,
        purchaser: names.get(&row.purchaser_id).cloned().unwrap_or_default(),
        provider: names.get(&row.provider_id).cloned().unwrap_or_default(),
        field: Field::parse(&row.field).ok_or_else(|| Fault::corrupt(&row.field))?,
        title: row.title,
        price: Money::fen(row.price_fen),
        ends: Some(row.ends_on),
        accepted_on: None,
        failed_on: None,
        evaluation: None,
        grade: None,
        score: None,
        evaluated_on: None,
    })
}

fn of_record(row: track_record::Model, names: &HashMap<Uuid, String>) -> Result<TrackRecordRow, Fault> {
    Ok(TrackRecordRow {
        contract: ContractNumber::parse(&row.contract).ok_or_else(|| Fault::corrupt(&row.contract))?,
        purchaser: names.get(&row.purchaser_id).cloned().unwrap_or_default(),
        provider: names.get(&row.organization_id).cloned().unwrap_or_default(),
        field: Field::parse(&row.field).ok_or_else(|| Fault::corrupt(&row.field))?,
        title: row.title,
        price: Money::fen(row.price_fen),
        ends: None,
        accepted_on: row.accepted_on,
        failed_on: row.failed_on,
        evaluation: row.evaluation.as_deref().and_then(EvaluationNumber::parse),
        grade: row.grade,
        score: row.score.map(Points::hundredths),
        evaluated_on: row.evaluated_on,
    })
}
