//! What is public of a contract: its notices, and each version of it in the feed.

use super::store::{Contract, Milestone, contract, demand_number, milestones, payments};
use crate::fault::Fault;
use crate::kinds::Thing;
use crate::notices;
use crate::tx::{Tx, hex};
use domain::ids::ContractId;
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::refusal::Fact;
use domain::step::Word;
use serde_json::json;

/// The notice of a contract that takes effect.
pub(super) async fn announce_contract(tx: &Tx, contract: &Contract, demand: DemandNumber) -> Result<NoticeNumber, Fault> {
    let terms = &contract.terms;
    let number = contract.number()?.to_string();
    let amounts = terms.schedule.amounts(terms.price);
    let lines = terms.lines.iter().map(|line| vec![Fact::Term(line.kind.term()), line.name.as_str().into(), Fact::Money(line.amount)]);
    let milestones = terms.milestones.iter().map(|milestone| vec![Fact::Term(milestone.kind.term()), milestone.name.as_str().into(), milestone.planned.into()]);
    let outputs = terms
        .outputs()
        .into_iter()
        .map(|output| vec![output.name.into(), Fact::Count(i64::from(output.quantity)), Fact::Term(output.measure.term()), output.standard.into()]);
    let payments = terms.schedule.instalments.iter().zip(amounts).map(|(instalment, amount)| {
        vec![Fact::Percent(instalment.share), Fact::Money(amount), Fact::Term(instalment.trigger.term()), Fact::WorkingDays(i64::from(instalment.within.0))]
    });
    let document = Document::new(NoticeKind::Contract, terms.subject.as_str())
        .section(
            Section::new("contracts.notice-parties")
                .line("contracts.label-number", number.as_str())
                .line("contracts.label-demand", demand.to_string())
                .line("contracts.label-purchaser", terms.purchaser.name.as_str())
                .line("contracts.label-provider", terms.provider.name.as_str())
                .line("contracts.label-provider-code", terms.provider.code.to_string())
                .line("contracts.label-price", Fact::Money(terms.price))
                .line("contracts.label-starts", terms.starts)
                .line("contracts.label-ends", terms.ends)
                .line("contracts.label-signed-on", domain::calendar::day_of(contract.row.signed_at.unwrap_or(tx.at())))
                .line("contracts.label-digest", contract.row.digest.as_deref().map(hex).unwrap_or_default()),
        )
        .section(Section::new("contracts.notice-lines").table(&["contracts.head-kind", "contracts.head-line", "contracts.head-amount"], lines.collect()))
        .section(
            Section::new("contracts.notice-outputs")
                .table(&["contracts.head-output", "contracts.head-quantity", "contracts.head-measure", "contracts.head-standard"], outputs.collect()),
        )
        .section(
            Section::new("contracts.notice-milestones")
                .table(&["contracts.head-kind", "contracts.head-milestone", "contracts.head-planned"], milestones.collect()),
        )
        .section(
            Section::new("contracts.notice-payments")
                .table(&["contracts.head-share", "contracts.head-amount", "contracts.head-trigger", "contracts.head-within"], payments.collect()),
        );
    notices::publish(tx, contract.purchaser, &[number, demand.to_string()], Some(&demand.ocid()), &document, None).await
}

/// The notice of the final acceptance.
pub(super) async fn announce_acceptance(tx: &Tx, contract: &Contract, milestone: &Milestone) -> Result<NoticeNumber, Fault> {
    let terms = &contract.terms;
    let number = contract.number()?.to_string();
    let demand = demand_number(tx.db(), contract.demand).await?;
    let judged = milestone.judged.as_deref().unwrap_or_default();
    let rows = milestone.delivered(terms).into_iter().zip(judged).map(|(done, judgement)| {
        let verdict = if judgement.met { "contracts-met" } else { "contracts-not-met" };
        vec![
            done.output.name.into(),
            Fact::Count(i64::from(done.output.quantity)),
            Fact::Count(i64::from(done.accepted)),
            Fact::Term(done.output.measure.term()),
            Fact::Term(verdict.to_owned()),
        ]
    });
    let mut section = Section::new("contracts.notice-acceptance")
        .line("contracts.label-number", number.as_str())
        .line("contracts.label-purchaser", terms.purchaser.name.as_str())
        .line("contracts.label-provider", terms.provider.name.as_str())
        .line("contracts.label-milestone", milestone.row.name.as_str())
        .line("contracts.label-accepted-on", tx.today());
    if let Some(opinions) = &milestone.opinions {
        section = section
            .line("contracts.label-asked", i64::from(opinions.asked))
            .line("contracts.label-answered", i64::from(opinions.answered))
            .line("contracts.label-satisfied", i64::from(opinions.satisfied))
            .line("contracts.label-said", opinions.said.as_str());
    }
    if let Some(reason) = &milestone.row.reason {
        section = section.line("contracts.label-wanting", reason.as_str());
    }
    let heads = ["contracts.head-output", "contracts.head-promised", "contracts.head-accepted", "contracts.head-measure", "contracts.head-verdict"];
    let document = Document::new(NoticeKind::Acceptance, terms.subject.as_str())
        .section(section)
        .section(Section::new("contracts.notice-judged").table(&heads, rows.collect()));
    notices::publish(tx, contract.purchaser, &[number, demand.to_string()], Some(&demand.ocid()), &document, None).await
}

/// Keeps what is public of a contract from now on: what its page shows to everybody.
pub(super) async fn publish_version(tx: &Tx, id: ContractId) -> Result<(), Fault> {
    let contract = contract(tx.db(), id).await?;
    let number = contract.number()?.to_string();
    let demand = demand_number(tx.db(), contract.demand).await?;
    let milestones = milestones(tx.db(), [id.uuid()]).await?.into_iter().map(|milestone| {
        json!({
            "position": milestone.row.position,
            "kind": milestone.kind,
            "name": milestone.row.name,
            "planned": milestone.row.due_on,
            "state": milestone.state,
            "reported_at": milestone.row.reported_at,
            "accepted_at": milestone.row.accepted_at,
            "delivered": milestone.delivered(&contract.terms).into_iter().map(|done| done.accepted).collect::<Vec<_>>(),
        })
    });
    let payments = payments(tx.db(), [id.uuid()]).await?.into_iter().map(|payment| {
        json!({
            "position": payment.row.position,
            "share": payment.row.share,
            "amount_fen": payment.row.amount_fen,
            "deducted_fen": payment.row.deducted_fen,
            "trigger": payment.trigger,
            "state": payment.state,
            "due_since": payment.row.due_since,
            "due_on": payment.row.due_on,
            "paid_on": payment.row.paid_on,
            "amount_paid_fen": payment.row.amount_paid_fen,
        })
    });
    let body = json!({
        "number": number,
        "demand": demand,
        "state": contract.state,
        "terms": contract.terms,
        "sha256": contract.row.digest.as_deref().map(hex),
        "signed_at": contract.row.signed_at,
        "evaluating_since": contract.row.evaluating_since,
        "evaluated_on": contract.row.evaluated_on,
        "grade": contract.row.grade,
        "mending": contract.mending,
        "mending_since": contract.row.mending_since,
        "milestones": milestones.collect::<Vec<_>>(),
        "payments": payments.collect::<Vec<_>>(),
    });
    tx.make_public(Thing::Contract, &number, Some(&demand.ocid()), &body).await?;
    Ok(())
}
