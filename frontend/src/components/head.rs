//! The top of a page: where it is, what it is about.

use super::{Bit, Bits, Link, Status, Tag};
use crate::page::{language_of, wording};
use leptos::prelude::*;

/// The way here, from the first page down. On a phone only the parent is shown.
#[component]
pub fn Breadcrumb(
    /// The pages above this one, less the first page.
    trail: Vec<Link>,
    /// This page.
    here: String,
) -> impl IntoView {
    let w = wording();
    let home = Link::new(w.say("nav.home"), "/");
    let steps = std::iter::once(home).chain(trail).map(|step| view! { <li><a href=step.href>{step.label}</a></li> }).collect_view();
    view! {
        <nav class="crumb" aria-label=w.say("nav.trail")>
            <ol>
                {steps}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}

/// The one `h1` of a page, its status above and its bearings below.
#[component]
pub fn PageTitle(
    /// The heading.
    title: String,
    /// The status of the case.
    #[prop(optional_no_strip)]
    status: Option<Status>,
    /// Words beside the status: field, regime.
    #[prop(optional, into)]
    over: Option<String>,
    /// Names, numbers and sums below the heading.
    #[prop(optional)]
    line: Vec<Bit>,
    /// A sentence on what the page is for.
    #[prop(optional, into)]
    lead: Option<String>,
) -> impl IntoView {
    let language = language_of(&title);
    let above = (status.is_some() || over.is_some()).then(|| {
        view! {
            <p class="over">
                {status.map(|status| view! { <Tag status/> })}
                {over.map(|over| view! { <span class="soft">{over}</span> })}
            </p>
        }
    });
    view! {
        <div class="title">
            {above}
            <h1 lang=language>{title}</h1>
            {(!line.is_empty()).then(|| view! { <p class="line"><Bits bits=line/></p> })}
            {lead.map(|lead| view! { <p class="soft">{lead}</p> })}
        </div>
    }
}
