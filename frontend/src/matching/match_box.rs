//! A match in words: the same for the organization itself and for the unit that buys.

use crate::components::{Explanation, FunnelStep, Link, Reason, Verdict};
use crate::page::wording;
use domain::matching::{self, Change, Funnel, Line, Match, OwnMatch};
use domain::refusal::Fact;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// Whether one's own organization fits this demand, rule by rule; for that organization alone.
#[component]
pub fn MatchBox(
    /// The match.
    own: OwnMatch,
) -> impl IntoView {
    let w = wording();
    let seen_by = w.say_with("matching.seen-by", &[("name", own.name.as_str().into())]);
    let profile = own.keeps_profile.then(|| format!("/organizations/{}/profile", own.code));
    let held = own.held.then(|| view! { <p class="strong cin">{w.say("matching.held-own")}</p> });
    let invited = own.invited_at.map(|at| view! { <p class="strong">{w.say_with("matching.invited-own", &[("time", at.into())])}</p> });
    view! {
        {invited}
        {held}
        <Explanation title=w.say("matching.box-title") summary=summary(w, &own.found) seen_by reasons=reasons(w, &own.found, profile.as_deref())/>
    }
}

/// How many rules came out how: 3项符合，1项提醒.
pub(super) fn summary(w: Words, found: &Match) -> String {
    let count = |verdict: matching::Verdict| found.lines.iter().filter(|line| line.verdict == verdict).count();
    let parts: Vec<String> = [
        ("matching.sum-pass", matching::Verdict::Pass),
        ("matching.sum-warn", matching::Verdict::Warn),
        ("matching.sum-fail", matching::Verdict::Fail),
        ("matching.sum-unknown", matching::Verdict::Unknown),
    ]
    .into_iter()
    .filter_map(|(key, verdict)| Some(count(verdict)).filter(|n| *n > 0).map(|n| w.say_with(key, &[("n", Fact::from(n))])))
    .collect();
    let verdict = w.say(if found.fits { "matching.fits" } else { "matching.fits-not" });
    w.say_with("matching.summary", &[("verdict", verdict.into()), ("parts", parts.join(&w.say("matching.comma")).into())])
}

/// Every comparison as a line of reasons. `profile` is where one's own organization mends what it keeps itself.
pub fn reasons(w: Words, found: &Match, profile: Option<&str>) -> Vec<Reason> {
    found.lines.iter().map(|line| reason(w, line, profile)).collect()
}

fn reason(w: Words, line: &Line, profile: Option<&str>) -> Reason {
    let verdict = match line.verdict {
        matching::Verdict::Pass => Verdict::Pass,
        matching::Verdict::Warn => Verdict::Warn,
        matching::Verdict::Fail => Verdict::Fail,
        matching::Verdict::Unknown => Verdict::Unknown,
    };
    let text = w.say_with(&line.term(), &[("value", line.value.clone()), ("wanted", line.wanted.clone())]);
    let source = match line.as_of {
        Some(day) => w.say_with("matching.source-of", &[("source", Fact::Term(line.source.term())), ("day", Fact::Text(w.day(day, Style::Iso)))]),
        None => w.say(&line.source.term()),
    };
    let reason = Reason::new(verdict, text);
    match (line.change, profile) {
        // Only what the reader can do is a link; what others must do is said in the source's line.
        (Some(change), Some(profile)) if own_doing(change) => reason.source(source).mend(Link::new(w.say(&change.term()), profile)),
        (Some(change), _) => reason.source(w.say_with("matching.source-change", &[("source", source.into()), ("change", Fact::Term(change.term()))])),
        (None, _) => reason.source(source),
    }
}

/// What an organization mends on its own profile.
const fn own_doing(change: Change) -> bool {
    matches!(change, Change::UpdateFields | Change::UpdateDistricts | Change::UpdateStaff)
}

/// The funnel as its bars: everybody first, then what each condition leaves.
pub fn funnel_steps(w: Words, funnel: &Funnel) -> Vec<FunnelStep> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let all = FunnelStep { text: w.say_with("matching.funnel-all", &[("n", Fact::from(funnel.total))]), count: count(funnel.total), narrow: false };
    let step = |step: &matching::FunnelStep| FunnelStep {
        text: w.say_with("matching.funnel-step", &[("n", Fact::from(step.remaining)), ("rule", Fact::Term(step.rule.term()))]),
        count: count(step.remaining),
        narrow: funnel.narrowest == Some(step.rule),
    };
    std::iter::once(all).chain(funnel.steps.iter().map(step)).collect()
}
