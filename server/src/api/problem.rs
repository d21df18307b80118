//! Refusals and faults as problem+json (RFC 9457).

use crate::answer::{busy, reference, status_of};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use marketplace::Fault;
use messages::{Language, words};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder, response};

/// What stands against a request, or that something broke.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Names the sort of problem.
    #[serde(rename = "type")]
    kind: String,
    /// What is wrong, in Chinese.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The article, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// What would make it pass, in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
    /// What is wrong, in English.
    title_en: String,
    /// Everything that stands against it, as data.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refusals: Vec<Refusal>,
    /// The number to name a fault by.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    /// Set when the request did not get its turn: whether the database took it back.
    #[serde(skip)]
    busy: Option<bool>,
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem::of(vec![refusal])
    }
}

impl Problem {
    fn of(refusals: Vec<Refusal>) -> Problem {
        let first = refusals.first().cloned().unwrap_or_else(Refusal::not_found);
        let said = words(Language::Zh).refusal(&first);
        Problem {
            kind: format!("/help#{}", first.code),
            title: said.what,
            status: status_of(first.kind).as_u16(),
            detail: said.article,
            remedy: said.remedy,
            title_en: words(Language::En).refusal(&first).what,
            refusals,
            reference: None,
            busy: None,
        }
    }
}

impl Problem {
    /// A request that cannot be read.
    pub fn malformed(status: StatusCode, why: &str) -> Problem {
        let why: String = why.chars().take(300).collect();
        let refusal = Refusal::new("api.malformed").fact("why", why);
        Problem::of(vec![refusal]).with_status(status)
    }

    /// The same problem under another status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Problem {
        self.status = status.as_u16();
        self
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        match fault {
            Fault::Refused(refusal) => Problem::of(vec![*refusal]),
            Fault::Unfit(refusals) => Problem::of(refusals),
            Fault::Busy { cause, taken_back } => {
                tracing::warn!(cause, "a request got no turn");
                let problem = Problem::of(vec![Refusal::new("errors.busy")]).with_status(StatusCode::SERVICE_UNAVAILABLE);
                Problem { busy: Some(taken_back), ..problem }
            }
            Fault::Broken(cause) => Problem {
                kind: "about:blank".into(),
                title: words(Language::Zh).say("errors.broken"),
                status: StatusCode::INTERNAL_SERVER_ERROR.as_u16(),
                detail: None,
                remedy: None,
                title_en: words(Language::En).say("errors.broken"),
                refusals: Vec::new(),
                reference: Some(reference(&cause)),
                busy: None,
            },
        }
    }
}

const TYPE: &str = "application/problem+json";

/// Says in the document that a request may be answered with a problem of this status.
pub struct Refused<const STATUS: u16>;

impl<const STATUS: u16> IntoResponses for Refused<STATUS> {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        problems(&[STATUS])
    }
}

/// Says what somebody may be answered who asks for what is not for everybody.
pub struct NotShown;

impl IntoResponses for NotShown {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        problems(&[403, 404])
    }
}

/// Says what an act may be answered that does not happen.
pub struct NotDone;

impl IntoResponses for NotDone {
    fn responses() -> BTreeMap<String, RefOr<response::Response>> {
        problems(&[400, 403, 404, 409, 413, 415, 422, 503])
    }
}

fn problems(statuses: &[u16]) -> BTreeMap<String, RefOr<response::Response>> {
    let content = || ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response = |status| ResponseBuilder::new().description(told(status)).content(TYPE, content()).build();
    statuses.iter().map(|status| (status.to_string(), RefOr::T(response(*status)))).collect()
}

/// What a status says here, in the document's own language.
fn told(status: u16) -> &'static str {
    match status {
        400 => "malformed",
        403 => "not for this role",
        404 => "unknown, or not to be known",
        409 => "the case has come further, or somebody changed it",
        413 => "too large",
        415 => "not a type that is read",
        503 => "no turn at the database: nothing was written, ask again",
        _ => "a rule stands against it",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let taken_back = self.busy;
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(TYPE));
        match taken_back {
            Some(taken_back) => busy(response, taken_back),
            None => response,
        }
    }
}
