//! The pages: a view model in, HTML out.
//!
//! A page is a component that takes plain data, already decided and already allowed for its reader. [`render`] puts it into
//! the frame and returns the whole document as text. Pages know no route, no database and no clock; what they show was
//! asked beforehand. Every page is complete without a script, and a page without an island sends none.

pub mod assets;
pub mod awards;
pub mod bids;
pub mod components;
pub mod contracts;
pub mod demands;
pub mod demo;
mod document;
pub mod errors;
pub mod evaluations;
mod frame;
pub mod help;
pub mod home;
pub mod identity;
pub mod matching;
pub mod notices;
pub mod organizations;
mod page;
pub mod panels;
pub mod search;
mod shell;
pub mod workbench;

pub use document::render;
pub use page::{fresh_id, mark_error, mark_island, wording};
pub use shell::{Assets, DemoBar, Footer, Nav, Shell, Size, Theme, Who};
