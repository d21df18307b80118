//! A Rust file as these checks read it: code without comments and strings, the strings apart, and where its tests begin.

/// A string literal.
pub struct Literal {
    /// Byte at which it begins, quote included.
    pub at: usize,
    /// Byte after its end.
    pub end: usize,
    /// Between the quotes, escapes as written.
    pub text: String,
}

/// A file, taken apart. All offsets are those of the file itself.
pub struct Source {
    /// Comments and the insides of literals are spaces.
    pub code: String,
    /// In order.
    pub literals: Vec<Literal>,
    /// What stands behind this byte are tests.
    pub tests_from: usize,
}

impl Source {
    /// Takes a file apart; `is_test` when all of it are tests.
    pub fn parse(text: &str, is_test: bool) -> Source {
        let bytes = text.as_bytes();
        let mut code = bytes.to_vec();
        let mut literals = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            let end = match rest {
                [b'/', b'/', ..] => Some((at, at + find(rest, b"\n").unwrap_or(rest.len()))),
                [b'/', b'*', ..] => Some((at, at + block_comment(rest))),
                [b'"', ..] => {
                    let end = at + string(rest);
                    literals.push(literal(text, at, at + 1, end.saturating_sub(1), end));
                    Some((at + 1, end.saturating_sub(1)))
                }
                [b'r', b'"' | b'#', ..] if !ident_before(bytes, at) => raw_string(rest).map(|(hashes, length)| {
                    let (from, to) = (at + hashes + 2, at + length - hashes - 1);
                    literals.push(literal(text, at, from, to, at + length));
                    (from, to)
                }),
                // A lifetime is no character: what stands two or more bytes on is no quote.
                [b'\'', ..] => character(rest).map(|length| (at + 1, at + length - 1)),
                _ => None,
            };
            match end {
                Some((from, to)) => {
                    blank(&mut code, from, to);
                    // Past the closing quote, too: it would open another string.
                    at = if matches!(rest, [b'/', ..]) { to.max(at + 1) } else { literals.last().filter(|last| last.at == at).map_or(to + 1, |last| last.end) };
                }
                None => at += 1,
            }
        }
        let code = String::from_utf8_lossy(&code).into_owned();
        let tests_from = if is_test { 0 } else { tests_from(&code) };
        Source { code, literals, tests_from }
    }

    /// The code that is no test.
    pub fn work(&self) -> &str {
        self.code.get(..self.tests_from).unwrap_or(&self.code)
    }

    /// The literals that are not in tests.
    pub fn work_literals(&self) -> impl Iterator<Item = &Literal> {
        self.literals.iter().filter(|literal| literal.at < self.tests_from)
    }

    /// The literal that is the first argument of a call whose opening bracket ends at `end`.
    pub fn first_argument(&self, end: usize) -> Option<&Literal> {
        let between = |literal: &&Literal| literal.at >= end && self.code.get(end..literal.at).is_some_and(|gap| gap.trim().is_empty());
        self.literals.iter().find(between)
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// Paths that begin with one of `roots` followed by `::`, groups written out, with their bytes: `domain::{a::B, c}` gives
/// `[domain, a, B]` and `[domain, c]`.
pub fn paths(code: &str, roots: &[&str]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let name = ident(code, at);
        let fresh = !ident_before(bytes, at) && !code.get(..at).is_some_and(|before| before.ends_with("::"));
        let next = at + name.len();
        if fresh && roots.contains(&name) && code.get(next..).is_some_and(|rest| rest.starts_with("::")) {
            walk(code, next + 2, vec![name.to_owned()], at, &mut found);
        }
        at = if name.is_empty() { at + 1 } else { next };
    }
    found
}

/// Follows a path from behind its `::` and returns where it ends.
fn walk(code: &str, at: usize, so_far: Vec<String>, start: usize, found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let skip = |at: usize| at + code.get(at..).unwrap_or_default().bytes().take_while(u8::is_ascii_whitespace).count();
    let mut at = skip(at);
    if code.as_bytes().get(at) == Some(&b'{') {
        at += 1;
        loop {
            at = skip(walk(code, at, so_far.clone(), start, found));
            match code.as_bytes().get(at) {
                Some(b',') => at += 1,
                Some(b'}') | None => return at + 1,
                // `as name`, or something that we need not understand.
                Some(_) => at += code.get(at..).and_then(|rest| rest.find([',', '}'])).unwrap_or(1),
            }
        }
    }
    let name = ident(code, at);
    if name.is_empty() {
        return at;
    }
    let mut path = so_far;
    path.push(name.to_owned());
    let next = at + name.len();
    if code.get(next..).is_some_and(|rest| rest.starts_with("::")) {
        return walk(code, next + 2, path, start, found);
    }
    found.push((start, path));
    next
}

