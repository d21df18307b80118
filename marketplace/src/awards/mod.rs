//! Results: ranked, publicised, objected to, confirmed.
