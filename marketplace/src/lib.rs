//! The use cases: what people do. Each loads, asks `domain`, saves, records and tells, in one transaction.

pub mod awards;
pub mod bids;
pub mod changes;
pub mod clock;
pub mod contracts;
pub mod demands;
mod drafters;
pub mod evaluations;
pub mod fault;
pub mod files;
pub mod identity;
pub mod inbox;
pub mod jobs;
pub mod kinds;
pub mod market;
pub mod matching;
pub mod notices;
pub mod organizations;
pub mod paging;
pub mod panels;
pub mod procedures;
mod search;
pub mod tx;
pub mod workbench;

pub use fault::Fault;
pub use market::{Market, Options};
pub use tx::{Once, Tx};
