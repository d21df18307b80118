//! Pages of `organizations`.
