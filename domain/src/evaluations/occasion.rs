//! When a contract may be evaluated.

use super::rules::PLATFORM;
use crate::contracts::Contract;
use crate::policy::Action;
use crate::refusal::{Fact, Kind, Refusal};
use crate::step::Word;

/// Whether an agency may be commissioned: as long as the contract is in force, delivered or paid, and when it broke off. The
/// agency is best there from early on, to see the service while it is given; but it judges only what is over, see [`may_draft`].
///
/// # Errors
/// `evaluations.not-in-force`.
pub fn may_commission(contract: Contract) -> Result<(), Refusal> {
    match contract {
        Contract::InForce | Contract::Delivered | Contract::Settled | Contract::Terminated => Ok(()),
        other => Err(Refusal::new("evaluations.not-in-force").kind(Kind::Conflict).fact("state", Fact::Term(other.term())).basis(PLATFORM)),
    }
}

/// Whether the draft report may go to the provider: only after the signed final acceptance or the failure, for nobody can judge
/// the effect of a service that still runs. DOMAIN §3.12 leaves it open; this is the stricter reading.
///
/// # Errors
/// `evaluations.not-delivered`.
pub fn may_draft(contract: Contract) -> Result<(), Refusal> {
    match contract {
        Contract::Delivered | Contract::Settled | Contract::Closed | Contract::Terminated => Ok(()),
        _ => Err(Refusal::new("evaluations.not-delivered").kind(Kind::Conflict).remedy(Action::AcceptMilestone).basis(PLATFORM)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commissioned_while_it_runs_judged_when_it_is_done() {
        let allowed: Vec<(&str, bool, bool)> =
            Contract::ALL.iter().map(|state| (state.key(), may_commission(*state).is_ok(), may_draft(*state).is_ok())).filter(|row| row.1 || row.2).collect();
        assert_eq!(
            allowed,
            [("in-force", true, false), ("delivered", true, true), ("settled", true, true), ("closed", false, true), ("terminated", true, true)]
        );
        assert_eq!(may_draft(Contract::InForce).unwrap_err().kind, Kind::Conflict);
    }
}
