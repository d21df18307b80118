//! Who fits a demand and why, demands for one's own organization, invitations.

use super::Problem;
use super::extract::{Json as Body, Key, Path, Query};
use super::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::code::CreditCode;
use domain::ids::InvitationId;
use domain::matching::{ForMeView, MatchesView, OwnMatch};
use domain::numbers::DemandNumber;
use marketplace::matching::{self, Invite, Show};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(matches)).routes(routes!(own)).routes(routes!(for_me)).routes(routes!(invite))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MatchesQuery {
    /// `false` lists those that do not fit.
    fitting: Option<bool>,
    /// Code of the last one of the page before.
    #[param(value_type = Option<String>)]
    after: Option<CreditCode>,
}

/// Who fits a demand and who does not, rule by rule: for the unit that buys.
#[utoipa::path(get, path = "/demands/{number}/matches", tag = "matching", params(("number" = DemandNumber, Path), MatchesQuery),
    responses((status = 200, body = MatchesView), Refused<400>, NotShown))]
async fn matches(
    State(app): State<App>,
    visitor: Visitor,
    Path(number): Path<DemandNumber>,
    Query(query): Query<MatchesQuery>,
) -> Result<Json<MatchesView>, Problem> {
    let show = Show { fitting: query.fitting.unwrap_or(true), after: query.after, most: 50 };
    Ok(Json(matching::matches(&app.market, &visitor.actor(), number, &show).await?))
}

/// One's own organization against a demand, with the same reasons that the purchaser sees.
#[utoipa::path(get, path = "/demands/{number}/match", tag = "matching", params(("number" = DemandNumber, Path)),
    responses((status = 200, body = OwnMatch), NotShown))]
async fn own(State(app): State<App>, visitor: Visitor, Path(number): Path<DemandNumber>) -> Result<Json<OwnMatch>, Problem> {
    Ok(Json(matching::match_of(&app.market, &visitor.actor(), number).await?))
}

/// Open demands for one's own organization.
#[utoipa::path(get, path = "/demands/for-me", tag = "matching",
    responses((status = 200, body = ForMeView), NotShown))]
async fn for_me(State(app): State<App>, visitor: Visitor) -> Result<Json<ForMeView>, Problem> {
    Ok(Json(matching::for_me(&app.market, &visitor.actor()).await?))
}

/// An invitation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewInvitation {
    /// Code of the organization.
    organization: CreditCode,
    /// Why, when something excludes it.
    reason: Option<String>,
}

/// The invitation that was sent.
#[derive(Serialize, ToSchema)]
struct SentInvitation {
    /// Its identifier.
    id: InvitationId,
}

/// Invites an organization to offer. Known to the unit and the invited alone until the result.
#[utoipa::path(post, path = "/demands/{number}/invitations", tag = "matching", request_body = NewInvitation,
    params(("number" = DemandNumber, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = SentInvitation), NotDone))]
async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(number): Path<DemandNumber>,
    Body(body): Body<NewInvitation>,
) -> Result<(StatusCode, Json<SentInvitation>), Problem> {
    let cmd = Invite { demand: number, organization: body.organization, reason: body.reason, once };
    let id = matching::invite(&app.market, &visitor.actor(), cmd).await?;
    Ok((StatusCode::CREATED, Json(SentInvitation { id })))
}
