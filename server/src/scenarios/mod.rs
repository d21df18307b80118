//! Worlds to begin with. Nothing here is done that a person could not do through the same use cases.

mod history;
mod people;
mod register;
mod size;
pub mod tour;

use anyhow::{Result, bail};
use domain::calendar::at;
use domain::evaluations::independence::TieKind;
use domain::law::day;
use domain::policy::Actor;
use marketplace::evaluations::{DeclareTie, declare_tie};
use marketplace::{Market, Once};

/// The phrase of every demonstration account.
pub const PHRASE: &str = "paper boats drift past seven quiet bridges";

/// Scenarios with a name of their own.
const NAMED: [&str; 2] = ["default", "empty"];
/// The largest world that `size-N` builds.
const LARGEST: u32 = 40_000;

/// The name of the scenario with so many published demands.
pub fn of_size(n: u32) -> String {
    format!("size-{n}")
}

fn size_of(name: &str) -> Option<u32> {
    name.strip_prefix("size-")?.parse().ok().filter(|n| (1..=LARGEST).contains(n))
}

/// Refuses a name that no scenario has.
///
/// # Errors
/// When there is no such scenario.
pub fn check(name: &str) -> Result<()> {
    if !NAMED.contains(&name) && size_of(name).is_none() {
        bail!("no scenario {name}: {}, size-N with N up to {LARGEST}", NAMED.join(", "));
    }
    Ok(())
}

/// Builds a scenario into an empty database. The world's clock is left frozen at the scenario's now.
///
/// # Errors
/// When there is no such scenario, or a use case refuses what the scenario tells it to do.
pub async fn build(market: &Market, name: &str) -> Result<()> {
    check(name)?;
    let morning = at(day(2025, 3, 3), 9, 0);
    if let Some(n) = size_of(name) {
        market.become_demonstration(name, at(size::FIRST, 9, 0)).await?;
        return size::build(market, n, morning).await;
    }
    if name == "empty" {
        market.become_demonstration(name, morning).await?;
        return people::operator(market).await;
    }
    // The world has a past: it begins a year earlier and is lived through until this morning.
    market.become_demonstration(name, at(day(2024, 1, 2), 9, 0)).await?;
    let register = register::load(market).await?;
    let cast = people::Cast::create(market, &register).await?;
    history::live(market, &register, &cast, morning).await?;
    partial_agency(market, &register).await
}

/// The second agency has consulted the tour's three providers since it last evaluated one: it may not evaluate them (DOMAIN §6.5).
async fn partial_agency(market: &Market, register: &register::Register) -> Result<()> {
    let Some(agency) = register.agencies.get(1) else { return Ok(()) };
    for provider in [0, 10, 20].iter().filter_map(|index| register.organizations.get(*index)) {
        let tie = DeclareTie {
            agency: agency.id,
            provider: provider.id,
            kind: TieKind::Consulted,
            last: day(2025, 2, 28),
            source: "示例咨询合同".to_owned(),
            once: Once::fresh(),
        };
        declare_tie(market, &Actor::OPERATOR, tie).await?;
    }
    Ok(())
}

#[cfg(test)]
pub mod tests;
