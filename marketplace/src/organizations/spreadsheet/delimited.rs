//! Text files of cells: CSV with commas, semicolons or tabs.
//!
//! The `csv` crate takes what it gets: it reads on past a quote that is never closed and keeps stray ones. A list whose rows
//! moved must be refused with its line instead, so the sixty lines of RFC 4180 are here.

use domain::organizations::import::{Cell, Header, MAX_COLUMNS, MAX_ROWS, Row, Sheet};
use domain::refusal::{Fact, Refusal};

/// Rows beside organizations that a file may have: titles, notes, blank rows.
const SPARE_ROWS: usize = 10_000;
/// Rows that decide which delimiter a file has.
const LOOKED_AT: usize = 50;

/// Reads a text file into its one sheet. The delimiter is the one under which a header is found, else the one that the first
/// line has most of.
///
/// # Errors
/// `organizations.import-fullwidth-commas`; `organizations.import-stray-quote`, `organizations.import-unclosed-quote` name the
/// line; `organizations.import-too-many-rows`, `organizations.import-too-many-columns`.
pub(super) fn read(text: &str) -> Result<Sheet, Refusal> {
    let mut best = (0, 0, ',');
    for delimiter in [';', '\t', ','] {
        let rows = Records::new(text, delimiter).start();
        if Header::find(&rows).is_ok() {
            best = (usize::MAX, 0, delimiter);
            break;
        }
        let named = rows.iter().map(Header::named_in).max().unwrap_or(0);
        let first = text.lines().find(|line| !line.trim().is_empty()).map_or(0, |line| line.matches(delimiter).count());
        best = best.max((named, first, delimiter));
    }
    if best.0 < 2 {
        for comma in ['，', '；', '、'] {
            if Records::new(text, comma).start().iter().any(|row| Header::named_in(row) >= 2) {
                return Err(Refusal::new("organizations.import-fullwidth-commas").fact("comma", Fact::Text(comma.to_string())));
            }
        }
    }
    let mut rows = Vec::new();
    let mut records = Records::new(text, best.2);
    while let Some(row) = records.next()? {
        if rows.len() >= MAX_ROWS + SPARE_ROWS {
            return Err(Refusal::new("organizations.import-too-many-rows").fact("limit", MAX_ROWS));
        }
        rows.push(row);
    }
    Ok(Sheet { name: None, rows, delimited: true })
}

/// The records of a text under one delimiter.
struct Records<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    delimiter: char,
    line: u32,
    number: u32,
}

