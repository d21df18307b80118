//! The agency accepts, with its declarations, or declines.

use super::agencies::{DRAFTED, keep_tie, verdict};
use super::store::{Evaluation, evaluation, in_a_row, other_bodies, save};
use crate::contracts::evaluated::evaluation_released;
use crate::contracts::store::contract;
use crate::fault::Fault;
use crate::identity;
use crate::kinds::Secret;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::calendar::Day;
use domain::evaluations::task::{Event, Facts, advance};
use domain::evaluations::team::{self, Member, Skill};
use domain::ids::{AccountId, EvaluationId};
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::Refusal;
use domain::step::Word;
use domain::text::{MOST_WORDS, at_most, written};
use entities::evaluations::evaluation_member as rows;
use entities::identity::membership;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;
use uuid::Uuid;

/// Accepts a commission.
#[derive(Clone, Debug, Serialize)]
pub struct Accept {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Whether the agency declares itself independent.
    pub independent: bool,
    /// The evaluators.
    pub members: Vec<Named>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// An evaluator who is named.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// The account.
    pub account: AccountId,
    /// Whether this is the lead evaluator (主评人).
    pub lead: bool,
    /// What this person can judge.
    pub skills: Vec<Skill>,
    /// Whether this person's signed declaration of independence is at hand.
    pub declared: bool,
}

