//! Pages of `panels`.
