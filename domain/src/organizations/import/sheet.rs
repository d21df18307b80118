//! A sheet of cells as a file carried it, whatever the file was.

use super::text;
use crate::calendar::Day;
use std::borrow::Cow;

/// Most rows of organizations that one list may have.
pub const MAX_ROWS: usize = 50_000;
/// Most columns that a list may have; lists of offices have some forty at most.
pub const MAX_COLUMNS: usize = 64;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number as a spreadsheet shows it: at most fifteen digits are kept.
    Number(String),
    /// A date cell.
    Day(Day),
    /// An error of the spreadsheet (`#DIV/0!`).
    Error(String),
}

/// A cell, and whether a formula made it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it; of a formula, the result that the file carries.
    pub value: Value,
    /// Whether a formula stands behind it. It is never evaluated.
    pub formula: bool,
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell { value: if text.is_empty() { Value::Empty } else { Value::Text(text) }, formula: false }
    }

    /// Whether nothing can be seen in it.
    pub fn is_blank(&self) -> bool {
        !self.formula
            && match &self.value {
                Value::Empty => true,
                Value::Text(text) => text.chars().all(|c| c.is_whitespace() || text::is_invisible(c)),
                Value::Number(_) | Value::Day(_) | Value::Error(_) => false,
            }
    }

    /// The whole value as text.
    pub fn as_text(&self) -> Cow<'_, str> {
        match &self.value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) | Value::Number(text) | Value::Error(text) => Cow::Borrowed(text),
            Value::Day(day) => Cow::Owned(day.to_string()),
        }
    }

    /// The value for a report: shortened, control and invisible characters made visible.
    pub fn shown(&self) -> String {
        text::shown(&self.as_text())
    }
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row's number as a spreadsheet shows it, from 1.
    pub number: u32,
    /// The line of a text file on which it begins, from 1. It differs from the number after cells with line breaks.
    pub line: Option<u32>,
    /// Its cells from column A. In a workbook, empty cells at the end are absent.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether nothing can be seen in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// The cells of one sheet, or of a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; `None` for a text file.
    pub name: Option<String>,
    /// Its rows, by number. Blank rows of a workbook may be absent.
    pub rows: Vec<Row>,
    /// Whether each row must have as many cells as the header: so in text files, where a lost delimiter moves all that follows.
    pub delimited: bool,
}

/// The letters of a column, from 0: A … Z, AA.
pub fn letter(index: usize) -> String {
    let mut out = String::new();
    let mut left = index + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_cell_of_invisible_characters_is_blank() {
        assert!(Cell::text("\u{200B} \u{3000}").is_blank());
        assert!(!Cell { value: Value::Empty, formula: true }.is_blank());
        assert_eq!(Cell::text("a\u{0}b\nc\u{200B}").shown(), "a␀b␊c[U+200B]");
    }
}
