//! Everybody who typed in a draft. Nobody approves, reviews or signs what is partly their own, whoever typed last
//! (政府采购法 第61条).

use crate::fault::Fault;
use domain::ids::AccountId;
use domain::policy::{Case, Part};
use uuid::Uuid;

/// The accounts of a draft's column, and the one that typed last.
pub(crate) fn read(column: &str, last: Uuid) -> Result<Vec<AccountId>, Fault> {
    let mut all: Vec<AccountId> = serde_json::from_str(column)?;
    all.push(AccountId::new(last));
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The column once these have typed.
pub(crate) fn column(all: &[AccountId]) -> Result<String, Fault> {
    Ok(serde_json::to_string(all)?)
}

/// A case in which each of them drafted.
pub(crate) fn part(case: Case, all: &[AccountId]) -> Case {
    all.iter().fold(case, |case, account| case.part(Part::Drafted, Some(*account)))
}
