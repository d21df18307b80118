//! Pages of `notices`.
