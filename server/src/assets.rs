//! What pages link to: built files named by their digest, kept for a year by browsers.

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use frontend::Assets;
use rust_embed::RustEmbed;
use std::collections::BTreeMap;

/// The browser build. Debug builds read the folder, release builds carry it.
#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// The names of the built files, by what they are.
///
/// Without a browser build the sources themselves are served and pages stay without islands: everything works, less comfortably.
pub fn assets() -> (Assets, bool) {
    let manifest: BTreeMap<String, String> = Site::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
    let name = |plain: &str| format!("/pkg/{}", manifest.get(plain).map_or(plain, String::as_str));
    let assets = Assets { style: name("style.css"), icons: name("icons.svg"), logo: name("logo.svg"), boot: name("boot.js") };
    (assets, manifest.contains_key("boot.js"))
}

/// Whether the reader takes this content coding; a weight of zero says no.
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        parts.next() == Some(coding) && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Serves one file, compressed as the browser likes it.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name == "manifest.json" {
        return StatusCode::NOT_FOUND.into_response();
    }
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    for (coding, ending) in [("br", ".br"), ("gzip", ".gz"), ("", "")] {
        if !coding.is_empty() && !accepts(&headers, coding) {
            continue;
        }
        if let Some(file) = Site::get(&format!("{name}{ending}")) {
            let body = file.data.into_owned();
            let mut response =
                ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable"), (header::VARY, "accept-encoding")], body)
                    .into_response();
            if !coding.is_empty() {
                response.headers_mut().insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(if coding == "br" { "br" } else { "gzip" }));
            }
            return response;
        }
    }
    let source = match name.as_str() {
        "style.css" => frontend::assets::STYLE,
        "icons.svg" => frontend::assets::ICONS,
        "logo.svg" => frontend::assets::LOGO,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], source).into_response()
}

/// Browsers ask for it unasked.
pub async fn favicon() -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], frontend::assets::LOGO).into_response()
}
