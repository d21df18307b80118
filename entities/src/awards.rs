//! Objections to publicised results.
