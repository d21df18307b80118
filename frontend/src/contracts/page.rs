//! The page of one contract: what comes next, time, delivered and paid on one axis, milestones, payments, the money's path.

use super::words::{contract_status, holder, lines, milestone_status, payment_status};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Card, CardLayout, CardList, Cell, Column, Course, CourseChart, CourseMark, DataTable, ExportLinks, Facts, Item, Link,
    MarkState, MoneyPath, NextStrip, Note, PageTitle, PathStep, Table, percent_read, shortened,
};
use crate::organizations::district_name;
use crate::page::wording;
use domain::calendar::{Day, day_of};
use domain::contracts::{Contract, ContractView, Milestone, MilestoneRow, Payment, PaymentRow, Todo};
use domain::money::Money;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct ContractPage {
    /// The contract.
    pub view: ContractView,
    /// Today.
    pub today: Day,
    /// Whether the reader is of a party, so that the draft with its signatures can be read.
    pub party: bool,
}

/// The page.
pub fn contract_page(page: ContractPage) -> impl IntoView {
    let w = wording();
    let ContractPage { view, today, party } = page;
    let row = &view.row;
    let over = format!("{} · {}", w.say(&row.field.term()), w.say("profile.below-threshold"));
    let line = vec![
        Bit::link(row.purchaser.clone(), format!("/organizations/{}", view.terms.purchaser.code)).label(w.say("contracts.purchaser")),
        Bit::link(row.provider.clone(), format!("/organizations/{}", view.terms.provider.code)).label(w.say("contracts.provider")),
        Bit::figure(w.money(row.price)),
    ];
    let quiet = w.say(if matches!(row.state, Contract::Closed | Contract::Terminated) { "contracts.next-over" } else { "contracts.next-quiet" });
    let mut acts = Vec::new();
    if view.acts.contains(&domain::policy::Action::CommissionEvaluation) {
        acts.push(Act::link(w.say("contracts.to-commission"), format!("/contracts/{}/evaluation", row.number)));
    }
    if party {
        acts.push(Act::link(w.say("contracts.to-text"), format!("/contracts/drafts/{}", view.id)));
    }
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts")] here=row.number.to_string()/>
        <PageTitle title=w.say_with("contracts.title", &[("subject", row.title.clone().into())]) status=Some(contract_status(w, row.state)) over line/>
        <NextStrip steps=next_lines(w, &view) quiet/>
        <Acts acts/>
        <div class="cols section">
            <div>
                <section aria-labelledby="progress">
                    <h2 id="progress">{w.say("contracts.progress")}</h2>
                    <CourseChart course=course(w, &view, today)/>
                    <Counting view=view.clone()/>
                </section>
                <Milestones view=view.clone()/>
                <Payments view=view.clone()/>
                <Path view=view.clone()/>
                <Documents view=view.clone()/>
            </div>
            <aside aria-label=w.say("contracts.facts")>
                <Facts items=facts(w, &view)/>
            </aside>
        </div>
    }
}

/// The next strip, each line with a link to where it is done.
fn next_lines(w: Words, view: &ContractView) -> Vec<crate::components::NextStep> {
    let mut out = lines(w, &view.row, &view.progress.next);
    let base = format!("/contracts/{}", view.row.number);
    for (line, step) in out.iter_mut().zip(&view.progress.next) {
        let place = match step.what {
            Todo::Report | Todo::Check | Todo::Accept | Todo::Rectify if step.subject.is_some() => view
                .milestones
                .iter()
                .find(|milestone| Some(&milestone.name) == step.subject.as_ref())
                .map(|milestone| ("contracts.see-milestone", format!("{base}/milestones/{}", milestone.position))),
            Todo::Pay => step.subject.as_ref().map(|number| ("contracts.see-payment", format!("{base}/payments/{number}"))),
            Todo::Rectify | Todo::ConfirmMending => Some(("contracts.see-mending", format!("{base}/mending"))),
            _ => None,
        };
        line.act = place.map(|(label, href)| Act::link(w.say(label), href));
        let payment = view.payments.iter().find(|payment| step.what == Todo::Pay && step.subject.as_deref() == Some(payment.position.to_string().as_str()));
        if let Some(payment) = payment {
            let sum = [("subject", i64::from(payment.position).into()), ("sum", w.money(payment.owed()).into())];
            line.what = w.say_with("contracts.next-pay-sum", &sum);
            let reading = [
                ("on", w.say(&payment.trigger.term()).into()),
                ("n", i64::from(payment.within.0).into()),
                ("since", w.day(step.since, Style::Long).into()),
                ("due", payment.due.map(|due| w.due(due, Style::Long)).unwrap_or_default().into()),
            ];
            line.law = Some(Note::plain(w.say("contracts.clause-pay"), w.say_with("contracts.clause-pay-reading", &reading)));
        }
    }
    out
}

