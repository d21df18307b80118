//! Contracts: drafted from the chosen offer, reviewed, signed by both, performed, accepted, paid.

pub(crate) mod evaluated;
pub(crate) mod store;
