//! Worlds to begin with. Nothing here is done that a person could not do through the same use cases.

mod people;
mod register;

use anyhow::{Result, bail};
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
    match name {
        "empty" => {
            market.become_demonstration(name, morning).await?;
            people::operator(market).await
        }
        "default" => {
            market.become_demonstration(name, morning).await?;
            let register = register::load(market).await?;
            people::Cast::create(market, &register).await?;
            Ok(())
        }
        other => bail!("no scenario {other}: default, empty"),
    }
}
