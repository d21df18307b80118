//! Demands: public ones for everybody, drafts for their unit.

use super::Problem;
use super::extract::{Json as Body, Key, Path, Query};
use super::organizations::named_in_query;
use super::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::code::{CreditCode, District};
use domain::demands::{BatchRow, BatchView, DemandOrder, DemandRow, DemandView, Draft, DraftRow, DraftView, Stage, Task};
use domain::ids::{BatchId, DemandId};
use domain::money::Money;
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::services::Field;
use domain::step::Word;
use marketplace::demands::{self, Approve, Begin, Decide, Filter, NewBatch, Publish, SaveTask};
use marketplace::paging::Place;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(drafts, begin))
        .routes(routes!(read_draft))
        .routes(routes!(save_task))
        .routes(routes!(submit))
        .routes(routes!(approve))
        .routes(routes!(send_back))
        .routes(routes!(cancel))
        .routes(routes!(publish))
        .routes(routes!(begin_batch, batches))
        .routes(routes!(read_batch))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DemandsQuery {
    /// Only this field.
    field: Option<Field>,
    /// Only this district, by its six digits.
    #[param(value_type = Option<String>)]
    district: Option<District>,
    /// Only this stage; `open` lists what may be offered for now.
    stage: Option<Stage>,
    /// Only demands of this purchaser, by its credit code.
    #[param(value_type = Option<String>)]
    purchaser: Option<CreditCode>,
    /// Only titles with these words.
    q: Option<String>,
    /// In which order; `newest` when it is left out.
    order: Option<DemandOrder>,
    /// Where the page before, in the same order, said that this one starts.
    #[param(value_type = Option<String>)]
    after: Option<Place>,
}

/// A page of published demands.
#[derive(Serialize, ToSchema)]
struct Demands {
    /// How many there are in all.
    total: u64,
    /// What their budgets add up to, in fen.
    budget: Money,
    /// In the order asked for.
    demands: Vec<DemandRow>,
    /// Where the next page starts.
    next: Option<String>,
}

/// Published demands, newest first unless another order is asked for.
#[utoipa::path(get, path = "/demands", tag = "demands", params(DemandsQuery),
    responses((status = 200, body = Demands), Refused<400>, Refused<404>))]
async fn list(State(app): State<App>, Query(query): Query<DemandsQuery>) -> Result<Json<Demands>, Problem> {
    let words = query.q.map(|words| words.trim().chars().take(200).collect::<String>()).filter(|words| !words.is_empty());
    let purchaser = named_in_query(&app, query.purchaser).await?;
    let order = query.order.unwrap_or_default();
    let filter = Filter { field: query.field, district: query.district, stage: query.stage, words, purchaser, order };
    let (page, summary) = demands::summed_list(&app.market, &filter, query.after.as_ref(), 20).await?;
    Ok(Json(Demands { total: page.total, budget: summary.budget, demands: page.rows, next: page.next }))
}

/// One published demand.
#[utoipa::path(get, path = "/demands/{number}", tag = "demands", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = DemandView), Refused<404>))]
async fn show(State(app): State<App>, Path(number): Path<DemandNumber>) -> Result<Json<DemandView>, Problem> {
    Ok(Json(demands::view(&app.market, number).await?))
}

/// The unit's demands that are not published.
#[utoipa::path(get, path = "/drafts", tag = "demands",
    responses((status = 200, body = Vec<DraftRow>), Refused<403>))]
async fn drafts(State(app): State<App>, visitor: Visitor) -> Result<Json<Vec<DraftRow>>, Problem> {
    Ok(Json(demands::drafts(&app.market, &visitor.actor()).await?))
}

/// What a draft begins with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDraft {
    /// Field by field, as the pages post them.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    fields: BTreeMap<String, String>,
    /// The batch that it will go out with.
    batch: Option<BatchId>,
}

/// Identifier of what was made.
#[derive(Serialize, ToSchema)]
struct Made<T> {
    /// The identifier.
    id: T,
}

/// Begins a draft for the acting person's unit.
#[utoipa::path(post, path = "/drafts", tag = "demands", request_body = NewDraft, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Made<DemandId>), Refused<400>, NotShown, Refused<413>, Refused<415>, Refused<422>))]
async fn begin(State(app): State<App>, visitor: Visitor, Key(once): Key, Body(body): Body<NewDraft>) -> Result<(StatusCode, Json<Made<DemandId>>), Problem> {
    let mut draft = Draft::default();
    let posted: Vec<(String, String)> = body.fields.into_iter().collect();
    for task in Task::ALL {
        draft.take(*task, &posted);
    }
    let id = demands::begin(&app.market, &visitor.actor(), Begin { draft, batch: body.batch, once }).await?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// A draft with its check.
#[utoipa::path(get, path = "/drafts/{id}", tag = "demands", params(("id" = DemandId, Path)),
    responses((status = 200, body = DraftView), Refused<404>))]
async fn read_draft(State(app): State<App>, visitor: Visitor, Path(id): Path<DemandId>) -> Result<Json<DraftView>, Problem> {
    Ok(Json(demands::read_draft(&app.market, &visitor.actor(), id).await?))
}

