//! Pages: a route parses, asks one question or calls one use case, and answers with a page or a redirect.

mod awards;
mod bids;
mod contracts;
mod demands;
mod evaluations;
mod extract;
mod fit;
mod help;
mod identity;
mod lists;
mod matching;
mod notices;
mod onward;
mod organizations;
mod panels;
mod search;
pub mod threshold;
mod workbench;

use crate::answer::cacheable;
use crate::app::App;
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use chrono::Datelike;
use domain::calendar::day_of;
use domain::contracts::Contract;
use domain::refusal::{Kind, Refusal};
use domain::services::Field;
use domain::step::Word;
use frontend::components::Link;
use frontend::home::{HomeDeadline, HomeNotice, HomeView, home_page};
use frontend::notices::notice_title;
use marketplace::contracts::{Filter, sums};

/// All routes of pages.
pub fn router(app: App) -> Router<App> {
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
        .merge(search::router())
        .merge(workbench::router())
        .method_not_allowed_fallback(elsewhere)
        .route_layer(axum::middleware::from_fn_with_state(app, threshold::guard))
        .layer(crate::forms::body_at_most(2 * 1024 * 1024))
}

async fn home(State(app): State<App>, visitor: Visitor) -> Response {
    let view = match home_view(&app, &visitor).await {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let response = app.page(&visitor, visitor.words.say("frame.name"), Some(frontend::Nav::Home), || home_page(view)).await;
    cacheable(&visitor, response)
}

async fn home_view(app: &App, visitor: &Visitor) -> Result<HomeView, marketplace::Fault> {
    let (market, w) = (&app.market, visitor.words);
    let running = sums(market, &Filter { state: Some(Contract::InForce), ..Default::default() }).await?.count;
    let year = day_of(market.now()).year();
    let paid = sums(market, &Filter { paid_in: Some(year), ..Default::default() }).await?.paid;
    let districts = marketplace::demands::open_by_district(market).await?;
    let often = [Field::ElderlyCare, Field::CommunityGovernance, Field::Disability, Field::WomenAndChildren];
    let due = marketplace::demands::closing_next(market, 5).await?.into_iter().map(|row| HomeDeadline {
        title: row.title,
        href: format!("/demands/{}", row.number),
        purchaser: row.purchaser,
        budget: row.budget,
        at: row.closes_at,
    });
    let notices = marketplace::notices::list(market, &Default::default(), None, 5).await?.rows.into_iter().map(|row| HomeNotice {
        title: notice_title(w, &row.title, row.kind),
        href: format!("/notices/{}", row.number),
        issuer: row.purchaser,
        number: row.number.to_string(),
        day: day_of(row.published_at),
        until: row.period_ends_on,
    });
    Ok(HomeView {
        now: market.now(),
        open: districts.iter().map(|(_, open)| open).sum(),
        running: i64::try_from(running).unwrap_or(i64::MAX),
        paid,
        districts,
        often: often.into_iter().map(|field| Link::new(w.say(&field.term()), format!("/demands?field={}", field.key()))).collect(),
        due: due.collect(),
        notices: notices.collect(),
        telephone: app.config.footer.telephone.clone(),
    })
}

/// What no route knows.
pub async fn not_found(State(app): State<App>, visitor: Visitor) -> Response {
    if visitor.path_and_query.starts_with("/api/") {
        return crate::api::Problem::from(Refusal::not_found()).into_response();
    }
    app.refused(&visitor, &Refusal::not_found()).await
}

/// Where forms stand that do not stand on the page above their own address.
const FORMS_ON: &[(&str, &str)] = &[
    ("/demands/batches", "drafts"),
    ("/demands/drafts/{id}/submit", "check"),
    ("/demands/drafts/{id}/approve", "check"),
    ("/demands/drafts/{id}/publish", "check"),
    ("/demands/drafts/{id}/decide", "check"),
    ("/demands/{number}/invitations", "matches"),
    ("/demands/{number}/offer/submit", "check"),
    ("/demands/{number}/review/sign", "check"),
];

/// What a page's address does not know. A page that was shown in answer to a form has the form's address: whoever asks for it
/// again, in another language, after a change of colours or from the history, comes to the page on which the form stands.
pub async fn elsewhere(State(app): State<App>, visitor: Visitor, route: MatchedPath, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return app.refused_as(StatusCode::METHOD_NOT_ALLOWED, &visitor, &Refusal::new("forms.other-method").kind(Kind::Malformed)).await;
    }
    let above = request.uri().path().rsplit_once('/').map_or("", |(above, _)| above);
    let page = match FORMS_ON.iter().find(|(form, _)| *form == route.as_str()) {
        Some((_, page)) => format!("{above}/{page}"),
        None if above.is_empty() => "/".to_owned(),
        None => above.to_owned(),
    };
    let language = request.uri().query().and_then(|query| query.split('&').find(|pair| pair.starts_with("lang=")));
    let address = language.map_or_else(|| local_path(&page), |language| format!("{}?{language}", local_path(&page)));
    Redirect::to(&address).into_response()
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

/// Text as a value in a query.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A path of ours to go back to; anything else is the start page.
pub fn local_path(path: &str) -> String {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control());
    if ours { path.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local_path("/demands?q=a"), "/demands?q=a");
        for path in ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "/a\u{1}b", "", "demands"] {
            assert_eq!(local_path(path), "/", "{path}");
        }
    }
}
