//! The report is issued: number, notice, grade, and what follows from it.

use super::agencies::verdict;
use super::hearing::end_comment;
use super::read::view_of;
use super::store::{Evaluation, Sent, against_scores, facts, locked, members, report, save, scores};
use crate::contracts::evaluated::evaluation_issued;
use crate::contracts::store::{Contract, contract, demand_number};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::tx::{Audience, Message, Once, Tx};
use domain::evaluations::task::{Event, advance};
use domain::evaluations::{Evaluation as State, EvaluationView, Grade, TrackRecord, final_effect};
use domain::ids::EvaluationId;
use domain::money::Points;
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{EvaluationNumber, NoticeNumber};
use domain::policy::{Action, Actor, Role, may};
use domain::refusal::{Fact, Kind, Refusal};
use domain::step::Word;
use entities::organizations::track_record;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};

/// Issues the report.
#[derive(Clone, Debug, Serialize)]
pub struct Issue {
    /// The evaluation.
    pub evaluation: EvaluationId,
    /// The version that the person saw.
    pub seen: i32,
    /// Whether the lead evaluator signs.
    pub signed: bool,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What came of it: the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Number of the evaluation.
    pub number: EvaluationNumber,
    /// Number of the notice.
    pub notice: NoticeNumber,
    /// The total.
    pub total: Points,
    /// The grade.
    pub grade: Grade,
}

/// Issues and publishes the report. Independence is asked once more, every objection must be answered, and the lead evaluator
/// signs. From here on the grade has its uses: the contract's final instalment, the provider's track record, the next matching.
///
/// # Errors
/// Refused `policy.*` unless the actor leads that agency, `evaluations.not-the-lead` unless the actor is the lead evaluator;
/// `evaluations.comment-period-runs` before the last reply and the last day; what stands against agency, team or report;
/// `evaluations.out-of-order`, `changed-meanwhile`.
pub async fn issue(market: &Market, actor: &Actor, cmd: Issue) -> Result<Issued, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("evaluations.issue", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let mut one = locked(&tx, cmd.evaluation).await?;
    may(actor, Action::IssueReport, &one.case())?;
    one.unchanged_since(cmd.seen)?;
    signed_by_the_lead(&tx, actor, &one).await?;
    if one.state == State::DraftSent {
        // Who presses a moment after the last day need not wait for the job; who presses before learns when it ends.
        one = end_comment(&tx, &one).await?;
    }
    let contract = contract(tx.db(), one.contract).await?;
    let verdict = verdict(tx.db(), one.agency, &contract, tx.today()).await?;
    let mut facts = facts(tx.db(), &one, &verdict, tx.today(), true).await?;
    facts.against_issue = against_issue(tx.db(), &one, cmd.signed).await?;
    let step = match advance(one.state, Event::Issue, &facts) {
        Ok(step) => step,
        Err(refusal) if facts.against_issue.contains(&refusal) => return Err(Fault::Unfit(facts.against_issue)),
        Err(refusal) => return Err(refusal.into()),
    };
    let Sent { conclusion, .. } = one.sent()?.ok_or_else(|| Fault::corrupt("a draft that was heard and never sent"))?;
    let (year, serial) = tx.next_number(EvaluationNumber::PREFIX).await?;
    let number = EvaluationNumber::new(year, serial);
    let (account, checked) = (tx.account()?.uuid(), serde_json::to_string(&verdict)?);
    let one = save(&tx, &one, step, |row| {
        row.number = Set(Some(number.to_string()));
        row.issued_at = Set(Some(tx.at()));
        row.total = Set(Some(conclusion.total.as_hundredths()));
        row.grade = Set(Some(conclusion.grade.key().to_owned()));
        row.signed_by = Set(Some(account));
        row.verdict = Set(checked);
    })
    .await?;
    let record = TrackRecord::of(&conclusion, one.provider, contract.number()?, number, tx.today());
    keep_record(&tx, &contract, &record).await?;
    evaluation_issued(&tx, contract.id, conclusion.grade, tx.today()).await?;
    let notice = make_public(&tx, &one, &contract, &record).await?;
    tell(&tx, &one, number, conclusion.grade, conclusion.flagged()).await?;
    tx.commit_once(&cmd.once, Issued { number, notice, total: conclusion.total, grade: conclusion.grade }).await
}

async fn signed_by_the_lead(tx: &Tx, actor: &Actor, one: &Evaluation) -> Result<(), Fault> {
    match members(tx.db(), one).await?.into_iter().find(|member| member.lead) {
        Some(lead) if Some(lead.account) != actor.account => Err(Refusal::new("evaluations.not-the-lead").kind(Kind::Forbidden).fact("name", lead.name).into()),
        // Without a team the machine refuses in words of its own.
        _ => Ok(()),
    }
}

/// Everything that stands against issuing.
pub(super) async fn against_issue(db: &impl sea_orm::ConnectionTrait, one: &Evaluation, signed: bool) -> Result<Vec<Refusal>, Fault> {
    let mut against = against_scores(one, &scores(db, one).await?)?;
    let mut report = report(db, one, one.row.round).await?;
    report.signed = signed;
    against.extend(report.check_issue());
    Ok(against)
}

