//! Text of lists: what is cleaned, what stands for nothing, what looks like a formula, how it is shown.

use super::sheet::{Cell, Value};
use crate::money::half_width;
use crate::refusal::Refusal;
use unicode_normalization::UnicodeNormalization;

/// Characters of a value that a report shows.
const SHOWN: usize = 40;
/// Most characters of a name.
const LONGEST_NAME: usize = 200;
/// Most characters of any other text.
const LONGEST_TEXT: usize = 4_000;

/// A value that loads, and what is doubtful about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Loaded<T> {
    /// `None` loads as not given (未填写).
    pub value: Option<T>,
    /// The warning, if any.
    pub warning: Option<Refusal>,
}

impl<T> Loaded<T> {
    pub(super) fn sure(value: T) -> Loaded<T> {
        Loaded { value: Some(value), warning: None }
    }

    pub(super) fn doubtful(value: T, warning: Refusal) -> Loaded<T> {
        Loaded { value: Some(value), warning: Some(warning) }
    }

    pub(super) fn not_given(warning: Refusal) -> Loaded<T> {
        Loaded { value: None, warning: Some(warning) }
    }
}

/// Characters that nobody sees and that nobody typed on purpose: zero-width, bidirectional, byte order marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Half-width, without blanks and invisible characters: for comparing and parsing, never for storing.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c)).collect()
}

/// Shortened, with control and invisible characters made visible.
pub(super) fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    for c in chars.by_ref().take(SHOWN) {
        match c {
            '\0'..='\u{1F}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}')),
            '\u{7F}' => out.push('\u{2421}'),
            c if c.is_control() || is_invisible(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => out.push(c),
        }
    }
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// Words by which lists say that there is nothing.
pub(super) fn is_placeholder(text: &str) -> bool {
    let plain = plain(text).to_lowercase();
    matches!(
        plain.as_str(),
        "nan"
            | "null"
            | "none"
            | "nil"
            | "n/a"
            | "na"
            | "#n/a"
            | "nat"
            | "undefined"
            | "无"
            | "暂无"
            | "没有"
            | "空"
            | "空白"
            | "未知"
            | "不详"
            | "不明"
            | "未填"
            | "未填写"
            | "待检"
            | "待补"
            | "待补充"
            | "待定"
            | "待核"
            | "待核实"
            | "待查"
            | "待填"
            | "略"
            | "同上"
            | "x"
            | "xx"
            | "xxx"
            | "?"
            | "??"
            | "???"
    ) || (!plain.is_empty() && plain.chars().all(|c| matches!(c, '-' | '—' | '–' | '_' | '/' | '\\' | '.' | '*' | '―' | '─' | '~' | '…' | '、')))
}

/// Whether a spreadsheet would take the text for a formula, also after its text mark or a delimiter. Nothing here evaluates
/// one, but a list that is saved again elsewhere would.
pub(super) fn looks_like_formula(text: &str) -> bool {
    let start = text.chars().find(|c| !c.is_whitespace() && !c.is_control() && !is_invisible(*c) && !matches!(c, '\'' | '"' | ';' | ','));
    start.is_some_and(|c| c.nfkc().next().is_some_and(|c| matches!(c, '=' | '+' | '-' | '@')))
}

/// Text to keep: composed (NFC), no control or invisible characters, blanks joined.
struct Tidied {
    text: String,
    /// Compatibility forms (radicals, full-width letters) were replaced by ordinary characters.
    replaced: bool,
    /// Characters that nobody sees were taken out.
    removed: bool,
}

fn tidy(raw: &str) -> Tidied {
    let mut removed = false;
    let mut kept = String::new();
    for c in raw.trim().chars() {
        if is_invisible(c) || (c.is_control() && !c.is_whitespace()) {
            removed = true;
        } else if c.is_whitespace() {
            removed |= c.is_control();
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else {
            kept.push(c);
        }
    }
    let mut text = String::new();
    let mut replaced = false;
    for c in kept.nfc() {
        // Full-width brackets and commas are ordinary Chinese punctuation: only letters, digits and forms of Han are replaced.
        let form = matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}');
        if form {
            let before = text.len();
            text.extend(std::iter::once(c).nfkc());
            replaced |= text.get(before..) != Some(c.encode_utf8(&mut [0; 4]));
        } else {
            text.push(c);
        }
    }
    let composed = kept.chars().zip(text.chars()).any(|(a, b)| a != b) || kept.chars().count() != text.chars().count();
    Tidied { text: text.trim().to_owned(), replaced: replaced || composed, removed }
}

