//! What follows by itself: instalments fall due, a contract is delivered, settled and closed.

use super::store::{Contract, Milestone, Payment, contract, milestones, payments, save, save_payment};
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::tx::{Audience, Message, Tx};
use domain::calendar::{WorkingDays, day_of};
use domain::contracts::contract::{Event, Facts, advance};
use domain::contracts::payment as pay;
use domain::contracts::schedule::{Happened, Instalment};
use domain::contracts::settlement::{Delivered, FinalDue, final_due};
use domain::contracts::{self as rules, FinalEffect, Mending, Trigger};
use domain::demands::MilestoneKind;
use domain::evaluations::{Grade, final_effect};
use domain::ids::ContractId;
use domain::money::{Money, Percent};
use domain::policy::Role;
use domain::step::Word;
use sea_orm::ActiveValue::Set;

/// What the grade means for the final instalment; nothing while there is none.
pub(super) fn effect(contract: &Contract) -> Result<Option<FinalEffect>, Fault> {
    let grade = contract.row.grade.as_deref();
    grade.map(|key| Grade::parse(key).map(final_effect).ok_or_else(|| Fault::corrupt(key))).transpose()
}

/// The days on which the contract's triggers were met.
pub(super) fn happened(contract: &Contract, milestones: &[Milestone]) -> Result<Happened, Fault> {
    // Accepting late does not pay later: the period then counts from the last day to accept (保障中小企业款项支付条例 第10条, borrowed).
    let accepted = |milestone: &Milestone| {
        let day = milestone.row.accepted_at.filter(|_| milestone.state == rules::Milestone::Accepted).map(day_of)?;
        Some(milestone.row.accept_on.map_or(day, |last| day.min(last)))
    };
    let evaluated = match effect(contract)? {
        _ if !contract.terms.evaluation.third_party => milestones.iter().find(|milestone| milestone.kind == MilestoneKind::Final).and_then(accepted),
        Some(FinalEffect::RectifyFirst) if contract.mending == Some(Mending::Confirmed) => contract.row.mending_since.map(day_of),
        Some(FinalEffect::RectifyFirst) | None => None,
        Some(FinalEffect::Full | FinalEffect::Deduct) => contract.row.evaluated_on,
    };
    Ok(Happened {
        signed: contract.row.signed_at.map(day_of),
        milestones: milestones.iter().map(|milestone| (milestone.kind, accepted(milestone))).collect(),
        evaluated,
    })
}

/// Lets happen what follows from the state of the contract's parts. Called by every use case that changes one of them.
pub(super) async fn settle(tx: &Tx, id: ContractId) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    let milestones = milestones(tx.db(), [id.uuid()]).await?;
    let happened = happened(&contract, &milestones)?;
    for payment in payments(tx.db(), [id.uuid()]).await? {
        if payment.state == rules::Payment::NotDue {
            fall_due(tx, &contract, &milestones, &happened, &payment).await?;
        }
    }
    move_on(tx, contract, &milestones).await
}

async fn fall_due(tx: &Tx, contract: &Contract, milestones: &[Milestone], happened: &Happened, payment: &Payment) -> Result<(), Fault> {
    if contract.state == rules::Contract::Terminated || lost(payment.trigger, milestones) {
        let facts = pay::Facts { trigger_lost: true, ..pay::Facts::favourable(tx.today(), payment.owed()) };
        return save_payment(tx, payment, pay::advance(payment.state, pay::Event::Drop, &facts)?, |_| ()).await;
    }
    let instalment = Instalment {
        share: Percent(i64::from(payment.row.share)),
        trigger: payment.trigger,
        within: WorkingDays(u16::try_from(payment.row.within_days).map_err(Fault::corrupt)?),
    };
    let Some((since, due)) = instalment.due(happened, contract.edition()) else { return Ok(()) };
    let FinalDue { owed, deducted, .. } = owed(contract, milestones, payment)?;
    if owed == Money::ZERO {
        let facts = pay::Facts::favourable(tx.today(), Money::ZERO);
        return save_payment(tx, payment, pay::advance(payment.state, pay::Event::Drop, &facts)?, |row| row.deducted_fen = Set(deducted.as_fen())).await;
    }
    let step = pay::advance(payment.state, pay::Event::FallDue, &pay::Facts::favourable(tx.today(), owed))?;
    save_payment(tx, payment, step, |row| {
        row.deducted_fen = Set(deducted.as_fen());
        row.due_since = Set(Some(since));
        row.due_on = Set(Some(due.day));
        row.due_provisional = Set(due.provisional);
    })
    .await?;
    let path = format!("{}/payments/{}", contract.path(), payment.row.position);
    let message =
        Message::new("inbox.payment-due", path).fact("title", contract.row.title.as_str()).fact("amount", domain::refusal::Fact::Money(owed)).fact("due", due);
    tx.tell(Audience::Holders(contract.purchaser, vec![Role::PurApprover]), message).await
}

