//! Pages of contracts.

mod drafts;
mod milestones;
mod payments;

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, body_at_most, for_form};
use crate::pages::extract::{Path, Query};
use crate::pages::lists::{self, Asked, Found, Pairs};
use crate::pages::organizations::named_in_address;
use crate::sheets::{self, Cell, List, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::code::District;
use domain::contracts::{Contract, ContractOrder};
use domain::numbers::ContractNumber;
use domain::policy::{Action, Case, Decision, decide};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::contracts::{ContractPage, ListPage, Typed, contract_page, contracts_page};
use marketplace::Fault;
use marketplace::contracts::{self, Filter};
use marketplace::paging::Place;

/// Room for a form with as many files as it takes.
const UPLOAD: usize = 210 * 1024 * 1024;

pub fn router() -> Router<App> {
    let uploads = Router::new()
        .route("/contracts/{number}/milestones/{position}/evidence", post(milestones::upload))
        .route("/contracts/{number}/milestones/{position}/remove", post(milestones::remove))
        .route("/contracts/{number}/milestones/{position}/report", post(milestones::report))
        .route("/contracts/{number}/mending/report", post(payments::report_mending))
        .layer(body_at_most(UPLOAD));
    Router::new()
        .route("/contracts", get(list))
        .route("/contracts/export.{format}", get(export))
        .route("/contracts/new", get(drafts::new).post(drafts::begin))
        .route("/contracts/drafts", get(drafts::list))
        .route("/contracts/drafts/{id}", get(drafts::show))
        .route("/contracts/drafts/{id}/blanks", post(drafts::fill))
        .route("/contracts/drafts/{id}/review", post(drafts::review))
        .route("/contracts/drafts/{id}/return", post(drafts::send_back))
        .route("/contracts/drafts/{id}/sign", get(drafts::check).post(drafts::sign))
        .route("/contracts/drafts/{id}/signed", get(drafts::signed))
        .route("/contracts/{number}", get(show))
        .route("/contracts/{number}/text.json", get(text))
        .route("/contracts/{number}/payments.{format}", get(payments::export))
        .route("/contracts/{number}/milestones/{position}", get(milestones::show))
        .route("/contracts/{number}/milestones/{position}/check", post(milestones::check))
        .route("/contracts/{number}/milestones/{position}/opinions", post(milestones::opinions))
        .route("/contracts/{number}/milestones/{position}/accept", post(milestones::accept))
        .route("/contracts/{number}/milestones/{position}/return", post(milestones::send_back))
        .route("/contracts/{number}/milestones/{position}/accepted", get(milestones::accepted))
        .route("/contracts/{number}/milestones/{position}/files/{file}", get(milestones::file))
        .route("/contracts/{number}/payments/{position}", get(payments::show).post(payments::pay))
        .route("/contracts/{number}/payments/{position}/paid", get(payments::paid))
        .route("/contracts/{number}/mending", get(payments::mending))
        .route("/contracts/{number}/mending/confirm", post(payments::confirm_mending))
        .route("/contracts/{number}/mending/return", post(payments::return_mending))
        .merge(uploads)
}

/// Reads the number in an address; what is no number names nothing.
fn number(text: &str) -> Result<ContractNumber, Refusal> {
    ContractNumber::parse(text).ok_or_else(Refusal::not_found)
}

/// What a refused form is shown again with ([`for_form`]).
fn refused(posted: &Posted, fault: Fault) -> Result<Typed, Fault> {
    Ok(Typed { refused: for_form(fault)?, fields: posted.fields.clone() })
}

/// The filters as read, with codes and names of the bodies.
struct Wanted {
    filter: Filter,
    purchaser: Option<(String, String)>,
    provider: Option<(String, String)>,
}

async fn wanted(app: &App, asked: &Asked) -> Result<Wanted, Fault> {
    let (purchaser, provider) = (named_in_address(app, asked.get("purchaser")).await?, named_in_address(app, asked.get("provider")).await?);
    let filter = Filter {
        field: Field::parse(asked.get("field")),
        district: District::parse(asked.get("district")),
        state: Contract::parse(asked.get("state")),
        purchaser: purchaser.as_ref().map(|body| body.id),
        provider: provider.as_ref().map(|body| body.id),
        words: asked.words(),
        paid_in: asked.get("paid").parse().ok().filter(|year| (2000..=2100).contains(year)),
        late: asked.ticked("late"),
        order: ContractOrder::parse(asked.get("order")).unwrap_or_default(),
    };
    let named = |body: marketplace::organizations::Organization| (body.code.to_string(), body.name);
    Ok(Wanted { filter, purchaser: purchaser.map(named), provider: provider.map(named) })
}

impl Wanted {
    fn pairs(&self) -> Pairs {
        let filter = &self.filter;
        lists::pairs([
            ("q", filter.words.clone()),
            ("field", filter.field.map(|field| field.key().to_owned())),
            ("district", filter.district.map(|district| district.code().to_owned())),
            ("state", filter.state.map(|state| state.key().to_owned())),
            ("purchaser", self.purchaser.as_ref().map(|(code, _)| code.clone())),
            ("provider", self.provider.as_ref().map(|(code, _)| code.clone())),
            ("paid", filter.paid_in.map(|year| year.to_string())),
            ("late", filter.late.then(|| "1".to_owned())),
            ("order", (filter.order != ContractOrder::default()).then(|| filter.order.key().to_owned())),
        ])
    }
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = ContractNumber::parse(asked.get("q")) {
        return Redirect::to(&format!("/contracts/{number}")).into_response();
    }
    let response = match list_page(&app, &visitor, &asked).await {
        Ok(page) => app.page(&visitor, visitor.words.say("contracts.list-title"), Some(Nav::Contracts), || contracts_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, asked: &Asked) -> Result<ListPage, Fault> {
    let read = wanted(app, asked).await?;
    let filter = &read.filter;
    let after = Place::parse(asked.get("after"));
    let page = contracts::list(&app.market, filter, after.as_ref(), 20).await?;
    let found = Found { later: after.is_some(), total: page.total, next: page.next };
    let count = |asked| async move { Ok(contracts::sums(&app.market, &wanted(app, &asked).await?.filter).await?.count) };
    let place = lists::place("/contracts", asked, read.pairs(), found, count).await?;
    let sums = contracts::sums(&app.market, filter).await?;
    let late_count = if filter.late { sums.count } else { contracts::sums(&app.market, &Filter { late: true, ..filter.clone() }).await?.count };
    let role = visitor.actor().role;
    Ok(ListPage {
        rows: page.rows,
        sums,
        words: filter.words.clone().unwrap_or_default(),
        field: filter.field,
        district: filter.district,
        state: filter.state,
        late: filter.late,
        late_count,
        purchaser: read.purchaser,
        provider: read.provider,
        paid_in: filter.paid_in,
        order: filter.order,
        place,
        drafts: role.of_purchaser() || role.of_provider(),
    })
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(asked): Query<Asked>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &asked)).await
}

async fn sheet(app: &App, visitor: &Visitor, asked: &Asked) -> Result<List, Fault> {
    let w = visitor.words;
    let filter = wanted(app, asked).await?.filter;
    let (market, wanted) = (&app.market, &filter);
    let page = |after: Option<String>| async move { contracts::list(market, wanted, after.as_deref().and_then(Place::parse).as_ref(), 500).await };
    let rows = sheets::all(page).await?.into_iter().map(|row| {
        let late = Cell::Count(row.late());
        vec![
            row.number.to_string().into(),
            row.title.into(),
            row.purchaser.into(),
            row.provider.into(),
            w.say(&row.field.term()).into(),
            w.say(&format!("district-{}", row.district.code())).into(),
            row.price.into(),
            row.paid.into(),
            row.starts.into(),
            row.ends.into(),
            w.say(&row.state.term()).into(),
            late,
            day_of(row.published_at).into(),
        ]
    });
    let heads = ["number", "title", "purchaser", "provider", "field", "district", "price", "paid-sum", "starts", "ends", "state", "late", "published"]
        .map(|head| w.say(&format!("contracts.head-{head}")));
    Ok(List { name: "contracts".into(), title: w.say("contracts.list-title"), heads: heads.into(), rows: rows.collect() })
}

async fn show(State(app): State<App>, visitor: Visitor, Path(text): Path<String>) -> Response {
    let actor = visitor.actor();
    let view = match number(&text) {
        Ok(number) => contracts::view(&app.market, &actor, number).await,
        Err(refusal) => Err(refusal.into()),
    };
    let view = match view {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let case = Case { own: Some(view.terms.provider.id), ..Case::of_purchaser(view.terms.purchaser.id) };
    let party = actor.organization.is_some() && decide(&actor, Action::ReadContractDraft, &case) == Decision::Allowed;
    let title = visitor.words.say_with("contracts.title", &[("subject", view.row.title.clone().into())]);
    let page = ContractPage { view, today: day_of(app.market.now()), party };
    let response = app.page(&visitor, title, Some(Nav::Contracts), || contract_page(page)).await;
    cacheable(&visitor, response)
}

/// The very bytes that the digest is of.
async fn text(State(app): State<App>, visitor: Visitor, Path(asked): Path<String>) -> Response {
    let found = match number(&asked) {
        Ok(number) => contracts::text(&app.market, number).await.map(|bytes| (number, bytes)),
        Err(refusal) => Err(refusal.into()),
    };
    match found {
        Ok((number, bytes)) => {
            let name = format!("attachment; filename=\"{number}.json\"");
            ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response()
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
