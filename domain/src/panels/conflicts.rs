//! Conflicts of interest (回避): the questions C1 to C5, answered before any offer is shown (DOMAIN §2.3).

use crate::calendar::{Day, Years, years_before};
use crate::law::{Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;

crate::words! {
    /// A question to a reviewer about those who offered.
    pub enum Question("conflict") {
        /// Employed by one of them within three years.
        Employment = "c1",
        /// Director or supervisor (理事、监事) of one of them within three years.
        Board = "c2",
        /// In control of one of them within three years.
        Control = "c3",
        /// Related to the legal representative or the person in charge of one of them.
        Kin = "c4",
        /// Anything else that may make the review unfair.
        Other = "c5",
    }
}

/// How far back employment, office and control count.
pub static CONFLICT_YEARS: Rule<Years> = Rule {
    key: "panels.conflict-years",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::ProcurementRegulation.article(9)),
    certainty: Certainty::Design,
    values: &[since_founded(Years(3))],
};

/// What a reviewer's answers mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// All answers are no.
    Free,
    /// These are yes: somebody else reviews.
    Conflicted(Vec<Question>),
}

/// Reads the answers to all questions; of two answers to one question a yes counts.
///
/// # Errors
/// `panels.answer-missing`, one for each question without an answer; its field is the question's key.
pub fn declare(answers: &[(Question, bool)]) -> Result<Declaration, Vec<Refusal>> {
    let answered = |question: &Question| answers.iter().any(|(each, _)| each == question);
    let missing = Question::ALL.iter().filter(|question| !answered(question));
    let missing: Vec<Refusal> = missing.map(answer_missing).collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let yes: Vec<Question> = Question::ALL.iter().copied().filter(|question| answers.contains(&(*question, true))).collect();
    Ok(if yes.is_empty() { Declaration::Free } else { Declaration::Conflicted(yes) })
}

fn answer_missing(question: &Question) -> Refusal {
    Refusal::new("panels.answer-missing")
        .fact("question", Fact::Term(question.term()))
        .basis(CONFLICT_YEARS.cite())
        .remedy(Action::DeclareConflicts)
        .field(question.key())
}

/// Whether employment, office or control bars from a review. `ended` is the last day of it, `None` while it lasts.
///
/// # Errors
/// `panels.worked-for-bidder` when it lasted within the period of [`CONFLICT_YEARS`] before the review; the corresponding day
/// itself still counts (以内).
pub fn bars_employment(ended: Option<Day>, review: Day, edition: Edition) -> Result<(), Refusal> {
    let years = CONFLICT_YEARS.at(edition);
    if ended.is_some_and(|ended| ended < years_before(review, years)) {
        return Ok(());
    }
    Err(Refusal::new("panels.worked-for-bidder").fact("years", years).basis(CONFLICT_YEARS.cite()).remedy(Action::NameReviewers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{FOUNDED, Regime};

    const EDITION: Edition = Edition(FOUNDED);

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// T11, `panels.conflict-years`: worked for the bidder 2 years 11 months ago.
    #[test]
    fn t11_who_worked_for_a_bidder_within_three_years_is_replaced() {
        let review = d("2025-06-17");
        let refusal = bars_employment(Some(d("2022-07-17")), review, EDITION).unwrap_err();
        assert_eq!(refusal.code, "panels.worked-for-bidder");
        let basis = refusal.basis.unwrap();
        assert!(basis.scope.binds(Regime::BelowThreshold));
        assert_eq!(basis.borrowed, Some(Law::ProcurementRegulation.article(9)));
        assert!(bars_employment(Some(d("2022-06-17")), review, EDITION).is_err());
        assert_eq!(bars_employment(Some(d("2022-06-16")), review, EDITION), Ok(()));
        assert!(bars_employment(None, review, EDITION).is_err());
    }

    #[test]
    fn one_yes_replaces_a_reviewer() {
        let answers = |yes: &[Question]| Question::ALL.iter().map(|question| (*question, yes.contains(question))).collect::<Vec<_>>();
        assert_eq!(declare(&answers(&[])), Ok(Declaration::Free));
        for question in Question::ALL {
            assert_eq!(declare(&answers(&[*question])), Ok(Declaration::Conflicted(vec![*question])));
        }
        let both = [answers(&[]), vec![(Question::Kin, true)]].concat();
        assert_eq!(declare(&both), Ok(Declaration::Conflicted(vec![Question::Kin])));
    }

    #[test]
    fn every_question_wants_an_answer() {
        let missing = declare(&[(Question::Employment, false), (Question::Kin, true)]).unwrap_err();
        let fields: Vec<_> = missing.iter().filter_map(|refusal| refusal.field.as_deref()).collect();
        assert_eq!(fields, ["c2", "c3", "c5"]);
    }
}
