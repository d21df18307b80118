//! Evaluations: issued ones for everybody, those in progress for those who have a part in them.

use super::Problem;
use super::extract::{Json as Body, Key, Path, Query};
use super::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::code::District;
use domain::evaluations::independence::TieKind;
use domain::evaluations::report::{Part, Stance};
use domain::evaluations::team::Skill;
use domain::evaluations::{CandidatesView, EvaluationRow, EvaluationView, Grade, ProcessRow, ProcessView, TypedVeto};
use domain::ids::{AccountId, EvaluationId, OrganizationId};
use domain::money::Points;
use domain::numbers::{ContractNumber, EvaluationNumber, NoticeNumber};
use domain::services::Field;
use marketplace::evaluations::{
    self, Accept, AdjustWeights, Answers, BeginScoring, Cancel, Commission, DeclarePart, DeclareTie, Decline, Filter, GivenAnswer, GivenReply, Issue, Named,
    Replies, Rescore, SaveReport, SaveScores, SaveVetoes, SendDraft,
};
use marketplace::paging::Cursor;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(candidates, commission))
        .routes(routes!(processes))
        .routes(routes!(process))
        .routes(routes!(accept))
        .routes(routes!(decline))
        .routes(routes!(declare_tie))
        .routes(routes!(declare_part))
        .routes(routes!(adjust_weights))
        .routes(routes!(begin))
        .routes(routes!(save_vetoes))
        .routes(routes!(save_scores))
        .routes(routes!(save_report))
        .routes(routes!(send_draft))
        .routes(routes!(reply))
        .routes(routes!(answer))
        .routes(routes!(rescore))
        .routes(routes!(issue))
        .routes(routes!(cancel))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EvaluationsQuery {
    /// Only this grade.
    grade: Option<Grade>,
    /// Only this field.
    field: Option<Field>,
    /// Only this district, by its six digits.
    #[param(value_type = Option<String>)]
    district: Option<District>,
    /// Only by this agency.
    agency: Option<OrganizationId>,
    /// Only of this provider.
    provider: Option<OrganizationId>,
    /// Only titles with these words.
    q: Option<String>,
    /// Where the page before said that this one starts.
    #[param(value_type = Option<String>)]
    after: Option<Cursor>,
}

/// A page of issued evaluations.
#[derive(Serialize, ToSchema)]
struct Evaluations {
    /// How many there are in all.
    total: u64,
    /// Newest first.
    evaluations: Vec<EvaluationRow>,
    /// Where the next page starts.
    next: Option<String>,
}

/// Issued evaluations, newest first.
#[utoipa::path(get, path = "/evaluations", tag = "evaluations", params(EvaluationsQuery),
    responses((status = 200, body = Evaluations), Refused<400>))]
async fn list(State(app): State<App>, Query(query): Query<EvaluationsQuery>) -> Result<Json<Evaluations>, Problem> {
    let words = query.q.map(|words| words.trim().chars().take(200).collect::<String>()).filter(|words| !words.is_empty());
    let filter = Filter { grade: query.grade, field: query.field, district: query.district, agency: query.agency, provider: query.provider, words };
    let page = evaluations::list(&app.market, &filter, query.after, 20).await?;
    Ok(Json(Evaluations { total: page.total, evaluations: page.rows, next: page.next }))
}

/// One issued evaluation.
#[utoipa::path(get, path = "/evaluations/{number}", tag = "evaluations", params(("number" = EvaluationNumber, Path)),
    responses((status = 200, body = EvaluationView), Refused<404>))]
async fn show(State(app): State<App>, Path(number): Path<EvaluationNumber>) -> Result<Json<EvaluationView>, Problem> {
    Ok(Json(evaluations::view(&app.market, number).await?))
}

/// The agencies for a contract, each with its independence test by test.
#[utoipa::path(get, path = "/contracts/{number}/evaluation", tag = "evaluations", params(("number" = ContractNumber, Path)),
    responses((status = 200, body = CandidatesView), NotShown))]
async fn candidates(State(app): State<App>, visitor: Visitor, Path(number): Path<ContractNumber>) -> Result<Json<CandidatesView>, Problem> {
    Ok(Json(evaluations::candidates(&app.market, &visitor.actor(), number).await?))
}

