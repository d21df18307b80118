//! Text that people type: one kind of line end, one way to write a letter, nothing invisible, never cut without a word (TRUST §8).

use crate::money::half_width;
use crate::refusal::Refusal;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Line ends as one, letters composed (NFC), no control characters, no marks that turn the direction of text.
pub fn clean(text: &str) -> String {
    // A mark may meet its letter only once the invisible between them is gone.
    text.replace("\r\n", "\n").chars().filter(|c| !is_invisible(*c)).nfc().collect()
}

/// Whether this steers a screen or a database instead of being read. A line end and a tab are not.
pub fn is_invisible(c: char) -> bool {
    c != '\n' && c != '\t' && (c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
}

/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 120;
/// Longest ending that a shortened name keeps, in characters.
const LONGEST_ENDING: usize = 10;

/// The last part of a path, on one line, its letters composed (NFC: some systems send them in parts) and without what cannot be
/// seen: what a sender calls a file is a label and nothing else. A name above 120 characters is shortened before its ending.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let name: String = last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).nfc().collect();
    if name.chars().count() <= LONGEST_NAME {
        return name;
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| format!(".{ending}")).filter(|ending| ending.chars().count() <= LONGEST_ENDING).unwrap_or_default();
    let begins: String = name.chars().take(LONGEST_NAME - ending.chars().count()).collect();
    format!("{begins}{ending}")
}

/// Largest whole number that is typed anywhere: of people, of pieces, of days.
pub const LARGEST_WHOLE: u32 = 100_000_000;

/// Reads a whole number as people type it: `1200`, `1,200`, `１２００`. Nothing typed is none.
///
/// # Errors
/// [`NotWhole`] when it is none, or above [`LARGEST_WHOLE`].
pub fn read_whole(text: &str) -> Result<Option<u32>, NotWhole> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && *c != ',').collect();
    if plain.is_empty() {
        return if text.trim().is_empty() { Ok(None) } else { Err(NotWhole) };
    }
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.parse().ok().filter(|number| digits && *number <= LARGEST_WHOLE);
    number.map(Some).ok_or(NotWhole)
}

/// Not a whole number from 0 to [`LARGEST_WHOLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotWhole;

/// Most characters of what somebody writes in words: a reason, a note, an answer.
pub const MOST_WORDS: usize = 5_000;

/// What was written, without blanks around it, if anything was: at most [`MOST_WORDS`] characters.
///
/// # Errors
/// `text.too-long` at this field.
pub fn written<'a>(text: Option<&'a str>, field: &str) -> Result<Option<&'a str>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    if let Some(text) = text {
        at_most(text, MOST_WORDS, field)?;
    }
    Ok(text)
}

/// Refuses what is given twice where one is meant: of two that contradict each other neither is better.
///
/// # Errors
/// `text.twice` at this field, with the first key that stands twice.
pub fn given_once<K: Ord + ToString>(keys: impl IntoIterator<Item = K>, field: &str) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for key in keys {
        let what = key.to_string();
        if !seen.insert(key) {
            return Err(Refusal::new("text.twice").fact("what", what).field(field));
        }
    }
    Ok(())
}

/// Refuses what would not fit, so that nothing is cut off in silence; `most` counts characters.
///
/// # Errors
/// `text.too-long` at this field.
pub fn at_most(text: &str, most: usize, field: &str) -> Result<(), Refusal> {
    let n = text.chars().count();
    if n <= most {
        return Ok(());
    }
    Err(Refusal::new("text.too-long").fact("n", n).fact("most", most).field(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_left_out_and_lines_stay_lines() {
        assert_eq!(clean("一\r\n二\t三\u{0}\u{202E}四\u{FEFF}"), "一\n二\t三四");
    }

    #[test]
    fn a_letter_that_came_in_parts_becomes_one() {
        assert_eq!(clean("Re\u{301}sume\u{301}"), "R\u{e9}sum\u{e9}");
        assert_eq!(clean("e\u{202E}\u{301}"), "\u{e9}");
        assert_eq!(clean("\u{304B}\u{3099} \u{1112}\u{1161}\u{11AB}"), "\u{304C} \u{D55C}");
        assert_eq!(file_name("a/re\u{301}sume\u{301}.pdf"), "r\u{e9}sum\u{e9}.pdf");
        // Full-width forms mean what they look like: only the way of writing is made one, not the sign.
        assert_eq!(clean("（１）"), "（１）");
    }

    #[test]
    fn a_file_is_called_by_its_last_part() {
        assert_eq!(file_name("../../etc/x.pdf"), "x.pdf");
        assert_eq!(file_name("C:\\a\\b\u{0}.csv"), "b.csv");
        assert_eq!(file_name("\u{202E}fdp.exe\n.pdf"), "fdp.exe.pdf");
        assert_eq!(file_name(&format!("{}.pdf", "长".repeat(300))), format!("{}.pdf", "长".repeat(116)));
        assert_eq!(file_name(&"长".repeat(300)), "长".repeat(120));
    }

    #[test]
    fn a_whole_number_is_read_as_it_is_typed() {
        for (typed, read) in [("1200", 1200), (" 1,200 ", 1200), ("１２００", 1200), ("１，２００", 1200), ("0", 0), ("100000000", LARGEST_WHOLE)] {
            assert_eq!(read_whole(typed), Ok(Some(read)), "{typed}");
        }
        assert_eq!(read_whole(" \u{3000}"), Ok(None));
        for typed in ["-1", "+1", "1.5", "一百", ",", "100000001", "4294967296"] {
            assert_eq!(read_whole(typed), Err(NotWhole), "{typed}");
        }
    }

    #[test]
    fn what_is_written_has_an_end_and_blanks_are_no_words() {
        assert_eq!(written(Some(" 理由\n"), "reason").unwrap(), Some("理由"));
        assert_eq!((written(Some(" \n"), "reason").unwrap(), written(None, "reason").unwrap()), (None, None));
        let most = "字".repeat(MOST_WORDS);
        assert_eq!(written(Some(&format!(" {most} ")), "reason").unwrap(), Some(most.as_str()));
        let refusal = written(Some(&format!("{most}字")), "reason").unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("text.too-long", Some("reason")));
    }

    #[test]
    fn of_two_that_contradict_each_other_none_is_taken() {
        given_once(["records", "staff"], "scores").unwrap();
        let refusal = given_once(["records", "staff", "records"], "scores").unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("text.twice", Some("scores")));
    }

    #[test]
    fn what_is_too_long_is_refused_with_both_figures() {
        at_most("刚好", 2, "reason").unwrap();
        let refusal = at_most("多了一", 2, "reason").unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("text.too-long", Some("reason")));
    }
}
