//! The draft goes to the provider, who replies finding by finding and is answered.

use super::scoring::on_team;
use super::store::{Evaluation, Sent, against_scores, locked, readable, report, save, scores, touch};
use crate::contracts::store::contract;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::calendar::{Day, Due, day_of};
use domain::evaluations::occasion::may_draft;
use domain::evaluations::report::{Reply, Stance};
use domain::evaluations::task::{Event, Facts, advance};
use domain::evaluations::{Evaluation as State, conclude, rules};
use domain::ids::EvaluationId;
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use domain::text::{MOST_WORDS, at_most, given_once, written};
use entities::evaluations::{evaluation as rows, evaluation_answer as answers, evaluation_finding as findings, evaluation_reply as replies};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use serde::Serialize;

/// Sends the draft report to the provider.
#[derive(Clone, Debug, Serialize)]
pub struct SendDraft {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Replies to findings.
#[derive(Clone, Debug, Serialize)]
pub struct Replies {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// The replies; those given earlier may be left out, or changed while others are still open.
    pub replies: Vec<GivenReply>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// A reply to one finding.
#[derive(Clone, Debug, Serialize)]
pub struct GivenReply {
    /// The finding's number.
    pub finding: u16,
    /// Whether the provider agrees.
    pub agrees: bool,
    /// Its words; compulsory when it does not agree.
    pub text: String,
}

/// Answers replies.
#[derive(Clone, Debug, Serialize)]
pub struct Answers {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// The answers.
    pub answers: Vec<GivenAnswer>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// An answer to one reply.
#[derive(Clone, Debug, Serialize)]
pub struct GivenAnswer {
    /// The finding's number.
    pub finding: u16,
    /// What becomes of the finding.
    pub stance: Stance,
    /// Why.
    pub text: String,
}

/// Takes the draft back to change it.
#[derive(Clone, Debug, Serialize)]
pub struct Rescore {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Why.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Everything that stands against sending the draft now.
pub(super) async fn against_draft(db: &impl sea_orm::ConnectionTrait, one: &Evaluation) -> Result<Vec<Refusal>, Fault> {
    let mut against: Vec<Refusal> = may_draft(contract(db, one.contract).await?.state).err().into_iter().collect();
    for veto in one.vetoes()?.iter().filter(|veto| veto.holds.is_none()) {
        let term = Fact::Term(format!("veto-{}", veto.key));
        against.push(Refusal::new("evaluations.veto-not-examined").fact("veto", term).field(format!("vetoes.{}", veto.key)));
    }
    against.extend(against_scores(one, &scores(db, one).await?)?);
    against.extend(report(db, one, one.row.round).await?.check_draft());
    Ok(against)
}

/// Sends the draft report to the provider, who has five working days to comment. Only after the final acceptance of the
/// contract, see [`may_draft`].
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency; everything that stands against scores and report, as [`Fault::Unfit`];
/// `evaluations.out-of-order`, `changed-meanwhile`.
pub async fn send_draft(market: &Market, actor: &Actor, cmd: SendDraft) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.send_draft", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::SendDraftReport, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let against = against_draft(tx.db(), &one).await?;
    let facts = Facts { against_draft: against.clone(), ..Facts::favourable(tx.today()) };
    let step = match advance(one.state, Event::SendDraft, &facts) {
        Ok(step) => step,
        Err(refusal) if against.contains(&refusal) => return Err(Fault::Unfit(against)),
        Err(refusal) => return Err(refusal.into()),
    };
    let (scores, vetoes) = (readable(&scores(tx.db(), &one).await?), one.vetoes_found()?);
    let conclusion = conclude(&one.scheme, &scores, &vetoes)?;
    let sent = serde_json::to_string(&Sent { conclusion, scores, vetoes, parts: one.parts()? })?;
    let until = rules::comment_until(tx.today(), tx.edition());
    save(&tx, &one, step, |row| {
        row.sent = Set(Some(sent.clone()));
        row.draft_sent_at = Set(Some(tx.at()));
        row.comment_until = Set(Some(until.day));
    })
    .await?;
    let payload = serde_json::json!({"evaluation": one.id.to_string(), "round": one.row.round, "sent": sent});
    tx.record_secret(Secret::EvaluationDraftSent, payload).await?;
    let message = |key: &str| Message::new(key, one.path()).fact("title", one.row.title.as_str()).fact("until", until);
    tx.tell(Audience::Holders(one.provider, vec![Role::SoAdmin, Role::SoLegal]), message("inbox.evaluation-draft-to-provider")).await?;
    tx.tell(Audience::Holders(one.purchaser, vec![Role::PurOfficer, Role::PurApprover]), message("inbox.evaluation-draft-to-purchaser")).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Replies to findings. With the last one the reply is complete and stands as it is; a report without findings is replied to by
/// sending nothing, which says that the provider has seen it.
///
/// # Errors
/// Refused `policy.*` unless the actor keeps that provider's affairs; `evaluations.comment-over` when the period is past;
/// `evaluations.no-such-finding`, `evaluations.objection-without-words`; `evaluations.out-of-order`, `changed-meanwhile`.
pub async fn reply(market: &Market, actor: &Actor, cmd: Replies) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.reply", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::ReplyToFinding, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    // Asked before anything is written: in any other state a reply has no place.
    let _ = advance(one.state, Event::Reply, &Facts::favourable(tx.today()))?;
    if let Some(until) = one.row.comment_until.filter(|until| *until < tx.today()) {
        return Err(Refusal::new("evaluations.comment-over").fact("until", Due::kept(until)).basis(rules::COMMENT_PERIOD.cite()).into());
    }
    given_once(cmd.replies.iter().map(|reply| reply.finding), "replies")?;
    let draft = report(tx.db(), &one, one.row.round).await?;
    let given = |one: &GivenReply| Reply { finding: one.finding, agrees: one.agrees, text: one.text.trim().to_owned(), on: tx.today() };
    let against: Vec<Refusal> = cmd.replies.iter().filter_map(|reply| draft.check_reply(&given(reply)).err()).collect();
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    for reply in &cmd.replies {
        keep_reply(&tx, &one, reply).await?;
    }
    let unreplied = report(tx.db(), &one, one.row.round).await?.unreplied().len();
    if unreplied > 0 {
        touch(&tx, &one, |_| ()).await?;
        return tx.commit_once(&cmd.once, ()).await;
    }
    let step = advance(one.state, Event::Reply, &Facts { unreplied, ..Facts::favourable(tx.today()) })?;
    save(&tx, &one, step, |_| ()).await?;
    tx.record_secret(Secret::EvaluationReplied, serde_json::json!({"evaluation": one.id.to_string(), "round": one.row.round})).await?;
    let message = Message::new("inbox.evaluation-replied", one.path()).fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.agency, vec![Role::AgencyLead, Role::AgencyMember]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

async fn keep_reply(tx: &Tx, one: &Evaluation, reply: &GivenReply) -> Result<(), Fault> {
    let row = replies::ActiveModel {
        evaluation_id: Set(one.row.id),
        round: Set(one.row.round),
        position: Set(reply.finding.into()),
        agrees: Set(reply.agrees),
        text: Set(reply.text.trim().to_owned()),
        account_id: Set(tx.account()?.uuid()),
        at: Set(tx.at()),
    };
    let again = OnConflict::columns([replies::Column::EvaluationId, replies::Column::Round, replies::Column::Position])
        .update_columns([replies::Column::Agrees, replies::Column::Text, replies::Column::AccountId, replies::Column::At])
        .to_owned();
    replies::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Answers replies. An answer that changes a finding is no change yet: for that the draft is taken back and sent again.
///
/// # Errors
/// Refused `policy.*`, `evaluations.not-on-the-team`; `evaluations.no-such-reply`, `evaluations.answer-without-reason`;
/// `evaluations.out-of-order`, `changed-meanwhile`.
pub async fn answer(market: &Market, actor: &Actor, cmd: Answers) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.answer", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::AnswerReply, &one.case())?;
    on_team(&tx, actor, &one).await?;
    one.unchanged_since(cmd.seen)?;
    if !matches!(one.state, State::Replied | State::CommentOver) {
        return Err(Refusal::out_of_order("evaluations.out-of-order", &one.state.term(), &format!("action-{}", Action::AnswerReply.key())).into());
    }
    given_once(cmd.answers.iter().map(|answer| answer.finding), "answers")?;
    let draft = report(tx.db(), &one, one.row.round).await?;
    let mut against = Vec::new();
    for answer in &cmd.answers {
        let about = |code| Refusal::new(code).fact("number", i64::from(answer.finding)).field(format!("answers.{}", answer.finding));
        if !draft.replies.iter().any(|reply| reply.finding == answer.finding) {
            against.push(about("evaluations.no-such-reply"));
        } else if answer.text.trim().is_empty() {
            against.push(about("evaluations.answer-without-reason"));
        }
        against.extend(at_most(answer.text.trim(), MOST_WORDS, &format!("answers.{}", answer.finding)).err());
    }
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    for answer in &cmd.answers {
        let row = answers::ActiveModel {
            evaluation_id: Set(one.row.id),
            round: Set(one.row.round),
            position: Set(answer.finding.into()),
            stance: Set(answer.stance.key().to_owned()),
            text: Set(answer.text.trim().to_owned()),
            account_id: Set(tx.account()?.uuid()),
            at: Set(tx.at()),
        };
        let again = OnConflict::columns([answers::Column::EvaluationId, answers::Column::Round, answers::Column::Position])
            .update_columns([answers::Column::Stance, answers::Column::Text, answers::Column::AccountId, answers::Column::At])
            .to_owned();
        answers::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    }
    touch(&tx, &one, |_| ()).await?;
    tx.record_secret(Secret::EvaluationAnswered, serde_json::json!({"evaluation": one.id.to_string(), "round": one.row.round})).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Takes the draft back to change it. What was found, replied and answered stays on record; the provider is heard again on the
/// new draft.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency; `evaluations.no-reason`, `evaluations.out-of-order`,
/// `changed-meanwhile`.
pub async fn rescore(market: &Market, actor: &Actor, cmd: Rescore) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.rescore", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::SendDraftReport, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    let reason = written(cmd.reason.as_deref(), "reason")?;
    let step = advance(one.state, Event::Rescore, &Facts { reason_given: reason.is_some(), ..Facts::favourable(tx.today()) })?;
    let found =
        findings::Entity::find().filter(findings::Column::EvaluationId.eq(one.row.id)).filter(findings::Column::Round.eq(one.row.round)).all(tx.db()).await?;
    for row in found {
        let mut copy = row.into_active_model().reset_all();
        copy.round = Set(one.row.round + 1);
        copy.insert(tx.db()).await?;
    }
    save(&tx, &one, step, |row| {
        row.round = Set(one.row.round + 1);
        row.reason = Set(reason.map(str::to_owned));
    })
    .await?;
    tx.record_secret(Secret::EvaluationTakenBack, serde_json::json!({"evaluation": one.id.to_string(), "round": one.row.round})).await?;
    let message = Message::new("inbox.evaluation-taken-back", one.path()).fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.provider, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// The period to reply is over: no reply may come any more, and the agency is told.
pub(super) async fn end_comment(tx: &Tx, one: &Evaluation) -> Result<Evaluation, Fault> {
    let until = one.row.comment_until.ok_or_else(|| Fault::corrupt("a draft that was sent without a last day"))?;
    let step = advance(one.state, Event::EndComment, &Facts { comment_until: until, ..Facts::favourable(tx.today()) })?;
    let saved = save(tx, one, step, |_| ()).await?;
    tx.record_secret(Secret::EvaluationCommentOver, serde_json::json!({"evaluation": one.id.to_string(), "round": one.row.round})).await?;
    let message = Message::new("inbox.evaluation-comment-over", one.path()).fact("title", one.row.title.as_str());
    tx.tell(Audience::Holders(one.agency, vec![Role::AgencyLead]), message).await?;
    Ok(saved)
}

/// Ends the periods to reply that are over. One that cannot be ended is logged and holds up no other.
///
/// # Errors
/// The first fault, after every one had its turn.
pub(crate) async fn end_comments_due(market: &Market) -> Result<(), Fault> {
    let today: Day = day_of(market.now());
    let over =
        rows::Entity::find().filter(rows::Column::State.eq(State::DraftSent.key())).filter(rows::Column::CommentUntil.lt(today)).all(market.reader()).await?;
    let mut all = Ok(());
    for row in over {
        if let Err(fault) = end_comment_if_over(market, EvaluationId::new(row.id)).await {
            tracing::error!(%fault, evaluation = %row.id, "a period for comments could not be ended");
            all = all.and(Err(fault));
        }
    }
    all
}

async fn end_comment_if_over(market: &Market, id: EvaluationId) -> Result<(), Fault> {
    let tx = market.begin(&Actor::OPERATOR).await?;
    let one = locked(&tx, id).await?;
    // Another node may have been here first.
    if one.state == State::DraftSent && one.row.comment_until.is_some_and(|until| until < tx.today()) {
        end_comment(&tx, &one).await?;
        tx.commit().await?;
    }
    Ok(())
}
