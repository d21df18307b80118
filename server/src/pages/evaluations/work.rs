//! The evaluation in progress: one page a role and step, under one address.

use crate::app::App;
use crate::forms::{Posted, for_form, status_with};
use crate::pages::extract::{Path, Query};
use crate::visitor::Visitor;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::calendar::day_of;
use domain::evaluations::independence::TieKind;
use domain::evaluations::report::{Part, Stance};
use domain::evaluations::task::Event;
use domain::evaluations::team::Skill;
use domain::evaluations::{ProcessView, TypedVeto, rules};
use domain::ids::{AccountId, EvaluationId};
use domain::law::Edition;
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use frontend::Nav;
use frontend::evaluations::{
    Filled, ProcessPage, accept_page, answer_page, issue_page, process_page, processes_page, reply_page, report_form_page, scores_page, send_page, vetoes_page,
    weights_page,
};
use marketplace::evaluations::{
    self, Accept, AdjustWeights, Answers, BeginScoring, Cancel, DeclarePart, DeclareTie, Decline, GivenAnswer, GivenReply, Issue, MOST_FINDINGS, Named,
    Replies, Rescore, SaveReport, SaveScores, SaveVetoes, SendDraft,
};
use marketplace::{Fault, Once};
use serde::Deserialize;
use std::collections::BTreeSet;

pub fn router() -> Router<App> {
    Router::new()
        .route("/evaluations/work", get(processes))
        .route("/evaluations/work/{id}", get(show))
        .route("/evaluations/work/{id}/scores/{dimension}", get(scores).post(save_scores))
        .route("/evaluations/work/{id}/{step}", get(form).post(act))
}

/// A form under the address of the process.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Accept,
    Weights,
    Vetoes,
    Report,
    Send,
    Reply,
    Answer,
    Issue,
    /// The page of the process itself, with its small forms.
    Process,
}

impl Form {
    const fn title(self) -> &'static str {
        match self {
            Form::Accept => "evaluations.form-accept",
            Form::Weights => "evaluations.form-weights",
            Form::Vetoes => "evaluations.form-vetoes",
            Form::Report => "evaluations.form-report",
            Form::Send => "evaluations.form-send",
            Form::Reply => "evaluations.form-reply",
            Form::Answer => "evaluations.form-answer",
            Form::Issue => "evaluations.form-issue",
            Form::Process => "evaluations.own-title",
        }
    }

    /// Whether the reader may fill it in now.
    fn is_open(self, view: &ProcessView) -> bool {
        let has = |event: Event| view.events.contains(&event);
        match self {
            Form::Accept => has(Event::Accept),
            Form::Weights => has(Event::BeginScoring),
            Form::Vetoes | Form::Report => view.scores,
            Form::Send => has(Event::SendDraft),
            Form::Reply => has(Event::Reply),
            Form::Answer => view.answers,
            Form::Issue => has(Event::Issue),
            Form::Process => true,
        }
    }

    /// The form that a posted step belongs to.
    fn of(step: &str) -> Option<Form> {
        Some(match step {
            "accept" | "decline" | "tie" => Form::Accept,
            "weights" => Form::Weights,
            "vetoes" => Form::Vetoes,
            "report" => Form::Report,
            "send" => Form::Send,
            "reply" => Form::Reply,
            "answer" => Form::Answer,
            "issue" => Form::Issue,
            "begin" | "rescore" | "cancel" => Form::Process,
            _ => return None,
        })
    }
}

