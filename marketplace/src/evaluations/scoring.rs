//! The agency at work: weights, vetoes, scores, the report's text.

use super::agencies::verdict;
use super::store::{Evaluation, facts, locked, members, save, touch};
use crate::contracts::store::contract;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::tx::{Once, Tx};
use domain::evaluations::report::Part;
use domain::evaluations::scheme::Floor;
use domain::evaluations::task::{Event, advance};
use domain::evaluations::{Evaluation as State, TypedVeto};
use domain::ids::EvaluationId;
use domain::money::Points;
use domain::policy::{Action, Actor, may};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use domain::text::given_once;
use entities::evaluations::{evaluation_finding as finding, evaluation_score as score};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::Serialize;
use std::collections::BTreeSet;

/// Most findings of a report.
pub const MOST_FINDINGS: u16 = 40;

/// Adjusts the weights of the scheme.
#[derive(Clone, Debug, Serialize)]
pub struct AdjustWeights {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Indicators by key, each with what was typed.
    pub weights: Vec<(String, String)>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Begins to score.
#[derive(Clone, Debug, Serialize)]
pub struct BeginScoring {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Saves what was found about the vetoes.
#[derive(Clone, Debug, Serialize)]
pub struct SaveVetoes {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// What was typed.
    pub vetoes: Vec<TypedVeto>,
}

/// Saves the scores of one dimension.
#[derive(Clone, Debug, Serialize)]
pub struct SaveScores {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The dimension's key.
    pub dimension: String,
    /// The version of the dimension's scores that the person saw.
    pub seen: i32,
    /// Indicators by key, each with the points and the reason as typed.
    pub scores: Vec<(String, String, String)>,
}

/// Saves the text of the report.
#[derive(Clone, Debug, Serialize)]
pub struct SaveReport {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// The parts.
    pub parts: Vec<(Part, String)>,
    /// The findings by number: indicator, text, evidence. One without any words is left out.
    pub findings: Vec<(u16, String, String, String)>,
}

/// Adjusts the weights of the scheme for this contract, before scoring begins; the lead evaluator answers for it, the purchaser
/// sees it at once and the provider with the draft.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency; `evaluations.weights-fixed` in any other state; everything that the
/// scheme's check refuses (99 in all) and `evaluations.satisfaction-too-light`, as [`Fault::Unfit`]; `changed-meanwhile`.
pub async fn adjust_weights(market: &Market, actor: &Actor, cmd: AdjustWeights) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.adjust_weights", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::SendDraftReport, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    if one.state != State::Accepted {
        return Err(Refusal::new("evaluations.weights-fixed").kind(Kind::Conflict).into());
    }
    given_once(cmd.weights.iter().map(|(key, _)| key), "weights")?;
    let mut against = Vec::new();
    let mut weights = Vec::new();
    for indicator in one.scheme.indicators() {
        let Some((_, typed)) = cmd.weights.iter().find(|(key, _)| *key == indicator.key) else { continue };
        match Points::parse(typed) {
            Ok(points) => weights.push((indicator.key.clone(), points)),
            Err(_) => {
                against.push(Refusal::new("evaluations.weight-unreadable").fact("indicator", indicator.label()).field(format!("weights.{}", indicator.key)));
            }
        }
    }
    let one = Evaluation { scheme: one.scheme.reweighted(&weights), ..one };
    if against.is_empty() {
        against = one.scheme.check();
        against.extend(one.floors(&contract(tx.db(), one.contract).await?).iter().filter_map(Floor::check));
    }
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    let text = serde_json::to_string(&one.scheme)?;
    touch(&tx, &one, |row| row.scheme = Set(text)).await?;
    tx.record_secret(Secret::EvaluationWeightsAdjusted, serde_json::json!({"evaluation": one.id.to_string(), "tree": one.scheme.tree})).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Begins to score; from here on the weights are fixed. Independence is asked again.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency; what stands against agency or team; `evaluations.out-of-order`,
/// `changed-meanwhile`.
pub async fn begin_scoring(market: &Market, actor: &Actor, cmd: BeginScoring) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.begin_scoring", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::SendDraftReport, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let verdict = verdict(tx.db(), one.agency, &contract(tx.db(), one.contract).await?, tx.today()).await?;
    let step = advance(one.state, Event::BeginScoring, &facts(tx.db(), &one, &verdict, tx.today(), false).await?)?;
    let checked = serde_json::to_string(&verdict)?;
    save(&tx, &one, step, |row| row.verdict = Set(checked)).await?;
    tx.record_secret(Secret::EvaluationScoringBegun, serde_json::json!({"evaluation": one.id.to_string()})).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// The evaluation, locked, for somebody on its team while it is scored.
async fn at_work(tx: &Tx, actor: &Actor, id: EvaluationId) -> Result<Evaluation, Fault> {
    let one = locked(tx, id).await?;
    may(actor, Action::ScoreEvaluation, &one.case())?;
    on_team(tx, actor, &one).await?;
    if one.state != State::Scoring {
        return Err(Refusal::new("evaluations.not-scoring").kind(Kind::Conflict).fact("state", domain::refusal::Fact::Term(one.state.term())).into());
    }
    Ok(one)
}

/// Only who declared independence for this very task works on it.
pub(super) async fn on_team(tx: &Tx, actor: &Actor, one: &Evaluation) -> Result<(), Fault> {
    let team = members(tx.db(), one).await?;
    if team.iter().any(|member| Some(member.account) == actor.account) {
        return Ok(());
    }
    Err(Refusal::new("evaluations.not-on-the-team").kind(Kind::Forbidden).into())
}

/// Saves what was found about the vetoes, as it was typed.
///
/// # Errors
/// Refused `policy.*`, `evaluations.not-on-the-team`, `evaluations.not-scoring`, `text.twice`, `changed-meanwhile`.
pub async fn save_vetoes(market: &Market, actor: &Actor, cmd: SaveVetoes) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let one = at_work(&tx, actor, cmd.evaluation).await?;
    given_once(cmd.vetoes.iter().map(|veto| &veto.key), "vetoes")?;
    let known = one.vetoes()?;
    let typed: Vec<TypedVeto> =
        known.iter().map(|veto| cmd.vetoes.iter().find(|typed| typed.key == veto.key).cloned().unwrap_or_else(|| veto.clone())).collect();
    if typed == known {
        return Ok(());
    }
    one.unchanged_since(cmd.seen)?;
    let text = serde_json::to_string(&typed)?;
    touch(&tx, &one, |row| row.vetoes = Set(text)).await?;
    tx.commit().await
}

