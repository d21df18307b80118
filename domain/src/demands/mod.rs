//! A need, from its first draft to what becomes of it (DOMAIN §3.1, the part below the procurement threshold).

mod check;
mod draft;
mod lifecycle;
mod need;
mod rules;
mod views;

pub use check::{CheckFacts, Checked, Readable, check};
pub use draft::{Draft, MAX_ROWS, Task, from_template};
pub use lifecycle::{DemandEvent, DemandState, Facts, advance};
pub use need::{BudgetItem, Conditions, MilestoneKind, Need, OutputLine, PlannedMilestone};
pub use rules::{LIKE_PURCHASES, PROCUREMENT_THRESHOLD, RULES, SIMILAR_CONTRACTS_MAX, TERM_LONGEST, TERM_USUAL};
pub use views::{BatchRow, BatchView, DemandOrder, DemandRow, DemandView, DraftRow, DraftView, Next, Stage, StageDate, StepWhen, TaskStatus};
