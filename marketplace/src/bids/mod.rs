//! Offers: drafted, handed in under closed doors, replaced, withdrawn; after the deadline read, checked, shortlisted.

mod close;
mod compare;
mod draft;
mod end;
mod extend;
mod offers;
mod own;
mod shortlist;
pub(crate) mod store;
mod submit;
mod tasks;

pub use close::close_due;
pub(crate) use close::next_deadline;
pub use draft::{Attach, Detach, SaveDraft, attach, detach, save_draft};
pub use end::{End, cancel, end_without_result, to_cancel};
pub use extend::{Extend, extend};
pub(crate) use offers::view as offers_view;
pub use offers::{file, offers};
pub use own::{desk, receipt};
pub use shortlist::{Shortlist, Shortlisted, shortlist};
pub use submit::{Submit, Withdraw, submit, withdraw};
pub use tasks::waiting;
pub(crate) use tasks::{in_states, own_offers};
