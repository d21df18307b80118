//! Mending what a fair evaluation found, before the final instalment falls due.

use super::notice;
use super::settle::settle;
use super::store::{Contract, by_number, held, touch};
use crate::fault::Fault;
use crate::files::{self, NewFile};
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::contracts::Mending;
use domain::contracts::mending::{Event, Facts, advance};
use domain::ids::FileId;
use domain::numbers::ContractNumber;
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use domain::text::{MOST_WORDS, at_most};
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// An act on the mending of a contract.
#[derive(Clone, Debug, Serialize)]
pub struct Mend {
    /// The contract.
    pub contract: ContractNumber,
    /// The version that the person saw.
    pub seen: i32,
    /// What was mended, or what is still to be mended.
    pub note: String,
    /// Makes a second press the same press.
    pub once: Once,
}

fn asked(contract: &Contract) -> Result<Mending, Refusal> {
    contract.mending.ok_or_else(Refusal::not_found)
}

async fn save(tx: &Tx, contract: &Contract, step: Step<Mending>, note: String, files: Option<Vec<FileId>>) -> Result<(), Fault> {
    let (account, files) = (tx.account()?.uuid(), files.map(|files| serde_json::to_string(&files)).transpose()?);
    touch(tx, contract, |row| {
        row.mending = Set(Some(step.to().key().to_owned()));
        row.mending_since = Set(Some(tx.at()));
        row.mending_note = Set(Some(note));
        if let Some(files) = files {
            row.mending_files = Set(files);
            row.mending_reported_by = Set(Some(account));
        }
    })
    .await?;
    let happened = match step.to() {
        Mending::Asked => Entry::ContractMendingAsked,
        Mending::Reported => Entry::ContractMendingReported,
        Mending::Confirmed => Entry::ContractMendingConfirmed,
    };
    tx.record(happened, &contract.number()?.to_string(), serde_json::json!({})).await
}

async fn tell(tx: &Tx, contract: &Contract, key: &str, to: Audience) -> Result<(), Fault> {
    tx.tell(to, Message::new(key, format!("{}/mending", contract.path())).fact("title", contract.row.title.as_str())).await
}

/// Reports that what the evaluation found is mended, with evidence.
///
/// # Errors
/// Refused `policy.*` unless the actor reports for that provider, `contracts.no-evidence`, `contracts.no-reason` without words,
/// `contracts.mending-out-of-order`, `not-found` where nothing is to be mended.
pub async fn report_mending(market: &Market, actor: &Actor, cmd: Mend, new: Vec<NewFile>) -> Result<(), Fault> {
    // Who may not report leaves no bytes either.
    may(actor, Action::ReportMilestone, &by_number(market.reader(), cmd.contract).await?.case())?;
    let new = files::keep_all(market, new).await?;
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.report_mending", &cmd.once, &(&cmd, &new)).await?.is_some() {
        return Ok(());
    }
    let contract = held(&tx, cmd.contract).await?;
    may(actor, Action::ReportMilestone, &contract.case())?;
    contract.unchanged_since(cmd.seen)?;
    let mut kept: Vec<FileId> = serde_json::from_str(&contract.row.mending_files)?;
    let facts = Facts { evidence: kept.len() + new.len(), ..Facts::favourable() };
    let step = advance(asked(&contract)?, Event::Report, &facts)?;
    let note = cmd.note.trim();
    if note.is_empty() {
        return Err(Refusal::new("contracts.needed").field("note").into());
    }
    at_most(note, MOST_WORDS, "note")?;
    for file in new {
        kept.push(files::store(&tx, contract.provider, file).await?);
    }
    save(&tx, &contract, step, note.to_owned(), Some(kept)).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, "inbox.mending-reported", Audience::Holders(contract.purchaser, vec![Role::PurOfficer])).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Confirms that it is mended: the final instalment falls due today.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser, `contracts.mending-out-of-order`, `not-found`.
pub async fn confirm_mending(market: &Market, actor: &Actor, cmd: Mend) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.confirm_mending", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let contract = held(&tx, cmd.contract).await?;
    may(actor, Action::CheckMilestone, &contract.case())?;
    contract.unchanged_since(cmd.seen)?;
    let step = advance(asked(&contract)?, Event::Confirm, &Facts::favourable())?;
    save(&tx, &contract, step, contract.row.mending_note.clone().unwrap_or_default(), None).await?;
    settle(&tx, contract.id).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, "inbox.mending-confirmed", Audience::Holders(contract.provider, vec![Role::SoAdmin])).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Sends it back, with what is still to be mended.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser, `contracts.no-reason`, `contracts.mending-out-of-order`, `not-found`.
pub async fn return_mending(market: &Market, actor: &Actor, cmd: Mend) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.return_mending", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let contract = held(&tx, cmd.contract).await?;
    may(actor, Action::ReturnMilestone, &contract.case())?;
    contract.unchanged_since(cmd.seen)?;
    let note = cmd.note.trim().to_owned();
    at_most(&note, MOST_WORDS, "note")?;
    let step = advance(asked(&contract)?, Event::Return, &Facts { reason_given: !note.is_empty(), ..Facts::favourable() })?;
    save(&tx, &contract, step, note, None).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, "inbox.mending-returned", Audience::Holders(contract.provider, vec![Role::SoAdmin])).await?;
    tx.commit_once(&cmd.once, ()).await
}
