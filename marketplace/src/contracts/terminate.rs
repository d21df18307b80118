//! A contract ends before its time.

use super::store::{Contract, of_demand, save};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::tx::Tx;
use domain::contracts::contract;
use domain::ids::DemandId;
use sea_orm::ActiveValue::Set;

/// Ends a contract before its time, on a ground that the caller has established: the failed final milestone, or a purchase that
/// was given up before both had signed.
pub(super) async fn terminate(tx: &Tx, contract: &Contract, reason: Option<&str>) -> Result<(), Fault> {
    let facts = contract::Facts { reason_given: reason.is_some(), ..contract::Facts::favourable() };
    let step = contract::advance(contract.state, contract::Event::Terminate, &facts)?;
    save(tx, contract, step, |row| row.reason = Set(reason.map(str::to_owned))).await?;
    Ok(())
}

/// Ends the contract of a purchase that is given up, if it has one: nobody signs what will not be bought.
pub(crate) async fn purchase_given_up(tx: &Tx, demand: DemandId, reason: &str) -> Result<(), Fault> {
    let Some(contract) = of_demand(tx.db(), demand).await? else { return Ok(()) };
    terminate(tx, &contract, Some(reason)).await?;
    tx.record_secret(Secret::ContractTerminated, serde_json::json!({"contract": contract.id.to_string()})).await
}
