//! Pages of demands that everybody reads.

mod drafts;

use crate::answer::cacheable;
use crate::app::App;
use crate::pages::extract::{Path, Query};
use crate::pages::organizations::named_in_address;
use crate::sheets::{self, List, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::calendar::day_of;
use domain::code::{CreditCode, District};
use domain::demands::{DemandOrder, DemandView, Stage};
use domain::ids::OrganizationId;
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::{Action, Role};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::components::{Act, ListPlace};
use frontend::demands::{DemandPage, ListPage, demand_page, demands_page, published_receipt};
use marketplace::Fault;
use marketplace::demands::{self, Filter};
use marketplace::paging::Place;
use marketplace::panels;
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands", get(list))
        .route("/demands/export.{format}", get(export))
        .route("/demands/{number}", get(show))
        .route("/demands/{number}/published", get(receipt))
        .merge(drafts::router())
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
    purchaser: String,
    #[serde(default)]
    order: String,
    after: Option<String>,
}

impl ListQuery {
    /// What the list is asked for, when the purchaser in the address is this one.
    fn filter(&self, purchaser: Option<OrganizationId>) -> Filter {
        let words: String = self.q.trim().chars().take(200).collect();
        Filter {
            field: Field::parse(&self.field),
            district: District::parse(&self.district),
            stage: Stage::parse(&self.stage),
            words: Some(words).filter(|words| !words.is_empty()),
            purchaser,
            order: DemandOrder::parse(&self.order).unwrap_or_default(),
        }
    }

    /// The filters again as a query, without the cursor.
    fn query(&self) -> String {
        let filter = self.filter(None);
        let mut pairs = Vec::new();
        if let Some(words) = &filter.words {
            pairs.push(format!("q={}", super::encoded(words)));
        }
        pairs.extend(filter.field.map(|field| format!("field={}", field.key())));
        pairs.extend(filter.district.map(|district| format!("district={}", district.code())));
        pairs.extend(filter.stage.map(|stage| format!("stage={}", stage.key())));
        pairs.extend(CreditCode::try_from(self.purchaser.trim().to_owned()).ok().map(|code| format!("purchaser={code}")));
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
        "stage" => filter.stage = None,
        _ => filter.purchaser = None,
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
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(query): Query<ListQuery>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &query)).await
}

async fn sheet(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<List, Fault> {
    let w = visitor.words;
    let filter = query.filter(named_in_address(app, &query.purchaser).await?.map(|body| body.id));
    let (market, wanted) = (&app.market, &filter);
    let page = |after: Option<String>| async move { demands::list(market, wanted, after.as_deref().and_then(Place::parse).as_ref(), 500).await };
    let rows = sheets::all(page).await?.into_iter().map(|row| {
        vec![
            row.number.to_string().into(),
            row.title.into(),
            row.purchaser.into(),
            w.say(&row.field.term()).into(),
            w.say(&format!("district-{}", row.district.code())).into(),
            row.budget.into(),
            w.say(&row.stage.term()).into(),
            day_of(row.published_at).into(),
            row.closes_at.into(),
        ]
    });
    let heads =
        ["number", "title", "purchaser", "field", "district", "budget", "stage", "published", "closes"].map(|head| w.say(&format!("demands.head-{head}")));
    Ok(List { name: "demands".into(), title: w.say("demands.list-title"), heads: heads.into(), rows: rows.collect() })
}

async fn list_page(app: &App, query: &ListQuery) -> Result<ListPage, Fault> {
    let purchaser = named_in_address(app, &query.purchaser).await?;
    let filter = query.filter(purchaser.as_ref().map(|body| body.id));
    let after = query.after.as_deref().and_then(Place::parse);
    let (page, summary) = demands::summed_list(&app.market, &filter, after.as_ref(), 20).await?;
    let mut place = ListPlace::new("/demands", query.query(), after.is_some(), page.next);
    if page.total == 0 {
        let mut counted = Vec::new();
        for name in ["q", "field", "district", "stage", "purchaser"] {
            counted.push((name, demands::summary(&app.market, &without(&filter, name)).await?.count));
        }
        place = place.counted_without(counted);
    }
    Ok(ListPage {
        rows: page.rows,
        total: page.total,
        budget: summary.budget,
        words: filter.words.clone().unwrap_or_default(),
        field: filter.field,
        district: filter.district,
        stage: filter.stage,
        purchaser: purchaser.map(|body| (body.code.to_string(), body.name)),
        order: filter.order,
        place,
        by_month: demands::by_month(&app.market, &filter).await?,
        by_field: summary.by_field,
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
        // The legal representative reads what the clerk writes.
        Role::SoAdmin if open => offer("demands.act-offer", "offer"),
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
        // The receipt is for those who published; to all others the demand itself is.
        Ok(view) if view.purchaser.is_none() || view.purchaser != visitor.actor().organization => {
            Redirect::to(&format!("/demands/{}", view.row.number)).into_response()
        }
        Ok(view) => {
            let notice = view.notices.first().map(|notice| notice.number);
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("demands.receipt-title"), Some(Nav::Demands), || published_receipt(view, notice, telephone)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
