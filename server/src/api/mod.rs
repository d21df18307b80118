//! The REST API: everything that the pages do, for machines.

mod awards;
mod bids;
mod changes;
mod contracts;
mod demands;
mod evaluations;
pub mod extract;
mod matching;
mod me;
mod notices;
mod organizations;
mod panels;
mod problem;
mod reference;
mod workbench;

use crate::app::App;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
pub use problem::Problem;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(
    components(schemas(Problem)),
    info(
        title = "Gongxu",
        description = "Government purchase of services from social organizations: demands, offers, contracts, evaluations. Amounts are fen, points hundredths, times UTC. Sign in on the pages; the API takes the session's cookie. Unsafe requests need `Sec-Fetch-Site: same-origin` or an `Origin` of this site."
    )
)]
struct Document;

fn described() -> (Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", rooms()).split_for_parts()
}

fn rooms() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me::me))
        .routes(routes!(workbench::workbench))
        .merge(awards::routes())
        .merge(bids::routes())
        .merge(changes::routes())
        .merge(contracts::routes())
        .merge(demands::routes())
        .merge(evaluations::routes())
        .merge(matching::routes())
        .merge(notices::routes())
        .merge(organizations::routes())
        .merge(panels::routes())
}

/// All routes of the API and its description.
pub fn router() -> Router<App> {
    let (router, document) = described();
    // Shared, as a route is copied for every request.
    let document = Arc::new(document);
    router
        .route("/api/v1/openapi.json", get(move || async move { axum::Json(&*document).into_response() }))
        .route("/api/v1/docs", get(reference::show))
        .layer(crate::forms::body_at_most(256 * 1024))
        .method_not_allowed_fallback(|| async { Problem::malformed(axum::http::StatusCode::METHOD_NOT_ALLOWED, "method") })
}

/// The description as text, the same that is served.
pub fn document() -> utoipa::openapi::OpenApi {
    described().1
}
