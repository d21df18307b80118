//! What holds for every page: its HTML, its references, its colours, and that its words come from the message files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod desk;
mod html;
mod look;
mod samples;
mod sources;
mod tokens;
mod walk;
