//! Lists, tables and charts.

use super::components::Specimen;
use crate::components::{
    Act, Bar, Bars, BigFigure, Bit, CalendarDay, Card, CardLayout, CardList, Cell, Choice, Column, Course, CourseChart, CourseMark, DataTable, DayList,
    DistrictTiles, ExportLinks, Facts, FactsLayout, Figures, FilterBar, FilterSelect, FilterText, Funnel, FunnelStep, Item, Link, MarkState, MoneyPath, Month,
    MonthBars, Order, Pager, PathStep, Status, Table, Tone,
};
use crate::page::wording;
use domain::calendar::Day;
use domain::code::District;
use domain::law::day;
use domain::money::Money;
use leptos::prelude::*;
use messages::{Style, Words};

pub(super) fn specimens() -> impl IntoView {
    view! {
        <Specimen title="gallery.list"><List/></Specimen>
        <Specimen title="gallery.work"><Work/></Specimen>
        <Specimen title="gallery.figures"><Numbers/></Specimen>
        <Specimen title="gallery.table"><Payments/></Specimen>
        <Specimen title="gallery.course"><TheCourse/></Specimen>
        <Specimen title="gallery.bars"><Criteria/></Specimen>
        <Specimen title="gallery.months"><Months/></Specimen>
        <Specimen title="gallery.path"><Paths/></Specimen>
        <Specimen title="gallery.tiles"><Tiles/></Specimen>
        <Specimen title="gallery.calendar"><Days/></Specimen>
    }
}

fn short(w: Words, month: u32, date: u32) -> String {
    w.day(day(2025, month, date), Style::Short)
}

#[component]
fn List() -> impl IntoView {
    let w = wording();
    let applied = vec![Link::new(w.say("gallery.applied"), "#")];
    let stages = vec![Choice::new("", w.say("gallery.all")), Choice::new("open", w.say("gallery.open"))];
    let case = |title: &str, number: &str, tone: Option<Tone>, left: &str, date: u32, sum: i64| Card {
        title: w.say(title),
        href: Some("#".to_owned()),
        meta: vec![w.say("gallery.office"), w.say("gallery.field-elderly"), number.to_owned()],
        status: Some(Status::new(Tone::River, w.say("gallery.open"))),
        sum: Some(w.money_in_list(Money::yuan(sum))),
        when: vec![w.say(left), short(w, 6, date)],
        strong: true,
        tone,
        act: None,
    };
    let cards = vec![
        case("gallery.service", "GX-2025-000027", Some(Tone::Osmanthus), "gallery.left-3", 13, 486_000),
        case("gallery.service-2", "GX-2025-000029", None, "gallery.left-4", 16, 418_000),
    ];
    view! {
        <FilterBar action="/demands".to_owned() label=w.say("gallery.list") applied>
            <FilterText name="q".to_owned() label=w.say("gallery.keyword")/>
            <FilterSelect name="stage".to_owned() label=w.say("gallery.stage") value="open" choices=stages/>
        </FilterBar>
        <div class="head section">
            <p class="strong tn">{w.say("gallery.found")}</p>
            <ExportLinks files=vec![Link::new("CSV", "#"), Link::new("XLSX", "#")] feed="#"/>
        </div>
        <CardList cards/>
        <Pager text=w.say("gallery.page") next=Some("#".to_owned())/>
    }
}

#[component]
fn Work() -> impl IntoView {
    let w = wording();
    let card = |title: &str, tone: Option<Tone>, when: &str, act: &str| Card {
        title: w.say(title),
        href: Some("#".to_owned()),
        meta: vec!["HT-2025-000004".to_owned()],
        when: vec![w.say(when), short(w, 6, 13)],
        strong: tone.is_some(),
        tone,
        act: Some(Act::link(w.say(act), "#")),
        ..Card::default()
    };
    let work = vec![
        card("gallery.next-pay", Some(Tone::Cinnabar), "gallery.late-4", "gallery.act-remind"),
        card("gallery.next-check", None, "gallery.waited-3", "gallery.act-check"),
    ];
    let milestone = Card {
        title: w.say("gallery.milestone"),
        status: Some(Status::new(Tone::Bamboo, w.say("gallery.accepted"))),
        when: vec![short(w, 4, 30), short(w, 5, 6)],
        act: Some(Act::link(w.say("gallery.evidence"), "#")),
        ..Card::default()
    };
    view! {
        <CardList cards=work layout=CardLayout::Work/>
        <CardList cards=vec![milestone] layout=CardLayout::Milestones/>
    }
}