async fn processes(State(app): State<App>, visitor: Visitor) -> Response {
    match evaluations::processes(&app.market, &visitor.actor()).await {
        Ok(rows) => app.page(&visitor, visitor.words.say("evaluations.own-title"), Some(Nav::Evaluations), || processes_page(rows)).await,
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn read(app: &App, visitor: &Visitor, id: &str) -> Result<ProcessView, Fault> {
    let id: EvaluationId = id.parse().map_err(|_| Refusal::not_found())?;
    evaluations::process(&app.market, &visitor.actor(), id).await
}

#[derive(Default, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<String>, Query(Done { done }): Query<Done>) -> Response {
    match read(&app, &visitor, &id).await {
        Ok(view) => page(&app, &visitor, view, Form::Process, Filled::open(Once::fresh().into()), &done).await,
        // For those who had no part in it the address leads to the report, once there is one.
        Err(fault) => match published(&app, &id).await {
            Some(response) => response,
            None => app.fault(&visitor, fault).await,
        },
    }
}

async fn published(app: &App, id: &str) -> Option<Response> {
    let number = evaluations::number_of(&app.market, id.parse().ok()?).await.ok()?;
    Some(Redirect::to(&format!("/evaluations/{number}")).into_response())
}

async fn form(State(app): State<App>, visitor: Visitor, Path((id, step)): Path<(String, String)>) -> Response {
    match read(&app, &visitor, &id).await {
        Ok(view) => match Form::of(&step) {
            Some(form) if form != Form::Process && form.is_open(&view) => page(&app, &visitor, view, form, Filled::open(Once::fresh().into()), "").await,
            // A form that is not open now leads back to where the process says what is.
            Some(_) => Redirect::to(&format!("/evaluations/work/{id}")).into_response(),
            None => app.refused(&visitor, &Refusal::not_found()).await,
        },
        Err(fault) => app.fault(&visitor, fault).await,
    }
}

async fn page(app: &App, visitor: &Visitor, view: ProcessView, form: Form, filled: Filled, done: &str) -> Response {
    let status = status_with(&filled.refused);
    let title = if form == Form::Process { view.title.clone() } else { visitor.words.say(form.title()) };
    let now = app.market.now();
    let nav = Some(Nav::Evaluations);
    match form {
        Form::Accept => app.page_with(status, visitor, title, nav, || accept_page(view, filled)).await,
        Form::Weights => app.page_with(status, visitor, title, nav, || weights_page(view, filled)).await,
        Form::Vetoes => app.page_with(status, visitor, title, nav, || vetoes_page(view, filled)).await,
        Form::Report => app.page_with(status, visitor, title, nav, || report_form_page(view, filled)).await,
        Form::Send => {
            let until = rules::comment_until(day_of(now), Edition(day_of(now)));
            app.page_with(status, visitor, title, nav, || send_page(view, until, filled)).await
        }
        Form::Reply => app.page_with(status, visitor, title, nav, || reply_page(view, filled)).await,
        Form::Answer => app.page_with(status, visitor, title, nav, || answer_page(view, filled)).await,
        Form::Issue => app.page_with(status, visitor, title, nav, || issue_page(view, filled)).await,
        Form::Process => {
            let telephone = app.config.footer.telephone.clone();
            let page = ProcessPage { view, now, form: filled, done: Event::parse(done), commissioned: done == "commission", telephone };
            app.page_with(status, visitor, title, nav, || process_page(page)).await
        }
    }
}

/// An act that was posted: onward, or its form again with everything that was typed and all that stands against it.
async fn act(State(app): State<App>, visitor: Visitor, Path((id, step)): Path<(String, String)>, posted: Posted) -> Response {
    let Some(form) = Form::of(&step) else { return app.refused(&visitor, &Refusal::not_found()).await };
    match done(&app, &visitor, &id, &step, &posted).await.map_err(for_form) {
        Ok(to) => Redirect::to(&to).into_response(),
        Err(Ok(refused)) => match read(&app, &visitor, &id).await {
            // After a colleague's change the version is theirs, so that pressing again is a decision; where nothing is to be pressed any
            // more, only that is said.
            Ok(view) if status_with(&refused) != StatusCode::CONFLICT || form.is_open(&view) => {
                let filled = Filled { once: Once::fresh().into(), refused, posted: posted.fields };
                page(&app, &visitor, view, form, filled, "").await
            }
            Ok(_) => app.fault(&visitor, Fault::Unfit(refused)).await,
            Err(fault) => app.fault(&visitor, fault).await,
        },
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

async fn done(app: &App, visitor: &Visitor, id: &str, step: &str, posted: &Posted) -> Result<String, Fault> {
    let (market, actor) = (&app.market, visitor.actor());
    let evaluation: EvaluationId = id.parse().map_err(|_| Refusal::not_found())?;
    let (seen, reason) = (posted.seen(), posted.given("reason"));
    let once = || posted.once();
    let after = |event: Event| format!("/evaluations/work/{id}?done={}", event.key());
    let at = |page: &str| format!("/evaluations/work/{id}{page}");
    Ok(match step {
        "accept" => {
            let cmd = Accept { evaluation, seen, independent: posted.get("independent") == "yes", members: members(posted), once: once()? };
            evaluations::accept(market, &actor, cmd).await?;
            after(Event::Accept)
        }
        "decline" => {
            evaluations::decline(market, &actor, Decline { evaluation, seen, reason, once: once()? }).await?;
            after(Event::Decline)
        }
        "tie" => {
            tie(app, visitor, evaluation, posted).await?;
            at("/accept")
        }
        "weights" => {
            evaluations::adjust_weights(market, &actor, AdjustWeights { evaluation, seen, weights: fields(posted, "weights."), once: once()? }).await?;
            at("")
        }
        "begin" => {
            evaluations::begin_scoring(market, &actor, BeginScoring { evaluation, seen, once: once()? }).await?;
            after(Event::BeginScoring)
        }
        "vetoes" => {
            evaluations::save_vetoes(market, &actor, SaveVetoes { evaluation, seen, vetoes: vetoes(posted) }).await?;
            let view = read(app, visitor, id).await?;
            at(&next_dimension(&view, None))
        }
        "report" => {
            evaluations::save_report(market, &actor, report(posted, evaluation, seen)).await?;
            at("")
        }
        "send" => {
            evaluations::send_draft(market, &actor, SendDraft { evaluation, seen, once: once()? }).await?;
            after(Event::SendDraft)
        }
        "reply" => {
            evaluations::reply(market, &actor, Replies { evaluation, seen, replies: replies(posted)?, once: once()? }).await?;
            let view = read(app, visitor, id).await?;
            if view.events.contains(&Event::Reply) { at("/reply") } else { after(Event::Reply) }
        }
        "answer" => {
            evaluations::answer(market, &actor, Answers { evaluation, seen, answers: answers(posted)?, once: once()? }).await?;
            at("")
        }
        "rescore" => {
            evaluations::rescore(market, &actor, Rescore { evaluation, seen, reason, once: once()? }).await?;
            after(Event::Rescore)
        }
        "issue" => {
            let issued = evaluations::issue(market, &actor, Issue { evaluation, seen, signed: posted.get("signed") == "yes", once: once()? }).await?;
            format!("/evaluations/{}/issued", issued.number)
        }
        "cancel" => {
            evaluations::cancel(market, &actor, Cancel { evaluation, seen, reason, once: once()? }).await?;
            after(Event::Cancel)
        }
        _ => return Err(Refusal::not_found().into()),
    })
}

/// The page of the dimension after this one; the text of the report after the last.
fn next_dimension(view: &ProcessView, done: Option<&str>) -> String {
    let dimensions = view.work.as_ref().map(|work| work.dimensions.as_slice()).unwrap_or_default();
    let next = match done {
        None => dimensions.first(),
        Some(done) => dimensions.iter().skip_while(|dimension| dimension.key != done).nth(1),
    };
    next.map_or_else(|| "/report".to_owned(), |dimension| format!("/scores/{}", dimension.key))
}

/// Fields whose name begins so, by the rest of their names.
fn fields(posted: &Posted, prefix: &str) -> Vec<(String, String)> {
    posted.fields.iter().filter_map(|(name, text)| Some((name.strip_prefix(prefix)?.to_owned(), text.clone()))).collect()
}

fn members(posted: &Posted) -> Vec<Named> {
    let all =
        |field: &str| -> Vec<AccountId> { posted.fields.iter().filter(|(name, _)| name == field).filter_map(|(_, account)| account.parse().ok()).collect() };
    let declared = all("declared");
    let lead = all("lead");
    let named = |account: AccountId| {
        let field = format!("skill.{account}");
        let skills = posted.fields.iter().filter(|(name, _)| *name == field).filter_map(|(_, skill)| Skill::parse(skill)).collect();
        Named { account, lead: lead.contains(&account), skills, declared: declared.contains(&account) }
    };
    all("member").into_iter().map(named).collect()
}

async fn tie(app: &App, visitor: &Visitor, evaluation: EvaluationId, posted: &Posted) -> Result<(), Fault> {
    let last = posted.day("last", Fact::Term("evaluations.tie-last".into()))?;
    let source = posted.get("source").to_owned();
    let once = posted.once()?;
    match TieKind::parse(posted.get("kind")) {
        Some(kind) => {
            let (agency, provider) = evaluations::bodies(&app.market, &visitor.actor(), evaluation).await?;
            evaluations::declare_tie(&app.market, &visitor.actor(), DeclareTie { agency, provider, kind, last, source, once }).await
        }
        None => evaluations::declare_part(&app.market, &visitor.actor(), DeclarePart { evaluation, on: last, source, once }).await,
    }
}

fn vetoes(posted: &Posted) -> Vec<TypedVeto> {
    let evidence = fields(posted, "evidence.");
    let typed = |(key, text): &(String, String)| {
        let holds = match posted.get(&format!("vetoes.{key}")) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        TypedVeto { key: key.clone(), holds, evidence: text.clone() }
    };
    evidence.iter().map(typed).collect()
}

fn report(posted: &Posted, evaluation: EvaluationId, seen: i32) -> SaveReport {
    let parts = Part::ALL.iter().map(|part| (*part, posted.get(&format!("parts.{}", part.key())).to_owned())).collect();
    let finding = |number: u16| {
        let of = |part: &str| posted.get(&format!("finding.{number}.{part}")).to_owned();
        (number, of("indicator"), of("text"), of("evidence"))
    };
    SaveReport { evaluation, seen, parts, findings: (1..=MOST_FINDINGS).map(finding).collect() }
}

/// What is chosen and written about each finding. One about which there is neither is left for later; words without a choice, or
/// with one that there is not, are refused where the choice is made.
fn about_findings<T>(posted: &Posted, choice: &str, words: &str, read: impl Fn(u16, &str, String) -> Option<T>) -> Result<Vec<T>, Fault> {
    let numbers: BTreeSet<u16> =
        [choice, words].iter().flat_map(|head| fields(posted, &format!("{head}."))).filter_map(|(number, _)| number.parse().ok()).collect();
    let (mut given, mut wrong) = (Vec::new(), Vec::new());
    for number in numbers {
        let field = format!("{choice}.{number}");
        let (chosen, text) = (posted.get(&field), posted.get(&format!("{words}.{number}")));
        if chosen.is_empty() && text.trim().is_empty() {
            continue;
        }
        match read(number, chosen, text.to_owned()) {
            Some(one) => given.push(one),
            None => wrong.push(Refusal::new("evaluations.nothing-chosen").fact("number", i64::from(number)).field(field)),
        }
    }
    if wrong.is_empty() { Ok(given) } else { Err(Fault::Unfit(wrong)) }
}

fn replies(posted: &Posted) -> Result<Vec<GivenReply>, Fault> {
    about_findings(posted, "agrees", "replies", |finding, chosen, text| match chosen {
        "yes" => Some(GivenReply { finding, agrees: true, text }),
        "no" => Some(GivenReply { finding, agrees: false, text }),
        _ => None,
    })
}

fn answers(posted: &Posted) -> Result<Vec<GivenAnswer>, Fault> {
    about_findings(posted, "stance", "answers", |finding, chosen, text| Some(GivenAnswer { finding, stance: Stance::parse(chosen)?, text }))
}

async fn scores(State(app): State<App>, visitor: Visitor, Path((id, dimension)): Path<(String, String)>) -> Response {
    scores_response(&app, &visitor, &id, &dimension, Filled::open(Once::fresh().into())).await
}

/// The page of a dimension, found by its own key or by that of one of its indicators.
async fn scores_response(app: &App, visitor: &Visitor, id: &str, key: &str, filled: Filled) -> Response {
    let status = status_with(&filled.refused);
    let view = match read(app, visitor, id).await {
        Ok(view) => view,
        Err(fault) => return app.fault(visitor, fault).await,
    };
    if !view.scores {
        return Redirect::to(&format!("/evaluations/work/{id}")).into_response();
    }
    let dimensions = view.work.as_ref().map(|work| work.dimensions.clone()).unwrap_or_default();
    let of = |indicator: &domain::evaluations::TypedIndicator| indicator.key == key;
    match dimensions.into_iter().find(|dimension| dimension.key == key || dimension.indicators.iter().any(of)) {
        Some(dimension) => {
            let title = visitor.words.say("evaluations.form-scores");
            app.page_with(status, visitor, title, Some(Nav::Evaluations), || scores_page(view, dimension, filled)).await
        }
        None => app.refused(visitor, &Refusal::not_found()).await,
    }
}

async fn save_scores(State(app): State<App>, visitor: Visitor, Path((id, dimension)): Path<(String, String)>, posted: Posted) -> Response {
    match saved_scores(&app, &visitor, &id, &dimension, &posted).await.map_err(for_form) {
        Ok(refused) if refused.is_empty() => match read(&app, &visitor, &id).await {
            Ok(view) => Redirect::to(&format!("/evaluations/work/{id}{}", next_dimension(&view, Some(&dimension)))).into_response(),
            Err(fault) => app.fault(&visitor, fault).await,
        },
        // Saved as typed; what cannot stand is shown at once.
        Ok(refused) => {
            let filled = Filled { once: Once::fresh().into(), refused, posted: Vec::new() };
            scores_response(&app, &visitor, &id, &dimension, filled).await
        }
        Err(Ok(refused)) => {
            let filled = Filled { once: Once::fresh().into(), refused, posted: posted.fields };
            scores_response(&app, &visitor, &id, &dimension, filled).await
        }
        Err(Err(fault)) => app.fault(&visitor, fault).await,
    }
}

/// Saves the scores and says what stands against those of this dimension; what is still empty is no error yet.
async fn saved_scores(app: &App, visitor: &Visitor, id: &str, dimension: &str, posted: &Posted) -> Result<Vec<Refusal>, Fault> {
    let evaluation: EvaluationId = id.parse().map_err(|_| Refusal::not_found())?;
    let reason = |key: &str| posted.get(&format!("reasons.{key}")).to_owned();
    let scores: Vec<(String, String, String)> = fields(posted, "scores.").into_iter().map(|(key, typed)| (key.clone(), typed, reason(&key))).collect();
    let own: Vec<String> = scores.iter().map(|(key, ..)| format!("scores.{key}")).collect();
    evaluations::save_scores(&app.market, &visitor.actor(), SaveScores { evaluation, dimension: dimension.to_owned(), seen: posted.seen(), scores }).await?;
    let view = read(app, visitor, id).await?;
    let against = view.work.map(|work| work.against).unwrap_or_default();
    let of_page = |refusal: &Refusal| refusal.code != "evaluations.score-missing" && refusal.field.as_ref().is_some_and(|field| own.contains(field));
    Ok(against.into_iter().filter(of_page).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_a_finding_are_not_lost_while_nothing_is_chosen() {
        let posted = |fields: &[(&str, &str)]| Posted {
            fields: fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
            ..Posted::default()
        };
        let refused = for_form(replies(&posted(&[("replies.1", "工时算错"), ("agrees.2", "yes"), ("replies.2", "")])).unwrap_err());
        let refused = refused.expect("the form is shown again with what was typed");
        assert_eq!(refused.iter().map(|refusal| refusal.field.as_deref()).collect::<Vec<_>>(), [Some("agrees.1")]);
        let refused = answers(&posted(&[("answers.3", "有签到表"), ("stance.3", "")])).unwrap_err();
        assert_eq!(refused.refusals()[0].field.as_deref(), Some("stance.3"));
        // What is left alone is left for later.
        let given = replies(&posted(&[("replies.1", " "), ("agrees.2", "no"), ("replies.2", "工时算错")])).unwrap();
        assert_eq!(given.iter().map(|reply| (reply.finding, reply.agrees)).collect::<Vec<_>>(), [(2, false)]);
    }
}
