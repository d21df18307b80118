//! Offers: an organization's own work before the deadline, all of them side by side after it.

use super::Problem;
use super::extract::{Json as Body, Key, Path, Query, Raw};
use super::problem::{NotDone, NotShown};
use crate::answer::attachment;
use crate::app::App;
use crate::forms::{LARGEST_FILE, body_at_most};
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::bids::{OfferDesk, OffersView, Receipt, ReceiptNumber, ReceiptView};
use domain::ids::FileId;
use domain::numbers::{DemandNumber, NoticeNumber};
use marketplace::bids::{self, Attach, Detach, End, Extend, SaveDraft, Shortlist, Submit, Withdraw};
use marketplace::files::NewFile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    // A file may be larger than any other body.
    let large = OpenApiRouter::new().routes(routes!(attach)).layer(body_at_most(LARGEST_FILE));
    OpenApiRouter::new()
        .routes(routes!(desk, submit))
        .routes(routes!(save_draft))
        .routes(routes!(detach))
        .routes(routes!(withdraw))
        .routes(routes!(receipt))
        .routes(routes!(offers))
        .routes(routes!(file))
        .routes(routes!(extend))
        .routes(routes!(shortlist))
        .routes(routes!(end))
        .routes(routes!(cancel))
        .merge(large)
}

/// The version of a thing that an act is about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SeenVersion {
    /// The version that the person saw.
    pub(super) seen: i32,
}

/// The same with a reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenWithReason {
    /// The version that the person saw.
    seen: i32,
    /// Why, where a reason is needed.
    reason: Option<String>,
}

/// The number of a notice that an act published.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeMade {
    /// The number.
    pub(super) notice: NoticeNumber,
}

/// An organization's own work on its offer: draft, check, receipts.
#[utoipa::path(get, path = "/demands/{number}/offer", tag = "bids", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = OfferDesk), NotShown))]
async fn desk(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<OfferDesk>, Problem> {
    Ok(Json(bids::desk(&app.market, &visitor.actor(), number).await?))
}

/// An offer as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfferFields {
    /// `prices.0`, `prices.1`, … in the order of the budget lines, `plan`, `team`.
    #[schema(value_type = BTreeMap<String, String>)]
    fields: BTreeMap<String, String>,
    /// The draft's version that the person saw; 0 for the first saving.
    seen: i32,
}

/// The version of a draft after saving.
#[derive(Serialize, ToSchema)]
pub(super) struct SavedVersion {
    /// The version.
    pub(super) version: i32,
}

/// Saves the draft of an offer, readable or not.
#[utoipa::path(put, path = "/demands/{number}/offer/draft", tag = "bids", request_body = OfferFields, params(("number" = DemandNumber, Path)),
    responses((status = 200, body = SavedVersion), NotDone))]
async fn save_draft(
    State(app): State<App>,
    visitor: Visitor,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<OfferFields>,
) -> Result<Json<SavedVersion>, Problem> {
    let cmd = SaveDraft { demand, posted: body.fields.into_iter().collect(), seen: body.seen };
    Ok(Json(SavedVersion { version: bids::save_draft(&app.market, &visitor.actor(), cmd).await? }))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct FileQuery {
    /// What the file is called; its ending must agree with its content.
    name: String,
}

/// Identifier of a file that was taken.
#[derive(Serialize, ToSchema)]
struct FileMade {
    /// The identifier.
    id: FileId,
}

/// Adds a file to the draft of an offer.
#[utoipa::path(post, path = "/demands/{number}/offer/files", tag = "bids", params(("number" = DemandNumber, Path), FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 201, body = FileMade), NotDone))]
async fn attach(
    State(app): State<App>,
    visitor: Visitor,
    Path(demand): Path<DemandNumber>,
    Query(query): Query<FileQuery>,
    Raw(bytes): Raw,
) -> Result<(StatusCode, Json<FileMade>), Problem> {
    let file = NewFile { name: query.name, bytes: bytes.to_vec() };
    let id = bids::attach(&app.market, &visitor.actor(), Attach { demand, file }).await?;
    Ok((StatusCode::CREATED, Json(FileMade { id })))
}

/// Takes a file out of the draft of an offer.
#[utoipa::path(delete, path = "/demands/{number}/offer/files/{file}", tag = "bids", params(("number" = DemandNumber, Path), ("file" = FileId, Path)),
    responses((status = 204), NotDone))]
