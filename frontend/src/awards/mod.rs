//! Pages of `awards`.
