//! The sources of pages and islands: words come from the message files, and every key has words.

use messages::{Language, Words};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("islands/src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                // Unit tests below the code may say what they like.
                let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                found.push((path, code));
            }
        }
    }
    found
}

/// A literal of a source: what it says, whether it stands as text in HTML or as an attribute that people read, or as code.
#[derive(Debug, PartialEq, Eq)]
enum Literal {
    Text(String),
    Spoken(String),
    Code(String),
}

/// Attributes that people read or hear.
const SPOKEN: [&str; 5] = ["aria-label", "title", "placeholder", "alt", "label"];

/// Walks a source; knows strings, comments, and the braces, brackets and tags of `view!`.
fn literals(code: &str) -> Vec<Literal> {
    let mut out = Vec::new();
    // Each open brace: whether it is the body of a `view!`, and whether a tag is open in it.
    let mut open: Vec<(bool, bool)> = Vec::new();
    let mut rest = code;
    let mut before = String::new();
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        let (in_view, in_tag) = open.last().copied().unwrap_or_default();
        match c {
            '/' if rest.starts_with("//") => taken = rest.find('\n').unwrap_or(rest.len()),
            '\'' => taken = char_literal(rest),
            '"' => {
                taken = string_literal(rest);
                let text = rest[1..taken - 1].to_owned();
                let spoken = in_tag && SPOKEN.iter().any(|name| before.ends_with(&format!(" {name}=")));
                out.push(match (in_view, in_tag) {
                    (true, false) => Literal::Text(text),
                    (true, true) if spoken => Literal::Spoken(text),
                    _ => Literal::Code(text),
                });
            }
            '{' => open.push((before.trim_end().ends_with("view!"), false)),
            '}' => {
                open.pop();
            }
            '(' | '[' => open.push((false, false)),
            ')' | ']' => {
                open.pop();
            }
            '<' if in_view && !in_tag && rest[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/') => set_tag(&mut open, true),
            '>' if in_view && in_tag => set_tag(&mut open, false),
            _ => {}
        }
        before.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out
}

fn set_tag(open: &mut [(bool, bool)], tag: bool) {
    if let Some(last) = open.last_mut() {
        last.1 = tag;
    }
}

fn string_literal(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// `'a'` and `'\n'` whole; of a lifetime only its quote.
fn char_literal(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next(), chars.next()) {
        (Some((_, '\\')), _, Some((at, '\''))) => at + 1,
        (Some((_, first)), Some((at, '\'')), _) if first != '\\' => at + 1,
        _ => 1,
    }
}

/// `room.what-it-says`.
fn key_like(text: &str) -> bool {
    let split = text.split_once('.').is_some_and(|(room, rest)| !room.is_empty() && !rest.is_empty());
    split && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-'))
}

#[test]
fn the_walker_tells_words_from_code() {
    let code = r#"view! { <p class="x" title="t">"word" {say("k")} " · "</p> } let c = '"'; // "no"
        fn f<'a>(x: &'a str) { g("a") }"#;
    let found = literals(code);
    assert_eq!(
        found,
        [
            Literal::Code("x".into()),
            Literal::Spoken("t".into()),
            Literal::Text("word".into()),
            Literal::Code("k".into()),
            Literal::Text(" · ".into()),
            Literal::Code("a".into())
        ]
    );
}

#[test]
fn pages_have_no_words_outside_the_message_files() {
    for (path, code) in sources() {
        for literal in literals(&code) {
            let (words, han_only) = match &literal {
                Literal::Text(text) | Literal::Spoken(text) => (text, false),
                Literal::Code(text) => (text, true),
            };
            // A component may take a key under the name of such an attribute; whether it has words is another test's business.
            if matches!(literal, Literal::Spoken(_)) && key_like(words) {
                continue;
            }
            let bad = words.chars().any(|c| if han_only { ('\u{4E00}'..='\u{9FFF}').contains(&c) } else { c.is_alphabetic() });
            assert!(!bad, "{}: {literal:?} belongs into a message file", path.display());
        }
    }
}

/// Keys as code writes them: `w.say("home.lead")`, `title="gallery.marks"`.
#[test]
fn every_key_that_pages_name_has_words() {
    let inventory = Words::inventory(Language::Zh);
    let rooms: BTreeSet<&str> = inventory.keys().filter_map(|key| key.split_once('-')).map(|(room, _)| room).collect();
    for (path, code) in sources() {
        for literal in literals(&code) {
            let (Literal::Code(text) | Literal::Spoken(text)) = literal else { continue };
            let room = text.split(['.', '-']).next().unwrap_or_default();
            if key_like(&text) && rooms.contains(room) {
                let key = text.replace('.', "-");
                // A law note names a rule by its own key.
                let known = inventory.contains_key(&key) || inventory.contains_key(&format!("rule-{key}"));
                assert!(known, "{}: {text} has no words", path.display());
            }
        }
    }
}