#[component]
fn Numbers() -> impl IntoView {
    let w = wording();
    let figure = |label: &str, number: &str, unit: &str, note: Option<&str>| BigFigure {
        label: w.say(label),
        number: number.to_owned(),
        unit: unit.to_owned(),
        href: Some("#".to_owned()),
        note: note.map(|key| w.say(key)),
    };
    let figures = vec![
        figure("gallery.rating", "4A", "", Some("gallery.rating-until")),
        figure("gallery.running", "2", "", None),
        figure("gallery.on-time", "11", " / 12", Some("gallery.three-years")),
    ];
    let facts = vec![
        Item::new(w.say("gallery.price"), vec![Bit::figure(w.money(Money::yuan(480_000)))]).note(Bit::text(Money::yuan(480_000).capitals())),
        Item::new(w.say("gallery.provider"), vec![Bit::link(w.say("gallery.bidder-a"), "#")]).note(Bit::code("52310106MJ00000186")),
    ];
    let sourced = vec![
        Item::new(w.say("gallery.inspection"), vec![Bit::text(w.say("gallery.passed"))]).source(w.say("gallery.inspection-source")),
        Item::new(w.say("gallery.districts"), vec![Bit::text(w.say("gallery.districts-text"))]).source(w.say("gallery.districts-source")),
    ];
    view! {
        <Figures figures/>
        <div class="pair section">
            <Facts items=facts/>
            <Facts items=sourced layout=FactsLayout::Sourced/>
        </div>
    }
}

#[component]
fn Payments() -> impl IntoView {
    let w = wording();
    let iso = |month: u32, date: u32| Cell::new(day(2025, month, date).to_string());
    let table = Table {
        caption: w.say("gallery.table"),
        columns: vec![
            Column::words(w.say("gallery.instalment")),
            Column::figures(w.say("gallery.amount")),
            Column::whole(w.say("gallery.pay-by")).sort("#", Some(Order::Ascending)),
            Column::words(w.say("gallery.status")),
        ],
        rows: vec![
            vec![
                Cell::new(w.say("gallery.instalment-1")).note(w.say("gallery.instalment-1-note")),
                Cell::new(Money::yuan(240_000).to_string()),
                iso(4, 7),
                Cell::status(Status::new(Tone::Bamboo, w.say("gallery.paid"))),
            ],
            vec![
                Cell::new(w.say("gallery.instalment-2")).note(w.say("gallery.instalment-2-note")),
                Cell::new(Money::yuan(144_000).to_string()),
                iso(6, 4),
                Cell::status(Status::new(Tone::Cinnabar, w.say("gallery.late"))).note(w.say("gallery.late-4")).late(),
            ],
        ],
        total: vec![Cell::new(w.say("gallery.sum")), Cell::new(Money::yuan(384_000).to_string()), Cell::new(w.say("gallery.sum-paid")).span(2)],
    };
    view! { <DataTable table headed=true/> }
}

fn mark(label: String, planned: Day, actual: Option<Day>, state: MarkState) -> CourseMark {
    CourseMark { label, planned: Some(planned), actual, state }
}