/// The grade stands in the provider's track record, which the next matching reads.
async fn keep_record(tx: &Tx, contract: &Contract, record: &TrackRecord) -> Result<(), Fault> {
    let number = record.contract.to_string();
    let known = track_record::Entity::find().filter(track_record::Column::Contract.eq(number.clone())).one(tx.db()).await?;
    let mut row = match &known {
        Some(row) => row.clone().into_active_model(),
        None => track_record::ActiveModel {
            id: Set(tx.fresh()),
            organization_id: Set(contract.row.provider_id),
            purchaser_id: Set(contract.row.purchaser_id),
            contract: Set(number),
            field: Set(contract.row.field.clone()),
            title: Set(contract.row.title.clone()),
            price_fen: Set(contract.row.price_fen),
            accepted_on: Set(None),
            ..Default::default()
        },
    };
    row.evaluation = Set(Some(record.evaluation.to_string()));
    row.grade = Set(Some(record.grade.key().to_owned()));
    row.score = Set(Some(record.score.as_hundredths()));
    row.evaluated_on = Set(Some(record.issued));
    match known {
        Some(_) => row.update(tx.db()).await?,
        None => row.insert(tx.db()).await?,
    };
    Ok(())
}

/// Notice, ledger entry, place in the feed.
async fn make_public(tx: &Tx, one: &Evaluation, contract: &Contract, record: &TrackRecord) -> Result<NoticeNumber, Fault> {
    let number = record.evaluation;
    let demand = demand_number(tx.db(), contract.demand).await?;
    let ocid = demand.ocid();
    let view = view_of(tx.db(), one, Vec::new()).await?;
    let subjects = [number.to_string(), record.contract.to_string(), demand.to_string()];
    let notice = notices::publish(tx, one.purchaser, &subjects, Some(&ocid), &document(&view), None).await?;
    let facts = serde_json::json!({
        "contract": record.contract,
        "agency": view.agency_code,
        "scheme": record.scheme,
        "version": record.version,
        "total": record.score.as_hundredths(),
        "grade": record.grade,
        "vetoes": record.vetoes,
        "notice": notice,
    });
    tx.record(Entry::EvaluationIssued, &number.to_string(), facts).await?;
    tx.make_public(Thing::Evaluation, &number.to_string(), Some(&ocid), &view).await?;
    Ok(notice)
}

/// The notice: the grade, how it came about, and both sides of every finding.
fn document(view: &EvaluationView) -> Document {
    let report = &view.report;
    let result = Section::new("evaluations.notice-result")
        .line("notices.label-number", view.row.number.to_string())
        .line("notices.label-title", view.row.title.as_str())
        .line("evaluations.notice-contract", view.contract.to_string())
        .line("evaluations.notice-purchaser", view.row.purchaser.as_str())
        .line("evaluations.notice-provider", view.row.provider.as_str())
        .line("evaluations.notice-agency", view.row.agency.as_str())
        .line("evaluations.notice-scheme", Fact::Term(format!("scheme-{}", view.scheme.key)))
        .line("evaluations.notice-version", view.scheme.version.as_str())
        .line("evaluations.notice-total", report.total)
        .line("evaluations.notice-grade", Fact::Term(report.grade.term()))
        .line("evaluations.notice-effect", Fact::Term(final_effect(report.grade).term()));
    let dimensions = report.dimensions.iter().map(|dimension| vec![dimension.label.clone(), dimension.points.into(), dimension.weight.into()]);
    let mut document = Document::new(NoticeKind::Evaluation, view.row.title.as_str()).section(result).section(
        Section::new("evaluations.notice-dimensions")
            .table(&["evaluations.head-dimension", "evaluations.head-points", "evaluations.head-weight"], dimensions.collect()),
    );
    if !report.vetoes.is_empty() {
        let rows = report.vetoes.iter().map(|veto| vec![Fact::Term(format!("veto-{}", veto.veto)), veto.evidence.as_str().into()]);
        document = document.section(Section::new("evaluations.notice-vetoes").table(&["evaluations.head-veto", "evaluations.head-evidence"], rows.collect()));
    }
    for (part, text) in &report.parts {
        document = document.section(Section::new(&part.term()).line("evaluations.notice-text", text.as_str()));
    }
    if !report.findings.is_empty() {
        let nothing = || Fact::Term("evaluations.no-reply".to_owned());
        let row = |finding: &domain::evaluations::HeardFinding| {
            let said = finding
                .reply
                .as_ref()
                .map_or_else(nothing, |reply| if reply.text.is_empty() { Fact::Term("evaluations.agrees".to_owned()) } else { reply.text.as_str().into() });
            let answer = finding.answer.as_ref().map_or_else(|| Fact::Term("evaluations.no-answer".to_owned()), |answer| answer.text.as_str().into());
            vec![i64::from(finding.number).into(), finding.text.as_str().into(), said, answer]
        };
        let heads = ["evaluations.head-number", "evaluations.head-finding", "evaluations.head-reply", "evaluations.head-answer"];
        document = document.section(Section::new("evaluations.notice-findings").table(&heads, report.findings.iter().map(row).collect()));
    }
    document
}

async fn tell(tx: &Tx, one: &Evaluation, number: EvaluationNumber, grade: Grade, flagged: bool) -> Result<(), Fault> {
    let message = |key: &str| Message::new(key, format!("/evaluations/{number}")).fact("title", one.row.title.as_str()).fact("grade", Fact::Term(grade.term()));
    let holders = [
        (one.provider, vec![Role::SoAdmin, Role::SoLegal]),
        (one.purchaser, vec![Role::PurOfficer, Role::PurApprover, Role::PurReviewer]),
        (one.agency, vec![Role::AgencyLead, Role::AgencyMember]),
    ];
    for (body, roles) in holders {
        tx.tell(Audience::Holders(body, roles), message("inbox.evaluation-issued")).await?;
    }
    if flagged {
        // T28: a veto is a matter for the registrar, and for those who audit the money.
        for role in [Role::Registrar, Role::Auditor] {
            tx.tell(Audience::Everyone(role), message("inbox.evaluation-flagged")).await?;
        }
    }
    Ok(())
}
