//! Panels: reviewers are named, declare, score, sign.

use super::Problem;
use super::bids::{SavedVersion, SeenVersion};
use super::extract::{Json as Body, Key, Path};
use super::problem::{NotDone, NotShown};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::ids::AccountId;
use domain::numbers::DemandNumber;
use domain::panels::{PanelView, Question, ReviewDesk};
use marketplace::panels::{self, Declare, NameReviewers, Recuse, SaveSheet, Sign};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(panel, name))
        .routes(routes!(review))
        .routes(routes!(declare))
        .routes(routes!(recuse))
        .routes(routes!(save_sheet))
        .routes(routes!(sign))
}

/// The panel of a demand, for its approver alone.
#[utoipa::path(get, path = "/demands/{number}/panel", tag = "panels", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = PanelView), NotShown))]
async fn panel(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<PanelView>, Problem> {
    Ok(Json(panels::panel(&app.market, &visitor.actor(), number).await?))
}

/// Who reviews.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PanelNamed {
    /// The purchaser's representative.
    representative: AccountId,
    /// Reviewers from outside.
    outside: Vec<AccountId>,
    /// Whether they also review the other demands of the batch.
    #[serde(default)]
    together: bool,
}

/// Names the reviewers; whoever sat before and is not named again gives way.
#[utoipa::path(put, path = "/demands/{number}/panel", tag = "panels", request_body = PanelNamed, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn name(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<PanelNamed>,
) -> Result<StatusCode, Problem> {
    let cmd = NameReviewers { demand, representative: body.representative, outside: body.outside, together: body.together, once };
    panels::name_reviewers(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A reviewer's own work.
#[utoipa::path(get, path = "/demands/{number}/review", tag = "panels", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = ReviewDesk), NotShown))]
async fn review(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<ReviewDesk>, Problem> {
    Ok(Json(panels::review(&app.market, &visitor.actor(), number).await?))
}

/// An answer to a conflict question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConflictAnswer {
    /// The question.
    question: Question,
    /// Yes.
    yes: bool,
}

/// Answers to all conflict questions.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConflictAnswers {
    /// One for each question.
    answers: Vec<ConflictAnswer>,
    /// Whether they also hold for the other demands of the batch.
    #[serde(default)]
    together: bool,
}

/// Answers the conflict questions, before any offer is shown.
#[utoipa::path(post, path = "/demands/{number}/review/declare", tag = "panels", request_body = ConflictAnswers, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn declare(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<ConflictAnswers>,
) -> Result<StatusCode, Problem> {
    let answers = body.answers.into_iter().map(|answer| (answer.question, answer.yes)).collect();
    panels::declare(&app.market, &visitor.actor(), Declare { demand, answers, together: body.together, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Leaves the review for a conflict that came up later.
#[utoipa::path(post, path = "/demands/{number}/review/recuse", tag = "panels", params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn recuse(State(app): State<App>, visitor: Visitor, Key(once): Key, Path(demand): Path<DemandNumber>) -> Result<StatusCode, Problem> {
    panels::recuse(&app.market, &visitor.actor(), Recuse { demand, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A sheet as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SheetFields {
    /// `score.{bid}.{criterion}` and `reason.{bid}.{criterion}`.
    #[schema(value_type = BTreeMap<String, String>)]
    fields: BTreeMap<String, String>,
    /// The seat's version that the person saw.
    seen: i32,
}

/// Saves a score sheet, readable or not.
#[utoipa::path(put, path = "/demands/{number}/review/sheet", tag = "panels", request_body = SheetFields, params(("number" = DemandNumber, Path)),
    responses((status = 200, body = SavedVersion), NotDone))]
async fn save_sheet(
    State(app): State<App>,
    visitor: Visitor,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SheetFields>,
) -> Result<Json<SavedVersion>, Problem> {
    let cmd = SaveSheet { demand, posted: body.fields.into_iter().collect(), seen: body.seen };
    Ok(Json(SavedVersion { version: panels::save_sheet(&app.market, &visitor.actor(), cmd).await? }))
}

/// Signs the saved sheet; it never changes again.
#[utoipa::path(post, path = "/demands/{number}/review/sign", tag = "panels", request_body = SeenVersion, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn sign(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenVersion>,
) -> Result<StatusCode, Problem> {
    panels::sign(&app.market, &visitor.actor(), Sign { demand, seen: body.seen, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}
