//! What readers see of a panel. Names are secret until the result.

use super::composition::Member;
use super::conflicts::Question;
use super::seats::Seat;
use super::sheet::{Cell, Column, Item};
use crate::bids::BidView;
use crate::demands::{BudgetItem, DemandRow, Draft};
use crate::ids::{AccountId, SeatId};
use crate::policy::Action;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A person who may be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewerOption {
    /// The account.
    pub account: AccountId,
    /// What others see.
    pub name: String,
    /// In what capacity.
    pub member: Member,
    /// Whether the person left this review and cannot be named again.
    pub left: bool,
}

/// A seat, for the approver who fills it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SeatView {
    /// Identifier.
    pub id: SeatId,
    /// Who sits.
    pub account: AccountId,
    /// What others see.
    pub name: String,
    /// In what capacity.
    pub member: Member,
    /// How far.
    pub state: Seat,
    /// When the person was named.
    pub named_at: chrono::DateTime<chrono::Utc>,
    /// When the person signed.
    pub signed_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// The panel of a demand, for the approver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PanelView {
    /// The demand.
    pub demand: DemandRow,
    /// How many reviewers the published need names.
    pub reviewers: u8,
    /// How many other demands of the batch are named with it.
    pub together: usize,
    /// 1, or more when all is reviewed again.
    pub round: i32,
    /// Seats of this round, those that were left included.
    pub seats: Vec<SeatView>,
    /// Who may be named.
    pub options: Vec<ReviewerOption>,
    /// The planned day of the review.
    pub review_on: chrono::NaiveDate,
    /// What may be done now.
    pub acts: Vec<Action>,
}

impl PanelView {
    /// Seats that count.
    pub fn sitting(&self) -> impl Iterator<Item = &SeatView> {
        self.seats.iter().filter(|seat| seat.state != Seat::Replaced)
    }
}

/// A reviewer's own work: declaration, sheet, signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReviewDesk {
    /// The demand.
    pub demand: DemandRow,
    /// In what capacity the reader sits.
    pub member: Member,
    /// How far the seat has come.
    pub state: Seat,
    /// The planned day of the review.
    pub review_on: chrono::NaiveDate,
    /// Names of those whose offers take part, once that is settled: the conflict questions are about them.
    pub bidders: Vec<String>,
    /// How many other demands of the batch one declaration is for.
    pub together: usize,
    /// What was answered.
    pub answers: Vec<(Question, bool)>,
    /// How many of the panel have not declared.
    pub undeclared: usize,
    /// The offers, once the whole panel has declared.
    pub bids: Vec<BidView>,
    /// The budget lines with their ceilings.
    pub lines: Vec<BudgetItem>,
    /// The criteria.
    pub items: Vec<Item>,
    /// The offers as the sheet has them.
    pub columns: Vec<Column>,
    /// What was typed.
    pub sheet: Draft,
    /// What could be read of it.
    pub cells: Vec<Cell>,
    /// What stands against signing.
    pub refused: Vec<Refusal>,
    /// When it was last saved.
    pub saved_at: Option<chrono::DateTime<chrono::Utc>>,
    /// When it was signed.
    pub signed_at: Option<chrono::DateTime<chrono::Utc>>,
    /// What may be done now.
    pub acts: Vec<Action>,
    /// The seat's version.
    pub version: i32,
}

/// A signed sheet, once all have signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SheetView {
    /// Whose.
    pub name: String,
    /// In what capacity.
    pub member: Member,
    /// The scores.
    pub cells: Vec<Cell>,
    /// When it was signed.
    pub signed_at: Option<chrono::DateTime<chrono::Utc>>,
}
