//! Rooms inside the crates: one name on every floor, and imports that only go up.

use crate::Finding;
use crate::house::{KERNEL, ROOMS, SERVANTS, is_room, may_compose, may_import};
use crate::source::paths;
use crate::tree::{File, Tree};
use anyhow::{Result, bail};

/// Crates whose modules are rooms, and the words by which another module is reached.
const ROOTS: &[&str] = &["crate", "super", "domain", "entities", "marketplace", "frontend", "islands"];

/// All findings about rooms.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().flat_map(imports).chain(names(tree)).collect()
}

/// The room of a module path: its first name, or in `server` the one behind `pages` and `api`.
fn room(module: &[String]) -> Option<&str> {
    let first = module.first()?.as_str();
    let name = if ["pages", "api"].contains(&first) { module.get(1)?.as_str() } else { first };
    is_room(name).then_some(name)
}

fn in_kernel(file: &File) -> bool {
    file.floor == "domain" && file.module.first().is_some_and(|name| KERNEL.contains(&name.as_str()))
}

fn imports(file: &File) -> Vec<Finding> {
    let own = room(&file.module);
    if own.is_none() && !in_kernel(file) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, path) in paths(file.source.work(), ROOTS) {
        let target = resolve(file, &path);
        let Some(other) = room(&target) else { continue };
        let allowed = own.is_some_and(|own| may_import(own, other) || may_compose(file.floor, own, other));
        if !allowed {
            let who = own.unwrap_or("the kernel");
            findings.push(Finding::new(
                format!("{}:{}", file.path, file.source.line(at)),
                format!("{who} may not import {other}: it stands below it (DESIGN.md, the rooms)"),
            ));
        }
    }
    findings
}

/// The module path below a crate that some words of a path mean.
fn resolve(file: &File, path: &[String]) -> Vec<String> {
    let supers = path.iter().take_while(|name| *name == "super").count();
    if supers == 0 {
        return path.iter().skip(1).cloned().collect();
    }
    let base = file.module.len().saturating_sub(supers);
    file.module.iter().take(base).chain(path.iter().skip(supers)).cloned().collect()
}

/// A name that almost is a room's is a second name for that room.
fn names(tree: &Tree) -> Vec<Finding> {
    let modules = tree.files.iter().filter(|file| !["xtask", "site", "outside"].contains(&file.floor)).flat_map(|file| {
        let rooms = file.module.iter().take(if file.floor == "server" { 2 } else { 1 });
        rooms.map(|name| (file.path.as_str(), name.as_str()))
    });
    let messages = tree.messages.keys().map(|path| (path.as_str(), stem(path)));
    let almost = modules.chain(messages).filter_map(|(path, name)| {
        let meant = ROOMS.iter().chain(SERVANTS).find(|room| **room != name && (**room == format!("{name}s") || format!("{room}s") == name))?;
        Some(Finding::new(path, format!("the room is called {meant} on every floor, not {name}")))
    });
    almost.collect()
}

fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.split('.').next().unwrap_or(file)
}

/// Every file of a room, floor by floor.
pub fn files_of(tree: &Tree, room: &str) -> Result<Vec<String>> {
    if !is_room(room) {
        bail!("no room {room:?}; there are {}", [ROOMS, SERVANTS].concat().join(", "));
    }
    let of_room = |path: &&String| path.split('/').any(|part| stem(part) == room) || stem(path).split(['_', '-']).any(|word| word == room);
    Ok(tree.paths.iter().filter(of_room).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn file(floor: &'static str, module: &[&str], text: &str) -> File {
        File { path: "x.rs".into(), floor, module: module.iter().map(|name| (*name).to_owned()).collect(), source: Source::parse(text, false) }
    }

    #[test]
    fn an_import_downwards_is_found_whatever_its_words() {
        for text in ["use crate::contracts::Contract;", "use domain::{money, contracts::Contract};", "let x = super::contracts::f();"] {
            assert_eq!(imports(&file("domain", &["awards"], text)).len(), 1, "{text}");
        }
        assert!(imports(&file("domain", &["contracts"], "use crate::awards::Award; use super::milestone::M;")).is_empty());
        assert!(imports(&file("domain", &["awards"], "#[cfg(test)]\nmod tests { use crate::contracts::Contract; }")).is_empty());
        assert_eq!(imports(&file("domain", &["money"], "use crate::awards::Award;")).len(), 1, "the kernel knows no room");
        assert!(imports(&file("server", &["app"], "use crate::pages::contracts;")).is_empty(), "what puts the house together knows all");
        assert_eq!(imports(&file("server", &["pages", "awards"], "use crate::pages::contracts;")).len(), 1);
    }
}
