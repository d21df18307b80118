//! Public documents.

use super::Problem;
use super::extract::{Path, Query};
use super::problem::Refused;
use crate::app::App;
use axum::Json;
use axum::extract::State;
use domain::notices::{NoticeKind, NoticeRow, NoticeView};
use domain::numbers::NoticeNumber;
use marketplace::notices::{self, Filter};
use marketplace::paging::Cursor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NoticesQuery {
    /// Only this kind.
    kind: Option<NoticeKind>,
    /// Only titles with these words.
    q: Option<String>,
    /// Where the page before said that this one starts.
    #[param(value_type = Option<String>)]
    after: Option<Cursor>,
}

/// A page of public documents.
#[derive(Serialize, ToSchema)]
struct Notices {
    /// How many there are in all.
    total: u64,
    /// Newest first.
    notices: Vec<NoticeRow>,
    /// Where the next page starts.
    next: Option<String>,
}

/// Public documents, newest first.
#[utoipa::path(get, path = "/notices", tag = "notices", params(NoticesQuery),
    responses((status = 200, body = Notices), Refused<400>))]
async fn list(State(app): State<App>, Query(query): Query<NoticesQuery>) -> Result<Json<Notices>, Problem> {
    let filter = Filter { kind: query.kind, words: query.q.map(|words| words.trim().chars().take(200).collect::<String>()).filter(|words| !words.is_empty()) };
    let page = notices::list(&app.market, &filter, query.after, 20).await?;
    Ok(Json(Notices { total: page.total, notices: page.rows, next: page.next }))
}

/// One public document, with the digest of its bytes.
#[utoipa::path(get, path = "/notices/{number}", tag = "notices", params(("number" = NoticeNumber, Path)),
    responses((status = 200, body = NoticeView), Refused<404>))]
async fn show(State(app): State<App>, Path(number): Path<NoticeNumber>) -> Result<Json<NoticeView>, Problem> {
    Ok(Json(notices::view(&app.market, number).await?))
}
