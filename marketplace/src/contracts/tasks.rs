//! What waits for a person in contracts, and when the next thing is due.

use super::drafts::{WithoutContract, waiting_for_draft};
use super::standing::{Whole, whole};
use super::store::{Contract, signed_or_running};
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use domain::calendar::{Moment, at, day_of, end_of};
use domain::contracts as rules;
use domain::contracts::{NextStep, Side, Todo};
use domain::ids::OrganizationId;
use domain::policy::{Actor, Role};
use domain::step::Word;
use domain::workbench::Task;
use entities::bids::bid;
use entities::contracts::{contract as rows, milestone, payment};
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Where a step of a contract is done.
fn path(one: &Whole, step: &NextStep) -> String {
    let contract = one.contract.path();
    let milestone = || one.milestones.iter().find(|milestone| Some(&milestone.row.name) == step.subject.as_ref()).map(|milestone| milestone.row.position);
    match step.what {
        Todo::Report | Todo::Check | Todo::Accept | Todo::Rectify if step.subject.is_some() => {
            milestone().map_or_else(|| contract.clone(), |position| format!("{contract}/milestones/{position}"))
        }
        Todo::Rectify | Todo::ConfirmMending => format!("{contract}/mending"),
        Todo::Pay => step.subject.as_ref().map_or_else(|| contract.clone(), |number| format!("{contract}/payments/{number}")),
        _ => contract,
    }
}

/// What waits in the contracts of this person's body: contracts to draft, review and sign, reports, checks, acceptances, payments.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<Vec<Task>, Fault> {
    let Some(body) = actor.organization.filter(|_| actor.role.of_purchaser() || actor.role.of_provider()) else { return Ok(Vec::new()) };
    let (db, today) = (market.reader(), day_of(market.now()));
    let side = if actor.role.of_provider() { rows::Column::ProviderId } else { rows::Column::PurchaserId };
    let open = rows::Column::State.ne(rules::Contract::Closed.key());
    let found = rows::Entity::find().filter(side.eq(body.uuid())).filter(open).filter(signed_or_running()).order_by_asc(rows::Column::Id).all(db).await?;
    let contracts = found.into_iter().map(Contract::read).collect::<Result<Vec<_>, Fault>>()?;
    let ready = waiting_for_draft(market, chosen(actor, body)).await?;
    let parties = contracts.iter().flat_map(|contract| [contract.row.purchaser_id, contract.row.provider_id]);
    let names = organizations::names(db, parties.chain(ready.iter().map(|waiting| waiting.purchaser))).await?;
    // Within one's own body the role says enough.
    let other = |id: Uuid| names.get(&id).filter(|_| id != body.uuid()).map(String::as_str);
    let mut tasks = Vec::new();
    for one in whole(db, contracts).await? {
        for step in one.progress(today).next {
            // Commissioning and evaluating are told by the room that does them.
            if matches!(step.what, Todo::Commission | Todo::Evaluate) {
                continue;
            }
            let row = &one.contract.row;
            let holder = if step.side == Side::Provider { row.provider_id } else { row.purchaser_id };
            let key = format!("contracts.task-{}", step.what.key());
            let task = Task::new(&key, path(&one, &step), at(step.since, 0, 0), step.due.map(|due| end_of(due.day)));
            let task = task.fact("title", row.title.as_str()).fact("subject", step.subject.clone().unwrap_or_default());
            tasks.push(task.held_by(actor, step.who, other(holder)));
        }
    }
    for WithoutContract { ready, confirmed, purchaser, edition } in &ready {
        let due = end_of(rules::contract::sign_by(ready.confirmed_on, *edition));
        let path = if actor.role == Role::PurOfficer { format!("/contracts/new?demand={}", ready.demand) } else { format!("/demands/{}", ready.demand) };
        let task = Task::new("contracts.task-begin", path, *confirmed, Some(due)).fact("title", ready.title.as_str()).fact("subject", ready.demand.to_string());
        tasks.push(task.held_by(actor, Role::PurOfficer, other(*purchaser)));
    }
    Ok(tasks)
}

/// The purchases of a unit, or those for which an organization was chosen.
fn chosen(actor: &Actor, body: OrganizationId) -> SimpleExpr {
    if actor.role.of_provider() {
        let own = Query::select().column(bid::Column::Id).from(bid::Entity).and_where(bid::Column::OrganizationId.eq(body.uuid())).to_owned();
        procedure::Column::ChosenBidId.in_subquery(own)
    } else {
        demand::Column::PurchaserId.eq(body.uuid())
    }
}

/// The next day on which a report, an acceptance or a payment is due, at nine in the morning, for the time machine.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    let (db, now) = (market.reader(), market.now());
    // A day whose morning has come is behind.
    let from = if at(day_of(now), 9, 0) > now { day_of(now) } else { day_of(now).succ_opt().unwrap_or(day_of(now)) };
    let payment: Option<Option<domain::calendar::Day>> = payment::Entity::find()
        .filter(payment::Column::State.eq(rules::Payment::Due.key()))
        .filter(payment::Column::DueOn.gte(from))
        .select_only()
        .column_as(payment::Column::DueOn.min(), "day")
        .into_tuple()
        .one(db)
        .await?;
    let of = |state: &[rules::Milestone], column: milestone::Column| {
        milestone::Entity::find()
            .filter(milestone::Column::State.is_in(state.iter().map(|state| state.key())))
            .filter(column.gte(from))
            .select_only()
            .column_as(column.min(), "day")
            .into_tuple::<Option<domain::calendar::Day>>()
    };
    let report = of(&[rules::Milestone::Planned], milestone::Column::DueOn).one(db).await?;
    let accept = of(&[rules::Milestone::Reported, rules::Milestone::Checked], milestone::Column::AcceptOn).one(db).await?;
    Ok([payment, report, accept].into_iter().flatten().flatten().min().map(|day| at(day, 9, 0)))
}
