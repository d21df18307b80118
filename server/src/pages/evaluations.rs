//! Pages of evaluations that everybody reads, and the approver's choice of an agency.

mod work;

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, for_form, status_with};
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
use domain::evaluations::{EvaluationView, Grade};
use domain::ids::{EvaluationId, OrganizationId};
use domain::numbers::{ContractNumber, EvaluationNumber};
use domain::policy::{Action, Case, Decision, decide};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::evaluations::{ChoosePage, Filled, ListPage, ReportPage, choose_page, commission_check_page, evaluations_page, issued_receipt, report_page};
use marketplace::evaluations::{self, Commission, Filter};
use marketplace::paging::Cursor;
use marketplace::{Fault, Once};
use messages::Language;

pub fn router() -> Router<App> {
    Router::new()
        .route("/evaluations", get(list))
        .route("/evaluations/export.{format}", get(export))
        .route("/evaluations/{number}", get(show))
        .route("/evaluations/{number}/issued", get(receipt))
        .route("/contracts/{number}/evaluation", get(choose).post(commission))
        .merge(work::router())
}

/// What the list is asked for, and the agency by code and name.
async fn filter(app: &App, asked: &Asked) -> Result<(Filter, Option<(String, String)>), Fault> {
    let agency = named_in_address(app, asked.get("agency")).await?;
    let filter = Filter {
        grade: Grade::parse(asked.get("grade")),
        field: Field::parse(asked.get("field")),
        district: District::parse(asked.get("district")),
        agency: agency.as_ref().map(|body| body.id),
        provider: None,
        words: asked.words(),
    };
    Ok((filter, agency.map(|body| (body.code.to_string(), body.name))))
}

fn pairs(filter: &Filter, agency: Option<&(String, String)>) -> Pairs {
    lists::pairs([
        ("q", filter.words.clone()),
        ("grade", filter.grade.map(|grade| grade.key().to_owned())),
        ("field", filter.field.map(|field| field.key().to_owned())),
        ("district", filter.district.map(|district| district.code().to_owned())),
        ("agency", agency.map(|(code, _)| code.clone())),
    ])
}

async fn list(State(app): State<App>, visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = EvaluationNumber::parse(asked.get("q")) {
        return Redirect::to(&format!("/evaluations/{number}")).into_response();
    }
    let response = match list_page(&app, &visitor, &asked).await {
        Ok(page) => app.page(&visitor, visitor.words.say("evaluations.list-title"), Some(Nav::Evaluations), || evaluations_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, asked: &Asked) -> Result<ListPage, Fault> {
    let (wanted, agency) = filter(app, asked).await?;
    let after = Cursor::parse(asked.get("after"));
    let later = after.is_some();
    let page = evaluations::list(&app.market, &wanted, after, 20).await?;
    let found = Found { later, total: page.total, next: page.next };
    let count = |asked| async move { Ok(evaluations::summary(&app.market, &filter(app, &asked).await?.0).await?.count) };
    let place = lists::place("/evaluations", asked, pairs(&wanted, agency.as_ref()), found, count).await?;
    let summary = evaluations::summary(&app.market, &wanted).await?;
    let actor = visitor.actor();
    let part = Case { purchaser: actor.organization, own: actor.organization, agency: actor.organization, ..Case::default() };
    Ok(ListPage {
        rows: page.rows,
        total: page.total,
        grades: summary.grades,
        words: wanted.words.clone().unwrap_or_default(),
        grade: wanted.grade,
        field: wanted.field,
        district: wanted.district,
        agency,
        place,
        own: decide(&actor, Action::ReadEvaluation, &part) == Decision::Allowed,
    })
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(asked): Query<Asked>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &asked)).await
}