/// Whether what makes an instalment fall due cannot happen any more.
fn lost(trigger: Trigger, milestones: &[Milestone]) -> bool {
    let kind = match trigger {
        Trigger::Signing => return false,
        Trigger::MilestoneAccepted(kind) => kind,
        Trigger::FinalAcceptedAndEvaluated => MilestoneKind::Final,
    };
    milestones.iter().any(|milestone| milestone.kind == kind && milestone.state == rules::Milestone::Failed)
}

/// What is owed of an instalment that falls due: the final one follows the evaluation.
fn owed(contract: &Contract, milestones: &[Milestone], payment: &Payment) -> Result<FinalDue, Fault> {
    let full = FinalDue { owed: payment.amount(), deducted: Money::ZERO };
    let Some(effect) = effect(contract)?.filter(|_| payment.trigger == Trigger::FinalAcceptedAndEvaluated) else { return Ok(full) };
    let rectified = contract.mending == Some(Mending::Confirmed);
    Ok(final_due(payment.amount(), effect, rectified, &delivered(contract, milestones), contract.terms.evaluation.deduct_at_most)?)
}

/// All outputs of the contract with what was accepted of them.
pub(super) fn delivered(contract: &Contract, milestones: &[Milestone]) -> Vec<Delivered> {
    let done: Vec<Delivered> = milestones
        .iter()
        .filter(|milestone| milestone.state == rules::Milestone::Accepted)
        .flat_map(|milestone| milestone.delivered(&contract.terms))
        .collect();
    let outputs = contract.terms.outputs().into_iter();
    outputs
        .map(|output| {
            let same = done.iter().filter(|done| done.output.name == output.name && done.output.measure == output.measure);
            let accepted = same.fold(0_u32, |sum, done| sum.saturating_add(done.accepted));
            Delivered { output, accepted }
        })
        .collect()
}

/// Delivered, settled, closed: each as soon as nothing stands against it.
async fn move_on(tx: &Tx, mut contract: Contract, milestones: &[Milestone]) -> Result<(), Fault> {
    let over = |milestone: &&Milestone| matches!(milestone.state, rules::Milestone::Accepted | rules::Milestone::Failed);
    let unpaid: Money = payments(tx.db(), [contract.id.uuid()])
        .await?
        .iter()
        .filter(|payment| matches!(payment.state, rules::Payment::NotDue | rules::Payment::Due))
        .map(Payment::owed)
        .sum();
    let mending_open = contract.mending.is_some_and(|mending| mending != Mending::Confirmed);
    let facts = Facts {
        final_accepted: milestones.iter().any(|milestone| milestone.kind == MilestoneKind::Final && milestone.state == rules::Milestone::Accepted),
        milestones_open: milestones.len() - milestones.iter().filter(over).count(),
        unpaid,
        evaluation_open: contract.evaluation_open() || mending_open,
        ..Facts::favourable()
    };
    for (state, event, happened) in [
        (rules::Contract::InForce, Event::Deliver, Entry::ContractDelivered),
        (rules::Contract::Delivered, Event::Settle, Entry::ContractSettled),
        (rules::Contract::Settled, Event::Close, Entry::ContractClosed),
    ] {
        if contract.state != state {
            continue;
        }
        // A refusal here only says that it is not yet time.
        let Ok(step) = advance(contract.state, event, &facts) else { return Ok(()) };
        contract = save(tx, &contract, step, |_| ()).await?;
        tx.record(happened, &contract.number()?.to_string(), serde_json::json!({})).await?;
    }
    Ok(())
}
