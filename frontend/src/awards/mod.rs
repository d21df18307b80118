//! The page of a result: what is public, what a bidder learns of its own offer, what the purchaser does next.

mod acts;
mod page;
mod whole;

pub use page::{ResultPage, result_page};