async fn sheet(app: &App, visitor: &Visitor, asked: &Asked) -> Result<List, Fault> {
    let w = visitor.words;
    let (filter, _) = filter(app, asked).await?;
    let rows = sheets::all(|after| evaluations::list(&app.market, &filter, after.as_deref().and_then(Cursor::parse), 500)).await?.into_iter().map(|row| {
        let district = if w.language() == Language::Zh { row.district.zh() } else { row.district.en() };
        vec![
            row.number.to_string().into(),
            row.title.into(),
            row.provider.into(),
            row.purchaser.into(),
            row.agency.into(),
            w.say(&row.field.term()).into(),
            district.into(),
            w.say(&row.grade.term()).into(),
            row.total.to_string().into(),
            day_of(row.issued_at).into(),
        ]
    });
    let heads = [
        "evaluations.head-number",
        "evaluations.head-title",
        "evaluations.provider",
        "evaluations.purchaser",
        "evaluations.agency",
        "evaluations.head-field",
        "evaluations.head-district",
        "evaluations.head-grade",
        "evaluations.head-points",
        "evaluations.head-day",
    ]
    .map(|key| w.say(key));
    Ok(List { name: "evaluations".into(), title: w.say("evaluations.list-title"), heads: heads.into(), rows: rows.collect() })
}

async fn view(app: &App, number: &str) -> Result<EvaluationView, Fault> {
    evaluations::view(&app.market, EvaluationNumber::parse(number).ok_or_else(Refusal::not_found)?).await
}

async fn show(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    let response = match view(&app, &number).await {
        Ok(view) => {
            let title = visitor.words.say_with("evaluations.report-title", &[("title", view.row.title.clone().into())]);
            app.page(&visitor, title, Some(Nav::Evaluations), || report_page(ReportPage { view })).await
        }
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn receipt(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    match view(&app, &number).await {
        Ok(view) => {
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("evaluations.receipt-title"), Some(Nav::Evaluations), || issued_receipt(view, telephone)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn choose(State(app): State<App>, visitor: Visitor, Path(number): Path<String>) -> Response {
    choosing(&app, &visitor, &number, Filled::open(Once::fresh().into()), false).await
}

async fn choosing(app: &App, visitor: &Visitor, number: &str, form: Filled, check: bool) -> Response {
    let status = status_with(&form.refused);
    let found = match ContractNumber::parse(number) {
        Some(number) => evaluations::candidates(&app.market, &visitor.actor(), number).await,
        None => Err(Refusal::not_found().into()),
    };
    match found {
        Ok(view) if check => {
            let title = visitor.words.say("evaluations.commission-title");
            app.page_with(status, visitor, title, Some(Nav::Contracts), || commission_check_page(ChoosePage { view, form })).await
        }
        Ok(view) => {
            let title = visitor.words.say("evaluations.choose-title");
            app.page_with(status, visitor, title, Some(Nav::Contracts), || choose_page(ChoosePage { view, form })).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

/// The choice is shown once more before it counts.
async fn commission(State(app): State<App>, visitor: Visitor, Path(number): Path<String>, posted: Posted) -> Response {
    let chosen = posted.get("agency").parse::<OrganizationId>();
    if posted.get("step") == "check" && chosen.is_ok() {
        let form = Filled { once: Once::fresh().into(), posted: posted.fields, refused: Vec::new() };
        return choosing(&app, &visitor, &number, form, true).await;
    }
    match commissioned(&app, &visitor, &number, chosen.ok(), &posted).await.map_err(for_form) {
        Ok(id) => Redirect::to(&format!("/evaluations/work/{id}?done=commission")).into_response(),
        Err(Ok(refused)) => {
            let form = Filled { once: Once::fresh().into(), refused, posted: posted.fields };
            choosing(&app, &visitor, &number, form, false).await
        }
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn commissioned(app: &App, visitor: &Visitor, number: &str, agency: Option<OrganizationId>, posted: &Posted) -> Result<EvaluationId, Fault> {
    let contract = ContractNumber::parse(number).ok_or_else(Refusal::not_found)?;
    let agency = agency.ok_or_else(|| Refusal::new("evaluations.no-agency-chosen").field("agency"))?;
    let cmd = Commission { contract, agency, reason: posted.given("reason"), once: posted.once()? };
    evaluations::commission(&app.market, &visitor.actor(), cmd).await
}