async fn detach(State(app): State<App>, visitor: Visitor, Path((demand, file)): Path<(DemandNumber, FileId)>) -> Result<StatusCode, Problem> {
    bids::detach(&app.market, &visitor.actor(), Detach { demand, file }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands in the draft as it stands, or replaces the offer that stands.
#[utoipa::path(post, path = "/demands/{number}/offer", tag = "bids", request_body = SeenVersion, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Receipt), NotDone))]
async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenVersion>,
) -> Result<(StatusCode, Json<Receipt>), Problem> {
    let receipt = bids::submit(&app.market, &visitor.actor(), Submit { demand, seen: body.seen, once }).await?;
    Ok((StatusCode::CREATED, Json(receipt)))
}

/// The receipt of the offer to take back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfferWithdrawal {
    /// Its number.
    receipt: ReceiptNumber,
}

/// Takes the offer that stands back.
#[utoipa::path(post, path = "/demands/{number}/offer/withdraw", tag = "bids", request_body = OfferWithdrawal, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn withdraw(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<OfferWithdrawal>,
) -> Result<StatusCode, Problem> {
    bids::withdraw(&app.market, &visitor.actor(), Withdraw { demand, receipt: body.receipt, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A receipt, for its own organization alone.
#[utoipa::path(get, path = "/demands/{number}/offer/receipts/{receipt}", tag = "bids", params(("number" = DemandNumber, Path), ("receipt" = ReceiptNumber, Path)),
    responses((status = 200, body = ReceiptView), NotShown))]
async fn receipt(State(app): State<App>, visitor: Visitor, Path((number, receipt)): Path<(DemandNumber, ReceiptNumber)>) -> Result<Json<ReceiptView>, Problem> {
    Ok(Json(bids::receipt(&app.market, &visitor.actor(), number, &receipt).await?))
}

/// All offers side by side, for the purchaser and the auditor, from the deadline on.
#[utoipa::path(get, path = "/demands/{number}/offers", tag = "bids", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = OffersView), NotShown))]
async fn offers(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<OffersView>, Problem> {
    Ok(Json(bids::offers(&app.market, &visitor.actor(), number).await?))
}

/// A file of an offer.
#[utoipa::path(get, path = "/demands/{number}/offers/files/{file}", tag = "bids", params(("number" = DemandNumber, Path), ("file" = FileId, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), NotShown))]
async fn file(State(app): State<App>, visitor: Visitor, Path((number, file)): Path<(DemandNumber, FileId)>) -> Result<Response, Problem> {
    let (stored, bytes) = bids::file(&app.market, &visitor.actor(), number, file).await?;
    Ok(attachment(&stored.name, "application/octet-stream", bytes))
}

/// Moves the deadline once, when too few meet the conditions.
#[utoipa::path(post, path = "/demands/{number}/offers/extend", tag = "bids", request_body = SeenVersion, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = NoticeMade), NotDone))]
async fn extend(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenVersion>,
) -> Result<(StatusCode, Json<NoticeMade>), Problem> {
    let notice = bids::extend(&app.market, &visitor.actor(), Extend { demand, seen: body.seen, once }).await?;
    Ok((StatusCode::CREATED, Json(NoticeMade { notice })))
}

/// How many offers take part.
#[derive(Serialize, ToSchema)]
struct OffersChecked {
    /// Offers that take part.
    qualified: usize,
    /// Offers that do not.
    others: usize,
}

/// Checks who takes part, and opens the review.
#[utoipa::path(post, path = "/demands/{number}/offers/shortlist", tag = "bids", request_body = SeenWithReason, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 200, body = OffersChecked), NotDone))]
async fn shortlist(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenWithReason>,
) -> Result<Json<OffersChecked>, Problem> {
    let done = bids::shortlist(&app.market, &visitor.actor(), Shortlist { demand, reason: body.reason, seen: body.seen, once }).await?;
    Ok(Json(OffersChecked { qualified: done.qualified, others: done.others }))
}

/// Ends a purchase without a result, after the deadline.
#[utoipa::path(post, path = "/demands/{number}/end", tag = "bids", request_body = SeenWithReason, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = NoticeMade), NotDone))]
async fn end(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenWithReason>,
) -> Result<(StatusCode, Json<NoticeMade>), Problem> {
    let cmd = End { demand, reason: body.reason.unwrap_or_default(), seen: body.seen, once };
    let notice = bids::end_without_result(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(NoticeMade { notice })))
}

/// Gives a published purchase up.
#[utoipa::path(post, path = "/demands/{number}/cancel", tag = "bids", request_body = SeenWithReason, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = NoticeMade), NotDone))]
async fn cancel(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenWithReason>,
) -> Result<(StatusCode, Json<NoticeMade>), Problem> {
    let cmd = End { demand, reason: body.reason.unwrap_or_default(), seen: body.seen, once };
    let notice = bids::cancel(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(NoticeMade { notice })))
}
