//! Who fits a demand, and why: rule by rule, with the value, its source and what would change it.
//!
//! Matching helps to find; it plays no part in the review. Catalogue and rating exclude nobody and rank nobody
//! (DOMAIN §3.18): an organization's rating is shown, not counted.

mod funnel;
mod input;
mod invitation;
mod judge;
mod order;
mod output;
mod views;

pub use funnel::{Funnel, FunnelStep, funnel};
pub use input::{AsOf, Credit, Grade, Profile, Project, Rating, Registration, Served, Wanted};
pub use invitation::{InviteFacts, may_be_invited};
pub use judge::{SIMILAR_YEARS, explain, judge};
pub use order::{OrderKey, Ranked, rank};
pub use output::{Change, Line, Match, MatchRule, Source, Verdict, Verdicts};
pub use views::{ForMeRow, ForMeView, InvitationRow, MatchedRow, MatchesView, OwnMatch};

use crate::law::Printed;

/// Rules of this room, for the registry.
pub static RULES: &[&dyn Printed] = &[&SIMILAR_YEARS];
