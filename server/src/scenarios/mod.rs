//! Worlds to begin with. Nothing here is done that a person could not do through the same use cases.

mod people;

use anyhow::{Context, Result, bail};
use domain::calendar::at;
use domain::law::day;
use marketplace::Market;

/// The phrase of every demonstration account.
pub const PHRASE: &str = "paper boats drift past seven quiet bridges";

/// Builds a scenario into an empty database. The world's clock is left frozen at the scenario's now.
///
/// # Errors
/// When there is no such scenario, or a use case refuses what the scenario tells it to do.
pub async fn build(market: &Market, name: &str) -> Result<()> {
    let morning = at(day(2025, 3, 3), 9, 0);
    market.become_demonstration(name, morning).await?;
    match name {
        "empty" => people::operator(market).await.context("scenario empty"),
        "default" => people::everybody(market).await.context("scenario default"),
        other => bail!("no scenario {other}: default, empty"),
    }
}