/// The five bars. Shares stand for sums: outputs of different units have no common price.
fn course(w: Words, view: &ContractView, today: Day) -> Course {
    let progress = &view.progress;
    let share = |portion: domain::contracts::Portion| Money::fen(portion.as_hundredths());
    let milestones: Vec<CourseMark> = view
        .milestones
        .iter()
        .map(|milestone| CourseMark {
            label: w.say(&format!("contracts.short-{}", milestone.kind.key())),
            planned: Some(milestone.planned),
            actual: milestone.accepted_on.or(milestone.reported_on),
            state: match milestone.state {
                Milestone::Accepted => MarkState::Done,
                Milestone::Reported | Milestone::Checked | Milestone::Rectifying => MarkState::Reported,
                Milestone::Planned if milestone.late > 0 => MarkState::Late,
                Milestone::Failed => MarkState::Late,
                Milestone::Planned => MarkState::Planned,
            },
        })
        .collect();
    let payments: Vec<CourseMark> = view
        .payments
        .iter()
        .map(|payment| CourseMark {
            label: payment.share.to_string(),
            planned: payment.due.map(|due| due.day),
            actual: payment.paid_on,
            state: match payment.state {
                Payment::Paid => MarkState::Done,
                Payment::Due if payment.late > 0 => MarkState::Late,
                _ => MarkState::Planned,
            },
        })
        .collect();
    let told = |items: Vec<String>| items.join(&w.say("contracts.comma"));
    Course {
        finding: finding(w, view),
        from: view.terms.starts,
        to: view.terms.ends,
        today,
        worth: Money::fen(10_000),
        accepted: share(progress.delivered),
        reported: share(progress.awaiting),
        price: view.row.price,
        paid: progress.paid_amount,
        overdue: progress.unpaid_amount,
        milestones_told: told(view.milestones.iter().map(|one| format!("{} {}", one.name, milestone_status(w, one).word)).collect()),
        payments_told: told(view.payments.iter().map(|one| format!("{} {}", payment_name(w, one), payment_status(w, one).word)).collect()),
        milestones,
        payments,
    }
}

/// What the bars show, in a sentence.
fn finding(w: Words, view: &ContractView) -> String {
    let progress = &view.progress;
    let late_pay = view.payments.iter().filter(|payment| payment.state == Payment::Due && payment.late > 0).count();
    let late_work = progress.next.iter().filter(|step| step.what != Todo::Pay && step.late() > 0).count();
    let lags = view.row.state == Contract::InForce && progress.lags();
    let key = match (late_work, late_pay) {
        _ if view.row.state == Contract::Closed => "contracts.finding-closed",
        _ if progress.elapsed.as_hundredths() == 0 => "contracts.finding-not-begun",
        (0, 0) if lags => "contracts.finding-behind",
        (0, _) if lags => "contracts.finding-behind-late-pay",
        (0, 0) => "contracts.finding-in-time",
        (0, _) => "contracts.finding-late-pay",
        (_, 0) => "contracts.finding-late-work",
        _ => "contracts.finding-late-both",
    };
    // Rounded as the bars are: one page says one figure.
    let read = |hundredths: i64| percent_read(hundredths, domain::contracts::Portion::WHOLE.as_hundredths());
    let (time, done) = (read(progress.elapsed.as_hundredths()), read(progress.delivered.as_hundredths() + progress.awaiting.as_hundredths()));
    w.say_with(key, &[("pay", late_pay.into()), ("work", late_work.into()), ("time", time.into()), ("done", done.into())])
}

/// How “delivered” is counted, to unfold.
#[component]
fn Counting(view: ContractView) -> impl IntoView {
    let w = wording();
    let table = Table {
        caption: w.say("contracts.counting-how"),
        columns: vec![
            Column::words(w.say("contracts.head-output")),
            Column::figures(w.say("contracts.head-promised")),
            Column::figures(w.say("contracts.head-accepted")),
            Column::figures(w.say("contracts.head-share")),
        ],
        rows: view
            .delivered
            .iter()
            .map(|done| {
                let measured = [("output", done.output.name.clone().into()), ("measure", w.say(&done.output.measure.term()).into())];
                let share = domain::contracts::Portion::of(i64::from(done.accepted), i64::from(done.output.quantity));
                vec![
                    Cell::new(w.say_with("contracts.output-measured", &measured)),
                    Cell::new(w.number(done.output.quantity)),
                    Cell::new(w.number(done.accepted)),
                    Cell::new(share.to_string()),
                ]
            })
            .collect(),
        total: vec![Cell::new(w.say("contracts.counting-mean")).span(3), Cell::new(view.progress.delivered.to_string())],
    };
    view! {
        <details>
            <summary>{w.say("contracts.counting")}</summary>
            <DataTable table/>
        </details>
    }
}

