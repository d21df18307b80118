//! Journeys from outside. One binary, so that the harness is linked once; a module for each part of the platform.
//!
//! How to write one: tests/README.md.

mod accessible;
mod another;
mod api;
mod browser_files;
mod film;
mod front_door;
mod killed;
mod secrecy;
mod together;
