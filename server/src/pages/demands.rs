//! Pages of demands that everybody reads.

mod drafts;

use crate::answer::cacheable;
use crate::app::App;
use crate::pages::extract::{Path, Query};
use crate::pages::lists::{self, Asked, Found, Pairs};
use crate::pages::organizations::named_in_address;
use crate::sheets::{self, List, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::calendar::day_of;
use domain::code::District;
use domain::demands::{DemandOrder, DemandView, Stage};
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::{Action, Role};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::components::Act;
use frontend::demands::{DemandPage, ListPage, demand_page, demands_page, published_receipt};
use marketplace::Fault;
use marketplace::demands::{self, Filter};
use marketplace::paging::Place;
use marketplace::panels;

pub fn router() -> Router<App> {
    Router::new()
        .route("/demands", get(list))
        .route("/demands/export.{format}", get(export))
        .route("/demands/{number}", get(show))
        .route("/demands/{number}/published", get(receipt))
        .merge(drafts::router())
}

/// What the list is asked for, and the purchaser by code and name.
async fn filter(app: &App, asked: &Asked) -> Result<(Filter, Option<(String, String)>), Fault> {
    let purchaser = named_in_address(app, asked.get("purchaser")).await?;
    let filter = Filter {
        field: Field::parse(asked.get("field")),
        district: District::parse(asked.get("district")),
        stage: Stage::parse(asked.get("stage")),
        words: asked.words(),
        purchaser: purchaser.as_ref().map(|body| body.id),
        order: DemandOrder::parse(asked.get("order")).unwrap_or_default(),
    };
    Ok((filter, purchaser.map(|body| (body.code.to_string(), body.name))))
}

fn pairs(filter: &Filter, purchaser: Option<&(String, String)>) -> Pairs {
    lists::pairs([
        ("q", filter.words.clone()),
        ("field", filter.field.map(|field| field.key().to_owned())),
        ("district", filter.district.map(|district| district.code().to_owned())),
        ("stage", filter.stage.map(|stage| stage.key().to_owned())),
        ("purchaser", purchaser.map(|(code, _)| code.clone())),
        ("order", (filter.order != DemandOrder::default()).then(|| filter.order.key().to_owned())),
    ])
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = DemandNumber::parse(asked.get("q")) {
        return Redirect::to(&format!("/demands/{number}")).into_response();
    }
    let response = match list_page(&app, &asked).await {
        Ok(page) => app.page(&visitor, visitor.words.say("demands.list-title"), Some(Nav::Demands), || demands_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(asked): Query<Asked>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &asked)).await
}

async fn sheet(app: &App, visitor: &Visitor, asked: &Asked) -> Result<List, Fault> {
    let w = visitor.words;
    let (filter, _) = filter(app, asked).await?;
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

async fn list_page(app: &App, asked: &Asked) -> Result<ListPage, Fault> {
    let (wanted, purchaser) = filter(app, asked).await?;
    let after = Place::parse(asked.get("after"));
    let (page, summary) = demands::summed_list(&app.market, &wanted, after.as_ref(), 20).await?;
    let found = Found { later: after.is_some(), total: page.total, next: page.next };
    let count = |asked| async move { Ok(demands::summary(&app.market, &filter(app, &asked).await?.0).await?.count) };
    let place = lists::place("/demands", asked, pairs(&wanted, purchaser.as_ref()), found, count).await?;
    Ok(ListPage {
        rows: page.rows,
        total: page.total,
        budget: summary.budget,
        words: wanted.words.clone().unwrap_or_default(),
        field: wanted.field,
        district: wanted.district,
        stage: wanted.stage,
        purchaser,
        order: wanted.order,
        place,
        by_month: demands::by_month(&app.market, &wanted).await?,
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
