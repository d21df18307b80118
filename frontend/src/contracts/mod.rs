//! Contracts: the public list, the page of one, its milestones and payments, and drafts until both have signed.

mod draft;
mod list;
mod mending;
mod milestone;
mod page;
mod payment;
mod sign;
mod text;
mod typed;
mod words;

pub use draft::{DraftPage, DraftsPage, draft_page, drafts_page, new_page};
pub use list::{ListPage, contracts_page};
pub use mending::{MendingPage, mending_page};
pub use milestone::{MilestonePage, accepted_receipt, milestone_page};
pub use page::{ContractPage, contract_page};
pub use payment::{PaymentPage, paid_receipt, payment_page};
pub use sign::{SignPage, sign_page, signed_receipt};
pub use typed::Typed;
