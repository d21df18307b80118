//! Pages of offers: an organization's own work on one, its receipt, and all of them side by side after the deadline.

mod cancel;
mod check;
mod offer;
mod offers;
mod receipt;
mod words;

pub use cancel::{CancelPage, cancel_page};
pub use check::{OfferCheckPage, offer_check_page};
pub use offer::{OfferPage, offer_page};
pub(crate) use offers::OneOffer;
pub use offers::{OffersPage, offers_page};
pub use receipt::receipt_page;
pub use words::state_status;
pub(crate) use words::trail;
