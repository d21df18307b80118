//! The register, an organization's profile, and imports of lists.

use super::Problem;
use super::extract::{Json as Body, Key, Path, Query};
use super::problem::{NotDone, NotShown, Refused};
use crate::app::App;
use crate::forms::{Posted, body_at_most};
use crate::visitor::Visitor;
use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use domain::code::{CreditCode, District};
use domain::ids::{ImportId, OrganizationId};
use domain::organizations::{ImportRun, ImportSummary, OrganizationKind, OrganizationOrder, OrganizationRow, OrganizationView, Profile};
use domain::refusal::Refusal;
use domain::services::Field;
use marketplace::organizations::{self, ConfirmCode, EditProfile, Filter, ListFile, LoadImport, StartImport};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The body whose code stands in a query as a filter; an unknown one is not found.
pub(super) async fn named_in_query(app: &App, code: Option<CreditCode>) -> Result<Option<OrganizationId>, Problem> {
    let Some(code) = code else { return Ok(None) };
    let found = organizations::by_code(&app.market, &code).await?;
    Ok(Some(found.ok_or_else(Refusal::not_found)?.id))
}

pub fn routes() -> OpenApiRouter<App> {
    let imports = OpenApiRouter::new().routes(routes!(runs, begin)).layer(body_at_most(organizations::MAX_BYTES + 1024 * 1024));
    OpenApiRouter::new()
        .routes(routes!(list))
        .merge(imports)
        .routes(routes!(run))
        .routes(routes!(load))
        .routes(routes!(show))
        .routes(routes!(confirm))
        .routes(routes!(keep))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OrganizationsQuery {
    /// Only this kind.
    kind: Option<OrganizationKind>,
    /// Only those with this field.
    field: Option<Field>,
    /// Only those that sit or work in this district, by its six digits.
    #[param(value_type = Option<String>)]
    district: Option<District>,
    /// Only names with these words, or this very code.
    q: Option<String>,
    /// Only those whose code waits for the registrar: for the registrar alone.
    held: Option<bool>,
    /// In which order; `name` when it is left out.
    order: Option<OrganizationOrder>,
    /// Code of the last one of the page before.
    #[param(value_type = Option<String>)]
    after: Option<CreditCode>,
}

/// A page of the register.
#[derive(Serialize, ToSchema)]
struct Organizations {
    /// How many there are in all.
    total: u64,
    /// In the order asked for.
    organizations: Vec<OrganizationRow>,
    /// Code of the last one, when more follow.
    next: Option<String>,
}

/// The register, by name unless another order is asked for.
#[utoipa::path(get, path = "/organizations", tag = "organizations", params(OrganizationsQuery),
    responses((status = 200, body = Organizations), Refused<400>, Refused<403>))]
async fn list(State(app): State<App>, visitor: Visitor, Query(query): Query<OrganizationsQuery>) -> Result<Json<Organizations>, Problem> {
    let words = query.q.map(|words| words.trim().chars().take(100).collect::<String>()).filter(|words| !words.is_empty());
    let order = query.order.unwrap_or_default();
    let filter = Filter { kind: query.kind, field: query.field, district: query.district, words, held: query.held.unwrap_or(false), order };
    let page = organizations::list(&app.market, &visitor.actor(), &filter, query.after.as_ref(), 50).await?;
    Ok(Json(Organizations { total: page.total, organizations: page.rows, next: page.next }))
}

/// One body with its facts, their sources, and what it delivered.
#[utoipa::path(get, path = "/organizations/{code}", tag = "organizations", params(("code" = CreditCode, Path)),
    responses((status = 200, body = OrganizationView), Refused<404>))]
async fn show(State(app): State<App>, visitor: Visitor, Path(code): Path<CreditCode>) -> Result<Json<OrganizationView>, Problem> {
    Ok(Json(organizations::view(&app.market, &visitor.actor(), &code).await?))
}

/// What an organization says of itself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct KeptProfile {
    /// Fields, districts, staff.
    profile: Profile,
    /// The version that the person saw.
    seen: i32,
}

