//! Pages of `matching`.
