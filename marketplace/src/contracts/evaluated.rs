//! What the evaluation of a contract changes in it: the final instalment.

use super::store::{contract, touch};
use crate::fault::Fault;
use crate::tx::Tx;
use domain::calendar::Day;
use domain::evaluations::Grade;
use domain::ids::ContractId;
use domain::step::Word;
use sea_orm::ActiveValue::Set;

/// An agency begins to evaluate this contract: from this day on the next step is its.
pub(crate) async fn evaluation_begun(tx: &Tx, id: ContractId, since: Day) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    touch(tx, &contract, |row| row.evaluating_since = Set(Some(since))).await?;
    Ok(())
}

/// The evaluation of this contract was issued. A good grade lets the final instalment fall due, a fair one asks for mending
/// first, a poor one keeps back what the contract allows.
pub(crate) async fn evaluation_issued(tx: &Tx, id: ContractId, grade: Grade, issued: Day) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    touch(tx, &contract, |row| {
        row.evaluated_on = Set(Some(issued));
        row.grade = Set(Some(grade.key().to_owned()));
    })
    .await?;
    Ok(())
}
