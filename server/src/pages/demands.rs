//! Pages of demands.

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::Posted;
use crate::pages::extract::{Path, Query};
use crate::sheets::{self, Cell, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::code::District;
use domain::demands::{DemandOrder, DemandView, Draft, DraftView, Stage, Task, from_template};
use domain::ids::{BatchId, DemandId};
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::{Action, Case, Role, may};
use domain::refusal::Refusal;
use domain::services::{Field, Template};
use domain::step::Word;
use frontend::Nav;
use frontend::components::{Act, ListPlace};
use frontend::demands::{
    CheckPage, DemandPage, DraftsPage, ListPage, NewPage, TaskPage, batch_page, check_page, demand_page, demands_page, draft_page, drafts_page, new_page,
    published_receipt, task_page,
};
use marketplace::demands::{self, Approve, Begin, Decide, Filter, NewBatch, Publish, SaveTask};
use marketplace::paging::Place;
use marketplace::panels;
use marketplace::{Fault, Once};
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands", get(list))
        .route("/demands/export.{format}", get(export))
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
        .route("/demands/{number}", get(show))
        .route("/demands/{number}/published", get(receipt))
}

/// Filters of the list, as they stand in the address. What cannot be read filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    stage: String,
    #[serde(default)]
    order: String,
    after: Option<String>,
}

impl ListQuery {
    /// What the list is asked for.
    pub fn filter(&self) -> Filter {
        let words: String = self.q.trim().chars().take(200).collect();
        Filter {
            field: Field::parse(&self.field),
            district: District::parse(&self.district),
            stage: Stage::parse(&self.stage),
            words: Some(words).filter(|words| !words.is_empty()),
            purchaser: None,
            order: DemandOrder::parse(&self.order).unwrap_or_default(),
        }
    }

    /// The filters again as a query, without the cursor.
    fn query(&self) -> String {
        let filter = self.filter();
        let mut pairs = Vec::new();
        if let Some(words) = &filter.words {
            pairs.push(format!("q={}", super::encoded(words)));
        }
        pairs.extend(filter.field.map(|field| format!("field={}", field.key())));
        pairs.extend(filter.district.map(|district| format!("district={}", district.code())));
        pairs.extend(filter.stage.map(|stage| format!("stage={}", stage.key())));
        pairs.extend((filter.order != DemandOrder::default()).then(|| format!("order={}", filter.order.key())));
        pairs.join("&")
    }
}

/// A filter without one of its conditions.
fn without(filter: &Filter, name: &str) -> Filter {
    let mut filter = filter.clone();
    match name {
        "q" => filter.words = None,
        "field" => filter.field = None,
        "district" => filter.district = None,
        _ => filter.stage = None,
    }
    filter
}

