//! Milestones: the provider gathers evidence and reports; the purchaser's officer checks and records what recipients said.

use super::notice;
use super::papers::ask_least;
use super::store::{Contract, Milestone, by_number, held, milestones, save_milestone};
use crate::fault::Fault;
use crate::files::{self, NewFile};
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::contracts::milestone::{Event, Facts, advance, in_force};
use domain::contracts::{self as rules, Acceptance, Judgement, Opinions, Report, acceptance};
use domain::ids::{AccountId, FileId};
use domain::numbers::ContractNumber;
use domain::policy::{Action, Actor, Part, Role, may};
use domain::refusal::Refusal;
use domain::step::Word;
use domain::text::{MOST_WORDS, at_most};
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// Most pieces of evidence of one milestone.
pub const MOST_FILES: usize = 60;

/// Names a milestone as its reader saw it.
#[derive(Clone, Debug, Serialize)]
pub struct At {
    /// The contract.
    pub contract: ContractNumber,
    /// 1, 2, 3 … within it.
    pub position: u32,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// A contract with one of its milestones.
pub(super) async fn find(tx: &Tx, at: &At) -> Result<(Contract, Milestone), Fault> {
    let contract = held(tx, at.contract).await?;
    let milestone = milestones(tx.db(), [contract.id.uuid()]).await?.into_iter().find(|milestone| u32::try_from(milestone.row.position) == Ok(at.position));
    Ok((contract, milestone.ok_or_else(Refusal::not_found)?))
}

/// What policy must know of a milestone: whoever checked it has handled it, and so have all who handled the purchase.
pub(super) fn case(contract: &Contract, milestone: &Milestone) -> domain::policy::Case {
    contract.handled().part(Part::Handled, milestone.row.checked_by.map(AccountId::new))
}

/// Facts of a milestone under which its own state alone decides.
pub(super) fn facts(contract: &Contract, milestone: &Milestone) -> Facts {
    let outputs = contract.terms.milestones.get(milestone.index()).map_or(0, |terms| terms.outputs.len());
    let reported = milestone.report.as_ref().map_or(0, |report| report.delivered.iter().flatten().count());
    Facts {
        kind: milestone.kind,
        contract_in_force: contract.state == rules::Contract::InForce,
        evidence: milestone.files.len(),
        outputs_unreported: outputs.saturating_sub(reported),
        public_service: contract.terms.acceptance.public_service,
        recipients_heard: milestone.opinions.as_ref().is_some_and(|opinions| opinions.check().is_empty()),
        signer_checked: false,
        certificate_signed: milestone.acceptance == Some(Acceptance::Signed),
        reason_given: false,
    }
}

fn path(contract: &Contract, milestone: &Milestone) -> String {
    format!("{}/milestones/{}", contract.path(), milestone.row.position)
}

/// Tells somebody about a milestone.
pub(super) async fn tell(tx: &Tx, contract: &Contract, milestone: &Milestone, key: &str, to: Audience) -> Result<(), Fault> {
    let message = Message::new(key, path(contract, milestone)).fact("title", contract.row.title.as_str()).fact("milestone", milestone.row.name.as_str());
    tx.tell(to, message).await
}

/// Adds evidence to a milestone that is not reported, or was sent back.
///
/// # Errors
/// Refused `policy.*` unless the actor reports for that provider, `contracts.milestone-out-of-order`, `contracts.too-much-evidence`,
/// `files.*` for a file that is not taken.
pub async fn add_evidence(market: &Market, actor: &Actor, at: At, new: Vec<NewFile>) -> Result<Vec<FileId>, Fault> {
    // Who may not add evidence leaves no bytes either.
    may(actor, Action::ReportMilestone, &by_number(market.reader(), at.contract).await?.case())?;
    let new = files::keep_all(market, new).await?;
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("contracts.add_evidence", &at.once, &(&at, &new)).await? {
        return Ok(done);
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::ReportMilestone, &case(&contract, &milestone))?;
    open_for_evidence(&milestone)?;
    milestone.unchanged_since(at.seen)?;
    if new.is_empty() {
        return Err(Refusal::new("contracts.no-file-chosen").field("files").into());
    }
    let mut kept = milestone.files.clone();
    if kept.len() + new.len() > MOST_FILES {
        return Err(Refusal::new("contracts.too-much-evidence").fact("most", MOST_FILES).field("files").into());
    }
    let mut added = Vec::with_capacity(new.len());
    for file in new {
        added.push(files::store(&tx, contract.provider, file).await?);
    }
    kept.extend(&added);
    let text = serde_json::to_string(&kept)?;
    save_milestone(&tx, &milestone, None, |row| row.files = Set(text)).await?;
    tx.commit_once(&at.once, added).await
}

/// Takes a piece of evidence away again, as long as it was not reported.
///
/// # Errors
/// Refused `policy.*` unless the actor reports for that provider, `contracts.milestone-out-of-order` once it was reported, `not-found`.
pub async fn remove_evidence(market: &Market, actor: &Actor, at: At, file: FileId) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.remove_evidence", &at.once, &(&at, file)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::ReportMilestone, &case(&contract, &milestone))?;
    if milestone.row.reported_at.is_some() {
        return Err(out_of_order(&milestone, Event::Report).into());
    }
    milestone.unchanged_since(at.seen)?;
    if !milestone.files.contains(&file) {
        return Err(Refusal::not_found().into());
    }
    let text = serde_json::to_string(&milestone.files.iter().filter(|kept| **kept != file).collect::<Vec<_>>())?;
    save_milestone(&tx, &milestone, None, |row| row.files = Set(text)).await?;
    tx.commit_once(&at.once, ()).await
}

