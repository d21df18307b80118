//! Lists of things. Tables are for figures; things stay a list at every width.

use super::{Act, ActView, Status, Tag, Tone, Whole};
use crate::page::language_of;
use leptos::prelude::*;

/// One thing of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: Option<String>,
    /// Who, what, which number.
    pub meta: Vec<String>,
    /// Its status.
    pub status: Option<Status>,
    /// A sum or a number.
    pub sum: Option<String>,
    /// Days and remarks, a line each.
    pub when: Vec<String>,
    /// Whether the first of these lines is strong.
    pub strong: bool,
    /// Colours what is strong: near or late.
    pub tone: Option<Tone>,
    /// What this reader can do with it.
    pub act: Option<Act>,
}

/// Which columns the list has where there is room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardLayout {
    /// Title, status, sum, days: lists of cases.
    #[default]
    Cases,
    /// Days, title, sum: what ends soon.
    Deadlines,
    /// Day, title, number: documents.
    Documents,
    /// Title, days, act: what waits.
    Work,
    /// Title, status, days, act: milestones.
    Milestones,
    /// Title and act: what a check found.
    Findings,
}

/// A list of things.
#[component]
pub fn CardList(
    /// In order.
    cards: Vec<Card>,
    /// Which columns.
    #[prop(optional)]
    layout: CardLayout,
) -> impl IntoView {
    let class = match layout {
        CardLayout::Cases => "list rows",
        CardLayout::Deadlines => "list tight due",
        CardLayout::Documents => "list tight short",
        CardLayout::Work => "list tasks",
        CardLayout::Milestones => "list mile",
        CardLayout::Findings => "list verdict",
    };
    view! { <ul class=class>{cards.into_iter().map(|card| view! { <OneCard card layout/> }).collect_view()}</ul> }
}

#[component]
fn OneCard(card: Card, layout: CardLayout) -> impl IntoView {
    let class = card.tone.map(Tone::class);
    let sum = card.sum.map(|sum| view! { <p class=if layout == CardLayout::Documents { "when mono" } else { "sum" }>{sum}</p> });
    let status = view! { <p>{card.status.map(|status| view! { <Tag status/> })}</p> };
    let act = card.act.map(|act| view! { <ActView act small=true/> });
    let head = view! { <CardHead title=card.title href=card.href meta=card.meta/> };
    let when = view! { <When lines=card.when strong=card.strong/> };
    let cells = match layout {
        CardLayout::Cases => view! { {head}{status}{sum}{when} }.into_any(),
        CardLayout::Deadlines | CardLayout::Documents => view! { {when}{head}{sum} }.into_any(),
        CardLayout::Work => view! { {head}{when}{act} }.into_any(),
        CardLayout::Milestones => view! { {head}{status}{when}{act} }.into_any(),
        CardLayout::Findings => view! { {head}{act} }.into_any(),
    };
    view! { <li class=class>{cells}</li> }
}

#[component]
fn CardHead(title: String, #[prop(optional_no_strip)] href: Option<String>, meta: Vec<String>) -> impl IntoView {
    let language = language_of(&title);
    let meta = (!meta.is_empty()).then(|| view! { <p class="meta"><Pieces pieces=meta/></p> });
    let title = match href {
        Some(href) => view! { <a href=href><Whole text=title/></a> }.into_any(),
        None => view! { <Whole text=title/> }.into_any(),
    };
    view! {
        <div>
            <h3 lang=language>{title}</h3>
            {meta}
        </div>
    }
}

/// Remarks with a dot between; each keeps its language. The style sheet hides a dot at the beginning of a line.
#[component]
fn Pieces(pieces: Vec<String>) -> impl IntoView {
    let piece = |(index, text): (usize, String)| {
        let language = language_of(&text);
        let dot = (index > 0).then(|| view! { <span class="dot">"· "</span> });
        view! { {(index > 0).then_some(" ")}<span lang=language>{dot}{text}</span> }
    };
    view! { <span class="dots">{pieces.into_iter().enumerate().map(piece).collect_view()}</span> }
}

#[component]
fn When(lines: Vec<String>, strong: bool) -> impl IntoView {
    let line = move |(index, text): (usize, String)| {
        let text = if strong && index == 0 { view! { <b>{text}</b> }.into_any() } else { text.into_any() };
        view! { {(index > 0).then(|| view! { <br/> })}{text} }
    };
    view! { <p class="when">{lines.into_iter().enumerate().map(line).collect_view()}</p> }
}
