//! The rows: columns and nothing else. Behaviour lives in `domain`, queries in `marketplace`.

pub mod awards;
pub mod bids;
pub mod contracts;
pub mod demands;
pub mod evaluations;
pub mod files;
pub mod identity;
pub mod inbox;
pub mod kernel;
pub mod ledger;
pub mod matching;
pub mod notices;
pub mod organizations;
pub mod panels;
pub mod procedures;
