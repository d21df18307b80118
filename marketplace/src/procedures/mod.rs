//! Procurements: deadlines pass, are extended, end.

mod deadline;
pub(crate) mod store;

pub use deadline::close_due;
pub(crate) use deadline::next_deadline;
