//! What everybody reads of evaluations: the list, and the report of one.

use super::agencies::scheme_line;
use super::store::{Evaluation, Sent, by_number, members};
use crate::contracts::store::{contract, demand_number};
use crate::fault::Fault;
use crate::market::Market;
use crate::notices;
use crate::organizations;
use crate::paging::{Cursor, Page};
use crate::search::holds;
use domain::code::District;
use domain::evaluations::report::Stance;
use domain::evaluations::scoring::Scored;
use domain::evaluations::{
    AnswerView, DraftView, EarlierRound, EvaluationRow, EvaluationView, Grade, HeardFinding, ReplyView, Scheme, ScoredDimension, ScoredIndicator, final_effect,
};
use domain::ids::{EvaluationId, OrganizationId};
use domain::money::Points;
use domain::notices::NoticeRow;
use domain::numbers::{ContractNumber, EvaluationNumber};
use domain::refusal::{Fact, Refusal};
use domain::services::Field;
use domain::step::Word;
use entities::evaluations::{evaluation as rows, evaluation_answer as answers, evaluation_finding as findings, evaluation_reply as replies};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Which issued evaluations.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this grade.
    pub grade: Option<Grade>,
    /// Only this field.
    pub field: Option<Field>,
    /// Only this district.
    pub district: Option<District>,
    /// Only by this agency.
    pub agency: Option<OrganizationId>,
    /// Only of this provider.
    pub provider: Option<OrganizationId>,
    /// Only titles with these words, or this number.
    pub words: Option<String>,
}

/// What a list adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many evaluations.
    pub count: u64,
    /// How many of each grade, in the order of the grades; none of it is left out.
    pub grades: Vec<(Grade, u64)>,
}

fn condition(filter: &Filter) -> Condition {
    let mut wanted = Condition::all().add(rows::Column::IssuedAt.is_not_null());
    if let Some(grade) = filter.grade {
        wanted = wanted.add(rows::Column::Grade.eq(grade.key()));
    }
    if let Some(field) = filter.field {
        wanted = wanted.add(rows::Column::Field.eq(field.key()));
    }
    if let Some(district) = filter.district {
        wanted = wanted.add(rows::Column::District.eq(district.code()));
    }
    if let Some(agency) = filter.agency {
        wanted = wanted.add(rows::Column::AgencyId.eq(agency.uuid()));
    }
    if let Some(provider) = filter.provider {
        wanted = wanted.add(rows::Column::ProviderId.eq(provider.uuid()));
    }
    if let Some(words) = &filter.words {
        wanted = wanted.add(Condition::any().add(holds(rows::Column::Title, words)).add(rows::Column::Number.eq(words.trim().to_uppercase())));
    }
    wanted
}

/// Issued evaluations, newest first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn list(market: &Market, filter: &Filter, after: Option<Cursor>, most: u64) -> Result<Page<EvaluationRow>, Fault> {
    let db = market.reader();
    let total = rows::Entity::find().filter(condition(filter)).count(db).await?;
    let mut wanted = condition(filter);
    if let Some(cursor) = &after {
        wanted = wanted.add(cursor.before(rows::Column::IssuedAt, rows::Column::Id));
    }
    let found = rows::Entity::find().filter(wanted).order_by_desc(rows::Column::IssuedAt).order_by_desc(rows::Column::Id).limit(most + 1).all(db).await?;
    let names = organizations::names(db, found.iter().flat_map(parties)).await?;
    Page::cut(found, most, total, |row| Cursor::new(row.issued_at.unwrap_or_default(), row.id), |row| row_of(&row, &names))
}

/// How many evaluations, and how many of each grade.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn summary(market: &Market, filter: &Filter) -> Result<Summary, Fault> {
    let counted: Vec<(String, i64)> = rows::Entity::find()
        .filter(condition(filter))
        .select_only()
        .column(rows::Column::Grade)
        .column_as(rows::Column::Id.count(), "n")
        .group_by(rows::Column::Grade)
        .into_tuple()
        .all(market.reader())
        .await?;
    let count = |grade: &Grade| counted.iter().find(|(key, _)| key == grade.key()).map_or(0, |(_, n)| u64::try_from(*n).unwrap_or_default());
    let grades: Vec<(Grade, u64)> = Grade::ALL.iter().map(|grade| (*grade, count(grade))).collect();
    Ok(Summary { count: grades.iter().map(|(_, n)| n).sum(), grades })
}

/// All bodies of this row.
pub(super) fn parties(row: &rows::Model) -> [uuid::Uuid; 3] {
    [row.purchaser_id, row.provider_id, row.agency_id]
}

fn row_of(row: &rows::Model, names: &HashMap<uuid::Uuid, String>) -> Result<EvaluationRow, Fault> {
    let missing = || Fault::corrupt("an issued evaluation lacks a column");
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    Ok(EvaluationRow {
        number: row.number.as_deref().and_then(EvaluationNumber::parse).ok_or_else(missing)?,
        title: row.title.clone(),
        purchaser: name(row.purchaser_id),
        provider: name(row.provider_id),
        agency: name(row.agency_id),
        field: Field::parse(&row.field).ok_or_else(missing)?,
        district: District::parse(&row.district).ok_or_else(missing)?,
        grade: row.grade.as_deref().and_then(Grade::parse).ok_or_else(missing)?,
        total: Points::hundredths(row.total.ok_or_else(missing)?),
        issued_at: row.issued_at.ok_or_else(missing)?,
    })
}

/// An issued evaluation, as everybody sees it.
///
/// # Errors
/// Refused `not-found` for an unknown number.
pub async fn view(market: &Market, number: EvaluationNumber) -> Result<EvaluationView, Fault> {
    let one = by_number(market.reader(), number).await?;
    view_of(market.reader(), &one, notices::about(market, &number.to_string()).await?).await
}

