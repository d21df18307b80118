//! The machine of a demand: draft, review, approval, procurement, contract; lapse and cancellation.

use crate::refusal::Refusal;
use crate::step::{Step, Word};

crate::words! {
    /// Where a demand stands.
    pub enum DemandState("demand-state") {
        /// 草拟.
        Draft = "draft",
        /// 内部审查: waits for the approver.
        UnderReview = "under-review",
        /// 已审定: may be published.
        Approved = "approved",
        /// 采购中: published.
        InProcurement = "in-procurement",
        /// A contract came of it.
        Contracted = "contracted",
        /// 失效: nobody suitable, or nothing came of it.
        Lapsed = "lapsed",
        /// 取消.
        Cancelled = "cancelled",
    }
}

crate::words! {
    /// What happens to a demand.
    pub enum DemandEvent("demand-event") {
        /// The drafter sends it to the approver.
        Submit = "submit",
        /// The approver sends it back.
        Return = "return",
        /// The approver approves it.
        Approve = "approve",
        /// It is published.
        Publish = "publish",
        /// Its contract is signed.
        Contract = "contract",
        /// Its procurement ended without a result.
        Lapse = "lapse",
        /// It is given up.
        Cancel = "cancel",
    }
}

/// What the machine must know beyond state and event.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// How many things the check would refuse.
    pub refusals: usize,
    /// Whether a reason was given, where one is needed.
    pub reasoned: bool,
}

impl Facts {
    /// Facts under which every event that the state knows is possible.
    pub const fn favourable() -> Facts {
        Facts { refusals: 0, reasoned: true }
    }
}

/// The next state.
///
/// # Errors
/// `demands.not-ready` while the check refuses something, `demands.reason-missing` when sending back or giving up without
/// words, `demands.out-of-order` for an event that the state does not know.
pub fn advance(state: DemandState, event: DemandEvent, facts: &Facts) -> Result<Step<DemandState>, Refusal> {
    use {DemandEvent as E, DemandState as S};
    let next = match (state, event) {
        (S::Draft, E::Submit) | (S::UnderReview, E::Approve) | (S::Approved, E::Publish) if facts.refusals > 0 => {
            return Err(Refusal::new("demands.not-ready").fact("n", facts.refusals).remedy(crate::policy::Action::EditDemand));
        }
        (S::UnderReview | S::Approved, E::Return) | (S::Draft | S::UnderReview | S::Approved | S::InProcurement, E::Cancel) if !facts.reasoned => {
            return Err(Refusal::new("demands.reason-missing").field("reason"));
        }
        (S::Draft, E::Submit) => S::UnderReview,
        (S::UnderReview | S::Approved, E::Return) => S::Draft,
        (S::UnderReview, E::Approve) => S::Approved,
        (S::Approved, E::Publish) => S::InProcurement,
        (S::InProcurement, E::Contract) => S::Contracted,
        (S::InProcurement, E::Lapse) => S::Lapsed,
        (S::Draft | S::UnderReview | S::Approved | S::InProcurement, E::Cancel) => S::Cancelled,
        (from, event) => return Err(Refusal::out_of_order("demands.out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_answered_in_every_state_and_ends_are_final() {
        for state in DemandState::ALL {
            let ways = DemandEvent::ALL.iter().filter(|event| advance(*state, **event, &Facts::favourable()).is_ok()).count();
            let end = matches!(state, DemandState::Contracted | DemandState::Lapsed | DemandState::Cancelled);
            assert_eq!(ways == 0, end, "{state:?}");
        }
    }

    #[test]
    fn nothing_that_the_check_refuses_moves_on() {
        let facts = Facts { refusals: 2, reasoned: true };
        for (state, event) in
            [(DemandState::Draft, DemandEvent::Submit), (DemandState::UnderReview, DemandEvent::Approve), (DemandState::Approved, DemandEvent::Publish)]
        {
            assert_eq!(advance(state, event, &facts).unwrap_err().code, "demands.not-ready");
        }
    }

    #[test]
    fn giving_up_needs_a_reason() {
        let facts = Facts { refusals: 0, reasoned: false };
        assert_eq!(advance(DemandState::InProcurement, DemandEvent::Cancel, &facts).unwrap_err().code, "demands.reason-missing");
        assert_eq!(advance(DemandState::UnderReview, DemandEvent::Return, &facts).unwrap_err().code, "demands.reason-missing");
    }
}
