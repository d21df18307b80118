//! Pages of `bids`.
