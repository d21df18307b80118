//! States, events and the one `advance` of every method.

use super::profile::Profile;
use crate::law::Edition;
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};

crate::words! {
    /// Where a procurement stands.
    pub enum ProcedureState("procedure-state") {
        /// 需求发布: offers come in.
        Published = "published",
        /// 截止.
        Closed = "closed",
        /// 资格核对: it is known whose offer counts.
        Shortlisted = "shortlisted",
        /// 评审: all sheets are signed.
        Reviewed = "reviewed",
        /// 结果公示.
        Publicity = "publicity",
        /// 确认.
        Confirmed = "confirmed",
        /// The contract is signed.
        Contracted = "contracted",
        /// Ended without a result.
        NoResponse = "no-response",
        /// Ended by the purchaser.
        Cancelled = "cancelled",
    }
}

crate::words! {
    /// What happens to a procurement.
    pub enum ProcedureEvent("procedure-event") {
        /// The deadline passes.
        Close = "close",
        /// Too few offered: the deadline is moved, once.
        Extend = "extend",
        /// Qualifications are checked, with enough offers.
        Shortlist = "shortlist",
        /// All reviewers have signed, or the negotiation is recorded.
        Review = "review",
        /// The proposed result is publicised.
        Publicise = "publicise",
        /// An objection was upheld: the review is done again.
        Reopen = "reopen",
        /// The result stands.
        Confirm = "confirm",
        /// The contract is signed by both.
        Contract = "contract",
        /// It ends without a result.
        EndWithout = "end-without",
        /// The purchaser gives it up.
        Cancel = "cancel",
    }
}

/// What the machine must know beyond state and event.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The rules by which this procurement was published.
    pub edition: Edition,
    /// Whether the deadline has passed.
    pub deadline_passed: bool,
    /// Offers that stand at the deadline; afterwards those that qualify.
    pub offers: i64,
    /// How often the deadline was moved.
    pub extensions: u8,
    /// Reviewers whose signature is missing.
    pub unsigned: usize,
    /// Whether a reason was given where one is needed.
    pub reasoned: bool,
    /// What stands against confirming, if anything (publicity still running, an objection open).
    pub unconfirmable: bool,
}

impl Facts {
    /// Facts under which the usual road is open.
    pub const fn favourable(edition: Edition) -> Facts {
        Facts { edition, deadline_passed: true, offers: 3, extensions: 0, unsigned: 0, reasoned: true, unconfirmable: false }
    }
}

/// The next state under this method.
///
/// # Errors
/// `procedures.deadline-runs`, `-too-few` (extend first), `-only-one` (negotiate, with reasons), `-none-offered`,
/// `-enough-offered` (an extension without need), `-extended-already`, `-unsigned`, `-reason-missing`,
/// `-not-confirmable`, `-out-of-order`; what the method does not pass through is out of order.
pub fn advance(profile: &Profile, state: ProcedureState, event: ProcedureEvent, facts: &Facts) -> Result<Step<ProcedureState>, Refusal> {
    use {ProcedureEvent as E, ProcedureState as S};
    let disorder = || Refusal::out_of_order("procedures.out-of-order", &state.term(), &event.term());
    let along = |from: S| profile.after(from).ok_or_else(disorder);
    let next = match (state, event) {
        (S::Published, E::Close) if !facts.deadline_passed => return Err(Refusal::new("procedures.deadline-runs")),
        (S::Closed, E::Extend) => {
            may_extend(profile, facts)?;
            S::Published
        }
        (S::Closed, E::Shortlist) => {
            enough(profile, facts)?;
            along(S::Closed)?
        }
        (S::Shortlisted, E::Review) if facts.unsigned > 0 => {
            return Err(Refusal::new("procedures.unsigned").fact("n", facts.unsigned).remedy(Action::SignScores));
        }
        (S::Publicity, E::Confirm) if facts.unconfirmable => return Err(Refusal::new("procedures.not-confirmable").remedy(Action::AnswerObjection)),
        (_, E::EndWithout | E::Cancel | E::Reopen) if !facts.reasoned => return Err(Refusal::new("procedures.reason-missing").field("reason")),
        (S::Published, E::Close) | (S::Shortlisted, E::Review) | (S::Reviewed, E::Publicise) | (S::Publicity, E::Confirm) | (S::Confirmed, E::Contract) => {
            along(state)?
        }
        (S::Publicity, E::Reopen) => S::Shortlisted,
        (S::Closed | S::Shortlisted | S::Reviewed | S::Publicity, E::EndWithout) => S::NoResponse,
        (S::Published | S::Closed | S::Shortlisted | S::Reviewed | S::Publicity | S::Confirmed, E::Cancel) => S::Cancelled,
        _ => return Err(disorder()),
    };
    Ok(Step::new(state, event.key(), next))
}