/// One page of a draft, as typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskFields {
    /// Field by field; fields of the page that are left out are emptied.
    #[schema(value_type = BTreeMap<String, String>)]
    fields: BTreeMap<String, String>,
    /// The version that the person saw.
    seen: i32,
}

/// Saves one page of a draft, readable or not.
#[utoipa::path(put, path = "/drafts/{id}/{task}", tag = "demands", request_body = TaskFields, params(("id" = DemandId, Path), ("task" = String, Path)),
    responses((status = 204), NotDone))]
async fn save_task(
    State(app): State<App>,
    visitor: Visitor,
    Path((id, task)): Path<(DemandId, Task)>,
    Body(body): Body<TaskFields>,
) -> Result<StatusCode, Problem> {
    demands::save_task(&app.market, &visitor.actor(), SaveTask { demand: id, task, posted: body.fields.into_iter().collect(), seen: body.seen }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A decision about a draft and all that go out with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Decision {
    /// The version that the person saw.
    seen: i32,
    /// Why, where a reason is needed.
    reason: Option<String>,
    /// Number of the meeting's minutes, for an approval.
    minutes: Option<String>,
}

/// Sends a draft to the approver.
#[utoipa::path(post, path = "/drafts/{id}/submit", tag = "demands", request_body = Decision, params(("id" = DemandId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn submit(State(app): State<App>, visitor: Visitor, Key(once): Key, Path(id): Path<DemandId>, Body(body): Body<Decision>) -> Result<StatusCode, Problem> {
    demands::submit(&app.market, &visitor.actor(), Decide { demand: id, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Approves a demand; nobody approves their own draft.
#[utoipa::path(post, path = "/drafts/{id}/approve", tag = "demands", request_body = Decision, params(("id" = DemandId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn approve(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<DemandId>,
    Body(body): Body<Decision>,
) -> Result<StatusCode, Problem> {
    demands::approve(&app.market, &visitor.actor(), Approve { demand: id, seen: body.seen, minutes: body.minutes, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a demand back to its drafter.
#[utoipa::path(post, path = "/drafts/{id}/return", tag = "demands", request_body = Decision, params(("id" = DemandId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn send_back(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<DemandId>,
    Body(body): Body<Decision>,
) -> Result<StatusCode, Problem> {
    demands::send_back(&app.market, &visitor.actor(), Decide { demand: id, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives up a demand that is not published.
#[utoipa::path(post, path = "/drafts/{id}/cancel", tag = "demands", request_body = Decision, params(("id" = DemandId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn cancel(State(app): State<App>, visitor: Visitor, Key(once): Key, Path(id): Path<DemandId>, Body(body): Body<Decision>) -> Result<StatusCode, Problem> {
    demands::cancel(&app.market, &visitor.actor(), Decide { demand: id, seen: body.seen, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a publication made.
#[derive(Serialize, ToSchema)]
struct PublishedDemands {
    /// Numbers of the demands.
    demands: Vec<DemandNumber>,
    /// Number of the notice.
    notice: NoticeNumber,
}

/// Publishes an approved demand, with all of its batch, in one notice.
#[utoipa::path(post, path = "/drafts/{id}/publish", tag = "demands", request_body = Decision, params(("id" = DemandId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = PublishedDemands), NotDone))]
async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(id): Path<DemandId>,
    Body(body): Body<Decision>,
) -> Result<(StatusCode, Json<PublishedDemands>), Problem> {
    let done = demands::publish(&app.market, &visitor.actor(), Publish { demand: id, seen: body.seen, once }).await?;
    Ok((StatusCode::CREATED, Json(PublishedDemands { demands: done.demands, notice: done.notice })))
}

/// A batch to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BatchTitle {
    /// What it is called.
    title: String,
}

/// Begins a batch of demands.
#[utoipa::path(post, path = "/batches", tag = "demands", request_body = BatchTitle, params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Made<BatchId>), Refused<400>, Refused<403>, Refused<413>, Refused<415>, Refused<422>))]
async fn begin_batch(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Body(body): Body<BatchTitle>,
) -> Result<(StatusCode, Json<Made<BatchId>>), Problem> {
    let id = demands::begin_batch(&app.market, &visitor.actor(), NewBatch { title: body.title, once }).await?;
    Ok((StatusCode::CREATED, Json(Made { id })))
}

/// Batches of the actor's unit that are not published, latest first.
#[utoipa::path(get, path = "/batches", tag = "demands",
    responses((status = 200, body = Vec<BatchRow>), Refused<403>))]
async fn batches(State(app): State<App>, visitor: Visitor) -> Result<Json<Vec<BatchRow>>, Problem> {
    Ok(Json(demands::batches(&app.market, &visitor.actor()).await?))
}

/// A batch with its demands, for its unit.
#[utoipa::path(get, path = "/batches/{id}", tag = "demands", params(("id" = BatchId, Path)),
    responses((status = 200, body = BatchView), Refused<404>))]
async fn read_batch(State(app): State<App>, visitor: Visitor, Path(id): Path<BatchId>) -> Result<Json<BatchView>, Problem> {
    Ok(Json(demands::read_batch(&app.market, &visitor.actor(), id).await?))
}
