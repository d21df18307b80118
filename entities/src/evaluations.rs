//! Third-party evaluations.
