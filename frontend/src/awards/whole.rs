//! The whole outcome, for who buys and who audits.

use crate::components::{Cell, Column, DataTable, Table};
use crate::page::wording;
use domain::awards::Outcome;
use domain::panels::SheetView;
use domain::step::Word;
use leptos::prelude::*;

/// Ranking, points by criterion, and every reviewer's sheet.
#[component]
pub(super) fn Whole(outcome: Outcome, sheets: Vec<SheetView>) -> impl IntoView {
    let w = wording();
    let name = |bid| outcome.bidders.iter().find(|bidder| bidder.bid == bid).map(|bidder| bidder.name.clone()).unwrap_or_default();
    let criteria = outcome.items.iter().map(|item| Column::figures(w.fact(&item.name)));
    let columns = [Column::words(w.say("awards.place")), Column::words(w.say("awards.bidder")), Column::figures(w.say("awards.price"))]
        .into_iter()
        .chain(criteria)
        .chain([Column::figures(w.say("grid.total"))])
        .collect();
    let rows = outcome
        .ranking
        .places
        .iter()
        .map(|place| {
            let means = outcome.score(place.offer.bid).map(|score| score.means.clone()).unwrap_or_default();
            let first = [Cell::new(place.place.to_string()), Cell::new(name(place.offer.bid)), Cell::new(w.money(place.offer.price))];
            first.into_iter().chain(means.into_iter().map(|mean| Cell::new(mean.to_string()))).chain([Cell::new(place.offer.total.to_string())]).collect()
        })
        .collect();
    let ranking = Table { caption: w.say("awards.ranking"), columns, rows, total: Vec::new() };
    let sheet = |view: &SheetView| {
        let cell = |bid, item: &str| view.cells.iter().find(|cell| cell.bid == bid && cell.item == item);
        let columns =
            std::iter::once(Column::words(w.say("grid.criterion"))).chain(outcome.scores.iter().map(|score| Column::figures(name(score.bid)))).collect();
        let rows = outcome
            .items
            .iter()
            .map(|item| {
                let scores = outcome.scores.iter().map(|score| {
                    let found = cell(score.bid, &item.key);
                    let text = Cell::new(found.and_then(|cell| cell.points).map(|points| points.to_string()).unwrap_or_default());
                    match found.map(|cell| cell.reason.clone()).filter(|reason| !reason.is_empty()) {
                        Some(reason) => text.note(reason),
                        None => text,
                    }
                });
                std::iter::once(Cell::new(w.fact(&item.name))).chain(scores).collect()
            })
            .collect();
        let caption = w.say_with("awards.sheet-of", &[("name", view.name.clone().into()), ("member", w.say(&view.member.term()).into())]);
        Table { caption, columns, rows, total: Vec::new() }
    };
    let tables: Vec<Table> = sheets.iter().map(sheet).collect();
    view! {
        <section class="section" aria-labelledby="whole">
            <h2 id="whole">{w.say("awards.whole")}</h2>
            <p class="small soft">{w.say("bids.only-unit")}</p>
            <DataTable table=ranking/>
            <details class="after">
                <summary>{w.say_with("awards.sheets", &[("n", tables.len().into())])}</summary>
                {tables.into_iter().map(|table| view! { <DataTable table/> }).collect_view()}
            </details>
        </section>
    }
}
