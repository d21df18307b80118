//! Any list as a sheet to take away: CSV for programs, XLSX for people.
//!
//! A cell keeps what it is: numbers stay numbers, and text stays text whatever it looks like. A text that a spreadsheet
//! would take for a formula gets an apostrophe in front in CSV, where nothing else can say that it is text.

use crate::app::App;
use crate::visitor::Visitor;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::calendar::{Day, Moment};
use domain::money::Money;
use domain::refusal::Refusal;
use marketplace::Fault;
use marketplace::paging::Page;
use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook, XlsxError};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Most rows of one sheet; a longer list is narrowed first.
pub const MOST_ROWS: usize = 50_000;
/// How many lists are written at the same time.
const AT_ONCE: usize = 2;
/// Days from 1899-12-30, where spreadsheets count from.
const EPOCH_CE: i32 = 693_594;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Text.
    Text(String),
    /// A number of things.
    Count(i64),
    /// An amount, shown in yuan with two decimals.
    Money(Money),
    /// A day.
    Day(Day),
    /// A moment, shown in Beijing time to the minute.
    At(Moment),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Cell {
        Cell::Money(money)
    }
}

impl From<Day> for Cell {
    fn from(day: Day) -> Cell {
        Cell::Day(day)
    }
}

impl From<Moment> for Cell {
    fn from(moment: Moment) -> Cell {
        Cell::At(moment)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Cell {
        Cell::Count(i64::from(count))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::Empty, Into::into)
    }
}

/// What a list is taken away as: the ending of its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sheet {
    /// Comma-separated text.
    Csv,
    /// A workbook.
    Xlsx,
}

/// A list to take away.
pub struct List {
    /// The name of its file, without its ending and in plain letters.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What its columns are called.
    pub heads: Vec<String>,
    /// What stands in them.
    pub rows: Vec<Vec<Cell>>,
}

/// Beijing time as people write it.
fn beijing(moment: Moment) -> String {
    let east = chrono::FixedOffset::east_opt(8 * 3600);
    east.map_or_else(|| moment.to_rfc3339(), |east| moment.with_timezone(&east).format("%Y-%m-%d %H:%M").to_string())
}

/// Fen as yuan with two decimals, without thousands separators.
fn yuan(money: Money) -> String {
    let fen = money.as_fen();
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

/// A text cell: quoted where it must be, and never a formula.
fn text(text: &str) -> String {
    let formula = text.trim_start_matches([' ', '\u{3000}', '"', '\'']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    let safe = if formula { format!("'{text}") } else { text.to_owned() };
    if safe.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

/// The list as CSV: UTF-8 with a byte order mark, which spreadsheets need, and lines that end as RFC 4180 says.
pub fn csv(heads: &[String], rows: &[Vec<Cell>]) -> Vec<u8> {
    let cell = |cell: &Cell| match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) => text(words),
        Cell::Count(count) => count.to_string(),
        Cell::Money(money) => yuan(*money),
        Cell::Day(day) => day.to_string(),
        Cell::At(moment) => beijing(*moment),
    };
    let mut out = String::from("\u{FEFF}");
    let mut line = |cells: Vec<String>| {
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    };
    line(heads.iter().map(|head| text(head)).collect());
    for row in rows {
        line(row.iter().map(cell).collect());
    }
    out.into_bytes()
}

/// The list as a workbook of one sheet: the heads stay in view, columns are as wide as what stands in them.
///
/// # Errors
/// [`Fault::Broken`] when the workbook cannot be made.
pub fn xlsx(name: &str, heads: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, Fault> {
    workbook(name, heads, rows).map_err(|error| Fault::Broken(format!("workbook: {error}")))
}

fn workbook(name: &str, heads: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0xE8_EE_F4)).set_border_bottom(FormatBorder::Thin);
    let money = Format::new().set_num_format("#,##0.00");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, words) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(0, column, words, &head)?;
        let widest = rows.iter().take(200).filter_map(|row| row.get(usize::from(column))).map(width).max().unwrap_or(0);
        sheet.set_column_width(column, f64::from(widest.max(words.chars().map(wide).sum::<u32>()).clamp(8, 60) + 2))?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Empty => continue,
                // Written as a string, it is never a formula.
                Cell::Text(words) => sheet.write_string(number, column, words.chars().take(32_000).collect::<String>())?,
                Cell::Count(count) => sheet.write_number(number, column, as_number(*count))?,
                Cell::Money(fen) => sheet.write_number_with_format(number, column, as_number(fen.as_fen()) / 100.0, &money)?,
                Cell::Day(of) => sheet.write_number_with_format(number, column, f64::from(chrono::Datelike::num_days_from_ce(of) - EPOCH_CE), &day)?,
                Cell::At(moment) => sheet.write_string(number, column, beijing(*moment))?,
            };
        }
    }
    book.save_to_buffer()
}

/// Spreadsheets hold numbers as doubles: exact to 2^53, which no amount here comes near.
#[allow(clippy::cast_precision_loss, reason = "amounts stay far below 2^53")]
fn as_number(number: i64) -> f64 {
    number as f64
}

/// How wide a character stands, in Latin ones.
fn wide(c: char) -> u32 {
    if c.is_ascii() { 1 } else { 2 }
}

fn width(cell: &Cell) -> u32 {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) => text.chars().take(60).map(wide).sum(),
        Cell::Count(_) | Cell::Day(_) => 10,
        Cell::Money(_) | Cell::At(_) => 16,
    }
}

