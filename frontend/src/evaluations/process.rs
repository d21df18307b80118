//! An evaluation in progress: what comes next, and whatever this reader may see and do.

use super::form::Filled;
use super::report::{HeardSection, Parts, Points, ResultBlock};
use super::words::{reasons, scheme_text, short, state_status};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Cell, Column, DataTable, Days, ErrorSummary, Facts, Field, FormFrame, Item, LawNote, Link, NextStep, NextStrip, Note,
    PageTitle, Reasons, Receipt, ReceiptCard, Table, Task, TaskList, TaskState, TextArea,
};
use crate::page::wording;
use domain::calendar::{Moment, day_of, working_days_between};
use domain::evaluations::task::Event;
use domain::evaluations::{Audience, Evaluation, ProcessView};
use domain::ids::EvaluationId;
use domain::money::Points as Score;
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct ProcessPage {
    /// The evaluation.
    pub view: ProcessView,
    /// World time.
    pub now: Moment,
    /// The forms of the page.
    pub form: Filled,
    /// What was just done, to be receipted.
    pub done: Option<Event>,
    /// Whether it was just commissioned.
    pub commissioned: bool,
    /// Whom to call.
    pub telephone: String,
}

/// The head of every page of an evaluation in progress.
pub(super) fn head(view: &ProcessView, title: &str) -> impl IntoView + use<> {
    let w = wording();
    let trail = vec![Link::new(w.say("evaluations.own-title"), "/evaluations/work"), Link::new(view.title.clone(), format!("/evaluations/work/{}", view.id))];
    let line = vec![Bit::text(view.title.clone()), Bit::text(view.provider.clone()).label(w.say("evaluations.provider"))];
    let title = w.say(title);
    view! {
        <Breadcrumb trail here=title.clone()/>
        <PageTitle title status=Some(state_status(w, view.state)) line/>
    }
}

/// The page.
pub fn process_page(page: ProcessPage) -> impl IntoView {
    let w = wording();
    let ProcessPage { view, now, form, done, commissioned, telephone } = page;
    let line = vec![
        Bit::text(view.provider.clone()).label(w.say("evaluations.provider")),
        Bit::text(view.purchaser.clone()).label(w.say("evaluations.purchaser")),
        Bit::text(view.agency.clone()).label(w.say("evaluations.agency")),
        Bit::link(view.contract.to_string(), format!("/contracts/{}", view.contract)).label(w.say("evaluations.contract")),
    ];
    let over = w.say(match view.audience {
        Audience::Agency => "evaluations.seen-by-agency",
        Audience::Purchaser => "evaluations.seen-by-purchaser",
        Audience::Provider => "evaluations.seen-by-provider",
        Audience::Auditor => "evaluations.seen-by-auditor",
    });
    let receipt = (commissioned || done.is_some()).then(|| receipt(w, &view, done, telephone));
    let draft = view.draft.clone().map(|draft| {
        view! {
            <ResultBlock draft=draft.clone() scheme=view.scheme.clone()/>
            <HeardSection findings=draft.findings.clone()/>
            <Points draft=draft.clone()/>
            <Parts draft/>
        }
    });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("evaluations.own-title"), "/evaluations/work")] here=view.title.clone()/>
        <PageTitle title=w.say_with("evaluations.process-title", &[("title", view.title.clone().into())]) status=Some(state_status(w, view.state)) over line/>
        {receipt}
        <ErrorSummary errors=form.errors(w, "acts")/>
        <NextUp view=view.clone() now/>
        <Tasks view=view.clone()/>
        {draft}
        <div class="cols section">
            <div>
                <Independence view=view.clone()/>
                <Weights view=view.clone()/>
                <Changes view=view.clone() form/>
            </div>
            <aside aria-labelledby="facts">
                <h2 class="t16" id="facts">{w.say("evaluations.facts")}</h2>
                <About view/>
            </aside>
        </div>
    }
}

