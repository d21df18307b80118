//! Pages of demands that are not published: written, checked, approved, published.

use crate::app::App;
use crate::forms::{Posted, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::demands::{Draft, DraftView, Task, from_template};
use domain::ids::{BatchId, DemandId};
use domain::policy::{Action, Case, may};
use domain::refusal::Refusal;
use domain::services::Template;
use domain::step::Word;
use frontend::Nav;
use frontend::demands::{CheckPage, DraftsPage, NewPage, TaskPage, batch_page, check_page, draft_page, drafts_page, new_page, task_page};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish, SaveTask};
use marketplace::{Fault, Once};
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands/new", get(new).post(begin))
        .route("/demands/drafts", get(drafts))
        .route("/demands/batches", post(begin_batch))
        .route("/demands/batches/{id}", get(batch))
        .route("/demands/drafts/{id}", get(draft))
        .route("/demands/drafts/{id}/check", get(check))
        .route("/demands/drafts/{id}/submit", post(submit))
        .route("/demands/drafts/{id}/approve", post(approve))
        .route("/demands/drafts/{id}/publish", post(publish))
        .route("/demands/drafts/{id}/decide", post(decide))
        .route("/demands/drafts/{id}/{task}", get(task).post(save))
}

#[derive(Default, Deserialize)]
struct NewQuery {
    batch: Option<BatchId>,
}

