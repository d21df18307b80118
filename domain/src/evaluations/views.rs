//! What readers see of evaluations. Each is made for one audience: nothing is hidden later.

use super::independence::{Outcome, Verdict};
use super::report::{Part, Stance};
use super::scheme::{Band, Floor, Grade, RatioRule};
use super::scoring::VetoFound;
use super::task::{Evaluation, Event};
use super::team::Skill;
use crate::calendar::Due;
use crate::code::{CreditCode, District};
use crate::contracts::FinalEffect;
use crate::ids::{AccountId, EvaluationId, OrganizationId};
use crate::money::{Money, Points};
use crate::notices::NoticeRow;
use crate::numbers::{ContractNumber, EvaluationNumber};
use crate::policy::Role;
use crate::refusal::{Fact, Refusal};
use crate::services::Field;
use serde::{Deserialize, Serialize};

/// An issued evaluation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EvaluationRow {
    /// Its number.
    pub number: EvaluationNumber,
    /// What was evaluated.
    pub title: String,
    /// Who bought it.
    pub purchaser: String,
    /// Who provided it.
    pub provider: String,
    /// Who evaluated it.
    pub agency: String,
    /// Field of service.
    pub field: Field,
    /// Where.
    pub district: District,
    /// The grade.
    pub grade: Grade,
    /// The total.
    pub total: Points,
    /// When it was issued.
    pub issued_at: chrono::DateTime<chrono::Utc>,
}

/// The scheme that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationSchemeLine))]
pub struct SchemeLine {
    /// Its key; its words are under `scheme-…`.
    pub key: String,
    /// Its version.
    pub version: String,
    /// Whether the lead evaluator adjusted its weights for this contract.
    pub adjusted: bool,
    /// From how many points which grade holds, highest first.
    pub bands: Vec<Band>,
}

/// An indicator with its points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ScoredIndicator {
    /// Its key.
    pub key: String,
    /// Its name, to be worded.
    pub label: Fact,
    /// The most that it can have.
    pub weight: Points,
    /// Its points; nothing where a veto left it open.
    pub points: Option<Points>,
    /// On what they rest.
    pub reason: String,
}

/// A dimension with its points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ScoredDimension {
    /// Its key.
    pub key: String,
    /// Its name, to be worded.
    pub label: Fact,
    /// The most that it can have.
    pub weight: Points,
    /// Its points.
    pub points: Points,
    /// Its indicators.
    pub indicators: Vec<ScoredIndicator>,
}

/// What the provider replied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationReplyView))]
pub struct ReplyView {
    /// Whether it agrees.
    pub agrees: bool,
    /// Its words.
    pub text: String,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// What the agency answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationAnswerView))]
pub struct AnswerView {
    /// What becomes of the finding.
    pub stance: Stance,
    /// Why.
    pub text: String,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// What was said about a finding in a draft that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EarlierRound {
    /// Of which draft: 1, 2, …
    pub round: i32,
    /// The reply.
    pub reply: Option<ReplyView>,
    /// The answer.
    pub answer: Option<AnswerView>,
}

/// A finding beside what was said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HeardFinding {
    /// 1, 2, 3 … within the report.
    pub number: u16,
    /// Key of the indicator that it bears on.
    pub indicator: String,
    /// The indicator's name, to be worded.
    pub label: Fact,
    /// What was found.
    pub text: String,
    /// On which evidence.
    pub evidence: String,
    /// The provider's reply.
    pub reply: Option<ReplyView>,
    /// The agency's answer.
    pub answer: Option<AnswerView>,
    /// What was said about the drafts before.
    pub earlier: Vec<EarlierRound>,
}

/// A report: the issued one, or the draft as it was last sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationDraftView))]
pub struct DraftView {
    /// The total; 0 after a veto.
    pub total: Points,
    /// The points of all indicators, before any veto.
    pub scored: Points,
    /// The grade.
    pub grade: Grade,
    /// What it means for the final instalment.
    pub effect: FinalEffect,
    /// The dimensions in their order.
    pub dimensions: Vec<ScoredDimension>,
    /// The vetoes that hold.
    pub vetoes: Vec<VetoFound>,
    /// The written parts.
    pub parts: Vec<(Part, String)>,
    /// The findings, each beside its reply and answer.
    pub findings: Vec<HeardFinding>,
}

/// An issued evaluation, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EvaluationView {
    /// Its row.
    pub row: EvaluationRow,
    /// The contract.
    pub contract: ContractNumber,
    /// Open-contracting identifier of the purchase.
    pub ocid: String,
    /// The contract's price.
    pub price: Money,
    /// Code of the purchaser.
    pub purchaser_code: CreditCode,
    /// Code of the provider.
    pub provider_code: CreditCode,
    /// Code of the agency.
    pub agency_code: CreditCode,
    /// The scheme that counted.
    pub scheme: SchemeLine,
    /// The report.
    pub report: DraftView,
    /// The evaluators, the lead one first.
    pub evaluators: Vec<String>,
    /// Independence as it was checked on the day of the issue.
    pub verdict: Verdict,
    /// Why the approver chose the agency in spite of a warning.
    pub choice_reason: Option<String>,
    /// Public documents about it.
    pub notices: Vec<NoticeRow>,
}

/// Who reads a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationAudience))]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The agency: everything, as it is typed.
    Agency,
    /// The purchaser: the result from the first draft on.
    Purchaser,
    /// The provider: nothing before the first draft.
    Provider,
    /// The auditor: as the purchaser.
    Auditor,
}

/// An evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationMemberView))]
pub struct MemberView {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// Whether this is the lead evaluator.
    pub lead: bool,
    /// What this person can judge.
    pub skills: Vec<Skill>,
    /// The day of the declaration of independence.
    pub declared_on: chrono::NaiveDate,
}

