//! Where the registrar begins an import, and the runs so far.

use super::words::stage_status;
use crate::components::{
    Breadcrumb, Card, CardList, CheckboxField, Choice, EmptyState, ErrorSummary, Field, FileField, FormFrame, Link, PageTitle, field_errors, shortened,
};
use crate::page::wording;
use domain::organizations::ImportSummary;
use domain::refusal::{Fact, Refusal};
use leptos::prelude::*;
use messages::Words;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ImportsPage {
    /// The latest runs, newest first.
    pub runs: Vec<ImportSummary>,
    /// Whether only to say what would happen.
    pub dry_run: bool,
    /// What stands against the upload.
    pub refused: Vec<Refusal>,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn imports_page(page: ImportsPage) -> impl IntoView {
    let w = wording();
    let errors = field_errors(w, &page.refused);
    let error = errors.first().map(|error| error.text.clone());
    let file = Field::new("file", w.say("organizations.import-file")).hint(w.say("organizations.import-file-hint")).error(error);
    let dry = Choice::new("yes", w.say("organizations.import-dry")).hint(w.say("organizations.import-dry-hint"));
    let dry_field = Field::new("dry_run", w.say("organizations.import-how")).value(if page.dry_run { "yes" } else { "" });
    let cards: Vec<Card> = page.runs.iter().map(|run| card(w, run)).collect();
    let runs =
        if cards.is_empty() { view! { <EmptyState title=w.say("organizations.runs-none")/> }.into_any() } else { view! { <CardList cards/> }.into_any() };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("organizations.list-title"), "/organizations")] here=w.say("organizations.import-title")/>
        <ErrorSummary errors=errors.clone()/>
        <PageTitle title=w.say("organizations.import-title") lead=w.say("organizations.import-lead")/>
        <FormFrame action="/organizations/import".to_owned() once=page.once files=true>
            <FileField field=file accept=".csv,.txt,.tsv,.xlsx"/>
            <CheckboxField field=dry_field choices=vec![dry]/>
            <p class="acts"><button class="btn main">{w.say("organizations.act-upload")}</button></p>
        </FormFrame>
        <section class="section" aria-labelledby="runs">
            <h2 id="runs">{w.say("organizations.runs-title")}</h2>
            {runs}
        </section>
    }
}

fn card(w: Words, run: &ImportSummary) -> Card {
    Card {
        title: run.file.clone(),
        href: Some(format!("/organizations/import/{}", run.id)),
        meta: vec![run.by.clone().unwrap_or_else(|| w.say("organizations.by-command-line")), shortened(&run.digest)],
        status: Some(stage_status(w, run.stage)),
        sum: run.total.map(|total| w.say_with("organizations.rows", &[("n", Fact::Count(total.into()))])),
        when: vec![w.moment(run.at)],
        ..Card::default()
    }
}
