//! Pages of `contracts`.
