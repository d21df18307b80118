//! Milestones of contracts.

use crate::answer::attachment;
use crate::api::Problem;
use crate::api::extract::{Json as Body, Key, Path, Query, Raw};
use crate::api::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::forms::{LARGEST_FILE, body_at_most};
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::contracts::{Judgement, MilestoneView, Opinions, Report};
use domain::ids::FileId;
use domain::numbers::{ContractNumber, NoticeNumber};
use marketplace::contracts::{self, At};
use marketplace::files::NewFile;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new().routes(routes!(upload)).layer(body_at_most(LARGEST_FILE));
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(file))
        .routes(routes!(report))
        .routes(routes!(check))
        .routes(routes!(opinions))
        .routes(routes!(accept))
        .routes(routes!(send_back))
        .routes(routes!(fail))
        .merge(upload)
}

/// One milestone; parties, the agency and auditors see its papers too.
#[utoipa::path(get, path = "/contracts/{number}/milestones/{position}", tag = "contracts", params(("number" = ContractNumber, Path), ("position" = u32, Path)),
    responses((status = 200, body = MilestoneView), Refused<404>))]
async fn show(State(app): State<App>, visitor: Visitor, Path((number, position)): Path<(ContractNumber, u32)>) -> Result<Json<MilestoneView>, Problem> {
    Ok(Json(contracts::milestone_view(&app.market, &visitor.actor(), number, position).await?))
}

/// The bytes of a piece of evidence, for those who may read it.
#[utoipa::path(get, path = "/contracts/{number}/milestones/{position}/files/{file}", tag = "contracts",
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("file" = FileId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), NotShown))]
async fn file(State(app): State<App>, visitor: Visitor, Path((number, position, file)): Path<(ContractNumber, u32, FileId)>) -> Result<Response, Problem> {
    let (stored, bytes) = contracts::evidence_bytes(&app.market, &visitor.actor(), number, position, file).await?;
    Ok(attachment(&stored.name, "application/octet-stream", bytes))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct EvidenceQuery {
    /// What the file is called, with its ending.
    name: String,
    /// The version that the person saw.
    seen: i32,
}

/// Identifiers of what was stored.
#[derive(Serialize, ToSchema)]
struct StoredEvidence {
    /// The files.
    files: Vec<FileId>,
}

/// Adds a file of evidence to a milestone that is not reported.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/evidence", tag = "contracts",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    params(("number" = ContractNumber, Path), ("position" = u32, Path), EvidenceQuery, ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = StoredEvidence), NotDone))]
async fn upload(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Query(query): Query<EvidenceQuery>,
    Raw(bytes): Raw,
) -> Result<(StatusCode, Json<StoredEvidence>), Problem> {
    let file = NewFile { name: query.name, bytes: bytes.to_vec() };
    let at = At { contract, position, seen: query.seen, once };
    let files = contracts::add_evidence(&app.market, &visitor.actor(), at, vec![file]).await?;
    Ok((StatusCode::CREATED, Json(StoredEvidence { files })))
}

/// A report with the version that the person saw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewReport {
    /// The version that the person saw.
    seen: i32,
    /// What was delivered.
    report: Report,
}

/// Reports a milestone.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/report", tag = "contracts", request_body = NewReport,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn report(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<NewReport>,
) -> Result<StatusCode, Problem> {
    contracts::report(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.report).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Judgements with the version that the person saw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewCheck {
    /// The version that the person saw.
    seen: i32,
    /// One for each output, in their order.
    judged: Vec<Option<Judgement>>,
}

/// Checks a reported milestone.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/check", tag = "contracts", request_body = NewCheck,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn check(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<NewCheck>,
) -> Result<StatusCode, Problem> {
    contracts::check(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.judged).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opinions with the version that the person saw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOpinions {
    /// The version that the person saw.
    seen: i32,
    /// What recipients said.
    opinions: Opinions,
}

/// Records what recipients said.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/opinions", tag = "contracts", request_body = NewOpinions,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn opinions(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<NewOpinions>,
) -> Result<StatusCode, Problem> {
    contracts::record_opinions(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.opinions).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A decision about a milestone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MilestoneDecision {
    /// The version that the person saw.
    seen: i32,
    /// Why, where a reason is needed.
    reason: Option<String>,
}

/// The receipt of an acceptance.
#[derive(Serialize, ToSchema)]
struct AcceptanceReceipt {
    /// World time.
    at: chrono::DateTime<chrono::Utc>,
    /// The published certificate, of the final milestone alone.
    notice: Option<NoticeNumber>,
}

/// Accepts a checked milestone; nobody accepts what they checked.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/accept", tag = "contracts", request_body = MilestoneDecision,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = AcceptanceReceipt), NotDone))]
async fn accept(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<MilestoneDecision>,
) -> Result<(StatusCode, Json<AcceptanceReceipt>), Problem> {
    let done = contracts::accept(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.reason).await?;
    Ok((StatusCode::CREATED, Json(AcceptanceReceipt { at: done.at, notice: done.notice })))
}

/// Sends a milestone back to the provider.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/return", tag = "contracts", request_body = MilestoneDecision,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn send_back(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<MilestoneDecision>,
) -> Result<StatusCode, Problem> {
    contracts::return_milestone(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a milestone up as not reached.
#[utoipa::path(post, path = "/contracts/{number}/milestones/{position}/fail", tag = "contracts", request_body = MilestoneDecision,
    params(("number" = ContractNumber, Path), ("position" = u32, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn fail(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((contract, position)): Path<(ContractNumber, u32)>,
    Body(body): Body<MilestoneDecision>,
) -> Result<StatusCode, Problem> {
    contracts::fail_milestone(&app.market, &visitor.actor(), At { contract, position, seen: body.seen, once }, body.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
