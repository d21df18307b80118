//! Pages of the register: the public list and page, an organization's profile, the registrar's imports.

use crate::answer::cacheable;
use crate::app::App;
use crate::forms::Posted;
use crate::pages::extract::{Path, Query};
use crate::sheets::{self, Cell, MOST_ROWS, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::calendar::day_of;
use domain::code::{CreditCode, District};
use domain::ids::ImportId;
use domain::organizations::{OrganizationKind, OrganizationOrder, OrganizationView, Serves, read_profile};
use domain::policy::{Action, Case, Decision, decide, may};
use domain::refusal::Refusal;
use domain::services::Field;
use domain::step::Word;
use frontend::Nav;
use frontend::components::ListPlace;
use frontend::organizations::{
    ImportsPage, OrganizationPage, OrganizationsPage, ProfilePage, RunPage, fields_words, imports_page, organization_page, organizations_page, place_words,
    profile_page, run_page, serves_words,
};
use marketplace::organizations::{self, ConfirmCode, EditProfile, Filter, ListFile, LoadImport, StartImport};
use marketplace::{Fault, Once};
use serde::Deserialize;

/// Rows a page.
const PAGE: u64 = 20;

pub fn router() -> Router<App> {
    let upload = post(upload).get(imports).layer(DefaultBodyLimit::max(organizations::MAX_BYTES + 1024 * 1024));
    Router::new()
        .route("/organizations", get(list))
        .route("/organizations/export.csv", get(export_csv))
        .route("/organizations/export.xlsx", get(export_xlsx))
        .route("/organizations/import", upload)
        .route("/organizations/import/{id}", get(run))
        .route("/organizations/import/{id}/load", post(load))
        .route("/organizations/import/{id}/findings.csv", get(findings_csv))
        .route("/organizations/import/{id}/findings.xlsx", get(findings_xlsx))
        .route("/organizations/{code}", get(show))
        .route("/organizations/{code}/records.csv", get(records_csv))
        .route("/organizations/{code}/records.xlsx", get(records_xlsx))
        .route("/organizations/{code}/confirm", post(confirm))
        .route("/organizations/{code}/profile", get(profile).post(keep))
}

/// Filters of the list, as they stand in the address. What cannot be read filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    district: String,
    #[serde(default)]
    held: String,
    #[serde(default)]
    order: String,
    after: Option<String>,
}

impl ListQuery {
    fn filter(&self) -> Filter {
        let words: String = self.q.trim().chars().take(100).collect();
        Filter {
            kind: OrganizationKind::parse(&self.kind),
            field: Field::parse(&self.field),
            district: District::parse(&self.district),
            words: Some(words).filter(|words| !words.is_empty()),
            held: self.held == "1",
            order: OrganizationOrder::parse(&self.order).unwrap_or_default(),
        }
    }

    /// The filters again as a query, without the place in the list.
    fn query(&self) -> String {
        let filter = self.filter();
        let mut pairs = Vec::new();
        pairs.extend(filter.words.as_ref().map(|words| format!("q={}", super::encoded(words))));
        pairs.extend(filter.kind.map(|kind| format!("kind={}", kind.key())));
        pairs.extend(filter.field.map(|field| format!("field={}", field.key())));
        pairs.extend(filter.district.map(|district| format!("district={}", district.code())));
        pairs.extend(filter.held.then(|| "held=1".to_owned()));
        pairs.extend((filter.order != OrganizationOrder::default()).then(|| format!("order={}", filter.order.key())));
        pairs.join("&")
    }
}

/// A filter without one of its conditions.
fn without(filter: &Filter, name: &str) -> Filter {
    let mut filter = filter.clone();
    match name {
        "q" => filter.words = None,
        "kind" => filter.kind = None,
        "field" => filter.field = None,
        "district" => filter.district = None,
        _ => filter.held = false,
    }
    filter
}

async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    let page = match list_page(&app, &visitor, &query).await {
        Ok(page) => page,
        Err(fault) => return app.fault(&visitor, fault).await,
    };
    let response = app.page(&visitor, visitor.words.say("organizations.list-title"), Some(Nav::Organizations), || organizations_page(page)).await;
    cacheable(&visitor, response)
}