/// Whether the deadline of a closed purchase may be moved: too few offered, and it was not moved before (DOMAIN §3.6).
///
/// # Errors
/// `procedures.enough-offered`, `procedures.extended-already`.
pub fn may_extend(profile: &Profile, facts: &Facts) -> Result<(), Refusal> {
    let regular = profile.regular_offers.at(facts.edition);
    if facts.offers >= regular {
        return Err(Refusal::new("procedures.enough-offered")
            .fact("n", facts.offers)
            .fact("least", regular)
            .basis(profile.regular_offers.cite())
            .remedy(Action::Shortlist));
    }
    if facts.extensions >= profile.too_few.extensions {
        return Err(Refusal::new("procedures.extended-already").basis(profile.extension.cite()).remedy(Action::Shortlist));
    }
    Ok(())
}

fn enough(profile: &Profile, facts: &Facts) -> Result<(), Refusal> {
    let regular = profile.regular_offers.at(facts.edition);
    let after = profile.too_few.then_enough;
    if facts.offers >= regular {
        return Ok(());
    }
    let basis = profile.regular_offers.cite();
    if facts.extensions < profile.too_few.extensions {
        return Err(Refusal::new("procedures.too-few").fact("n", facts.offers).fact("least", regular).basis(basis).remedy(Action::ExtendDeadline));
    }
    match facts.offers {
        n if n >= after => Ok(()),
        1 if profile.too_few.one_negotiable && facts.reasoned => Ok(()),
        1 if profile.too_few.one_negotiable => Err(Refusal::new("procedures.only-one").basis(basis).field("reason")),
        _ => Err(Refusal::new("procedures.none-offered").basis(basis).remedy(Action::EndWithoutResult)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::FOUNDED;
    use crate::procedures::BELOW_THRESHOLD;

    fn facts(offers: i64, extensions: u8, reasoned: bool) -> Facts {
        Facts { offers, extensions, reasoned, ..Facts::favourable(Edition(FOUNDED)) }
    }

    fn shortlist(offers: i64, extensions: u8, reasoned: bool) -> String {
        match advance(&BELOW_THRESHOLD, ProcedureState::Closed, ProcedureEvent::Shortlist, &facts(offers, extensions, reasoned)) {
            Ok(step) => step.to().key().to_owned(),
            Err(refusal) => refusal.code,
        }
    }

    /// DOMAIN §3.6: three, else extend once, then two may proceed and one is negotiated with, for reasons.
    #[test]
    fn too_few_offers_follow_the_units_rule() {
        assert_eq!(shortlist(3, 0, false), "shortlisted");
        assert_eq!(shortlist(2, 0, true), "procedures.too-few");
        assert_eq!(shortlist(2, 1, false), "shortlisted");
        assert_eq!(shortlist(1, 1, false), "procedures.only-one");
        assert_eq!(shortlist(1, 1, true), "shortlisted");
        assert_eq!(shortlist(0, 1, true), "procedures.none-offered");
    }

    #[test]
    fn the_deadline_is_moved_once_and_only_when_too_few_offered() {
        let extend = |offers, extensions| advance(&BELOW_THRESHOLD, ProcedureState::Closed, ProcedureEvent::Extend, &facts(offers, extensions, true));
        assert_eq!(extend(2, 0).unwrap().to(), ProcedureState::Published);
        assert_eq!(extend(3, 0).unwrap_err().code, "procedures.enough-offered");
        assert_eq!(extend(2, 1).unwrap_err().code, "procedures.extended-already");
    }

    #[test]
    fn nothing_closes_before_the_deadline() {
        let early = Facts { deadline_passed: false, ..facts(3, 0, true) };
        assert_eq!(advance(&BELOW_THRESHOLD, ProcedureState::Published, ProcedureEvent::Close, &early).unwrap_err().code, "procedures.deadline-runs");
    }

    #[test]
    fn every_event_is_answered_in_every_state_and_ends_are_final() {
        for state in ProcedureState::ALL {
            let ways = ProcedureEvent::ALL.iter().filter(|event| advance(&BELOW_THRESHOLD, *state, **event, &facts(2, 1, true)).is_ok()).count();
            let end = matches!(state, ProcedureState::Contracted | ProcedureState::NoResponse | ProcedureState::Cancelled);
            assert_eq!(ways == 0, end, "{state:?}");
        }
    }
}