/// Somebody of the agency who may be named as an evaluator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TeamCandidate {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// The role in the agency.
    pub role: Role,
    /// Whether this person also holds a post with the purchaser or the provider.
    pub of_a_party: bool,
    /// Whether this person took part in so many of the provider's latest evaluations that this one is for others.
    pub rests: bool,
}

/// An indicator as it is being scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TypedIndicator {
    /// Its key.
    pub key: String,
    /// Its name, to be worded.
    pub label: Fact,
    /// The most that it can have.
    pub weight: Points,
    /// What was typed, readable or not.
    pub typed: String,
    /// Its points, where they can be read.
    pub points: Option<Points>,
    /// On what they rest.
    pub reason: String,
    /// How points follow from figures, where they do.
    pub rule: Option<RatioRule>,
}

/// A dimension as it is being scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TypedDimension {
    /// Its key.
    pub key: String,
    /// Its name, to be worded.
    pub label: Fact,
    /// The most that it can have.
    pub weight: Points,
    /// The points so far.
    pub points: Points,
    /// Its indicators.
    pub indicators: Vec<TypedIndicator>,
    /// The version of its scores, for saving them.
    pub seen: i32,
}

/// A veto as it is being examined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TypedVeto {
    /// Its key in the scheme; its words are under `veto-…`.
    pub key: String,
    /// Whether it holds; nothing while nobody looked.
    pub holds: Option<bool>,
    /// What was found, and the evidence.
    pub evidence: String,
}

/// What only the agency sees while it works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationWorkView))]
pub struct WorkView {
    /// Who may be named as evaluators.
    pub people: Vec<TeamCandidate>,
    /// The vetoes.
    pub vetoes: Vec<TypedVeto>,
    /// The scores by dimension.
    pub dimensions: Vec<TypedDimension>,
    /// The parts of the report.
    pub parts: Vec<(Part, String)>,
    /// The findings of the draft that is being written.
    pub findings: Vec<HeardFinding>,
    /// What stands against the agency's next step.
    pub against: Vec<Refusal>,
}

/// An evaluation in progress, for those who have a part in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationProcessView))]
pub struct ProcessView {
    /// The identifier.
    pub id: EvaluationId,
    /// Its number, once issued.
    pub number: Option<EvaluationNumber>,
    /// Where it stands.
    pub state: Evaluation,
    /// Since when.
    pub since: chrono::DateTime<chrono::Utc>,
    /// The contract.
    pub contract: ContractNumber,
    /// What is evaluated.
    pub title: String,
    /// Who buys.
    pub purchaser: String,
    /// Who provides.
    pub provider: String,
    /// Who evaluates.
    pub agency: String,
    /// When it was commissioned.
    pub commissioned_at: chrono::DateTime<chrono::Utc>,
    /// Whether the final acceptance is signed, so that a draft may be sent.
    pub delivered: bool,
    /// As whom the reader reads.
    pub audience: Audience,
    /// Independence as it is today.
    pub verdict: Verdict,
    /// Why the approver chose the agency in spite of a warning.
    pub choice_reason: Option<String>,
    /// The scheme that counts.
    pub scheme: SchemeLine,
    /// Its dimensions with their indicators and weights.
    #[allow(clippy::type_complexity, reason = "the API's description reads a tuple where it stands, not by a name")]
    pub weights: Vec<(Fact, Vec<(String, Fact, Points)>)>,
    /// What some of them must weigh at least together.
    pub floors: Vec<Floor>,
    /// The evaluators, the lead one first.
    pub members: Vec<MemberView>,
    /// Which draft: 1, 2, …
    pub round: i32,
    /// The draft as it was last sent; nothing before.
    pub draft: Option<DraftView>,
    /// Last day to reply to it.
    pub comment_until: Option<Due>,
    /// Why it was declined, cancelled or taken back.
    pub reason: Option<String>,
    /// For the agency alone.
    pub work: Option<WorkView>,
    /// What this reader may make happen.
    pub events: Vec<Event>,
    /// Whether this reader may score.
    pub scores: bool,
    /// Whether this reader may answer replies.
    pub answers: bool,
    /// The version, for acts on it.
    pub version: i32,
}

/// An evaluation in progress, in the list of those who have a part in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationProcessRow))]
pub struct ProcessRow {
    /// The identifier.
    pub id: EvaluationId,
    /// Its number, once issued.
    pub number: Option<EvaluationNumber>,
    /// Where it stands.
    pub state: Evaluation,
    /// Since when.
    pub since: chrono::DateTime<chrono::Utc>,
    /// What is evaluated.
    pub title: String,
    /// The contract.
    pub contract: ContractNumber,
    /// Who provides.
    pub provider: String,
    /// Who evaluates.
    pub agency: String,
    /// Last day to reply to the draft, while that runs.
    pub comment_until: Option<Due>,
}

/// An agency that might be commissioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationCandidate))]
pub struct Candidate {
    /// The agency.
    pub agency: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its credit code.
    pub code: CreditCode,
    /// What the tests found together.
    pub outcome: Outcome,
    /// Test by test.
    pub verdict: Verdict,
    /// How many evaluations it has issued here.
    pub issued: u64,
}

/// The agencies for a contract, for the approver who chooses one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationCandidatesView))]
pub struct CandidatesView {
    /// The contract.
    pub contract: ContractNumber,
    /// What is bought.
    pub title: String,
    /// Who provides.
    pub provider: String,
    /// The scheme that the contract names.
    pub scheme: SchemeLine,
    /// The evaluation that was commissioned already, if one was.
    pub current: Option<EvaluationId>,
    /// What stands against commissioning any agency now.
    pub refused: Option<Refusal>,
    /// The agencies: those that pass first.
    pub candidates: Vec<Candidate>,
}
