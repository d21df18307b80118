//! Signing, in either order; with the second signature the contract is numbered, published and in force.

use super::notice;
use super::review::objections;
use super::settle::settle;
use super::store::{Contract, contract, demand_number, save};
use crate::fault::Fault;
use crate::kinds::{Entry, Secret};
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx, hex};
use crate::{demands, procedures};
use domain::calendar::Moment;
use domain::contracts::contract::{Event, Facts, advance, both_sides};
use domain::contracts::{self as rules, Payment};
use domain::demands::{DemandEvent, MilestoneKind};
use domain::ids::ContractId;
use domain::numbers::{ContractNumber, NoticeNumber};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::ProcedureEvent;
use domain::step::Word;
use entities::contracts::{milestone, payment};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Signs a reviewed text.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// The contract.
    pub contract: ContractId,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What the signer is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// SHA-256 of the canonical JSON of the terms, in hexadecimal.
    pub digest: String,
    /// World time of the signature.
    pub at: Moment,
    /// Number of the contract, once both have signed.
    pub number: Option<ContractNumber>,
    /// Number of its notice.
    pub notice: Option<NoticeNumber>,
}

/// Signs for the purchaser.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser and did not draft it; what stands against the text, as
/// [`Fault::Unfit`]; `contracts.out-of-order`, `changed-meanwhile`. Late is shown, not refused.
pub async fn sign_for_purchaser(market: &Market, actor: &Actor, cmd: Sign) -> Result<Signed, Fault> {
    sign(market, actor, cmd, Action::SignForPurchaser, Event::SignForPurchaser).await
}

/// Signs for the provider.
///
/// # Errors
/// As [`sign_for_purchaser`]; the actor is the provider's legal representative.
pub async fn sign_for_provider(market: &Market, actor: &Actor, cmd: Sign) -> Result<Signed, Fault> {
    sign(market, actor, cmd, Action::SignForProvider, Event::SignForProvider).await
}

async fn sign(market: &Market, actor: &Actor, cmd: Sign, action: Action, event: Event) -> Result<Signed, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("contracts.sign", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let contract = contract(tx.db(), cmd.contract).await?;
    may(actor, action, &contract.case())?;
    let step = advance(contract.state, event, &Facts::favourable())?;
    // The other side's signature changes the version and nothing of the text: both may sign at the same time.
    let half_signed = i32::from(matches!(contract.state, rules::Contract::PurchaserSigned | rules::Contract::ProviderSigned));
    if cmd.seen + half_signed != contract.row.version {
        contract.unchanged_since(cmd.seen)?;
    }
    let against = objections(tx.db(), &contract, tx.today()).await?;
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    let digest = digest(&contract)?;
    let account = tx.account()?.uuid();
    if [contract.row.purchaser_signed_by, contract.row.provider_signed_by].contains(&Some(account)) {
        return Err(both_sides().into());
    }
    let both = step.to() == rules::Contract::Signed;
    let signed = save(&tx, &contract, step, |row| {
        if event == Event::SignForPurchaser {
            row.purchaser_signed_by = Set(Some(account));
            row.purchaser_signed_at = Set(Some(tx.at()));
        } else {
            row.provider_signed_by = Set(Some(account));
            row.provider_signed_at = Set(Some(tx.at()));
        }
        if both {
            row.signed_at = Set(Some(tx.at()));
            row.digest = Set(Some(digest.clone()));
        }
    })
    .await?;
    let mut receipt = Signed { digest: hex(&digest), at: tx.at(), number: None, notice: None };
    if both {
        let (number, notice) = publish(&tx, &signed).await?;
        (receipt.number, receipt.notice) = (Some(number), Some(notice));
    } else {
        tx.record_secret(Secret::ContractHalfSigned, serde_json::json!({"contract": contract.id.to_string(), "event": event.key()})).await?;
        let message = Message::new("inbox.contract-to-sign", contract.path()).fact("title", contract.row.title.as_str());
        let other = if event == Event::SignForPurchaser {
            Audience::Holders(contract.provider, vec![Role::SoLegal])
        } else {
            Audience::Holders(contract.purchaser, vec![Role::PurApprover])
        };
        tx.tell(other, message).await?;
    }
    tx.commit_once(&cmd.once, receipt).await
}

/// SHA-256 of the canonical JSON of the terms.
pub(super) fn digest(contract: &Contract) -> Result<Vec<u8>, Fault> {
    let bytes = serde_json_canonicalizer::to_vec(&contract.terms).map_err(Fault::corrupt)?;
    Ok(Sha256::digest(bytes).to_vec())
}

