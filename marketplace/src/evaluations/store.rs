//! Rows of evaluations, read and saved. A state is saved from a step alone.

use crate::contracts::store::Contract;
use crate::fault::Fault;
use crate::identity;
use crate::tx::Tx;
use domain::calendar::{Day, day_of};
use domain::evaluations::independence::Verdict;
use domain::evaluations::report::{Answer, Finding, Part, Reply, Report, Stance};
use domain::evaluations::scheme::Floor;
use domain::evaluations::scoring::{self, Conclusion, Scored, VetoFound};
use domain::evaluations::task::Facts;
use domain::evaluations::team::{self, Member, Skill};
use domain::evaluations::{Evaluation as State, Scheme, TypedVeto};
use domain::ids::{AccountId, ContractId, EvaluationId, OrganizationId};
use domain::law::Edition;
use domain::money::Points;
use domain::numbers::EvaluationNumber;
use domain::policy::Case;
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::evaluations::{
    evaluation, evaluation_answer as answer, evaluation_finding as finding, evaluation_member as member, evaluation_reply as reply, evaluation_score as score,
};
use entities::identity::membership;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// What the provider was sent, kept whole: scores are typed on in rows of their own when a draft is taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sent {
    pub conclusion: Conclusion,
    pub scores: Vec<Scored>,
    pub vetoes: Vec<VetoFound>,
    pub parts: Vec<(Part, String)>,
}

/// An evaluation as the use cases work with it.
pub(crate) struct Evaluation {
    pub row: evaluation::Model,
    pub id: EvaluationId,
    pub contract: ContractId,
    pub purchaser: OrganizationId,
    pub provider: OrganizationId,
    pub agency: OrganizationId,
    pub state: State,
    pub scheme: Scheme,
    pub verdict: Verdict,
}

impl Evaluation {
    pub fn read(row: evaluation::Model) -> Result<Evaluation, Fault> {
        Ok(Evaluation {
            id: EvaluationId::new(row.id),
            contract: ContractId::new(row.contract_id),
            purchaser: OrganizationId::new(row.purchaser_id),
            provider: OrganizationId::new(row.provider_id),
            agency: OrganizationId::new(row.agency_id),
            state: State::parse(&row.state).ok_or_else(|| Fault::corrupt(&row.state))?,
            scheme: serde_json::from_str(&row.scheme)?,
            verdict: serde_json::from_str(&row.verdict)?,
            row,
        })
    }

    /// What policy must know of it. It is secret to all who have no part in it until it is issued, and to the provider until a
    /// draft is sent; of the agency's work itself the agency alone can tell.
    pub fn case(&self) -> Case {
        let case = Case { own: self.row.draft_sent_at.map(|_| self.provider), agency: Some(self.agency), ..Case::of_purchaser(self.purchaser) };
        case.secret()
    }

