//! An evaluation in progress, for those who have a part in it: each sees what is for them.

use super::agencies::{scheme_line, verdict};
use super::hearing::against_draft;
use super::issue::against_issue;
use super::read::{draft, heard, parties};
use super::store::{Evaluation, evaluation, facts, in_a_row, members, other_bodies, scores};
use crate::contracts::store::{Contract, contract};
use crate::fault::Fault;
use crate::identity;
use crate::market::Market;
use crate::organizations;
use domain::calendar::{Due, day_of};
use domain::evaluations::independence::Verdict;
use domain::evaluations::occasion::may_draft;
use domain::evaluations::task::{Event, advance};
use domain::evaluations::team::rests;
use domain::evaluations::{Audience, Evaluation as State, MemberView, ProcessRow, ProcessView, TeamCandidate, TypedDimension, TypedIndicator, WorkView};
use domain::ids::{AccountId, EvaluationId, OrganizationId};
use domain::law::Edition;
use domain::money::Points;
use domain::numbers::EvaluationNumber;
use domain::policy::{Action, Actor, Case, Decision, Role, decide, may};
use domain::refusal::Refusal;
use domain::step::Word;
use entities::contracts::contract as contracts;
use entities::evaluations::{evaluation as rows, evaluation_member as member};
use entities::identity::membership;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// An evaluation in progress. The provider learns nothing before a draft is sent; the purchaser sees the agency and its
/// independence at once, and points from the first draft on: nobody may stop a result that he has seen.
///
/// # Errors
/// Refused `not-found` for all who have no part in it.
pub async fn process(market: &Market, actor: &Actor, id: EvaluationId) -> Result<ProcessView, Fault> {
    let db = market.reader();
    let one = evaluation(db, id).await?;
    may(actor, Action::ReadEvaluation, &one.case())?;
    let contract = contract(db, one.contract).await?;
    let today = day_of(market.now());
    let audience = match actor.role {
        role if role.of_agency() => Audience::Agency,
        role if role.of_provider() => Audience::Provider,
        role if role.of_purchaser() => Audience::Purchaser,
        _ => Audience::Auditor,
    };
    // What was found at the issue is what counts; before that a tie may come to light any day.
    let verdict = if one.state == State::Issued { one.verdict.clone() } else { verdict(db, one.agency, &contract, today).await? };
    let team = members(db, &one).await?;
    let names = organizations::names(db, parties(&one.row)).await?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let weights = one.scheme.tree.iter().map(|dimension| {
        let indicators = dimension.indicators.iter().map(|indicator| (indicator.key.clone(), indicator.label(), indicator.weight));
        (dimension.label(), indicators.collect())
    });
    let on_team = team.iter().any(|member| Some(member.account) == actor.account);
    let allowed = |action| decide(actor, action, &one.case()) == Decision::Allowed;
    let work = if audience == Audience::Agency { Some(work(db, &one, &verdict, today).await?) } else { None };
    Ok(ProcessView {
        id,
        number: one.row.number.as_deref().and_then(EvaluationNumber::parse),
        state: one.state,
        since: one.row.since,
        contract: contract.number()?,
        title: one.row.title.clone(),
        purchaser: name(one.row.purchaser_id),
        provider: name(one.row.provider_id),
        agency: name(one.row.agency_id),
        commissioned_at: one.row.commissioned_at,
        delivered: may_draft(contract.state).is_ok(),
        audience,
        choice_reason: one.row.choice_reason.clone().filter(|_| audience != Audience::Provider),
        scheme: scheme_line(&one.scheme),
        weights: weights.collect(),
        floors: one.floors(&contract),
        members: team
            .into_iter()
            .map(|member| MemberView {
                account: member.account,
                name: member.name,
                lead: member.lead,
                skills: member.skills,
                declared_on: member.declared.unwrap_or_default(),
            })
            .collect(),
        round: one.row.round,
        draft: draft(db, &one).await?,
        comment_until: one.row.comment_until.filter(|_| one.state == State::DraftSent).map(Due::kept),
        reason: one.row.reason.clone(),
        work,
        events: events(actor, &one),
        scores: one.state == State::Scoring && on_team && allowed(Action::ScoreEvaluation),
        answers: matches!(one.state, State::Replied | State::CommentOver) && on_team && allowed(Action::AnswerReply),
        version: one.row.version,
        verdict,
    })
}

