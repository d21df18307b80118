//! Mending what an evaluation found, before the final instalment is paid (DOMAIN §5.8: 中, rectify, then 100 %).

use super::milestone::no_reason;
use super::rules::PLATFORM;
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
    /// Whether what is still to be mended is written down.
    pub reason_given: bool,
}

impl Facts {
    /// Facts under which nothing stands against any event.
    pub const fn favourable() -> Facts {
        Facts { evidence: 1, reason_given: true }
    }
}

/// The one way to change the state of a mending.
///
/// # Errors
/// `contracts.no-evidence`, `contracts.no-reason`; `contracts.mending-out-of-order` when the state does not know the event.
pub fn advance(state: Mending, event: Event, facts: &Facts) -> Result<Step<Mending>, Refusal> {
    use {Event as E, Mending as S};
    let next = match (state, event) {
        (S::Asked, E::Report) if facts.evidence == 0 => return Err(Refusal::new("contracts.no-evidence").field("evidence").basis(PLATFORM)),
        (S::Asked, E::Report) => S::Reported,
        (S::Reported, E::Confirm) => S::Confirmed,
        (S::Reported, E::Return) if !facts.reason_given => return Err(no_reason()),
        (S::Reported, E::Return) => S::Asked,
        (from, event) => return Err(Refusal::out_of_order("contracts.mending-out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::refusal::Kind;

    #[test]
    fn every_state_meets_every_event() {
        let unfavourable = Facts { evidence: 0, reason_given: false };
        for state in Mending::ALL {
            for event in Event::ALL {
                let bad = advance(*state, *event, &unfavourable).err().map(|refusal| refusal.kind);
                match advance(*state, *event, &Facts::favourable()) {
                    // Nothing stands against confirming: who confirms has seen it.
                    Ok(_) => assert_eq!(bad, Some(Kind::Rule).filter(|_| *event != Event::Confirm), "{state:?} {event:?}"),
                    Err(refusal) => assert_eq!((refusal.code.as_str(), bad), ("contracts.mending-out-of-order", Some(Kind::Conflict))),
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