    /// The report as it was last sent to the provider.
    pub fn sent(&self) -> Result<Option<Sent>, Fault> {
        Ok(self.row.sent.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// The number of the draft that was last sent, while the next one is written too.
    pub fn sent_round(&self) -> Option<i32> {
        self.row.draft_sent_at?;
        Some(if self.state == State::Scoring { self.row.round - 1 } else { self.row.round })
    }

    /// What was typed of the vetoes, one for each of the scheme.
    pub fn vetoes(&self) -> Result<Vec<TypedVeto>, Fault> {
        let typed: Vec<TypedVeto> = serde_json::from_str(&self.row.vetoes)?;
        let one = |key: &String| typed.iter().find(|veto| veto.key == *key).cloned();
        let blank = |key: &String| TypedVeto { key: key.clone(), holds: None, evidence: String::new() };
        Ok(self.scheme.vetoes.iter().map(|key| one(key).unwrap_or_else(|| blank(key))).collect())
    }

    /// The vetoes that hold.
    pub fn vetoes_found(&self) -> Result<Vec<VetoFound>, Fault> {
        let held = self.vetoes()?.into_iter().filter(|veto| veto.holds == Some(true));
        Ok(held.map(|veto| VetoFound { veto: veto.key, evidence: veto.evidence }).collect())
    }

    /// The parts of the report that are written.
    pub fn parts(&self) -> Result<Vec<(Part, String)>, Fault> {
        Ok(serde_json::from_str(&self.row.parts)?)
    }

    /// What satisfaction must weigh at least, by the rules of the day of the commission.
    pub fn floors(&self, contract: &Contract) -> Vec<Floor> {
        self.scheme.floors(contract.terms.acceptance.public_service, Edition(day_of(self.row.commissioned_at)))
    }

    /// Refuses when somebody changed it since the actor saw it.
    pub fn unchanged_since(&self, seen: i32) -> Result<(), Refusal> {
        Refusal::unless_seen(self.row.version, seen)
    }

    /// Where those who have a part in it read it.
    pub fn path(&self) -> String {
        format!("/evaluations/work/{}", self.id)
    }
}

/// An evaluation by its identifier.
pub(crate) async fn evaluation(db: &impl ConnectionTrait, id: EvaluationId) -> Result<Evaluation, Fault> {
    let row = evaluation::Entity::find_by_id(id.uuid()).one(db).await?;
    Evaluation::read(row.ok_or_else(Refusal::not_found)?)
}

/// An evaluation whose row nobody else changes until this transaction ends: scores and findings stand in rows of their own, and
/// a draft must not be sent while they change.
pub(crate) async fn locked(tx: &Tx, id: EvaluationId) -> Result<Evaluation, Fault> {
    let row = evaluation::Entity::find_by_id(id.uuid()).lock_exclusive().one(tx.db()).await?;
    Evaluation::read(row.ok_or_else(Refusal::not_found)?)
}

/// An issued evaluation by its number.
pub(crate) async fn by_number(db: &impl ConnectionTrait, number: EvaluationNumber) -> Result<Evaluation, Fault> {
    let row = evaluation::Entity::find().filter(evaluation::Column::Number.eq(number.to_string())).one(db).await?;
    Evaluation::read(row.ok_or_else(Refusal::not_found)?)
}

/// The evaluation of a contract, if one was commissioned and neither declined nor taken back.
pub(crate) async fn of_contract(db: &impl ConnectionTrait, contract: ContractId) -> Result<Option<Evaluation>, Fault> {
    let row = evaluation::Entity::find()
        .filter(evaluation::Column::ContractId.eq(contract.uuid()))
        .filter(evaluation::Column::State.is_not_in([State::Declined.key(), State::Cancelled.key()]))
        .one(db)
        .await?;
    row.map(Evaluation::read).transpose()
}

/// Saves a step and whatever else the use case changes in the row.
pub(crate) async fn save(tx: &Tx, evaluation: &Evaluation, step: Step<State>, change: impl FnOnce(&mut evaluation::ActiveModel)) -> Result<Evaluation, Fault> {
    touch(tx, evaluation, |row| {
        row.state = Set(step.to().key().to_owned());
        row.since = Set(tx.at());
        change(row);
    })
    .await
}

/// Saves what a use case changes in the row without a step.
pub(crate) async fn touch(tx: &Tx, evaluation: &Evaluation, change: impl FnOnce(&mut evaluation::ActiveModel)) -> Result<Evaluation, Fault> {
    let mut row = evaluation.row.clone().into_active_model();
    row.updated_at = Set(tx.at());
    row.version = Set(evaluation.row.version + 1);
    change(&mut row);
    // The version is the lock: of two who saw the same one, one finds no row to change.
    let changed = evaluation::Entity::update_many()
        .set(row)
        .filter(evaluation::Column::Id.eq(evaluation.row.id))
        .filter(evaluation::Column::Version.eq(evaluation.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Refusal::changed_meanwhile().into());
    }
    self::evaluation(tx.db(), evaluation.id).await
}

/// The bodies other than this one in which these people hold a role now.
pub(crate) async fn other_bodies(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = Uuid>,
    agency: OrganizationId,
) -> Result<HashMap<Uuid, Vec<OrganizationId>>, Fault> {
    let rows = membership::Entity::find()
        .filter(membership::Column::AccountId.is_in(accounts))
        .filter(membership::Column::Until.is_null())
        .filter(membership::Column::OrganizationId.ne(agency.uuid()))
        .all(db)
        .await?;
    let mut bodies: HashMap<Uuid, Vec<OrganizationId>> = HashMap::new();
    for row in rows {
        bodies.entry(row.account_id).or_default().extend(row.organization_id.map(OrganizationId::new));
    }
    Ok(bodies)
}

/// Earlier evaluations of a contract's provider by whichever agency, the latest first: neither declined nor taken back, and where
/// this contract is being evaluated itself, none that was commissioned after that.
pub(crate) async fn earlier(db: &impl ConnectionTrait, provider: OrganizationId, contract: ContractId) -> Result<Vec<evaluation::Model>, Fault> {
    let mut find = evaluation::Entity::find()
        .filter(evaluation::Column::ProviderId.eq(provider.uuid()))
        .filter(evaluation::Column::ContractId.ne(contract.uuid()))
        .filter(evaluation::Column::State.is_not_in([State::Declined.key(), State::Cancelled.key()]));
    if let Some(own) = of_contract(db, contract).await? {
        find = find.filter(evaluation::Column::CommissionedAt.lt(own.row.commissioned_at));
    }
    Ok(find.order_by_desc(evaluation::Column::CommissionedAt).order_by_desc(evaluation::Column::Id).all(db).await?)
}

/// In how many of the provider's latest evaluations in a row each of these people took part; who is not named took part in none.
pub(crate) async fn in_a_row(
    db: &impl ConnectionTrait,
    provider: OrganizationId,
    contract: ContractId,
    accounts: &[Uuid],
) -> Result<HashMap<Uuid, usize>, Fault> {
    // One that was not accepted yet has nobody.
    let past: Vec<Uuid> = earlier(db, provider, contract).await?.into_iter().filter(|row| row.accepted_at.is_some()).map(|row| row.id).collect();
    let rows = member::Entity::find()
        .filter(member::Column::EvaluationId.is_in(past.clone()))
        .filter(member::Column::AccountId.is_in(accounts.iter().copied()))
        .all(db)
        .await?;
    let took_part = |account: Uuid, id: Uuid| rows.iter().any(|row| row.account_id == account && row.evaluation_id == id);
    Ok(accounts.iter().map(|account| (*account, past.iter().take_while(|id| took_part(*account, **id)).count())).collect())
}

/// The evaluators, the lead one first.
pub(crate) async fn members(db: &impl ConnectionTrait, evaluation: &Evaluation) -> Result<Vec<Member>, Fault> {
    let rows = member::Entity::find()
        .filter(member::Column::EvaluationId.eq(evaluation.row.id))
        .order_by_desc(member::Column::Lead)
        .order_by_asc(member::Column::AccountId)
        .all(db)
        .await?;
    let people: Vec<Uuid> = rows.iter().map(|row| row.account_id).collect();
    let names = identity::names(db, people.clone()).await?;
    let in_a_row = in_a_row(db, evaluation.provider, evaluation.contract, &people).await?;
    let mut bodies = other_bodies(db, people, evaluation.agency).await?;
    let member = |row: member::Model| Member {
        account: AccountId::new(row.account_id),
        name: names.get(&row.account_id).cloned().unwrap_or_default(),
        lead: row.lead,
        skills: row.skills.split(' ').filter_map(Skill::parse).collect(),
        bodies: bodies.remove(&row.account_id).unwrap_or_default(),
        in_a_row: in_a_row.get(&row.account_id).copied().unwrap_or_default(),
        declared: Some(row.declared_on),
    };
    Ok(rows.into_iter().map(member).collect())
}

/// The scores as they were typed.
pub(crate) async fn scores(db: &impl ConnectionTrait, evaluation: &Evaluation) -> Result<Vec<score::Model>, Fault> {
    Ok(score::Entity::find().filter(score::Column::EvaluationId.eq(evaluation.row.id)).all(db).await?)
}

/// The scores that can be read.
pub(crate) fn readable(rows: &[score::Model]) -> Vec<Scored> {
    let scored = |row: &score::Model| Some(Scored { indicator: row.indicator.clone(), points: Points::hundredths(row.score?), reason: row.reason.clone() });
    rows.iter().filter_map(scored).collect()
}

/// The report of one round with everything that was said about it. It counts as signed only when the lead evaluator signs with
/// the issue itself.
pub(crate) async fn report(db: &impl ConnectionTrait, evaluation: &Evaluation, round: i32) -> Result<Report, Fault> {
    let id = evaluation.row.id;
    let findings = finding::Entity::find()
        .filter(finding::Column::EvaluationId.eq(id))
        .filter(finding::Column::Round.eq(round))
        .order_by_asc(finding::Column::Position)
        .all(db)
        .await?;
    let replies = reply::Entity::find().filter(reply::Column::EvaluationId.eq(id)).filter(reply::Column::Round.eq(round)).all(db).await?;
    let answers = answer::Entity::find().filter(answer::Column::EvaluationId.eq(id)).filter(answer::Column::Round.eq(round)).all(db).await?;
    let number = |position: i32| u16::try_from(position).unwrap_or(u16::MAX);
    Ok(Report {
        parts: evaluation.parts()?,
        findings: findings
            .into_iter()
            .map(|row| Finding { number: number(row.position), indicator: row.indicator, text: row.text, evidence: row.evidence })
            .collect(),
        replies: replies
            .into_iter()
            .map(|row| Reply { finding: number(row.position), agrees: row.agrees, text: row.text, on: domain::calendar::day_of(row.at) })
            .collect(),
        answers: answers
            .into_iter()
            .map(|row| {
                let stance = Stance::parse(&row.stance).ok_or_else(|| Fault::corrupt(&row.stance))?;
                Ok(Answer { finding: number(row.position), stance, text: row.text })
            })
            .collect::<Result<_, Fault>>()?,
        signed: false,
    })
}

/// What stands against these scores, what was typed and cannot be read included.
pub(crate) fn against_scores(evaluation: &Evaluation, rows: &[score::Model]) -> Result<Vec<Refusal>, Fault> {
    let unreadable = |row: &&score::Model| row.score.is_none() && !row.typed.trim().is_empty();
    let field = |row: &score::Model| format!("scores.{}", row.indicator);
    let mut found: Vec<Refusal> = Vec::new();
    for row in rows.iter().filter(unreadable) {
        let Some(indicator) = evaluation.scheme.indicators().find(|indicator| indicator.key == row.indicator) else { continue };
        found.push(Refusal::new("evaluations.points-unreadable").fact("indicator", indicator.label()).fact("weight", indicator.weight).field(field(row)));
    }
    let unread: Vec<String> = rows.iter().filter(unreadable).map(field).collect();
    let rest = scoring::check(&evaluation.scheme, &readable(rows), &evaluation.vetoes_found()?);
    // What cannot be read is not missing as well.
    found.extend(rest.into_iter().filter(|refusal| refusal.field.as_ref().is_none_or(|at| !unread.contains(at))));
    Ok(found)
}

/// The facts that the machine wants, with nothing against the draft and the issue: whoever sends or issues adds that.
pub(crate) async fn facts(db: &impl ConnectionTrait, evaluation: &Evaluation, verdict: &Verdict, today: Day, reason_given: bool) -> Result<Facts, Fault> {
    let members = members(db, evaluation).await?;
    Ok(Facts {
        against_agency: verdict.allow().err(),
        against_team: team::check(&members, evaluation.provider, evaluation.purchaser, Edition(today)),
        against_draft: Vec::new(),
        against_issue: Vec::new(),
        unreplied: 0,
        comment_until: evaluation.row.comment_until.unwrap_or(today),
        today,
        reason_given,
    })
}