/// Numbers a contract that both have signed, publishes it and lets it take effect.
async fn publish(tx: &Tx, contract: &Contract) -> Result<(ContractNumber, NoticeNumber), Fault> {
    let (year, serial) = tx.next_number(ContractNumber::PREFIX).await?;
    let number = ContractNumber::new(year, serial);
    let step = advance(contract.state, Event::Publish, &Facts::favourable())?;
    let contract = save(tx, contract, step, |row| {
        row.number = Set(Some(number.to_string()));
        row.published_at = Set(Some(tx.at()));
    })
    .await?;
    insert_milestones(tx, &contract).await?;
    insert_payments(tx, &contract).await?;
    end_procurement(tx, &contract).await?;
    let demand = demand_number(tx.db(), contract.demand).await?;
    let facts = serde_json::json!({
        "sha256": contract.row.digest.as_deref().map(hex),
        "price_fen": contract.row.price_fen,
        "demand": demand.to_string(),
        "purchaser": contract.terms.purchaser.code,
        "provider": contract.terms.provider.code,
    });
    tx.record(Entry::ContractSigned, &number.to_string(), facts).await?;
    let notice = notice::announce_contract(tx, &contract, demand).await?;
    settle(tx, contract.id).await?;
    notice::publish_version(tx, contract.id).await?;
    let message = Message::new("inbox.contract-in-force", contract.path()).fact("title", contract.row.title.as_str()).fact("number", number.to_string());
    tx.tell(Audience::Holders(contract.purchaser, vec![Role::PurOfficer, Role::PurApprover, Role::PurReviewer]), message.clone()).await?;
    tx.tell(Audience::Holders(contract.provider, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    Ok((number, notice))
}

async fn insert_milestones(tx: &Tx, contract: &Contract) -> Result<(), Fault> {
    for (position, terms) in (1..).zip(&contract.terms.milestones) {
        let row = milestone::ActiveModel {
            contract_id: Set(contract.id.uuid()),
            position: Set(position),
            kind: Set(terms.kind.key().to_owned()),
            name: Set(terms.name.clone()),
            due_on: Set(terms.planned),
            state: Set(rules::Milestone::Planned.key().to_owned()),
            acceptance: Set((terms.kind == MilestoneKind::Final).then(|| rules::Acceptance::Requested.key().to_owned())),
            since: Set(tx.at()),
            reported_at: Set(None),
            reported_by: Set(None),
            report: Set(None),
            accept_on: Set(None),
            files: Set("[]".to_owned()),
            checked_at: Set(None),
            checked_by: Set(None),
            judged: Set(None),
            opinions: Set(None),
            accepted_at: Set(None),
            accepted_by: Set(None),
            reason: Set(None),
            version: Set(1),
        };
        row.insert(tx.db()).await?;
    }
    Ok(())
}

async fn insert_payments(tx: &Tx, contract: &Contract) -> Result<(), Fault> {
    let schedule = &contract.terms.schedule;
    let parts = schedule.instalments.iter().zip(schedule.amounts(contract.terms.price));
    for (position, (instalment, amount)) in (1..).zip(parts) {
        let row = payment::ActiveModel {
            contract_id: Set(contract.id.uuid()),
            position: Set(position),
            share: Set(i32::try_from(instalment.share.0).map_err(Fault::corrupt)?),
            amount_fen: Set(amount.as_fen()),
            deducted_fen: Set(0),
            trigger_key: Set(serde_json::to_string(&instalment.trigger)?),
            within_days: Set(i32::from(instalment.within.0)),
            state: Set(Payment::NotDue.key().to_owned()),
            due_since: Set(None),
            due_on: Set(None),
            due_provisional: Set(false),
            paid_on: Set(None),
            paid_at: Set(None),
            paid_by: Set(None),
            voucher: Set(None),
            voucher_number: Set(None),
            amount_paid_fen: Set(None),
            version: Set(1),
        };
        row.insert(tx.db()).await?;
    }
    Ok(())
}

/// The demand and its procurement end with the contract.
async fn end_procurement(tx: &Tx, contract: &Contract) -> Result<(), Fault> {
    let procedure = procedures::store::of_demand(tx.db(), contract.demand).await?;
    let facts = domain::procedures::Facts::favourable(procedure.edition);
    let step = domain::procedures::advance(procedure.profile, procedure.state, ProcedureEvent::Contract, &facts)?;
    procedures::store::save(tx, &procedure, step, |_| ()).await?;
    let demand = demands::store::demand(tx.db(), contract.demand).await?;
    let step = domain::demands::advance(demand.state, DemandEvent::Contract, &domain::demands::Facts::favourable())?;
    demands::store::save(tx, &demand, step, |_| ()).await
}
