//! The page of one published demand.

use super::words::stage_status;
use crate::components::{
    Act, Acts, Bar, Bars, Bit, Breadcrumb, Cell, Column, DataTable, Deadline, Facts, Item, Link, NextStep, NextStrip, Note, PageTitle, Rail, Receipt,
    ReceiptCard, Stage as RailStage, StageState, Table,
};
use crate::organizations::district_name;
use crate::page::wording;
use chrono::TimeDelta;
use domain::calendar::{Day, Due, Moment, day_of, working_days_between};
use domain::demands::{DemandView, Need, Stage, StepWhen};
use domain::numbers::NoticeNumber;
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows beside the demand itself.
pub struct DemandPage {
    /// The demand.
    pub view: DemandView,
    /// World time.
    pub now: Moment,
    /// Wall time, for the clock that ticks.
    pub wall: Moment,
    /// What this reader may do here.
    pub acts: Vec<Act>,
    /// How the reader's organization fits, worded and built by the room that knows.
    pub fit: Option<AnyView>,
}

/// The page.
pub fn demand_page(page: DemandPage) -> impl IntoView {
    let w = wording();
    let DemandPage { view, now, wall, mut acts, fit } = page;
    let row = &view.row;
    // The first act stands in the strip; the clock ticks where days are few.
    let first = (!acts.is_empty()).then(|| acts.remove(0));
    let soon = row.stage == Stage::Open && working_days_between(day_of(now), day_of(row.closes_at)) <= 3;
    let over = format!("{} · {}", w.say(&row.field.term()), w.say("profile.below-threshold"));
    let line = vec![
        Bit::link(row.purchaser.clone(), format!("/organizations/{}", view.purchaser_code)),
        Bit::text(district_name(w, row.district)),
        Bit::figure(w.money(row.budget)),
    ];
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.demands"), "/demands")] here=row.number.to_string()/>
        <PageTitle title=row.title.clone() status=Some(stage_status(w, row.stage)) over line/>
        <NextUp view=view.clone() now act=first/>
        {soon.then(|| {
            let ahead = now - wall;
            view! {
                <div class="after line">
                    <span>{w.say("demands.clock")}</span>
                    <Deadline at=row.closes_at now server=Some(wall) world_ahead=Some(if ahead.abs() < TimeDelta::seconds(1) { TimeDelta::zero() } else { ahead }) provisional=row.closes_provisional/>
                </div>
            }
        })}
        <Road view=view.clone() now/>
        <Acts acts/>
        <div class="cols section">
            <div>
                {fit}
                <Wanted need=view.need.clone()/>
                <Judged need=view.need.clone()/>
                <Documents view=view.clone()/>
            </div>
            <aside aria-label=w.say("demands.facts")>
                <Aside view=view/>
            </aside>
        </div>
    }
}

#[component]
fn NextUp(view: DemandView, now: Moment, #[prop(optional_no_strip)] act: Option<Act>) -> impl IntoView {
    let w = wording();
    let Some(next) = view.next else {
        let reason = view.ended_because.unwrap_or_default();
        let quiet = w.say_with(&format!("demands.ended-{}", view.row.stage.key()), &[("reason", reason.into())]);
        return view! { <NextStrip steps=Vec::new() quiet/><Acts acts=act.into_iter().collect()/> }.into_any();
    };
    let who = if next.body.is_empty() {
        w.say(&next.who.term())
    } else {
        w.say_with("demands.body-role", &[("body", next.body.into()), ("role", w.say(&next.who.term()).into())])
    };
    let text = match next.due {
        Some(due) => w.say_with("demands.next-until", &[("who", who.into()), ("time", w.deadline(due, next.provisional).into())]),
        None => w.say_with("demands.next-open", &[("who", who.into())]),
    };
    let days = next.due.map(|due| {
        let left = working_days_between(day_of(now), day_of(due - TimeDelta::microseconds(1)));
        if due <= now { crate::components::Days::Late(-left) } else { crate::components::Days::Left(left) }
    });
    let secret = (view.row.stage == Stage::Open).then(|| w.say("demands.closed-until"));
    let (reading, rule) = match next.action {
        Action::ConfirmResult => ("procedures.confirm-reading", "procedures.confirm-within"),
        _ => ("demands.publication-reading", "procedures.publication-min"),
    };
    let law = next.basis.map(|basis| Note::of(w, &basis, w.say(reading)).rule(rule));
    let step = NextStep {
        status: None,
        what: w.say(&format!("demands.next-{}", next.action.key())),
        who: [Some(text), secret].into_iter().flatten().collect::<Vec<_>>().join(&w.say("demands.sentence-gap")),
        days,
        law,
        act,
    };
    view! { <NextStrip steps=vec![step]/> }.into_any()
}

