//! Why something matched, why something was refused: condition by condition.

use super::{Glyph, Icon, Link, Status, Tag, Tone};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;
use messages::Words;

/// How a condition came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Met.
    Pass,
    /// Met, with something to know.
    Warn,
    /// Not met.
    Fail,
    /// Nothing on record says.
    Unknown,
}

impl Verdict {
    /// As a status: 符合, 提醒, 不符合, 不清楚.
    pub fn status(self, w: Words) -> Status {
        let (tone, key) = match self {
            Verdict::Pass => (Tone::Bamboo, "verdict.pass"),
            Verdict::Warn => (Tone::Osmanthus, "verdict.warn"),
            Verdict::Fail => (Tone::Cinnabar, "verdict.fail"),
            Verdict::Unknown => (Tone::Slate, "verdict.unknown"),
        };
        Status::new(tone, w.say(key))
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How it came out.
    pub verdict: Verdict,
    /// The condition and the value that met it or not.
    pub text: String,
    /// Where the value comes from and of which day.
    pub source: Option<String>,
    /// What would change it.
    pub mend: Option<Link>,
}

impl Reason {
    /// A condition.
    pub fn new(verdict: Verdict, text: impl Into<String>) -> Reason {
        Reason { verdict, text: text.into(), source: None, mend: None }
    }

    /// Says where the value comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Reason {
        self.source = Some(source.into());
        self
    }

    /// Says what would change it.
    #[must_use]
    pub fn mend(mut self, mend: Link) -> Reason {
        self.mend = Some(mend);
        self
    }
}

/// A box of conditions.
#[component]
pub fn Explanation(
    /// The question that it answers.
    title: String,
    /// The answer in a sentence.
    summary: String,
    /// Who can see this box.
    #[prop(optional, into)]
    seen_by: Option<String>,
    /// Condition by condition.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let id = fresh_id("explanation");
    let only = seen_by.map(|text| {
        view! {
            <p class="only">
                <Icon glyph=Glyph::Eye/>
                " "
                {text}
            </p>
        }
    });
    view! {
        <section class="box" aria-labelledby=id.clone()>
            <h2 id=id.clone() class="river">
                <Icon glyph=Glyph::Match/>
                {title}
            </h2>
            {only}
            <p class="sumup">{summary}</p>
            <Reasons reasons/>
        </section>
    }
}

/// The conditions alone, without a box.
#[component]
pub fn Reasons(reasons: Vec<Reason>) -> impl IntoView {
    let w = wording();
    let line = |reason: Reason| {
        view! {
            <li>
                <Tag status=reason.verdict.status(w)/>
                <div>
                    {reason.text}
                    {reason.source.map(|source| view! { <small>{source}</small> })}
                    {reason.mend.map(|link| view! { <span class="mend"><a href=link.href>{link.label}</a></span> })}
                </div>
            </li>
        }
    };
    view! { <ul class="why">{reasons.into_iter().map(line).collect_view()}</ul> }
}
