//! How a list of organizations is judged, cell by cell, before a row of it is loaded.
//!
//! What is impossible is refused and stops the whole file; what is missing or doubtful loads as not given or as read, with a
//! warning; a wrong GB 32100 check character waits for the registrar (T24). Nothing is evaluated and nothing is guessed
//! without saying so. Reading files into a [`Sheet`] is `marketplace`'s business.

mod capital;
mod columns;
mod dates;
mod judge;
mod lists;
mod numerals;
mod report;
mod sheet;
mod text;

pub use columns::{Column, Header, HeaderColumn, Unit};
pub use judge::judge;
pub use report::{CodeStanding, Counts, Finding, ImportReport, ListedOrganization, Place, Weight};
pub use sheet::{Cell, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Value, letter};
