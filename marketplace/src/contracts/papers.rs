//! Milestones, payments and the mending on their own pages; evidence for those who may read it.

use super::milestones::case;
use super::pay;
use super::read::{find, milestone_row, payment_row};
use super::standing::Whole;
use super::store::{Contract, Milestone};
use crate::fault::Fault;
use crate::files::{self, Stored};
use crate::market::Market;
use domain::calendar::day_of;
use domain::contracts as rules;
use domain::contracts::milestone::hears_recipients;
use domain::contracts::payment::Voucher;
use domain::contracts::{ContractRow, EvidenceFile, Mending, MendingView, MilestonePapers, MilestoneView, PaymentView};
use domain::demands::MilestoneKind;
use domain::ids::FileId;
use domain::numbers::ContractNumber;
use domain::policy::{Action, Actor, Case, Decision, decide, may};
use domain::refusal::Refusal;
use domain::step::Word;
use entities::identity::account;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// What a person is called.
pub(super) async fn name(db: &impl ConnectionTrait, id: Option<Uuid>) -> Result<Option<String>, Fault> {
    let Some(id) = id else { return Ok(None) };
    Ok(account::Entity::find_by_id(id).one(db).await?.map(|account| account.name))
}

async fn evidence(db: &impl ConnectionTrait, ids: &[FileId]) -> Result<Vec<EvidenceFile>, Fault> {
    let mut out = Vec::with_capacity(ids.len());
    for id in ids {
        let file = files::find(db, *id).await?;
        out.push(EvidenceFile { id: file.id, name: file.name, size: file.size, digest: file.digest });
    }
    Ok(out)
}

fn allowed(actor: &Actor, acts: &[Action], case: &Case) -> Vec<Action> {
    acts.iter().copied().filter(|action| decide(actor, *action, case) == Decision::Allowed).collect()
}

/// What policy must know to let somebody read evidence: the agency that evaluates reads it too.
async fn reading(market: &Market, one: &Whole) -> Result<Case, Fault> {
    let agency = super::evaluated::agency(market.reader(), one.contract.id).await?;
    Ok(Case { agency, ..one.contract.case() })
}

fn milestone(one: &Whole, position: u32) -> Result<&Milestone, Refusal> {
    one.milestones.iter().find(|milestone| u32::try_from(milestone.row.position) == Ok(position)).ok_or_else(Refusal::not_found)
}

/// How many recipients are asked at least before this milestone is accepted: as many as the notice says before the final one.
pub(super) fn ask_least(contract: &Contract, milestone: &Milestone) -> u32 {
    let plan = &contract.terms.acceptance;
    let must_hear = plan.public_service && hears_recipients(milestone.kind);
    if must_hear && milestone.kind == MilestoneKind::Final { plan.opinions_least } else { u32::from(must_hear) }
}

/// A milestone on its own page: everybody sees how far it is, parties see its papers.
///
/// # Errors
/// Refused `not-found` for an unknown contract or milestone.
pub async fn milestone_view(market: &Market, actor: &Actor, number: ContractNumber, position: u32) -> Result<MilestoneView, Fault> {
    let db = market.reader();
    let (one, contract): (Whole, ContractRow) = find(market, number).await?;
    let milestone = milestone(&one, position)?;
    let reads = decide(actor, Action::ReadEvidence, &reading(market, &one).await?) == Decision::Allowed;
    let acts: &[Action] = match milestone.state {
        _ if one.contract.state != rules::Contract::InForce => &[],
        rules::Milestone::Planned | rules::Milestone::Rectifying => &[Action::ReportMilestone],
        rules::Milestone::Reported => &[Action::CheckMilestone, Action::RecordOpinions, Action::ReturnMilestone],
        rules::Milestone::Checked => &[Action::AcceptMilestone, Action::RecordOpinions, Action::ReturnMilestone],
        rules::Milestone::Accepted | rules::Milestone::Failed => &[],
    };
    let papers = if reads { Some(papers(db, actor, milestone, &one).await?) } else { None };
    let plan = &one.contract.terms.acceptance;
    let must_hear = plan.public_service && hears_recipients(milestone.kind);
    Ok(MilestoneView {
        contract,
        milestone: milestone_row(&one.contract, milestone, day_of(market.now())),
        how: plan.how.clone(),
        must_hear,
        ask_least: ask_least(&one.contract, milestone),
        papers,
        acts: allowed(actor, acts, &case(&one.contract, milestone)),
    })
}

