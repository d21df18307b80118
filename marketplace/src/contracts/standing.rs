//! Where contracts stand: the facts of `domain`'s progress from their rows.

use super::store::{Contract, Milestone, Payment, milestones, payments};
use crate::fault::Fault;
use domain::calendar::{Day, day_of};
use domain::contracts::progress::{EvaluationStanding, Facts, MilestoneStanding, PaymentStanding};
use domain::contracts::{Mending, Progress, progress};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// A contract with its parts.
pub(super) struct Whole {
    pub contract: Contract,
    pub milestones: Vec<Milestone>,
    pub payments: Vec<Payment>,
}

/// These contracts with their parts, in their order: three questions whatever their number.
pub(super) async fn whole(db: &impl ConnectionTrait, contracts: Vec<Contract>) -> Result<Vec<Whole>, Fault> {
    let ids: Vec<Uuid> = contracts.iter().map(|contract| contract.row.id).collect();
    let mut parts: HashMap<Uuid, (Vec<Milestone>, Vec<Payment>)> = HashMap::new();
    for milestone in milestones(db, ids.clone()).await? {
        parts.entry(milestone.row.contract_id).or_default().0.push(milestone);
    }
    for payment in payments(db, ids).await? {
        parts.entry(payment.row.contract_id).or_default().1.push(payment);
    }
    let with_parts = contracts.into_iter().map(|contract| {
        let (milestones, payments) = parts.remove(&contract.row.id).unwrap_or_default();
        Whole { contract, milestones, payments }
    });
    Ok(with_parts.collect())
}

impl Whole {
    /// Where the contract stands today.
    pub fn progress(&self, today: Day) -> Progress {
        progress::progress(&self.facts(), today, self.contract.edition())
    }

    fn facts(&self) -> Facts {
        let contract = &self.contract;
        Facts {
            state: contract.state,
            returned: contract.row.reason.is_some(),
            since: day_of(contract.row.since),
            confirmed: contract.row.confirmed_on,
            starts: contract.terms.starts,
            ends: contract.terms.ends,
            price: contract.price(),
            accept_within: contract.terms.acceptance.within,
            milestones: self.milestones.iter().map(|milestone| self.milestone(milestone)).collect(),
            payments: self.payments.iter().map(payment).collect(),
            evaluation: self.evaluation(),
        }
    }

    fn milestone(&self, milestone: &Milestone) -> MilestoneStanding {
        MilestoneStanding {
            kind: milestone.kind,
            name: milestone.row.name.clone(),
            planned: milestone.row.due_on,
            state: milestone.state,
            since: day_of(milestone.row.since),
            reported: milestone.row.reported_at.map(day_of),
            outputs: milestone.delivered(&self.contract.terms),
        }
    }

    /// The evaluation as the contract sees it.
    pub fn evaluation(&self) -> EvaluationStanding {
        let row = &self.contract.row;
        let since = row.mending_since.map_or(row.confirmed_on, day_of);
        match self.contract.mending {
            Some(Mending::Asked) => EvaluationStanding::ToMend(since),
            Some(Mending::Reported) => EvaluationStanding::MendReported(since),
            Some(Mending::Confirmed) => EvaluationStanding::Nothing,
            None if !self.contract.evaluation_open() => EvaluationStanding::Nothing,
            None => row.evaluating_since.map_or(EvaluationStanding::NotCommissioned, EvaluationStanding::Running),
        }
    }
}

fn payment(payment: &Payment) -> PaymentStanding {
    PaymentStanding {
        number: u32::try_from(payment.row.position).unwrap_or_default(),
        amount: payment.row.amount_paid_fen.map_or_else(|| payment.owed(), domain::money::Money::fen),
        state: payment.state,
        due: payment.due(),
    }
}
