//! Who reads, and how the person likes to read.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum_extra::extract::CookieJar;
use domain::policy::{Actor, Role};
use frontend::{Size, Theme};
use marketplace::identity::Signed;
use messages::{Language, Words, words};
use std::sync::Arc;

/// The reader of this request.
#[derive(Clone)]
pub struct Visitor {
    /// The words of the reader's language.
    pub words: Words,
    /// The chosen colours.
    pub theme: Theme,
    /// The chosen size.
    pub size: Size,
    /// Path and query of the request.
    pub path_and_query: String,
    /// Who is signed in, if anybody.
    pub signed: Option<Arc<Signed>>,
    /// How the browser names itself.
    pub device: String,
}

impl Visitor {
    /// Reads language, colours and size from address and cookies.
    pub fn read(parts: &Parts, jar: &CookieJar, signed: Option<Signed>) -> Visitor {
        let cookie = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
        let language = Visitor::asked_language(parts).or_else(|| Language::parse(&cookie("gx_lang")?)).unwrap_or_default();
        Visitor {
            words: words(language),
            theme: cookie("gx_theme").and_then(|key| Theme::parse(&key)).unwrap_or_default(),
            size: cookie("gx_size").and_then(|key| Size::parse(&key)).unwrap_or_default(),
            path_and_query: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            signed: signed.map(Arc::new),
            device: device(&parts.headers),
        }
    }

    /// The language that the address names, if it names one that there is.
    pub fn asked_language(parts: &Parts) -> Option<Language> {
        parts.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::parse)
    }

    /// As whom policy sees the reader.
    pub fn actor(&self) -> Actor {
        self.signed.as_ref().map_or(Actor::PUBLIC, |signed| signed.actor)
    }

    /// Whether the reader acts in this role.
    pub fn is(&self, role: Role) -> bool {
        self.actor().role == role
    }

    /// Whether the visitor may be named to panels in the acting role.
    pub fn is_reviewer(&self) -> bool {
        matches!(self.actor().role, Role::PanelPur | Role::PanelExpert)
    }
}

fn device(headers: &HeaderMap) -> String {
    headers.get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default().chars().take(120).collect()
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visitor, StatusCode> {
        // The layer in front of all routes put it there.
        parts.extensions.get::<Visitor>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
