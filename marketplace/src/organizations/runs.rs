//! Runs of an import: begun by a person, done in the background, their report kept.

use super::import::{load_all, renames};
use super::list::read_organizations;
use crate::fault::Fault;
use crate::identity;
use crate::market::Market;
use crate::tx::{Once, hex};
use domain::calendar::day_of;
use domain::ids::ImportId;
use domain::organizations::import::ImportReport;
use domain::organizations::{ImportOutcome, ImportRun, ImportStage, ImportSummary};
use domain::policy::{Action, Actor, Case, may};
use domain::refusal::{Kind, Refusal};
use entities::organizations::import_run;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::watch;

/// How often progress is written down.
const PROGRESS_EVERY: Duration = Duration::from_millis(300);

/// A list of organizations as it was sent.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// What the sender called it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Begins a run.
#[derive(Clone, Debug)]
pub struct StartImport {
    /// The list.
    pub file: ListFile,
    /// Only say what would happen.
    pub dry_run: bool,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Loads what a run judged.
#[derive(Clone, Debug, Serialize)]
pub struct LoadImport {
    /// The run.
    pub run: ImportId,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Begins a run and goes on with it in the background; [`import_run`] tells how far it is.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `once.other-body`.
pub async fn start_import(market: &Market, actor: &Actor, cmd: StartImport) -> Result<ImportId, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let digest = Sha256::digest(&cmd.file.bytes).to_vec();
    let tx = market.begin(actor).await?;
    if let Some(id) = tx.claim("organizations.start_import", &cmd.once, &(&cmd.file.name, hex(&digest), cmd.dry_run)).await? {
        return Ok(id);
    }
    let id = ImportId::new(tx.fresh());
    begun(id, &cmd.file, digest, cmd.dry_run, actor, tx.at()).insert(tx.db()).await?;
    let id = tx.commit_once(&cmd.once, id).await?;
    let (market, actor) = (market.clone(), *actor);
    tokio::spawn(async move {
        // What broke stands in the run itself; the log has the cause.
        let _ = go_through(&market, &actor, id, cmd.file, cmd.dry_run).await;
    });
    Ok(id)
}

/// Goes through a list at once and answers when it is done: for the command line.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists; [`Fault::Broken`] when the loading breaks off.
pub async fn import_now(market: &Market, actor: &Actor, file: ListFile, dry_run: bool) -> Result<ImportRun, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let tx = market.begin(actor).await?;
    let id = ImportId::new(tx.fresh());
    begun(id, &file, Sha256::digest(&file.bytes).to_vec(), dry_run, actor, tx.at()).insert(tx.db()).await?;
    tx.commit().await?;
    go_through(market, actor, id, file, dry_run).await?;
    import_run(market, actor, id).await
}

fn begun(id: ImportId, file: &ListFile, digest: Vec<u8>, dry_run: bool, actor: &Actor, at: domain::calendar::Moment) -> import_run::ActiveModel {
    import_run::ActiveModel {
        id: Set(id.uuid()),
        account_id: Set(actor.account.map(domain::ids::AccountId::uuid)),
        file_name: Set(file.name.chars().take(120).collect()),
        digest: Set(digest),
        dry_run: Set(dry_run),
        done: Set(0),
        total: Set(None),
        report: Set(None),
        at: Set(at),
        ended_at: Set(None),
        loading: Set(false),
        may_load: Set(None),
        outcome: Set(None),
        failure: Set(None),
    }
}

/// Judges all rows, keeps the report, and loads what may be loaded unless it was only asked what would happen. A list that would
/// rename a registered body is not loaded unseen: it waits until a person who read the report loads it.
async fn go_through(market: &Market, actor: &Actor, id: ImportId, file: ListFile, dry_run: bool) -> Result<(), Fault> {
    let today = day_of(market.now());
    let (tell, mut told) = watch::channel((0, 0));
    let judging = tokio::task::spawn_blocking(move || {
        read_organizations(&file.bytes, &file.name, today, &mut |done, total| {
            tell.send_replace((done, total));
        })
    });
    while told.changed().await.is_ok() {
        let (done, total) = *told.borrow_and_update();
        change(market, actor, id, |row| progress(row, done, total)).await?;
        tokio::time::sleep(PROGRESS_EVERY).await;
    }
    let judged = judging.await.map_err(|error| Fault::Broken(format!("judging a list: {error}")));
    let held = async {
        let mut report = judged?;
        let renames = renames(market.reader(), &report).await?;
        report.with_renames(renames);
        Ok(report)
    };
    let report = match held.await {
        Ok(report) => report,
        Err(fault) => return broke_off(market, actor, id, fault).await,
    };
    let text = serde_json::to_string(&report)?;
    let (total, loads) = (*told.borrow(), !dry_run && report.may_load() && !report.is_to_confirm());
    let now = market.now();
    change(market, actor, id, |row| {
        progress(row, total.1, total.1);
        row.report = Set(Some(text));
        row.failure = Set(None);
        row.may_load = Set(Some(report.may_load()));
        row.loading = Set(loads);
        row.ended_at = Set((!loads).then_some(now));
    })
    .await?;
    if loads { load_judged(market, actor, id, &report).await } else { Ok(()) }
}

