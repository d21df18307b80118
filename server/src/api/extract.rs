//! Extractors of the API: what cannot be read is answered with problem+json, never with plain text.

use super::Problem;
use crate::forms::{Unread, announces_too_much, visible};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use domain::refusal::Refusal;
use domain::text::clean;
use marketplace::Once;
use serde::de::{self, DeserializeOwned};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::fmt;

/// A JSON body.
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Problem;
    async fn from_request(request: Request, state: &S) -> Result<Json<T>, Problem> {
        if announces_too_much(&request) {
            return Err(too_large());
        }
        let axum::Json(Plain(mut body)) =
            axum::Json::<Plain>::from_request(request, state).await.map_err(|rejection| Problem::malformed(rejection.status(), &rejection.body_text()))?;
        clean_all(&mut body);
        serde_json::from_value(body).map(Json).map_err(|error| Problem::malformed(StatusCode::UNPROCESSABLE_ENTITY, &error.to_string()))
    }
}

fn too_large() -> Problem {
    let unread = Unread::TooLarge;
    Problem::from(unread.refusal()).with_status(unread.status())
}

/// A JSON value whose objects name each field once. Of two values under one name most readers take the last and some the first:
/// what was meant is not known.
struct Plain(Value);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Plain, D::Error> {
        deserializer.deserialize_any(PlainVisitor).map(Plain)
    }
}

struct PlainVisitor;

impl<'de> de::Visitor<'de> for PlainVisitor {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(Plain(item)) = items.next_element()? {
            out.push(item);
        }
        Ok(out.into())
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut out = Map::new();
        while let Some((name, Plain(value))) = fields.next_entry::<String, Plain>()? {
            if out.contains_key(&name) {
                return Err(de::Error::custom(format!("the field `{name}` stands twice")));
            }
            out.insert(name, value);
        }
        Ok(out.into())
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
        if announces_too_much(&request) {
            return Err(too_large());
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::header;
    use axum::response::IntoResponse;

    async fn read(body: &'static str) -> Result<Value, StatusCode> {
        let request = Request::post("/").header(header::CONTENT_TYPE, "application/json").body(Body::from(body)).unwrap();
        Json::<Value>::from_request(request, &()).await.map(|Json(value)| value).map_err(|problem| problem.into_response().status())
    }

    #[tokio::test]
    async fn a_body_says_each_thing_once() {
        let value = read(r#"{"a": [1, -2, 0.5, "e\u0301", null, true], "b": {"a": 1}}"#).await.unwrap();
        assert_eq!(value, serde_json::json!({"a": [1, -2, 0.5, "\u{e9}", null, true], "b": {"a": 1}}));
        for twice in [r#"{"a": 1, "a": 2}"#, r#"{"b": [{"score": "9", "score": "10"}]}"#, r#"{"a": 1, "\u0061": 1}"#] {
            assert_eq!(read(twice).await, Err(StatusCode::UNPROCESSABLE_ENTITY), "{twice}");
        }
        assert_eq!(read("{").await, Err(StatusCode::BAD_REQUEST));
    }
}
