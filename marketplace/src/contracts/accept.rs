//! Accepting a milestone, sending it back, giving it up.

use super::milestones::{At, case, facts, find, tell};
use super::notice;
use super::settle::settle;
use super::store::{Contract, Milestone, save_milestone};
use super::terminate::terminate;
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::{Audience, Tx};
use domain::contracts::milestone::{Event, Facts, advance};
use domain::contracts::{Acceptance, acceptance};
use domain::demands::MilestoneKind;
use domain::numbers::NoticeNumber;
use domain::policy::{Action, Actor, Role, may};
use domain::step::Step;
use domain::step::Word;
use domain::text::written;
use entities::organizations::track_record;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};

/// What came of an acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// World time.
    pub at: domain::calendar::Moment,
    /// The published certificate, of the final milestone alone.
    pub notice: Option<NoticeNumber>,
}

/// How many outputs were found wanting.
fn wanting(contract: &Contract, milestone: &Milestone) -> usize {
    let done = milestone.delivered(&contract.terms);
    let judged = milestone.judged.as_deref().unwrap_or_default();
    done.iter().zip(judged).filter(|(done, judgement)| !judgement.met || done.accepted < done.output.quantity).count()
}

/// Accepts a checked milestone. Of the final one the certificate is signed and published with it.
///
/// # Errors
/// Refused `policy.*` unless the actor reviews for that purchaser and did not check it, `contracts.recipients-not-heard` (T32),
/// `contracts.opinions-too-few`, `contracts.outputs-wanting` when less than promised is accepted without a word,
/// `contracts.milestone-out-of-order`, `changed-meanwhile`.
pub async fn accept(market: &Market, actor: &Actor, at: At, reason: Option<String>) -> Result<Accepted, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("contracts.accept", &at.once, &(&at, &reason)).await? {
        return Ok(done);
    }
    let (contract, mut milestone) = find(&tx, &at).await?;
    may(actor, Action::AcceptMilestone, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    let reason = written(reason.as_deref(), "reason")?.map(str::to_owned);
    let signer_checked = milestone.row.checked_by == Some(tx.account()?.uuid());
    let certificate = sign_certificate(&contract, &milestone, signer_checked, reason.is_some())?;
    let facts = Facts {
        signer_checked,
        certificate_signed: certificate.is_some_and(|step| step.to() == Acceptance::Signed),
        reason_given: reason.is_some(),
        ..facts(&contract, &milestone)
    };
    let step = advance(milestone.state, Event::Accept, &facts)?;
    acceptance::not_in_silence(wanting(&contract, &milestone), reason.is_some())?;
    let account = tx.account()?.uuid();
    save_milestone(&tx, &milestone, Some(step), |row| {
        row.accepted_at = Set(Some(tx.at()));
        row.accepted_by = Set(Some(account));
        row.reason = Set(reason.clone());
        if let Some(certificate) = certificate {
            row.acceptance = Set(Some(certificate.to().key().to_owned()));
        }
    })
    .await?;
    milestone.row.reason = reason;
    let facts = serde_json::json!({"milestone": milestone.row.position, "kind": milestone.kind.key()});
    tx.record(Entry::ContractMilestoneAccepted, &at.contract.to_string(), facts).await?;
    let notice = match milestone.kind {
        MilestoneKind::Final => {
            keep_track(&tx, &contract, Final::Accepted).await?;
            Some(notice::announce_acceptance(&tx, &contract, &milestone).await?)
        }
        _ => None,
    };
    settle(&tx, contract.id).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, &milestone, "inbox.milestone-accepted", Audience::Holders(contract.provider, vec![Role::SoAdmin, Role::SoLegal])).await?;
    let accepted = Accepted { at: tx.at(), notice };
    tx.commit_once(&at.once, accepted).await
}

/// The signature under the certificate of the final acceptance; other milestones have none.
fn sign_certificate(contract: &Contract, milestone: &Milestone, signer_checked: bool, reason_given: bool) -> Result<Option<Step<Acceptance>>, Fault> {
    let Some(state) = milestone.acceptance.filter(|state| *state == Acceptance::Examined) else { return Ok(None) };
    let public_service = contract.terms.acceptance.public_service;
    let heard = milestone.opinions.as_ref().is_some_and(|opinions| opinions.check().is_empty());
    let facts = acceptance::Facts {
        wanting: wanting(contract, milestone),
        public_service,
        recipients_heard: heard,
        signer_checked,
        reason_given,
        ..acceptance::Facts::favourable()
    };
    let step = acceptance::advance(state, acceptance::Event::Sign, &facts)?;
    if let Some(opinions) = milestone.opinions.as_ref().filter(|_| public_service) {
        opinions.enough(contract.terms.acceptance.opinions_least)?;
    }
    Ok(Some(step))
}

