//! From inside: use cases on both databases.

mod demands;
mod identity;
mod import;
mod world;