/// The acts that the state knows and this reader may do. Whether anything stands against one of them, the act itself says.
fn events(actor: &Actor, one: &Evaluation) -> Vec<Event> {
    let today = one.row.comment_until.unwrap_or_default();
    let known = |event: Event| advance(one.state, event, &domain::evaluations::task::Facts::favourable(today)).is_ok();
    let action = |event: Event| match event {
        Event::Accept | Event::Decline => Some(Action::AcceptCommission),
        Event::BeginScoring | Event::SendDraft | Event::Rescore => Some(Action::SendDraftReport),
        Event::Reply => Some(Action::ReplyToFinding),
        Event::Issue => Some(Action::IssueReport),
        Event::Cancel => Some(Action::CommissionEvaluation).filter(|_| one.row.draft_sent_at.is_none()),
        // Time alone ends the period.
        Event::EndComment => None,
    };
    let may_do = |event: &Event| known(*event) && action(*event).is_some_and(|action| decide(actor, action, &one.case()) == Decision::Allowed);
    Event::ALL.iter().copied().filter(may_do).collect()
}

async fn work(db: &impl ConnectionTrait, one: &Evaluation, verdict: &Verdict, today: domain::calendar::Day) -> Result<WorkView, Fault> {
    let typed = scores(db, one).await?;
    let dimensions = one.scheme.tree.iter().map(|dimension| {
        let own = || typed.iter().filter(|row| dimension.indicators.iter().any(|indicator| indicator.key == row.indicator));
        let indicators = dimension.indicators.iter().map(|indicator| {
            let row = typed.iter().find(|row| row.indicator == indicator.key);
            TypedIndicator {
                key: indicator.key.clone(),
                label: indicator.label(),
                weight: indicator.weight,
                typed: row.map(|row| row.typed.clone()).unwrap_or_default(),
                points: row.and_then(|row| row.score).map(Points::hundredths),
                reason: row.map(|row| row.reason.clone()).unwrap_or_default(),
                rule: indicator.rule.clone(),
            }
        });
        TypedDimension {
            key: dimension.key.clone(),
            label: dimension.label(),
            weight: dimension.weight,
            points: own().filter_map(|row| row.score).map(Points::hundredths).sum(),
            indicators: indicators.collect(),
            seen: own().map(|row| row.version).sum(),
        }
    });
    Ok(WorkView {
        people: people(db, one, today).await?,
        vetoes: one.vetoes()?,
        dimensions: dimensions.collect(),
        parts: one.parts()?,
        findings: heard(db, one, one.row.round).await?,
        against: against(db, one, verdict, today).await?,
    })
}

/// What stands against the agency's next step today.
async fn against(db: &impl ConnectionTrait, one: &Evaluation, verdict: &Verdict, today: domain::calendar::Day) -> Result<Vec<Refusal>, Fault> {
    let sound = facts(db, one, verdict, today, false).await?;
    let unsound = || sound.against_agency.iter().chain(&sound.against_team).cloned();
    Ok(match one.state {
        State::Commissioned => sound.against_agency.into_iter().collect(),
        State::Accepted => unsound().collect(),
        State::Scoring => against_draft(db, one).await?,
        // The signature is given with the issue itself.
        State::Replied | State::CommentOver => unsound().chain(against_issue(db, one, true).await?).collect(),
        _ => Vec::new(),
    })
}

