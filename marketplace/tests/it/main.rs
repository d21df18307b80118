//! From inside: use cases on both databases.

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
mod world;
