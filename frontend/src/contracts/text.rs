//! The text of a contract, clause by clause.

use crate::components::{Bit, Cell, Column, DataTable, Facts, FactsLayout, Item, Table};
use crate::page::wording;
use domain::contracts::ContractTerms;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// The whole text.
#[component]
pub(super) fn Text(terms: ContractTerms) -> impl IntoView {
    let w = wording();
    view! {
        <section aria-labelledby="text">
            <h2 id="text">{w.say("contracts.text")}</h2>
            <Facts items=clauses(w, &terms) layout=FactsLayout::Wide/>
            <div class="after"><DataTable table=lines(w, &terms)/></div>
            <div class="after"><DataTable table=milestones(w, &terms)/></div>
            <div class="after"><DataTable table=schedule(w, &terms)/></div>
        </section>
    }
}

fn clauses(w: Words, terms: &ContractTerms) -> Vec<Item> {
    let text = |key: &str, text: String| Item::new(w.say(key), vec![Bit::text(text)]);
    let served = [
        ("who", w.say(&terms.recipients.who.term()).into()),
        ("n", i64::from(terms.recipients.number).into()),
        ("place", terms.recipients.place.clone().into()),
    ];
    let deduct = w.say_with("contracts.deduct-clause", &[("share", terms.evaluation.deduct_at_most.to_string().into())]);
    vec![
        text("contracts.purchaser", terms.purchaser.name.clone()).note(Bit::code(terms.purchaser.code.to_string())),
        text("contracts.provider", terms.provider.name.clone()).note(Bit::code(terms.provider.code.to_string())),
        text("contracts.subject", terms.subject.clone()),
        text("contracts.served", w.say_with("contracts.served-n", &served)),
        Item::new(w.say("contracts.service-period"), vec![Bit::span(terms.starts, terms.ends)]),
        text("contracts.how-accepted", terms.acceptance.how.clone())
            .note(Bit::text(w.say_with("contracts.accept-clause", &[("n", i64::from(terms.acceptance.within.0).into())]))),
        text("contracts.evaluation", w.say(if terms.evaluation.third_party { "contracts.evaluation-clause" } else { "contracts.evaluation-none" }))
            .note(Bit::text(deduct)),
    ]
}

fn lines(w: Words, terms: &ContractTerms) -> Table {
    Table {
        caption: w.say("contracts.lines"),
        columns: vec![Column::words(w.say("contracts.head-kind")), Column::long(w.say("contracts.head-line")), Column::figures(w.say("contracts.head-amount"))],
        rows: terms.lines.iter().map(|one| vec![Cell::new(w.say(&one.kind.term())), Cell::new(one.name.clone()), Cell::new(one.amount.to_string())]).collect(),
        total: vec![Cell::new(w.say("contracts.total")).span(2), Cell::new(terms.price.to_string())],
    }
}

fn milestones(w: Words, terms: &ContractTerms) -> Table {
    let outputs = terms.milestones.iter().flat_map(|milestone| {
        let head = [
            Cell::new(milestone.name.clone()).note(w.day(milestone.planned, Style::Short)),
            Cell::new(w.say("contracts.no-outputs-here")),
            Cell::new(""),
            Cell::new(""),
        ];
        let one = |output: &domain::demands::OutputLine| {
            vec![
                Cell::new(milestone.name.clone()).note(w.day(milestone.planned, Style::Short)),
                Cell::new(output.name.clone()),
                Cell::new(w.quantity(output.quantity, output.measure)),
                Cell::new(output.standard.clone()),
            ]
        };
        if milestone.outputs.is_empty() { vec![head.to_vec()] } else { milestone.outputs.iter().map(one).collect() }
    });
    Table {
        caption: w.say("contracts.milestones-outputs"),
        columns: vec![
            Column::words(w.say("contracts.head-milestone")),
            Column::words(w.say("contracts.head-output")),
            Column::figures(w.say("contracts.head-quantity")),
            Column::long(w.say("contracts.head-standard")),
        ],
        rows: outputs.collect(),
        total: Vec::new(),
    }
}

fn schedule(w: Words, terms: &ContractTerms) -> Table {
    let amounts = terms.schedule.amounts(terms.price);
    Table {
        caption: w.say("contracts.payments"),
        columns: vec![
            Column::words(w.say("contracts.head-trigger")),
            Column::figures(w.say("contracts.head-share")),
            Column::figures(w.say("contracts.head-amount")),
            Column::figures(w.say("contracts.head-within")),
        ],
        rows: terms
            .schedule
            .instalments
            .iter()
            .zip(amounts)
            .map(|(instalment, amount)| {
                vec![
                    Cell::new(w.say(&instalment.trigger.term())),
                    Cell::new(instalment.share.to_string()),
                    Cell::new(amount.to_string()),
                    Cell::new(instalment.within.0.to_string()),
                ]
            })
            .collect(),
        total: vec![Cell::new(w.say("contracts.total")).span(2), Cell::new(terms.price.to_string()), Cell::new("")],
    }
}
