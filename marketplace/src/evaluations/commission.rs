//! The purchaser's approver commissions an agency, or takes the commission back.

use super::agencies::{agencies, scheme_of, verdict};
use super::store::{evaluation, of_contract, save};
use crate::contracts::evaluated::{evaluation_begun, evaluation_released};
use crate::contracts::store::{contract, held};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations;
use crate::tx::{Audience, Message, Once};
use domain::evaluations::Evaluation as State;
use domain::evaluations::independence::Outcome;
use domain::evaluations::occasion::may_commission;
use domain::evaluations::task::{Event, Facts, advance};
use domain::ids::{EvaluationId, OrganizationId};
use domain::numbers::ContractNumber;
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use domain::text::written;
use entities::evaluations::evaluation as rows;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::Serialize;

/// Commissions an agency.
#[derive(Clone, Debug, Serialize)]
pub struct Commission {
    /// The contract.
    pub contract: ContractNumber,
    /// The agency.
    pub agency: OrganizationId,
    /// Why this one, where its independence is warned of.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Takes a commission back.
#[derive(Clone, Debug, Serialize)]
pub struct Cancel {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Why.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Commissions an agency with the evaluation of a contract. That may be done from the day on which the contract is in force;
/// the draft report waits for the final acceptance all the same. The evaluation has no number before it is issued: a number
/// would tell how many evaluations never came to a report. The scheme is the one that the contract names.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser; `evaluations.self-dealing` or `evaluations.not-independent`
/// with the test that failed and its article; `evaluations.choice-without-reason` where a test warns;
/// `evaluations.not-an-agency` for a body that is none;
/// `evaluations.not-in-force`, `evaluations.not-foreseen`, `evaluations.commissioned-already`.
pub async fn commission(market: &Market, actor: &Actor, cmd: Commission) -> Result<EvaluationId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("evaluations.commission", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let contract = held(&tx, cmd.contract).await?;
    may(actor, Action::CommissionEvaluation, &contract.case())?;
    may_commission(contract.state)?;
    let scheme = scheme_of(&contract)?;
    if of_contract(tx.db(), contract.id).await?.is_some() {
        return Err(Refusal::new("evaluations.commissioned-already").kind(Kind::Conflict).into());
    }
    let agency = organizations::find(tx.db(), cmd.agency).await?.ok_or_else(Refusal::not_found)?;
    let verdict = verdict(tx.db(), cmd.agency, &contract, tx.today()).await?;
    verdict.allow()?;
    if !agencies(tx.db()).await?.iter().any(|body| body.id == cmd.agency.uuid()) {
        return Err(Refusal::new("evaluations.not-an-agency").field("agency").into());
    }
    let reason = written(cmd.reason.as_deref(), "reason")?;
    if verdict.outcome() == Outcome::Warn && reason.is_none() {
        return Err(Refusal::new("evaluations.choice-without-reason").field("reason").into());
    }
    let id = tx.fresh();
    let row = rows::ActiveModel {
        id: Set(id),
        number: Set(None),
        contract_id: Set(contract.row.id),
        purchaser_id: Set(contract.row.purchaser_id),
        provider_id: Set(contract.row.provider_id),
        agency_id: Set(cmd.agency.uuid()),
        state: Set(State::Commissioned.key().to_owned()),
        title: Set(contract.row.title.clone()),
        field: Set(contract.row.field.clone()),
        district: Set(contract.row.district.clone()),
        scheme: Set(serde_json::to_string(&scheme)?),
        verdict: Set(serde_json::to_string(&verdict)?),
        choice_reason: Set(reason.map(str::to_owned)),
        commissioned_by: Set(tx.account()?.uuid()),
        commissioned_at: Set(tx.at()),
        accepted_at: Set(None),
        round: Set(1),
        parts: Set("[]".to_owned()),
        vetoes: Set("[]".to_owned()),
        sent: Set(None),
        draft_sent_at: Set(None),
        comment_until: Set(None),
        since: Set(tx.at()),
        reason: Set(None),
        signed_by: Set(None),
        issued_at: Set(None),
        total: Set(None),
        grade: Set(None),
        updated_at: Set(tx.at()),
        version: Set(1),
    };
    row.insert(tx.db()).await?;
    let id = EvaluationId::new(id);
    evaluation_begun(&tx, contract.id, tx.today()).await?;
    tx.record_secret(Secret::EvaluationCommissioned, serde_json::json!({"evaluation": id.to_string(), "agency": agency.code.as_str()})).await?;
    let message = Message::new("inbox.evaluation-commissioned", format!("/evaluations/work/{id}")).fact("title", contract.row.title.as_str());
    tx.tell(Audience::Holders(cmd.agency, vec![Role::AgencyLead]), message).await?;
    tx.commit_once(&cmd.once, id).await
}

/// Takes a commission back, as long as no draft is out: nobody may stop a result that he has seen. When the agency turns out not to
/// be independent it can be taken back at any time before the report, for that report could never be issued.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser, `evaluations.no-reason`, `evaluations.out-of-order` once a
/// draft was sent, `changed-meanwhile`.
pub async fn cancel(market: &Market, actor: &Actor, cmd: Cancel) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.cancel", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = evaluation(tx.db(), cmd.evaluation).await?;
    may(actor, Action::CommissionEvaluation, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let reason = written(cmd.reason.as_deref(), "reason")?;
    let against = verdict(tx.db(), one.agency, &contract(tx.db(), one.contract).await?, tx.today()).await?.allow().err();
    if one.row.draft_sent_at.is_some() && against.is_none() {
        // A draft that was taken back to be changed has been seen all the same.
        return Err(Refusal::out_of_order("evaluations.out-of-order", &State::DraftSent.term(), &Event::Cancel.term()).into());
    }
    let facts = Facts { reason_given: reason.is_some(), against_agency: against, ..Facts::favourable(tx.today()) };
    let step = advance(one.state, Event::Cancel, &facts)?;
    save(&tx, &one, step, |row| row.reason = Set(reason.map(str::to_owned))).await?;
    evaluation_released(&tx, one.contract).await?;
    tx.record_secret(Secret::EvaluationCancelled, serde_json::json!({"evaluation": one.id.to_string()})).await?;
    let message = Message::new("inbox.evaluation-cancelled", "/workbench").fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.agency, vec![Role::AgencyLead, Role::AgencyMember]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}