async fn new(State(app): State<App>, visitor: Visitor, Query(query): Query<NewQuery>) -> Response {
    if let Err(refusal) = may_draft(&visitor) {
        return app.refused(&visitor, &refusal).await;
    }
    let earlier = match demands::drafts(&app.market, &visitor.actor()).await {
        Ok(rows) => rows.into_iter().filter(|row| !row.title.is_empty()).take(10).collect(),
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let page = NewPage { once: Once::fresh().into(), earlier, batch: query.batch.map(|batch| batch.to_string()) };
    app.page(&visitor, visitor.words.say("demands.new-title"), Some(Nav::Workbench), || new_page(page)).await
}

async fn begin(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    match begin_posted(&app, &visitor, &posted).await {
        Ok(id) => Redirect::to(&format!("/demands/drafts/{id}")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn begin_posted(app: &App, visitor: &Visitor, posted: &Posted) -> Result<DemandId, Fault> {
    let actor = visitor.actor();
    let once = posted.once()?;
    if let Some(from) = posted.given("copy") {
        let from = from.parse().map_err(|_| Refusal::not_found())?;
        return demands::copy(&app.market, &actor, from, once).await;
    }
    let draft = match posted.given("template") {
        None => Draft::default(),
        Some(key) => {
            let template = Template::find(&key).ok_or_else(Refusal::not_found)?;
            from_template(template, day_of(app.market.now()), |key| visitor.words.say(key))
        }
    };
    let batch = posted.given("batch").map(|id| id.parse::<BatchId>().map_err(|_| Refusal::not_found())).transpose()?;
    demands::begin(&app.market, &actor, Begin { draft, batch, once }).await
}

async fn drafts(State(app): State<App>, visitor: Visitor) -> Response {
    drafts_response(&app, &visitor, Vec::new()).await
}

async fn drafts_response(app: &App, visitor: &Visitor, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
    let actor = visitor.actor();
    let found = async { Ok((demands::drafts(&app.market, &actor).await?, demands::batches(&app.market, &actor).await?)) };
    match found.await {
        Ok((drafts, batches)) => {
            let may_draft = may_draft(visitor).is_ok();
            let page = DraftsPage { drafts, batches, may_draft, refused, once: Once::fresh().into() };
            app.page_with(status, visitor, visitor.words.say("demands.drafts-title"), Some(Nav::Workbench), || drafts_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

fn may_draft(visitor: &Visitor) -> Result<(), Refusal> {
    let actor = visitor.actor();
    may(&actor, Action::DraftDemand, &Case { purchaser: actor.organization, ..Case::default() })
}

async fn begin_batch(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let made = match posted.once() {
        Ok(once) => demands::begin_batch(&app.market, &visitor.actor(), NewBatch { title: posted.get("title").to_owned(), once }).await,
        Err(refusal) => Err(refusal.into()),
    };
    match made.map_err(for_form) {
        Ok(id) => Redirect::to(&format!("/demands/batches/{id}")).into_response(),
        Err(Ok(refused)) => drafts_response(&app, &visitor, refused).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn batch(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    let found = match id.parse() {
        Ok(id) => demands::read_batch(&app.market, &visitor.actor(), id).await,
        Err(_) => Err(Refusal::not_found().into()),
    };
    match found {
        Ok(view) => app.page(&visitor, view.title.clone(), Some(Nav::Workbench), || batch_page(view)).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn read(app: &App, visitor: &Visitor, id: &str) -> Result<DraftView, Fault> {
    let id: DemandId = id.parse().map_err(|_| Refusal::not_found())?;
    demands::read_draft(&app.market, &visitor.actor(), id).await
}

/// An address that names a draft leads on once the demand is published.
async fn moved(app: &App, id: &str) -> Option<Response> {
    let number = demands::number_of(&app.market, id.parse().ok()?).await.ok()?;
    Some(Redirect::to(&format!("/demands/{number}")).into_response())
}

async fn draft(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    if let Some(response) = moved(&app, &id).await {
        return response;
    }
    match read(&app, &visitor, &id).await {
        Ok(view) => app.page(&visitor, title(&visitor, &view), Some(Nav::Workbench), || draft_page(view)).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

fn title(visitor: &Visitor, view: &DraftView) -> String {
    if view.row.title.is_empty() { visitor.words.say("demands.untitled") } else { view.row.title.clone() }
}

async fn task(State(app): State<App>, visitor: Visitor, Path((id, task)): Path<(String, String)>) -> Response {
    let Some(task) = Task::parse(&task) else { return app.refused(&visitor, &Refusal::not_found()).await };
    match read(&app, &visitor, &id).await {
        Ok(view) if view.acts.contains(&Action::EditDemand) => task_response(&app, &visitor, StatusCode::OK, view, task, None).await,
        Ok(_) => Redirect::to(&format!("/demands/drafts/{id}")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn task_response(app: &App, visitor: &Visitor, status: StatusCode, view: DraftView, task: Task, conflict: Option<String>) -> Response {
    // A page that nobody has filled in yet is not full of errors, whatever a template left open: they show once it was saved.
    let saved = view.draft.saved(task);
    let of_page = |refusal: &Refusal| refusal.field.as_deref().and_then(Task::of_field) == Some(task);
    let refused = view.refused.iter().filter(|refusal| saved && of_page(refusal)).cloned().collect();
    let page = TaskPage { id: view.row.id, title: view.row.title.clone(), task, draft: view.draft.clone(), refused, version: view.version, conflict };
    app.page_with(status, visitor, visitor.words.say(&task.term()), Some(Nav::Workbench), || task_page(page)).await
}

async fn save(State(app): State<App>, visitor: Visitor, Path((id, task)): Path<(String, String)>, posted: Posted) -> Response {
    let (Some(task), Ok(demand)) = (Task::parse(&task), id.parse::<DemandId>()) else { return app.refused(&visitor, &Refusal::not_found()).await };
    let seen = posted.seen();
    let then_list = posted.get("then") == "list";
    let fields = posted.fields;
    let saved = demands::save_task(&app.market, &visitor.actor(), SaveTask { demand, task, posted: fields.clone(), seen }).await;
    let view = match read(&app, &visitor, &id).await {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    match saved {
        Ok(_) => {
            let against = view.refused.iter().any(|refusal| refusal.field.as_deref().and_then(Task::of_field) == Some(task));
            if against && !then_list {
                return task_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, view, task, None).await;
            }
            let next = Task::ALL.iter().position(|one| *one == task).and_then(|at| Task::ALL.get(at + 1)).filter(|_| !then_list);
            let to = next.map_or_else(|| format!("/demands/drafts/{id}"), |next| format!("/demands/drafts/{id}/{}", next.key()));
            Redirect::to(&to).into_response()
        }
        // What was typed stays on the page; the version is now the other person's, so saving again is a decision.
        Err(Fault::Refused(refusal)) if refusal.code == "changed-meanwhile" => {
            let mut mine = view;
            mine.draft.take(task, &fields);
            let words = visitor.words.say_with("demands.conflict", &[("who", mine.row.drafted_by.clone().into()), ("time", mine.row.updated_at.into())]);
            task_response(&app, &visitor, StatusCode::CONFLICT, mine, task, Some(words)).await
        }
        // Too long to be stored: the page keeps it, with its length.
        Err(Fault::Unfit(refused)) => {
            let mut typed = view;
            typed.draft.take(task, &fields);
            typed.refused = refused;
            task_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, typed, task, None).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn check(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    if let Some(response) = moved(&app, &id).await {
        return response;
    }
    check_response(&app, &visitor, &id, &Posted::default(), Vec::new()).await
}

async fn check_response(app: &App, visitor: &Visitor, id: &str, posted: &Posted, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
    let view = match read(app, visitor, id).await {
        Ok(view) => view,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    let funnel = match crate::pages::fit::draft_funnel(app, visitor, view.row.id).await {
        Ok(funnel) => funnel,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    let page = CheckPage {
        funnel,
        once: Once::fresh().into(),
        minutes: posted.get("minutes").to_owned(),
        reason: posted.get("reason").to_owned(),
        refused,
        batch: view.row.batch.is_some(),
        view,
    };
    app.page_with(status, visitor, visitor.words.say("demands.check-title"), Some(Nav::Workbench), || check_page(page)).await
}

/// The answer to an act on a draft: onward, or the check page again with everything that stands against it.
async fn acted(app: &App, visitor: &Visitor, id: &str, posted: &Posted, done: Result<String, Fault>) -> Response {
    match done.map_err(for_form) {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Ok(refused)) => check_response(app, visitor, id, posted, refused).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

fn decision(id: &str, posted: &Posted) -> Result<Decide, Refusal> {
    let demand = id.parse().map_err(|_| Refusal::not_found())?;
    Ok(Decide { demand, seen: posted.seen(), reason: posted.given("reason"), once: posted.once()? })
}

async fn submit(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) => demands::submit(&app.market, &visitor.actor(), cmd).await.map(|()| format!("/demands/drafts/{id}/check")),
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &id, &posted, done).await
}

async fn approve(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) => {
            let cmd = Approve { demand: cmd.demand, seen: cmd.seen, minutes: posted.given("minutes"), once: cmd.once };
            demands::approve(&app.market, &visitor.actor(), cmd).await.map(|()| format!("/demands/drafts/{id}/check"))
        }
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &id, &posted, done).await
}

async fn publish(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) => demands::publish(&app.market, &visitor.actor(), Publish { demand: cmd.demand, seen: cmd.seen, once: cmd.once }).await,
        Err(refusal) => Err(refusal.into()),
    };
    let to = done.map(|published| match published.demands.as_slice() {
        [number] => format!("/demands/{number}/published"),
        _ => format!("/notices/{}", published.notice),
    });
    acted(&app, &visitor, &id, &posted, to).await
}

async fn decide(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let done = match decision(&id, &posted) {
        Ok(cmd) if posted.get("what") == "cancel" => demands::cancel(&app.market, &visitor.actor(), cmd).await,
        Ok(cmd) => demands::send_back(&app.market, &visitor.actor(), cmd).await,
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &id, &posted, done.map(|()| format!("/demands/drafts/{id}"))).await
}