/// Everybody who may be named as an evaluator.
async fn people(db: &impl ConnectionTrait, one: &Evaluation, today: domain::calendar::Day) -> Result<Vec<TeamCandidate>, Fault> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(one.agency.uuid()))
        .filter(membership::Column::Role.is_in([Role::AgencyLead.key(), Role::AgencyMember.key()]))
        .filter(membership::Column::Until.is_null())
        .order_by_asc(membership::Column::Role)
        .order_by_asc(membership::Column::AccountId)
        .all(db)
        .await?;
    let accounts = || rows.iter().map(|row| row.account_id);
    let (names, bodies) = (identity::names(db, accounts()).await?, other_bodies(db, accounts(), one.agency).await?);
    let in_a_row = in_a_row(db, one.provider, one.contract, &accounts().collect::<Vec<_>>()).await?;
    let mut people: Vec<TeamCandidate> = Vec::with_capacity(rows.len());
    for row in &rows {
        // Who holds both roles is one person; the lead's role comes first in the order of the keys.
        if people.iter().any(|person| person.account.uuid() == row.account_id) {
            continue;
        }
        people.push(TeamCandidate {
            account: AccountId::new(row.account_id),
            name: names.get(&row.account_id).cloned().unwrap_or_default(),
            role: Role::parse(&row.role).ok_or_else(|| Fault::corrupt(&row.role))?,
            rests: rests(in_a_row.get(&row.account_id).copied().unwrap_or_default(), Edition(today)),
            of_a_party: bodies.get(&row.account_id).is_some_and(|bodies| bodies.contains(&one.provider) || bodies.contains(&one.purchaser)),
        });
    }
    Ok(people)
}

/// The evaluations in which the actor's body has a part, those in progress first.
///
/// # Errors
/// Refused `policy.*` when the actor's role has no part in evaluations.
pub async fn processes(market: &Market, actor: &Actor) -> Result<Vec<ProcessRow>, Fault> {
    let db = market.reader();
    may(actor, Action::ReadEvaluation, &Case { purchaser: actor.organization, own: actor.organization, agency: actor.organization, ..Case::default() })?;
    let body = actor.organization.map(|body| body.uuid());
    let mut wanted = Condition::all();
    wanted = match actor.role {
        role if role.of_agency() => wanted.add(rows::Column::AgencyId.eq(body)),
        role if role.of_provider() => wanted.add(rows::Column::ProviderId.eq(body)).add(rows::Column::DraftSentAt.is_not_null()),
        role if role.of_purchaser() => wanted.add(rows::Column::PurchaserId.eq(body)),
        _ => wanted,
    };
    let found = rows::Entity::find().filter(wanted).order_by_desc(rows::Column::Since).order_by_desc(rows::Column::Id).limit(200).all(db).await?;
    let names = organizations::names(db, found.iter().flat_map(parties)).await?;
    let numbers: HashMap<uuid::Uuid, Contract> = contracts::Entity::find()
        .filter(contracts::Column::Id.is_in(found.iter().map(|row| row.contract_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| Ok((row.id, Contract::read(row)?)))
        .collect::<Result<_, Fault>>()?;
    let mut out = Vec::with_capacity(found.len());
    for row in found {
        let contract = numbers.get(&row.contract_id).ok_or_else(|| Fault::corrupt("an evaluation without a contract"))?.number()?;
        let one = Evaluation::read(row)?;
        let name = |id| names.get(&id).cloned().unwrap_or_default();
        out.push(ProcessRow {
            id: one.id,
            number: one.row.number.as_deref().and_then(EvaluationNumber::parse),
            state: one.state,
            since: one.row.since,
            contract,
            provider: name(one.row.provider_id),
            agency: name(one.row.agency_id),
            comment_until: one.row.comment_until.filter(|_| one.state == State::DraftSent).map(Due::kept),
            title: one.row.title,
        });
    }
    out.sort_by_key(|row| matches!(row.state, State::Issued | State::Declined | State::Cancelled));
    Ok(out)
}

/// The evaluations that this person was named for.
pub(super) async fn named_for(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<uuid::Uuid>, Fault> {
    let rows = member::Entity::find().filter(member::Column::AccountId.eq(account.uuid())).all(db).await?;
    Ok(rows.into_iter().map(|row| row.evaluation_id).collect())
}

/// The agency and the provider of an evaluation, for the agency's declaration.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency.
pub async fn bodies(market: &Market, actor: &Actor, id: EvaluationId) -> Result<(OrganizationId, OrganizationId), Fault> {
    let one = evaluation(market.reader(), id).await?;
    may(actor, Action::AcceptCommission, &one.case())?;
    Ok((one.agency, one.provider))
}
