//! The files of the repository, read once.

use crate::house::FLOORS;
use crate::source::Source;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A file of Rust and the floor that it is on.
pub struct File {
    /// From the top of the repository, with `/`.
    pub path: String,
    /// The package.
    pub floor: &'static str,
    /// Module names below the package's `src`: `contracts`, `milestone`; empty for what lies elsewhere.
    pub module: Vec<String>,
    /// What is in it.
    pub source: Source,
}

/// The repository.
pub struct Tree {
    /// Every file by its path, text or not; what tools made or fetched is left out.
    pub paths: Vec<String>,
    /// The Rust files of all floors.
    pub files: Vec<File>,
    /// Texts of the message files, by path.
    pub messages: BTreeMap<String, String>,
}

impl Tree {
    /// Reads the repository whose top is this folder.
    pub fn read(top: &Path) -> Result<Tree> {
        let mut paths = Vec::new();
        collect(top, "", &mut paths)?;
        paths.sort();
        let read = |path: &String| fs::read_to_string(top.join(path)).with_context(|| path.clone());
        let mut tree = Tree { files: Vec::new(), messages: BTreeMap::new(), paths };
        for path in &tree.paths {
            if path.ends_with(".rs")
                && let Some((floor, below)) = floor_of(path)
            {
                let is_test = below.starts_with("tests/") || floor == "outside" || below.ends_with("/tests.rs") || below.contains("/tests/");
                let file = File { path: path.clone(), floor, module: module(below), source: Source::parse(&read(path)?, is_test) };
                tree.files.push(file);
            } else if path.starts_with("messages/") && path.ends_with(".ftl") {
                tree.messages.insert(path.clone(), read(path)?);
            }
        }
        Ok(tree)
    }
}

fn collect(top: &Path, below: &str, paths: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(top.join(below))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || ["target", "node_modules", "data"].contains(&name.as_str()) {
            continue;
        }
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.file_type()?.is_dir() {
            collect(top, &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

/// The innermost floor that a path lies on, and the rest of the path.
fn floor_of(path: &str) -> Option<(&'static str, &str)> {
    let inside = |folder: &str| path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    let floors = FLOORS.iter().filter_map(|floor| inside(floor.folder).map(|rest| (floor, rest)));
    floors.max_by_key(|(floor, _)| floor.folder.len()).map(|(floor, rest)| (floor.name, rest))
}

fn module(below: &str) -> Vec<String> {
    let Some(inside) = below.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else { return Vec::new() };
    let mut names: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        names.pop();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_floor_and_module() {
        assert_eq!(floor_of("frontend/islands/src/lib.rs"), Some(("islands", "src/lib.rs")));
        assert_eq!(floor_of("README.md"), None);
        assert_eq!(module("src/contracts/milestone.rs"), ["contracts", "milestone"]);
        assert_eq!(module("src/contracts/mod.rs"), ["contracts"]);
        assert!(module("tests/main.rs").is_empty());
    }
}