fn progress(row: &mut import_run::ActiveModel, done: usize, total: usize) {
    row.done = Set(i32::try_from(done).unwrap_or(i32::MAX));
    row.total = Set(Some(i32::try_from(total).unwrap_or(i32::MAX)));
}

/// Loads the rows and ends the run in one transaction.
async fn load_judged(market: &Market, actor: &Actor, id: ImportId, report: &ImportReport) -> Result<(), Fault> {
    let loaded = async {
        let tx = market.begin(actor).await?;
        let outcome = load_all(&tx, report).await?;
        let row = import_run::Entity::find_by_id(id.uuid()).one(tx.db()).await?.ok_or_else(Refusal::not_found)?;
        let mut row = row.into_active_model();
        row.loading = Set(false);
        row.failure = Set(None);
        row.outcome = Set(Some(serde_json::to_string(&outcome)?));
        row.ended_at = Set(Some(tx.at()));
        row.update(tx.db()).await?;
        tx.commit().await
    };
    match loaded.await {
        Ok(()) => Ok(()),
        Err(fault) => broke_off(market, actor, id, fault).await,
    }
}

/// Marks the runs that never ended as broken off: a process that ended took them with it, and what they wrote was undone. A run
/// that another process is still at takes the mark off again.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn break_off_interrupted(market: &Market) -> Result<(), Fault> {
    let tx = market.begin(&Actor::OPERATOR).await?;
    let reason = serde_json::to_string(&Refusal::new("organizations.import-broke-off"))?;
    let row = import_run::ActiveModel { failure: Set(Some(reason)), loading: Set(false), ..Default::default() };
    let stuck = import_run::Entity::update_many().filter(import_run::Column::EndedAt.is_null()).filter(import_run::Column::Failure.is_null());
    stuck.set(row).exec(tx.db()).await?;
    tx.commit().await
}

/// Keeps the reason in the run, and hands it on.
async fn broke_off(market: &Market, actor: &Actor, id: ImportId, fault: Fault) -> Result<(), Fault> {
    tracing::error!(%fault, %id, "an import broke off");
    let reason = fault.refusals().first().cloned().unwrap_or_else(|| Refusal::new("organizations.import-broke-off"));
    let (now, text) = (market.now(), serde_json::to_string(&reason)?);
    change(market, actor, id, |row| {
        row.loading = Set(false);
        row.failure = Set(Some(text));
        row.ended_at = Set(Some(now));
    })
    .await?;
    Err(fault)
}

async fn change(market: &Market, actor: &Actor, id: ImportId, change: impl FnOnce(&mut import_run::ActiveModel)) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let mut row = import_run::ActiveModel { id: Set(id.uuid()), ..Default::default() };
    change(&mut row);
    import_run::Entity::update_many().set(row).filter(import_run::Column::Id.eq(id.uuid())).exec(tx.db()).await?;
    tx.commit().await
}

/// Loads, in the background, what a run only judged.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `not-found`, `organizations.import-not-loadable` when a row of it is
/// impossible, `organizations.import-loaded-already`.
pub async fn load_import(market: &Market, actor: &Actor, cmd: LoadImport) -> Result<ImportId, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let tx = market.begin(actor).await?;
    if let Some(id) = tx.claim("organizations.load_import", &cmd.once, &cmd).await? {
        return Ok(id);
    }
    let row = import_run::Entity::find_by_id(cmd.run.uuid()).one(tx.db()).await?.ok_or_else(Refusal::not_found)?;
    if row.loading || row.outcome.is_some() {
        return Err(Refusal::new("organizations.import-loaded-already").kind(Kind::Conflict).into());
    }
    let Some(report) = &row.report else { return Err(Refusal::new("organizations.import-not-judged").kind(Kind::Conflict).into()) };
    let report: ImportReport = serde_json::from_str(report)?;
    if !report.may_load() {
        return Err(Refusal::new("organizations.import-not-loadable").fact("n", report.counts.refused).into());
    }
    let mut row = row.into_active_model();
    row.loading = Set(true);
    row.failure = Set(None);
    row.ended_at = Set(None);
    row.update(tx.db()).await?;
    let id = tx.commit_once(&cmd.once, cmd.run).await?;
    let (market, actor) = (market.clone(), *actor);
    tokio::spawn(async move {
        let _ = load_judged(&market, &actor, id, &report).await;
    });
    Ok(id)
}

