//! Milestones: evidence, report, check, recipients' opinions, acceptance.

use super::{number, refused};
use crate::answer::attachment;
use crate::app::App;
use crate::forms::{Posted, status_with};
use crate::pages::extract::Path;
use crate::visitor::Visitor;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::contracts::{Judgement, Milestone, MilestoneView, Opinions, Report};
use domain::ids::FileId;
use domain::notices::NoticeKind;
use domain::policy::Action;
use domain::refusal::{Fact, Refusal};
use frontend::Nav;
use frontend::contracts::{MilestonePage, Typed, accepted_receipt, milestone_page};
use marketplace::contracts::{self, At};
use marketplace::files::NewFile;
use marketplace::{Fault, Once};

/// The address of a milestone: the contract's number and its position.
type Place = Path<(String, u32)>;

async fn read(app: &App, visitor: &Visitor, place: &(String, u32)) -> Result<MilestoneView, Fault> {
    contracts::milestone_view(&app.market, &visitor.actor(), number(&place.0)?, place.1).await
}

pub async fn show(State(app): State<App>, visitor: Visitor, Path(place): Place) -> Response {
    page(&app, &visitor, &place, Typed::default()).await
}

async fn page(app: &App, visitor: &Visitor, place: &(String, u32), typed: Typed) -> Response {
    match read(app, visitor, place).await {
        Ok(view) => {
            let title = view.milestone.name.clone();
            let page = MilestonePage { view, once: (0..5).map(|_| Once::fresh().into()).collect(), typed };
            app.page_with(status_with(&page.typed.refused), visitor, title, Some(Nav::Contracts), || milestone_page(page)).await
        }
        Err(fault) => app.fault(visitor, fault).await,
    }
}

fn address(place: &(String, u32)) -> String {
    format!("/contracts/{}/milestones/{}", place.0, place.1)
}

fn at(place: &(String, u32), posted: &Posted) -> Result<At, Refusal> {
    Ok(At { contract: number(&place.0)?, position: place.1, seen: posted.seen(), once: posted.once()? })
}

/// The answer to an act: onward, or the page again with what was typed and what stands against it.
async fn acted(app: &App, visitor: &Visitor, place: &(String, u32), posted: &Posted, done: Result<String, Fault>) -> Response {
    match done.map_err(|fault| refused(posted, fault)) {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Ok(typed)) => page(app, visitor, place, typed).await,
        Err(Err(fault)) => app.fault(visitor, fault).await,
    }
}

pub async fn upload(State(app): State<App>, visitor: Visitor, Path(place): Place, mut posted: Posted) -> Response {
    let done = uploaded(&app, &visitor, &place, &mut posted).await;
    files_changed(&app, &visitor, &place, posted, done).await
}

/// The answer once the list of files has changed: what is typed of the report, and not sent yet, comes back with it.
async fn files_changed(app: &App, visitor: &Visitor, place: &(String, u32), posted: Posted, done: Result<(), Fault>) -> Response {
    let begun = posted.fields.iter().any(|(name, text)| (name == "note" || name.starts_with("delivered.")) && !text.trim().is_empty());
    if done.is_ok() && begun {
        return page(app, visitor, place, Typed { fields: posted.fields, refused: Vec::new() }).await;
    }
    acted(app, visitor, place, &posted, done.map(|()| address(place))).await
}

/// Adds the files that came along. They have a key of their own, since one key is one act.
async fn uploaded(app: &App, visitor: &Visitor, place: &(String, u32), posted: &mut Posted) -> Result<(), Fault> {
    let new = posted.files.drain(..).map(|file| NewFile { name: file.name, bytes: file.bytes.to_vec() }).collect();
    let once = Once::parse(&posted.given("once_files").unwrap_or_else(|| posted.get("once").to_owned()))?;
    let at = At { contract: number(&place.0)?, position: place.1, seen: posted.seen(), once };
    contracts::add_evidence(&app.market, &visitor.actor(), at, new).await.map(drop)
}

pub async fn remove(State(app): State<App>, visitor: Visitor, Path(place): Place, mut posted: Posted) -> Response {
    let done = removed(&app, &visitor, &place, &mut posted).await;
    files_changed(&app, &visitor, &place, posted, done).await
}

