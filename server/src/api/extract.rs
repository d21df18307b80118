//! Extractors of the API: what cannot be read is answered with problem+json, never with plain text.

use super::Problem;
use crate::forms::visible;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::refusal::Refusal;
use domain::text::clean;
use marketplace::Once;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A JSON body.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Json<T>, Problem> {
        let axum::Json(mut body) =
            axum::Json::<Value>::from_request(request, state).await.map_err(|rejection| Problem::malformed(rejection.status(), &rejection.body_text()))?;
        clean_all(&mut body);
        serde_json::from_value(body).map(Json).map_err(|error| Problem::malformed(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string()))
    }
}

/// Cleans every text of a body as a form's fields are cleaned.
fn clean_all(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(items) => items.iter_mut().for_each(clean_all),
        Value::Object(fields) => fields.values_mut().for_each(clean_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The bytes of a file.
pub struct Raw(pub Bytes);

impl<S: Send + Sync> FromRequest<S> for Raw {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Raw, Problem> {
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Raw(bytes)),
            Err(rejection) => Err(Problem::malformed(rejection.status(), &rejection.body_text())),
        }
    }
}

/// The query of an address.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Query<T>, Problem> {
        if !visible(parts.uri.query().unwrap_or_default()) {
            return Err(Problem::malformed(StatusCode::BAD_REQUEST, "the query holds a control character"));
        }
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(query)) => Ok(Query(query)),
            Err(rejection) => Err(Problem::malformed(StatusCode::BAD_REQUEST, &rejection.body_text())),
        }
    }
}

/// The variable parts of an address. One that cannot be read names nothing that exists.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Path<T>, Problem> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(path)) => Ok(Path(path)),
            Err(_) => Err(Refusal::not_found().into()),
        }
    }
}

/// The key of an act that must have one effect: header `Idempotency-Key`.
pub struct Key(pub Once);

impl<S: Send + Sync> FromRequestParts<S> for Key {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Key, Problem> {
        key(&parts.headers).map(Key)
    }
}

#[allow(clippy::result_large_err, reason = "the refusal is the whole answer")]
fn key(headers: &HeaderMap) -> Result<Once, Problem> {
    let text = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    Once::parse(text.trim_matches('"')).map_err(|refusal| Problem::from(refusal).with_status(StatusCode::BAD_REQUEST))
}
