//! From inside: use cases on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod awards;
mod bids;
mod contracts;
mod demands;
mod evaluations;
mod identity;
mod import;
mod matching;
mod organizations;
mod panels;
mod turns;
mod workbench;
mod world;
