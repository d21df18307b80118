//! What every answer carries and every unsafe request must show (TRUST §9).

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
     connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; report-uri /csp-report";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::CONTENT_SECURITY_POLICY_REPORT_ONLY, "require-trusted-types-for 'script'"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
];

/// Adds the headers that are the same for every answer.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    let out = response.headers_mut();
    if failed {
        // A 404 may be kept by anybody on the way, and what is missing now may be there tomorrow.
        out.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    for (name, value) in HEADERS {
        out.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.config.is_https() {
        out.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    response
}

/// Lets an unsafe request pass only when it comes from a page of ours: no token, so nothing to leak through compression.
pub async fn same_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || comes_from_us(&app, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "cross-site request refused").into_response()
}

fn comes_from_us(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else { return false };
    if origin == app.config.public_url {
        return true;
    }
    // On loopback the same server has several names; the origin must then be the very host that was asked.
    app.config.is_loopback() && text("host").is_some_and(|host| origin == format!("http://{host}"))
}

/// A browser says that a page of ours tried what the policy forbids: a defect of ours or an attack. Anybody may send one, so it
/// is kept short and believed no further than the log.
pub async fn violated(report: String) -> StatusCode {
    let told: String = report.chars().filter(|c| !c.is_control()).take(600).collect();
    tracing::warn!(report = told, "a browser reports a violation of the content security policy");
    StatusCode::NO_CONTENT
}

/// Runs every request in a task of its own: a reader who hangs up does not cancel what was begun.
pub async fn own_task(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => {
            tracing::error!(%error, "a request broke");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
