//! Gongxu from outside: the real binary, spoken to as people and machines do, over HTTP and in a browser.
//!
//! A journey starts a [`World`] in one [`Way`] (a database and a driver), lets a [`Person`] act in it, and says what that
//! person must see. Nothing here knows a crate of ours: what a journey needs of the platform, it reads off its pages.
//! This crate panics where other code returns an error: a journey ends with the page in hand.

pub mod axe;
mod browser;
mod database;
pub mod fuzz;
mod html;
mod http;
pub mod load;
mod pages;
pub mod path;
mod person;
mod server;
mod target;
mod tools;
mod words;
mod world;

#[cfg(test)]
mod stand_in;

pub use database::Database;
pub use http::while_it_lives;
pub use person::{Driver, Person, Reply, Shot};
pub use target::Target;
pub use tools::{binary, bless_or_compare, root};
pub use words::{Words, words};
pub use world::{Way, World, every_way, ways};
