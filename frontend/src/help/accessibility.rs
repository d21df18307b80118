//! The accessibility statement: what this site meets, what shows it, what it does not meet, and whom to tell.

use crate::components::{Breadcrumb, Cell, Column, DataTable, Link, PageTitle, Table};
use crate::page::wording;
use crate::shell::Footer;
use leptos::prelude::*;

/// What is met; the words are under this key, what shows it under its `.shown`.
const MET: [&str; 7] = [
    "help-access.script",
    "help-access.structure",
    "help-access.contrast",
    "help-access.colour",
    "help-access.narrow",
    "help-access.large",
    "help-access.language",
];

/// What nobody has shown yet, or what is not met.
const NOT_YET: [&str; 4] = ["help-access.readers", "help-access.keyboard", "help-access.norms", "help-access.files"];

/// The statement. Whom to call stands in the configuration.
pub fn accessibility_page(footer: Footer) -> impl IntoView {
    let w = wording();
    let met = Table {
        caption: w.say("help-access.met"),
        columns: vec![Column::long(w.say("help-access.what")), Column::long(w.say("help-access.shown"))],
        rows: MET.iter().map(|key| vec![Cell::new(w.say(key)), Cell::new(w.say(&format!("{key}.shown")))]).collect(),
        total: Vec::new(),
    };
    let not_yet = NOT_YET.iter().map(|key| view! { <li>{w.say(key)}</li> }).collect_view();
    let (dial, telephone) = (footer.dial(), footer.telephone);
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=w.say("frame.accessibility")/>
        <PageTitle title=w.say("frame.accessibility") lead=w.say("help-access.lead")/>
        <section>
            <h2 id="met">{w.say("help-access.met")}</h2>
            <DataTable table=met headed=true/>
        </section>
        <section class="section" aria-labelledby="not-yet">
            <h2 id="not-yet">{w.say("help-access.not-yet")}</h2>
            <ul class="stack measure">{not_yet}</ul>
        </section>
        <section class="section" aria-labelledby="tell">
            <h2 id="tell">{w.say("help-access.tell")}</h2>
            <p>{w.say("help-access.tell-text")}</p>
            <p>{w.say("frame.telephone")} " " <a href=dial>{telephone}</a></p>
        </section>
    }
}
