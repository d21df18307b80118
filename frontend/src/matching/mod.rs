//! Who fits a demand and why; which demands fit one's own organization.

mod for_me;
mod match_box;
mod matches;

pub use for_me::for_me_page;
pub use match_box::{MatchBox, funnel_steps, reasons};
pub use matches::{InviteForm, MatchesPage, matches_page};
