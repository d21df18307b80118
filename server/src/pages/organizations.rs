//! Pages of the register: the public list and page, an organization's profile.

mod imports;

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, at_fields, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::pages::lists::{self, Asked, Found, Pairs};
use crate::sheets::{self, List, MOST_ROWS, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::code::{CreditCode, District};
use domain::organizations::{OrganizationKind, OrganizationOrder, OrganizationView, Serves, read_profile};
use domain::policy::{Action, Case, Decision, decide, may};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::organizations::{
    OrganizationPage, OrganizationsPage, ProfilePage, fields_words, organization_page, organizations_page, profile_page, serves_words,
};
use marketplace::organizations::{self, ConfirmCode, EditProfile, Filter};
use marketplace::{Fault, Once};

/// The body whose code stands in an address as a filter, if there is one.
pub(super) async fn named_in_address(app: &App, code: &str) -> Result<Option<organizations::Organization>, Fault> {
    match CreditCode::try_from(code.trim().to_owned()) {
        Ok(code) => organizations::by_code(&app.market, &code).await,
        Err(_) => Ok(None),
    }
}

/// Rows a page.
const PAGE: u64 = 20;

pub fn router() -> Router<App> {
    Router::new()
        .route("/organizations", get(list))
        .route("/organizations/export.{format}", get(export))
        .route("/organizations/{code}", get(show))
        .route("/organizations/{code}/records.{format}", get(records))
        .route("/organizations/{code}/confirm", post(confirm))
        .route("/organizations/{code}/profile", get(profile).post(keep))
        .merge(imports::router())
}

/// What the list is asked for.
fn filter(asked: &Asked) -> Filter {
    Filter {
        kind: OrganizationKind::parse(asked.get("kind")),
        field: Field::parse(asked.get("field")),
        district: District::parse(asked.get("district")),
        words: asked.words(),
        held: asked.ticked("held"),
        order: OrganizationOrder::parse(asked.get("order")).unwrap_or_default(),
    }
}

fn pairs(filter: &Filter) -> Pairs {
    lists::pairs([
        ("q", filter.words.clone()),
        ("kind", filter.kind.map(|kind| kind.key().to_owned())),
        ("field", filter.field.map(|field| field.key().to_owned())),
        ("district", filter.district.map(|district| district.code().to_owned())),
        ("held", filter.held.then(|| "1".to_owned())),
        ("order", (filter.order != OrganizationOrder::default()).then(|| filter.order.key().to_owned())),
    ])
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = match list_page(&app, &visitor, &asked).await {
        Ok(page) => page,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let response = app.page(&visitor, visitor.words.say("organizations.list-title"), Some(Nav::Organizations), || organizations_page(page)).await;
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, asked: &Asked) -> Result<OrganizationsPage, Fault> {
    let wanted = filter(asked);
    let after = read_code(asked.get("after"));
    let actor = visitor.actor();
    let page = organizations::list(&app.market, &actor, &wanted, after.as_ref(), PAGE).await?;
    let found = Found { later: after.is_some(), total: page.total, next: page.next };
    let actor = &actor;
    let count = |asked| async move { Ok(organizations::list(&app.market, actor, &filter(&asked), None, 1).await?.total) };
    let place = lists::place("/organizations", asked, pairs(&wanted), found, count).await?;
    Ok(OrganizationsPage {
        rows: page.rows,
        total: page.total,
        words: wanted.words.unwrap_or_default(),
        kind: wanted.kind,
        field: wanted.field,
        district: wanted.district,
        held: wanted.held,
        order: wanted.order,
        place,
        registrar: decide(actor, Action::ConfirmCode, &Case::default()) == Decision::Allowed,
    })
}

fn read_code(text: &str) -> Option<CreditCode> {
    CreditCode::read(text).ok().map(|reading| reading.code)
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(asked): Query<Asked>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &asked)).await
}

async fn sheet(app: &App, visitor: &Visitor, asked: &Asked) -> Result<List, Fault> {
    let w = visitor.words;
    let most = u64::try_from(MOST_ROWS).unwrap_or(u64::MAX);
    let page = organizations::list(&app.market, &visitor.actor(), &filter(asked), None, most).await?;
    sheets::fits(page.total)?;
    let heads = ["name", "code", "kind", "status", "fields", "districts"].map(|column| w.say(&format!("organizations.column-{column}")));
    let heads = heads.into_iter().chain([w.say("organizations.figure-delivered")]).collect();
    let rows = page.rows.iter().map(|row| {
        vec![
            row.name.as_str().into(),
            row.code.as_str().into(),
            w.say(&row.kind.term()).into(),
            row.standing.map(|standing| w.say(&standing.term())).into(),
            (!row.fields.is_empty()).then(|| fields_words(w, &row.fields)).into(),
            (row.serves != Serves::NotGiven).then(|| serves_words(w, &row.serves)).into(),
            row.delivered.into(),
        ]
    });
    Ok(List { name: "organizations".into(), title: w.say("organizations.list-title"), heads, rows: rows.collect() })
}

async fn view(app: &App, visitor: &Visitor, code: &str) -> Result<OrganizationView, Fault> {
    let code = read_code(code).ok_or_else(Refusal::not_found)?;
    organizations::view(&app.market, &visitor.actor(), &code).await
}

