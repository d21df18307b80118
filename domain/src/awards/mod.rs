//! From scores to a confirmed result: ranking, ties, reasons, publicity and objections to it.

mod confirmation;
mod negotiation;
mod objections;
mod outcome;
mod price;
mod publicity;
mod ranking;
mod reasons;
mod views;

pub use confirmation::{Consequence, follow_up, may_confirm};
pub use negotiation::{Negotiable, Negotiation};
pub use objections::{ANSWER_AIM, ANSWER_MAX, AnswerDue, Facts, Objection, ObjectionEvent, advance, may_file};
pub use outcome::{Bidder, Outcome};
pub use price::price_points;
pub use publicity::{PUBLICITY_MAX, Publicity};
pub use ranking::{BELOW_THRESHOLD_TIES, CONSULTATION_TIES, LastResort, Offer, Place, Ranking, TENDER_TIES, TIE_RULES, Tie, TieKey, TieRule, rank};
pub use reasons::{Reason, ReasonKind, reasons};
pub use views::{ObjectionView, OwnResult, PublicResult, ResultStage, ResultView};

use crate::law::Printed;

/// Rules of this room, for the registry.
pub static RULES: &[&dyn Printed] = &[&PUBLICITY_MAX, &ANSWER_AIM, &ANSWER_MAX];
