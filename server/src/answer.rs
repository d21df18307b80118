//! From a use case's answer to a page: the shell around it, and what a fault looks like.

use crate::app::App;
use crate::visitor::Visitor;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::calendar::day_of;
use domain::policy::Role;
use domain::refusal::{Kind, Refusal};
use frontend::{DemoBar, Footer, Nav, Shell, Who, errors};
use leptos::prelude::IntoView;
use marketplace::Fault;

impl App {
    /// The shell of a page for this visitor.
    pub fn shell(&self, visitor: &Visitor, title: impl Into<String>, current: Option<Nav>, waiting: u32) -> Shell {
        let w = visitor.words;
        Shell {
            words: w,
            title: title.into(),
            description: None,
            theme: visitor.theme,
            size: visitor.size,
            islands: self.islands,
            path_and_query: visitor.path_and_query.clone(),
            site: None,
            signed_in: visitor.signed.as_ref().map(|signed| Who {
                name: signed.name.clone(),
                role: signed.actor.role.term(),
                organization: signed.organization.clone(),
                waiting,
            }),
            current,
            demo: self.config.demo.as_ref().map(|_| DemoBar { now: w.moment(self.market.now()) }),
            assets: (*self.assets).clone(),
            footer: Footer { law_as_of: domain::rules::as_of(day_of(self.market.now())), ..self.config.footer.clone() },
        }
    }

    /// A whole page.
    pub async fn page<V: IntoView>(&self, visitor: &Visitor, title: impl Into<String>, current: Option<Nav>, view: impl FnOnce() -> V) -> Response {
        self.page_with(StatusCode::OK, visitor, title, current, view).await
    }

    /// A whole page with another status: 422 for a form that was refused.
    pub async fn page_with<V: IntoView>(
        &self,
        status: StatusCode,
        visitor: &Visitor,
        title: impl Into<String>,
        current: Option<Nav>,
        view: impl FnOnce() -> V,
    ) -> Response {
        let waiting = match visitor.signed {
            Some(_) => marketplace::inbox::waiting(&self.market, &visitor.actor()).await.unwrap_or(0),
            None => 0,
        };
        let everybody = visitor.signed.is_none() && status == StatusCode::OK;
        let shell = Shell { site: everybody.then(|| self.config.public_url.clone()), ..self.shell(visitor, title, current, waiting) };
        (status, Html(frontend::render(&shell, view))).into_response()
    }

    /// The page of a fault: what, why, on which article, what would help; or a reference number when something broke.
    pub async fn fault(&self, visitor: &Visitor, fault: Fault) -> Response {
        let w = visitor.words;
        match fault {
            Fault::Refused(refusal) => self.refused(visitor, &refusal).await,
            Fault::Unfit(refusals) => match refusals.first() {
                Some(refusal) => self.refused(visitor, refusal).await,
                None => self.refused(visitor, &Refusal::not_found()).await,
            },
            Fault::Busy { cause, taken_back } => {
                tracing::warn!(cause, "a request got no turn");
                let page = self.page_with(StatusCode::SERVICE_UNAVAILABLE, visitor, w.say("errors.busy"), None, || errors::busy_page(None)).await;
                busy(page, taken_back)
            }
            Fault::Broken(cause) => {
                let reference = reference(&cause);
                let telephone = self.config.footer.telephone.clone();
                self.page_with(StatusCode::INTERNAL_SERVER_ERROR, visitor, w.say("errors.broken"), None, || errors::broken_page(reference, None, telephone))
                    .await
            }
        }
    }

    /// The page of one refusal.
    pub async fn refused(&self, visitor: &Visitor, refusal: &Refusal) -> Response {
        self.refused_as(status_of(refusal.kind), visitor, refusal).await
    }

    /// The same page with another status: 400 for what cannot be read.
    pub async fn refused_as(&self, status: StatusCode, visitor: &Visitor, refusal: &Refusal) -> Response {
        let title = visitor.words.say(match refusal.kind {
            Kind::Rule => "errors.rule",
            Kind::Conflict => "errors.conflict",
            Kind::Forbidden => "errors.forbidden",
            Kind::Hidden => "errors.not-found",
            Kind::TooMany => "errors.too-many",
            Kind::Malformed => "errors.malformed",
        });
        if refusal.kind == Kind::Forbidden {
            let next = visitor.is(Role::Public).then_some(visitor.path_and_query.as_str());
            return self.page_with(status, visitor, title, None, || errors::forbidden_page(refusal, next)).await;
        }
        self.page_with(status, visitor, title, None, || errors::refusal_page(refusal, None, Vec::new())).await
    }
}

/// A file that somebody sent, to be taken away. It is never shown inside our origin, whatever it says it is (TRUST §8).
pub fn attachment(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let plain = |text: &str, other| HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(other));
    let headers = [
        (header::CONTENT_TYPE, plain(media_type, "application/octet-stream")),
        (header::CONTENT_DISPOSITION, plain(&format!("attachment; filename*=UTF-8''{}", crate::pages::encoded(name)), "attachment")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes).into_response()
}

/// Says when to ask again, and to the layer that may do so whether that is worth while ([`crate::again`]).
pub fn busy(mut response: Response, taken_back: bool) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    response.extensions_mut().insert(Busy { taken_back });
    response
}

/// The mark of an answer to a request that did not get its turn in the database.
#[derive(Clone, Copy)]
pub struct Busy {
    /// Whether the database took it back for another one.
    pub taken_back: bool,
}

/// Writes the cause to the log and gives the reader a number to name it by.
pub fn reference(cause: &str) -> String {
    let reference = marketplace::tx::hex(&marketplace::tx::random::<4>()).to_uppercase();
    tracing::error!(reference, cause, "a request broke");
    reference
}

/// The HTTP status of a refusal.
pub fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Rule => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::Hidden => StatusCode::NOT_FOUND,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Malformed => StatusCode::BAD_REQUEST,
    }
}

/// Marks a public answer that may be kept and asked about again.
pub fn cacheable(visitor: &Visitor, mut response: Response) -> Response {
    if visitor.signed.is_none() && response.status() == StatusCode::OK {
        response.extensions_mut().insert(crate::cache::Public);
    }
    response
}