fn ident(code: &str, at: usize) -> &str {
    let rest = code.get(at..).unwrap_or_default();
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    rest.get(..length).unwrap_or_default()
}

fn ident_before(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn blank(code: &mut [u8], from: usize, to: usize) {
    for byte in code.get_mut(from..to).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

fn literal(text: &str, at: usize, from: usize, to: usize, end: usize) -> Literal {
    Literal { at, end, text: text.get(from..to).unwrap_or_default().to_owned() }
}

/// Block comments nest.
fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(pair) = rest.get(at..at + 2) {
        match pair {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" if depth == 1 => return at + 2,
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

/// Length of a string literal, quotes included.
fn string(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Number of hashes and length of a raw string, if it is one and not a raw identifier.
fn raw_string(rest: &[u8]) -> Option<(usize, usize)> {
    let hashes = rest.iter().skip(1).take_while(|byte| **byte == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return None;
    }
    let close: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let inside = rest.get(hashes + 2..)?;
    Some((hashes, hashes + 2 + find(inside, &close)? + close.len()))
}

/// Length of a character literal, quotes included; none for a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        return find(rest.get(2..)?, b"'").map(|more| if rest.get(2) == Some(&b'\'') { 4 } else { more + 3 });
    }
    let text = std::str::from_utf8(rest.get(1..rest.len().min(5))?)
        .or_else(|error| std::str::from_utf8(rest.get(1..=error.valid_up_to()).unwrap_or_default()))
        .ok()?;
    let length = text.chars().next()?.len_utf8();
    (rest.get(1 + length) == Some(&b'\'')).then_some(length + 2)
}

/// Tests stand at the end of a file. `#[cfg(test)] mod name;` is another file, not the end of this one.
fn tests_from(code: &str) -> usize {
    let mark = "#[cfg(test)]";
    let mut from = 0;
    while let Some(at) = code.get(from..).and_then(|rest| rest.find(mark)).map(|at| from + at) {
        let item = code.get(at + mark.len()..).unwrap_or_default().trim_start();
        let elsewhere = item.split(['{', ';']).next().is_some_and(|head| item.get(head.len()..).is_some_and(|rest| rest.starts_with(';')));
        if !elsewhere {
            return at;
        }
        from = at + mark.len();
    }
    code.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_no_code() {
        let text = "use a::b; // crate::c\n/* x /* y */ z */ let s = \"crate::d \\\" e\"; let c = '\"'; let l: &'static str = r#\"f\"g\"#; '中'";
        let source = Source::parse(text, false);
        assert!(!source.code.contains("crate"));
        assert!(source.code.contains("let l: &'static str"));
        let texts: Vec<_> = source.literals.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(texts, ["crate::d \\\" e", "f\"g"]);
        assert_eq!(source.code.len(), text.len());
    }

    #[test]
    fn groups_are_written_out() {
        let found: Vec<_> = paths("use crate::{a::B, c::{D, e as f}, g}; let x = domain::law::day(1); mycrate::no", &["crate", "domain"])
            .into_iter()
            .map(|(_, path)| path.join("::"))
            .collect();
        assert_eq!(found, ["crate::a::B", "crate::c::D", "crate::c::e", "crate::g", "domain::law::day"]);
    }

    #[test]
    fn tests_are_the_end_of_a_file() {
        let source = Source::parse("#[cfg(test)]\nmod stand_in;\nfn work() { \"used\" }\n#[cfg(test)]\nmod tests { \"only here\" }", false);
        assert!(source.work().contains("fn work"));
        assert_eq!(source.work_literals().count(), 1);
        assert!(Source::parse("fn x() {}", true).work().is_empty());
    }

    #[test]
    fn the_first_argument_may_stand_on_the_next_line() {
        let source = Source::parse("Refusal::new(\n    \"demands.missing\")", false);
        let end = source.code.find('(').map_or(0, |at| at + 1);
        assert_eq!(source.first_argument(end).map(|literal| literal.text.as_str()), Some("demands.missing"));
    }
}
