//! From inside: use cases on both databases.
