//! Cookies and access tokens around the sessions of `marketplace` (TRUST §2.5).

use crate::app::App;
use crate::visitor::Visitor;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::ids::SessionId;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use marketplace::identity::{Signed, Tokens, renew, signed};
use serde::{Deserialize, Serialize};

/// An access token lives five minutes; then the request that brings it renews it.
const ACCESS_SECONDS: i64 = 300;
const ISSUER: &str = "gongxu";
const AUDIENCE: &str = "gongxu/pages";

/// Keys of the access tokens.
pub struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    validation: Validation,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    iss: String,
    aud: String,
    nbf: i64,
    exp: i64,
    typ: String,
}

impl Keys {
    /// From the installation's secret.
    pub fn new(secret: &str) -> Keys {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.leeway = 5;
        validation.validate_nbf = true;
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        // The world's time is no business of tokens: the library asks the system's clock.
        Keys { encoding: EncodingKey::from_secret(secret.as_bytes()), decoding: DecodingKey::from_secret(secret.as_bytes()), validation }
    }

    fn sign(&self, session: SessionId, now: i64) -> Option<String> {
        let claims = Claims { sub: session.to_string(), iss: ISSUER.into(), aud: AUDIENCE.into(), nbf: now, exp: now + ACCESS_SECONDS, typ: "access".into() };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encoding).ok()
    }

    fn read(&self, token: &str) -> Option<SessionId> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation).ok()?.claims;
        (claims.typ == "access").then(|| claims.sub.parse().ok())?
    }
}

fn cookie_name(app: &App, name: &str) -> String {
    // Browsers accept `__Host-` with Secure alone; on loopback there is no TLS.
    if app.config.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// `Set-Cookie` for a new or renewed session. The cookies end with the browser; the session ends by its own clock.
fn set_cookie(app: &App, response: &mut Response, name: &str, value: &str, gone: bool) {
    let mut cookie =
        Cookie::build((cookie_name(app, name), value.to_owned())).path("/").http_only(true).secure(app.config.is_https()).same_site(SameSite::Lax).build();
    if gone {
        cookie.make_removal();
    }
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Gives the browser a session.
pub fn give(app: &App, response: &mut Response, tokens: &Tokens) {
    if let Some(access) = app.keys.sign(tokens.session, app.market.wall().timestamp()) {
        set_cookie(app, response, "gx_at", &access, false);
    }
    if let Some(refresh) = &tokens.refresh {
        set_cookie(app, response, "gx_rt", refresh, false);
    }
}

/// Takes the session from the browser.
pub fn take(app: &App, response: &mut Response) {
    set_cookie(app, response, "gx_at", "", true);
    set_cookie(app, response, "gx_rt", "", true);
}

/// The layer in front of all routes: finds out who visits. An access token that has run out is renewed inside the request
/// that brings it, whatever the method, so that no form is lost.
pub async fn visit(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let jar = CookieJar::from_headers(&parts.headers);
    let found = match identify(&app, &jar).await {
        Ok(found) => found,
        Err(fault) => {
            tracing::error!(%fault, "the session could not be read");
            return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Found { signed, renewed, stale } = found;
    let private = signed.is_some();
    let visitor = Visitor::read(&parts, &jar, signed);
    let asked = Visitor::asked_language(&parts);
    parts.extensions.insert(visitor);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if private {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Some(tokens) = renewed {
        give(&app, &mut response, &tokens);
    } else if stale && !response.headers().contains_key(header::SET_COOKIE) {
        take(&app, &mut response);
    }
    if let Some(language) = asked {
        let cookie = format!("gx_lang={}; Path=/; Max-Age=31536000; SameSite=Lax", language.key());
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

struct Found {
    signed: Option<Signed>,
    renewed: Option<Tokens>,
    /// The browser brought cookies that are no good any more.
    stale: bool,
}

async fn identify(app: &App, jar: &CookieJar) -> Result<Found, marketplace::Fault> {
    let value = |name: &str| jar.get(&cookie_name(app, name)).map(|cookie| cookie.value().to_owned());
    let (access, refresh) = (value("gx_at"), value("gx_rt"));
    if let Some(session) = access.as_deref().and_then(|token| app.keys.read(token)) {
        let signed = signed(&app.market, session).await?;
        let stale = signed.is_none();
        return Ok(Found { signed, renewed: None, stale });
    }
    let Some(refresh) = refresh else { return Ok(Found { signed: None, renewed: None, stale: access.is_some() }) };
    let Some(tokens) = renew(&app.market, &refresh).await? else { return Ok(Found { signed: None, renewed: None, stale: true }) };
    let signed = signed(&app.market, tokens.session).await?;
    Ok(Found { signed, renewed: Some(tokens), stale: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn token(header: &Header, claims: &serde_json::Value, secret: &str) -> String {
        jsonwebtoken::encode(header, claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
    }

    #[allow(clippy::disallowed_methods, reason = "tokens are judged by the system's clock")]
    fn now() -> i64 {
        chrono::Utc::now().timestamp()
    }

    fn good() -> serde_json::Value {
        json!({"sub": uuid::Uuid::from_u128(7).to_string(), "iss": ISSUER, "aud": AUDIENCE, "nbf": now(), "exp": now() + 60, "typ": "access"})
    }

    #[test]
    fn only_a_whole_and_fitting_token_is_read() {
        let keys = Keys::new("a secret of the installation");
        let hs256 = Header::new(Algorithm::HS256);
        let read = |claims: serde_json::Value| keys.read(&token(&hs256, &claims, "a secret of the installation"));
        assert!(read(good()).is_some());
        for (claim, value) in [
            ("aud", json!("another/audience")),
            ("iss", json!("another")),
            ("typ", json!("refresh")),
            ("exp", json!("2999-01-01")),
            ("exp", json!(now() - 60)),
            ("nbf", json!(now() + 600)),
            ("sub", json!("not an id")),
        ] {
            let mut claims = good();
            claims[claim] = value.clone();
            assert!(read(claims).is_none(), "{claim} = {value}");
        }
        for missing in ["exp", "nbf", "iss", "aud", "sub"] {
            let mut claims = good();
            claims.as_object_mut().unwrap().remove(missing);
            assert!(read(claims).is_none(), "without {missing}");
        }
        assert!(keys.read(&token(&hs256, &good(), "another secret")).is_none());
        assert!(keys.read(&token(&Header::new(Algorithm::HS512), &good(), "a secret of the installation")).is_none());
    }

    #[test]
    fn a_token_that_signs_itself_off_is_not_read() {
        use base64::Engine;
        let encode = |value: &serde_json::Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
        let unsigned = format!("{}.{}.", encode(&json!({"alg": "none", "typ": "JWT"})), encode(&good()));
        assert!(Keys::new("a secret of the installation").read(&unsigned).is_none());
    }
}