async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Response {
    match view(&app, &visitor, &code).await {
        // One address for one body: a code in lower case leads to it.
        Ok(view) if view.row.code.as_str() != code => Redirect::permanent(&format!("/organizations/{}", view.row.code)).into_response(),
        Ok(view) => {
            let response = page_of(&app, &visitor, StatusCode::OK, view, Vec::new()).await;
            cacheable(&visitor, response)
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn page_of(app: &App, visitor: &Visitor, status: StatusCode, view: OrganizationView, refused: Vec<Refusal>) -> Response {
    let acts = organizations::acts(&visitor.actor(), &view);
    let title = view.row.name.clone();
    let page = OrganizationPage { acts, once: Once::fresh().into(), refused, today: day_of(app.market.now()), view };
    app.page_with(status, visitor, title, Some(Nav::Organizations), || organization_page(page)).await
}

/// What a body delivered, or was delivered to it, as a sheet.
async fn records(State(app): State<App>, visitor: Visitor, Path((code, format)): Path<(String, Sheet)>) -> Response {
    sheets::answer(&app, &visitor, format, records_sheet(&app, &visitor, &code)).await
}

async fn records_sheet(app: &App, visitor: &Visitor, code: &str) -> Result<List, Fault> {
    let w = visitor.words;
    let view = view(app, visitor, code).await?;
    let heads = ["number", "contract", "purchaser", "provider", "price", "accepted-on", "failed-on", "evaluation-number", "grade", "score"]
        .map(|head| w.say(&format!("organizations.head-{head}")));
    let rows = view.records.iter().map(|record| {
        vec![
            record.contract.to_string().into(),
            record.title.as_str().into(),
            record.purchaser.as_str().into(),
            record.provider.as_str().into(),
            record.price.into(),
            record.accepted_on.into(),
            record.failed_on.into(),
            record.evaluation.map(|number| number.to_string()).into(),
            record.grade.as_ref().map(|grade| w.say(&format!("grade-{grade}"))).into(),
            record.score.map(|score| score.to_string()).into(),
        ]
    });
    Ok(List { name: format!("records-{}", view.row.code), title: w.say("organizations.records-title"), heads: heads.into(), rows: rows.collect() })
}

async fn confirm(State(app): State<App>, visitor: Visitor, Path(code): Path<String>, posted: Posted) -> Response {
    let Some(code) = read_code(&code) else { return app.refused(&visitor, &Refusal::not_found()).await };
    let done = match posted.once() {
        Ok(once) => organizations::confirm_code(&app.market, &visitor.actor(), ConfirmCode { code: code.clone(), seen: posted.seen(), once }).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/organizations/{code}")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn profile(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Response {
    let view = match editable(&app, &visitor, &code).await {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let districts = match &view.row.serves {
        Serves::NotGiven => String::new(),
        Serves::WholeCity => "310000".to_owned(),
        Serves::Districts(districts) => districts.iter().map(|district| district.code()).collect::<Vec<_>>().join(" "),
    };
    let fields = view.row.fields.iter().map(|field| field.key()).collect::<Vec<_>>().join(" ");
    let staff = view.staff.map(|staff| staff.to_string()).unwrap_or_default();
    let page = ProfilePage {
        code: view.row.code,
        name: view.row.name,
        fields,
        districts,
        staff,
        refused: Vec::new(),
        version: view.version,
        once: Once::fresh().into(),
    };
    app.page(&visitor, visitor.words.say("organizations.profile-title"), Some(Nav::Organizations), || profile_page(page)).await
}

/// The body, if this reader keeps its profile.
async fn editable(app: &App, visitor: &Visitor, code: &str) -> Result<OrganizationView, Fault> {
    let view = view(app, visitor, code).await?;
    may(&visitor.actor(), Action::EditProfile, &Case { own: Some(view.id), ..Case::default() })?;
    Ok(view)
}

async fn keep(State(app): State<App>, visitor: Visitor, Path(code): Path<String>, posted: Posted) -> Response {
    let view = match editable(&app, &visitor, &code).await {
        Ok(view) => view,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let all = |name: &str| posted.fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let (fields, districts) = (all("fields"), all("districts"));
    let kept = match (read_profile(&fields, &districts, posted.get("staff")), posted.once()) {
        (Ok(profile), Ok(once)) => {
            let cmd = EditProfile { code: view.row.code.clone(), profile, seen: posted.seen(), once };
            organizations::edit_profile(&app.market, &visitor.actor(), cmd).await
        }
        (Err(refusals), _) => Err(Fault::Unfit(refusals)),
        (_, Err(refusal)) => Err(refusal.into()),
    };
    match kept.map_err(for_form) {
        Ok(()) => Redirect::to(&format!("/organizations/{}", view.row.code)).into_response(),
        Err(Ok(refused)) => {
            let status = status_with(&refused);
            let page = ProfilePage {
                code: view.row.code,
                name: view.row.name,
                fields: fields.join(" "),
                districts: districts.join(" "),
                staff: posted.get("staff").to_owned(),
                refused: at_fields(refused),
                // After another one's change pressing again is a decision.
                version: if status == StatusCode::CONFLICT { view.version } else { posted.seen() },
                once: Once::fresh().into(),
            };
            let title = visitor.words.say("organizations.profile-title");
            app.page_with(status, &visitor, title, Some(Nav::Organizations), || profile_page(page)).await
        }
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}
