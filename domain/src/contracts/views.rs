//! What readers see of contracts. Each is made for one audience: nothing is hidden later.

use super::acceptance::Opinions;
use super::contract::Contract;
use super::draft::Blanks;
use super::mending::Mending;
use super::milestone::{Judgement, Milestone, Report};
use super::payment::{Payment, Voucher};
use super::progress::{NextStep, Progress};
use super::schedule::Trigger;
use super::settlement::Delivered;
use super::terms::ContractTerms;
use crate::calendar::{Due, WorkingDays};
use crate::code::District;
use crate::demands::MilestoneKind;
use crate::ids::{ContractId, FileId};
use crate::law::Edition;
use crate::money::{Money, Percent};
use crate::notices::NoticeRow;
use crate::numbers::{ContractNumber, DemandNumber, EvaluationNumber};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::services::Field;
use serde::{Deserialize, Serialize};

crate::words! {
    /// In which order contracts are listed; the first is the usual one.
    #[derive(Default)]
    pub enum ContractOrder("contract-order") {
        /// The newest first.
        #[default]
        Newest = "newest",
        /// The largest price first.
        Amount = "amount",
        /// Those of which something is late; then the rest, each the newest first.
        Late = "late",
    }
}

/// A contract in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractRow {
    /// Its number.
    pub number: ContractNumber,
    /// What is bought.
    pub title: String,
    /// Who buys.
    pub purchaser: String,
    /// Who provides.
    pub provider: String,
    /// Field of service.
    pub field: Field,
    /// Where.
    pub district: District,
    /// How far it has come.
    pub state: Contract,
    /// The price.
    pub price: Money,
    /// Paid so far.
    pub paid: Money,
    /// First day of service.
    pub starts: chrono::NaiveDate,
    /// Last day of service.
    pub ends: chrono::NaiveDate,
    /// What waits, the most urgent first.
    pub next: Vec<NextStep>,
    /// When it was published.
    pub published_at: chrono::DateTime<chrono::Utc>,
}

impl ContractRow {
    /// Working days by which the latest of its next steps is late; 0 when all are in time.
    pub fn late(&self) -> i64 {
        self.next.iter().map(NextStep::late).max().unwrap_or(0)
    }
}

/// What a list adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractSums {
    /// How many contracts.
    pub count: u64,
    /// Their prices.
    pub price: Money,
    /// Paid so far.
    pub paid: Money,
}

/// A milestone, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MilestoneRow {
    /// 1, 2, 3 … within its contract.
    pub position: u32,
    /// What part of the work it ends.
    pub kind: MilestoneKind,
    /// What it is called.
    pub name: String,
    /// The day by which the provider reports it.
    pub planned: chrono::NaiveDate,
    /// How far it has come.
    pub state: Milestone,
    /// The day of the last report.
    pub reported_on: Option<chrono::NaiveDate>,
    /// The last day to accept it, once reported.
    pub accept_by: Option<chrono::NaiveDate>,
    /// The day of its acceptance.
    pub accepted_on: Option<chrono::NaiveDate>,
    /// Its outputs, with what was reported of them, or confirmed once checked.
    pub outputs: Vec<Delivered>,
    /// How many recipients were asked, answered, and were satisfied.
    pub heard: Option<(u32, u32, u32)>,
    /// How many pieces of evidence were reported.
    pub evidence: usize,
    /// Working days by which it was or is reported late.
    pub late: i64,
    /// The version, for acts on it.
    pub version: i32,
}

/// A payment, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentRow {
    /// 1, 2, 3 … within its contract.
    pub position: u32,
    /// Share of the price.
    pub share: Percent,
    /// What makes it fall due.
    pub trigger: Trigger,
    /// Working days to pay it from then on.
    #[cfg_attr(feature = "schema", schema(value_type = u16))]
    pub within: WorkingDays,
    /// As agreed.
    pub amount: Money,
    /// Kept back after the evaluation.
    pub deducted: Money,
    /// How far it has come.
    pub state: Payment,
    /// The day on which it fell due.
    pub since: Option<chrono::NaiveDate>,
    /// The last day to pay it.
    pub due: Option<Due>,
    /// The day of the payment.
    pub paid_on: Option<chrono::NaiveDate>,
    /// What was paid.
    pub paid: Option<Money>,
    /// Working days by which it was or is paid late.
    pub late: i64,
    /// The version, for acts on it.
    pub version: i32,
}

impl PaymentRow {
    /// What is owed of it, after a deduction if there is one.
    pub fn owed(&self) -> Money {
        self.amount - self.deducted
    }
}

/// What was paid in one calendar year, from the whole city down to this contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaidPath {
    /// The year.
    pub year: i32,
    /// Under all contracts of the city.
    pub city: Money,
    /// Under all contracts of the district.
    pub district: Money,
    /// Under all contracts of the unit.
    pub unit: Money,
    /// Under this contract.
    pub contract: Money,
}

