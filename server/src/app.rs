//! What the routes share, and the router.

use crate::{again, api, assets, cache, demo, guard, pages, session, sheets};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use frontend::{Assets, Footer};
use marketplace::Market;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};

/// What the routes share. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The use cases' world.
    pub market: Market,
    /// Settings.
    pub config: Arc<Config>,
    /// Keys of the access tokens.
    pub keys: Arc<session::Keys>,
    /// Where pages find their files.
    pub assets: Arc<Assets>,
    /// Public pages, kept until something changes.
    pub pages: cache::Pages,
    /// Lets few long lists be written at a time: each holds its rows in memory.
    pub sheets: sheets::Writers,
    /// Whether the browser build is there, so that pages may wake their islands.
    pub islands: bool,
}

impl App {
    /// What the routes of one process share.
    pub fn new(market: Market, config: Config, keys: session::Keys) -> App {
        let (files, islands) = assets::assets();
        App {
            market,
            config: Arc::new(config),
            keys: Arc::new(keys),
            assets: Arc::new(files),
            pages: cache::Pages::new(),
            sheets: sheets::Writers::new(),
            islands,
        }
    }
}

/// Settings of this process.
pub struct Config {
    /// How browsers reach us, without a slash at the end.
    pub public_url: String,
    /// What the footer says.
    pub footer: Footer,
    /// The demonstration: present in `gongxu demo` alone.
    pub demo: Option<demo::Demo>,
}

impl Config {
    /// Whether browsers come by TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether only this machine reaches us, so that plain HTTP is allowed.
    pub fn is_loopback(&self) -> bool {
        let Some(rest) = self.public_url.strip_prefix("http://") else { return false };
        let host = rest.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit())).map_or(rest, |(host, _)| host);
        host == "localhost" || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

/// All routes.
pub fn router(app: App) -> Router {
    let mut router = pages::router(app.clone()).merge(api::router());
    if app.config.demo.is_some() {
        router = router.merge(demo::router());
    }
    let router = router
        .fallback(pages::not_found)
        .layer(axum::middleware::from_fn_with_state(app.clone(), again::again))
        .layer(axum::middleware::from_fn_with_state(app.clone(), cache::keep))
        .layer(axum::middleware::from_fn_with_state(app.clone(), session::visit))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::same_origin))
        // Files come compressed already, and the health checks want no ceremony.
        .route("/pkg/{name}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .route("/csp-report", post(guard::violated).layer(DefaultBodyLimit::max(16 * 1024)))
        .route("/healthz", get(|| async { "ok" }))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(512).and(NotForContentType::new("application/wasm"))))
        .with_state(app.clone());
    guarded(router, &app)
}