/// Declines a commission.
#[derive(Clone, Debug, Serialize)]
pub struct Decline {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Why.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Declares a part that the agency had in drafting this very purchase.
#[derive(Clone, Debug, Serialize)]
pub struct DeclarePart {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// When.
    pub on: Day,
    /// Where it is known from.
    pub source: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Accepts a commission: the agency declares itself independent, names its evaluators and vouches for the declaration that each
/// of them signed. A tie that it must declare is declared before ([`super::declare_tie`], [`declare_part`]), so that it stays on
/// record although the acceptance is refused.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency; `evaluations.agency-not-declared`, `evaluations.not-of-agency`; what
/// stands against agency or team, see [`advance`]; `changed-meanwhile`.
pub async fn accept(market: &Market, actor: &Actor, cmd: Accept) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.accept", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = evaluation(tx.db(), cmd.evaluation).await?;
    may(actor, Action::AcceptCommission, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    if !cmd.independent {
        return Err(Refusal::new("evaluations.agency-not-declared").field("independent").into());
    }
    let contract = contract(tx.db(), one.contract).await?;
    let verdict = verdict(tx.db(), one.agency, &contract, tx.today()).await?;
    let team = team_of(&tx, &one, &cmd.members).await?;
    let against = team::check(&team, one.provider, one.purchaser, tx.edition());
    let facts = Facts { against_agency: verdict.allow().err(), against_team: against.clone(), ..Facts::favourable(tx.today()) };
    let step = match advance(one.state, Event::Accept, &facts) {
        Ok(step) => step,
        // The form shows everything that stands against the team at once.
        Err(refusal) if against.contains(&refusal) => return Err(Fault::Unfit(against)),
        Err(refusal) => return Err(refusal.into()),
    };
    for member in &team {
        let row = rows::ActiveModel {
            evaluation_id: Set(one.row.id),
            account_id: Set(member.account.uuid()),
            lead: Set(member.lead),
            skills: Set(member.skills.iter().map(|skill| skill.key()).collect::<Vec<_>>().join(" ")),
            declared_on: Set(tx.today()),
        };
        row.insert(tx.db()).await?;
    }
    let checked = serde_json::to_string(&verdict)?;
    save(&tx, &one, step, |row| {
        row.accepted_at = Set(Some(tx.at()));
        row.verdict = Set(checked);
    })
    .await?;
    let members: Vec<String> = team.iter().map(|member| member.account.to_string()).collect();
    tx.record_secret(Secret::EvaluationAccepted, serde_json::json!({"evaluation": one.id.to_string(), "declared": members})).await?;
    let message = Message::new("inbox.evaluation-accepted", one.path()).fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.purchaser, vec![Role::PurApprover]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// The named people as the rules see them. Who is not of the agency cannot be named; its lead evaluator must hold that role.
async fn team_of(tx: &Tx, one: &Evaluation, named: &[Named]) -> Result<Vec<Member>, Fault> {
    let accounts: Vec<Uuid> = named.iter().map(|member| member.account.uuid()).collect();
    let roles = membership::Entity::find()
        .filter(membership::Column::AccountId.is_in(accounts.clone()))
        .filter(membership::Column::OrganizationId.eq(one.agency.uuid()))
        .filter(membership::Column::Until.is_null())
        .all(tx.db())
        .await?;
    let names = identity::names(tx.db(), accounts.clone()).await?;
    let in_a_row = in_a_row(tx.db(), one.provider, one.contract, &accounts).await?;
    let mut bodies = other_bodies(tx.db(), accounts, one.agency).await?;
    let mut team: Vec<Member> = Vec::with_capacity(named.len());
    for member in named {
        let name = names.get(&member.account.uuid()).cloned().unwrap_or_default();
        let holds = |role: &membership::Model| {
            role.account_id == member.account.uuid()
                && Role::parse(&role.role).is_some_and(|role| role == Role::AgencyLead || (role == Role::AgencyMember && !member.lead))
        };
        if !roles.iter().any(holds) || team.iter().any(|other| other.account == member.account) {
            return Err(Refusal::new("evaluations.not-of-agency").fact("name", name).field("team").into());
        }
        team.push(Member {
            account: member.account,
            name,
            lead: member.lead,
            skills: member.skills.clone(),
            bodies: bodies.remove(&member.account.uuid()).unwrap_or_default(),
            in_a_row: in_a_row.get(&member.account.uuid()).copied().unwrap_or_default(),
            declared: member.declared.then(|| tx.today()),
        });
    }
    Ok(team)
}

/// Declines a commission; the contract waits for another agency.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency, `evaluations.no-reason`, `evaluations.out-of-order`,
/// `changed-meanwhile`.
pub async fn decline(market: &Market, actor: &Actor, cmd: Decline) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.decline", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = evaluation(tx.db(), cmd.evaluation).await?;
    may(actor, Action::AcceptCommission, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let reason = written(cmd.reason.as_deref(), "reason")?;
    let step = advance(one.state, Event::Decline, &Facts { reason_given: reason.is_some(), ..Facts::favourable(tx.today()) })?;
    save(&tx, &one, step, |row| row.reason = Set(reason.map(str::to_owned))).await?;
    evaluation_released(&tx, one.contract).await?;
    tx.record_secret(Secret::EvaluationDeclined, serde_json::json!({"evaluation": one.id.to_string()})).await?;
    let message = Message::new("inbox.evaluation-declined", one.path()).fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.purchaser, vec![Role::PurApprover]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Declares that the agency had a part in drafting the requirement, plan or documents of this purchase. That bars it for good.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency, `evaluations.tie-without-source`.
pub async fn declare_part(market: &Market, actor: &Actor, cmd: DeclarePart) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.declare_part", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = evaluation(tx.db(), cmd.evaluation).await?;
    may(actor, Action::AcceptCommission, &one.case())?;
    if cmd.source.trim().is_empty() {
        return Err(Refusal::new("evaluations.tie-without-source").field("source").into());
    }
    at_most(cmd.source.trim(), MOST_WORDS, "source")?;
    let demand = contract(tx.db(), one.contract).await?.demand;
    keep_tie(&tx, one.agency, one.purchaser, Some(demand), DRAFTED, cmd.on, cmd.source.trim()).await?;
    tx.record_secret(Secret::AgencyTieDeclared, serde_json::json!({"agency": one.agency.to_string(), "tie": DRAFTED, "last": cmd.on})).await?;
    tx.commit_once(&cmd.once, ()).await
}
