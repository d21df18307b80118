//! One body of the register: its facts with their sources, and what it delivered.

use super::words::{district_name, fields_words, list_words, record_words, serves_words, source_words, standing_status};
use crate::components::{
    Act, Acts, BigFigure, Bit, Breadcrumb, Cell, Column, DataTable, EmptyState, ErrorSummary, ExportLinks, Facts, FactsLayout, Figures, FormFrame, Glyph, Icon,
    Item, Link, PageTitle, Status, Table, Tone, Whole, field_errors,
};
use crate::page::wording;
use domain::calendar::{Day, years_before};
use domain::money::Money;
use domain::organizations::{OrganizationKind, OrganizationView, TrackRecordRow};
use domain::policy::Action;
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OrganizationPage {
    /// The body.
    pub view: OrganizationView,
    /// What this reader may do with it.
    pub acts: Vec<Action>,
    /// Makes a second press the same press.
    pub once: String,
    /// What stood against the last act.
    pub refused: Vec<Refusal>,
    /// Today in Beijing.
    pub today: Day,
}

/// How far back evaluations are counted on this page, as in matching.
const YEARS: u16 = 3;

/// The page.
pub fn organization_page(page: OrganizationPage) -> impl IntoView {
    let w = wording();
    let OrganizationPage { view, acts, once, refused, today } = page;
    let row = &view.row;
    let mut line = vec![Bit::code(row.code.to_string())];
    line.extend(row.district.map(|district| Bit::text(district_name(w, district))));
    let confirm = acts.contains(&Action::ConfirmCode).then(|| view! { <Confirm code=row.code.to_string() version=view.version once=once.clone()/> });
    let keep = acts.contains(&Action::EditProfile).then(|| {
        let acts = vec![Act::link(w.say("organizations.act-profile"), format!("/organizations/{}/profile", row.code)).main()];
        view! { <Acts acts/> }
    });
    let social = row.kind.is_social();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("organizations.list-title"), "/organizations")] here=row.name.clone()/>
        <ErrorSummary errors=field_errors(w, &refused)/>
        <PageTitle title=row.name.clone() status=Some(standing_status(w, row)) over=w.say(&row.kind.term()) line/>
        {confirm}
        {social.then(|| view! { <Figures figures=figures(w, &view, today)/> })}
        <div class=if social { "cols section" } else { "section" }>
            <div>
                <Registered view=view.clone()/>
                <Records view=view.clone()/>
            </div>
            {social.then(|| view! { <aside aria-label=w.say("organizations.profile-part")><Profiled view=view.clone()/>{keep}</aside> })}
        </div>
    }
}

/// A code that waits: why, and the one button that ends it.
#[component]
fn Confirm(code: String, version: i32, once: String) -> impl IntoView {
    let w = wording();
    view! {
        <section class="box" aria-labelledby="confirm">
            <h2 id="confirm">{w.say("organizations.confirm-title")}</h2>
            <p class="only"><Icon glyph=Glyph::Eye/> " " {w.say("organizations.confirm-seen")}</p>
            <p>{w.say("organizations.confirm-text")}</p>
            <FormFrame action=format!("/organizations/{code}/confirm") once seen=version.to_string()>
                <p class="acts"><button class="btn main">{w.say("organizations.act-confirm")}</button></p>
            </FormFrame>
        </section>
    }
}

fn figures(w: Words, view: &OrganizationView, today: Day) -> Vec<BigFigure> {
    let since = years_before(today, domain::calendar::Years(YEARS));
    let evaluated: Vec<&TrackRecordRow> = view.records.iter().filter(|record| record.evaluated_on.is_some_and(|day| day >= since)).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut grades: Vec<(String, i64)> = Vec::new();
    for grade in ["excellent", "good", "fair", "pass", "poor", "fail"] {
        let n = evaluated.iter().filter(|record| record.grade.as_deref() == Some(grade)).count();
        if n > 0 {
            grades.push((w.say(&format!("grade-{grade}")), count(n)));
        }
    }
    let split = grades.iter().map(|(grade, n)| format!("{grade} {n}")).collect::<Vec<_>>().join(" · ");
    let contracts = |key: &str, counted: domain::organizations::Counted, href: String| BigFigure {
        label: w.say(key),
        number: counted.number.to_string(),
        unit: w.say_with("organizations.unit-contracts", &[("n", Fact::Count(counted.number.into()))]),
        href: (counted.number > 0).then_some(href),
        note: (counted.number > 0).then(|| w.money_in_list(counted.sum)),
    };
    let mut figures = vec![
        contracts("organizations.figure-running", view.running, format!("/contracts?state=in-force&provider={}", view.row.code)),
        contracts("organizations.figure-delivered", view.delivered, "#records".to_owned()),
        BigFigure {
            label: w.say("organizations.figure-evaluated"),
            number: evaluated.len().to_string(),
            unit: w.say_with("organizations.unit-times", &[("n", Fact::Count(count(evaluated.len())))]),
            href: (!evaluated.is_empty()).then(|| "#records".to_owned()),
            note: (!split.is_empty()).then_some(split),
        },
    ];
    figures.extend(view.staff.map(|staff| BigFigure {
        label: w.say("organizations.figure-staff"),
        number: staff.to_string(),
        unit: w.say_with("organizations.unit-people", &[("n", Fact::Count(staff.into()))]),
        href: None,
        note: Some(source_words(w, &view.profiled)),
    }));
    figures
}

