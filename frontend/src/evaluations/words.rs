//! How states, grades and verdicts of evaluations are shown.

use crate::components::{Bar, Reason, Status, Tone, Verdict as Mark};
use domain::evaluations::independence::{Check, Outcome};
use domain::evaluations::{Evaluation, Grade, SchemeLine, ScoredDimension};
use domain::money::Points;
use domain::refusal::Fact;
use domain::step::Word;
use messages::{Style, Words};

/// The tag of an evaluation's state.
pub(super) fn state_status(w: Words, state: Evaluation) -> Status {
    let tone = match state {
        Evaluation::Commissioned | Evaluation::Accepted => Tone::Slate,
        Evaluation::Scoring => Tone::River,
        Evaluation::DraftSent | Evaluation::Replied | Evaluation::CommentOver => Tone::Osmanthus,
        Evaluation::Issued => Tone::Bamboo,
        Evaluation::Declined | Evaluation::Cancelled => Tone::Slate,
    };
    Status::new(tone, w.say(&state.term()))
}

/// The tag of a grade.
pub(super) fn grade_status(w: Words, grade: Grade) -> Status {
    let tone = match grade {
        Grade::Excellent | Grade::Good => Tone::Bamboo,
        Grade::Fair | Grade::Pass => Tone::Osmanthus,
        Grade::Poor | Grade::Fail => Tone::Cinnabar,
    };
    Status::new(tone, w.say(&grade.term()))
}

/// The tag of what the tests of independence found.
pub(super) fn outcome_status(w: Words, outcome: Outcome) -> Status {
    let tone = match outcome {
        Outcome::Pass => Tone::Bamboo,
        Outcome::Warn => Tone::Osmanthus,
        Outcome::Fail => Tone::Cinnabar,
    };
    Status::new(tone, w.say(&outcome.term()))
}

/// The tests one by one: what was found, where it is known from, what would change it.
pub(super) fn reasons(w: Words, checks: &[Check]) -> Vec<Reason> {
    checks.iter().map(|check| reason(w, check)).collect()
}

fn reason(w: Words, check: &Check) -> Reason {
    let key = check.test.term();
    let facts: Vec<(&str, Fact)> = check.facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
    let mark = match check.outcome {
        Outcome::Pass => Mark::Pass,
        Outcome::Warn => Mark::Warn,
        Outcome::Fail => Mark::Fail,
    };
    let found = w.attribute(&key, check.outcome.key(), &facts).unwrap_or_else(|| w.say(&key));
    let mut source = vec![w.basis(&check.basis)];
    source.extend(check.source.clone());
    source.extend(check.date.map(|day| w.day(day, Style::Iso)));
    if check.outcome != Outcome::Pass {
        source.extend(w.attribute(&key, "change", &facts));
    }
    Reason::new(mark, w.say_with("evaluations.test", &[("test", w.say(&key).into()), ("found", found.into())])).source(source.join(" · "))
}

/// Points without needless decimals: 10, 13.5.
pub(super) fn short(points: Points) -> String {
    let text = points.to_string();
    let trimmed = text.trim_end_matches('0').trim_end_matches('.');
    trimmed.to_owned()
}

/// The dimensions, each bar as long as its weight.
pub(super) fn bars(w: Words, dimensions: &[ScoredDimension]) -> Vec<Bar> {
    let bar = |one: &ScoredDimension| {
        Bar::of(w.fact(&one.label), one.points.as_hundredths(), one.weight.as_hundredths(), one.points.to_string(), format!(" / {}", short(one.weight)))
    };
    dimensions.iter().map(bar).collect()
}

/// Where the grades begin: 优90 · 良80 · 中60.
pub(super) fn scale(w: Words, scheme: &SchemeLine) -> String {
    let above = scheme.bands.iter().filter(|band| band.from > Points::ZERO);
    above
        .map(|band| w.say_with("evaluations.grade-from", &[("grade", Fact::Term(band.grade.term())), ("from", short(band.from).into())]))
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The scheme with its version, and whether its weights were adjusted.
pub(super) fn scheme_text(w: Words, scheme: &SchemeLine) -> String {
    let key = if scheme.adjusted { "evaluations.scheme-adjusted" } else { "evaluations.scheme-version" };
    w.say_with(key, &[("scheme", w.say(&format!("scheme-{}", scheme.key)).into()), ("version", scheme.version.clone().into())])
}
