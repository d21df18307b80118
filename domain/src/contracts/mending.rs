//! Mending what an evaluation found, before the final instalment is paid (DOMAIN §5.8: 中, rectify, then 100 %).

use super::milestone::no_reason;
use super::rules::PLATFORM;
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};
use crate::words;

words! {
    /// How far the mending has come.
    pub enum Mending("mending") {
        /// 整改中: the evaluation asks for it.
        Asked = "asked",
        /// 待确认: the provider says that it is done.
        Reported = "reported",
        /// 已确认: the purchaser agrees; the final instalment falls due on this day.
        Confirmed = "confirmed",
    }
}

words! {
    /// What happens to it.
    pub enum Event("mending-event") {
        /// The provider reports it, with evidence.
        Report = "report",
        /// The purchaser confirms it.
        Confirm = "confirm",
        /// The purchaser sends it back.
        Return = "return",
    }
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How many pieces of evidence the report carries.
    pub evidence: usize,
    /// How many findings the provider has not dealt with in its report.
    pub findings_open: usize,
    /// Whether what is still to be mended is written down.
    pub reason_given: bool,
}

impl Facts {
    /// Facts under which nothing stands against any event.
    pub const fn favourable() -> Facts {
        Facts { evidence: 1, findings_open: 0, reason_given: true }
    }
}

/// The one way to change the state of a mending.
///
/// # Errors
/// `contracts.findings-open`, `contracts.no-evidence`, `contracts.no-reason`; `contracts.mending-out-of-order` when the state
/// does not know the event.
pub fn advance(state: Mending, event: Event, facts: &Facts) -> Result<Step<Mending>, Refusal> {
    use {Event as E, Mending as S};
    let next = match (state, event) {
        (S::Asked, E::Report) if facts.findings_open > 0 => return Err(findings_open(facts.findings_open)),
        (S::Asked, E::Report) if facts.evidence == 0 => return Err(Refusal::new("contracts.no-evidence").field("evidence").basis(PLATFORM)),
        (S::Asked, E::Report) => S::Reported,
        (S::Reported, E::Confirm) if facts.findings_open > 0 => return Err(findings_open(facts.findings_open)),
        (S::Reported, E::Confirm) => S::Confirmed,
        (S::Reported, E::Return) if !facts.reason_given => return Err(no_reason()),
        (S::Reported, E::Return) => S::Asked,
        (from, event) => return Err(Refusal::out_of_order("contracts.mending-out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

fn findings_open(count: usize) -> Refusal {
    Refusal::new("contracts.findings-open").fact("count", count).remedy(Action::ReportMilestone).basis(PLATFORM)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Kind;

    #[test]
    fn every_state_meets_every_event() {
        let unfavourable = Facts { evidence: 0, findings_open: 1, reason_given: false };
        for state in Mending::ALL {
            for event in Event::ALL {
                let bad = advance(*state, *event, &unfavourable).unwrap_err();
                match advance(*state, *event, &Facts::favourable()) {
                    Ok(_) => assert_eq!(bad.kind, Kind::Rule, "{state:?} {event:?}"),
                    Err(refusal) => assert_eq!((refusal.code.as_str(), bad.kind), ("contracts.mending-out-of-order", Kind::Conflict)),
                }
            }
        }
    }

    #[test]
    fn what_is_sent_back_is_reported_again() {
        let road = [Event::Report, Event::Return, Event::Report, Event::Confirm];
        let end = road.iter().fold(Mending::Asked, |state, event| advance(state, *event, &Facts::favourable()).unwrap().to());
        assert_eq!(end, Mending::Confirmed);
    }
}
