//! A run of an import: how far it is, then what it found and what it did.

use super::words::{stage_status, weight_status};
use crate::components::{
    Act, Acts, BigFigure, Bit, Breadcrumb, Cell, Column, DataTable, Digest, ExportLinks, Figures, FiguresLayout, FormFrame, Link, PageTitle, Pager,
    ProgressBar, RefusalBox, Table,
};
use crate::page::wording;
use domain::organizations::import::{Counts, Finding, ImportReport, Place};
use domain::organizations::{ImportRun, ImportStage};
use domain::refusal::Fact;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// Findings a page.
pub(super) const FINDINGS: usize = 100;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RunPage {
    /// The run.
    pub run: ImportRun,
    /// The first finding of this page, from 0.
    pub from: usize,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn run_page(page: RunPage) -> impl IntoView {
    let w = wording();
    let RunPage { run, from, once } = page;
    let summary = run.summary.clone();
    let at = format!("/organizations/import/{}", summary.id);
    let trail = vec![Link::new(w.say("organizations.list-title"), "/organizations"), Link::new(w.say("organizations.import-title"), "/organizations/import")];
    let by = summary.by.clone().unwrap_or_else(|| w.say("organizations.by-command-line"));
    let line = vec![Bit::figure(w.moment(summary.at)), Bit::text(by)];
    let going = matches!(summary.stage, ImportStage::Judging | ImportStage::Loading).then(|| {
        let acts = vec![Act::link(w.say("organizations.act-refresh"), at.clone()).main()];
        let (done, total) = (summary.done, summary.total.unwrap_or(0));
        view! {
            <section class="box" aria-live="polite">
                <p class="strong">{w.say("organizations.run-going")}</p>
                {(total > 0).then(|| view! { <ProgressBar done total/> })}
                <Acts acts/>
            </section>
        }
    });
    let failure = run.failure.map(|refusal| view! { <RefusalBox said=w.refusal(&refusal)/> });
    let outcome = run.outcome.map(|outcome| {
        let facts = [("new", Fact::from(outcome.new)), ("changed", Fact::from(outcome.changed)), ("unchanged", Fact::from(outcome.unchanged))];
        view! { <p class="strong">{w.say_with("organizations.run-outcome", &facts)}</p> }
    });
    let load = run.may_load.then(|| {
        view! {
            <FormFrame action=format!("{at}/load") once>
                <p>{w.say("organizations.run-may-load")}</p>
                <p class="acts"><button class="btn main">{w.say("organizations.act-load")}</button></p>
            </FormFrame>
        }
    });
    view! {
        <Breadcrumb trail here=summary.file.clone()/>
        <PageTitle title=summary.file.clone() status=Some(stage_status(w, summary.stage)) line/>
        <div class="line small soft">{w.say("digest.label")} " " <Digest digest=summary.digest.clone()/></div>
        {going}
        {failure}
        {outcome}
        {run.report.map(|report| view! { <Report report at from/> })}
        {load}
    }
}

#[component]
fn Report(report: ImportReport, at: String, from: usize) -> impl IntoView {
    let w = wording();
    if let Some(refusal) = &report.refused {
        return view! { <RefusalBox said=w.refusal(refusal)/> }.into_any();
    }
    let mut read = vec![report.encoding.clone(), report.sheet.as_ref().map(|sheet| w.say_with("organizations.run-sheet", &[("sheet", sheet.as_str().into())]))];
    if !report.other_sheets.is_empty() {
        read.push(Some(w.say_with("organizations.run-other-sheets", &[("sheets", w.listed(report.other_sheets.iter().cloned()).into())])));
    }
    let read: Vec<String> = read.into_iter().flatten().collect();
    let remarks = report.remarks.iter().map(|remark| w.refusal(remark)).map(|said| view! { <li>{said.what} " " {said.remedy}</li> }).collect_view();
    view! {
        <Figures figures=counts(w, &report.counts) layout=FiguresLayout::Pipeline/>
        {(!read.is_empty()).then(|| view! { <p class="small soft">{read.join(" · ")}</p> })}
        {(!report.remarks.is_empty()).then(|| view! { <ul class="after">{remarks}</ul> })}
        <Columns report=report.clone()/>
        <Findings findings=report.findings at from/>
    }
    .into_any()
}

fn counts(w: Words, counts: &Counts) -> Vec<BigFigure> {
    let notes = w.say_with("organizations.count-notes", &[("notes", Fact::from(counts.notes)), ("blank", Fact::from(counts.blank))]);
    let repeated = (counts.repeated > 0).then(|| w.say_with("organizations.count-repeated", &[("n", Fact::from(counts.repeated))]));
    [
        ("organizations.count-read", counts.read, Some(notes)),
        ("organizations.count-load", counts.load, repeated),
        ("organizations.count-wait", counts.wait, None),
        ("organizations.count-refused", counts.refused, None),
        ("organizations.count-warned", counts.warned, None),
    ]
    .into_iter()
    .map(|(key, n, note)| BigFigure {
        label: w.say(key),
        number: n.to_string(),
        unit: w.say_with("organizations.unit-rows", &[("n", Fact::from(n))]),
        href: None,
        note,
    })
    .collect()
}

#[component]
fn Columns(report: ImportReport) -> impl IntoView {
    let w = wording();
    let row = |column: &domain::organizations::import::HeaderColumn| {
        let meaning = column.meaning.map_or_else(|| w.say("organizations.column-unread"), |meaning| w.say(&meaning.term()));
        vec![Cell::new(column.letter.clone()), Cell::new(column.header.clone()), Cell::new(meaning)]
    };
    let table = Table {
        caption: w.say("organizations.columns-title"),
        columns: ["organizations.head-letter", "organizations.head-header", "organizations.head-meaning"].map(|key| Column::words(w.say(key))).to_vec(),
        rows: report.columns.iter().map(row).collect(),
        total: Vec::new(),
    };
    (!report.columns.is_empty()).then(|| {
        view! {
            <details class="section">
                <summary>{w.say("organizations.columns-title")}</summary>
                <DataTable table headed=true/>
            </details>
        }
    })
}

#[component]
fn Findings(findings: Vec<Finding>, at: String, from: usize) -> impl IntoView {
    let w = wording();
    let total = findings.len();
    let count = w.say_with("organizations.findings-count", &[("n", Fact::from(total))]);
    if total == 0 {
        return view! { <p class="section strong">{w.say("organizations.findings-none")}</p> }.into_any();
    }
    let last = (from + FINDINGS).min(total);
    let table = Table {
        caption: w.say("organizations.findings-title"),
        columns: vec![
            Column::whole(w.say("organizations.head-place")),
            Column::long(w.say("organizations.head-value")),
            Column::words(w.say("organizations.head-weight")),
            Column::long(w.say("organizations.head-reason")),
        ],
        rows: findings.iter().skip(from).take(FINDINGS).map(|finding| row(w, finding)).collect(),
        total: Vec::new(),
    };
    let files = vec![Link::new("CSV", format!("{at}/findings.csv")), Link::new("XLSX", format!("{at}/findings.xlsx"))];
    let pager = (total > FINDINGS).then(|| {
        let place = |from: usize| format!("{at}?from={from}");
        let text = w.say_with("organizations.findings-range", &[("from", Fact::from(from + 1)), ("to", Fact::from(last)), ("n", Fact::from(total))]);
        view! { <Pager text previous=(from > 0).then(|| place(from.saturating_sub(FINDINGS))) next=(last < total).then(|| place(last))/> }
    });
    view! {
        <section class="section" aria-labelledby="findings">
            <div class="head">
                <h2 id="findings">{w.say("organizations.findings-title")}</h2>
                <ExportLinks files/>
            </div>
            <p class="tn">{count}</p>
            <DataTable table headed=true/>
            {pager}
        </section>
    }
    .into_any()
}

/// A row, or a cell of it, as a spreadsheet names it: B7; 第7行 when the whole row is meant.
pub fn place_words(w: Words, place: &Place) -> String {
    match &place.letter {
        Some(letter) => format!("{letter}{}", place.row),
        None => w.say_with("organizations.place-row", &[("row", Fact::Count(place.row.into()))]),
    }
}

fn row(w: Words, finding: &Finding) -> Vec<Cell> {
    let said = w.refusal(&finding.reason);
    let place = Cell::new(place_words(w, &finding.place));
    vec![
        match &finding.place.header {
            Some(header) => place.note(header.clone()),
            None => place,
        },
        Cell::new(finding.value.clone()),
        Cell::status(weight_status(w, finding.weight)),
        match said.remedy {
            Some(remedy) => Cell::new(said.what).note(remedy),
            None => Cell::new(said.what),
        },
    ]
}
