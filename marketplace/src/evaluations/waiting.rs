//! What waits for whom in evaluations, and when something falls due by itself.

use super::process::named_for;
use super::store::{Evaluation, of_contract};
use crate::contracts::store::{Contract, contract};
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use domain::calendar::{Moment, at, day_of, end_of};
use domain::contracts as contract_rules;
use domain::evaluations::Evaluation as State;
use domain::evaluations::occasion::{may_commission, may_draft};
use domain::policy::{Actor, Role};
use domain::step::Word;
use domain::workbench::Task;
use entities::contracts::contract as contracts;
use entities::evaluations::evaluation as rows;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// What waits in evaluations: for this person, or for whom else the person's body waits.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let mut tasks = match actor.role {
        Role::PurOfficer | Role::PurApprover => to_commission(market, actor).await?,
        _ => Vec::new(),
    };
    tasks.extend(in_progress(market, actor).await?);
    Ok(tasks)
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
        // The page on which an agency is chosen is the approver's alone.
        let path = if actor.role == Role::PurApprover { format!("/contracts/{}/evaluation", contract.number()?) } else { contract.path() };
        let task = Task::new("evaluations.task-commission", path, contract.row.since, None).fact("title", contract.row.title.as_str());
        tasks.push(task.held_by(actor, Role::PurApprover, None));
    }
    Ok(tasks)
}

/// Evaluations that are not issued, each with whose turn it is.
async fn in_progress(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let db = market.reader();
    let side = match actor.role {
        role if role.of_purchaser() => rows::Column::PurchaserId,
        role if role.of_provider() => rows::Column::ProviderId,
        role if role.of_agency() => rows::Column::AgencyId,
        _ => return Ok(Vec::new()),
    };
    let Some(body) = actor.organization else { return Ok(Vec::new()) };
    let done = [State::Issued, State::Declined, State::Cancelled].map(|state| state.key());
    let mut find = rows::Entity::find().filter(side.eq(body.uuid())).filter(rows::Column::State.is_not_in(done)).order_by_asc(rows::Column::Since);
    if let (Role::AgencyMember, Some(account)) = (actor.role, actor.account) {
        find = find.filter(rows::Column::Id.is_in(named_for(db, account).await?));
    }
    let found = find.all(db).await?;
    let names = organizations::names(db, found.iter().flat_map(|row| [row.agency_id, row.provider_id])).await?;
    let mut tasks = Vec::new();
    for row in found {
        let one = Evaluation::read(row)?;
        let contract = contract(db, one.contract).await?;
        let (key, who) = match one.state {
            // Scores may be typed before the final acceptance; nothing is pressing until then.
            State::Scoring if may_draft(contract.state).is_err() => continue,
            // Before a draft is sent the provider learns what the page of the contract tells everybody.
            State::Commissioned | State::Accepted | State::Scoring if actor.role.of_provider() && one.row.draft_sent_at.is_none() => {
                let since = at(contract.row.evaluating_since.unwrap_or(day_of(one.row.commissioned_at)), 0, 0);
                let task = Task::new("evaluations.task-draft", contract.path(), since, None).fact("title", one.row.title.as_str());
                tasks.push(task.held_by(actor, Role::AgencyLead, None));
                continue;
            }
            State::Commissioned => ("evaluations.task-accept", Role::AgencyLead),
            State::Accepted => ("evaluations.task-begin", Role::AgencyLead),
            State::Scoring if actor.role == Role::AgencyMember => ("evaluations.task-score", Role::AgencyMember),
            State::Scoring => ("evaluations.task-draft", Role::AgencyLead),
            State::DraftSent => ("evaluations.task-reply", Role::SoAdmin),
            State::Replied | State::CommentOver => ("evaluations.task-issue", Role::AgencyLead),
            State::Issued | State::Declined | State::Cancelled => continue,
        };
        let holder = if who.of_agency() { one.row.agency_id } else { one.row.provider_id };
        let name = names.get(&holder).filter(|_| holder != body.uuid()).map(String::as_str);
        let due = one.row.comment_until.filter(|_| one.state == State::DraftSent).map(end_of);
        tasks.push(Task::new(key, one.path(), one.row.since, due).fact("title", one.row.title.as_str()).held_by(actor, who, name));
    }
    Ok(tasks)
}

/// When the next period to reply ends.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    let row = rows::Entity::find().filter(rows::Column::State.eq(State::DraftSent.key())).order_by_asc(rows::Column::CommentUntil).one(market.reader()).await?;
    Ok(row.and_then(|row| row.comment_until).map(end_of))
}
