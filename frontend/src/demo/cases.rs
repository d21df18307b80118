//! What case pages are made of: what comes next, deadlines, stages, explanations, refusals, documents.

use super::components::Specimen;
use crate::components::{
    Act, Bar, Bars, Block, Cell, Column, Days, Deadline, Explanation, Finding, Findings, GradeBlock, LawNote, Link, NextStep, NextStrip, Note, Paper,
    PaperView, Rail, Reason, RefusalBox, Stage, StageState, Status, Table, Tone, Verdict,
};
use crate::page::wording;
use chrono::TimeDelta;
use domain::calendar::Moment;
use domain::contracts::rules::SUPPLEMENT_MAX;
use domain::law::{Basis, Law, Scope, day};
use domain::money::Money;
use leptos::prelude::*;
use messages::{Said, Style, Words};

pub(super) fn specimens(now: Moment, wall: Moment) -> impl IntoView {
    view! {
        <Specimen title="gallery.next"><Nexts/></Specimen>
        <Specimen title="gallery.deadlines"><Deadlines now wall/></Specimen>
        <Specimen title="gallery.law-note"><Notes/></Specimen>
        <Specimen title="gallery.rail"><Rails/></Specimen>
        <Specimen title="gallery.explanation"><Why/></Specimen>
        <Specimen title="gallery.refusal"><Refused/></Specimen>
        <Specimen title="gallery.findings"><Found/></Specimen>
        <Specimen title="gallery.paper"><OnPaper/></Specimen>
    }
}

fn step(w: Words, status: Option<(Tone, &str)>, what: &str, who: &str, days: Option<Days>) -> NextStep {
    let status = status.map(|(tone, key)| Status::new(tone, w.say(key)));
    NextStep { status, what: w.say(what), who: w.say(who), days, law: None, act: None }
}

#[component]
fn Nexts() -> impl IntoView {
    let w = wording();
    let law = Note::plain(w.say("gallery.next-law"), w.say("gallery.next-reading"));
    let late = NextStep { law: Some(law), ..step(w, Some((Tone::Cinnabar, "gallery.late")), "gallery.next-pay", "gallery.next-pay-who", Some(Days::Late(4))) };
    let waiting = step(w, Some((Tone::Osmanthus, "gallery.awaiting")), "gallery.next-check", "gallery.next-check-who", Some(Days::Waited(3)));
    let mine = NextStep {
        act: Some(Act::link(w.say("gallery.act-check"), "#")),
        ..step(w, Some((Tone::River, "gallery.mine")), "gallery.next-check", "gallery.next-mine-who", Some(Days::Left(19)))
    };
    let solo = step(w, None, "gallery.next-offer", "gallery.next-offer-who", Some(Days::Left(3)));
    view! {
        <NextStrip steps=vec![late, waiting] specimen=true/>
        <NextStrip steps=vec![mine] specimen=true/>
        <NextStrip steps=vec![solo] specimen=true/>
        <NextStrip steps=Vec::new() quiet=w.say("gallery.next-quiet") specimen=true/>
    }
}

#[component]
fn Deadlines(now: Moment, wall: Moment) -> impl IntoView {
    let in_hours = move |hours: i64, provisional: bool| {
        view! { <Deadline at=now + TimeDelta::hours(hours) now server=Some(wall) world_ahead=Some(now - wall) provisional/> }
    };
    view! {
        {in_hours(14 * 24, false)}
        {in_hours(3 * 24, false)}
        {in_hours(5, false)}
        {in_hours(-24, false)}
        {in_hours(300 * 24, true)}
    }
}

#[component]
fn Notes() -> impl IntoView {
    let w = wording();
    let basis = Basis { borrowed: Some(Law::ProcurementLaw.article(49)), unverified: true, ..Basis::of(Law::UnitRule.whole(), Scope::Unit) };
    view! { <LawNote note=Note::of(w, &basis, w.say("gallery.note-reading")).rule(SUPPLEMENT_MAX.key)/> }
}

