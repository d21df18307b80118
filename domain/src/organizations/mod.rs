//! The registry: who exists. What kinds of bodies there are, and how a registrar's list of them is read and judged.

pub mod import;
mod kind;

pub use kind::OrganizationKind;