#[component]
fn TheCourse() -> impl IntoView {
    let w = wording();
    let milestones = vec![
        mark(w.say("gallery.milestone-1"), day(2025, 4, 11), Some(day(2025, 4, 10)), MarkState::Done),
        mark(w.say("gallery.milestone-2"), day(2025, 4, 30), Some(day(2025, 5, 6)), MarkState::Done),
        mark(w.say("gallery.milestone-3"), day(2025, 6, 6), Some(day(2025, 6, 5)), MarkState::Reported),
        mark(w.say("gallery.milestone-4"), day(2025, 7, 25), None, MarkState::Planned),
    ];
    let payments = vec![
        mark("50%".to_owned(), day(2025, 4, 7), Some(day(2025, 4, 3)), MarkState::Done),
        mark("30%".to_owned(), day(2025, 6, 4), None, MarkState::Late),
        CourseMark { label: "20%".to_owned(), planned: None, actual: None, state: MarkState::Planned },
    ];
    let course = Course {
        finding: w.say("gallery.course-finding"),
        from: day(2025, 3, 24),
        to: day(2025, 7, 31),
        today: day(2025, 6, 10),
        worth: Money::yuan(432_000),
        accepted: Money::yuan(196_800),
        reported: Money::yuan(66_360),
        price: Money::yuan(480_000),
        paid: Money::yuan(240_000),
        overdue: Money::yuan(144_000),
        milestones,
        milestones_told: w.say("gallery.course-milestones"),
        payments,
        payments_told: w.say("gallery.course-payments"),
    };
    view! { <CourseChart course/> }
}

#[component]
fn Criteria() -> impl IntoView {
    let w = wording();
    let bar = |key: &str, points: i64| Bar::amount(w.say(key), points, points.to_string(), w.say("gallery.points"));
    view! { <Bars bars=vec![bar("gallery.criterion-fit", 30), bar("gallery.criterion-plan", 30), bar("gallery.criterion-budget", 20), bar("gallery.criterion-skill", 20)]/> }
}

#[component]
fn Months() -> impl IntoView {
    let w = wording();
    let counts = [5, 4, 6, 5, 7, 3, 2, 1, 6, 8, 9, 18];
    let month = |(index, count): (u32, i64)| {
        let (year, month) = if index < 6 { (2024, index + 7) } else { (2025, index - 5) };
        Month { short: month.to_string(), full: format!("{year}-{month:02}"), count }
    };
    view! { <MonthBars finding=w.say("gallery.months-finding") months=(0..).zip(counts).map(month).collect() unit=w.say("gallery.months-unit")/> }
}

#[component]
fn Paths() -> impl IntoView {
    let w = wording();
    let step = |key: &str, fen: i64| PathStep { label: w.say(key), href: "#".to_owned(), amount: Money::fen(fen) };
    let steps = vec![
        step("gallery.city", 1_284_300_000),
        step("gallery.district", 186_400_000),
        step("gallery.office", 62_800_000),
        step("gallery.contract", 24_000_000),
    ];
    let funnel = |key: &str, count: i64, narrow: bool| FunnelStep { text: w.say(key), count, narrow };
    let remaining = vec![
        funnel("gallery.funnel-all", 40, false),
        funnel("gallery.funnel-field", 24, false),
        funnel("gallery.funnel-credit", 17, false),
        funnel("gallery.funnel-seat", 5, true),
    ];
    view! {
        <div class="pair">
            <MoneyPath steps/>
            <Funnel steps=remaining/>
        </div>
    }
}

#[component]
fn Tiles() -> impl IntoView {
    let w = wording();
    let counts = [("310115", 4), ("310106", 3), ("310101", 2), ("310110", 1)];
    let counts = counts.into_iter().filter_map(|(code, count)| District::parse(code).map(|district| (district, count))).collect();
    view! { <DistrictTiles label=w.say("home.where-label") counts href="/demands?district=".to_owned()/> }
}

#[component]
fn Days() -> impl IntoView {
    let w = wording();
    let today = day(2025, 6, 10);
    let entries = |date: Day| if date == today { vec![Bit::link(w.say("gallery.calendar-entry"), "#")] } else { Vec::new() };
    let days = today.iter_days().take(6).map(|date| CalendarDay { day: date, entries: entries(date) }).collect();
    view! { <DayList days today/> }
}