fn receipt(w: Words, view: &ProcessView, done: Option<Event>, telephone: String) -> impl IntoView + use<> {
    let what = match done {
        Some(event) => w.say(&format!("evaluations.done-{}", event.key())),
        None => w.say("evaluations.done-commission"),
    };
    let next = w.say(&format!("evaluations.next-{}", view.state.key()));
    let receipt =
        Receipt { what, number: view.contract.to_string(), time: w.moment_exact(view.since), digest: None, next: vec![next], contact: Some(telephone) };
    view! { <ReceiptCard receipt/> }
}

/// Where the reader acts on this event.
fn act(w: Words, view: &ProcessView, event: Event) -> Option<Act> {
    let at = |page: &str| format!("/evaluations/work/{}/{page}", view.id);
    let (key, page) = match event {
        Event::Accept => ("evaluations.go-accept", "accept"),
        Event::BeginScoring => ("evaluations.go-weights", "weights"),
        Event::SendDraft => ("evaluations.go-send", "send"),
        Event::Reply => ("evaluations.go-reply", "reply"),
        Event::Issue => ("evaluations.go-issue", "issue"),
        Event::Decline | Event::EndComment | Event::Rescore | Event::Cancel => return None,
    };
    Some(Act::link(w.say(key), at(page)))
}

#[component]
fn NextUp(view: ProcessView, now: Moment) -> impl IntoView {
    let w = wording();
    if let Some(number) = view.number {
        let read = Act::link(w.say("evaluations.read-report"), format!("/evaluations/{number}")).main();
        return view! { <NextStrip steps=Vec::new() quiet=w.say("evaluations.next-issued")/><Acts acts=vec![read]/> }.into_any();
    }
    if matches!(view.state, Evaluation::Declined | Evaluation::Cancelled) {
        let quiet = w.say_with("evaluations.ended-because", &[("reason", view.reason.clone().unwrap_or_default().into())]);
        return view! { <NextStrip steps=Vec::new() quiet/> }.into_any();
    }
    // Scores may be typed at any time; what is pressing waits for the final acceptance.
    let waits = view.state == Evaluation::Scoring && !view.delivered;
    let (what, who) = if waits {
        ("evaluations.next-delivery".to_owned(), view.purchaser.clone())
    } else {
        let who = if view.state == Evaluation::DraftSent { view.provider.clone() } else { view.agency.clone() };
        (format!("evaluations.next-{}", view.state.key()), who)
    };
    let today = day_of(now);
    let days = match view.comment_until {
        Some(until) if today <= until.day => Days::Left(working_days_between(today, until.day)),
        _ => Days::Waited(working_days_between(day_of(view.since), today)),
    };
    let who = match view.comment_until {
        Some(until) => w.say_with("evaluations.who-until", &[("who", who.into()), ("day", w.due(until, Style::Long).into())]),
        None => w.say_with("evaluations.who", &[("who", who.into())]),
    };
    let law = view
        .comment_until
        .map(|_| Note::of(w, &domain::evaluations::rules::COMMENT_PERIOD.cite(), w.say("evaluations.comment-reading")).rule("evaluations.comment-period"));
    let act = view.events.iter().find_map(|event| act(w, &view, *event)).filter(|_| !waits).map(Act::main);
    let step = NextStep { status: None, what: w.say(&what), who, days: Some(days), law, act };
    view! { <NextStrip steps=vec![step]/> }.into_any()
}

