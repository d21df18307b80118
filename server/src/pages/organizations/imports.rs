//! The registrar's imports: a list handed in, what came of it, and loading it.

use crate::app::App;
use crate::forms::{Posted, at_fields, body_at_most, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::sheets::{self, List, Sheet};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::ids::ImportId;
use domain::organizations::ImportRun;
use domain::refusal::Refusal;
use domain::step::Word;
use frontend::Nav;
use frontend::organizations::{ImportsPage, RunPage, imports_page, place_words, run_page};
use marketplace::organizations::{self, ListFile, LoadImport, StartImport};
use marketplace::{Fault, Once};
use serde::Deserialize;

pub fn router() -> Router<App> {
    let upload = post(upload).get(imports).layer(body_at_most(organizations::MAX_BYTES + 1024 * 1024));
    Router::new()
        .route("/organizations/import", upload)
        .route("/organizations/import/{id}", get(run))
        .route("/organizations/import/{id}/load", post(load))
        .route("/organizations/import/{id}/findings.{format}", get(findings))
}

async fn imports(State(app): State<App>, visitor: Visitor) -> Response {
    imports_response(&app, &visitor, true, Vec::new()).await
}

async fn imports_response(app: &App, visitor: &Visitor, dry_run: bool, refused: Vec<Refusal>) -> Response {
    let status = status_with(&refused);
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
    match begun.map_err(for_form) {
        Ok(id) => Redirect::to(&format!("/organizations/import/{id}")).into_response(),
        Err(Ok(refused)) => imports_response(&app, &visitor, dry_run, at_fields(refused)).await,
        Err(Err(fault)) => app.fault(&visitor, fault).await,
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

async fn read_run(app: &App, visitor: &Visitor, id: &str) -> Result<ImportRun, Fault> {
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

/// What was found in an imported list, as a sheet.
async fn findings(State(app): State<App>, visitor: Visitor, Path((id, format)): Path<(String, Sheet)>) -> Response {
    sheets::answer(&app, &visitor, format, findings_sheet(&app, &visitor, &id)).await
}

async fn findings_sheet(app: &App, visitor: &Visitor, id: &str) -> Result<List, Fault> {
    let w = visitor.words;
    let report = read_run(app, visitor, id).await?.report.ok_or_else(Refusal::not_found)?;
    let heads = ["place", "header", "value", "weight", "reason", "mend"].map(|head| w.say(&format!("organizations.head-{head}")));
    let rows = report.findings.iter().map(|finding| {
        let said = w.refusal(&finding.reason);
        vec![
            place_words(w, &finding.place).into(),
            finding.place.header.clone().into(),
            finding.value.as_str().into(),
            w.say(&finding.weight.term()).into(),
            said.what.into(),
            said.remedy.into(),
        ]
    });
    Ok(List { name: "findings".into(), title: w.say("organizations.findings-title"), heads: heads.into(), rows: rows.collect() })
}