#[component]
fn Milestones(view: ContractView) -> impl IntoView {
    let w = wording();
    let base = format!("/contracts/{}/milestones", view.row.number);
    let cards = view.milestones.iter().map(|milestone| milestone_card(w, milestone, &base)).collect();
    view! {
        <section class="section" aria-labelledby="milestones">
            <h2 id="milestones">{w.say("contracts.milestones")}</h2>
            <CardList cards layout=CardLayout::Milestones/>
        </section>
    }
}

fn milestone_card(w: Words, milestone: &MilestoneRow, base: &str) -> Card {
    let page = format!("{base}/{}", milestone.position);
    let mut meta = Vec::new();
    match milestone.heard {
        Some((asked, _, satisfied)) => {
            meta.push(w.say_with("contracts.heard", &[("asked", i64::from(asked).into()), ("satisfied", i64::from(satisfied).into())]))
        }
        None if milestone.outputs.is_empty() => meta.push(w.say("contracts.no-outputs-here")),
        None => {}
    }
    let planned =
        |output: &domain::contracts::settlement::Delivered| format!("{} {}", output.output.name, w.quantity(output.output.quantity, output.output.measure));
    meta.extend(milestone.outputs.iter().take(2).map(planned));
    let day = |key: &str, day: Day| w.say_with(key, &[("day", w.day(day, Style::Short).into())]);
    let mut when = vec![day("contracts.planned-on", milestone.planned)];
    when.extend(milestone.accepted_on.map(|on| day("contracts.accepted-on", on)).or(milestone.reported_on.map(|on| day("contracts.reported-on", on))));
    if milestone.evidence > 0 {
        when.push(w.say_with("contracts.evidence-count", &[("n", milestone.evidence.into())]));
    }
    Card { title: milestone.name.clone(), href: Some(page), meta, status: Some(milestone_status(w, milestone)), when, ..Card::default() }
}

fn payment_name(w: Words, payment: &PaymentRow) -> String {
    w.say_with("contracts.instalment", &[("n", i64::from(payment.position).into()), ("share", payment.share.to_string().into())])
}

fn payment_cells(w: Words, view: &ContractView, payment: &PaymentRow) -> Vec<Cell> {
    let step = view.progress.next.iter().find(|step| step.what == Todo::Pay && step.subject.as_deref() == Some(payment.position.to_string().as_str()));
    let mut status = Cell::status(payment_status(w, payment));
    if payment.late > 0 {
        status =
            status.note(w.say_with(if payment.state == Payment::Paid { "contracts.paid-late" } else { "days.late" }, &[("n", payment.late.into())])).late();
    }
    if let Some(step) = step {
        let since = [("day", w.day(step.since, Style::Bare).into()), ("n", step.held.into())];
        status = status.note(holder(w, step, &view.row.purchaser, &view.row.provider)).note(w.say_with("contracts.held-since", &since));
    }
    let trigger = [("on", w.say(&payment.trigger.term()).into()), ("n", i64::from(payment.within.0).into())];
    let mut amount = Cell::new(payment.owed().to_string());
    if payment.deducted != Money::ZERO {
        amount = amount.note(w.say_with("contracts.deducted", &[("sum", w.money(payment.deducted).into())]));
    }
    vec![
        Cell::new(payment_name(w, payment))
            .link(format!("/contracts/{}/payments/{}", view.row.number, payment.position))
            .note(w.say_with("contracts.trigger-within", &trigger)),
        amount,
        Cell::new(payment.due.map_or_else(|| w.say("contracts.not-yet"), |due| w.due(due, Style::Iso))),
        Cell::new(payment.paid_on.map_or_else(|| w.say("contracts.unpaid-yet"), |on| w.day(on, Style::Iso))),
        status,
    ]
}

#[component]
fn Payments(view: ContractView) -> impl IntoView {
    let w = wording();
    let rows = view.payments.iter().map(|payment| payment_cells(w, &view, payment)).collect();
    let table = Table {
        caption: w.say("contracts.payments"),
        columns: vec![
            Column::words(w.say("contracts.head-instalment")),
            Column::figures(w.say("contracts.head-amount")),
            Column::whole(w.say("contracts.head-due")),
            Column::whole(w.say("contracts.head-paid")),
            Column::long(w.say("contracts.head-state")),
        ],
        rows,
        total: vec![
            Cell::new(w.say("contracts.total")),
            Cell::new(view.row.price.to_string()),
            Cell::new(w.say_with("contracts.total-paid", &[("sum", w.money(view.row.paid).into())])).span(3),
        ],
    };
    let files = vec![
        Link::new("CSV", format!("/contracts/{}/payments.csv", view.row.number)),
        Link::new("XLSX", format!("/contracts/{}/payments.xlsx", view.row.number)),
    ];
    view! {
        <section class="section">
            <div class="head"><h2 id="payments">{w.say("contracts.payments")}</h2><ExportLinks files/></div>
            <DataTable table headed=true/>
        </section>
    }
}

