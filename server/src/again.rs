//! A write that the database took back so that another could go on (deadlock, serialization) is done again.
//!
//! Use cases begin and commit their own transactions, and take their command by value: none can be run again from within. But a
//! request that has committed nothing has done nothing, so it can be run again as a whole, by whichever route it came. That is
//! asked of the request itself ([`watched`]): a route that had one use case committed before the other was taken back is not run
//! twice. A large or unmeasured body is not held for it. Whoever has no luck three times is answered 503 with `Retry-After`, and
//! a form is handed back as it was typed, to be sent again with one press: its key still makes two presses one.

use crate::answer::{Busy, busy};
use crate::app::App;
use crate::forms::Typed;
use crate::visitor::Visitor;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use frontend::errors::{HandedBack, busy_page};
use marketplace::tx::watched;

/// How often a request is run at most (TRUST §7).
const TURNS: usize = 3;
/// Largest body that is held to be run again, in bytes: that of a form without files.
const HELD: usize = 2 * 1024 * 1024;

/// The layer around pages and API, behind the one that finds out who visits.
pub async fn again(State(app): State<App>, visitor: Visitor, mut request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let typed = Typed::default();
    request.extensions_mut().insert(typed.clone());
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let response = if length.is_some_and(|length| length <= HELD) {
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, HELD).await else { return StatusCode::BAD_REQUEST.into_response() };
        let request = |body: &Bytes| Request::from_parts(parts.clone(), Body::from(body.clone()));
        let (mut response, mut committed) = watched(next.clone().run(request(&body))).await;
        for _ in 1..TURNS {
            if committed || !response.extensions().get::<Busy>().is_some_and(|busy| busy.taken_back) {
                break;
            }
            (response, committed) = watched(next.clone().run(request(&body))).await;
        }
        response
    } else {
        next.run(request).await
    };
    let (Some(mark), Some((fields, files))) = (response.extensions().get::<Busy>().copied(), typed.get()) else { return response };
    let page = HandedBack { action: visitor.path_and_query.clone(), fields: fields.clone(), files: files.clone() };
    let title = visitor.words.say("errors.busy");
    let page = app.page_with(StatusCode::SERVICE_UNAVAILABLE, &visitor, title, None, || busy_page(Some(page))).await;
    busy(page, mark.taken_back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Config;
    use crate::forms::Posted;
    use crate::scenarios::tests::{Folder, built};
    use crate::session;
    use axum::Router;
    use axum::routing::post;
    use domain::policy::Actor;
    use frontend::Footer;
    use marketplace::Fault;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tower::ServiceExt;

    /// A form that is taken back so often, with and without something that lasts before.
    fn site(app: &App, losses: usize, commits: bool) -> (Router, Arc<AtomicUsize>) {
        let turns = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&turns);
        let act = move |State(app): State<App>, visitor: Visitor, posted: Posted| {
            let counted = Arc::clone(&counted);
            async move {
                if commits {
                    app.market.begin(&Actor::OPERATOR).await.unwrap().commit().await.unwrap();
                }
                if counted.fetch_add(1, Ordering::SeqCst) < losses {
                    return app.fault(&visitor, Fault::Busy { cause: "40P01".into(), taken_back: true }).await;
                }
                posted.get("reason").to_owned().into_response()
            }
        };
        let router = Router::new()
            .route("/act", post(act))
            .layer(axum::middleware::from_fn_with_state(app.clone(), again))
            .layer(axum::middleware::from_fn_with_state(app.clone(), session::visit))
            .with_state(app.clone());
        (router, turns)
    }

    async fn send(site: Router) -> (StatusCode, bool, String) {
        let form = "once=abcdefgh&reason=A+long+%3Cb%3Ereason";
        let request = Request::post("/act?a=b")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, form.len())
            .body(Body::from(form))
            .unwrap();
        let (parts, body) = site.oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
        (parts.status, parts.headers.contains_key(header::RETRY_AFTER), text)
    }

    #[tokio::test]
    async fn what_was_taken_back_is_done_again_and_what_lasts_is_never_done_twice() {
        let _ = any_spawner::Executor::init_tokio();
        let folder = Folder::new("again");
        let market = built(&folder, "empty").await;
        let config = Config { public_url: "http://127.0.0.1:8080".into(), footer: Footer::default(), demo: None };
        let app = App::new(market.clone(), config, session::Keys::new("a secret of the installation"));

        let (luck, turns) = site(&app, 2, false);
        assert_eq!(send(luck).await, (StatusCode::OK, false, "A long <b>reason".to_owned()));
        assert_eq!(turns.load(Ordering::SeqCst), 3);

        for (losses, commits, most) in [(9, false, TURNS), (9, true, 1)] {
            let (site, turns) = site(&app, losses, commits);
            let (status, later, page) = send(site).await;
            assert_eq!((status, later, turns.load(Ordering::SeqCst)), (StatusCode::SERVICE_UNAVAILABLE, true, most));
            for kept in ["action=\"/act?a=b\"", "name=\"once\" value=\"abcdefgh\"", "A long &lt;b&gt;reason"] {
                assert!(page.contains(kept), "{kept} is missing:\n{page}");
            }
        }
        market.close().await.unwrap();
    }
}