/// The chosen agency.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationChoice {
    /// The agency.
    agency: OrganizationId,
    /// Why this one; compulsory where a test warns.
    reason: Option<String>,
}

/// Identifier of an evaluation.
#[derive(Serialize, ToSchema)]
struct EvaluationMade {
    /// The identifier.
    id: EvaluationId,
}

/// Commissions an agency with the evaluation of a contract.
#[utoipa::path(post, path = "/contracts/{number}/evaluation", tag = "evaluations", request_body = EvaluationChoice,
    params(("number" = ContractNumber, Path), ("Idempotency-Key" = String, Header)), responses((status = 201, body = EvaluationMade), NotDone))]
async fn commission(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(contract): Path<ContractNumber>,
    Body(body): Body<EvaluationChoice>,
) -> Result<(StatusCode, Json<EvaluationMade>), Problem> {
    let cmd = Commission { contract, agency: body.agency, reason: body.reason, once };
    let id = evaluations::commission(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(EvaluationMade { id })))
}

/// The evaluations in which the acting person's body has a part.
#[utoipa::path(get, path = "/evaluations/work", tag = "evaluations",
    responses((status = 200, body = Vec<ProcessRow>), Refused<403>))]
async fn processes(State(app): State<App>, visitor: Visitor) -> Result<Json<Vec<ProcessRow>>, Problem> {
    Ok(Json(evaluations::processes(&app.market, &visitor.actor()).await?))
}

/// An evaluation in progress, as the acting person may see it.
#[utoipa::path(get, path = "/evaluations/work/{id}", tag = "evaluations", params(("id" = EvaluationId, Path)),
    responses((status = 200, body = ProcessView), NotShown))]
async fn process(State(app): State<App>, visitor: Visitor, Path(id): Path<EvaluationId>) -> Result<Json<ProcessView>, Problem> {
    Ok(Json(evaluations::process(&app.market, &visitor.actor(), id).await?))
}

/// The agency's acceptance.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Acceptance {
    /// The version that the person saw.
    seen: i32,
    /// Whether the agency declares itself independent.
    independent: bool,
    /// The evaluators.
    members: Vec<NamedEvaluator>,
}

/// An evaluator who is named.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NamedEvaluator {
    /// The account.
    account: AccountId,
    /// Whether this is the lead evaluator.
    lead: bool,
    /// What this person can judge.
    skills: Vec<Skill>,
    /// Whether this person's signed declaration of independence is at hand.
    declared: bool,
}

