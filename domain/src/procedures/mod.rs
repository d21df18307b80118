//! The one procurement machine. A method is a [`Profile`]: data, never a copy of the machine.

mod dates;
mod lifecycle;
mod profile;

pub use dates::{Dates, check_dates, confirm_by, earliest_close, extended_close, publicity_ends};
pub use lifecycle::{Facts, ProcedureEvent, ProcedureState, advance, may_extend};
pub use profile::{BELOW_THRESHOLD, CONFIRM_WITHIN, EXTENSION, PROFILES, PUBLICATION_MIN, PUBLICITY_MIN, Profile, REGULAR_OFFERS_MIN, RULES, TooFew};
