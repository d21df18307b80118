//! A reviewer's seat, from being named to the signed sheet.

use super::conflicts::Declaration;
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};

crate::words! {
    /// How far a seat has come.
    pub enum Seat("seat") {
        /// The approver named the person.
        Named = "named",
        /// All questions are answered with no.
        Declared = "declared",
        /// The whole panel has declared: offers may be shown.
        Seated = "seated",
        /// The sheet is signed and fixed.
        Signed = "signed",
        /// Somebody else takes the seat.
        Replaced = "replaced",
    }
}

crate::words! {
    /// What happens to a seat.
    pub enum SeatEvent("seat-event") {
        /// The person answers the questions C1 to C5.
        Declare = "declare",
        /// The panel is complete.
        Seat = "seat",
        /// The person signs the sheet.
        Sign = "sign",
        /// The person reports a conflict, before or during the review.
        Recuse = "recuse",
        /// The approver names somebody else.
        Replace = "replace",
    }
}

/// What the machine asks about a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What the answers mean.
    pub declaration: Declaration,
    /// Whether every seat of the panel has declared and the panel is made up as its rule asks.
    pub panel_complete: bool,
    /// Whether nothing is missing in the sheet.
    pub sheet_complete: bool,
}

impl Facts {
    /// Facts that stand against nothing, for drawings and tests.
    pub fn favourable() -> Facts {
        Facts { declaration: Declaration::Free, panel_complete: true, sheet_complete: true }
    }
}

/// Moves a seat. A declaration with a yes leads to `Replaced`: the sheet of a replaced person counts nowhere.
///
/// # Errors
/// `panels.panel-incomplete` before all have declared; `panels.sheet-incomplete` before the sheet is filled in;
/// `panels.seat-out-of-order` for all else. A signed seat knows no event: scores do not change after the signature.
pub fn advance(state: Seat, event: SeatEvent, facts: &Facts) -> Result<Step<Seat>, Refusal> {
    use {Seat as S, SeatEvent as E};
    let next = match (state, event) {
        (S::Named, E::Declare) if facts.declaration == Declaration::Free => S::Declared,
        (S::Named, E::Declare) => S::Replaced,
        (S::Declared, E::Seat) if !facts.panel_complete => return Err(panel_incomplete()),
        (S::Declared, E::Seat) => S::Seated,
        (S::Seated, E::Sign) if !facts.sheet_complete => return Err(sheet_incomplete()),
        (S::Seated, E::Sign) => S::Signed,
        (S::Named | S::Declared | S::Seated, E::Recuse) => S::Replaced,
        // Once offers may be shown nobody is exchanged at will, only for a conflict that the person reports.
        (S::Named | S::Declared, E::Replace) => S::Replaced,
        _ => return Err(Refusal::out_of_order("panels.seat-out-of-order", &state.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

/// Whether the sheets of these seats may be added up: every seat that was not replaced is signed, and enough are.
///
/// # Errors
/// `panels.not-all-signed` with how many are not; a replaced seat that nobody took over counts as not signed.
pub fn all_signed(seats: &[Seat], panel_size: usize) -> Result<(), Refusal> {
    let signed = seats.iter().filter(|seat| **seat == Seat::Signed).count();
    let open = seats.iter().filter(|seat| !matches!(seat, Seat::Signed | Seat::Replaced)).count();
    let left = open.max(panel_size.saturating_sub(signed));
    if left > 0 { Err(Refusal::new("panels.not-all-signed").fact("left", left).fact("size", panel_size).remedy(Action::SignScores)) } else { Ok(()) }
}

fn panel_incomplete() -> Refusal {
    Refusal::new("panels.panel-incomplete").remedy(Action::NameReviewers)
}

fn sheet_incomplete() -> Refusal {
    Refusal::new("panels.sheet-incomplete").remedy(Action::Score)
}

#[cfg(test)]
mod tests {
    use super::super::conflicts::Question;
    use super::*;
    use crate::step::draw;

    fn to(state: Seat, event: SeatEvent, facts: &Facts) -> Result<Seat, String> {
        advance(state, event, facts).map(|step| step.to()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_seat_goes_from_named_to_signed() {
        let facts = Facts::favourable();
        let road = [SeatEvent::Declare, SeatEvent::Seat, SeatEvent::Sign];
        let end = road.into_iter().try_fold(Seat::Named, |state, event| to(state, event, &facts));
        assert_eq!(end, Ok(Seat::Signed));
    }

    #[test]
    fn a_yes_replaces_before_any_offer_is_shown() {
        let facts = Facts { declaration: Declaration::Conflicted(vec![Question::Board]), ..Facts::favourable() };
        assert_eq!(to(Seat::Named, SeatEvent::Declare, &facts), Ok(Seat::Replaced));
    }

    #[test]
    fn nobody_is_seated_alone_and_nobody_signs_a_sheet_with_gaps() {
        let alone = Facts { panel_complete: false, ..Facts::favourable() };
        assert_eq!(to(Seat::Declared, SeatEvent::Seat, &alone), Err("panels.panel-incomplete".to_owned()));
        let gaps = Facts { sheet_complete: false, ..Facts::favourable() };
        assert_eq!(to(Seat::Seated, SeatEvent::Sign, &gaps), Err("panels.sheet-incomplete".to_owned()));
    }

    #[test]
    fn a_signed_or_replaced_seat_stays_as_it_is() {
        for state in [Seat::Signed, Seat::Replaced] {
            for event in SeatEvent::ALL {
                assert_eq!(to(state, *event, &Facts::favourable()), Err("panels.seat-out-of-order".to_owned()));
            }
        }
        assert_eq!(to(Seat::Seated, SeatEvent::Replace, &Facts::favourable()), Err("panels.seat-out-of-order".to_owned()));
    }

    #[test]
    fn sheets_are_added_up_when_every_seat_is_signed() {
        use Seat::{Replaced, Seated, Signed};
        assert_eq!(all_signed(&[Signed, Replaced, Signed, Signed], 3), Ok(()));
        for seats in [vec![Signed, Signed, Seated], vec![Signed, Signed, Replaced], vec![Signed, Signed, Signed, Seated]] {
            let refusal = all_signed(&seats, 3).unwrap_err();
            assert_eq!((refusal.code.as_str(), &refusal.facts[0].1), ("panels.not-all-signed", &crate::refusal::Fact::Count(1)));
        }
    }

    #[test]
    fn every_state_can_be_reached() {
        let drawing = draw(|state, event| advance(state, event, &Facts::favourable()));
        for state in Seat::ALL.iter().skip(1) {
            assert!(drawing.contains(&format!("--> {}:", state.key())), "{drawing}");
        }
    }
}
