//! Crates import one way (DESIGN.md, "The house"), and the two halves of the WebAssembly binder are of one version.

use crate::house::{FLOORS, Floor};
use crate::tree::Tree;
use crate::{Finding, source};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::process::Command;

/// All findings about crates.
pub fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = imports(&metadata()?);
    findings.extend(entities_stay_inside(tree));
    findings.extend(one_binder(&fs::read_to_string("Cargo.lock")?));
    findings.extend(read_me(&fs::read_to_string("README.md").unwrap_or_default()));
    Ok(findings)
}

fn metadata() -> Result<Value> {
    let output = Command::new("cargo").args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).output().context("running cargo")?;
    if !output.status.success() {
        bail!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn imports(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(floor) = FLOORS.iter().find(|floor| floor.name == name) else {
            findings.push(Finding::new(name, "a package that the house does not know: xtask/src/house.rs"));
            continue;
        };
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        // Tests may look at anything of ours: what they use does not travel with the crate.
        let dependencies = dependencies.filter(|dependency| dependency["kind"] != "dev");
        findings.extend(dependencies.filter_map(|dependency| dependency["name"].as_str()).filter_map(|used| judge(floor, used)));
    }
    findings
}

fn judge(floor: &Floor, used: &str) -> Option<Finding> {
    let ours = FLOORS.iter().any(|floor| floor.name == used);
    let place = format!("{}/Cargo.toml", floor.folder);
    if ours && !floor.may_use.contains(&used) {
        return Some(Finding::new(place, format!("{} may not import {used} (DESIGN.md, the house)", floor.name)));
    }
    floor.never.contains(&used).then(|| Finding::new(place, format!("{used} has no place in {} (DESIGN.md, the house)", floor.name)))
}

/// Rows never leave `marketplace`, which alone turns them into what a reader may see.
fn entities_stay_inside(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.files.iter().filter(|file| !["marketplace", "entities"].contains(&file.floor));
    let named = elsewhere.flat_map(|file| source::paths(&file.source.code, &["entities"]).into_iter().map(move |(at, _)| (file, at)));
    named.map(|(file, at)| Finding::new(format!("{}:{}", file.path, file.source.line(at)), "entities are named in marketplace alone")).collect()
}

fn one_binder(lock: &str) -> Vec<Finding> {
    let version = |name: &str| {
        lock.split("[[package]]")
            .find(|package| package.contains(&format!("\nname = \"{name}\"\n")))
            .and_then(|package| package.split("version = \"").nth(1)?.split('"').next())
    };
    let (bound, binder) = (version("wasm-bindgen"), version("wasm-bindgen-cli-support"));
    if bound == binder {
        Vec::new()
    } else {
        vec![Finding::new("Cargo.lock", format!("wasm-bindgen is {bound:?}, wasm-bindgen-cli-support {binder:?}: they must be equal"))]
    }
}

/// The README has a line for every crate.
fn read_me(text: &str) -> Vec<Finding> {
    let missing = FLOORS.iter().filter(|floor| !text.contains(&format!("`{}/`", floor.folder)));
    missing.map(|floor| Finding::new("README.md", format!("says nothing of `{}/`", floor.folder))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_import_is_found() {
        let metadata = serde_json::json!({ "packages": [{ "name": "frontend", "dependencies": [{ "name": "domain" }, { "name": "marketplace" }, { "name": "sea-orm" }] }] });
        let found: Vec<_> = imports(&metadata).into_iter().map(|finding| finding.what).collect();
        assert_eq!(found.len(), 2);
        assert!(found.iter().any(|what| what.contains("may not import marketplace")));
    }

    #[test]
    fn binders_of_two_versions_are_found() {
        let lock = |version: &str| {
            format!("[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n[[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{version}\"\n")
        };
        assert!(one_binder(&lock("0.2.1")).is_empty());
        assert_eq!(one_binder(&lock("0.2.2")).len(), 1);
    }
}
