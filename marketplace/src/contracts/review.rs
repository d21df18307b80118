//! Review by a person who did not draft it.

use super::draft::chosen_price;
use super::store::{Contract, contract, save};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::of_demand as procedure_of;
use crate::tx::{Audience, Message, Once};
use domain::calendar::Day;
use domain::contracts::contract::{Event, Facts, advance, may_agree};
use domain::ids::ContractId;
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::Refusal;
use domain::text::written;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::Serialize;

/// A decision about a draft.
#[derive(Clone, Debug, Serialize)]
pub struct Decide {
    /// The draft.
    pub contract: ContractId,
    /// The version that the person saw.
    pub seen: i32,
    /// Why, where a reason is needed.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What stands against the text, and against agreeing it with this provider on this day.
pub(super) async fn objections(db: &impl ConnectionTrait, contract: &Contract, today: Day) -> Result<Vec<Refusal>, Fault> {
    let procedure = procedure_of(db, contract.demand).await?;
    let mut found = contract.terms.objections(chosen_price(&procedure)?, contract.edition());
    let provider = organizations::find(db, contract.provider).await?.ok_or_else(|| Fault::corrupt("a contract without a provider"))?;
    found.extend(may_agree(contract.terms.ends, provider.standing, today).err());
    Ok(found)
}

/// Finds nothing against a draft: it may be signed.
///
/// # Errors
/// Refused `policy.*` unless the actor reviews for that purchaser and did not draft it; everything that stands against the text,
/// as [`Fault::Unfit`]; `contracts.out-of-order`, `changed-meanwhile`.
pub async fn review(market: &Market, actor: &Actor, cmd: Decide) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.review", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let contract = contract(tx.db(), cmd.contract).await?;
    may(actor, Action::ReviewContract, &contract.case())?;
    contract.unchanged_since(cmd.seen)?;
    let against = objections(tx.db(), &contract, tx.today()).await?;
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    let step = advance(contract.state, Event::Review, &Facts::favourable())?;
    let account = tx.account()?.uuid();
    save(&tx, &contract, step, |row| {
        row.reviewed_by = Set(Some(account));
        row.reviewed_at = Set(Some(tx.at()));
        row.reason = Set(None);
    })
    .await?;
    tx.record_secret(Secret::ContractReviewed, serde_json::json!({"contract": contract.id.to_string()})).await?;
    let message = Message::new("inbox.contract-to-sign", contract.path()).fact("title", contract.row.title.as_str());
    tx.tell(Audience::Holders(contract.purchaser, vec![Role::PurApprover]), message.clone()).await?;
    tx.tell(Audience::Holders(contract.provider, vec![Role::SoLegal, Role::SoAdmin]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Sends a text back to its drafter. A signature given so far falls away.
///
/// # Errors
/// Refused `policy.*` unless the actor reviews for that purchaser and did not draft it, `contracts.no-reason`,
/// `contracts.out-of-order`, `changed-meanwhile`.
pub async fn send_back(market: &Market, actor: &Actor, cmd: Decide) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.send_back", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let contract = contract(tx.db(), cmd.contract).await?;
    may(actor, Action::ReviewContract, &contract.case())?;
    contract.unchanged_since(cmd.seen)?;
    let reason = written(cmd.reason.as_deref(), "reason")?;
    let step = advance(contract.state, Event::Return, &Facts { reason_given: reason.is_some(), ..Facts::favourable() })?;
    save(&tx, &contract, step, |row| {
        row.reason = Set(reason.map(str::to_owned));
        row.reviewed_by = Set(None);
        row.reviewed_at = Set(None);
        row.purchaser_signed_by = Set(None);
        row.purchaser_signed_at = Set(None);
        row.provider_signed_by = Set(None);
        row.provider_signed_at = Set(None);
    })
    .await?;
    tx.record_secret(Secret::ContractReturned, serde_json::json!({"contract": contract.id.to_string(), "reason": reason})).await?;
    let message = Message::new("inbox.contract-returned", contract.path()).fact("title", contract.row.title.as_str());
    tx.tell(Audience::Holders(contract.purchaser, vec![Role::PurOfficer]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}
