//! Pages of evaluations that everybody reads, and the approver's choice of an agency.

mod work;

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::{Posted, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::sheets::{self, List, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::calendar::day_of;
use domain::code::{CreditCode, District};
use domain::evaluations::{EvaluationView, Grade};
use domain::ids::{EvaluationId, OrganizationId};
use domain::numbers::{ContractNumber, EvaluationNumber};
use domain::policy::{Action, Case, Decision, decide};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::components::ListPlace;
use frontend::evaluations::{ChoosePage, Filled, ListPage, ReportPage, choose_page, commission_check_page, evaluations_page, issued_receipt, report_page};
use marketplace::evaluations::{self, Commission, Filter};
use marketplace::paging::Cursor;
use marketplace::{Fault, Once, organizations};
use messages::Language;
use serde::Deserialize;

pub fn router() -> Router<App> {
    Router::new()
        .route("/evaluations", get(list))
        .route("/evaluations/export.{format}", get(export))
        .route("/evaluations/{number}", get(show))
        .route("/evaluations/{number}/issued", get(receipt))
        .route("/contracts/{number}/evaluation", get(choose).post(commission))
        .merge(work::router())
}

/// Filters of the list, as they stand in the address. What cannot be read filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    grade: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    agency: String,
    after: Option<String>,
}

impl ListQuery {
    /// What the list is asked for, and the agency by its name.
    async fn filter(&self, app: &App) -> Result<(Filter, Option<(String, String)>), Fault> {
        let words: String = self.q.trim().chars().take(200).collect();
        let agency = match CreditCode::read(&self.agency).ok() {
            Some(reading) => organizations::by_code(&app.market, &reading.code).await?,
            None => None,
        };
        let filter = Filter {
            grade: Grade::parse(&self.grade),
            field: Field::parse(&self.field),
            district: District::parse(&self.district),
            agency: agency.as_ref().map(|body| body.id),
            provider: None,
            words: Some(words).filter(|words| !words.is_empty()),
        };
        Ok((filter, agency.map(|body| (body.code.as_str().to_owned(), body.name))))
    }
}

/// The filters again as a query, without the cursor.
fn query_of(filter: &Filter, agency: Option<&(String, String)>) -> String {
    let mut pairs = Vec::new();
    pairs.extend(filter.words.as_ref().map(|words| format!("q={}", super::encoded(words))));
    pairs.extend(filter.grade.map(|grade| format!("grade={}", grade.key())));
    pairs.extend(filter.field.map(|field| format!("field={}", field.key())));
    pairs.extend(filter.district.map(|district| format!("district={}", district.code())));
    pairs.extend(agency.map(|(code, _)| format!("agency={code}")));
    pairs.join("&")
}

async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    // A number that is typed into the search leads straight to it.
    if let Some(number) = EvaluationNumber::parse(&query.q) {
        return Redirect::to(&format!("/evaluations/{number}")).into_response();
    }
    let response = match list_page(&app, &visitor, &query).await {
        Ok(page) => app.page(&visitor, visitor.words.say("evaluations.list-title"), Some(Nav::Evaluations), || evaluations_page(page)).await,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<ListPage, Fault> {
    let (filter, agency) = query.filter(app).await?;
    let after = query.after.as_deref().and_then(Cursor::parse);
    let later = after.is_some();
    let page = evaluations::list(&app.market, &filter, after, 20).await?;
    let place = ListPlace::new("/evaluations", query_of(&filter, agency.as_ref()), later, page.next);
    let summary = evaluations::summary(&app.market, &filter).await?;
    let actor = visitor.actor();
    let part = Case { purchaser: actor.organization, own: actor.organization, agency: actor.organization, ..Case::default() };
    Ok(ListPage {
        rows: page.rows,
        total: page.total,
        grades: summary.grades,
        words: filter.words.clone().unwrap_or_default(),
        grade: filter.grade,
        field: filter.field,
        district: filter.district,
        agency,
        place,
        own: decide(&actor, Action::ReadEvaluation, &part) == Decision::Allowed,
    })
}

/// The filtered list as a sheet, all of it.
async fn export(State(app): State<App>, visitor: Visitor, Path(format): Path<Sheet>, Query(query): Query<ListQuery>) -> Response {
    sheets::answer(&app, &visitor, format, sheet(&app, &visitor, &query)).await
}

async fn sheet(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<List, Fault> {
    let w = visitor.words;
    let (filter, _) = query.filter(app).await?;
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
