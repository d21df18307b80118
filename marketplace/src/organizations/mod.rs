//! The registry: departments, social organizations, evaluation agencies.

mod register;

pub(crate) use register::find;
pub use register::{Loaded, Organization, by_code};
