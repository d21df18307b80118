//! Pages: a route parses, asks one question or calls one use case, and answers with a page or a redirect.

mod awards;
mod bids;
mod contracts;
mod demands;
mod evaluations;
mod help;
mod identity;
mod matching;
mod notices;
mod organizations;
mod panels;
mod workbench;

use crate::answer::cacheable;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::refusal::Refusal;

/// All routes of pages.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/settings", post(settings))
        .merge(awards::router())
        .merge(bids::router())
        .merge(contracts::router())
        .merge(demands::router())
        .merge(evaluations::router())
        .merge(help::router())
        .merge(identity::router())
        .merge(matching::router())
        .merge(notices::router())
        .merge(organizations::router())
        .merge(panels::router())
        .merge(workbench::router())
        .layer(DefaultBodyLimit::max(2 * 1024 * 1024))
}

async fn home(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    let title = visitor.words.say("frame.name");
    let response = app.page(&visitor, title, Some(frontend::Nav::Home), frontend::errors::not_found_page).await;
    cacheable(&visitor, &headers, response).await
}

/// What no route knows.
pub async fn not_found(State(app): State<App>, visitor: Visitor) -> Response {
    if visitor.path_and_query.starts_with("/api/") {
        return crate::api::Problem::from(Refusal::not_found()).into_response();
    }
    app.refused(&visitor, &Refusal::not_found()).await
}

/// Size and colours: kept in cookies, set by a form of the frame.
async fn settings(posted: crate::forms::Posted) -> Response {
    let mut response = Redirect::to(&local_path(posted.get("back"))).into_response();
    let known = [
        ("theme", frontend::Theme::parse(posted.get("theme")).map(frontend::Theme::key)),
        ("size", frontend::Size::parse(posted.get("size")).map(frontend::Size::key)),
    ];
    for (name, value) in known {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&format!("gx_{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax")).ok()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    *response.status_mut() = StatusCode::SEE_OTHER;
    response
}

/// A path of ours to go back to; anything else is the start page.
pub fn local_path(path: &str) -> String {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r']);
    if ours { path.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/demands?q=a"), "/demands?q=a");
        for path in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "", "demands"] {
            assert_eq!(local_path(path), "/", "{path}");
        }
    }
}
