//! Who judges, whether they may, and what their sheets add up to.

mod composition;
mod conflicts;
mod scores;
mod seats;
mod sheet;
mod typed;
mod views;

pub use composition::{
    BELOW_THRESHOLD, CONSULTATION, CONSULTATION_EXPERT_SHARE, CONSULTATION_LEAST, EXPERT_SHARE, LEAST, Large, MOST, Member, Named, PANEL_RULES, PanelRule,
    Share, TENDER, TENDER_EXPERT_SHARE, TENDER_LARGE_FROM, TENDER_LARGE_LEAST, TENDER_LEAST,
};
pub use conflicts::{CONFLICT_YEARS, Declaration, Question, bars_employment, declare};
pub use scores::{Score, score};
pub use seats::{Facts, Seat, SeatEvent, advance, all_signed};
pub use sheet::{Cell, Column, Item, REASON_BELOW, check_sheet, reason_needed};
pub use typed::{cells, items, reason_field, score_field, take};
pub use views::{PanelView, ReviewDesk, ReviewerOption, SeatView, SheetView};

use crate::law::Printed;

/// Rules of this room, for the registry.
pub static RULES: &[&dyn Printed] = &[
    &LEAST,
    &MOST,
    &EXPERT_SHARE,
    &TENDER_LEAST,
    &TENDER_LARGE_FROM,
    &TENDER_LARGE_LEAST,
    &CONSULTATION_LEAST,
    &TENDER_EXPERT_SHARE,
    &CONSULTATION_EXPERT_SHARE,
    &CONFLICT_YEARS,
    &REASON_BELOW,
];
