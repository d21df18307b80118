//! The first page of help.

use super::guide_links;
use crate::components::{Card, CardLayout, CardList, PageTitle};
use crate::page::wording;
use leptos::prelude::*;

/// Where help begins: guides by role, and what can be looked up.
pub fn help_page() -> impl IntoView {
    let w = wording();
    let entry = |title: String, href: &str, text: String| Card { title, href: Some(href.to_owned()), meta: vec![text], ..Card::default() };
    let reference = vec![
        entry(w.say("frame.law"), "/help/law", w.say("help.law-text")),
        entry(w.say("frame.glossary"), "/help/glossary", w.say("help.glossary-text")),
        entry(w.say("frame.accessibility"), "/help/accessibility", w.say("help-access.lead")),
    ];
    let guides: Vec<Card> = guide_links(w).into_iter().map(|link| Card { title: link.label, href: Some(link.href), ..Card::default() }).collect();
    view! {
        <PageTitle title=w.say("help.title") lead=w.say("help.lead")/>
        <section aria-labelledby="guides">
            <h2 id="guides">{w.say("help.guides")}</h2>
            <CardList cards=guides layout=CardLayout::Findings/>
        </section>
        <section class="section" aria-labelledby="reference">
            <h2 id="reference">{w.say("help.reference")}</h2>
            <CardList cards=reference layout=CardLayout::Findings/>
        </section>
    }
}
