//! What the routes share, and the router.

use crate::{api, assets, cache, demo, guard, pages, session};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use frontend::{Assets, Footer};
use marketplace::Market;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
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
    pub sheets: Arc<Semaphore>,
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
            sheets: Arc::new(Semaphore::new(SHEETS_AT_ONCE)),
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

/// How many long lists are written at the same time.
const SHEETS_AT_ONCE: usize = 2;

/// All routes.
pub fn router(app: App) -> Router {
    let mut router = pages::router(app.clone()).merge(api::router());
    if app.config.demo.is_some() {
        router = router.merge(demo::router());
    }
    router
        .fallback(pages::not_found)
        .layer(axum::middleware::from_fn_with_state(app.clone(), cache::keep))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::few_sheets))
        .layer(axum::middleware::from_fn_with_state(app.clone(), session::visit))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::same_origin))
        // Files come compressed already, and the health checks want no ceremony.
        .route("/pkg/{name}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .route("/csp-report", post(guard::violated).layer(DefaultBodyLimit::max(16 * 1024)))
        .route("/healthz", get(|| async { "ok" }))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(512).and(NotForContentType::new("application/wasm"))))
        .layer(axum::middleware::from_fn_with_state(app.clone(), guard::headers))
        .layer(axum::middleware::from_fn(guard::own_task))
        .layer(tower_http::timeout::TimeoutLayer::with_status_code(axum::http::StatusCode::SERVICE_UNAVAILABLE, Duration::from_secs(30)))
        .with_state(app)
}
