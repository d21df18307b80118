//! Pages of `evaluations`.
