//! Beginning a draft, the unit's drafts, and the task list of one.

use super::batch::Batches;
use super::words::state_status;
use crate::components::{
    Act, Acts, Breadcrumb, Card, CardLayout, CardList, EmptyState, FormFrame, Link, PageTitle, Remark, Task as TaskRow, TaskList, TaskState,
};
use crate::page::wording;
use domain::demands::{BatchRow, DemandState, DraftRow, DraftView, TaskStatus};
use domain::policy::Action;
use domain::refusal::Refusal;
use domain::services::TEMPLATES;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// What is needed to begin a draft.
pub struct NewPage {
    /// Makes a second press the same press.
    pub once: String,
    /// Demands of the unit that can be copied.
    pub earlier: Vec<DraftRow>,
    /// The batch that it will go out with.
    pub batch: Option<String>,
}

/// From a template, from last year, or from a blank page.
pub fn new_page(page: NewPage) -> impl IntoView {
    let w = wording();
    let batch = page.batch.clone();
    let cards = TEMPLATES
        .iter()
        .map(|template| {
            let batch = page.batch.clone();
            view! {
                <li>
                    <div>
                        <h3 class="t">{w.say(&template.term())}</h3>
                        <p class="meta">{w.say(&template.field.term())}</p>
                        <p class="meta">{w.say(&format!("{}.need", template.term()))}</p>
                    </div>
                    <FormFrame action="/demands/new".to_owned() once=page.once.clone()>
                        <input type="hidden" name="template" value=template.key/>
                        {batch.map(|batch| view! { <input type="hidden" name="batch" value=batch/> })}
                        <button class="btn">{w.say("demands.new-use")}<span class="vh">{w.say(&template.term())}</span></button>
                    </FormFrame>
                </li>
            }
        })
        .collect_view();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.workbench"), "/workbench"), Link::new(w.say("demands.drafts-title"), "/demands/drafts")] here=w.say("demands.new-title")/>
        <PageTitle title=w.say("demands.new-title") lead=w.say("demands.new-lead")/>
        <section aria-labelledby="templates">
            <h2 id="templates">{w.say("demands.new-templates")}</h2>
            <ul class="list verdict">{cards}</ul>
        </section>
        <section class="section" aria-labelledby="blank">
            <h2 id="blank">{w.say("demands.new-blank")}</h2>
            <p>{w.say("demands.new-blank-text")}</p>
            <FormFrame action="/demands/new".to_owned() once=page.once.clone()>
                {batch.map(|batch| view! { <input type="hidden" name="batch" value=batch/> })}
                <div class="acts"><button class="btn">{w.say("demands.new-blank-act")}</button></div>
            </FormFrame>
        </section>
        <Earlier earlier=page.earlier once=page.once/>
    }
}

#[component]
fn Earlier(earlier: Vec<DraftRow>, once: String) -> impl IntoView {
    let w = wording();
    let empty = earlier.is_empty();
    let rows = earlier
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <div>
                        <p class="t">{row.title.clone()}</p>
                        <p class="meta">{w.say(&row.state.term())}</p>
                    </div>
                    <FormFrame action="/demands/new".to_owned() once=once.clone()>
                        <input type="hidden" name="copy" value=row.id.to_string()/>
                        <button class="btn">{w.say("demands.new-copy")}<span class="vh">{row.title.clone()}</span></button>
                    </FormFrame>
                </li>
            }
        })
        .collect_view();
    (!empty).then(|| {
        view! {
            <section class="section" aria-labelledby="earlier">
                <h2 id="earlier">{w.say("demands.new-earlier")}</h2>
                <ul class="list verdict">{rows}</ul>
            </section>
        }
    })
}

/// What the page of drafts shows.
pub struct DraftsPage {
    /// Demands that are not published.
    pub drafts: Vec<DraftRow>,
    /// Batches that are not published.
    pub batches: Vec<BatchRow>,
    /// Whether the reader drafts.
    pub may_draft: bool,
    /// What stands against the batch that was just to be begun.
    pub refused: Vec<Refusal>,
    /// Makes a second press the same press.
    pub once: String,
}

