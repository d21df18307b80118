//! Public pages, kept until something changes.
//!
//! A page that everybody sees alike is made once and then served from memory until the next commit of this process, the
//! next minute of the world, or for two seconds at most: another node's commit is seen no later than that. It is compressed
//! well once when it is kept; what is made for one reader is compressed fast, by the layer in front.

use crate::app::App;
use crate::assets::accepts;
use crate::visitor::Visitor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
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
    compressed: Option<Bytes>,
}

/// The kept pages.
#[derive(Clone)]
pub struct Pages(Cache<Key, Arc<Kept>>);

impl Pages {
    /// Room for some 16 MB of pages.
    pub fn new() -> Pages {
        let weigh = |key: &Key, kept: &Arc<Kept>| {
            u32::try_from(kept.body.len() + kept.compressed.as_ref().map_or(0, Bytes::len) + key.address.len() + 512).unwrap_or(u32::MAX)
        };
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
    let asked = request.headers().clone();
    if let Some(kept) = app.pages.0.get(&key) {
        return answer(&kept, &asked);
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
    let kept = Arc::new(Kept { headers, etag, compressed: compressed(&body), body });
    app.pages.0.insert(key, Arc::clone(&kept));
    answer(&kept, &asked)
}

/// The body in Brotli, at a level that takes about a millisecond and little memory.
fn compressed(body: &Bytes) -> Option<Bytes> {
    let params = BrotliEncoderParams { quality: 5, lgwin: 18, ..BrotliEncoderParams::default() };
    let mut out = Vec::with_capacity(body.len() / 4);
    brotli::BrotliCompress(&mut body.as_ref(), &mut out, &params).ok()?;
    Some(out.into())
}

fn answer(kept: &Kept, asked: &HeaderMap) -> Response {
    let same = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|known| known.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim().as_bytes() == kept.etag.as_bytes()));
    let coded = kept.compressed.as_ref().filter(|_| !same && accepts(asked, "br"));
    let body = match coded {
        Some(compressed) => compressed.clone().into(),
        None if same => Body::empty(),
        None => kept.body.clone().into(),
    };
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(body) };
    *response.headers_mut() = kept.headers.clone();
    if coded.is_some() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
