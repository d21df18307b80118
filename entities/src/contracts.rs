//! Contracts, milestones, payments.