async fn list_page(app: &App, visitor: &Visitor, query: &ListQuery) -> Result<OrganizationsPage, Fault> {
    let filter = query.filter();
    let after = query.after.as_deref().and_then(read_code);
    let page = organizations::list(&app.market, &visitor.actor(), &filter, after.as_ref(), PAGE).await?;
    let mut place = ListPlace::new("/organizations", query.query(), after.is_some(), page.next);
    if page.total == 0 {
        let mut counted = Vec::new();
        for name in ["q", "kind", "field", "district", "held"] {
            counted.push((name, organizations::list(&app.market, &visitor.actor(), &without(&filter, name), None, 1).await?.total));
        }
        place = place.counted_without(counted);
    }
    Ok(OrganizationsPage {
        rows: page.rows,
        total: page.total,
        words: filter.words.unwrap_or_default(),
        kind: filter.kind,
        field: filter.field,
        district: filter.district,
        held: filter.held,
        order: filter.order,
        place,
        registrar: decide(&visitor.actor(), Action::ConfirmCode, &Case::default()) == Decision::Allowed,
    })
}

fn read_code(text: &str) -> Option<CreditCode> {
    CreditCode::read(text).ok().map(|reading| reading.code)
}

async fn export_csv(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    exported(&app, &visitor, export(&app, &visitor, &query, Sheet::Csv).await).await
}

async fn export_xlsx(State(app): State<App>, visitor: Visitor, Query(query): Query<ListQuery>) -> Response {
    exported(&app, &visitor, export(&app, &visitor, &query, Sheet::Xlsx).await).await
}

async fn exported(app: &App, visitor: &Visitor, sheet: Result<Response, Fault>) -> Response {
    match sheet {
        Ok(response) => response,
        Err(fault) => app.fault(visitor, fault).await,
    }
}