/// The number of an issued evaluation, for an address that still names its process.
///
/// # Errors
/// Refused `not-found` when it is not issued.
pub async fn number_of(market: &Market, id: EvaluationId) -> Result<EvaluationNumber, Fault> {
    let row = rows::Entity::find_by_id(id.uuid()).one(market.reader()).await?;
    Ok(row.and_then(|row| row.number).as_deref().and_then(EvaluationNumber::parse).ok_or_else(Refusal::not_found)?)
}

/// The public view of an issued evaluation.
pub(super) async fn view_of(db: &impl ConnectionTrait, one: &Evaluation, notices: Vec<NoticeRow>) -> Result<EvaluationView, Fault> {
    let contract = contract(db, one.contract).await?;
    let names = organizations::names(db, parties(&one.row)).await?;
    let mut codes = Vec::with_capacity(3);
    for body in [one.purchaser, one.provider, one.agency] {
        codes.push(organizations::find(db, body).await?.ok_or_else(|| Fault::corrupt("an evaluation without one of its bodies"))?.code);
    }
    let [purchaser_code, provider_code, agency_code] = <[_; 3]>::try_from(codes).map_err(|_| Fault::corrupt("codes"))?;
    let number: ContractNumber = contract.number()?;
    Ok(EvaluationView {
        row: row_of(&one.row, &names)?,
        contract: number,
        ocid: demand_number(db, contract.demand).await?.ocid(),
        price: contract.price(),
        purchaser_code,
        provider_code,
        agency_code,
        scheme: scheme_line(&one.scheme),
        report: draft(db, one).await?.ok_or_else(|| Fault::corrupt("an issued evaluation without a report"))?,
        evaluators: members(db, one).await?.into_iter().map(|member| member.name).collect(),
        verdict: one.verdict.clone(),
        choice_reason: one.row.choice_reason.clone(),
        notices,
    })
}

/// The report as it was last sent, with what was said about it since; nothing before.
pub(super) async fn draft(db: &impl ConnectionTrait, one: &Evaluation) -> Result<Option<DraftView>, Fault> {
    let (Some(sent), Some(round)) = (one.sent()?, one.sent_round()) else { return Ok(None) };
    let Sent { conclusion, scores, vetoes, parts } = sent;
    Ok(Some(DraftView {
        total: conclusion.total,
        scored: conclusion.scored,
        grade: conclusion.grade,
        effect: final_effect(conclusion.grade),
        dimensions: dimensions(&one.scheme, &scores),
        vetoes,
        parts,
        findings: heard(db, one, round).await?,
    }))
}

fn dimensions(scheme: &Scheme, scores: &[Scored]) -> Vec<ScoredDimension> {
    scheme
        .tree
        .iter()
        .map(|dimension| {
            let indicators: Vec<ScoredIndicator> = dimension
                .indicators
                .iter()
                .map(|indicator| {
                    let scored = scores.iter().find(|scored| scored.indicator == indicator.key);
                    ScoredIndicator {
                        key: indicator.key.clone(),
                        label: indicator.label(),
                        weight: indicator.weight,
                        points: scored.map(|scored| scored.points),
                        reason: scored.map(|scored| scored.reason.clone()).unwrap_or_default(),
                    }
                })
                .collect();
            let points = indicators.iter().filter_map(|indicator| indicator.points).sum();
            ScoredDimension { key: dimension.key.clone(), label: dimension.label(), weight: dimension.weight, points, indicators }
        })
        .collect()
}

/// The findings of one round, each beside its reply and answer and what was said in the rounds before.
pub(super) async fn heard(db: &impl ConnectionTrait, one: &Evaluation, round: i32) -> Result<Vec<HeardFinding>, Fault> {
    let id = one.row.id;
    let found = findings::Entity::find()
        .filter(findings::Column::EvaluationId.eq(id))
        .filter(findings::Column::Round.eq(round))
        .order_by_asc(findings::Column::Position)
        .all(db)
        .await?;
    let said = replies::Entity::find().filter(replies::Column::EvaluationId.eq(id)).filter(replies::Column::Round.lte(round)).all(db).await?;
    let answered = answers::Entity::find().filter(answers::Column::EvaluationId.eq(id)).filter(answers::Column::Round.lte(round)).all(db).await?;
    let reply = |round: i32, position: i32| {
        let row = said.iter().find(|row| row.round == round && row.position == position)?;
        Some(ReplyView { agrees: row.agrees, text: row.text.clone(), at: row.at })
    };
    let answer = |round: i32, position: i32| {
        let row = answered.iter().find(|row| row.round == round && row.position == position)?;
        Some(AnswerView { stance: Stance::parse(&row.stance)?, text: row.text.clone(), at: row.at })
    };
    let label = |key: &str| one.scheme.indicators().find(|indicator| indicator.key == key).map_or_else(|| Fact::Text(String::new()), |found| found.label());
    let heard = |row: findings::Model| {
        let earlier = (1..round)
            .map(|before| EarlierRound { round: before, reply: reply(before, row.position), answer: answer(before, row.position) })
            .filter(|said| said.reply.is_some() || said.answer.is_some());
        HeardFinding {
            number: u16::try_from(row.position).unwrap_or(u16::MAX),
            label: label(&row.indicator),
            reply: reply(round, row.position),
            answer: answer(round, row.position),
            earlier: earlier.collect(),
            indicator: row.indicator,
            text: row.text,
            evidence: row.evidence,
        }
    };
    Ok(found.into_iter().map(heard).collect())
}
