//! Words: every key used, every refusal worded, none of the words that we do not say, sentences that can be read, and no
//! words outside the message files. That both languages have the same keys and placeholders is a test of `messages`.

use crate::Finding;
use crate::ftl::{Message, messages};
use crate::tree::{File, Tree};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};

/// What no page says (UX.md §6), and where a word is allowed after all.
const NEVER: &[(&str, &[&str])] = &[
    ("非法操作", &[]),
    ("系统繁忙", &[]),
    ("无效状态", &[]),
    ("！", &[]),
    ("!", &[]),
    ("信用评分", &["glossary", "evaluations", "organizations"]),
    // Below the threshold it is 响应 and 选定; the laws' own names and what explains them say the others.
    ("投标", &["law", "terms", "help", "glossary"]),
    ("中标", &["law", "terms", "help", "glossary"]),
];

/// Most Han characters in a sentence (UX.md §7), and in the files that explain.
const SENTENCE: (usize, usize) = (40, 60);
const EXPLAINING: &[&str] = &["help", "glossary"];

/// Titles of laws are quoted, not written.
const QUOTED: &[&str] = &["law"];

/// All findings about words.
pub fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let files: BTreeMap<&String, Vec<Message>> = tree.messages.iter().map(|(path, text)| (path, messages(text))).collect();
    let known: BTreeSet<&str> = files.iter().filter(|(path, _)| path.contains("/zh/")).flat_map(|(_, all)| all).map(|message| message.key.as_str()).collect();
    let mut findings = unused(tree, &files);
    findings.extend(unworded(tree, &known));
    findings.extend(files.iter().flat_map(|(path, all)| all.iter().flat_map(move |message| manners(path, message))));
    findings.extend(tree.files.iter().flat_map(outside_the_files));
    findings.extend(not_loaded(tree)?);
    Ok(findings)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".ftl")).unwrap_or(path)
}

/// A key as the files write it.
fn hyphens(key: &str) -> String {
    key.replace('.', "-")
}

/// Whether a literal is the word before all keys of an enum: `pub enum Criterion("criterion") {`.
fn names_an_enum(code: &str, at: usize) -> bool {
    let before = code.get(..at).and_then(|before| before.trim_end().strip_suffix('('));
    before.is_some_and(|before| before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).trim_end().ends_with("enum"))
}

/// Keys that stand in the code: whole, or the beginning of one that is put together (`"role-{}"`, `enum Role("role")`).
fn unused(tree: &Tree, files: &BTreeMap<&String, Vec<Message>>) -> Vec<Finding> {
    let mut whole = BTreeSet::new();
    let mut beginnings = BTreeSet::new();
    for file in &tree.files {
        for literal in file.source.work_literals() {
            match literal.text.split_once('{') {
                Some((beginning, _)) if beginning.len() > 3 && beginning.ends_with(['-', '.']) => drop(beginnings.insert(hyphens(beginning))),
                _ if names_an_enum(&file.source.code, literal.at) => drop(beginnings.insert(format!("{}-", hyphens(&literal.text)))),
                _ => drop(whole.insert(hyphens(&literal.text))),
            }
        }
    }
    let in_files: BTreeSet<String> = files.values().flatten().flat_map(|message| references(&message.words)).collect();
    let is_used = |entry: &str| whole.contains(entry) || in_files.contains(entry) || beginnings.iter().any(|beginning| entry.starts_with(beginning.as_str()));
    let chinese = files.iter().filter(|(path, _)| path.contains("/zh/"));
    let unused = chinese
        .flat_map(|(path, all)| all.iter().map(move |message| (path, message)))
        .filter(|(_, message)| !message.key.contains('.') && !is_used(&message.key));
    unused.map(|(path, message)| Finding::new(format!("{path}:{}", message.line), format!("nothing uses {}", message.key))).collect()
}

/// Messages and terms that a message refers to: `{ other-key }`, `{ -term }`.
fn references(words: &str) -> Vec<String> {
    let inside = words.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::trim);
    inside
        .filter(|name| name.starts_with(|first: char| first.is_ascii_lowercase() || first == '-'))
        .map(|name| name.split('.').next().unwrap_or(name).to_owned())
        .collect()
}

/// Every refusal says what it is, and what would make it pass.
fn unworded(tree: &Tree, known: &BTreeSet<&str>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        for call in ["Refusal::new(", "Refusal::forbidden(", "Refusal::out_of_order("] {
            for (at, _) in file.source.work().match_indices(call) {
                let Some(code) = file.source.first_argument(at + call.len()) else { continue };
                let key = hyphens(&code.text);
                let place = format!("{}:{}", file.path, file.source.line(at));
                if !known.contains(key.as_str()) {
                    findings.push(Finding::new(place, format!("the refusal {} has no words in messages/zh", code.text)));
                } else if !known.contains(format!("{key}.remedy").as_str()) {
                    findings.push(Finding::new(place, format!("the refusal {} does not say what would help: {key} .remedy", code.text)));
                }
            }
        }
    }
    findings
}