/// Judges the name of an organization.
///
/// # Errors
/// Refused when it is missing, made by a formula or like one, an error value, too long, or has lost characters.
pub(super) fn read_name(cell: &Cell) -> Result<Loaded<String>, Refusal> {
    if cell.formula {
        return Err(Refusal::new("organizations.import-required-formula"));
    }
    let raw = match &cell.value {
        Value::Error(_) => return Err(Refusal::new("organizations.import-required-error")),
        _ => cell.as_text(),
    };
    let raw = raw.trim_start_matches('\'');
    if looks_like_formula(raw) && !is_placeholder(raw) {
        return Err(Refusal::new("organizations.import-name-formula"));
    }
    let tidied = tidy(raw);
    if tidied.text.is_empty() || is_placeholder(&tidied.text) {
        return Err(Refusal::new("organizations.import-required-missing"));
    }
    let length = tidied.text.chars().count();
    if length > LONGEST_NAME {
        return Err(Refusal::new("organizations.import-name-long").fact("count", length).fact("limit", LONGEST_NAME));
    }
    if tidied.text.contains('\u{FFFD}') {
        return Err(Refusal::new("organizations.import-name-lost"));
    }
    let warning = if tidied.replaced {
        Some("organizations.import-name-normalised")
    } else if tidied.removed {
        Some("organizations.import-text-invisible")
    } else {
        None
    };
    Ok(Loaded { warning: warning.map(|code| Refusal::new(code).fact("read", tidied.text.as_str())), value: Some(tidied.text) })
}

/// Judges any other text. Nothing about it is impossible.
pub(super) fn read_text(cell: &Cell) -> Loaded<String> {
    let raw = cell.as_text();
    if cell.is_blank() {
        return Loaded::not_given(Refusal::new("organizations.import-not-given"));
    }
    if is_placeholder(&raw) {
        return Loaded::not_given(Refusal::new("organizations.import-placeholder"));
    }
    if looks_like_formula(&raw) {
        return Loaded::not_given(Refusal::new("organizations.import-text-formula"));
    }
    let tidied = tidy(raw.trim_start_matches('\''));
    let length = tidied.text.chars().count();
    if length > LONGEST_TEXT {
        return Loaded::not_given(Refusal::new("organizations.import-text-long").fact("count", length).fact("limit", LONGEST_TEXT));
    }
    // Line breaks inside addresses and scopes are usual and worth no warning.
    if tidied.removed && raw.chars().any(is_invisible) {
        let warning = Refusal::new("organizations.import-text-invisible").fact("read", shown(&tidied.text));
        return Loaded::doubtful(tidied.text, warning);
    }
    Loaded::sure(tidied.text)
}

/// A name as it is compared with another: brackets and letters half-width, no blanks.
pub(super) fn folded(name: &str) -> String {
    plain(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Result<(String, Option<String>), String> {
        read_name(&Cell::text(text)).map(|loaded| (loaded.value.unwrap(), loaded.warning.map(|w| w.code))).map_err(|refusal| refusal.code)
    }

    #[test]
    fn compatibility_forms_are_replaced_and_said() {
        let read = name("上海⽰例一社区服务中⼼").unwrap();
        assert_eq!(read, ("上海示例一社区服务中心".to_owned(), Some("organizations.import-name-normalised".to_owned())));
        assert_eq!(name("示例（上海）服务中心"), Ok(("示例（上海）服务中心".to_owned(), None)));
        assert_eq!(name("示例\u{200B}中心").unwrap().1.unwrap(), "organizations.import-text-invisible");
        assert_eq!(name("示例\n中心").unwrap().0, "示例 中心");
    }

    #[test]
    fn a_formula_is_no_name() {
        for text in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(1+1)",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(1)",
            "'=1+1",
            ";=1+1",
            "\u{200B}=1+1",
            "\u{FEFF}=1+1",
            " =1",
            "=HYPERLINK(\"http://127.0.0.1\",\"示例\")",
        ] {
            assert_eq!(name(text), Err("organizations.import-name-formula".to_owned()), "{text}");
        }
        assert_eq!(read_text(&Cell::text("=1+1")), Loaded::not_given(Refusal::new("organizations.import-text-formula")));
    }

    #[test]
    fn a_name_is_needed_and_has_an_end() {
        for text in ["", " ", "nan", "暂无", "--"] {
            assert_eq!(name(text), Err("organizations.import-required-missing".to_owned()), "{text}");
        }
        assert_eq!(name(&"示".repeat(201)), Err("organizations.import-name-long".to_owned()));
        assert!(name(&"示".repeat(200)).is_ok());
        assert_eq!(name("示\u{FFFD}例"), Err("organizations.import-name-lost".to_owned()));
    }

    #[test]
    fn markup_is_just_text() {
        assert_eq!(name("<script>alert(1)</script>示例社"), Ok(("<script>alert(1)</script>示例社".to_owned(), None)));
    }

    #[test]
    fn nothing_has_many_words() {
        for text in ["nan", "NaN", "无", "暂 无", "待检", "—", "/", "N/A", "－－"] {
            assert!(is_placeholder(text), "{text}");
        }
        assert!(!is_placeholder("无锡示例社") && !is_placeholder("0"));
    }
}
