//! Results: settled, publicised, challenged, confirmed.

use super::Problem;
use super::bids::{NoticeMade, SeenVersion};
use super::extract::{Json as Body, Key, Path};
use super::problem::{NotDone, NotShown};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::awards::{Consequence, Negotiation, ResultView};
use domain::ids::{BidId, ObjectionId};
use domain::numbers::DemandNumber;
use marketplace::awards::{self, Answer, Confirm, Object, Publicise, Settle, TakeBack};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(result))
        .routes(routes!(settle))
        .routes(routes!(publicise))
        .routes(routes!(object))
        .routes(routes!(answer))
        .routes(routes!(take_back))
        .routes(routes!(confirm))
}

/// The result of a demand, made for this reader.
#[utoipa::path(get, path = "/demands/{number}/result", tag = "awards", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = ResultView), NotShown))]
async fn result(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<ResultView>, Problem> {
    Ok(Json(awards::result(&app.market, &visitor.actor(), number).await?))
}

/// The choice among equals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TieSettled {
    /// The offer.
    bid: BidId,
    /// Why; it is published.
    reason: String,
}

/// Settles a tie for the first place.
#[utoipa::path(post, path = "/demands/{number}/result/settle", tag = "awards", request_body = TieSettled, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn settle(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<TieSettled>,
) -> Result<StatusCode, Problem> {
    awards::settle(&app.market, &visitor.actor(), Settle { demand, bid: body.bid, reason: body.reason, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How long a publicity lasts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PublicityBegun {
    /// The procurement's version that the person saw.
    seen: i32,
    /// For how many working days; left out, the least.
    working_days: Option<u16>,
    /// The record of the negotiation, which a purchase that went on with one single offer needs and no other has.
    negotiation: Option<Negotiation>,
}

/// Publicises the result, with all of the batch that are reviewed.
#[utoipa::path(post, path = "/demands/{number}/result/publicise", tag = "awards", request_body = PublicityBegun, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = NoticeMade), NotDone))]
async fn publicise(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<PublicityBegun>,
) -> Result<(StatusCode, Json<NoticeMade>), Problem> {
    let cmd = Publicise { demand, days: body.working_days, negotiation: body.negotiation, seen: body.seen, once };
    let notice = awards::publicise(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(NoticeMade { notice })))
}

/// An objection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ObjectionFiled {
    /// What is wrong, and why.
    grounds: String,
}

/// Identifier of an objection.
#[derive(Serialize, ToSchema)]
struct ObjectionMade {
    /// The identifier.
    id: ObjectionId,
}

/// Objects to a publicised result.
#[utoipa::path(post, path = "/demands/{number}/result/objections", tag = "awards", request_body = ObjectionFiled, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = ObjectionMade), NotDone))]
async fn object(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<ObjectionFiled>,
) -> Result<(StatusCode, Json<ObjectionMade>), Problem> {
    let id = awards::object(&app.market, &visitor.actor(), Object { demand, grounds: body.grounds, once }).await?;
    Ok((StatusCode::CREATED, Json(ObjectionMade { id })))
}

/// An answer to an objection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ObjectionAnswer {
    /// Whether it is well founded.
    upheld: bool,
    /// What follows when it is.
    consequence: Option<Consequence>,
    /// What was found, and why.
    answer: String,
}

/// Answers an objection.
#[utoipa::path(post, path = "/demands/{number}/result/objections/{id}/answer", tag = "awards", request_body = ObjectionAnswer,
    params(("number" = DemandNumber, Path), ("id" = ObjectionId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn answer(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((demand, objection)): Path<(DemandNumber, ObjectionId)>,
    Body(body): Body<ObjectionAnswer>,
) -> Result<StatusCode, Problem> {
    let cmd = Answer { demand, objection, upheld: body.upheld, consequence: body.consequence, answer: body.answer, once };
    awards::answer(&app.market, &visitor.actor(), cmd).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an own objection back.
#[utoipa::path(post, path = "/demands/{number}/result/objections/{id}/withdraw", tag = "awards",
    params(("number" = DemandNumber, Path), ("id" = ObjectionId, Path), ("Idempotency-Key" = String, Header)), responses((status = 204), NotDone))]
async fn take_back(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path((demand, objection)): Path<(DemandNumber, ObjectionId)>,
) -> Result<StatusCode, Problem> {
    awards::take_back(&app.market, &visitor.actor(), TakeBack { demand, objection, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Confirms the result, with all of the batch against which nothing stands.
#[utoipa::path(post, path = "/demands/{number}/result/confirm", tag = "awards", request_body = SeenVersion, params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = NoticeMade), NotDone))]
async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(demand): Path<DemandNumber>,
    Body(body): Body<SeenVersion>,
) -> Result<(StatusCode, Json<NoticeMade>), Problem> {
    let notice = awards::confirm(&app.market, &visitor.actor(), Confirm { demand, seen: body.seen, once }).await?;
    Ok((StatusCode::CREATED, Json(NoticeMade { notice })))
}
