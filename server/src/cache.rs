//! Public pages, kept until something changes.
//!
//! A page that everybody sees alike is made once and then served from memory until the next commit of this process, the
//! next minute of the world, or for two seconds at most: another node's commit is seen no later than that.

use crate::app::App;
use crate::visitor::Visitor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::Duration;

/// The mark of an answer that everybody sees alike.
#[derive(Clone)]
pub struct Public;

/// What a page depends on beside the database: the address and how the reader likes to read.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    language: &'static str,
    theme: &'static str,
    size: &'static str,
    generation: u64,
    minute: i64,
}

/// A page as it was made.
struct Kept {
    headers: HeaderMap,
    etag: HeaderValue,
    body: Bytes,
}

/// The kept pages.
#[derive(Clone)]
pub struct Pages(Cache<Key, Arc<Kept>>);

impl Pages {
    /// Room for some 16 MB of pages.
    pub fn new() -> Pages {
        let weigh = |key: &Key, kept: &Arc<Kept>| u32::try_from(kept.body.len() + key.address.len() + 512).unwrap_or(u32::MAX);
        Pages(Cache::builder().weigher(weigh).max_capacity(16 * 1024 * 1024).time_to_live(Duration::from_secs(2)).build())
    }
}

/// The layer behind the one that finds out who visits.
pub async fn keep(State(app): State<App>, visitor: Visitor, request: Request, next: Next) -> Response {
    if visitor.signed.is_some() || request.method() != Method::GET {
        return next.run(request).await;
    }
    let key = Key {
        address: visitor.path_and_query.clone(),
        language: visitor.words.language().key(),
        theme: visitor.theme.key(),
        size: visitor.size.key(),
        generation: app.market.generation(),
        minute: app.market.now().timestamp() / 60,
    };
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    if let Some(kept) = app.pages.0.get(&key) {
        return answer(&kept, known.as_ref());
    }
    let response = next.run(request).await;
    if response.extensions().get::<Public>().is_none() {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let digest = Sha256::digest(&body);
    // Weak: the compression layer in front may change the bytes.
    let Ok(etag) = HeaderValue::from_str(&format!("W/\"{}\"", marketplace::tx::hex(digest.get(..12).unwrap_or_default()))) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut headers = parts.headers;
    headers.insert(header::ETAG, etag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-encoding"));
    let kept = Arc::new(Kept { headers, etag, body });
    app.pages.0.insert(key, Arc::clone(&kept));
    answer(&kept, known.as_ref())
}

fn answer(kept: &Kept, known: Option<&HeaderValue>) -> Response {
    let same = known.and_then(|known| known.to_str().ok()).is_some_and(|known| known.split(',').any(|one| one.trim().as_bytes() == kept.etag.as_bytes()));
    let mut response = if same { (StatusCode::NOT_MODIFIED, Body::empty()).into_response() } else { Body::from(kept.body.clone()).into_response() };
    *response.headers_mut() = kept.headers.clone();
    response
}
