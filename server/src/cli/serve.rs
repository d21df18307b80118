//! `gongxu serve`.

use super::{Place, say, setup};
use crate::app::{App, Config, router};
use crate::{connections, demo, jobs, session};
use anyhow::{Context, Result, bail};
use frontend::Footer;
use marketplace::Market;
use std::net::SocketAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// Where to listen and how browsers reach us.
#[derive(clap::Args)]
pub struct Listen {
    /// Address to listen on; port 0 picks one.
    #[arg(long, env = "GONGXU_ADDR", default_value = "127.0.0.1:8080")]
    pub addr: SocketAddr,
    /// How browsers reach us, where that is not the address itself.
    #[arg(long, env = "GONGXU_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// Serves the platform.
#[derive(clap::Args)]
pub struct Serve {
    #[command(flatten)]
    listen: Listen,
}

impl Serve {
    /// # Errors
    /// When the database is a demonstration's, or cannot be opened, or the address is taken.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let market = setup::open(place, setup::FILE, false).await?;
        if let Some(scenario) = market.scenario().await? {
            bail!("this database is a demonstration ({scenario}): open it with `gongxu demo`, or name another one");
        }
        serve(market, place, self.listen, None).await
    }
}

/// Serves until interrupted.
pub async fn serve(market: Market, place: &Place, listen: Listen, demo: Option<demo::Demo>) -> Result<ExitCode> {
    // leptos asks for an executor once, although pages are rendered whole and at once.
    any_spawner::Executor::init_tokio().context("no executor for the pages")?;
    let listener = TcpListener::bind(listen.addr).await.with_context(|| format!("cannot listen on {}", listen.addr))?;
    let local = listener.local_addr()?;
    let public_url = listen.public_url.unwrap_or_else(|| format!("http://{local}"));
    let public_url = public_url.trim_end_matches('/').to_owned();
    let phrase = demo.as_ref().map(|demo| demo.phrase.clone());
    let config = Config { public_url, footer: footer(), demo };
    if !config.is_https() && !config.is_loopback() {
        bail!("browsers would send passwords in the clear to {}: give --public-url an https address", config.public_url);
    }
    let app = App::new(market.clone(), config, session::Keys::new(&setup::access_key(place)?));

    // What an earlier process was at when it ended.
    marketplace::organizations::break_off_interrupted(&market).await?;
    let beside = tokio::spawn(jobs::run(market.clone()));
    say(format!("listening on http://{local}"))?;
    if let Some(phrase) = phrase {
        super::demo::say_people(&market, &phrase).await?;
    }
    connections::serve(listener, router(app), interrupted()).await;
    beside.abort();
    market.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Fictional until an installation configures its own.
fn footer() -> Footer {
    Footer {
        sponsor: "上海市示例主管局".into(),
        operator: "上海示例信息服务中心".into(),
        telephone: "021-0000 0000".into(),
        hours: "9:00–17:30".into(),
        release: env!("CARGO_PKG_VERSION").into(),
        ..Footer::default()
    }
}

async fn interrupted() {
    let stop = async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            if let Ok(mut terminate) = signal(SignalKind::terminate()) {
                terminate.recv().await;
                return;
            }
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = stop => {}
    }
}
