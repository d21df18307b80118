//! The law table, printed from the rules that the program itself applies.

use crate::components::{Breadcrumb, Cell, Column, DataTable, Link, Note, PageTitle, Status, Table, Tag, Tone, scope_key};
use crate::page::wording;
use domain::calendar::Day;
use domain::law::{Basis, Certainty, Printed};
use domain::refusal::Fact;
use leptos::prelude::*;
use messages::{Style, Words};

/// A rule as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// `room.what-it-limits`; its words are under `rule.` and the key.
    pub key: String,
    /// Values with their first days, oldest first.
    pub values: Vec<(Day, Fact)>,
    /// What it cites.
    pub basis: Basis,
    /// How sure we are.
    pub certainty: Certainty,
}

impl From<&dyn Printed> for RuleRow {
    fn from(rule: &dyn Printed) -> RuleRow {
        RuleRow { key: rule.key().to_owned(), values: rule.values(), basis: rule.basis(), certainty: rule.certainty() }
    }
}

impl RuleRow {
    fn title(&self, w: Words) -> String {
        w.say(&format!("rule.{}", self.key))
    }

    /// The value of this day; before the first, the first.
    fn at(&self, day: Day) -> Option<&(Day, Fact)> {
        self.values.iter().rev().find(|(from, _)| *from <= day).or_else(|| self.values.first())
    }

    fn source(&self, w: Words) -> String {
        // The table has a column for doubt.
        w.basis(&Basis { unverified: false, ..self.basis })
    }

    fn status(&self, w: Words) -> Status {
        let (tone, word, _) = certainty(self.certainty);
        Status::new(tone, w.say(word))
    }
}

/// How a certainty looks, its word, and the sentence that explains it.
const fn certainty(certainty: Certainty) -> (Tone, &'static str, &'static str) {
    match certainty {
        Certainty::Read => (Tone::Bamboo, "law-table.read", "law-table.read-text"),
        Certainty::KnownHigh => (Tone::River, "law-table.known-high", "law-table.known-high-text"),
        Certainty::KnownMedium => (Tone::Osmanthus, "law-table.known-medium", "law-table.known-medium-text"),
        Certainty::Design => (Tone::Slate, "law-table.design", "law-table.design-text"),
    }
}

/// All rules with today's values. Each has an anchor by its key.
pub fn law_page(rules: Vec<RuleRow>, today: Day) -> impl IntoView {
    let w = wording();
    let rows = rules.into_iter().map(|rule| view! { <Line rule today/> }).collect_view();
    let head = |key: &str| view! { <th scope="col">{w.say(key)}</th> };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=w.say("law-table.title")/>
        <PageTitle title=w.say("law-table.title") lead=w.say("law-table.lead")/>
        <Certainties/>
        <div class="scroll section" role="region" aria-label=w.say("law-table.caption") tabindex="0">
            <table class="data">
                <caption class="vh">{w.say("law-table.caption")}</caption>
                <thead>
                    <tr>
                        {head("law-table.rule")}
                        {head("law-table.value")}
                        {head("law-table.basis")}
                        {head("law-table.scope")}
                        {head("law-table.certainty")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(rule: RuleRow, today: Day) -> impl IntoView {
    let w = wording();
    let value = rule.at(today).map(|(from, value)| {
        let since = w.say_with("law-table.since", &[("day", w.day(*from, Style::Iso).into())]);
        view! { {w.fact(value)}<small>{since}</small> }
    });
    view! {
        <tr id=rule.key.clone()>
            <th scope="row">
                <a href=format!("/help/law/{}", rule.key)>{rule.title(w)}</a>
                <small class="mono">{rule.key.clone()}</small>
            </th>
            <td>{value}</td>
            <td class="long">{rule.source(w)}</td>
            <td>{w.say(scope_key(rule.basis.scope))}</td>
            <td><Tag status=rule.status(w)/></td>
        </tr>
    }
}

/// What the four words on certainty mean.
#[component]
fn Certainties() -> impl IntoView {
    let w = wording();
    let entry = |one: Certainty| {
        let (tone, word, text) = certainty(one);
        view! { <li><Tag status=Status::new(tone, w.say(word))/><div>{w.say(text)}</div></li> }
    };
    view! {
        <ul class="why">
            {[Certainty::Read, Certainty::KnownHigh, Certainty::KnownMedium, Certainty::Design].map(entry).into_iter().collect_view()}
        </ul>
    }
}

/// One rule: what it says today, what it said before, on which basis.
pub fn rule_page(rule: RuleRow, today: Day) -> impl IntoView {
    let w = wording();
    let title = rule.title(w);
    let (_, _, certainty_text) = certainty(rule.certainty);
    let current = rule.at(today).map(|(_, value)| w.fact(value)).unwrap_or_default();
    let note = Note::of(w, &rule.basis, String::new());
    let history = history(w, &rule, today);
    view! {
        <Breadcrumb
            trail=vec![Link::new(w.say("help.title"), "/help"), Link::new(w.say("law-table.title"), "/help/law")]
            here=rule.key.clone()
        />
        <PageTitle title status=Some(rule.status(w)) over=w.say(certainty_text)/>
        <p class="x34 tn">{current}</p>
        <p>{w.say_with("law-note.basis", &[("source", note.source.into())])}</p>
        <p class="soft">{note.scope.map(|scope| w.say_with("law-note.scope", &[("scope", scope.into())]))}</p>
        <section class="section" aria-labelledby="history">
            <h2 id="history">{w.say("law-table.history")}</h2>
            <DataTable table=history headed=true/>
        </section>
    }
}

fn history(w: Words, rule: &RuleRow, today: Day) -> Table {
    let now = rule.at(today).map(|(from, _)| *from);
    let row = |(from, value): &(Day, Fact)| {
        let since = Cell::new(w.say_with("law-table.since", &[("day", w.day(*from, Style::Iso).into())]));
        let since = if now == Some(*from) { since.note(w.say("law-table.now")) } else { since };
        vec![since, Cell::new(w.fact(value))]
    };
    Table {
        caption: w.say("law-table.history"),
        columns: vec![Column::words(w.say("law-table.day")), Column::words(w.say("law-table.value"))],
        rows: rule.values.iter().rev().map(row).collect(),
        total: Vec::new(),
    }
}
