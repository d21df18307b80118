//! Who comes to a working page without a session: because it ended, or because the address was passed on.
//!
//! Such a visitor is sent to sign in and comes back to the address. The answer is the same whether the thing exists or not, since
//! it is given before anything is looked up. What was typed into a form meanwhile is handed back.

use super::encoded;
use crate::app::App;
use crate::forms;
use crate::visitor::Visitor;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use frontend::errors::{HandedBack, session_ended_page};

/// Addresses at which a visitor reads nothing, whoever's they are.
pub const WORKING: &[&str] = &[
    "/workbench",
    "/workbench/for-me",
    "/demands/new",
    "/demands/drafts",
    "/demands/drafts/{id}",
    "/demands/drafts/{id}/check",
    "/demands/drafts/{id}/{task}",
    "/demands/batches/{id}",
    "/demands/{number}/matches",
    "/demands/{number}/cancel",
    "/demands/{number}/offer",
    "/demands/{number}/offer/check",
    "/demands/{number}/offer/receipt/{receipt}",
    "/demands/{number}/offers",
    "/demands/{number}/offers/files/{file}",
    "/demands/{number}/panel",
    "/demands/{number}/review",
    "/demands/{number}/review/check",
    "/contracts/new",
    "/contracts/drafts",
    "/contracts/drafts/{id}",
    "/contracts/drafts/{id}/sign",
    "/contracts/drafts/{id}/signed",
    "/contracts/{number}/milestones/{position}/files/{file}",
    "/contracts/{number}/mending",
    "/contracts/{number}/evaluation",
    "/evaluations/work",
    "/evaluations/work/{id}",
    "/evaluations/work/{id}/scores/{dimension}",
    "/evaluations/work/{id}/{step}",
    "/organizations/import",
    "/organizations/import/{id}",
    "/organizations/import/{id}/findings.{format}",
    "/organizations/{code}/profile",
];

/// Forms that visitors may send.
const OPEN_FORMS: &[&str] = &["/sign-in", "/sign-out", "/settings"];

/// The layer around every page's route.
pub async fn guard(State(app): State<App>, visitor: Visitor, request: Request, next: Next) -> Response {
    if visitor.signed.is_some() {
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()).unwrap_or_default();
    match *request.method() {
        Method::GET | Method::HEAD if WORKING.contains(&route.as_str()) => {
            Redirect::to(&format!("/sign-in?next={}", encoded(&visitor.path_and_query))).into_response()
        }
        Method::POST if !OPEN_FORMS.contains(&route.as_str()) => ended(&app, &visitor, request).await,
        _ => next.run(request).await,
    }
}

/// Hands the typed text back.
async fn ended(app: &App, visitor: &Visitor, request: Request) -> Response {
    let posted = match forms::typed(request).await {
        Ok(posted) => posted,
        Err(unread) => return app.refused_as(unread.status(), visitor, &unread.refusal()).await,
    };
    let page = HandedBack { action: visitor.path_and_query.clone(), fields: posted.fields, files: posted.files.into_iter().map(|file| file.name).collect() };
    app.page_with(StatusCode::FORBIDDEN, visitor, visitor.words.say("session-ended.title"), None, || session_ended_page(page)).await
}
