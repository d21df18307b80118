//! The registry: departments, social organizations, evaluation agencies, and the lists of them that registrars send.

mod import;
mod list;
mod register;
mod spreadsheet;

pub use import::{Outcome, load_report};
pub use list::read_organizations;
pub(crate) use register::find;
pub use register::{Loaded, Organization, by_code};
pub use spreadsheet::{Document, MAX_BYTES, read as read_document};