async fn removed(app: &App, visitor: &Visitor, place: &(String, u32), posted: &mut Posted) -> Result<(), Fault> {
    let file = posted.get("file").parse::<FileId>().map_err(|_| Refusal::not_found())?;
    let once = Once::parse(&posted.given("once_remove").unwrap_or_else(|| posted.get("once").to_owned()))?;
    let seen = with_chosen(app, visitor, place, posted).await?;
    let at = At { contract: number(&place.0)?, position: place.1, seen, once };
    contracts::remove_evidence(&app.market, &visitor.actor(), at, file).await
}

/// Keeps the files that were chosen and not uploaded yet, and says the version from then on: each addition is a new one.
async fn with_chosen(app: &App, visitor: &Visitor, place: &(String, u32), posted: &mut Posted) -> Result<i32, Fault> {
    let seen = posted.seen();
    if posted.files.is_empty() {
        return Ok(seen);
    }
    uploaded(app, visitor, place, posted).await?;
    Ok(seen + 1)
}

pub async fn report(State(app): State<App>, visitor: Visitor, Path(place): Place, mut posted: Posted) -> Response {
    let done = reported(&app, &visitor, &place, &mut posted).await.map(|()| address(&place));
    acted(&app, &visitor, &place, &posted, done).await
}

async fn reported(app: &App, visitor: &Visitor, place: &(String, u32), posted: &mut Posted) -> Result<(), Fault> {
    let seen = with_chosen(app, visitor, place, posted).await?;
    let view = read(app, visitor, place).await?;
    let reports = view.acts.contains(&Action::ReportMilestone);
    let counts = view.milestone.outputs.iter().enumerate().map(|(index, done)| {
        let field = format!("delivered.{index}");
        match posted.whole(&field, done.output.name.as_str())? {
            // Who may not report is told so, not what is missing.
            None if reports => Err(Refusal::new("forms.missing").fact("field", done.output.name.as_str()).field(field)),
            counted => Ok(counted),
        }
    });
    let counts: Vec<Result<Option<u32>, Refusal>> = counts.collect();
    let mut wrong: Vec<Refusal> = counts.iter().filter_map(|one| one.as_ref().err().cloned()).collect();
    if reports && view.papers.as_ref().is_some_and(|papers| papers.files.is_empty()) {
        wrong.push(Refusal::new("contracts.no-evidence").field("files"));
    }
    if !wrong.is_empty() {
        return Err(Fault::Unfit(wrong));
    }
    let report = Report { delivered: counts.into_iter().map(Result::unwrap_or_default).collect(), note: posted.get("note").trim().to_owned() };
    contracts::report(&app.market, &visitor.actor(), At { seen, ..at(place, posted)? }, report).await
}

pub async fn check(State(app): State<App>, visitor: Visitor, Path(place): Place, posted: Posted) -> Response {
    let done = checked(&app, &visitor, &place, &posted).await.map(|()| address(&place));
    acted(&app, &visitor, &place, &posted, done).await
}

async fn checked(app: &App, visitor: &Visitor, place: &(String, u32), posted: &Posted) -> Result<(), Fault> {
    let view = read(app, visitor, place).await?;
    let (outputs, checks) = (view.milestone.outputs, view.acts.contains(&Action::CheckMilestone));
    let mut wrong = Vec::new();
    let mut judged = Vec::with_capacity(outputs.len());
    for (index, done) in outputs.iter().enumerate() {
        let met = match posted.get(&format!("met.{index}")) {
            "yes" => true,
            "no" => false,
            _ => {
                if checks {
                    wrong.push(Refusal::new("contracts.needed").field(format!("met.{index}")));
                }
                judged.push(None);
                continue;
            }
        };
        let confirmed = posted.whole(&format!("confirmed.{index}"), done.output.name.as_str()).unwrap_or_else(|refusal| {
            wrong.push(refusal);
            None
        });
        let note = posted.get(&format!("note.{index}")).trim().to_owned();
        judged.push(Some(Judgement { met, confirmed: confirmed.unwrap_or(done.accepted), note }));
    }
    if !wrong.is_empty() {
        return Err(Fault::Unfit(wrong));
    }
    contracts::check(&app.market, &visitor.actor(), at(place, posted)?, judged).await
}