/// Accepts a commission, with all declarations.
#[utoipa::path(post, path = "/evaluations/work/{id}/accept", tag = "evaluations", request_body = Acceptance,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<Acceptance>,
) -> Result<StatusCode, Problem> {
    let named = |one: NamedEvaluator| Named { account: one.account, lead: one.lead, skills: one.skills, declared: one.declared };
    let members = body.members.into_iter().map(named).collect();
    let cmd = Accept { evaluation, seen: body.seen, independent: body.independent, members, once };
    evaluations::accept(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An act with its reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationAct {
    /// The version that the person saw.
    seen: i32,
    /// Why, where a reason is needed.
    reason: Option<String>,
}

/// Declines a commission.
#[utoipa::path(post, path = "/evaluations/work/{id}/decline", tag = "evaluations", request_body = EvaluationAct,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn decline(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationAct>,
) -> Result<StatusCode, Problem> {
    evaluations::decline(&app.market, &visitor.actor(), Decline { evaluation, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A tie to be declared.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclaredTie {
    /// The agency.
    agency: OrganizationId,
    /// For whom it, or a body behind it, worked.
    provider: OrganizationId,
    /// What it did.
    kind: TieKind,
    /// The last day of it.
    last: chrono::NaiveDate,
    /// Where it is known from.
    source: String,
}

/// Declares what an agency did for a provider. Never taken back.
#[utoipa::path(post, path = "/evaluations/ties", tag = "evaluations", request_body = DeclaredTie, params(("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn declare_tie(State(app): State<App>, visitor: Visitor, Key(once): Key, Body(body): Body<DeclaredTie>) -> Result<StatusCode, Problem> {
    let cmd = DeclareTie { agency: body.agency, provider: body.provider, kind: body.kind, last: body.last, source: body.source, once };
    evaluations::declare_tie(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A part in drafting the purchase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclaredPart {
    /// When.
    on: chrono::NaiveDate,
    /// Where it is known from.
    source: String,
}

/// Declares that the agency helped to draft this purchase. Never taken back.
#[utoipa::path(post, path = "/evaluations/work/{id}/part", tag = "evaluations", request_body = DeclaredPart,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn declare_part(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<DeclaredPart>,
) -> Result<StatusCode, Problem> {
    evaluations::declare_part(&app.market, &visitor.actor(), DeclarePart { evaluation, on: body.on, source: body.source, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Weights as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationWeights {
    /// The version that the person saw.
    seen: i32,
    /// Points by the indicator's key; what is left out stays.
    weights: BTreeMap<String, String>,
}

/// Adjusts the weights of the scheme before scoring begins.
#[utoipa::path(put, path = "/evaluations/work/{id}/weights", tag = "evaluations", request_body = EvaluationWeights,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn adjust_weights(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationWeights>,
) -> Result<StatusCode, Problem> {
    let cmd = AdjustWeights { evaluation, seen: body.seen, weights: body.weights.into_iter().collect(), once };
    evaluations::adjust_weights(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begins to score; from here on the weights are fixed.
#[utoipa::path(post, path = "/evaluations/work/{id}/begin", tag = "evaluations", request_body = EvaluationAct,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn begin(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationAct>,
) -> Result<StatusCode, Problem> {
    evaluations::begin_scoring(&app.market, &visitor.actor(), BeginScoring { evaluation, seen: body.seen, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was found about the vetoes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationVetoes {
    /// The version that the person saw.
    seen: i32,
    /// Veto by veto; what is left out stays.
    vetoes: Vec<TypedVeto>,
}

/// Saves what was found about the vetoes.
#[utoipa::path(put, path = "/evaluations/work/{id}/vetoes", tag = "evaluations", request_body = EvaluationVetoes, params(("id" = EvaluationId, Path)),
    responses((status = 204), NotDone))]
async fn save_vetoes(
    State(app): State<App>,
    visitor: Visitor,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationVetoes>,
) -> Result<StatusCode, Problem> {
    evaluations::save_vetoes(&app.market, &visitor.actor(), SaveVetoes { evaluation, seen: body.seen, vetoes: body.vetoes }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Points and reason as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TypedScore {
    /// The indicator's key.
    indicator: String,
    /// Points as typed.
    points: String,
    /// On what they rest.
    #[serde(default)]
    reason: String,
}

/// The scores of one dimension.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DimensionScores {
    /// The version of the dimension's scores that the person saw.
    seen: i32,
    /// Indicator by indicator.
    scores: Vec<TypedScore>,
}

/// Saves the scores of one dimension, readable or not.
#[utoipa::path(put, path = "/evaluations/work/{id}/scores/{dimension}", tag = "evaluations", request_body = DimensionScores,
    params(("id" = EvaluationId, Path), ("dimension" = String, Path)), responses((status = 204), NotDone))]
async fn save_scores(
    State(app): State<App>,
    visitor: Visitor,
    Path((evaluation, dimension)): Path<(EvaluationId, String)>,
    Body(body): Body<DimensionScores>,
) -> Result<StatusCode, Problem> {
    let scores = body.scores.into_iter().map(|score| (score.indicator, score.points, score.reason)).collect();
    evaluations::save_scores(&app.market, &visitor.actor(), SaveScores { evaluation, dimension, seen: body.seen, scores }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A finding as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TypedFinding {
    /// 1, 2, 3 … within the report.
    number: u16,
    /// Key of the indicator.
    indicator: String,
    /// What was found.
    text: String,
    /// On which evidence.
    evidence: String,
}

/// The text of the report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationText {
    /// The version that the person saw.
    seen: i32,
    /// The parts.
    parts: BTreeMap<Part, String>,
    /// The findings.
    findings: Vec<TypedFinding>,
}

/// Saves the parts of the report and its findings.
#[utoipa::path(put, path = "/evaluations/work/{id}/report", tag = "evaluations", request_body = EvaluationText, params(("id" = EvaluationId, Path)),
    responses((status = 204), NotDone))]
async fn save_report(
    State(app): State<App>,
    visitor: Visitor,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationText>,
) -> Result<StatusCode, Problem> {
    let findings = body.findings.into_iter().map(|one| (one.number, one.indicator, one.text, one.evidence)).collect();
    let cmd = SaveReport { evaluation, seen: body.seen, parts: body.parts.into_iter().collect(), findings };
    evaluations::save_report(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends the draft report to the provider.
#[utoipa::path(post, path = "/evaluations/work/{id}/send", tag = "evaluations", request_body = EvaluationAct,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn send_draft(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationAct>,
) -> Result<StatusCode, Problem> {
    evaluations::send_draft(&app.market, &visitor.actor(), SendDraft { evaluation, seen: body.seen, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A reply to one finding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindingReply {
    /// The finding's number.
    finding: u16,
    /// Whether the provider agrees.
    agrees: bool,
    /// Its words; compulsory when it does not agree.
    #[serde(default)]
    text: String,
}

/// Replies to findings.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindingReplies {
    /// The version that the person saw.
    seen: i32,
    /// The replies.
    replies: Vec<FindingReply>,
}

/// Replies to findings; complete with the last one.
#[utoipa::path(post, path = "/evaluations/work/{id}/reply", tag = "evaluations", request_body = FindingReplies,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn reply(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<FindingReplies>,
) -> Result<StatusCode, Problem> {
    let given = |one: FindingReply| GivenReply { finding: one.finding, agrees: one.agrees, text: one.text };
    let cmd = Replies { evaluation, seen: body.seen, replies: body.replies.into_iter().map(given).collect(), once };
    evaluations::reply(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An answer to one reply.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplyAnswer {
    /// The finding's number.
    finding: u16,
    /// What becomes of it.
    stance: Stance,
    /// Why.
    text: String,
}

/// Answers to replies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplyAnswers {
    /// The version that the person saw.
    seen: i32,
    /// The answers.
    answers: Vec<ReplyAnswer>,
}

/// Answers what the provider replied.
#[utoipa::path(post, path = "/evaluations/work/{id}/answer", tag = "evaluations", request_body = ReplyAnswers,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<ReplyAnswers>,
) -> Result<StatusCode, Problem> {
    let given = |one: ReplyAnswer| GivenAnswer { finding: one.finding, stance: one.stance, text: one.text };
    let cmd = Answers { evaluation, seen: body.seen, answers: body.answers.into_iter().map(given).collect(), once };
    evaluations::answer(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the draft back to change it.
#[utoipa::path(post, path = "/evaluations/work/{id}/rescore", tag = "evaluations", request_body = EvaluationAct,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn rescore(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationAct>,
) -> Result<StatusCode, Problem> {
    evaluations::rescore(&app.market, &visitor.actor(), Rescore { evaluation, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The lead evaluator's signature.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluationSignature {
    /// The version that the person saw.
    seen: i32,
    /// Whether the lead evaluator signs.
    signed: bool,
}

/// The receipt of an issued evaluation.
#[derive(Serialize, ToSchema)]
struct EvaluationReceipt {
    /// Its number.
    number: EvaluationNumber,
    /// Number of the notice.
    notice: NoticeNumber,
    /// The total.
    total: Points,
    /// The grade.
    grade: Grade,
}

/// Issues and publishes the report.
#[utoipa::path(post, path = "/evaluations/work/{id}/issue", tag = "evaluations", request_body = EvaluationSignature,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 201, body = EvaluationReceipt), NotDone))]
async fn issue(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationSignature>,
) -> Result<(StatusCode, Json<EvaluationReceipt>), Problem> {
    let done = evaluations::issue(&app.market, &visitor.actor(), Issue { evaluation, seen: body.seen, signed: body.signed, once }).await?;
    let receipt = EvaluationReceipt { number: done.number, notice: done.notice, total: done.total, grade: done.grade };
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// Takes a commission back, before a draft is out.
#[utoipa::path(post, path = "/evaluations/work/{id}/cancel", tag = "evaluations", request_body = EvaluationAct,
    params(("id" = EvaluationId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(evaluation): Path<EvaluationId>,
    Body(body): Body<EvaluationAct>,
) -> Result<StatusCode, Problem> {
    evaluations::cancel(&app.market, &visitor.actor(), Cancel { evaluation, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}
