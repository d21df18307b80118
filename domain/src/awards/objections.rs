//! Objections to a publicity (异议). At or above the threshold the statutes have challenges instead.

use super::publicity::Publicity;
use crate::calendar::{Day, Due, WorkingDays, after_working_days};
use crate::law::{Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::refusal::Refusal;
use crate::step::{Step, Word};
use serde::{Deserialize, Serialize};

/// Working days within which an objection should be answered: the day that tasks and pages name as due.
///
/// DOMAIN §3.6 gives 3 to 5 working days. The stricter end is the aim, the other is the limit after which an answer is late.
pub static ANSWER_AIM: Rule<WorkingDays> = Rule {
    key: "awards.answer-aim",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(3))],
};

/// Working days after which an answer to an objection is late.
pub static ANSWER_MAX: Rule<WorkingDays> = Rule {
    key: "awards.answer-max",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(5))],
};

crate::words! {
    /// How far an objection has come.
    pub enum Objection("objection") {
        /// It waits for an answer; the result cannot be confirmed.
        Filed = "filed",
        /// Answered: not well founded.
        Rejected = "rejected",
        /// Answered: well founded, the result does not stand.
        Upheld = "upheld",
        /// Taken back by who filed it.
        Withdrawn = "withdrawn",
        /// The result that it is about is no more, so that nothing is left to answer.
        Lapsed = "lapsed",
    }
}

crate::words! {
    /// What happens to an objection.
    pub enum ObjectionEvent("objection-event") {
        /// The purchaser answers that it is not well founded.
        Reject = "reject",
        /// The purchaser answers that it is well founded.
        Uphold = "uphold",
        /// Who filed it takes it back.
        Withdraw = "withdraw",
        /// The result is withdrawn for another reason, or the purchase ends.
        Lapse = "lapse",
    }
}

/// What the machine asks about an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether the answer gives reasons.
    pub reasoned: bool,
}

impl Facts {
    /// Facts that stand against nothing, for drawings and tests.
    pub const fn favourable() -> Facts {
        Facts { reasoned: true }
    }
}

/// Moves an objection.
///
/// # Errors
/// `awards.answer-without-reason`; `awards.objection-out-of-order` once it is answered, taken back or closed.
pub fn advance(state: Objection, event: ObjectionEvent, facts: &Facts) -> Result<Step<Objection>, Refusal> {
    use {Objection as S, ObjectionEvent as E};
    let next = match (state, event) {
        (S::Filed, E::Reject | E::Uphold) if !facts.reasoned => return Err(Refusal::new("awards.answer-without-reason").field("answer")),
        (S::Filed, E::Reject) => S::Rejected,
        (S::Filed, E::Uphold) => S::Upheld,
        (S::Filed, E::Withdraw) => S::Withdrawn,
        (S::Filed, E::Lapse) => S::Lapsed,
        _ => return Err(Refusal::out_of_order("awards.objection-out-of-order", &state.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

/// Whether an objection may be filed today: within the publicity, which runs to 24:00 of its last day, and with its grounds.
///
/// # Errors
/// `awards.objection-late` after the last day; `awards.objection-without-grounds` without a word.
pub fn may_file(publicity: &Publicity, today: Day, grounds: &str) -> Result<(), Refusal> {
    if !publicity.runs(today) {
        return Err(Refusal::new("awards.objection-late").fact("last", publicity.last).basis(publicity.basis));
    }
    if grounds.trim().is_empty() {
        return Err(Refusal::new("awards.objection-without-grounds").field("grounds"));
    }
    Ok(())
}

/// By when an objection is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AnswerDue {
    /// The day to keep.
    pub aim: Due,
    /// The last day that is not late.
    pub last: Due,
}

impl AnswerDue {
    /// Counted from the day of filing, which is not counted.
    pub fn of(filed_on: Day, edition: Edition) -> AnswerDue {
        let after = |days| after_working_days(filed_on, days);
        AnswerDue { aim: after(ANSWER_AIM.at(edition)), last: after(ANSWER_MAX.at(edition)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkingDays;
    use crate::law::FOUNDED;
    use crate::procedures::PUBLICITY_MIN;
    use crate::step::draw;

    const EDITION: Edition = Edition(FOUNDED);

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn to(state: Objection, event: ObjectionEvent, facts: &Facts) -> Result<Objection, String> {
        advance(state, event, facts).map(|step| step.to()).map_err(|refusal| refusal.code)
    }

    #[test]
    fn an_objection_is_answered_once_and_with_reasons() {
        let facts = Facts::favourable();
        assert_eq!(to(Objection::Filed, ObjectionEvent::Uphold, &facts), Ok(Objection::Upheld));
        assert_eq!(to(Objection::Filed, ObjectionEvent::Reject, &facts), Ok(Objection::Rejected));
        assert_eq!(to(Objection::Filed, ObjectionEvent::Reject, &Facts { reasoned: false }), Err("awards.answer-without-reason".to_owned()));
        for state in [Objection::Rejected, Objection::Upheld, Objection::Withdrawn, Objection::Lapsed] {
            for event in ObjectionEvent::ALL {
                assert_eq!(to(state, *event, &facts), Err("awards.objection-out-of-order".to_owned()));
            }
        }
        assert_eq!(draw(|state, event| advance(state, event, &facts)).matches("filed -->").count(), 4);
    }

    #[test]
    fn an_objection_is_filed_within_the_publicity() {
        let publicity = Publicity::begin(&PUBLICITY_MIN, d("2025-06-18"), WorkingDays(3), EDITION).unwrap();
        assert_eq!(may_file(&publicity, d("2025-06-23"), "评分表合计有误"), Ok(()));
        assert_eq!(may_file(&publicity, d("2025-06-24"), "评分表合计有误").unwrap_err().code, "awards.objection-late");
        assert_eq!(may_file(&publicity, d("2025-06-23"), " ").unwrap_err().code, "awards.objection-without-grounds");
    }

    /// DOMAIN §3.6, `awards.answer-aim`, `awards.answer-max`: 3 to 5 working days, here over a weekend.
    #[test]
    fn an_answer_is_due_after_three_and_late_after_five_working_days() {
        let due = AnswerDue::of(d("2025-06-19"), EDITION);
        assert_eq!((due.aim.day, due.last.day), (d("2025-06-24"), d("2025-06-26")));
    }
}
