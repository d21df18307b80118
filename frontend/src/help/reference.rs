//! The reference of the API.

use crate::components::{Breadcrumb, Cell, Column, DataTable, Link, PageTitle, Table};
use crate::page::wording;
use leptos::prelude::*;

/// One operation.
#[derive(Clone, Debug)]
pub struct ApiOperation {
    /// GET, POST, …
    pub method: String,
    /// Its address.
    pub path: String,
    /// The room it belongs to.
    pub tag: String,
    /// What it does, in English: the document's own words.
    pub summary: String,
    /// Name, place and meaning of its parameters.
    pub parameters: Vec<(String, String, String)>,
    /// The schema of its body.
    pub body: Option<String>,
    /// The statuses that it answers with.
    pub statuses: Vec<String>,
}

/// All operations, by room.
pub fn reference_page(operations: Vec<ApiOperation>) -> impl IntoView {
    let w = wording();
    let mut rooms: Vec<String> = operations.iter().map(|operation| operation.tag.clone()).collect();
    rooms.sort();
    rooms.dedup();
    let sections = rooms
        .into_iter()
        .map(|room| {
            let own: Vec<ApiOperation> = operations.iter().filter(|operation| operation.tag == room).cloned().collect();
            let items = own.into_iter().map(|operation| view! { <Operation operation/> }).collect_view();
            view! {
                <section class="section" aria-labelledby=room.clone()>
                    <h2 id=room.clone() lang="en">{room.clone()}</h2>
                    {items}
                </section>
            }
        })
        .collect_view();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=w.say("reference.title")/>
        <PageTitle title=w.say("reference.title") lead=w.say("reference.lead")/>
        <p><a href="/api/v1/openapi.json">{w.say("reference.document")}</a></p>
        {sections}
    }
}

#[component]
fn Operation(operation: ApiOperation) -> impl IntoView {
    let w = wording();
    let parameters = (!operation.parameters.is_empty()).then(|| {
        let table = Table {
            caption: format!("{} {} {}", w.say("reference.parameters"), operation.method, operation.path),
            columns: vec![Column::words(w.say("reference.name")), Column::words(w.say("reference.place")), Column::long(w.say("reference.meaning"))],
            rows: operation
                .parameters
                .iter()
                .map(|(name, place, meaning)| vec![Cell::new(name.clone()), Cell::new(place.clone()), Cell::new(meaning.clone())])
                .collect(),
            total: Vec::new(),
        };
        view! { <DataTable table/> }
    });
    view! {
        <details class="after">
            <summary><code>{operation.method.clone()} " " {operation.path.clone()}</code></summary>
            <p lang="en">{operation.summary.clone()}</p>
            {operation.body.clone().map(|body| view! { <p>{w.say("reference.body")} " " <code>{body}</code></p> })}
            <p>{w.say("reference.statuses")} " " <code>{operation.statuses.join(" ")}</code></p>
            {parameters}
        </details>
    }
}