#[component]
fn Road(view: DemandView, now: Moment) -> impl IntoView {
    let w = wording();
    let today = day_of(now);
    let stages = view
        .stages
        .into_iter()
        .map(|stage| {
            let late = stage.when == StepWhen::Now && stage.day.is_some_and(|day| day < today);
            // A plan that lies behind us is none any more.
            let provisional = stage.provisional && stage.when == StepWhen::Now;
            let planned = stage.day.filter(|day| stage.when != StepWhen::Ahead || *day >= today);
            let day = planned.map(|day| if late { late_by(w, day, today) } else { w.due(Due { day, provisional }, Style::Short) }).unwrap_or_default();
            RailStage {
                name: w.say(&stage.term),
                state: match stage.when {
                    StepWhen::Done => StageState::Done,
                    StepWhen::Now if late => StageState::Late,
                    StepWhen::Now => StageState::Now,
                    StepWhen::Ahead if stage.provisional => StageState::Provisional,
                    StepWhen::Ahead => StageState::Planned,
                },
                day,
                href: None,
            }
        })
        .collect();
    view! { <Rail label=w.say("demands.road") stages flat=true/> }
}

/// How long a step is overdue; the day on which it was due while no working day has passed.
fn late_by(w: Words, due: Day, today: Day) -> String {
    match working_days_between(due, today) {
        0 => w.say_with("demands.late-since", &[("day", w.day(due, Style::Short).into())]),
        n => w.say_with("demands.late-by", &[("n", n.into())]),
    }
}

/// What is wanted: problem, outputs, budget. Also on the check page.
#[component]
pub(crate) fn Wanted(need: Need) -> impl IntoView {
    let w = wording();
    let outputs = Table {
        caption: w.say("demands.outputs"),
        columns: vec![
            Column::words(w.say("demands.field-outputs-name")),
            Column::figures(w.say("demands.field-outputs-quantity")),
            Column::long(w.say("demands.field-outputs-standard")),
        ],
        rows: need
            .outputs
            .iter()
            .map(|output| vec![Cell::new(output.name.clone()), Cell::new(w.quantity(output.quantity, output.measure)), Cell::new(output.standard.clone())])
            .collect(),
        total: Vec::new(),
    };
    // An explanation that only repeats the kind explains nothing.
    let explained = need.lines.iter().any(|line| line.name.trim() != w.say(&line.kind.term()));
    let name = explained.then(|| Column::long(w.say("demands.field-lines-name")));
    let lines = Table {
        caption: w.say("demands.budget-lines"),
        columns: [Some(Column::words(w.say("demands.field-lines-kind"))), name, Some(Column::figures(w.say("demands.amount-yuan")))]
            .into_iter()
            .flatten()
            .collect(),
        rows: need
            .lines
            .iter()
            .map(|line| {
                let name = explained.then(|| Cell::new(line.name.clone()));
                [Some(Cell::new(w.say(&line.kind.term()))), name, Some(Cell::new(line.amount.to_string()))].into_iter().flatten().collect()
            })
            .collect(),
        total: vec![Cell::new(w.say("demands.total")).span(if explained { 2 } else { 1 }), Cell::new(need.budget().to_string())],
    };
    view! {
        <section class="section" aria-labelledby="need">
            <h2 id="need">{w.say("demands.wanted")}</h2>
            <p>{need.problem.clone()}</p>
            <DataTable table=outputs/>
            <div class="after"><DataTable table=lines/></div>
        </section>
    }
}