/// A name that a spreadsheet takes: 31 characters, none of those that it keeps for itself.
fn sheet_name(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(31).collect();
    if plain.is_empty() { "1".to_owned() } else { plain }
}

/// All rows of a list that is read page by page; each page is asked for by the place that the one before it named.
///
/// # Errors
/// Refused `export.too-long`; whatever reading a page is refused with.
pub async fn all<R, F: Future<Output = Result<Page<R>, Fault>>>(page: impl Fn(Option<String>) -> F) -> Result<Vec<R>, Fault> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = page(after).await?;
        fits(page.total)?;
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return Ok(rows);
        }
    }
}

/// The list as a file to keep, or the page that says why there is none. `list` is not begun before there is a turn to write it.
pub async fn answer(app: &App, visitor: &Visitor, format: Sheet, list: impl Future<Output = Result<List, Fault>>) -> Response {
    let written = async {
        let turn = app.sheets.turn().await?;
        turn.download(format, list.await?).await
    };
    match written.await {
        Ok(response) => response,
        Err(fault) => app.fault(visitor, fault).await,
    }
}

/// Lets few lists be written at a time: each holds its rows in memory.
#[derive(Clone)]
pub struct Writers(Arc<Semaphore>);

/// A turn at writing a list. Take it before the rows are read, so that who waits holds none.
pub struct Turn(OwnedSemaphorePermit);

impl Writers {
    /// All of them free.
    pub fn new() -> Writers {
        Writers(Arc::new(Semaphore::new(AT_ONCE)))
    }

    /// Waits until one is free.
    ///
    /// # Errors
    /// [`Fault::Broken`] when nobody writes any more.
    pub async fn turn(&self) -> Result<Turn, Fault> {
        self.0.clone().acquire_owned().await.map(Turn).map_err(|error| Fault::Broken(format!("list: {error}")))
    }
}

/// Whether a list of so many rows can be taken away as a whole; none is cut off silently.
///
/// # Errors
/// `export.too-long`.
pub fn fits(rows: u64) -> Result<(), Refusal> {
    let most = u64::try_from(MOST_ROWS).unwrap_or(u64::MAX);
    if rows <= most {
        return Ok(());
    }
    let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    Err(Refusal::new("export.too-long").fact("n", count(rows)).fact("most", count(most)))
}

impl Turn {
    /// The list as a file to keep. It is written beside the requests: the longest takes seconds.
    ///
    /// # Errors
    /// Refused `export.too-long`; [`Fault::Broken`] when the workbook cannot be made.
    async fn download(self, format: Sheet, List { name, title, heads, rows }: List) -> Result<Response, Fault> {
        fits(rows.len().try_into().unwrap_or(u64::MAX))?;
        let Turn(turn) = self;
        let written = tokio::task::spawn_blocking(move || {
            let written = match format {
                Sheet::Csv => Ok(csv(&heads, &rows)),
                Sheet::Xlsx => xlsx(&title, &heads, &rows),
            };
            drop(turn);
            written
        });
        let bytes = written.await.map_err(|error| Fault::Broken(format!("list: {error}")))??;
        let (kind, ending) = match format {
            Sheet::Csv => ("text/csv; charset=utf-8", "csv"),
            Sheet::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        };
        let disposition = format!("attachment; filename=\"{name}.{ending}\"");
        Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition.as_str())], bytes).into_response())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads() -> Vec<String> {
        ["名称", "金额"].map(str::to_owned).to_vec()
    }

    #[tokio::test]
    async fn a_list_that_is_too_long_is_refused_and_never_cut_off() {
        let writers = Writers::new();
        let rows = |count| vec![vec![Cell::Count(1)]; count];
        let download = async |rows| {
            let list = List { name: "list".into(), title: "list".into(), heads: heads(), rows };
            writers.turn().await.unwrap().download(Sheet::Csv, list).await
        };
        assert!(download(rows(MOST_ROWS)).await.is_ok());
        let refused = download(rows(MOST_ROWS + 1)).await.unwrap_err();
        assert_eq!(refused.refusals()[0].code, "export.too-long");
        assert_eq!(writers.0.available_permits(), AT_ONCE);
    }

    #[test]
    fn no_text_becomes_a_formula() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\"=1", "＝1"] {
            let out = String::from_utf8(csv(&heads(), &[vec![bad.into(), Money::yuan(1).into()]])).unwrap();
            let line = out.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(line.starts_with('\''), "{bad:?} became {line:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers_and_commas_are_quoted() {
        let rows = vec![vec!["示例, \"甲\"".into(), Cell::Money(Money::fen(-1_234_505))], vec![Cell::Empty, Cell::Count(-3)]];
        let out = String::from_utf8(csv(&heads(), &rows)).unwrap();
        assert_eq!(out, "\u{FEFF}名称,金额\r\n\"示例, \"\"甲\"\"\",-12345.05\r\n,-3\r\n");
    }

    #[test]
    fn a_workbook_is_made_whatever_the_sheet_is_called() {
        let rows = vec![vec!["=1+1".into(), Money::yuan(480_000).into()], vec!["2025".into(), "2025-03-03".parse::<Day>().unwrap().into()]];
        for name in ["组织", "a/b:[c]*?", ""] {
            assert!(xlsx(name, &heads(), &rows).unwrap().starts_with(b"PK"));
        }
    }
}
