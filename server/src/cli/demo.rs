//! `gongxu demo`.

use super::serve::{Listen, RELEASE, serve};
use super::{Place, say, worlds};
use crate::scenarios;
use anyhow::Result;
use frontend::Footer;
use marketplace::Market;
use marketplace::identity::people;
use messages::{Language, words};
use std::process::ExitCode;
use std::time::Instant;

/// Opens a demonstration world. It is kept until it is reset.
#[derive(clap::Args)]
pub struct Demo {
    #[command(flatten)]
    listen: Listen,
    /// The world to begin with.
    #[arg(long, default_value = "default")]
    scenario: String,
    /// `frozen` lets the world stand still until the time machine moves it.
    #[arg(long, value_parser = ["running", "frozen"], default_value = "running")]
    clock: String,
    /// Drops the world that is kept and begins anew.
    #[arg(long)]
    reset: bool,
}

impl Demo {
    /// # Errors
    /// When the database is no demonstration's, or the scenario cannot be built.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let started = Instant::now();
        let market = worlds::open(place, &self.scenario, self.reset).await?;
        let frozen = self.clock == "frozen";
        if frozen != market.is_frozen() {
            market.move_world(market.now(), frozen).await?;
        }
        say(format!("world ready in {:.1} s: {}", started.elapsed().as_secs_f64(), words(Language::Zh).moment(market.now())))?;
        let demo = crate::demo::Demo { phrase: scenarios::PHRASE.to_owned(), frozen };
        serve(market, place, self.listen, footer(), Some(demo)).await
    }
}

/// A demonstration belongs to nobody: its office is fictional.
fn footer() -> Footer {
    Footer {
        sponsor: "上海市示例主管局".into(),
        operator: "上海示例信息服务中心".into(),
        telephone: "021-0000 0000".into(),
        hours: "9:00–17:30".into(),
        release: RELEASE.into(),
        ..Footer::default()
    }
}

/// Lists the accounts and their one phrase.
pub async fn say_people(market: &Market, phrase: &str) -> Result<()> {
    let zh = words(Language::Zh);
    for person in people(market).await? {
        let body = person.organization.unwrap_or_default();
        say(format!("  {:<14} {} {body}", person.login, zh.say(&person.role.term())))?;
    }
    say(format!("phrase: {phrase}"))?;
    Ok(())
}
