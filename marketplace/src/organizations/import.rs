//! Loading a list: all of it or nothing.

use super::register::{Loaded, load, make_public};
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::Tx;
use domain::organizations::ImportOutcome;
use domain::organizations::import::ImportReport;
use domain::policy::{Action, Actor, Case, may};
use domain::refusal::Refusal;

/// Loads the rows of a judged list in one transaction.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `organizations.import-not-loadable` when a row of it is impossible.
pub async fn load_report(market: &Market, actor: &Actor, report: &ImportReport) -> Result<ImportOutcome, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let tx = market.begin(actor).await?;
    let outcome = load_all(&tx, report).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// Loads the rows of a judged list in this transaction.
pub(super) async fn load_all(tx: &Tx, report: &ImportReport) -> Result<ImportOutcome, Fault> {
    if !report.may_load() {
        return Err(Refusal::new("organizations.import-not-loadable").fact("n", report.counts.refused).into());
    }
    let mut outcome = ImportOutcome::default();
    for listed in report.to_load() {
        let (body, loaded) = load(tx, listed, &report.file).await?;
        match loaded {
            Loaded::New => outcome.new += 1,
            Loaded::Changed => outcome.changed += 1,
            Loaded::Unchanged => {
                outcome.unchanged += 1;
                continue;
            }
        }
        make_public(tx, &body).await?;
    }
    tx.record(Entry::OrganizationsImported, "organizations", serde_json::json!({"new": outcome.new, "changed": outcome.changed})).await?;
    Ok(outcome)
}
