//! The registry: departments, social organizations, evaluation agencies.

mod register;

pub use register::{Loaded, Organization, by_code};
