//! Panels: reviewers are named, declare conflicts, score, sign.

mod declare;
mod name;
mod read;
mod sheet;
pub(crate) mod store;
mod tasks;

pub use declare::{Declare, Recuse, declare, recuse};
pub use name::{NameReviewers, name_reviewers};
pub use read::{panel, review, sits};
pub use sheet::{SaveSheet, Sign, save_sheet, sign};
pub use tasks::waiting;
