//! The guide by role.

use crate::components::{Breadcrumb, Link, PageTitle};
use crate::page::wording;
use leptos::prelude::*;
use messages::{GuidePart, Words};

/// The parts of the guide by role, each with its place on the page.
pub fn guide_links(w: Words) -> Vec<Link> {
    let parts = w.guide().into_iter().enumerate().skip(1);
    parts.map(|(index, part)| Link::new(part.title, format!("/help/guide#part-{index}"))).collect()
}

/// How each role does its work: the guide of the repository.
pub fn guide_page() -> impl IntoView {
    let w = wording();
    let mut parts = w.guide().into_iter().enumerate();
    let first = parts.next().map(|(_, part)| part);
    let lead = first.as_ref().map(|part| part.text.join(" ")).unwrap_or_default();
    let title = first.map(|part| part.title).unwrap_or_default();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=title.to_owned()/>
        <PageTitle title=title.to_owned() lead/>
        {parts.map(|(index, part)| view! { <Part id=format!("part-{index}") part/> }).collect_view()}
    }
}

#[component]
fn Part(id: String, part: GuidePart) -> impl IntoView {
    let steps = (!part.steps.is_empty())
        .then(|| view! { <ol class="stack steps">{part.steps.iter().map(|step| view! { <li>{marked(step)}</li> }).collect_view()}</ol> });
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{part.title}</h2>
            {part.text.iter().map(|text| view! { <p>{marked(text)}</p> }).collect_view()}
            {steps}
        </section>
    }
}

/// Text in which addresses and commands stand between backticks.
fn marked(text: &'static str) -> impl IntoView {
    let piece = |(index, piece): (usize, &'static str)| {
        if index % 2 == 1 { view! { <code class="mono">{piece}</code> }.into_any() } else { piece.into_any() }
    };
    text.split('`').enumerate().map(piece).collect_view()
}
