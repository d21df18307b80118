//! Contracts: drafted from the chosen offer, reviewed, signed by both, performed, accepted, paid.

mod accept;
mod draft;
mod drafts;
pub(crate) mod evaluated;
mod mend;
mod milestones;
mod notice;
mod papers;
mod pay;
mod read;
mod review;
mod settle;
mod sign;
mod standing;
pub(crate) mod store;
mod tasks;
mod terminate;

pub use accept::{Accepted, accept, fail_milestone, return_milestone};
pub use draft::{DraftContract, FillBlanks, draft_contract, fill_blanks};
pub use drafts::{drafts, read_draft, ready};
pub use mend::{Mend, confirm_mending, report_mending, return_mending};
pub use milestones::{At, MOST_FILES, add_evidence, check, record_opinions, remove_evidence, report};
pub use papers::{evidence_bytes, mending_view, milestone_view, payment_view};
pub use pay::{Paid, Pay, pay};
pub use read::{Filter, list, number_of, sums, text, view};
pub use review::{Decide, review, send_back};
pub use sign::{Sign, Signed, sign_for_provider, sign_for_purchaser};
pub use tasks::{next_due, waiting};
pub(crate) use terminate::purchase_given_up;
