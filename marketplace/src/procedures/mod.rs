//! Procurements: their rows, and how they stand.

pub(crate) mod store;
