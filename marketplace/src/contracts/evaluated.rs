//! What the evaluation of a contract changes in it: the final instalment.

use super::notice;
use super::settle::settle;
use super::store::{contract, touch};
use crate::fault::Fault;
use crate::tx::{Audience, Message, Tx};
use domain::calendar::Day;
use domain::contracts::{FinalEffect, Mending};
use domain::evaluations::{Grade, final_effect};
use domain::ids::{ContractId, OrganizationId};
use domain::policy::Role;
use domain::step::Word;
use entities::evaluations::evaluation;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// An agency begins to evaluate this contract: from this day on the next step is its.
pub(crate) async fn evaluation_begun(tx: &Tx, id: ContractId, since: Day) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    touch(tx, &contract, |row| row.evaluating_since = Set(Some(since))).await?;
    notice::publish_version(tx, id).await
}

/// The agency declined, or its commission was taken back: the contract waits for another one.
pub(crate) async fn evaluation_released(tx: &Tx, id: ContractId) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    touch(tx, &contract, |row| row.evaluating_since = Set(None)).await?;
    notice::publish_version(tx, id).await
}

/// The evaluation of this contract was issued. A good grade lets the final instalment fall due, a fair one asks for mending
/// first, a poor one keeps back what the contract allows.
pub(crate) async fn evaluation_issued(tx: &Tx, id: ContractId, grade: Grade, issued: Day) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    let mend = final_effect(grade) == FinalEffect::RectifyFirst;
    let contract = touch(tx, &contract, |row| {
        row.evaluated_on = Set(Some(issued));
        row.grade = Set(Some(grade.key().to_owned()));
        if mend {
            row.mending = Set(Some(Mending::Asked.key().to_owned()));
            row.mending_since = Set(Some(tx.at()));
        }
    })
    .await?;
    settle(tx, id).await?;
    notice::publish_version(tx, id).await?;
    if mend {
        let message = Message::new("inbox.mending-asked", format!("{}/mending", contract.path())).fact("title", contract.row.title.as_str());
        tx.tell(Audience::Holders(contract.provider, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    }
    Ok(())
}

/// The agency that evaluates, or evaluated, this contract: it reads the evidence.
pub(super) async fn agency(db: &impl ConnectionTrait, id: ContractId) -> Result<Option<OrganizationId>, Fault> {
    let found = evaluation::Entity::find()
        .filter(evaluation::Column::ContractId.eq(id.uuid()))
        .filter(evaluation::Column::AcceptedAt.is_not_null())
        .filter(evaluation::Column::State.ne(domain::evaluations::Evaluation::Cancelled.key()))
        .order_by_desc(evaluation::Column::CommissionedAt)
        .one(db)
        .await?;
    Ok(found.map(|row| OrganizationId::new(row.agency_id)))
}
