//! The rows: columns and nothing else. Behaviour lives in `domain`, queries in `marketplace`.

pub mod demands;
pub mod identity;
pub mod inbox;
pub mod kernel;
pub mod ledger;
pub mod notices;
pub mod organizations;
pub mod procedures;
