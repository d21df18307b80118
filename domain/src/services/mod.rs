//! What may be bought: the thirteen fields, the negative list, budget lines and the templates of common needs.

mod budget;
mod fields;
mod library;
mod subject;
mod template;

pub use budget::{BudgetLine, MANAGEMENT_LINES_MIN, check_lines};
pub use fields::{Field, Recipients};
pub use library::TEMPLATES;
pub use subject::Subject;
pub use template::{Criterion, Instalment, Interval, LineShare, Measure, MilestoneAt, Output, PaidOn, Template};

use crate::law::Printed;

/// Rules of this room, for the registry.
pub static RULES: &[&dyn Printed] = &[&MANAGEMENT_LINES_MIN];
