//! What exists in `gongxu demo` alone: the time machine, the role switcher.

use crate::app::App;
use crate::forms::Posted;
use crate::session::give;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::refusal::Refusal;
use marketplace::identity;

/// The demonstration of this process.
pub struct Demo {
    /// The one phrase of all its accounts.
    pub phrase: String,
    /// Whether the world's clock stands still between moves.
    pub frozen: bool,
}

/// Its routes.
pub fn router() -> Router<App> {
    Router::new().route("/demo/people", post(become_person))
}

/// Signs in as another person, without a password.
async fn become_person(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let Ok(membership) = posted.get("membership").parse() else { return app.refused(&visitor, &Refusal::not_found()).await };
    match identity::sign_in_as(&app.market, membership, &visitor.device).await {
        Ok(tokens) => {
            let back = posted.given("back").unwrap_or_else(|| "/workbench".to_owned());
            let mut response = Redirect::to(&crate::pages::local_path(&back)).into_response();
            give(&app, &mut response, &tokens);
            response
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