#[component]
fn Registered(view: OrganizationView) -> impl IntoView {
    let w = wording();
    let source = source_words(w, &view.registered);
    let unfilled = || w.say("empty.unfilled");
    let item = |key: &str, text: Option<String>| Item::new(w.say(key), vec![Bit::text(text.unwrap_or_else(unfilled))]).source(source.clone());
    let figure = |key: &str, text: Option<String>| Item::new(w.say(key), vec![Bit::figure(text.unwrap_or_else(unfilled))]).source(source.clone());
    let standing = view.row.standing.map(|standing| w.say(&standing.term()));
    let mut items = vec![item("organizations.fact-standing", standing)];
    items.push(figure("organizations.column-registered-on", view.registered_on.map(|day| w.day(day, Style::Long))));
    items.push(item("organizations.column-registrar", view.registrar));
    if view.row.kind != OrganizationKind::Department {
        items.push(figure("organizations.column-capital", view.capital.map(|money| w.money(money))));
        items.push(item("organizations.column-supervisor", view.supervisor));
        items.push(item("organizations.column-scope", view.scope));
    }
    items.push(item("organizations.column-address", view.address));
    if let Some(day) = view.confirmed_on {
        let confirmed = w.say_with("organizations.confirmed-on", &[("day", Fact::Day(day))]);
        items.push(Item::new(w.say("organizations.column-code"), vec![Bit::text(confirmed)]).source(w.say("role-registrar")));
    }
    view! {
        <section aria-labelledby="registered">
            <h2 id="registered">{w.say("organizations.registered-title")}</h2>
            {list_words(w, &view.registered).map(|list| view! { <p class="small soft">{list}</p> })}
            <Facts items layout=FactsLayout::Sourced/>
        </section>
    }
}

#[component]
fn Profiled(view: OrganizationView) -> impl IntoView {
    let w = wording();
    let source = source_words(w, &view.profiled);
    let staff = view.staff.map(|n| w.say_with("organizations.staff-number", &[("n", Fact::Count(n.into()))])).unwrap_or_else(|| w.say("empty.unfilled"));
    let items = vec![
        Item::new(w.say("organizations.fact-fields"), vec![Bit::text(fields_words(w, &view.row.fields))]),
        Item::new(w.say("organizations.fact-districts"), vec![Bit::text(serves_words(w, &view.row.serves))]),
        Item::new(w.say("organizations.fact-staff"), vec![Bit::figure(staff)]),
    ];
    view! {
        <h2 class="t16">{w.say("organizations.profile-part")}</h2>
        <Facts items/>
        <p class="small soft"><Whole text=source/></p>
    }
}

#[component]
fn Records(view: OrganizationView) -> impl IntoView {
    let w = wording();
    let buys = view.row.kind == OrganizationKind::Department;
    let at = |format: &str| format!("/organizations/{}/records.{format}", view.row.code);
    let files = vec![Link::new("CSV", at("csv")), Link::new("XLSX", at("xlsx"))];
    let title = w.say(if buys { "organizations.bought-title" } else { "organizations.records-title" });
    let table = if view.records.is_empty() {
        let hint = w.say(if buys { "organizations.bought-none-hint" } else { "organizations.records-none-hint" });
        view! { <EmptyState title=w.say("organizations.records-none") hint/> }.into_any()
    } else {
        view! { <DataTable table=table(w, &title, &view, buys) headed=true/> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="records">
            <div class="head">
                <h2 id="records">{title.clone()}</h2>
                {(!view.records.is_empty()).then(|| view! { <ExportLinks files/> })}
            </div>
            {(!buys).then(|| view! { <p class="small soft">{w.say("organizations.records-note")}</p> })}
            {table}
        </section>
    }
}

fn table(w: Words, caption: &str, view: &OrganizationView, buys: bool) -> Table {
    let sum = view.records.iter().fold(Money::ZERO, |sum, record| sum + record.price);
    let total = w.say_with("organizations.records-total", &[("n", Fact::from(view.records.len()))]);
    Table {
        caption: caption.to_owned(),
        columns: vec![
            Column::words(w.say("organizations.head-contract")),
            Column::words(w.say(if buys { "organizations.head-provider" } else { "organizations.head-purchaser" })),
            Column::figures(w.say("organizations.head-price")),
            Column::words(w.say("organizations.head-acceptance")),
            Column::words(w.say("organizations.head-evaluation")),
        ],
        rows: view.records.iter().map(|record| record_row(w, record, buys)).collect(),
        total: vec![Cell::new(total), Cell::new(""), Cell::new(sum.to_string()), Cell::new("").span(2)],
    }
}

fn record_row(w: Words, record: &TrackRecordRow, buys: bool) -> Vec<Cell> {
    let accepted = match (record.accepted_on, record.ends) {
        (Some(day), _) => Cell::status(Status::new(Tone::Bamboo, w.say("organizations.accepted"))).note(w.day(day, Style::Iso)),
        (None, Some(ends)) => {
            let until = w.say_with("organizations.runs-until", &[("day", w.day(ends, Style::Iso).into())]);
            Cell::status(Status::new(Tone::River, w.say("organizations.running"))).note(until)
        }
        (None, None) => match record.failed_on {
            Some(day) => Cell::status(Status::new(Tone::Cinnabar, w.say("organizations.not-fulfilled"))).note(w.day(day, Style::Iso)),
            None => Cell::new(w.say("organizations.not-accepted")),
        },
    };
    let evaluation = match (record_words(w, record), record.evaluation) {
        (Some(words), Some(number)) => Cell::new(words).link(format!("/evaluations/{number}")).note(number.to_string()),
        _ => Cell::new(w.say("organizations.not-evaluated")),
    };
    vec![
        Cell::new(record.title.clone()).link(format!("/contracts/{}", record.contract)).note(record.contract.to_string()),
        Cell::new(if buys { record.provider.clone() } else { record.purchaser.clone() }),
        Cell::new(record.price.to_string()),
        accepted,
        evaluation,
    ]
}
