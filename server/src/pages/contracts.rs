//! Pages of contracts.

mod drafts;
mod milestones;
mod payments;

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, body_at_most, for_form};
use crate::pages::extract::{Path, Query};
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
use frontend::components::ListPlace;
use frontend::contracts::{ContractPage, ListPage, Typed, contract_page, contracts_page};
use marketplace::Fault;
use marketplace::contracts::{self, Filter};
use marketplace::paging::Place;
use serde::Deserialize;

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

/// Filters of the list, as they stand in the address. What cannot be read filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    purchaser: String,
    #[serde(default)]
    provider: String,
    #[serde(default)]
    paid: String,
    #[serde(default)]
    late: String,
    #[serde(default)]
    order: String,
    after: Option<String>,
}

/// The filters as read, with codes and names of the bodies.
struct Wanted {
    filter: Filter,
    purchaser: Option<(String, String)>,
    provider: Option<(String, String)>,
}

impl ListQuery {
    async fn wanted(&self, app: &App) -> Result<Wanted, Fault> {
        let words: String = self.q.trim().chars().take(200).collect();
        let (purchaser, provider) = (named_in_address(app, &self.purchaser).await?, named_in_address(app, &self.provider).await?);
        let filter = Filter {
            field: Field::parse(&self.field),
            district: District::parse(&self.district),
            state: Contract::parse(&self.state),
            purchaser: purchaser.as_ref().map(|body| body.id),
            provider: provider.as_ref().map(|body| body.id),
            words: Some(words).filter(|words| !words.is_empty()),
            paid_in: self.paid.parse().ok().filter(|year| (2000..=2100).contains(year)),
            late: self.late == "1",
            order: ContractOrder::parse(&self.order).unwrap_or_default(),
        };
        let named = |body: marketplace::organizations::Organization| (body.code.to_string(), body.name);
        Ok(Wanted { filter, purchaser: purchaser.map(named), provider: provider.map(named) })
    }
}

/// A filter without one of its conditions.
fn without(filter: &Filter, name: &str) -> Filter {
    let mut filter = filter.clone();
    match name {
        "q" => filter.words = None,
        "field" => filter.field = None,
        "district" => filter.district = None,
        "state" => filter.state = None,
        "purchaser" => filter.purchaser = None,
        "provider" => filter.provider = None,
        "paid" => filter.paid_in = None,
        _ => filter.late = false,
    }
    filter
}

impl Wanted {
    /// The filters again as a query, without the cursor.
    fn query(&self) -> String {
        let filter = &self.filter;
        let mut pairs = Vec::new();
        if let Some(words) = &filter.words {
            pairs.push(format!("q={}", super::encoded(words)));
        }
        pairs.extend(filter.field.map(|field| format!("field={}", field.key())));
        pairs.extend(filter.district.map(|district| format!("district={}", district.code())));
        pairs.extend(filter.state.map(|state| format!("state={}", state.key())));
        pairs.extend(self.purchaser.as_ref().map(|(code, _)| format!("purchaser={code}")));
        pairs.extend(self.provider.as_ref().map(|(code, _)| format!("provider={code}")));
        pairs.extend(filter.paid_in.map(|year| format!("paid={year}")));
        pairs.extend(filter.late.then(|| "late=1".to_owned()));
        pairs.extend((filter.order != ContractOrder::default()).then(|| format!("order={}", filter.order.key())));
        pairs.join("&")
    }
}

async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = ContractNumber::parse(&query.q) {
        return Redirect::to(&format!("/contracts/{number}")).into_response();
    }
    let response = match list_page(&app, &visitor, &query).await {
        Ok(page) => app.page(&visitor, visitor.words.say("contracts.list-title"), Some(Nav::Contracts), || contracts_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<ListPage, Fault> {
    let wanted = query.wanted(app).await?;
    let filter = &wanted.filter;
    let after = query.after.as_deref().and_then(Place::parse);
    let page = contracts::list(&app.market, filter, after.as_ref(), 20).await?;
    let mut place = ListPlace::new("/contracts", wanted.query(), after.is_some(), page.next);
    if page.total == 0 {
        let mut counted = Vec::new();
        for name in ["q", "field", "district", "state", "purchaser", "provider", "paid", "late"] {
            counted.push((name, contracts::sums(&app.market, &without(filter, name)).await?.count));
        }
        place = place.counted_without(counted);
    }
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
        purchaser: wanted.purchaser,
        provider: wanted.provider,
        paid_in: filter.paid_in,
        order: filter.order,
        place,
        drafts: role.of_purchaser() || role.of_provider(),
    })
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(query): Query<ListQuery>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &query)).await
}

async fn sheet(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<List, Fault> {
    let w = visitor.words;
    let filter = query.wanted(app).await?.filter;
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