fn open_for_evidence(milestone: &Milestone) -> Result<(), Refusal> {
    if matches!(milestone.state, rules::Milestone::Planned | rules::Milestone::Rectifying) { Ok(()) } else { Err(out_of_order(milestone, Event::Report)) }
}

fn out_of_order(milestone: &Milestone, event: Event) -> Refusal {
    Refusal::out_of_order("contracts.milestone-out-of-order", &milestone.state.term(), &event.term())
}

/// Reports a milestone: what was delivered of each output, with a note; the evidence was added before.
///
/// # Errors
/// Refused `policy.*` unless the actor reports for that provider, `contracts.not-in-force`, `contracts.outputs-unreported`,
/// `contracts.no-evidence`, `contracts.milestone-out-of-order`, `changed-meanwhile`.
pub async fn report(market: &Market, actor: &Actor, at: At, report: Report) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.report", &at.once, &(&at, &report)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::ReportMilestone, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    at_most(&report.note, MOST_WORDS, "note")?;
    let outputs = contract.terms.milestones.get(milestone.index()).map_or(0, |terms| terms.outputs.len());
    let given = report.delivered.iter().take(outputs).flatten().count();
    let facts = Facts { outputs_unreported: outputs.saturating_sub(given), ..facts(&contract, &milestone) };
    let step = advance(milestone.state, Event::Report, &facts)?;
    let again = match milestone.acceptance {
        Some(Acceptance::Rejected) => Some(acceptance::advance(Acceptance::Rejected, acceptance::Event::RequestAgain, &acceptance::Facts::favourable())?),
        _ => None,
    };
    let (text, account) = (serde_json::to_string(&report)?, tx.account()?.uuid());
    let accept_by = acceptance::accept_by(tx.today(), contract.terms.acceptance.within, contract.edition()).day;
    save_milestone(&tx, &milestone, Some(step), |row| {
        row.report = Set(Some(text));
        row.reported_at = Set(Some(tx.at()));
        row.reported_by = Set(Some(account));
        row.accept_on = Set(Some(accept_by));
        // A new report is judged anew, and what recipients said of the last one is not about this one.
        row.opinions = Set(None);
        row.judged = Set(None);
        row.checked_at = Set(None);
        row.checked_by = Set(None);
        row.reason = Set(None);
        if let Some(again) = again {
            row.acceptance = Set(Some(again.to().key().to_owned()));
        }
    })
    .await?;
    let facts = serde_json::json!({"milestone": milestone.row.position, "kind": milestone.kind.key()});
    tx.record(Entry::ContractMilestoneReported, &at.contract.to_string(), facts).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, &milestone, "inbox.milestone-reported", Audience::Holders(contract.purchaser, vec![Role::PurOfficer])).await?;
    tx.commit_once(&at.once, ()).await
}