/// Saves the scores of one dimension as they were typed, readable or not. Two evaluators may score two dimensions at the same
/// time; in one dimension the second is told.
///
/// # Errors
/// Refused `policy.*`, `evaluations.not-on-the-team`, `evaluations.not-scoring`, `evaluations.vetoes-first` while a veto is not
/// examined, `text.twice` for two scores of one indicator, `changed-meanwhile`, `not-found` for an unknown dimension.
pub async fn save_scores(market: &Market, actor: &Actor, cmd: SaveScores) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let one = at_work(&tx, actor, cmd.evaluation).await?;
    given_once(cmd.scores.iter().map(|(key, ..)| key), "scores")?;
    let dimension = one.scheme.tree.iter().find(|dimension| dimension.key == cmd.dimension).ok_or_else(Refusal::not_found)?;
    if one.vetoes()?.iter().any(|veto| veto.holds.is_none()) {
        return Err(Refusal::new("evaluations.vetoes-first").into());
    }
    let keys: Vec<&str> = dimension.indicators.iter().map(|indicator| indicator.key.as_str()).collect();
    let rows =
        score::Entity::find().filter(score::Column::EvaluationId.eq(one.row.id)).filter(score::Column::Indicator.is_in(keys.clone())).all(tx.db()).await?;
    let seen: i32 = rows.iter().map(|row| row.version).sum();
    let mut changed = false;
    for (key, typed, reason) in &cmd.scores {
        if !keys.contains(&key.as_str()) {
            return Err(Refusal::not_found().into());
        }
        let points = Points::parse(typed).ok().map(Points::as_hundredths);
        let before = rows.iter().find(|row| row.indicator == *key);
        if before.map_or(typed.is_empty() && reason.is_empty(), |row| row.typed == *typed && row.reason == *reason) {
            continue;
        }
        changed = true;
        let (typed, reason, account) = (Set(typed.clone()), Set(reason.clone()), Set(tx.account()?.uuid()));
        match before {
            Some(row) => {
                let version = row.version + 1;
                let mut row = row.clone().into_active_model();
                (row.typed, row.score, row.reason, row.account_id, row.version) = (typed, Set(points), reason, account, Set(version));
                row.update(tx.db()).await?;
            }
            None => {
                let (evaluation_id, indicator) = (Set(one.row.id), Set(key.clone()));
                score::ActiveModel { evaluation_id, indicator, typed, score: Set(points), reason, account_id: account, version: Set(1) }
                    .insert(tx.db())
                    .await?;
            }
        }
    }
    if !changed {
        return Ok(());
    }
    if seen != cmd.seen {
        return Err(Refusal::changed_meanwhile().into());
    }
    tx.commit().await
}

/// Saves the parts of the report and its findings, as they were typed.
///
/// # Errors
/// Refused `policy.*`, `evaluations.not-on-the-team`, `evaluations.not-scoring`, `evaluations.finding-numbered-badly` for one that stands
/// twice or is none, `changed-meanwhile`.
pub async fn save_report(market: &Market, actor: &Actor, cmd: SaveReport) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let one = at_work(&tx, actor, cmd.evaluation).await?;
    one.unchanged_since(cmd.seen)?;
    given_once(cmd.parts.iter().map(|(part, _)| part.key()), "parts")?;
    let parts: Vec<&(Part, String)> = cmd.parts.iter().filter(|(_, text)| !text.trim().is_empty()).collect();
    let text = serde_json::to_string(&parts)?;
    let id = one.row.id;
    finding::Entity::delete_many().filter(finding::Column::EvaluationId.eq(id)).filter(finding::Column::Round.eq(one.row.round)).exec(tx.db()).await?;
    let written = |row: &&(u16, String, String, String)| !row.2.trim().is_empty() || !row.3.trim().is_empty();
    let mut numbers = BTreeSet::new();
    for (number, indicator, words, evidence) in cmd.findings.iter().filter(written) {
        if !(1..=MOST_FINDINGS).contains(number) || !numbers.insert(number) {
            return Err(Refusal::new("evaluations.finding-numbered-badly").fact("n", i64::from(*number)).fact("most", i64::from(MOST_FINDINGS)).into());
        }
        let row = finding::ActiveModel {
            evaluation_id: Set(id),
            round: Set(one.row.round),
            position: Set(i32::from(*number)),
            indicator: Set(indicator.clone()),
            text: Set(words.clone()),
            evidence: Set(evidence.clone()),
        };
        row.insert(tx.db()).await?;
    }
    touch(&tx, &one, |row| row.parts = Set(text)).await?;
    tx.commit().await
}
