//! The people of a scenario.

use super::PHRASE;
use anyhow::Result;
use domain::policy::{Actor, Role};
use marketplace::Market;
use marketplace::identity::{NewAccount, create_account};

/// One operator and nothing else.
pub async fn operator(market: &Market) -> Result<()> {
    account(market, "operator", "示例·平台运维", Role::Operator).await
}

/// Everybody whom the demonstration's tour meets.
pub async fn everybody(market: &Market) -> Result<()> {
    account(market, "registrar", "示例·登记管理", Role::Registrar).await?;
    account(market, "auditor", "示例·审计", Role::Auditor).await
}

async fn account(market: &Market, login: &str, name: &str, role: Role) -> Result<()> {
    let new = NewAccount { login: login.into(), name: name.into(), password: PHRASE.into(), role, organization: None };
    create_account(market, &Actor::OPERATOR, new).await?;
    Ok(())
}
