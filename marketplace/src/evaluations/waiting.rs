//! What waits for whom in evaluations, and when something falls due by itself.

use super::process::named_for;
use super::store::{Evaluation, of_contract};
use crate::contracts::store::{Contract, contract};
use crate::fault::Fault;
use crate::market::Market;
use crate::workbench::Task;
use domain::calendar::{Moment, end_of};
use domain::contracts as contract_rules;
use domain::evaluations::Evaluation as State;
use domain::evaluations::occasion::{may_commission, may_draft};
use domain::policy::{Actor, Role};
use domain::step::Word;
use entities::contracts::contract as contracts;
use entities::evaluations::evaluation as rows;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// What waits for this person in evaluations.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    match (actor.role, actor.organization) {
        (Role::PurApprover, Some(_)) => to_commission(market, actor).await,
        (Role::AgencyLead | Role::AgencyMember, Some(_)) => to_evaluate(market, actor).await,
        (Role::SoAdmin, Some(_)) => to_reply(market, actor).await,
        _ => Ok(Vec::new()),
    }
}

/// Contracts that foresee an evaluation and have no agency. It is pressing once the service is delivered; before that the
/// approver may, and need not.
async fn to_commission(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let states = contract_rules::Contract::ALL.iter().filter(|state| may_commission(**state).is_ok() && may_draft(**state).is_ok());
    let found = contracts::Entity::find()
        .filter(contracts::Column::PurchaserId.eq(actor.organization.map(|body| body.uuid())))
        .filter(contracts::Column::State.is_in(states.map(|state| state.key())))
        .filter(contracts::Column::EvaluatedOn.is_null())
        .order_by_asc(contracts::Column::Since)
        .all(db)
        .await?;
    let mut tasks = Vec::new();
    for row in found {
        let contract = Contract::read(row)?;
        if !contract.evaluation_open() || of_contract(db, contract.id).await?.is_some() {
            continue;
        }
        let path = format!("/contracts/{}/evaluation", contract.number()?);
        tasks.push(Task::new("evaluations.task-commission", path, contract.row.since, None).fact("title", contract.row.title.as_str()));
    }
    Ok(tasks)
}

async fn to_evaluate(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let done = [State::Issued, State::Declined, State::Cancelled, State::DraftSent].map(|state| state.key());
    let mut find = rows::Entity::find()
        .filter(rows::Column::AgencyId.eq(actor.organization.map(|body| body.uuid())))
        .filter(rows::Column::State.is_not_in(done))
        .order_by_asc(rows::Column::Since);
    let lead = actor.role == Role::AgencyLead;
    if let (false, Some(account)) = (lead, actor.account) {
        find = find.filter(rows::Column::Id.is_in(named_for(db, account).await?));
    }
    let mut tasks = Vec::new();
    for row in find.all(db).await? {
        let one = Evaluation::read(row)?;
        let key = match one.state {
            State::Commissioned if lead => "evaluations.task-accept",
            State::Accepted if lead => "evaluations.task-begin",
            // Scores may be typed before the final acceptance; nothing is pressing until then.
            State::Scoring if may_draft(contract(db, one.contract).await?.state).is_err() => continue,
            State::Scoring if lead => "evaluations.task-draft",
            State::Scoring => "evaluations.task-score",
            State::Replied | State::CommentOver if lead => "evaluations.task-issue",
            _ => continue,
        };
        tasks.push(Task::new(key, one.path(), one.row.since, None).fact("title", one.row.title.as_str()));
    }
    Ok(tasks)
}

async fn to_reply(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let found = rows::Entity::find()
        .filter(rows::Column::ProviderId.eq(actor.organization.map(|body| body.uuid())))
        .filter(rows::Column::State.eq(State::DraftSent.key()))
        .order_by_asc(rows::Column::CommentUntil)
        .all(market.reader())
        .await?;
    let task = |row: rows::Model| {
        let due = row.comment_until.map(end_of);
        Task::new("evaluations.task-reply", format!("/evaluations/work/{}", row.id), row.since, due).fact("title", row.title.as_str())
    };
    Ok(found.into_iter().map(task).collect())
}

/// When the next period to reply ends.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    let row = rows::Entity::find().filter(rows::Column::State.eq(State::DraftSent.key())).order_by_asc(rows::Column::CommentUntil).one(market.reader()).await?;
    Ok(row.and_then(|row| row.comment_until).map(end_of))
}
