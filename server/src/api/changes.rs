//! The feed of everything that was public.

use super::Problem;
use super::extract::Query;
use super::problem::Refused;
use crate::app::App;
use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct After {
    /// The last place that the reader has seen; 0 to begin with.
    #[serde(default)]
    #[param(minimum = 0)]
    after: i64,
    /// At most so many, 1 to 100.
    #[serde(default)]
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u64>,
}

/// What was public of one thing from one instant on.
#[derive(Serialize, ToSchema)]
struct Change {
    /// Its place in the feed.
    position: i64,
    /// When.
    at: chrono::DateTime<chrono::Utc>,
    /// The purchase that it belongs to.
    ocid: Option<String>,
    /// What kind of thing changed.
    kind: String,
    /// Its number or code.
    subject: String,
    /// 1, 2, 3 … of this thing.
    version: i32,
    /// What was public.
    #[schema(value_type = Object)]
    body: serde_json::Value,
}

/// A page of the feed.
#[derive(Serialize, ToSchema)]
struct Changes {
    /// In the order of their places.
    changes: Vec<Change>,
    /// What to ask for next.
    next: i64,
}

/// Public changes after a place, in the order of their commit. Going on from `next` misses none.
#[utoipa::path(get, path = "/changes", tag = "changes", params(After),
    responses((status = 200, body = Changes), Refused<400>))]
async fn changes(State(app): State<App>, Query(query): Query<After>) -> Result<Json<Changes>, Problem> {
    let most = query.limit.unwrap_or(50).clamp(1, 100);
    let found = marketplace::changes::after(&app.market, query.after, most).await?;
    let next = found.last().map_or(query.after, |change| change.position);
    let changes = found
        .into_iter()
        .map(|change| Change {
            position: change.position,
            at: change.at,
            ocid: change.ocid,
            kind: change.kind,
            subject: change.subject,
            version: change.version,
            body: change.body,
        })
        .collect();
    Ok(Json(Changes { changes, next }))
}