#[component]
fn Rails() -> impl IntoView {
    let w = wording();
    let stage = |key: &str, state: StageState, month: u32, date: u32| Stage::new(w.say(key), state, w.day(day(2025, month, date), Style::Short));
    let stages = vec![
        stage("gallery.stage-approval", StageState::Done, 5, 30),
        stage("gallery.stage-publication", StageState::Done, 6, 3),
        stage("gallery.stage-offers", StageState::Now, 6, 13),
        stage("gallery.stage-review", StageState::Planned, 6, 17),
        stage("gallery.stage-publicity", StageState::Planned, 6, 23),
        stage("gallery.stage-contract", StageState::Provisional, 7, 24),
    ];
    let late = vec![stage("gallery.stage-offers", StageState::Done, 6, 3), stage("gallery.stage-review", StageState::Late, 6, 9)];
    view! {
        <Rail label=w.say("gallery.stages") stages flat=true/>
        <Rail label=w.say("gallery.stages-late") stages=late/>
    }
}

#[component]
fn Why() -> impl IntoView {
    let w = wording();
    let reasons = vec![
        Reason::new(Verdict::Pass, w.say("gallery.why-field")).source(w.say("gallery.why-field-source")),
        Reason::new(Verdict::Warn, w.say("gallery.why-rating")).source(w.say("gallery.why-rating-source")),
        Reason::new(Verdict::Fail, w.say("gallery.why-staff")).source(w.say("gallery.why-staff-source")).mend(Link::new(w.say("gallery.why-mend"), "#")),
        Reason::new(Verdict::Unknown, w.say("gallery.why-inspection")),
    ];
    view! { <Explanation title=w.say("gallery.why-title") summary=w.say("gallery.why-summary") seen_by=w.say("gallery.why-seen-by") reasons/> }
}

#[component]
fn Refused() -> impl IntoView {
    let w = wording();
    let article = w.basis(&Basis { borrowed: Some(Law::ProcurementLaw.article(49)), ..Basis::of(Law::UnitRule.whole(), Scope::Unit) });
    let said = Said { what: w.say("gallery.refused"), article: Some(article), remedy: Some(w.say("gallery.refused-remedy")) };
    let acts = vec![Act::link(w.say("gallery.refused-act"), "#").main(), Act::link(w.say("gallery.act-back"), "#")];
    view! { <RefusalBox said acts/> }
}

#[component]
fn Found() -> impl IntoView {
    let w = wording();
    let said = |head: &str, text: &str| (w.say(head), w.say(text), None);
    let finding = Finding {
        title: w.say("gallery.finding"),
        status: Some(Status::new(Tone::Osmanthus, w.say("gallery.rectifying"))),
        said: vec![
            (w.say("gallery.finding-head"), w.say("gallery.finding-text"), Some(Link::new(w.say("gallery.evidence"), "#"))),
            said("gallery.finding-reply-head", "gallery.finding-reply"),
            said("gallery.finding-answer-head", "gallery.finding-answer"),
        ],
    };
    let bars = vec![
        Bar::of(w.say("gallery.dimension-process"), 1540, 2000, "15.40", " / 20"),
        Bar::of(w.say("gallery.dimension-output"), 2620, 3000, "26.20", " / 30"),
        Bar::of(w.say("gallery.dimension-satisfaction"), 1760, 2000, "17.60", " / 20"),
    ];
    view! {
        <GradeBlock grade=w.say("gallery.grade") score=w.say("gallery.grade-score") scale=w.say("gallery.grade-scale") label=w.say("gallery.grade-label")>
            <Bars bars/>
        </GradeBlock>
        <Findings findings=vec![finding]/>
    }
}

#[component]
fn OnPaper() -> impl IntoView {
    let w = wording();
    let table = Table {
        caption: w.say("gallery.paper-table"),
        columns: vec![Column::words(w.say("gallery.output")), Column::figures(w.say("gallery.ceiling"))],
        rows: vec![vec![Cell::new(w.say("gallery.visits")), Cell::new(Money::yuan(264_600).to_string())]],
        total: Vec::new(),
    };
    let paper = Paper {
        title: w.say("gallery.paper-title"),
        blocks: vec![Block::Text(w.say("gallery.paper-text")), Block::Heading(w.say("gallery.paper-heading")), Block::Figures(table)],
        issuer: w.say("gallery.office"),
        day: w.day(day(2025, 6, 3), Style::Long),
        number: "GG-2025-000053".to_owned(),
        version: w.say("gallery.paper-version"),
        digest: Some("41d07ac9118822330099aabbccddeeff0011223344556677e3902b6f".to_owned()),
        verify: Some("/ledger/verify".to_owned()),
        language: None,
    };
    view! { <PaperView paper/> }
}