/// What the agency can work on now.
#[component]
fn Tasks(view: ProcessView) -> impl IntoView {
    let w = wording();
    let mut tasks = Vec::new();
    let at = |page: String| format!("/evaluations/work/{}/{page}", view.id);
    if let (true, Some(work)) = (view.scores, view.work.clone()) {
        let examined = work.vetoes.iter().filter(|veto| veto.holds.is_some()).count();
        let state = |done: bool, begun: bool| {
            if done {
                TaskState::Done
            } else if begun {
                TaskState::Begun
            } else {
                TaskState::NotBegun
            }
        };
        tasks.push(Task {
            name: w.say("evaluations.form-vetoes"),
            href: at("vetoes".to_owned()),
            state: state(examined == work.vetoes.len(), examined > 0),
            remark: None,
        });
        for dimension in &work.dimensions {
            let read = dimension.indicators.iter().filter(|indicator| indicator.points.is_some()).count();
            let points = [("points", Fact::Points(dimension.points)), ("weight", Fact::Points(dimension.weight))];
            tasks.push(Task {
                name: w.fact(&dimension.label),
                href: at(format!("scores/{}", dimension.key)),
                state: if examined < work.vetoes.len() { TaskState::Blocked } else { state(read == dimension.indicators.len(), dimension.seen > 0) },
                remark: Some(w.say_with("evaluations.points-so-far", &points)),
            });
        }
        tasks.push(Task {
            name: w.say("evaluations.form-report"),
            href: at("report".to_owned()),
            state: state(work.parts.len() == domain::evaluations::report::Part::ALL.len(), !work.parts.is_empty() || !work.findings.is_empty()),
            remark: Some(w.say_with("evaluations.findings-so-far", &[("n", work.findings.len().into())])),
        });
    }
    if view.answers {
        let open = view.draft.as_ref().map_or(0, |draft| {
            draft.findings.iter().filter(|finding| finding.answer.is_none() && finding.reply.as_ref().is_some_and(|reply| !reply.agrees)).count()
        });
        tasks.push(Task {
            name: w.say("evaluations.form-answer"),
            href: at("answer".to_owned()),
            state: if open == 0 { TaskState::Done } else { TaskState::NotBegun },
            remark: Some(w.say_with("evaluations.answers-open", &[("n", open.into())])),
        });
    }
    (!tasks.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="tasks">
                <h2 id="tasks">{w.say("evaluations.tasks")}</h2>
                <p class="only">{w.say("evaluations.only-agency")}</p>
                <TaskList tasks/>
            </section>
        }
    })
}

#[component]
fn Independence(view: ProcessView) -> impl IntoView {
    let w = wording();
    let chosen = view.choice_reason.map(|reason| w.say_with("evaluations.choice-because", &[("reason", reason.into())]));
    view! {
        <section aria-labelledby="independence">
            <h2 id="independence">{w.say("evaluations.independence")}</h2>
            <p class="soft">{w.say_with("evaluations.independence-as-of", &[("day", w.day(view.verdict.day, Style::Long).into())])}</p>
            <Reasons reasons=reasons(w, &view.verdict.checks)/>
            {chosen.map(|text| view! { <p>{text}</p> })}
        </section>
    }
}

#[component]
fn Weights(view: ProcessView) -> impl IntoView {
    let w = wording();
    let rows = view.weights.iter().flat_map(|(dimension, indicators)| {
        indicators.iter().map(|(_, label, weight)| vec![Cell::new(w.fact(label)).note(w.fact(dimension)), Cell::new(short(*weight))])
    });
    let sum: Score = view.weights.iter().flat_map(|(_, list)| list.iter().map(|(_, _, weight)| *weight)).sum();
    let table = Table {
        caption: w.say("evaluations.weights-caption"),
        columns: vec![Column::words(w.say("evaluations.head-indicator")), Column::figures(w.say("evaluations.head-weight"))],
        rows: rows.collect(),
        total: vec![Cell::new(w.say("evaluations.total")), Cell::new(short(sum))],
    };
    view! {
        <details class="section">
            <summary><span class="strong">{w.say("evaluations.scheme")}</span>" "{scheme_text(w, &view.scheme)}</summary>
            <DataTable table/>
        </details>
    }
}

