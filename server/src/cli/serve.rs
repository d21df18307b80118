//! `gongxu serve`.

use super::{Place, say, setup};
use crate::app::{App, Config, router};
use crate::{connections, demo, jobs, session};
use anyhow::{Context, Result, bail};
use clap::builder::NonEmptyStringValueParser;
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

/// Who answers for the site: the foot of every page and every receipt say it.
#[derive(clap::Args)]
struct Office {
    /// Who answers for the site (主办).
    #[arg(long, env = "GONGXU_SPONSOR", value_parser = NonEmptyStringValueParser::new())]
    sponsor: String,
    /// Who runs it (承办).
    #[arg(long, env = "GONGXU_OPERATOR", value_parser = NonEmptyStringValueParser::new())]
    operator: String,
    /// The service's telephone, as people read it.
    #[arg(long, env = "GONGXU_TELEPHONE", value_parser = NonEmptyStringValueParser::new())]
    telephone: String,
    /// When somebody answers it, such as 9:00–17:30.
    #[arg(long, env = "GONGXU_HOURS", value_parser = NonEmptyStringValueParser::new())]
    hours: String,
    /// The government's code for the site (网站标识码).
    #[arg(long, env = "GONGXU_SITE_CODE")]
    site_code: Option<String>,
    /// Filing numbers (备案号), separated by commas.
    #[arg(long, env = "GONGXU_FILINGS", value_delimiter = ',')]
    filings: Vec<String>,
}

impl Office {
    fn footer(self) -> Footer {
        let Office { sponsor, operator, telephone, hours, site_code, filings } = self;
        Footer { sponsor, operator, telephone, hours, site_code, filings, release: RELEASE.into(), ..Footer::default() }
    }
}

/// What the foot of every page calls this build.
pub const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// Serves the platform.
#[derive(clap::Args)]
pub struct Serve {
    #[command(flatten)]
    listen: Listen,
    #[command(flatten)]
    office: Office,
}

impl Serve {
    /// # Errors
    /// When the database is a demonstration's, or cannot be opened, or the address is taken.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let market = setup::open(place, setup::FILE, false).await?;
        if let Some(scenario) = market.scenario().await? {
            bail!("this database is a demonstration ({scenario}): open it with `gongxu demo`, or name another one");
        }
        serve(market, place, self.listen, self.office.footer(), None).await
    }
}

/// Serves until interrupted.
pub async fn serve(market: Market, place: &Place, listen: Listen, footer: Footer, demo: Option<demo::Demo>) -> Result<ExitCode> {
    // leptos asks for an executor once, although pages are rendered whole and at once.
    any_spawner::Executor::init_tokio().context("no executor for the pages")?;
    let listener = TcpListener::bind(listen.addr).await.with_context(|| format!("cannot listen on {}", listen.addr))?;
    let local = listener.local_addr()?;
    let public_url = listen.public_url.unwrap_or_else(|| format!("http://{local}"));
    let public_url = public_url.trim_end_matches('/').to_owned();
    let phrase = demo.as_ref().map(|demo| demo.phrase.clone());
    let config = Config { public_url, footer, demo };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Gongxu;
    use clap::Parser;

    #[derive(Parser)]
    struct Only {
        #[command(flatten)]
        office: Office,
    }

    #[test]
    fn an_installation_says_who_answers_for_it_or_is_told_what_is_missing() {
        let given = ["--sponsor=上海市示例局", "--operator=示例中心", "--telephone=021-1", "--hours=9:00–17:30"];
        for left_out in given {
            let (name, _) = left_out.split_once('=').unwrap();
            let empty = format!("{name}=");
            for more in [None, Some(empty.as_str())] {
                let words = ["gongxu", "serve"].into_iter().chain(given.into_iter().filter(|word| *word != left_out)).chain(more);
                let said = Gongxu::try_parse_from(words).err().expect("it does not start").to_string();
                assert!(said.contains(name), "{name}: {said}");
            }
        }
        assert!(Gongxu::try_parse_from(["gongxu", "serve"].into_iter().chain(given)).is_ok());
        let footer = Only::parse_from(["gongxu"].into_iter().chain(given)).office.footer();
        assert_eq!([footer.sponsor, footer.operator, footer.telephone, footer.hours], ["上海市示例局", "示例中心", "021-1", "9:00–17:30"]);
    }
}