/// One run with its report, the rows themselves left out.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists, `not-found`.
pub async fn import_run(market: &Market, actor: &Actor, id: ImportId) -> Result<ImportRun, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    let row = import_run::Entity::find_by_id(id.uuid()).one(market.reader()).await?.ok_or_else(Refusal::not_found)?;
    let names = identity::names(market.reader(), row.account_id).await?;
    let (report, outcome, failure) = (row.report.clone(), row.outcome.clone(), row.failure.clone());
    let summary = summary(Light::from(row), &names);
    let report: Option<ImportReport> = report.as_deref().map(serde_json::from_str).transpose()?;
    Ok(ImportRun {
        may_load: matches!(summary.stage, ImportStage::Judged | ImportStage::Broken) && report.as_ref().is_some_and(ImportReport::may_load),
        report: report.map(|report| ImportReport { organizations: Vec::new(), ..report }),
        outcome: outcome.as_deref().map(serde_json::from_str::<ImportOutcome>).transpose()?,
        failure: failure.as_deref().map(serde_json::from_str).transpose()?,
        summary,
    })
}

/// The latest runs, newest first, without their reports.
///
/// # Errors
/// Refused `policy.*` unless the actor imports lists.
pub async fn import_runs(market: &Market, actor: &Actor, most: u64) -> Result<Vec<ImportSummary>, Fault> {
    may(actor, Action::ImportOrganizations, &Case::default())?;
    use import_run::Column as C;
    let rows: Vec<Light> = import_run::Entity::find()
        .select_only()
        // Reports are long: a list of runs leaves them where they are.
        .columns([C::Id, C::AccountId, C::FileName, C::Digest, C::Done, C::Total, C::At, C::Loading, C::MayLoad])
        .column_as(C::Outcome.is_not_null(), "loaded")
        .column_as(C::Failure.is_not_null(), "broken")
        .order_by_desc(C::At)
        .order_by_desc(C::Id)
        .limit(most)
        .into_model()
        .all(market.reader())
        .await?;
    let names = identity::names(market.reader(), rows.iter().filter_map(|row| row.account_id)).await?;
    Ok(rows.into_iter().map(|row| summary(row, &names)).collect())
}

/// A run without its long columns.
#[derive(sea_orm::FromQueryResult)]
struct Light {
    id: uuid::Uuid,
    account_id: Option<uuid::Uuid>,
    file_name: String,
    digest: Vec<u8>,
    done: i32,
    total: Option<i32>,
    at: domain::calendar::Moment,
    loading: bool,
    may_load: Option<bool>,
    loaded: bool,
    broken: bool,
}

impl From<import_run::Model> for Light {
    fn from(row: import_run::Model) -> Light {
        Light {
            id: row.id,
            account_id: row.account_id,
            file_name: row.file_name,
            digest: row.digest,
            done: row.done,
            total: row.total,
            at: row.at,
            loading: row.loading,
            may_load: row.may_load,
            loaded: row.outcome.is_some(),
            broken: row.failure.is_some(),
        }
    }
}

fn summary(row: Light, names: &HashMap<uuid::Uuid, String>) -> ImportSummary {
    let stage = match (row.broken, row.loaded, row.loading, row.may_load) {
        (true, ..) => ImportStage::Broken,
        (_, true, ..) => ImportStage::Loaded,
        (_, _, true, _) => ImportStage::Loading,
        (.., None) => ImportStage::Judging,
        (.., Some(false)) => ImportStage::Refused,
        (.., Some(true)) => ImportStage::Judged,
    };
    ImportSummary {
        id: ImportId::new(row.id),
        file: row.file_name,
        digest: hex(&row.digest),
        by: row.account_id.and_then(|account| names.get(&account).cloned()),
        at: row.at,
        stage,
        done: u32::try_from(row.done).unwrap_or_default(),
        total: row.total.and_then(|total| u32::try_from(total).ok()),
    }
}
