//! The workbench: what waits, and what is in hand.

use super::Problem;
use super::problem::Refused;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::State;
use domain::refusal::{Kind, Refusal};
use domain::workbench::Workbench;

/// What waits for the person behind the session, what the person's body waits for from others, and what it has in hand.
#[utoipa::path(get, path = "/workbench", tag = "workbench", responses((status = 200, body = Workbench), Refused<403>))]
pub async fn workbench(State(app): State<App>, visitor: Visitor) -> Result<Json<Workbench>, Problem> {
    let signed = visitor.signed.ok_or_else(|| Refusal::new("api.no-session").kind(Kind::Forbidden))?;
    Ok(Json(marketplace::workbench::desk(&app.market, &signed.actor).await?))
}
