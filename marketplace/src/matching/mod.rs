//! Who fits a demand and why, which demands fit an organization, and invitations.

mod invite;
mod profiles;
mod read;

pub use invite::{Invite, invite};
pub(crate) use profiles::one;
pub(crate) use read::names_of_invited;
pub use read::{Show, draft_funnel, for_me, match_of, matches};