/// How a cell ended.
#[derive(PartialEq, Eq)]
enum End {
    Cell,
    Row,
    File,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: char) -> Records<'a> {
        Records { chars: text.chars().peekable(), delimiter, line: 1, number: 0 }
    }

    /// The first rows, as far as they can be read.
    fn start(mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        while let Ok(Some(row)) = self.next() {
            rows.push(row);
            if rows.len() >= LOOKED_AT {
                break;
            }
        }
        rows
    }

    fn next(&mut self) -> Result<Option<Row>, Refusal> {
        if self.chars.peek().is_none() {
            return Ok(None);
        }
        self.number += 1;
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell()?;
            cells.push(Cell::text(cell));
            if end != End::Cell {
                return Ok(Some(Row { number: self.number, line: Some(line), cells }));
            }
            if cells.len() >= MAX_COLUMNS {
                return Err(Refusal::new("organizations.import-too-many-columns").fact("row", i64::from(self.number)).fact("limit", MAX_COLUMNS));
            }
        }
    }

    fn cell(&mut self) -> Result<(String, End), Refusal> {
        let mut cell = String::new();
        if self.chars.next_if_eq(&'"').is_some() {
            self.quoted(&mut cell)?;
            // Blanks between a closing quote and the delimiter are a habit of some programs.
            while self.chars.next_if(|c| *c == ' ').is_some() {}
            return match self.end() {
                Some(end) => Ok((cell, end)),
                None => Err(self.stray()),
            };
        }
        loop {
            if let Some(end) = self.end() {
                return Ok((cell, end));
            }
            match self.chars.next() {
                Some('"') => return Err(self.stray()),
                Some(c) => cell.push(c),
                None => return Ok((cell, End::File)),
            }
        }
    }

    /// The rest of a quoted cell; its line breaks become LF.
    fn quoted(&mut self, cell: &mut String) -> Result<(), Refusal> {
        let opened = self.line;
        while let Some(c) = self.chars.next() {
            match c {
                '"' if self.chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => return Ok(()),
                '\r' | '\n' => {
                    if c == '\r' {
                        let _ = self.chars.next_if_eq(&'\n');
                    }
                    self.line += 1;
                    cell.push('\n');
                }
                c => cell.push(c),
            }
        }
        Err(Refusal::new("organizations.import-unclosed-quote").fact("line", i64::from(opened)))
    }

    /// Takes a delimiter, a line end (CR LF, LF or CR) or the end of the file.
    fn end(&mut self) -> Option<End> {
        let delimiter = self.delimiter;
        match self.chars.next_if(|c| *c == delimiter || matches!(c, '\r' | '\n')) {
            Some(c) if c == delimiter => Some(End::Cell),
            Some(c) => {
                if c == '\r' {
                    let _ = self.chars.next_if_eq(&'\n');
                }
                self.line += 1;
                Some(End::Row)
            }
            None => self.chars.peek().is_none().then_some(End::File),
        }
    }

    fn stray(&self) -> Refusal {
        Refusal::new("organizations.import-stray-quote").fact("line", i64::from(self.line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().rows.iter().map(|row| row.cells.iter().map(|cell| cell.as_text().into_owned()).collect()).collect()
    }

    fn refused(text: &str) -> (String, Option<Fact>) {
        let refusal = read(text).unwrap_err();
        (refusal.code.replace("organizations.import-", ""), refusal.facts.first().map(|(_, fact)| fact.clone()))
    }

    #[test]
    fn records_are_read_by_rfc_4180() {
        assert_eq!(records("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n"), [["a", "b"], ["1", "ha \"ha\" ha"], ["3", "4"]]);
        assert_eq!(records("a,b\r\n\"x\r\ny\",\"\"\r\n"), [["a", "b"], ["x\ny", ""]]);
        assert_eq!(records("a,b\n1,2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(records("a,b\n1,"), [["a", "b"], ["1", ""]]);
        assert_eq!(records("a\r1\n2\r\n3"), [["a"], ["1"], ["2"], ["3"]]);
        assert_eq!(records("a,b\n\"1\" ,2\n")[1], ["1", "2"]);
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_header() {
        for text in ["名称;信用代码\n甲,乙;1\n", "名称\t信用代码\n甲,乙\t1\n", "名称,信用代码\n\"甲,乙\",1\n"] {
            assert_eq!(records(text)[1], ["甲,乙", "1"], "{text}");
        }
        assert_eq!(refused("名称，信用代码\n甲，1\n").0, "fullwidth-commas");
    }

    #[test]
    fn broken_quotes_are_named_by_line() {
        assert_eq!(refused("a,b\n1,2\n\"x,3\n4,5\n"), ("unclosed-quote".to_owned(), Some(Fact::Count(3))));
        assert_eq!(refused("a,b\n\"x\ny\",2\nx\"y,3\n"), ("stray-quote".to_owned(), Some(Fact::Count(4))));
        assert_eq!(refused("a,b\n\"x\"y,3\n"), ("stray-quote".to_owned(), Some(Fact::Count(2))));
        assert_eq!(refused(&"a,".repeat(MAX_COLUMNS + 1)).0, "too-many-columns");
    }

    #[test]
    fn rows_have_numbers_and_lines() {
        let rows = read("a,b\n\"x\ny\",1\n\nz,2\n").unwrap().rows;
        assert_eq!(rows.iter().map(|row| (row.number, row.line)).collect::<Vec<_>>(), [(1, Some(1)), (2, Some(2)), (3, Some(4)), (4, Some(5))]);
    }
}
