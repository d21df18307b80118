//! `gongxu seed`.

use super::{Place, say, worlds};
use crate::scenarios;
use anyhow::Result;
use messages::{Language, words};
use std::process::ExitCode;
use std::time::Instant;

/// Builds a world into the demonstration's database, without serving it.
#[derive(clap::Args)]
pub struct Seed {
    /// The world to build.
    #[arg(long, default_value = "default", conflicts_with = "size")]
    scenario: String,
    /// A large world instead: so many published demands, and as many organizations.
    #[arg(long)]
    size: Option<u32>,
    /// Drops the world that is kept and begins anew.
    #[arg(long)]
    reset: bool,
}

impl Seed {
    /// # Errors
    /// When the database holds something else, or the scenario cannot be built.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let started = Instant::now();
        let scenario = self.size.map_or(self.scenario, scenarios::of_size);
        let market = worlds::open(place, &scenario, self.reset).await?;
        say(format!("{scenario}: world ready in {:.1} s: {}", started.elapsed().as_secs_f64(), words(Language::Zh).moment(market.now())))?;
        market.close().await?;
        Ok(ExitCode::SUCCESS)
    }
}