/// How the final milestone went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Final {
    Accepted,
    Failed,
}

/// Writes the service into the provider's record, delivered or not, where matching reads it.
async fn keep_track(tx: &Tx, contract: &Contract, how: Final) -> Result<(), Fault> {
    let today = |which| Set(Some(tx.today()).filter(|_| how == which));
    let row = track_record::ActiveModel {
        id: Set(tx.fresh()),
        organization_id: Set(contract.provider.uuid()),
        purchaser_id: Set(contract.purchaser.uuid()),
        contract: Set(contract.number()?.to_string()),
        field: Set(contract.row.field.clone()),
        title: Set(contract.row.title.clone()),
        price_fen: Set(contract.row.price_fen),
        accepted_on: today(Final::Accepted),
        failed_on: today(Final::Failed),
        evaluation: Set(None),
        grade: Set(None),
        score: Set(None),
        evaluated_on: Set(None),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// Sends a reported or checked milestone back to the provider, with what to mend.
///
/// # Errors
/// Refused `policy.*` unless the actor handles or reviews for that purchaser, `contracts.no-reason`, `contracts.signer-checked` when
/// whoever examined the final milestone would refuse it alone, `contracts.milestone-out-of-order`, `changed-meanwhile`.
pub async fn return_milestone(market: &Market, actor: &Actor, at: At, reason: Option<String>) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.return_milestone", &at.once, &(&at, &reason)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::ReturnMilestone, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    let reason = written(reason.as_deref(), "reason")?.map(str::to_owned);
    let step = advance(milestone.state, Event::Return, &Facts { reason_given: reason.is_some(), ..facts(&contract, &milestone) })?;
    let rejected = match milestone.acceptance {
        Some(Acceptance::Examined) => {
            let signer_checked = milestone.row.checked_by == Some(tx.account()?.uuid());
            let facts = acceptance::Facts { signer_checked, reason_given: reason.is_some(), ..acceptance::Facts::favourable() };
            Some(acceptance::advance(Acceptance::Examined, acceptance::Event::Reject, &facts)?)
        }
        _ => None,
    };
    save_milestone(&tx, &milestone, Some(step), |row| {
        row.reason = Set(reason);
        if let Some(rejected) = rejected {
            row.acceptance = Set(Some(rejected.to().key().to_owned()));
        }
    })
    .await?;
    tx.record(Entry::ContractMilestoneReturned, &at.contract.to_string(), serde_json::json!({"milestone": milestone.row.position})).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, &milestone, "inbox.milestone-returned", Audience::Holders(contract.provider, vec![Role::SoAdmin])).await?;
    tx.commit_once(&at.once, ()).await
}

/// Gives a milestone up as not reached. What hangs on it will not be paid; with the final one the contract has failed and ends:
/// what is due stays due, the agency judges what there was, and the provider's record says that it was not fulfilled.
///
/// # Errors
/// Refused `policy.*` unless the actor reviews for that purchaser and did not check it, `contracts.no-reason`,
/// `contracts.milestone-out-of-order`, `changed-meanwhile`.
pub async fn fail_milestone(market: &Market, actor: &Actor, at: At, reason: Option<String>) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.fail_milestone", &at.once, &(&at, &reason)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::AcceptMilestone, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    let reason = written(reason.as_deref(), "reason")?.map(str::to_owned);
    let step = advance(milestone.state, Event::Fail, &Facts { reason_given: reason.is_some(), ..facts(&contract, &milestone) })?;
    save_milestone(&tx, &milestone, Some(step), |row| row.reason = Set(reason.clone())).await?;
    tx.record(Entry::ContractMilestoneFailed, &at.contract.to_string(), serde_json::json!({"milestone": milestone.row.position})).await?;
    if milestone.kind == MilestoneKind::Final {
        terminate(&tx, &contract, reason.as_deref()).await?;
        keep_track(&tx, &contract, Final::Failed).await?;
        tx.record(Entry::ContractTerminated, &at.contract.to_string(), serde_json::json!({"milestone": milestone.row.position})).await?;
    }
    settle(&tx, contract.id).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, &milestone, "inbox.milestone-failed", Audience::Holders(contract.provider, vec![Role::SoAdmin, Role::SoLegal])).await?;
    tx.commit_once(&at.once, ()).await
}