#[component]
fn Path(view: ContractView) -> impl IntoView {
    let w = wording();
    let path = &view.path;
    let step = |label: String, href: String, amount: Money| PathStep { label, href, amount };
    let district = view.row.district;
    let steps = vec![
        step(w.say("contracts.path-city"), "/contracts".into(), path.city),
        step(district_name(w, district), format!("/contracts?district={}", district.code()), path.district),
        step(view.row.purchaser.clone(), format!("/contracts?purchaser={}", view.terms.purchaser.code), path.unit),
        step(w.say("contracts.path-this"), format!("/contracts/{}", view.row.number), path.contract),
    ];
    view! {
        <section class="section" aria-labelledby="path">
            <div class="head">
                <h2 id="path">{w.say("contracts.path")}</h2>
                <span class="small soft">{w.say_with("contracts.path-year", &[("year", path.year.to_string().into())])}</span>
            </div>
            <MoneyPath steps/>
        </section>
    }
}

#[component]
fn Documents(view: ContractView) -> impl IntoView {
    let w = wording();
    let cards = view
        .notices
        .into_iter()
        .map(|notice| Card {
            title: w.say(&notice.kind.term()),
            href: Some(format!("/notices/{}", notice.number)),
            when: vec![w.day(day_of(notice.published_at), Style::Iso)],
            sum: Some(notice.number.to_string()),
            ..Card::default()
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="documents">
            <h2 id="documents">{w.say("contracts.documents")}</h2>
            <CardList cards layout=CardLayout::Documents/>
        </section>
    }
}

fn facts(w: Words, view: &ContractView) -> Vec<Item> {
    let terms = &view.terms;
    let item = |key: &str, value: Bit| Item::new(w.say(key), vec![value]);
    let signed = item("contracts.signed-on", Bit::text(w.day(view.signed_on, Style::Long)));
    let signed = signed.note(Bit::text(w.say_with("contracts.published-on", &[("day", w.day(day_of(view.row.published_at), Style::Bare).into())])));
    let signed = if view.signed_late > 0 { signed.note(Bit::text(w.say_with("contracts.signed-late", &[("days", view.signed_late.into())]))) } else { signed };
    let served = [
        ("who", w.say(&terms.recipients.who.term()).into()),
        ("n", i64::from(terms.recipients.number).into()),
        ("place", terms.recipients.place.clone().into()),
    ];
    let evaluation = match (&view.grade, terms.evaluation.third_party) {
        (Some(grade), _) => w.say(&format!("grade-{grade}")),
        (None, true) => w.say("contracts.evaluation-to-come"),
        (None, false) => w.say("contracts.evaluation-none"),
    };
    let supplement = terms.price.share(domain::contracts::rules::SUPPLEMENT_MAX.at(view.edition));
    vec![
        item("contracts.price", Bit::figure(w.money(terms.price)))
            .note(Bit::text(w.say_with("contracts.capitals", &[("capitals", terms.price.capitals().into())]))),
        item("contracts.service-period", Bit::span(terms.starts, terms.ends)),
        signed,
        item("contracts.provider", Bit::link(view.row.provider.clone(), format!("/organizations/{}", terms.provider.code)))
            .note(Bit::code(terms.provider.code.to_string())),
        item("contracts.served", Bit::text(w.say_with("contracts.served-n", &served))),
        item("contracts.from-demand", Bit::link(view.demand.to_string(), format!("/demands/{}", view.demand))),
        match view.evaluation {
            Some(number) => item("contracts.evaluation", Bit::link(evaluation, format!("/evaluations/{number}"))).note(Bit::code(number.to_string())),
            None => item("contracts.evaluation", Bit::text(evaluation)),
        },
        item("contracts.supplements", Bit::text(w.say("empty.none")))
            .note(Bit::text(w.say_with("contracts.supplements-most", &[("sum", w.money(supplement).into())]))),
        item("contracts.digest", Bit::code(shortened(&view.digest)))
            .note(Bit::link(w.say("contracts.download-text"), format!("/contracts/{}/text.json", view.row.number))),
        item("contracts.ocid", Bit::code(view.ocid.clone())),
    ]
}
