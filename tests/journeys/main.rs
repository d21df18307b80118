//! Journeys from outside. One binary, so that the harness is linked once; a module for each part of the platform.
//!
//! How to write one: tests/README.md.

mod accessible;
mod api;
mod browser_files;
mod front_door;
mod killed;
