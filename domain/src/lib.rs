//! The rules and the language of government purchase of services from social organizations.
//!
//! Pure: no clock, no randomness, no input or output, nothing asynchronous. The same code judges in the server, in the
//! browser and in tests. The kernel (`money`, `calendar`, `code`, `ids`, `numbers`, `law`, `policy`, `refusal`) knows no
//! lifecycle; each room below it owns one part of the work and may use the rooms above it, never one below.

pub mod awards;
pub mod bids;
pub mod calendar;
pub mod code;
pub mod contracts;
pub mod demands;
pub mod evaluations;
pub mod ids;
pub mod law;
pub mod matching;
pub mod money;
pub mod notices;
pub mod numbers;
pub mod organizations;
pub mod panels;
pub mod policy;
pub mod procedures;
pub mod refusal;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
pub mod services;
pub mod step;
pub mod text;
pub mod workbench;
