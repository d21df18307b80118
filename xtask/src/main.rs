//! The house's checks on itself.
//!
//! `xtask check` reads the tree and says what breaks the rules of the house that no compiler knows: who may import whom, one
//! name for a room on every floor, every word in both languages and used. `xtask where ROOM` prints a room's files.
#![expect(clippy::print_stdout, reason = "a program that speaks to whoever runs it")]

mod crates;
mod ftl;
mod house;
mod rooms;
mod rules;
mod source;
mod tree;
mod words;

use anyhow::{Result, bail};
use std::process::ExitCode;
use tree::Tree;

/// What is wrong, and where: `path:line`, or a path alone.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    place: String,
    what: String,
}

impl Finding {
    /// Something about a place.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Finding {
        Finding { place: place.into(), what: what.into() }
    }
}

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let tree = Tree::read(".".as_ref())?;
    match words[..] {
        ["check"] => check(&tree),
        ["where", room] => {
            rooms::files_of(&tree, room)?.iter().for_each(|file| println!("{file}"));
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("usage: xtask check | xtask where ROOM"),
    }
}

fn check(tree: &Tree) -> Result<ExitCode> {
    let mut findings = crates::check(tree)?;
    findings.extend(rooms::check(tree));
    findings.extend(words::check(tree)?);
    findings.extend(rules::check(tree));
    findings.sort();
    findings.dedup();
    for Finding { place, what } in &findings {
        println!("{place}: {what}");
    }
    if findings.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("{} things break the rules of the house", findings.len());
    Ok(ExitCode::FAILURE)
}
