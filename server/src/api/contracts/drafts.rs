//! Drafts of contracts, for their parties.

use crate::api::Problem;
use crate::api::extract::{Json as Body, Key, Path};
use crate::api::problem::{NotDone, Refused};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::contracts::{Blanks, ContractDraftRow, ContractDraftView, ReadyToDraft};
use domain::ids::ContractId;
use domain::numbers::{ContractNumber, DemandNumber, NoticeNumber};
use marketplace::contracts::{self, Decide, DraftContract, FillBlanks, Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(drafts, begin))
        .routes(routes!(show))
        .routes(routes!(fill))
        .routes(routes!(review))
        .routes(routes!(send_back))
        .routes(routes!(sign))
}

/// What waits to be drafted, reviewed or signed.
#[derive(Serialize, ToSchema)]
struct ContractDrafts {
    /// Confirmed results without a contract.
    ready: Vec<ReadyToDraft>,
    /// Contracts that are not signed by both.
    drafts: Vec<ContractDraftRow>,
}

/// Contracts of the acting person's body that are not signed by both.
#[utoipa::path(get, path = "/contract-drafts", tag = "contracts",
    responses((status = 200, body = ContractDrafts), Refused<403>))]
async fn drafts(State(app): State<App>, visitor: Visitor) -> Result<Json<ContractDrafts>, Problem> {
    let actor = visitor.actor();
    Ok(Json(ContractDrafts { drafts: contracts::drafts(&app.market, &actor).await?, ready: contracts::ready(&app.market, &actor).await? }))
}

/// The need whose contract is drafted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewContract {
    /// Number of the need.
    demand: DemandNumber,
}

/// Identifier of the draft.
#[derive(Serialize, ToSchema)]
struct MadeContract {
    /// The identifier.
    id: ContractId,
}

/// Drafts the contract of a confirmed result.
#[utoipa::path(post, path = "/contract-drafts", tag = "contracts", request_body = NewContract, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = MadeContract), NotDone))]
async fn begin(State(app): State<App>, visitor: Visitor, Key(once): Key, Body(body): Body<NewContract>) -> Result<(StatusCode, Json<MadeContract>), Problem> {
    let id = contracts::draft_contract(&app.market, &visitor.actor(), DraftContract { demand: body.demand, once }).await?;
    Ok((StatusCode::CREATED, Json(MadeContract { id })))
}

/// A draft with what stands against it, for its parties.
#[utoipa::path(get, path = "/contract-drafts/{id}", tag = "contracts", params(("id" = ContractId, Path)),
    responses((status = 200, body = ContractDraftView), Refused<404>))]
async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<ContractId>) -> Result<Json<ContractDraftView>, Problem> {
    Ok(Json(contracts::read_draft(&app.market, &visitor.actor(), id).await?))
}

/// The blanks of a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FilledBlanks {
    /// The version that the person saw.
    seen: i32,
    /// What they say now.
    blanks: Blanks,
}

/// Fills the blanks of a draft.
#[utoipa::path(put, path = "/contract-drafts/{id}/blanks", tag = "contracts", request_body = FilledBlanks,
    params(("id" = ContractId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn fill(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<ContractId>,
    Body(body): Body<FilledBlanks>,
) -> Result<StatusCode, Problem> {
    contracts::fill_blanks(&app.market, &visitor.actor(), FillBlanks { contract: id, seen: body.seen, blanks: body.blanks, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A decision about a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ContractDecision {
    /// The version that the person saw.
    seen: i32,
    /// Why, where a reason is needed.
    reason: Option<String>,
}

/// Finds nothing against a draft; nobody reviews their own.
#[utoipa::path(post, path = "/contract-drafts/{id}/review", tag = "contracts", request_body = ContractDecision,
    params(("id" = ContractId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn review(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<ContractId>,
    Body(body): Body<ContractDecision>,
) -> Result<StatusCode, Problem> {
    contracts::review(&app.market, &visitor.actor(), Decide { contract: id, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a text back to its drafter; signatures fall away.
#[utoipa::path(post, path = "/contract-drafts/{id}/return", tag = "contracts", request_body = ContractDecision,
    params(("id" = ContractId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn send_back(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<ContractId>,
    Body(body): Body<ContractDecision>,
) -> Result<StatusCode, Problem> {
    contracts::send_back(&app.market, &visitor.actor(), Decide { contract: id, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The version that is signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignedVersion {
    /// The version that the person saw.
    seen: i32,
}

/// The receipt of a signature.
#[derive(Serialize, ToSchema)]
struct SignatureReceipt {
    /// SHA-256 of the canonical JSON of the terms, in hexadecimal.
    digest: String,
    /// World time.
    at: chrono::DateTime<chrono::Utc>,
    /// Number of the contract, once both have signed.
    number: Option<ContractNumber>,
    /// Number of its notice.
    notice: Option<NoticeNumber>,
}

/// Signs for the acting person's side; with the second signature the contract is published and in force.
#[utoipa::path(post, path = "/contract-drafts/{id}/sign", tag = "contracts", request_body = SignedVersion,
    params(("id" = ContractId, Path), ("Idempotency-Key" = String, Header)), responses((status = 201, body = SignatureReceipt), NotDone))]
async fn sign(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<ContractId>,
    Body(body): Body<SignedVersion>,
) -> Result<(StatusCode, Json<SignatureReceipt>), Problem> {
    let (actor, cmd) = (visitor.actor(), Sign { contract: id, seen: body.seen, once });
    let signed = if actor.role.of_provider() {
        contracts::sign_for_provider(&app.market, &actor, cmd).await?
    } else {
        contracts::sign_for_purchaser(&app.market, &actor, cmd).await?
    };
    Ok((StatusCode::CREATED, Json(SignatureReceipt { digest: signed.digest, at: signed.at, number: signed.number, notice: signed.notice })))
}