async fn papers(db: &impl ConnectionTrait, actor: &Actor, milestone: &Milestone, one: &Whole) -> Result<MilestonePapers, Fault> {
    let row = &milestone.row;
    // What the provider only gathers is its own until it reports.
    let gathers = row.reported_at.is_none() && actor.organization != Some(one.contract.provider);
    Ok(MilestonePapers {
        report: milestone.report.clone(),
        reported_by: name(db, row.reported_by).await?,
        judged: milestone.judged.clone().unwrap_or_default(),
        checked_by: name(db, row.checked_by).await?,
        opinions: milestone.opinions.clone(),
        accepted_by: name(db, row.accepted_by).await?,
        reason: row.reason.clone(),
        files: if gathers { Vec::new() } else { evidence(db, &milestone.files).await? },
    })
}

/// A payment on its own page.
///
/// # Errors
/// Refused `not-found` for an unknown contract or payment.
pub async fn payment_view(market: &Market, actor: &Actor, number: ContractNumber, position: u32) -> Result<PaymentView, Fault> {
    let (one, contract) = find(market, number).await?;
    let payment = one.payments.iter().find(|payment| u32::try_from(payment.row.position) == Ok(position)).ok_or_else(Refusal::not_found)?;
    let reads = decide(actor, Action::ReadEvidence, &one.contract.case()) == Decision::Allowed;
    let voucher = payment.row.voucher.as_deref().and_then(Voucher::parse).zip(payment.row.voucher_number.clone());
    let acts: &[Action] = if payment.state == rules::Payment::Due { &[Action::Pay] } else { &[] };
    Ok(PaymentView {
        contract,
        payment: payment_row(payment, day_of(market.now()))?,
        voucher: voucher.filter(|_| reads),
        acts: allowed(actor, acts, &pay::case(&one.contract, &one.milestones)),
    })
}

/// The mending that a fair evaluation asks for, for parties, the agency and auditors.
///
/// # Errors
/// Refused `not-found` where nothing is to be mended, `policy.*` for all others.
pub async fn mending_view(market: &Market, actor: &Actor, number: ContractNumber) -> Result<MendingView, Fault> {
    let (one, contract) = find(market, number).await?;
    let state = one.contract.mending.ok_or_else(Refusal::not_found)?;
    may(actor, Action::ReadEvidence, &reading(market, &one).await?)?;
    let files: Vec<FileId> = serde_json::from_str(&one.contract.row.mending_files)?;
    let acts: &[Action] = match state {
        Mending::Asked => &[Action::ReportMilestone],
        Mending::Reported => &[Action::CheckMilestone, Action::ReturnMilestone],
        Mending::Confirmed => &[],
    };
    let officer = |action: &Action| *action != Action::ReturnMilestone || decide(actor, Action::CheckMilestone, &one.contract.case()) == Decision::Allowed;
    Ok(MendingView {
        contract,
        state,
        since: one.contract.row.mending_since.map(day_of),
        note: one.contract.row.mending_note.clone(),
        files: evidence(market.reader(), &files).await?,
        acts: allowed(actor, acts, &one.contract.case()).into_iter().filter(officer).collect(),
        version: one.contract.row.version,
    })
}

/// A piece of evidence of a milestone (0 stands for the mending), for those who may read it.
///
/// # Errors
/// Refused `policy.*` unless the actor is of a party, of the agency, or an auditor; `not-found` for a file that is not this milestone's.
pub async fn evidence_bytes(market: &Market, actor: &Actor, number: ContractNumber, position: u32, file: FileId) -> Result<(Stored, Vec<u8>), Fault> {
    let (one, _) = find(market, number).await?;
    may(actor, Action::ReadEvidence, &reading(market, &one).await?)?;
    let (known, reported) = match position {
        0 => (serde_json::from_str(&one.contract.row.mending_files)?, true),
        _ => {
            let milestone = milestone(&one, position)?;
            (milestone.files.clone(), milestone.row.reported_at.is_some())
        }
    };
    if !known.contains(&file) || !(reported || actor.organization == Some(one.contract.provider)) {
        return Err(Refusal::not_found().into());
    }
    files::bytes(market, file).await
}
