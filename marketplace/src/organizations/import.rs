//! Loading a list: all of it or nothing.

use super::register::{Loaded, load, make_public};
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::Tx;
use domain::organizations::ImportOutcome;
use domain::organizations::import::{Finding, ImportReport};
use domain::policy::{Action, Actor, Case, may};
use domain::refusal::{Kind, Refusal};
use entities::organizations::organization;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// Loads the rows of a judged list in one transaction.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `organizations.import-not-loadable` when a row of it is impossible,
/// `organizations.import-names-since` when a body has another name in the register than the report says.
pub async fn load_report(market: &Market, actor: &Actor, report: &ImportReport) -> Result<ImportOutcome, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let tx = market.begin(actor).await?;
    let outcome = load_all(&tx, report).await?;
    tx.commit().await?;
    Ok(outcome)
}

/// The rows of a judged list that would rename a body of the register as it is now.
pub(super) async fn renames(db: &impl ConnectionTrait, report: &ImportReport) -> Result<Vec<Finding>, Fault> {
    let mut known: HashMap<String, String> = HashMap::new();
    for rows in report.organizations.chunks(500) {
        let codes = rows.iter().map(|row| row.code.as_str());
        let found = organization::Entity::find()
            .select_only()
            .columns([organization::Column::Code, organization::Column::Name])
            .filter(organization::Column::Code.is_in(codes))
            .into_tuple::<(String, String)>()
            .all(db)
            .await?;
        known.extend(found);
    }
    Ok(report.renames(|code| known.get(code.as_str()).map(String::as_str)))
}

/// Loads the rows of a judged list in this transaction. A body gets no other name than the report says.
pub(super) async fn load_all(tx: &Tx, report: &ImportReport) -> Result<ImportOutcome, Fault> {
    if !report.may_load() {
        return Err(Refusal::new("organizations.import-not-loadable").fact("n", report.counts.refused).into());
    }
    if renames(tx.db(), report).await?.iter().any(|rename| !report.findings.contains(rename)) {
        return Err(Refusal::new("organizations.import-names-since").kind(Kind::Conflict).into());
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
