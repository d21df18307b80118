//! Text that people type: one kind of line end, nothing invisible, never cut without a word (TRUST §8).

use crate::refusal::Refusal;

/// Line ends as one, no control characters, no marks that turn the direction of text.
pub fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| !is_invisible(*c)).collect()
}

/// Whether this steers a screen or a database instead of being read. A line end and a tab are not.
pub fn is_invisible(c: char) -> bool {
    c != '\n' && c != '\t' && (c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
}

/// The last part of a path, on one line and without what cannot be seen, at most 120 characters: what a sender calls a file is a
/// label and nothing else.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    last.chars().filter(|c| !c.is_control() && !is_invisible(*c)).take(120).collect()
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
    fn a_file_is_called_by_its_last_part() {
        assert_eq!(file_name("../../etc/x.pdf"), "x.pdf");
        assert_eq!(file_name("C:\\a\\b\u{0}.csv"), "b.csv");
        assert_eq!(file_name("\u{202E}fdp.exe\n.pdf"), "fdp.exe.pdf");
    }

    #[test]
    fn what_is_too_long_is_refused_with_both_figures() {
        at_most("刚好", 2, "reason").unwrap();
        let refusal = at_most("多了一", 2, "reason").unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.field.as_deref()), ("text.too-long", Some("reason")));
    }
}
