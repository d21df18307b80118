//! The pages: a view model in, HTML out.
//!
//! A page is a component that takes plain data, already decided and already allowed for its reader. [`render`] puts it into
//! the frame and returns the whole document as text. Pages know no route, no database and no clock; what they show was
//! asked beforehand. Every page is complete without a script, and a page without an island sends none.

pub mod assets;
pub mod components;
pub mod demo;
mod document;
pub mod errors;
mod frame;
pub mod help;
pub mod home;
pub mod identity;
mod page;
mod shell;

pub use document::render;
pub use page::{fresh_id, mark_error, mark_island, wording};
pub use shell::{Assets, DemoBar, Footer, Nav, Shell, Size, Theme, Who};
