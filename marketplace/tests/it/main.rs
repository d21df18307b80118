//! From inside: use cases on both databases.

mod import;
