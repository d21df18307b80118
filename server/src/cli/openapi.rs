//! `gongxu openapi`.

use super::say;
use anyhow::Result;
use std::process::ExitCode;

/// # Errors
/// When nobody listens any more.
pub fn run() -> Result<ExitCode> {
    say(crate::api::document().to_pretty_json()?)?;
    Ok(ExitCode::SUCCESS)
}
