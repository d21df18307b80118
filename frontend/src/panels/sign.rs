//! The last look at a sheet before it is signed.

use super::words::seat_status;
use crate::bids::trail;
use crate::components::{Bit, Breadcrumb, Cell, Column, DataTable, FormFrame, Link, PageTitle, Table};
use crate::page::wording;
use domain::money::Points;
use domain::panels::ReviewDesk;
use leptos::prelude::*;
use messages::Words;

/// What the page shows.
pub struct SignPage {
    /// The work.
    pub desk: ReviewDesk,
    /// Makes a second press the same press.
    pub once: String,
}

/// The sheet as a table: criteria down, offers across, with totals and reasons.
pub(super) fn table(w: Words, desk: &ReviewDesk) -> Table {
    let columns =
        std::iter::once(Column::words(w.say("grid.criterion"))).chain(desk.columns.iter().map(|column| Column::figures(column.name.clone()))).collect();
    let cell = |bid, item: &str| desk.cells.iter().find(|cell| cell.bid == bid && cell.item == item);
    let rows = desk.items.iter().map(|item| {
        let head = Cell::new(w.fact(&item.name)).note(w.say_with("grid.points", &[("n", item.max.to_string().into())]));
        let scores = desk.columns.iter().map(|column| {
            let found = cell(column.bid, &item.key);
            let points = found.and_then(|cell| cell.points).map_or_else(|| w.say("grid.unscored"), |points| points.to_string());
            match found.map(|cell| cell.reason.clone()).filter(|reason| !reason.is_empty()) {
                Some(reason) => Cell::new(points).note(reason),
                None => Cell::new(points),
            }
        });
        std::iter::once(head).chain(scores).collect()
    });
    let sum = |bid| desk.items.iter().map(|item| cell(bid, &item.key).and_then(|cell| cell.points)).sum::<Option<Points>>();
    let sums = desk.columns.iter().map(|column| Cell::new(sum(column.bid).map_or_else(|| w.say("grid.unscored"), |points| points.to_string())));
    Table { caption: w.say("panels.sheet"), columns, rows: rows.collect(), total: std::iter::once(Cell::new(w.say("grid.total"))).chain(sums).collect() }
}

/// The page.
pub fn sign_page(page: SignPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk;
    let row = desk.demand.clone();
    let back = format!("/demands/{}/review", row.number);
    let trail = trail(w, &row).into_iter().chain([Link::new(w.say("panels.review"), back.clone())]).collect();
    let against: Vec<_> = desk
        .refused
        .iter()
        .map(|refusal| {
            let href = format!("{back}#{}", refusal.field.clone().unwrap_or_default());
            view! { <li><a href=href>{w.refusal(refusal).what}</a></li> }
        })
        .collect();
    let ready = against.is_empty();
    view! {
        <Breadcrumb trail here=w.say("panels.sign-title")/>
        <PageTitle title=w.say("panels.sign-title") status=Some(seat_status(w, desk.state)) line=vec![Bit::text(row.title.clone()), Bit::figure(row.number.to_string())]/>
        {(!ready).then(|| view! {
            <section class="section" aria-labelledby="against">
                <h2 id="against">{w.say_with("panels.against", &[("n", desk.refused.len().into())])}</h2>
                <ul>{against}</ul>
            </section>
        })}
        <DataTable table=table(w, &desk)/>
        {if ready {
            view! {
                <FormFrame action=format!("/demands/{}/review/sign", row.number) once=page.once seen=desk.version.to_string()>
                    <p class="small soft">{w.say("panels.sign-text")}</p>
                    <div class="acts"><button class="btn main">{w.say("panels.sign")}</button><a href=back.clone()>{w.say("panels.back")}</a></div>
                </FormFrame>
            }.into_any()
        } else {
            view! { <p class="after"><a class="btn main" href=back.clone()>{w.say("panels.back")}</a></p> }.into_any()
        }}
    }
}