/// A contract in force or past, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractView {
    /// Its row.
    pub row: ContractRow,
    /// The identifier, for acts.
    pub id: ContractId,
    /// Open-contracting identifier of the purchase.
    pub ocid: String,
    /// The need it came of.
    pub demand: DemandNumber,
    /// What is agreed.
    pub terms: ContractTerms,
    /// The day by whose rules it is judged: that of its purchase's publication.
    pub edition: Edition,
    /// The day of the second signature.
    pub signed_on: chrono::NaiveDate,
    /// By how many days that was late.
    pub signed_late: i64,
    /// SHA-256 of the canonical JSON of the terms, in hexadecimal.
    pub digest: String,
    /// Time, delivered, paid, and what waits on whom.
    pub progress: Progress,
    /// All outputs with what was accepted of them.
    pub delivered: Vec<Delivered>,
    /// The milestones.
    pub milestones: Vec<MilestoneRow>,
    /// The payments.
    pub payments: Vec<PaymentRow>,
    /// The day on which its evaluation was issued.
    pub evaluated_on: Option<chrono::NaiveDate>,
    /// Its number.
    pub evaluation: Option<EvaluationNumber>,
    /// Key of its grade.
    pub grade: Option<String>,
    /// What came of the mending that a fair grade asks for.
    pub mending: Option<Mending>,
    /// The money, from the city to this contract.
    pub path: PaidPath,
    /// Public documents about it.
    pub notices: Vec<NoticeRow>,
    /// What this reader may do with the contract itself; acts on milestones and payments stand on their own pages.
    pub acts: Vec<Action>,
    /// The version, for acts on it.
    pub version: i32,
}

/// A file of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EvidenceFile {
    /// Identifier.
    pub id: FileId,
    /// What its sender called it.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub digest: String,
}

/// What parties, the agency and auditors see of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MilestonePapers {
    /// What was reported.
    pub report: Option<Report>,
    /// Who reported.
    pub reported_by: Option<String>,
    /// The judgement of each output.
    pub judged: Vec<Judgement>,
    /// Who checked.
    pub checked_by: Option<String>,
    /// What recipients said.
    pub opinions: Option<Opinions>,
    /// Who accepted.
    pub accepted_by: Option<String>,
    /// Why it was sent back or failed, or why less than promised was accepted.
    pub reason: Option<String>,
    /// The evidence.
    pub files: Vec<EvidenceFile>,
}

/// A milestone on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MilestoneView {
    /// The contract.
    pub contract: ContractRow,
    /// The milestone.
    pub milestone: MilestoneRow,
    /// By whom and how the purchaser accepts.
    pub how: String,
    /// Whether recipients must be heard before it is accepted.
    pub must_hear: bool,
    /// At least so many are asked.
    pub ask_least: u32,
    /// What only parties, the agency and auditors see.
    pub papers: Option<MilestonePapers>,
    /// What this reader may do.
    pub acts: Vec<Action>,
}

/// A payment on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentView {
    /// The contract.
    pub contract: ContractRow,
    /// The payment.
    pub payment: PaymentRow,
    /// What the provider gave for it; only parties and auditors see it.
    pub voucher: Option<(Voucher, String)>,
    /// What this reader may do.
    pub acts: Vec<Action>,
}

/// The mending on its own page, for parties and auditors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MendingView {
    /// The contract.
    pub contract: ContractRow,
    /// How far it has come.
    pub state: Mending,
    /// Since when.
    pub since: Option<chrono::NaiveDate>,
    /// What was mended, or what is still to be mended.
    pub note: Option<String>,
    /// The evidence.
    pub files: Vec<EvidenceFile>,
    /// What this reader may do.
    pub acts: Vec<Action>,
    /// The version, for acts on it.
    pub version: i32,
}

/// A contract that is not signed by both, in a list of its parties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractDraftRow {
    /// The identifier.
    pub id: ContractId,
    /// The need.
    pub demand: DemandNumber,
    /// What is bought.
    pub title: String,
    /// Who buys.
    pub purchaser: String,
    /// Who provides.
    pub provider: String,
    /// The price.
    pub price: Money,
    /// How far it has come.
    pub state: Contract,
    /// What waits.
    pub next: Vec<NextStep>,
    /// When it was last saved.
    pub updated_at: chrono::DateTime<chrono::Utc>,
}

/// A confirmed result that has no contract yet, for the unit that writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadyToDraft {
    /// The need.
    pub demand: DemandNumber,
    /// What is bought.
    pub title: String,
    /// The price as confirmed.
    pub price: Money,
    /// When it was confirmed.
    pub confirmed_on: chrono::NaiveDate,
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Signature {
    /// For which side.
    pub side: super::progress::Side,
    /// Who signed.
    pub by: String,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// A contract that is not signed by both, for its parties and auditors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractDraftView {
    /// Its row.
    pub row: ContractDraftRow,
    /// What is agreed so far.
    pub terms: ContractTerms,
    /// What the drafter may still set.
    pub blanks: Blanks,
    /// What stands against the text today.
    pub objections: Vec<Refusal>,
    /// Who drafted it.
    pub drafted_by: String,
    /// Who reviewed it.
    pub reviewed_by: Option<String>,
    /// The signatures so far.
    pub signatures: Vec<Signature>,
    /// The last day to sign.
    pub sign_by: chrono::NaiveDate,
    /// By how many days it is late already.
    pub late: i64,
    /// Why it was sent back, if it was.
    pub returned_because: Option<String>,
    /// SHA-256 of the canonical JSON of the terms, in hexadecimal: what a signature is given to.
    pub digest: String,
    /// Its number, once both have signed.
    pub number: Option<ContractNumber>,
    /// What this reader may do.
    pub acts: Vec<Action>,
    /// The version, for acts on it.
    pub version: i32,
}
