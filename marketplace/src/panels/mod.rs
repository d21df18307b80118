//! Reviewers, their declarations and their sheets.
