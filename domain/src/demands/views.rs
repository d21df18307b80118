//! What readers see of demands. Each is made for one audience: nothing is hidden later.

use super::draft::{Draft, Task};
use super::lifecycle::DemandState;
use super::need::Need;
use crate::calendar::Due;
use crate::code::{CreditCode, District};
use crate::ids::{BatchId, DemandId, OrganizationId};
use crate::law::Basis;
use crate::money::Money;
use crate::notices::NoticeRow;
use crate::numbers::{BatchNumber, DemandNumber};
use crate::policy::{Action, Role};
use crate::refusal::Refusal;
use crate::services::Field;
use serde::{Deserialize, Serialize};

crate::words! {
    /// How far a published demand has come, as everybody sees it.
    pub enum Stage("stage") {
        /// 可响应.
        Open = "open",
        /// 评审中: from the deadline to the publicity.
        Review = "review",
        /// 公示中.
        Publicity = "publicity",
        /// 已选定.
        Chosen = "chosen",
        /// 已签合同.
        Contracted = "contracted",
        /// 已终止（无结果）.
        Lapsed = "lapsed",
        /// 已终止.
        Cancelled = "cancelled",
    }
}

crate::words! {
    /// In which order published demands are listed; the first is the usual one.
    #[derive(Default)]
    pub enum DemandOrder("demand-order") {
        /// The newest first.
        #[default]
        Newest = "newest",
        /// What can still be answered, the next deadline first; then the rest, the latest deadline first.
        Deadline = "deadline",
        /// The largest budget first.
        Budget = "budget",
    }
}

/// A published demand in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DemandRow {
    /// Its number.
    pub number: DemandNumber,
    /// What is bought.
    pub title: String,
    /// Who buys.
    pub purchaser: String,
    /// Field of service.
    pub field: Field,
    /// Where.
    pub district: District,
    /// The budget.
    pub budget: Money,
    /// How far it has come.
    pub stage: Stage,
    /// When it was published.
    pub published_at: chrono::DateTime<chrono::Utc>,
    /// When offers close.
    pub closes_at: chrono::DateTime<chrono::Utc>,
    /// Whether that may still move because the year's working days are not announced.
    pub closes_provisional: bool,
}

/// A step of the road with its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StageDate {
    /// Key of its name.
    pub term: String,
    /// Whether it is done, is now, or lies ahead.
    pub when: StepWhen,
    /// The day it happened, or is planned for.
    pub day: Option<chrono::NaiveDate>,
    /// Whether the day may still move because the year's working days are not announced.
    pub provisional: bool,
}

/// Where a step lies in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StepWhen {
    /// Done.
    Done,
    /// Now.
    Now,
    /// Still to come.
    Ahead,
}

/// What happens next in a case: who acts, since when it waits, until when, on which basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Next {
    /// What is to be done.
    pub action: Action,
    /// Who does it.
    pub who: Role,
    /// Of which body, in words.
    pub body: String,
    /// Since when it waits.
    pub since: chrono::DateTime<chrono::Utc>,
    /// Until when, if there is a limit.
    pub due: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether that may still move because the year's working days are not announced.
    pub provisional: bool,
    /// On which basis.
    pub basis: Option<Basis>,
}

/// A published demand, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DemandView {
    /// Its row.
    pub row: DemandRow,
    /// The identifier, for acts.
    pub id: DemandId,
    /// Open-contracting identifier of the purchase.
    pub ocid: String,
    /// The purchaser.
    pub purchaser: Option<OrganizationId>,
    /// Code of the purchaser.
    pub purchaser_code: CreditCode,
    /// Number of the batch it went out with.
    pub batch: Option<BatchNumber>,
    /// The need.
    pub need: Need,
    /// How often the deadline was moved.
    pub extensions: u8,
    /// Last day of the result's publicity, once it runs.
    pub publicity_ends_on: Option<Due>,
    /// The road with its days.
    pub stages: Vec<StageDate>,
    /// What happens next; nothing when the demand has ended.
    pub next: Option<Next>,
    /// Sum of the unit's like purchases of the year, this one included.
    pub like_purchases: Money,
    /// Public documents about it.
    pub notices: Vec<NoticeRow>,
    /// Why it ended without a result, if it did.
    pub ended_because: Option<String>,
    /// The version, for acts on it.
    pub version: i32,
}

/// A demand that is not published, in the list of its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DraftRow {
    /// The identifier.
    pub id: DemandId,
    /// What is bought; empty while nothing was typed.
    pub title: String,
    /// Where it stands.
    pub state: DemandState,
    /// Who drafted it.
    pub drafted_by: String,
    /// When it was last saved.
    pub updated_at: chrono::DateTime<chrono::Utc>,
    /// The batch it goes out with.
    pub batch: Option<BatchId>,
    /// What the budget lines add up to, where they can be read.
    pub budget: Option<Money>,
}

/// How a page of the draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TaskStatus {
    /// 未开始.
    NotStarted,
    /// 进行中: seen, not complete.
    InProgress,
    /// 已完成.
    Done,
}

/// A draft with its check, for the unit that writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DraftView {
    /// Its row.
    pub row: DraftRow,
    /// The others of its batch, with how many things would be refused there: they go out together or not at all.
    pub mates: Vec<(DraftRow, usize)>,
    /// Who buys.
    pub purchaser: String,
    /// What was typed.
    pub draft: Draft,
    /// How each page stands, with how many things are against it.
    pub tasks: Vec<(Task, TaskStatus, usize)>,
    /// Would be refused.
    pub refused: Vec<Refusal>,
    /// Deserves a second thought.
    pub think: Vec<Refusal>,
    /// Keys of what is fine.
    pub fine: Vec<String>,
    /// The need, when everything can be read.
    pub need: Option<Need>,
    /// Why it was sent back, if it was.
    pub returned_because: Option<String>,
    /// What this reader may do.
    pub acts: Vec<Action>,
    /// Why this reader, who holds the role for it, may not decide: the drafter does not approve.
    pub barred: Option<Refusal>,
    /// The version, for acts on it.
    pub version: i32,
}

/// A batch that is being put together, in the list of its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BatchRow {
    /// The identifier.
    pub id: BatchId,
    /// What it is called.
    pub title: String,
    /// How many demands it holds.
    pub demands: usize,
    /// When it was begun.
    pub begun_at: chrono::DateTime<chrono::Utc>,
}

/// A batch of demands, for the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BatchView {
    /// The identifier.
    pub id: BatchId,
    /// Its number, from publication on.
    pub number: Option<BatchNumber>,
    /// What it is called.
    pub title: String,
    /// Its demands.
    pub demands: Vec<DraftRow>,
    /// Numbers of those that are published.
    pub published: Vec<DemandRow>,
    /// What this reader may do with all of them.
    pub acts: Vec<Action>,
    /// Whether this reader may add another demand.
    pub may_add: bool,
}
