//! Pages of `demands`.
