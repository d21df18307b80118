//! A need as it was approved: every field read, nothing left to interpret.

use crate::code::District;
use crate::money::{Money, Percent, Points};
use crate::services::{BudgetLine, Criterion, Field, Measure, PaidOn, Recipients, Subject};
use serde::{Deserialize, Serialize};

/// An output with its number and standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OutputLine {
    /// What is delivered.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// Counted in what.
    pub measure: Measure,
    /// By what standard.
    pub standard: String,
}

/// A line of the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BudgetItem {
    /// What kind of cost.
    pub kind: BudgetLine,
    /// For what.
    pub name: String,
    /// The ceiling of this line.
    pub amount: Money,
}

/// What an organization must bring.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Conditions {
    /// Registered for at least so many years.
    pub years: u32,
    /// At least so many similar projects within three years.
    pub similar: u32,
    /// At least so many full-time staff.
    pub staff: u32,
    /// Registered in the district, not only serving it.
    pub local: bool,
}

crate::words! {
    /// What part of the work a milestone ends.
    pub enum MilestoneKind("milestone-kind") {
        /// The start.
        Start = "start",
        /// The middle: its acceptance makes the second instalment due.
        MidTerm = "mid-term",
        /// Anything between.
        Other = "other",
        /// The end: its acceptance is the final acceptance.
        Final = "final",
    }
}

/// A milestone as planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlannedMilestone {
    /// What it ends.
    pub kind: MilestoneKind,
    /// What it is called.
    pub name: String,
    /// When it is due.
    pub due_on: chrono::NaiveDate,
}

/// A need, read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Need {
    /// What is bought, in a few words.
    pub title: String,
    /// The field of service.
    pub field: Field,
    /// What kind of subject it is; only what may be bought gets here.
    pub subject: Subject,
    /// What is to be solved.
    pub problem: String,
    /// Who is served.
    pub recipients: Recipients,
    /// How many.
    pub recipients_number: u32,
    /// Where.
    pub place: String,
    /// In which district.
    pub district: District,
    /// What is delivered.
    pub outputs: Vec<OutputLine>,
    /// What it may cost.
    pub lines: Vec<BudgetItem>,
    /// First day of service.
    pub starts_on: chrono::NaiveDate,
    /// Last day of service.
    pub ends_on: chrono::NaiveDate,
    /// The day on which offers close, at 17:00.
    pub closes_on: chrono::NaiveDate,
    /// The day of the review.
    pub review_on: chrono::NaiveDate,
    /// What an organization must bring.
    pub conditions: Conditions,
    /// What is scored; points add up to 100.
    pub criteria: Vec<(Criterion, Points)>,
    /// How many reviewers.
    pub reviewers: u8,
    /// How the work is accepted.
    pub acceptance: String,
    /// At least so many recipients are asked at the final acceptance; 0 where the service is not for the public.
    pub opinions_least: u32,
    /// What is paid when; shares add up to 100 %.
    pub schedule: Vec<(PaidOn, Percent)>,
    /// By when what is due; the last one is the final.
    pub milestones: Vec<PlannedMilestone>,
}

impl Need {
    /// The budget: the sum of its lines.
    pub fn budget(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// When offers close: 17:00 on the closing day.
    pub fn closes_at(&self) -> crate::calendar::Moment {
        crate::calendar::at(self.closes_on, 17, 0)
    }

    /// Whether the service is for the public, so that recipients must be heard.
    pub fn is_public_service(&self) -> bool {
        self.subject == Subject::PublicService
    }
}
