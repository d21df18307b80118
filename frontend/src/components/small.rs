//! Small pieces: nothing found, how far, what changed, who can read it.

use super::{Glyph, Icon, Link, Status, Tag};
use crate::page::wording;
use domain::refusal::Fact;
use leptos::prelude::*;

/// Nothing is here; and what would bring something.
#[component]
pub fn EmptyState(
    /// What is not here.
    title: String,
    /// Why, or what then.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The way on.
    #[prop(optional_no_strip)]
    way: Option<Link>,
    /// Ways on before that one, the best first.
    #[prop(optional)]
    ways: Vec<Link>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=Glyph::Mark/>
            <div>
                <p class="strong">{title}</p>
                {hint.map(|hint| view! { <p>{hint}</p> })}
                {ways.into_iter().chain(way).map(|link| view! { <p><a href=link.href>{link.label}</a></p> }).collect_view()}
            </div>
        </div>
    }
}

/// How much of something is done, as a bar and in words.
#[component]
pub fn ProgressBar(
    /// Done.
    done: u32,
    /// Of how many.
    total: u32,
) -> impl IntoView {
    let text = wording().say_with("progress.done", &[("done", Fact::Count(done.into())), ("total", Fact::Count(total.into()))]);
    view! {
        <p class="prog">
            <progress max=total.to_string() value=done.to_string() aria-label=text.clone()></progress>
            <span class="tn small">{text.clone()}</span>
        </p>
    }
}

/// A piece of a changed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As before.
    Same(String),
    /// New.
    Added(String),
    /// Gone.
    Removed(String),
}

/// A text with what was added and taken away; screen readers hear 新增 and 删去.
#[component]
pub fn Difference(pieces: Vec<Piece>) -> impl IntoView {
    let w = wording();
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => text.into_any(),
        Piece::Added(text) => view! { <ins><span class="vh">{w.say("difference.added")}</span>{text}</ins> }.into_any(),
        Piece::Removed(text) => view! { <del><span class="vh">{w.say("difference.removed")}</span>{text}</del> }.into_any(),
    };
    view! { <p class="diff">{pieces.into_iter().map(piece).collect_view()}</p> }
}

/// How a thing is kept from readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Encrypted: only a key opens it.
    Sealed,
    /// Kept back by the platform's rules, not encrypted.
    Withheld,
    /// Readable by some already.
    Opened,
}

/// Who can read a secret thing now, who will, from when.
#[component]
pub fn SecrecyCard(
    /// How it is kept.
    keeping: Keeping,
    /// Its status.
    status: Status,
    /// Who can read it now.
    now: String,
    /// Who will, and from when; or what may be done until then.
    then: String,
) -> impl IntoView {
    let (class, glyph) = match keeping {
        Keeping::Sealed => ("seal", Glyph::Sealed),
        Keeping::Withheld => ("seal plainseal", Glyph::Lock),
        Keeping::Opened => ("seal plainseal", Glyph::Eye),
    };
    view! {
        <div class=class>
            <Icon glyph/>
            <div>
                <p><Tag status/></p>
                <p class="strong">{now}</p>
                <p class="small soft">{then}</p>
            </div>
        </div>
    }
}

/// A remark beside what it is about.
#[component]
pub fn Remark(text: String) -> impl IntoView {
    view! { <p class="note">{text}</p> }
}
