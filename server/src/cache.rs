//! Public pages, kept until something changes.
//!
//! A page that everybody sees alike is made once and then served from memory until the next commit of this process, the
//! next minute of the world, or for two seconds at most: another node's commit is seen no later than that. Of many who ask
//! for it while it is being made, one makes it and the others wait for that one. It is compressed well once when it is kept;
//! what is made for one reader is compressed fast, by the layer in front.

use crate::app::App;
use crate::assets::accepts;
use crate::visitor::Visitor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use moka::future::Cache;
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
pub async fn keep(State(app): State<App>, visitor: Visitor, mut request: Request, next: Next) -> Response {
    if visitor.signed.is_some() || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    // A head is that of the whole page; what was asked for as a head loses its body on the way out.
    *request.method_mut() = Method::GET;
    let key = Key {
        address: visitor.path_and_query.clone(),
        language: visitor.words.language().key(),
        theme: visitor.theme.key(),
        size: visitor.size.key(),
        generation: app.market.generation(),
        minute: app.market.now().timestamp() / 60,
    };
    let asked = request.headers().clone();
    // What was answered to this reader alone: a page that is not for everybody, or one that could not be kept.
    let mut alone = None;
    let made = app.pages.0.optionally_get_with(key, async {
        let response = next.run(request).await;
        if response.extensions().get::<Public>().is_none() {
            alone = Some(response);
            return None;
        }
        match Kept::of(response).await {
            Ok(kept) => Some(Arc::new(kept)),
            Err(cause) => {
                alone = Some(cause.into_response());
                None
            }
        }
    });
    match made.await {
        Some(kept) => answer(&kept, &asked),
        None => alone.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

impl Kept {
    /// Reads an answer to its end and gives it what a reader may ask again by.
    async fn of(response: Response) -> Result<Kept, StatusCode> {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let digest = Sha256::digest(&body);
        // Weak: the compression layer in front may change the bytes.
        let etag = HeaderValue::from_str(&format!("W/\"{}\"", marketplace::tx::hex(digest.get(..12).unwrap_or_default())))
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let mut headers = parts.headers;
        headers.insert(header::ETAG, etag.clone());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-encoding"));
        Ok(Kept { headers, etag, compressed: compressed(&body), body })
    }
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