/// Keeps one's own organization's profile.
#[utoipa::path(put, path = "/organizations/{code}/profile", tag = "organizations", request_body = KeptProfile,
    params(("code" = CreditCode, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(code): Path<CreditCode>,
    Body(body): Body<KeptProfile>,
) -> Result<StatusCode, Problem> {
    organizations::edit_profile(&app.market, &visitor.actor(), EditProfile { code, profile: body.profile, seen: body.seen, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the registrar saw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SeenOrganization {
    /// The version.
    seen: i32,
}

/// Confirms a code whose check character is wrong.
#[utoipa::path(post, path = "/organizations/{code}/confirm", tag = "organizations", request_body = SeenOrganization,
    params(("code" = CreditCode, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 204), NotDone))]
async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Key(once): Key,
    Path(code): Path<CreditCode>,
    Body(body): Body<SeenOrganization>,
) -> Result<StatusCode, Problem> {
    organizations::confirm_code(&app.market, &visitor.actor(), ConfirmCode { code, seen: body.seen, once }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The latest imports, newest first.
#[utoipa::path(get, path = "/organizations/import", tag = "organizations",
    responses((status = 200, body = Vec<ImportSummary>), Refused<403>))]
async fn runs(State(app): State<App>, visitor: Visitor) -> Result<Json<Vec<ImportSummary>>, Problem> {
    Ok(Json(organizations::import_runs(&app.market, &visitor.actor(), 50).await?))
}

/// A list of organizations as a form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form, which is read field by field")]
struct ImportForm {
    /// CSV or XLSX, 20 MB at most.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// `yes`, `true` or `1` only says what would happen; `no`, `false`, `0` or nothing loads.
    dry_run: Option<String>,
}

/// The run that was begun.
#[derive(Serialize, ToSchema)]
struct BegunImport {
    /// Its identifier: ask for it until its stage says that it ended.
    id: ImportId,
}

/// A posted form; one that cannot be read is a problem.
struct Form(Posted);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;
    async fn from_request(request: Request, _: &S) -> Result<Form, Problem> {
        Posted::read(request).await.map(Form).map_err(|unread| Problem::from(unread.refusal()).with_status(unread.status()))
    }
}

/// Whether an import only says what would happen. A word that is not understood must not load anything.
fn dry_run(typed: &str) -> Result<bool, Refusal> {
    match typed.trim() {
        "yes" | "true" | "1" => Ok(true),
        "" | "no" | "false" | "0" => Ok(false),
        other => Err(Refusal::new("organizations.import-dry-run").fact("typed", other).field("dry_run")),
    }
}

/// Begins an import in the background.
#[utoipa::path(post, path = "/organizations/import", tag = "organizations", request_body(content = ImportForm, content_type = "multipart/form-data"),
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = BegunImport), Refused<400>, Refused<403>, Refused<413>, Refused<415>, Refused<422>))]
async fn begin(State(app): State<App>, visitor: Visitor, Key(once): Key, Form(posted): Form) -> Result<(StatusCode, Json<BegunImport>), Problem> {
    let dry_run = dry_run(posted.get("dry_run"))?;
    let file = posted.files.into_iter().find(|file| file.field == "file").ok_or_else(|| Refusal::new("organizations.import-no-file").field("file"))?;
    let file = ListFile { name: file.name, bytes: file.bytes.to_vec() };
    let id = organizations::start_import(&app.market, &visitor.actor(), StartImport { file, dry_run, once }).await?;
    Ok((StatusCode::CREATED, Json(BegunImport { id })))
}

/// How far an import is, and its report.
#[utoipa::path(get, path = "/organizations/import/{id}", tag = "organizations", params(("id" = ImportId, Path)),
    responses((status = 200, body = ImportRun), NotShown))]
async fn run(State(app): State<App>, visitor: Visitor, Path(id): Path<ImportId>) -> Result<Json<ImportRun>, Problem> {
    Ok(Json(organizations::import_run(&app.market, &visitor.actor(), id).await?))
}

/// Loads what an import only judged.
#[utoipa::path(post, path = "/organizations/import/{id}/load", tag = "organizations", params(("id" = ImportId, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 202), Refused<400>, NotShown, Refused<409>, Refused<422>))]
async fn load(State(app): State<App>, visitor: Visitor, Key(once): Key, Path(run): Path<ImportId>) -> Result<StatusCode, Problem> {
    organizations::load_import(&app.market, &visitor.actor(), LoadImport { run, once }).await?;
    Ok(StatusCode::ACCEPTED)
}

#[cfg(test)]
mod tests {
    use super::dry_run;

    #[test]
    fn a_word_that_is_not_understood_loads_nothing() {
        assert_eq!(["yes", "true", "1", " yes "].map(|typed| dry_run(typed).unwrap()), [true; 4]);
        assert_eq!(["", "no", "false", "0"].map(|typed| dry_run(typed).unwrap()), [false; 4]);
        for typed in ["on", "TRUE", "nein"] {
            let refusal = dry_run(typed).unwrap_err();
            assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("organizations.import-dry-run", Some("dry_run")));
        }
    }
}