/// How it is judged. Also on the check page.
#[component]
pub(super) fn Judged(need: Need) -> impl IntoView {
    let w = wording();
    let bars = need
        .criteria
        .iter()
        .map(|(criterion, points)| Bar {
            label: w.say(&criterion.term()),
            part: points.as_hundredths(),
            whole: need.criteria.iter().map(|(_, points)| points.as_hundredths()).max().unwrap_or(1),
            figure: points.to_string().trim_end_matches(".00").to_owned(),
            unit: w.say("demands.points"),
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="judged">
            <h2 id="judged">{w.say("demands.judged")}</h2>
            <p>{w.say_with("demands.judged-how", &[("n", i64::from(need.reviewers).into()), ("outside", i64::from(need.reviewers.saturating_sub(1)).into())])}</p>
            <Bars bars/>
        </section>
    }
}

#[component]
fn Documents(view: DemandView) -> impl IntoView {
    let w = wording();
    let items = view
        .notices
        .into_iter()
        .map(|notice| {
            view! {
                <li>
                    <p class="when"><time datetime=day_of(notice.published_at).to_string() class="nb">{w.day(day_of(notice.published_at), Style::Iso)}</time></p>
                    <div>
                        <a class="t" href=format!("/notices/{}", notice.number)>{w.say(&notice.kind.term())}</a>
                    </div>
                    <p class="when mono">{notice.number.to_string()}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="documents">
            <h2 id="documents">{w.say("demands.documents")}</h2>
            <ul class="list short tight">{items}</ul>
        </section>
    }
}

#[component]
fn Aside(view: DemandView) -> impl IntoView {
    view! { <Facts items=aside_items(wording(), &view)/> }
}

pub(super) fn item(term: String, value: String) -> Item {
    Item { term, value: vec![Bit::text(value)], notes: Vec::new(), source: None }
}

/// The terms of a need: when, for whom, on which conditions, what is paid and due when. Also on the check page.
pub(super) fn terms(w: Words, need: &Need) -> Vec<Item> {
    let pay = need
        .schedule
        .iter()
        .map(|(on, share)| w.say_with("demands.share-on", &[("on", w.say(&on.term()).into()), ("share", share.to_string().into())]))
        .collect::<Vec<_>>()
        .join(&w.say("demands.comma"));
    let mut conditions = Vec::new();
    let mut condition = |key: &str, n: u32| {
        if n > 0 {
            conditions.push(w.say_with(key, &[("n", i64::from(n).into())]));
        }
    };
    condition("demands.condition-years", need.conditions.years);
    condition("demands.condition-similar", need.conditions.similar);
    condition("demands.condition-staff", need.conditions.staff);
    if need.conditions.local {
        conditions.push(w.say("demands.condition-local"));
    }
    let milestone = |milestone: &domain::demands::PlannedMilestone| {
        let day = w.day(milestone.due_on, Style::Long);
        Bit::text(w.say_with("demands.milestone-on", &[("name", milestone.name.clone().into()), ("day", day.into())]))
    };
    let milestones = need.milestones.iter().map(milestone).collect();
    let opinions =
        (need.opinions_least > 0).then(|| item(w.say("demands.opinions"), w.say_with("demands.opinions-n", &[("n", i64::from(need.opinions_least).into())])));
    let conditions = if conditions.is_empty() { w.say("demands.condition-none") } else { conditions.join(&w.say("demands.comma")) };
    let mut items = vec![
        Item::new(w.say("demands.period"), vec![Bit::span(need.starts_on, need.ends_on)]),
        item(
            w.say("demands.served"),
            w.say_with(
                "demands.served-n",
                &[("who", w.say(&need.recipients.term()).into()), ("n", i64::from(need.recipients_number).into()), ("place", need.place.clone().into())],
            ),
        ),
        item(w.say("demands.conditions"), conditions),
        item(w.say("demands.payment"), pay),
        Item { value: Vec::new(), notes: milestones, ..item(w.say("demands.milestones"), String::new()) },
        item(w.say("demands.acceptance"), need.acceptance.clone()),
    ];
    items.extend(opinions);
    items
}

fn aside_items(w: Words, view: &DemandView) -> Vec<Item> {
    let like_note = if view.ended_because.is_some() { "demands.like-note-ended" } else { "demands.like-note" };
    let mut items = vec![item(w.say("demands.budget"), w.money(view.row.budget))];
    items.extend(terms(w, &view.need));
    items.extend([
        Item { notes: vec![Bit::text(w.say(like_note))], ..item(w.say("demands.like"), w.money(view.like_purchases)) },
        Item { value: vec![Bit::code(view.ocid.clone())], ..item(w.say("demands.ocid"), String::new()) },
    ]);
    if let Some(batch) = view.batch {
        items.push(Item { value: vec![Bit::code(batch.to_string())], ..item(w.say("demands.batch"), String::new()) });
    }
    items
}

/// The receipt of a publication, kept at its address.
pub fn published_receipt(view: DemandView, notice: Option<NoticeNumber>, telephone: String) -> impl IntoView {
    let w = wording();
    let number = view.row.number;
    let mut next = vec![w.say_with("demands.receipt-next", &[("time", w.deadline(view.row.closes_at, view.row.closes_provisional).into())])];
    next.push(w.say("demands.receipt-invite"));
    let receipt = Receipt {
        what: w.say("demands.receipt-what"),
        number: number.to_string(),
        time: w.moment_exact(view.row.published_at),
        digest: None,
        next,
        contact: Some(telephone),
    };
    let mut acts = vec![
        Act::link(w.say("demands.receipt-invite-act"), format!("/demands/{number}/matches")).main(),
        Act::link(w.say("demands.receipt-see"), format!("/demands/{number}")),
    ];
    if let Some(notice) = notice {
        acts.push(Act::link(w.say("demands.receipt-notice"), format!("/notices/{notice}")));
    }
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.demands"), "/demands")] here=number.to_string()/>
        <PageTitle title=w.say("demands.receipt-title")/>
        <ReceiptCard receipt/>
        <Acts acts/>
    }
}
