//! The registry: departments, social organizations, evaluation agencies, and the lists of them that registrars send.

mod import;
mod keep;
mod list;
mod read;
mod register;
mod runs;
mod spreadsheet;

pub use import::load_report;
pub use keep::{ConfirmCode, EditProfile, confirm_code, edit_profile};
pub use list::read_organizations;
pub use read::{Filter, acts, list, view};
pub use register::{Organization, by_code};
pub(crate) use register::{find, names, read_fields, read_served};
pub use runs::{ListFile, LoadImport, StartImport, break_off_interrupted, import_now, import_run, import_runs, load_import, start_import};
pub use spreadsheet::{Document, MAX_BYTES, read as read_document};