/// The unit's demands that are not published, and its batches.
pub fn drafts_page(page: DraftsPage) -> impl IntoView {
    let w = wording();
    let cards: Vec<Card> = page.drafts.iter().map(|row| card(w, row)).collect();
    let new = page.may_draft.then(|| view! { <Acts acts=vec![Act::link(w.say("demands.new-title"), "/demands/new").main()]/> });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.workbench"), "/workbench")] here=w.say("demands.drafts-title")/>
        <PageTitle title=w.say("demands.drafts-title") lead=w.say("demands.drafts-lead")/>
        {new}
        <div class="section">
            {if cards.is_empty() {
                view! { <EmptyState title=w.say("demands.drafts-empty") hint=w.say("demands.drafts-empty-hint")/> }.into_any()
            } else {
                view! { <CardList cards layout=CardLayout::Cases/> }.into_any()
            }}
        </div>
        <Batches batches=page.batches form=page.may_draft.then_some((page.once, page.refused))/>
    }
}

pub(super) fn card(w: Words, row: &DraftRow) -> Card {
    let title = if row.title.is_empty() { w.say("demands.untitled") } else { row.title.clone() };
    let saved = w.say_with("demands.saved-by", &[("time", w.moment(row.updated_at).into()), ("who", row.drafted_by.clone().into())]);
    Card {
        title,
        href: Some(format!("/demands/drafts/{}", row.id)),
        meta: vec![saved],
        status: Some(state_status(w, row.state)),
        sum: Some(row.budget.map_or_else(|| w.say("empty.unfilled"), |budget| w.money_in_list(budget))),
        ..Card::default()
    }
}

/// The task list of one draft.
pub fn draft_page(view: DraftView) -> impl IntoView {
    let w = wording();
    let id = view.row.id;
    let editable = view.acts.contains(&Action::EditDemand);
    let done = view.tasks.iter().filter(|(_, status, _)| *status == TaskStatus::Done).count();
    let tasks = view
        .tasks
        .iter()
        .map(|(task, status, against)| {
            let state = match status {
                TaskStatus::NotStarted => TaskState::NotBegun,
                TaskStatus::InProgress => TaskState::Begun,
                TaskStatus::Done => TaskState::Done,
            };
            let remark = (*status == TaskStatus::InProgress && *against > 0).then(|| w.say_with("demands.against", &[("n", (*against).into())]));
            TaskRow { name: w.say(&task.term()), href: format!("/demands/drafts/{id}/{}", task.key()), state, remark }
        })
        .collect();
    let title = if view.row.title.is_empty() { w.say("demands.untitled") } else { view.row.title.clone() };
    let over = w.say_with("demands.saved-by", &[("time", w.moment(view.row.updated_at).into()), ("who", view.row.drafted_by.clone().into())]);
    let returned = view.returned_because.clone().filter(|_| view.row.state == DemandState::Draft);
    let approves = view.acts.contains(&Action::ApproveDemand);
    let check = Act::link(w.say(if approves { "demands.to-review" } else { "demands.to-check" }), format!("/demands/drafts/{id}/check")).main();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.workbench"), "/workbench"), Link::new(w.say("demands.drafts-title"), "/demands/drafts")] here=title.clone()/>
        <PageTitle title status=Some(state_status(w, view.row.state)) over/>
        {returned.map(|reason| view! { <Remark text=w.say_with("demands.returned-because", &[("reason", reason.into())])/> })}
        {editable.then(|| {
            view! {
                <section class="section" aria-labelledby="tasks">
                    <div class="head">
                        <h2 id="tasks">{w.say("demands.tasks")}</h2>
                        <span class="small soft tn">{w.say_with("demands.tasks-done", &[("n", done.into()), ("of", view.tasks.len().into())])}</span>
                    </div>
                    <TaskList tasks/>
                </section>
            }
        })}
        <Acts acts=vec![check]/>
    }
}