/// Checks a reported milestone: every output is judged. It waits for the reviewer from then on.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser, `contracts.outputs-not-judged`, `contracts.milestone-out-of-order`,
/// `changed-meanwhile`.
pub async fn check(market: &Market, actor: &Actor, at: At, judged: Vec<Option<Judgement>>) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.check", &at.once, &(&at, &judged)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::CheckMilestone, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    let step = advance(milestone.state, Event::Check, &facts(&contract, &milestone))?;
    let outputs = contract.terms.milestones.get(milestone.index()).map_or(0, |terms| terms.outputs.len());
    let complete: Vec<Judgement> = judged.into_iter().take(outputs).flatten().collect();
    acceptance::all_judged(outputs, complete.len())?;
    for (index, judgement) in complete.iter().enumerate() {
        at_most(&judgement.note, MOST_WORDS, &format!("note.{index}"))?;
    }
    let examined = match milestone.acceptance {
        Some(state) => {
            let facts = acceptance::Facts { outputs, judged: complete.len(), ..acceptance::Facts::favourable() };
            Some(acceptance::advance(state, acceptance::Event::Examine, &facts)?)
        }
        None => None,
    };
    let (text, account) = (serde_json::to_string(&complete)?, tx.account()?.uuid());
    save_milestone(&tx, &milestone, Some(step), |row| {
        row.judged = Set(Some(text));
        row.checked_at = Set(Some(tx.at()));
        row.checked_by = Set(Some(account));
        if let Some(examined) = examined {
            row.acceptance = Set(Some(examined.to().key().to_owned()));
        }
    })
    .await?;
    tx.record(Entry::ContractMilestoneChecked, &at.contract.to_string(), serde_json::json!({"milestone": milestone.row.position})).await?;
    notice::publish_version(&tx, contract.id).await?;
    tell(&tx, &contract, &milestone, "inbox.milestone-checked", Audience::Holders(contract.purchaser, vec![Role::PurReviewer])).await?;
    tx.commit_once(&at.once, ()).await
}

/// Records what recipients said of a reported milestone; compulsory for public services before it is accepted (T32).
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser, `contracts.milestone-out-of-order` unless it is reported and not
/// accepted; what does not add up, more than there are recipients and fewer than must be asked, as [`Fault::Unfit`].
pub async fn record_opinions(market: &Market, actor: &Actor, at: At, opinions: Opinions) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.record_opinions", &at.once, &(&at, &opinions)).await?.is_some() {
        return Ok(());
    }
    let (contract, milestone) = find(&tx, &at).await?;
    may(actor, Action::RecordOpinions, &case(&contract, &milestone))?;
    milestone.unchanged_since(at.seen)?;
    in_force(facts(&contract, &milestone).contract_in_force)?;
    if !matches!(milestone.state, rules::Milestone::Reported | rules::Milestone::Checked) {
        let action = format!("action-{}", Action::RecordOpinions.key());
        return Err(Refusal::out_of_order("contracts.milestone-out-of-order", &milestone.state.term(), &action).into());
    }
    let against = opinions.check_for(contract.terms.recipients.number, ask_least(&contract, &milestone));
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    let text = serde_json::to_string(&opinions)?;
    save_milestone(&tx, &milestone, None, |row| row.opinions = Set(Some(text))).await?;
    tx.record(Entry::ContractOpinionsRecorded, &at.contract.to_string(), serde_json::json!({"milestone": milestone.row.position})).await?;
    tx.commit_once(&at.once, ()).await
}
