//! What readers see of a result: everybody, who offered, who buys.

use super::negotiation::Negotiation;
use super::objections::Objection;
use super::outcome::{Bidder, Outcome};
use super::reasons::Reason;
use crate::calendar::Due;
use crate::demands::DemandRow;
use crate::ids::ObjectionId;
use crate::law::Basis;
use crate::money::{Money, Points};
use crate::numbers::NoticeNumber;
use crate::panels::{Item, SheetView};
use crate::policy::Action;
use crate::refusal::Fact;
use serde::{Deserialize, Serialize};

crate::words! {
    /// How far the result has come, as everybody sees it.
    pub enum ResultStage("result-stage") {
        /// Offers are still taken, or judged.
        Pending = "pending",
        /// 公示中.
        Publicity = "publicity",
        /// 已确认.
        Confirmed = "confirmed",
        /// 未产生结果.
        Ended = "ended",
    }
}

/// A publicised result, as everybody sees it; also what stands in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PublicResult {
    /// How far it has come.
    pub stage: ResultStage,
    /// Who is chosen, at the price of its offer.
    pub winner: Bidder,
    /// The amount of the award: the price of the offer, or what was agreed on with the one that offered.
    pub price: Money,
    /// The criteria.
    pub items: Vec<Item>,
    /// The chosen offer's published points on each criterion.
    pub means: Vec<Points>,
    /// Their sum.
    pub total: Points,
    /// Why it was chosen, where points and price left it open.
    pub reason: Option<String>,
    /// Why one single offer was negotiated with.
    pub negotiation_reason: Option<String>,
    /// The record of that negotiation.
    pub negotiation: Option<Negotiation>,
    /// Who reviewed, once the result is confirmed: they may have to review again until then.
    pub reviewers: Vec<String>,
    /// When the publicity began.
    pub publicised_at: chrono::DateTime<chrono::Utc>,
    /// Its last day.
    pub ends_on: Due,
    /// Why it is as long as it is.
    pub basis: Option<Basis>,
    /// When the result was confirmed.
    pub confirmed_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// What one organization is told about its own offer, and nobody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OwnResult {
    /// Its price.
    pub price: Money,
    /// Its published points on each criterion.
    pub means: Vec<Points>,
    /// Their sum.
    pub total: Points,
    /// Its place.
    pub place: u16,
    /// What decided.
    pub reason: Reason,
}

/// An objection as its two sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ObjectionView {
    /// Identifier.
    pub id: ObjectionId,
    /// Who objects.
    pub organization: String,
    /// What is wrong, and why.
    pub grounds: String,
    /// When it was filed.
    pub filed_at: chrono::DateTime<chrono::Utc>,
    /// Where it stands.
    pub state: Objection,
    /// By when the answer is due.
    pub due_on: Due,
    /// The last day on which it is not late.
    pub last_on: Due,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The page of a result, for one reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ResultView {
    /// The demand.
    pub demand: DemandRow,
    /// How far.
    pub stage: ResultStage,
    /// The day on which the review is planned.
    pub review_on: chrono::NaiveDate,
    /// The publicised result.
    pub result: Option<PublicResult>,
    /// Why it ended without one.
    pub ended_because: Option<String>,
    /// How many objections were filed, and how many of them wait.
    pub objections: (usize, usize),
    /// For who offered: its own figures.
    pub own: Option<OwnResult>,
    /// Objections that this reader filed or has to answer.
    pub own_objections: Vec<ObjectionView>,
    /// For the purchaser and the auditor: everything.
    pub outcome: Option<Outcome>,
    /// For them: the sheets.
    pub sheets: Vec<SheetView>,
    /// Other demands of the batch that an act here takes along.
    pub together: Vec<DemandRow>,
    /// The notices of publicity and result.
    pub notices: Vec<NoticeNumber>,
    /// By when the result is to be confirmed, while it is publicised.
    pub confirm_by: Option<Due>,
    /// Whether it is publicised with the record of a negotiation alone, since it went on with one single offer.
    pub negotiates: bool,
    /// What stands against confirming today, as a refusal's code with its figures.
    pub against: Option<crate::refusal::Refusal>,
    /// What may be done now.
    pub acts: Vec<Action>,
    /// The procurement's version.
    pub version: i32,
}

impl PublicResult {
    /// The points of each criterion with its most.
    pub fn rows(&self) -> impl Iterator<Item = (&Fact, Points, Points)> {
        self.items.iter().zip(&self.means).map(|(item, mean)| (&item.name, *mean, item.max))
    }
}
