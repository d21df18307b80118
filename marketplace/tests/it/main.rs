//! From inside: use cases on both databases.

mod bids;
mod demands;
mod identity;
mod import;
mod world;
