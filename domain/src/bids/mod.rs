//! Offers (响应文件): drafted, closed until the deadline, received, replaced, withdrawn, checked for who may take part.

mod lifecycle;
mod offer;
mod qualification;
mod receipt;
mod views;

pub use lifecycle::{BidEvent, BidState, Facts, advance};
pub use offer::{LONGEST, MOST_FILES, Offer, check, price_field};
pub use qualification::{Candidate, Standing, qualify};
pub use receipt::{Receipt, ReceiptNumber};
pub use views::{BidView, FileView, MyBid, OfferDesk, OffersView, ReceiptView};
