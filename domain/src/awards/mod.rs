//! From scores to a confirmed result: ranking, ties, reasons, publicity and objections to it.

mod confirmation;
mod objections;
mod price;
mod publicity;
mod ranking;
mod reasons;

pub use confirmation::{Consequence, follow_up, may_confirm};
pub use objections::{ANSWER_AIM, ANSWER_MAX, AnswerDue, Facts, Objection, ObjectionEvent, advance, may_file};
pub use price::price_points;
pub use publicity::{PUBLICITY_MIN, Publicity};
pub use ranking::{APPROVER_DECIDES, CONSULTATION_TIES, LastResort, Offer, Place, Ranking, TENDER_TIES, Tie, TieKey, TieRule, rank};
pub use reasons::{Reason, ReasonKind, reasons};

use crate::law::Printed;

/// Rules of this room, for the registry.
pub static RULES: &[&dyn Printed] = &[&PUBLICITY_MIN, &ANSWER_AIM, &ANSWER_MAX];