async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = DemandNumber::parse(&query.q) {
        return Redirect::to(&format!("/demands/{number}")).into_response();
    }
    let response = match list_page(&app, &query).await {
        Ok(page) => app.page(&visitor, visitor.words.say("demands.list-title"), Some(Nav::Demands), || demands_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<String>, Query(query): Query<ListQuery>) -> Response {
    let Some(format) = Sheet::parse(&format) else { return app.refused(&visitor, &Refusal::not_found()).await };
    match export_sheet(&app, &visitor, format, &query).await {
        Ok(response) => response,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn export_sheet(app: &App, visitor: &Visitor, format: Sheet, query: &ListQuery) -> Result<Response, Fault> {
    let w = visitor.words;
    let filter = query.filter();
    let turn = app.sheets.turn().await?;
    let mut rows = Vec::new();
    let mut after: Option<Place> = None;
    loop {
        let page = demands::list(&app.market, &filter, after.as_ref(), 500).await?;
        sheets::fits(page.total)?;
        rows.extend(page.rows.iter().map(|row| {
            vec![
                Cell::Text(row.number.to_string()),
                Cell::Text(row.title.clone()),
                Cell::Text(row.purchaser.clone()),
                Cell::Text(w.say(&row.field.term())),
                Cell::Text(w.say(&format!("district-{}", row.district.code()))),
                Cell::Money(row.budget),
                Cell::Text(w.say(&row.stage.term())),
                Cell::Day(day_of(row.published_at)),
                Cell::At(row.closes_at),
            ]
        }));
        after = page.next.as_deref().and_then(Place::parse);
        if after.is_none() {
            break;
        }
    }
    let heads =
        ["number", "title", "purchaser", "field", "district", "budget", "stage", "published", "closes"].map(|head| w.say(&format!("demands.head-{head}")));
    turn.download(format, "demands", w.say("demands.list-title"), heads.into(), rows).await
}

async fn list_page(app: &App, query: &ListQuery) -> Result<ListPage, Fault> {
    let filter = query.filter();
    let after = query.after.as_deref().and_then(Place::parse);
    let page = demands::list(&app.market, &filter, after.as_ref(), 20).await?;
    let mut place = ListPlace::new("/demands", query.query(), after.is_some(), page.next);
    if page.total == 0 {
        let mut counted = Vec::new();
        for name in ["q", "field", "district", "stage"] {
            counted.push((name, demands::summary(&app.market, &without(&filter, name)).await?.count));
        }
        place = place.counted_without(counted);
    }
    let summary = demands::summary(&app.market, &filter).await?;
    Ok(ListPage {
        rows: page.rows,
        total: page.total,
        budget: summary.budget,
        words: filter.words.clone().unwrap_or_default(),
        field: filter.field,
        district: filter.district,
        stage: filter.stage,
        order: filter.order,
        place,
        by_month: demands::by_month(&app.market, &filter).await?,
        by_field: demands::by_field(&app.market, &filter).await?,
        now: app.market.now(),
    })
}

async fn show(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    let view = match view(&app, &number).await {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let title = view.row.title.clone();
    let fit = match crate::pages::fit::fit_box(&app, &visitor, &view).await {
        Ok(fit) => fit,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let sits = if visitor.is_reviewer() { panels::sits(&app.market, &visitor.actor(), view.row.number).await } else { Ok(false) };
    let (sits, contract) = match (sits, super::onward::contract_of(&app, view.row.number).await) {
        (Ok(sits), Ok(contract)) => (sits, contract),
        (Err(fault), _) | (_, Err(fault)) => return app.fault(&visitor, fault).await,
    };
    let page = |fit| DemandPage { now: app.market.now(), wall: app.market.wall(), acts: acts(&visitor, &view, sits, contract), fit, view };
    let response = app.page(&visitor, title, Some(Nav::Demands), || demand_page(page(fit.map(|fit| fit())))).await;
    cacheable(&visitor, response)
}

async fn view(app: &App, number: &str) -> Result<DemandView, Fault> {
    let number = DemandNumber::parse(number).ok_or_else(Refusal::not_found)?;
    demands::view(&app.market, number).await
}

/// What this reader can go on to from a published demand, first what the next step asks for; `sits` if named to its panel.
fn acts(visitor: &Visitor, view: &DemandView, sits: bool, contract: Option<ContractNumber>) -> Vec<Act> {
    let w = visitor.words;
    let number = view.row.number;
    let at = |page: &str| format!("/demands/{number}/{page}");
    let actor = visitor.actor();
    let own = |role: Role| actor.role == role && actor.organization.is_some_and(|unit| Some(unit) == view.purchaser);
    let mut acts = Vec::new();
    let mut offer = |key: &str, page: &str| acts.push(Act::link(w.say(key), at(page)));
    let open = view.row.stage == Stage::Open;
    let judged = matches!(view.row.stage, Stage::Review | Stage::Publicity | Stage::Chosen | Stage::Contracted);
    let reviewed = view.next.as_ref().is_some_and(|next| next.action == Action::PublicizeResult);
    // Before there is a result, only who buys and who audits finds something on its page.
    let own_result = reviewed && (own(Role::PurOfficer) || own(Role::PurApprover) || actor.role == Role::Auditor);
    if own_result {
        offer("demands.act-award", "result");
    } else if judged && view.row.stage != Stage::Review {
        offer("demands.act-result", "result");
    }
    match actor.role {
        Role::SoAdmin | Role::SoLegal if open => offer("demands.act-offer", "offer"),
        Role::SoAdmin | Role::SoLegal => offer("demands.act-own-offer", "offer"),
        Role::PanelPur | Role::PanelExpert if sits => offer("demands.act-review", "review"),
        Role::PurOfficer | Role::PurApprover if own(actor.role) => {
            if view.row.stage == Stage::Review {
                offer("demands.act-offers", "offers");
            }
            if actor.role == Role::PurApprover && (open || view.row.stage == Stage::Review) {
                offer("demands.act-panel", "panel");
            }
            if open {
                offer("demands.act-matches", "matches");
            }
            if actor.role == Role::PurApprover && (open || judged) && view.row.stage != Stage::Contracted {
                offer("demands.act-cancel", "cancel");
            }
        }
        _ => {}
    }
    if let Some(contract) = contract {
        let label = w.say_with("demands.act-see-contract", &[("number", contract.to_string().into())]);
        acts.insert(0, Act::link(label, format!("/contracts/{contract}")));
    } else if view.row.stage == Stage::Chosen && own(Role::PurOfficer) {
        acts.insert(0, Act::link(w.say("demands.act-contract"), format!("/contracts/new?demand={number}")));
    }
    // One filled button a page.
    let mut acts = acts.into_iter();
    acts.next().map(Act::main).into_iter().chain(acts).collect()
}

async fn receipt(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match view(&app, &number).await {
        Ok(view) => {
            let notice = view.notices.first().map(|notice| notice.number);
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("demands.receipt-title"), Some(Nav::Demands), || published_receipt(view, notice, telephone)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
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
    let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
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
    match made {
        Ok(id) => Redirect::to(&format!("/demands/batches/{id}")).into_response(),
        Err(Fault::Refused(refusal)) if refusal.field.is_some() => drafts_response(&app, &visitor, vec![*refusal]).await,
        Err(fault) => app.fault(&visitor, fault).await,
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
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn check(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    if let Some(response) = moved(&app, &id).await {
        return response;
    }
    check_response(&app, &visitor, StatusCode::OK, &id, &Posted::default(), Vec::new()).await
}

async fn check_response(app: &App, visitor: &Visitor, status: StatusCode, id: &str, posted: &Posted, refused: Vec<Refusal>) -> Response {
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
    match done {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Fault::Unfit(refused)) => check_response(app, visitor, StatusCode::UNPROCESSABLE_ENTITY, id, posted, refused).await,
        Err(Fault::Refused(refusal)) if refusal.field.is_some() => {
            check_response(app, visitor, StatusCode::UNPROCESSABLE_ENTITY, id, posted, vec![*refusal]).await
        }
        Err(fault) => app.fault(visitor, fault).await,
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