/// Acts that change the course: begin to score, take the draft back, take the commission back.
#[component]
fn Changes(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let at = |page: &str| format!("/evaluations/work/{}/{page}", view.id);
    let has = |event: Event| view.events.contains(&event);
    let reason = |key: &str| {
        let field = Field::new("reason", w.say("evaluations.reason")).hint(w.say(key));
        field.value(form.typed("reason", "")).error(form.error(w, "reason"))
    };
    let begin = has(Event::BeginScoring).then(|| {
        view! {
            <section class="section" aria-labelledby="begin">
                <h2 id="begin">{w.say("evaluations.begin-title")}</h2>
                <p>{w.say("evaluations.begin-text")}</p>
                <FormFrame action=at("begin") once=format!("{}-b", form.once) seen=view.version.to_string()>
                    <div class="acts"><button class="btn">{w.say("evaluations.begin-act")}</button></div>
                </FormFrame>
            </section>
        }
    });
    let rescore = has(Event::Rescore).then(|| {
        let field = reason("evaluations.rescore-hint");
        view! {
            <section class="section" aria-labelledby="rescore">
                <h2 id="rescore">{w.say("evaluations.rescore-title")}</h2>
                <FormFrame action=at("rescore") once=format!("{}-r", form.once) seen=view.version.to_string()>
                    <TextArea field rows=2/>
                    <div class="acts"><button class="btn">{w.say("evaluations.rescore-act")}</button></div>
                </FormFrame>
            </section>
        }
    });
    let cancel = has(Event::Cancel).then(|| {
        let field = reason("evaluations.cancel-hint");
        view! {
            <section class="section" aria-labelledby="cancel">
                <h2 id="cancel">{w.say("evaluations.cancel-title")}</h2>
                <FormFrame action=at("cancel") once=format!("{}-c", form.once) seen=view.version.to_string()>
                    <TextArea field rows=2/>
                    <div class="acts"><button class="btn">{w.say("evaluations.cancel-act")}</button></div>
                </FormFrame>
            </section>
        }
    });
    view! { <div id="acts">{begin}{rescore}{cancel}</div> }
}

#[component]
fn About(view: ProcessView) -> impl IntoView {
    let w = wording();
    let day = |moment: Moment| vec![Bit::figure(w.day(day_of(moment), Style::Long))];
    let mut items = vec![Item::new(w.say("evaluations.commissioned-on"), day(view.commissioned_at))];
    for member in &view.members {
        let skills: Vec<String> = member.skills.iter().map(|skill| w.say(&skill.term())).collect();
        let role = w.say(if member.lead { "evaluations.lead" } else { "evaluations.evaluator" });
        let declared = w.say_with("evaluations.declared-on", &[("day", w.day(member.declared_on, Style::Short).into())]);
        items.push(Item::new(role, vec![Bit::text(member.name.clone())]).note(Bit::text(skills.join(&w.say("evaluations.comma")))).note(Bit::text(declared)));
    }
    if view.round > 1 {
        items.push(Item::new(w.say("evaluations.round"), vec![Bit::figure(view.round.to_string())]));
    }
    items.extend(view.reason.clone().map(|reason| Item::new(w.say("evaluations.last-reason"), vec![Bit::text(reason)])));
    view! { <Facts items/> }
}

/// What stands against the next step, each with the way to mend it.
#[component]
pub(super) fn Against(against: Vec<Refusal>, id: EvaluationId) -> impl IntoView {
    let w = wording();
    let item = move |refusal: Refusal| {
        let said = w.refusal(&refusal);
        let fix = mend(&refusal).map(|page| view! { <a class="btn" href=format!("/evaluations/work/{id}/{page}")>{w.say("evaluations.mend")}</a> });
        let law = refusal.basis.map(|basis| view! { <LawNote note=Note::of(w, &basis, said.remedy.clone().unwrap_or_default())/> });
        let remedy = if law.is_some() { None } else { said.remedy };
        view! {
            <li>
                <div>
                    <h3>{said.what}</h3>
                    {remedy.map(|text| view! { <p class="meta">{text}</p> })}
                    {law}
                </div>
                {fix}
            </li>
        }
    };
    (!against.is_empty()).then(|| {
        let title = w.say_with("evaluations.against", &[("n", against.len().into())]);
        view! {
            <section class="section" aria-labelledby="against">
                <h2 id="against" class="cinnabar">{title}</h2>
                <ul class="list verdict">{against.into_iter().map(item).collect_view()}</ul>
            </section>
        }
    })
}

/// The page on which a refusal is mended, by its field. Scores are asked for by their indicator; the route finds the dimension.
fn mend(refusal: &Refusal) -> Option<String> {
    let field = refusal.field.as_deref()?;
    let page = match field.split('.').next()? {
        "scores" => format!("scores/{}", field.strip_prefix("scores.")?),
        "vetoes" => "vetoes".to_owned(),
        "parts" | "findings" if refusal.code == "evaluations.reply-unanswered" || refusal.code == "evaluations.answer-without-reason" => "answer".to_owned(),
        "parts" | "findings" => "report".to_owned(),
        _ => return None,
    };
    Some(format!("{page}#{field}"))
}
