//! Loading a list: all of it or nothing.

use super::register::{Loaded, load};
use crate::fault::Fault;
use crate::market::Market;
use domain::organizations::import::ImportReport;
use domain::policy::{Action, Actor, Case, may};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// What a list did to the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Bodies that were not there before.
    pub new: usize,
    /// Bodies whose facts changed.
    pub changed: usize,
    /// Bodies whose facts the list only repeats.
    pub unchanged: usize,
}

/// Loads the rows of a judged list in one transaction.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `organizations.import-not-loadable` when a row of it is impossible.
pub async fn load_report(market: &Market, actor: &Actor, report: &ImportReport) -> Result<Outcome, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    if !report.may_load() {
        return Err(Refusal::new("organizations.import-not-loadable").fact("n", report.counts.refused).into());
    }
    let tx = market.begin(actor).await?;
    let mut outcome = Outcome::default();
    for listed in report.to_load() {
        match load(&tx, listed, &report.file).await?.1 {
            Loaded::New => outcome.new += 1,
            Loaded::Changed => outcome.changed += 1,
            Loaded::Unchanged => outcome.unchanged += 1,
        }
    }
    tx.record("organizations.imported", "organizations", serde_json::json!({"new": outcome.new, "changed": outcome.changed})).await?;
    tx.commit().await?;
    Ok(outcome)
}