pub async fn opinions(State(app): State<App>, visitor: Visitor, Path(place): Place, posted: Posted) -> Response {
    let done = heard(&app, &visitor, &place, &posted).await.map(|()| address(&place));
    acted(&app, &visitor, &place, &posted, done).await
}

async fn heard(app: &App, visitor: &Visitor, place: &(String, u32), posted: &Posted) -> Result<(), Fault> {
    let mut wrong = Vec::new();
    let mut whole = |field: &str| {
        posted.whole(field, Fact::Term(format!("contracts.{field}"))).map(Option::unwrap_or_default).unwrap_or_else(|refusal| {
            wrong.push(refusal);
            0
        })
    };
    let (asked, answered, satisfied) = (whole("asked"), whole("answered"), whole("satisfied"));
    if !wrong.is_empty() {
        return Err(Fault::Unfit(wrong));
    }
    let opinions = Opinions { asked, answered, satisfied, said: posted.get("said").trim().to_owned() };
    contracts::record_opinions(&app.market, &visitor.actor(), at(place, posted)?, opinions).await
}

pub async fn accept(State(app): State<App>, visitor: Visitor, Path(place): Place, posted: Posted) -> Response {
    let reason = posted.given("reason");
    let done = match at(&place, &posted) {
        Ok(at) if posted.get("what") == "fail" => contracts::fail_milestone(&app.market, &visitor.actor(), at, reason).await.map(|()| address(&place)),
        Ok(at) => contracts::accept(&app.market, &visitor.actor(), at, reason).await.map(|_| format!("{}/accepted", address(&place))),
        Err(refusal) => Err(refusal.into()),
    };
    acted(&app, &visitor, &place, &posted, done).await
}

pub async fn send_back(State(app): State<App>, visitor: Visitor, Path(place): Place, posted: Posted) -> Response {
    // Beside the acceptance's reason this one has another name.
    let field = if posted.fields.iter().any(|(name, _)| name == "back") { "back" } else { "reason" };
    let done = match at(&place, &posted) {
        Ok(at) => contracts::return_milestone(&app.market, &visitor.actor(), at, posted.given(field)).await.map(|()| address(&place)),
        Err(refusal) => Err(refusal.into()),
    };
    let done = done.map_err(|fault| match fault {
        Fault::Refused(refusal) if refusal.field.as_deref() == Some("reason") => refusal.field(field).into(),
        other => other,
    });
    acted(&app, &visitor, &place, &posted, done).await
}

pub async fn accepted(State(app): State<App>, visitor: Visitor, Path(place): Place) -> Response {
    let found = async {
        let view = read(&app, &visitor, &place).await?;
        let contract = contracts::view(&app.market, &visitor.actor(), number(&place.0)?).await?;
        Ok::<_, Fault>((view, contract))
    };
    match found.await {
        Ok((view, contract)) if view.milestone.state == Milestone::Accepted => {
            let notice = contract.notices.iter().find(|notice| notice.kind == NoticeKind::Acceptance).map(|notice| notice.number);
            let notice = notice.filter(|_| view.milestone.kind == domain::demands::MilestoneKind::Final);
            let day = view.milestone.accepted_on.unwrap_or_default();
            let telephone = app.config.footer.telephone.clone();
            app.page(&visitor, visitor.words.say("contracts.accepted-title"), Some(Nav::Contracts), || accepted_receipt(view, day, notice, telephone)).await
        }
        Ok(_) => Redirect::to(&address(&place)).into_response(),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

pub async fn file(State(app): State<App>, visitor: Visitor, Path((contract, position, file)): Path<(String, u32, String)>) -> Response {
    let found = async {
        let file = file.parse::<FileId>().map_err(|_| Refusal::not_found())?;
        contracts::evidence_bytes(&app.market, &visitor.actor(), number(&contract)?, position, file).await
    };
    match found.await {
        Ok((stored, bytes)) => attachment(&stored.name, &stored.media_type, bytes),
        Err(fault) => app.fault(&visitor, fault).await,
    }
}