async fn export(app: &App, visitor: &Visitor, query: &ListQuery, sheet: Sheet) -> Result<Response, Fault> {
    let w = visitor.words;
    let turn = app.sheets.turn().await?;
    let most = u64::try_from(MOST_ROWS).unwrap_or(u64::MAX);
    let page = organizations::list(&app.market, &visitor.actor(), &query.filter(), None, most).await?;
    sheets::fits(page.total)?;
    let heads = ["name", "code", "kind", "status", "fields", "districts"].map(|column| w.say(&format!("organizations.column-{column}")));
    let heads: Vec<String> = heads.into_iter().chain([w.say("organizations.figure-delivered")]).collect();
    let rows: Vec<Vec<Cell>> = page
        .rows
        .iter()
        .map(|row| {
            vec![
                row.name.as_str().into(),
                row.code.as_str().into(),
                w.say(&row.kind.term()).into(),
                row.standing.map(|standing| w.say(&standing.term())).into(),
                (!row.fields.is_empty()).then(|| fields_words(w, &row.fields)).into(),
                (row.serves != Serves::NotGiven).then(|| serves_words(w, &row.serves)).into(),
                row.delivered.into(),
            ]
        })
        .collect();
    turn.download(sheet, "organizations", w.say("organizations.list-title"), heads, rows).await
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

async fn records_csv(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Response {
    exported(&app, &visitor, records(&app, &visitor, &code, Sheet::Csv).await).await
}

async fn records_xlsx(State(app): State<App>, visitor: Visitor, Path(code): Path<String>) -> Response {
    exported(&app, &visitor, records(&app, &visitor, &code, Sheet::Xlsx).await).await
}

async fn records(app: &App, visitor: &Visitor, code: &str, sheet: Sheet) -> Result<Response, Fault> {
    let w = visitor.words;
    let turn = app.sheets.turn().await?;
    let view = view(app, visitor, code).await?;
    let heads: Vec<String> = ["number", "contract", "purchaser", "provider", "price", "accepted-on", "evaluation-number", "grade", "score"]
        .iter()
        .map(|head| w.say(&format!("organizations.head-{head}")))
        .collect();
    let rows: Vec<Vec<Cell>> = view
        .records
        .iter()
        .map(|record| {
            vec![
                record.contract.to_string().into(),
                record.title.as_str().into(),
                record.purchaser.as_str().into(),
                record.provider.as_str().into(),
                record.price.into(),
                record.accepted_on.into(),
                record.evaluation.map(|number| number.to_string()).into(),
                record.grade.as_ref().map(|grade| w.say(&format!("grade-{grade}"))).into(),
                record.score.map(|score| score.to_string()).into(),
            ]
        })
        .collect();
    turn.download(sheet, &format!("records-{}", view.row.code), w.say("organizations.records-title"), heads, rows).await
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
    match kept {
        Ok(()) => Redirect::to(&format!("/organizations/{}", view.row.code)).into_response(),
        Err(Fault::Unfit(refused)) => {
            let page = ProfilePage {
                code: view.row.code,
                name: view.row.name,
                fields: fields.join(" "),
                districts: districts.join(" "),
                staff: posted.get("staff").to_owned(),
                refused,
                version: posted.seen(),
                once: Once::fresh().into(),
            };
            let title = visitor.words.say("organizations.profile-title");
            app.page_with(StatusCode::UNPROCESSABLE_ENTITY, &visitor, title, Some(Nav::Organizations), || profile_page(page)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn imports(State(app): State<App>, visitor: Visitor) -> Response {
    imports_response(&app, &visitor, StatusCode::OK, true, Vec::new()).await
}

async fn imports_response(app: &App, visitor: &Visitor, status: StatusCode, dry_run: bool, refused: Vec<Refusal>) -> Response {
    match organizations::import_runs(&app.market, &visitor.actor(), 50).await {
        Ok(runs) => {
            let page = ImportsPage { runs, dry_run, refused, once: Once::fresh().into() };
            app.page_with(status, visitor, visitor.words.say("organizations.import-title"), Some(Nav::Organizations), || imports_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

async fn upload(State(app): State<App>, visitor: Visitor, posted: Posted) -> Response {
    let dry_run = posted.get("dry_run") == "yes";
    let begun = match (posted.files.iter().find(|file| file.field == "file"), posted.once()) {
        (Some(file), Ok(once)) => {
            let file = ListFile { name: file.name.clone(), bytes: file.bytes.to_vec() };
            organizations::start_import(&app.market, &visitor.actor(), StartImport { file, dry_run, once }).await
        }
        (None, _) => Err(Refusal::new("organizations.import-no-file").field("file").into()),
        (_, Err(refusal)) => Err(refusal.into()),
    };
    match begun {
        Ok(id) => Redirect::to(&format!("/organizations/import/{id}")).into_response(),
        Err(Fault::Refused(refusal)) if refusal.field.is_some() => {
            imports_response(&app, &visitor, StatusCode::UNPROCESSABLE_ENTITY, dry_run, vec![*refusal]).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

#[derive(Default, Deserialize)]
struct RunQuery {
    #[serde(default)]
    from: String,
}

async fn run(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, Query(query): Query<RunQuery>) -> Response {
    match read_run(&app, &visitor, &id).await {
        Ok(run) => {
            let title = run.summary.file.clone();
            let findings = run.report.as_ref().map_or(0, |report| report.findings.len());
            // A place behind the last finding shows the first ones.
            let from = query.from.parse().ok().filter(|from| *from < findings).unwrap_or(0);
            let page = RunPage { run, from, once: Once::fresh().into() };
            app.page(&visitor, title, Some(Nav::Organizations), || run_page(page)).await
        }
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn read_run(app: &App, visitor: &Visitor, id: &str) -> Result<domain::organizations::ImportRun, Fault> {
    let id: ImportId = id.parse().map_err(|_| Refusal::not_found())?;
    organizations::import_run(&app.market, &visitor.actor(), id).await
}

async fn load(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, posted: Posted) -> Response {
    let Ok(run) = id.parse::<ImportId>() else { return app.refused(&visitor, &Refusal::not_found()).await };
    let begun = match posted.once() {
        Ok(once) => organizations::load_import(&app.market, &visitor.actor(), LoadImport { run, once }).await,
        Err(refusal) => Err(refusal.into()),
    };
    match begun {
        Ok(id) => Redirect::to(&format!("/organizations/import/{id}")).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn findings_csv(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    exported(&app, &visitor, findings(&app, &visitor, &id, Sheet::Csv).await).await
}

async fn findings_xlsx(State(app): State<App>, visitor: Visitor, Path(id): Path<String>) -> Response {
    exported(&app, &visitor, findings(&app, &visitor, &id, Sheet::Xlsx).await).await
}

async fn findings(app: &App, visitor: &Visitor, id: &str, sheet: Sheet) -> Result<Response, Fault> {
    let w = visitor.words;
    let turn = app.sheets.turn().await?;
    let report = read_run(app, visitor, id).await?.report.ok_or_else(Refusal::not_found)?;
    let heads: Vec<String> = ["place", "header", "value", "weight", "reason", "mend"].iter().map(|head| w.say(&format!("organizations.head-{head}"))).collect();
    let rows: Vec<Vec<Cell>> = report
        .findings
        .iter()
        .map(|finding| {
            let said = w.refusal(&finding.reason);
            vec![
                place_words(w, &finding.place).into(),
                finding.place.header.clone().into(),
                finding.value.as_str().into(),
                w.say(&finding.weight.term()).into(),
                said.what.into(),
                said.remedy.into(),
            ]
        })
        .collect();
    turn.download(sheet, "findings", w.say("organizations.findings-title"), heads, rows).await
}
