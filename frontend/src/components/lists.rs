//! What stands around a list: filters above, pages below, the same data to take away.

use super::{Choice, Glyph, Icon, Link};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// The filters of a list, kept in its address. What is applied stands below, each a link that takes it off.
#[component]
pub fn FilterBar(
    /// The list's address.
    action: String,
    /// What it filters, for screen readers.
    label: String,
    /// What is applied: the words, and the address without it.
    #[prop(optional)]
    applied: Vec<Link>,
    /// The filters.
    children: Children,
) -> impl IntoView {
    let w = wording();
    let chip = |link: Link| {
        view! {
            <a href=link.href>
                {link.label}
                <Icon glyph=Glyph::CircleX/>
                <span class="vh">{w.say("filter.remove")}</span>
            </a>
        }
    };
    let applied = (!applied.is_empty()).then(|| {
        view! {
            <div class="chips" role="group" aria-label=w.say("filter.applied")>
                {applied.into_iter().map(chip).collect_view()}
            </div>
        }
    });
    view! {
        <form class="filter" method="get" action=action aria-label=label>
            {children()}
            <p class="go">
                <button class="btn main">{w.say("filter.search")}</button>
                <a href=action.clone()>{w.say("filter.reset")}</a>
            </p>
        </form>
        {applied}
    }
}

/// A filter of words.
#[component]
pub fn FilterText(
    /// Its name in the address.
    name: String,
    /// What it looks for.
    label: String,
    /// What was typed.
    #[prop(optional, into)]
    value: String,
) -> impl IntoView {
    let id = fresh_id("filter");
    view! {
        <p class="wide">
            <label for=id.clone()>{label}</label>
            <input type="search" id=id.clone() name=name value=value/>
        </p>
    }
}

/// A filter of choices; the first one is all.
#[component]
pub fn FilterSelect(
    /// Its name in the address.
    name: String,
    /// What it chooses.
    label: String,
    /// What was chosen.
    #[prop(optional, into)]
    value: String,
    /// The choices.
    choices: Vec<Choice>,
) -> impl IntoView {
    let id = fresh_id("filter");
    let option = |choice: Choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    let options = choices.into_iter().map(option).collect_view();
    view! {
        <p>
            <label for=id.clone()>{label}</label>
            <select id=id.clone() name=name>
                {options}
            </select>
        </p>
    }
}

/// To the page before and the page after. Pages have no numbers: what is new would shift them.
#[component]
pub fn Pager(
    /// What is shown: 第1至8项，共23项.
    text: String,
    /// The page before.
    #[prop(optional_no_strip)]
    previous: Option<String>,
    /// The page after.
    #[prop(optional_no_strip)]
    next: Option<String>,
) -> impl IntoView {
    let w = wording();
    let previous = previous.map(|href| {
        view! {
            <a class="btn small" rel="prev" href=href>
                <Icon glyph=Glyph::ChevronLeft/>
                {w.say("pager.previous")}
            </a>
        }
    });
    let next = next.map(|href| {
        view! {
            <a class="btn small" rel="next" href=href>
                {w.say("pager.next")}
                <Icon glyph=Glyph::ChevronRight/>
            </a>
        }
    });
    view! {
        <nav class="pager" aria-label=w.say("pager.label")>
            <span class="soft">{text}</span>
            <span class="go">{previous}{next}</span>
        </nav>
    }
}

/// The same data as files, and as a feed.
#[component]
pub fn ExportLinks(
    /// CSV, XLSX, JSON.
    files: Vec<Link>,
    /// The feed's address.
    #[prop(optional, into)]
    feed: Option<String>,
) -> impl IntoView {
    let w = wording();
    let file = |(index, link): (usize, Link)| {
        let text = if index == 0 { format!("{} {}", w.say("export.label"), link.label) } else { link.label };
        view! {
            <a href=link.href>
                {(index == 0).then(|| view! { <Icon glyph=Glyph::Download/> })}
                {text}
            </a>
        }
    };
    let feed = feed.map(|href| {
        view! {
            <a href=href>
                <Icon glyph=Glyph::Feed/>
                {w.say("export.feed")}
            </a>
        }
    });
    view! { <p class="line small">{files.into_iter().enumerate().map(file).collect_view()}{feed}</p> }
}