/// What stands around every answer. The headers come last, so that they are on what the layers behind them answer themselves:
/// to a request that broke, and to one that took too long.
fn guarded(router: Router, app: &App) -> Router {
    router
        .layer(axum::middleware::from_fn(guard::own_task))
        .layer(tower_http::timeout::TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::headers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenarios::tests::{Folder, built};
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Method, Request, StatusCode, header};
    use tower::ServiceExt;

    async fn ask(site: &Router, method: Method, address: &str) -> (StatusCode, HeaderMap, usize) {
        let request = Request::builder().method(method).uri(address).body(Body::empty()).unwrap();
        let (parts, body) = site.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().len())
    }

    async fn broken() -> StatusCode {
        panic!("this request breaks")
    }

    #[tokio::test]
    async fn every_answer_is_guarded_and_a_kept_page_has_one_head() {
        let _ = any_spawner::Executor::init_tokio();
        let folder = Folder::new("app");
        let market = built(&folder, "empty").await;
        let config = Config { public_url: "http://127.0.0.1:8080".into(), footer: Footer::default(), demo: None };
        let app = App::new(market.clone(), config, session::Keys::new("a secret of the installation"));

        let (status, headers, _) = ask(&guarded(Router::new().route("/broken", get(broken)), &app), Method::GET, "/broken").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY) && headers.contains_key(header::X_CONTENT_TYPE_OPTIONS));

        // An error is kept by nobody on the way; a file that somebody sent is shown in no page of ours.
        let site = router(app.clone());
        let (status, headers, _) = ask(&site, Method::GET, "/demands/GX-1999-000001").await;
        assert_eq!((status, headers.get(header::CACHE_CONTROL).unwrap().as_bytes()), (StatusCode::NOT_FOUND, &b"no-store"[..]));
        let file = Router::new().route("/file", get(|| async { crate::answer::attachment("方案\n.pdf", "application/pdf", b"%PDF-".to_vec()) }));
        let (_, headers, _) = ask(&guarded(file, &app), Method::GET, "/file").await;
        let told = |name| headers.get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!(told(header::CONTENT_SECURITY_POLICY), "sandbox; default-src 'none'");
        assert_eq!(told(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(told(header::CONTENT_DISPOSITION), "attachment; filename*=UTF-8''%E6%96%B9%E6%A1%88%0A.pdf");

        // Who announces too much is told before a byte of it is read.
        for (address, kind) in [("/settings", "application/x-www-form-urlencoded"), ("/api/v1/organizations/import", "multipart/form-data; boundary=b")] {
            let request = Request::post(address)
                .header("sec-fetch-site", "same-origin")
                .header("idempotency-key", "abcdefgh")
                .header(header::CONTENT_TYPE, kind)
                .header(header::CONTENT_LENGTH, 30 * 1024 * 1024)
                .body(Body::empty())
                .unwrap();
            assert_eq!(site.clone().oneshot(request).await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE, "{address}");
        }

        // Whoever asks for the head alone is answered from the same kept page, whichever came first.
        for methods in [[Method::HEAD, Method::GET], [Method::GET, Method::HEAD]] {
            let address = format!("/help/law?first={}", methods[0]);
            let mut told = Vec::new();
            for method in methods {
                let (status, headers, length) = ask(&site, method.clone(), &address).await;
                assert_eq!((status, length == 0), (StatusCode::OK, method == Method::HEAD));
                told.push([header::ETAG, header::CONTENT_TYPE, header::CACHE_CONTROL].map(|name| headers.get(name).cloned().unwrap()));
            }
            assert_eq!(told[0], told[1]);
        }
        market.close().await.unwrap();
    }

    #[tokio::test]
    async fn an_address_names_its_language_and_a_place_its_order() {
        let _ = any_spawner::Executor::init_tokio();
        let folder = Folder::new("language");
        let market = built(&folder, "empty").await;
        let config = Config { public_url: "http://127.0.0.1:8080".into(), footer: Footer::default(), demo: None };
        let site = router(App::new(market.clone(), config, session::Keys::new("a secret of the installation")));

        // Twice each: from the making and from memory. The cookie comes with both, and never a redirect.
        let mut pages = Vec::new();
        for language in ["en", "zh", "en", "zh"] {
            let (status, headers, _) = ask(&site, Method::GET, &format!("/demands?lang={language}")).await;
            assert_eq!(status, StatusCode::OK);
            let cookie = headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
            assert!(cookie.starts_with(&format!("gx_lang={language};")), "{cookie}");
            pages.push(headers.get(header::ETAG).cloned());
        }
        assert!(pages[0] != pages[1] && pages[0] == pages[2] && pages[1] == pages[3]);
        assert!(!ask(&site, Method::GET, "/demands?lang=xx").await.1.contains_key(header::SET_COOKIE));

        let place = "budget.0.5.01a20eeb-32c7-7094-9086-bda237da6fec";
        for (address, told) in [
            (format!("/demands?order=budget&after={place}"), StatusCode::OK),
            (format!("/demands?order=deadline&after={place}"), StatusCode::BAD_REQUEST),
            (format!("/demands?after={place}"), StatusCode::BAD_REQUEST),
            (format!("/contracts?order=late&after={place}"), StatusCode::BAD_REQUEST),
            (format!("/api/v1/demands?order=budget&after={place}"), StatusCode::OK),
            (format!("/api/v1/demands?order=newest&after={place}"), StatusCode::BAD_REQUEST),
            (format!("/api/v1/contracts?order=amount&after={place}"), StatusCode::BAD_REQUEST),
            ("/api/v1/demands?order=upwards".to_owned(), StatusCode::BAD_REQUEST),
        ] {
            assert_eq!(ask(&site, Method::GET, &address).await.0, told, "{address}");
        }
        market.close().await.unwrap();
    }
}