fn manners(path: &str, message: &Message) -> Vec<Finding> {
    let mut findings = Vec::new();
    let name = file_name(path);
    let plain = message.plain();
    let place = || format!("{path}:{}", message.line);
    for (word, allowed) in NEVER {
        if plain.contains(word) && !allowed.contains(&name) {
            findings.push(Finding::new(place(), format!("{} says “{word}” (UX.md §6)", message.key)));
        }
    }
    if path.contains("/zh/") && !QUOTED.contains(&name) {
        let limit = if EXPLAINING.contains(&name) { SENTENCE.1 } else { SENTENCE.0 };
        let longest = plain.split(['。', '；', '？', '\n']).map(|sentence| sentence.chars().filter(|c| is_han(*c)).count()).max().unwrap_or_default();
        if longest > limit {
            findings.push(Finding::new(place(), format!("{} has a sentence of {longest} characters, {limit} are readable (UX.md §7)", message.key)));
        }
    }
    findings
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// Pages and islands speak through the message files alone; the gallery of components shows made-up values beside its words.
fn outside_the_files(file: &File) -> Vec<Finding> {
    let speaks = ["frontend", "islands"].contains(&file.floor) || (file.floor == "server" && file.module.first().is_some_and(|name| name == "pages"));
    let is_gallery = file.floor == "frontend" && file.module.first().is_some_and(|name| name == "demo");
    if !speaks || is_gallery {
        return Vec::new();
    }
    let views = views(file.source.work());
    let spoken = file.source.work_literals().filter(|literal| {
        let shown = views.iter().any(|(from, to)| (*from..*to).contains(&literal.at)) && is_text(&file.source.code, literal.at);
        literal.text.contains(is_han) || (shown && literal.text.chars().filter(|c| c.is_alphabetic()).count() > 1)
    });
    spoken
        .map(|literal| Finding::new(format!("{}:{}", file.path, file.source.line(literal.at)), format!("“{}” belongs into the message files", literal.text)))
        .collect()
}

/// Where `view! { ... }` begins and ends.
fn views(code: &str) -> Vec<(usize, usize)> {
    let open = code.match_indices("view!").filter_map(|(at, _)| code.get(at..).and_then(|rest| rest.find('{')).map(|brace| at + brace));
    let close = |from: usize| {
        let mut depth = 0_usize;
        for (at, byte) in code.bytes().enumerate().skip(from) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => return at,
                b'}' => depth -= 1,
                _ => {}
            }
        }
        code.len()
    };
    open.map(|from| (from, close(from))).collect()
}

/// Whether a literal in a view is text between tags and not an attribute's or a function's.
fn is_text(code: &str, at: usize) -> bool {
    let before = code.get(..at).unwrap_or_default().trim_end();
    before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->") && !before.ends_with(" >")
}

/// A file that nobody loads has no words.
fn not_loaded(tree: &Tree) -> Result<Vec<Finding>> {
    let library = tree.files.iter().find(|file| file.path == "messages/src/lib.rs").context("messages/src/lib.rs")?;
    let loaded: BTreeSet<&str> = library.source.work_literals().map(|literal| literal.text.as_str()).collect();
    let both = |path: &str| tree.messages.contains_key(&path.replace("/zh/", "/en/")) && tree.messages.contains_key(&path.replace("/en/", "/zh/"));
    let wrong = tree.messages.keys().filter_map(|path| {
        if !loaded.contains(file_name(path)) {
            return Some(Finding::new(path, "is not in the list of messages/src/lib.rs"));
        }
        (!both(path)).then(|| Finding::new(path, "is there in one language only"))
    });
    Ok(wrong.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn tree(files: Vec<(&'static str, &[&str], &str)>, ftl: &str) -> Tree {
        let file = |(floor, module, text): (&'static str, &[&str], &str)| File {
            path: "x.rs".into(),
            floor,
            module: module.iter().map(|name| (*name).to_owned()).collect(),
            source: Source::parse(text, false),
        };
        Tree {
            paths: Vec::new(),
            files: files.into_iter().map(file).collect(),
            messages: BTreeMap::from([("messages/zh/demands.ftl".to_owned(), ftl.to_owned())]),
        }
    }

    fn words(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn a_key_is_used_whole_or_by_its_beginning() {
        let tree = tree(
            vec![("frontend", &["demands"], r#"w.say("demands.title"); format!("demands.state-{}", s); word! { pub enum Kind("kind") { A = "a" } }"#)],
            "demands-title = 题\ndemands-state-draft = 草\nkind-a = 甲\ndemands-lost = 失\n    .hint = 无\n",
        );
        let files = tree.messages.iter().map(|(path, text)| (path, messages(text))).collect();
        assert_eq!(words(unused(&tree, &files)), ["nothing uses demands-lost"]);
    }

    #[test]
    fn a_refusal_needs_words_and_a_way_out() {
        let tree = tree(vec![("domain", &["demands"], r#"Refusal::new("demands.late"); Refusal::new("demands.gone"); Refusal::new(code)"#)], "");
        let known = BTreeSet::from(["demands-late"]);
        let found = words(unworded(&tree, &known));
        assert!(found[0].contains("demands-late .remedy") && found[1].contains("demands.gone has no words"));
    }

    #[test]
    fn forbidden_words_and_endless_sentences_are_found() {
        let long = "字".repeat(41);
        let all = messages(&format!("a = 系统繁忙\nb = {long}\nc = 短。{{ $name }}短。\n"));
        let found: Vec<_> = all.iter().flat_map(|message| manners("messages/zh/demands.ftl", message)).collect();
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn words_in_a_view_are_found() {
        let text = r#"view! { <h1 class="big">"Hello there"</h1> <p>{w.say("demands.title")}</p> <b>"·"</b> } fn f() { "中文" }"#;
        let tree = tree(vec![("frontend", &["demands"], text)], "");
        let found = words(tree.files.iter().flat_map(outside_the_files).collect());
        assert_eq!(found.len(), 2);
    }
}
