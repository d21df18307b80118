//! Workbooks (`.xlsx`). Cells are streamed: a dense table of a sheet whose last cell is XFD1048576 would not fit in memory.

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use domain::calendar::Day;
use domain::organizations::import::{Cell, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Value};
use domain::refusal::Refusal;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::catch_unwind;

/// Rows beside organizations that a sheet may have.
const SPARE_ROWS: usize = 10_000;
/// Most sheets that are looked at.
const MAX_SHEETS: usize = 64;
/// Most cells that a merged one may fill, over all of a sheet.
const MAX_FILLED: usize = 1_000_000;

/// Rows by number from 0, cells by column from 0.
type Grid = BTreeMap<u32, BTreeMap<usize, Cell>>;

/// Reads all worksheets; [`super::container::check`] must have passed.
///
/// # Errors
/// `organizations.import-workbook-broken`, `organizations.import-encrypted`, `organizations.import-too-many-rows`,
/// `organizations.import-too-many-columns`.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    // The reader is known to panic on some broken files; it holds nothing that could be left half changed.
    catch_unwind(|| sheets(bytes)).unwrap_or_else(|_| Err(broken()))
}

fn broken() -> Refusal {
    Refusal::new("organizations.import-workbook-broken")
}

fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Refusal::new("organizations.import-encrypted"),
        _ => broken(),
    })?;
    let worksheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = worksheets.map(|sheet| sheet.name.clone()).take(MAX_SHEETS).collect();
    let mut sheets = Vec::new();
    for name in names {
        let mut grid = match grid(&mut book, &name)? {
            Some(grid) => grid,
            None => continue,
        };
        fill_merged(&mut book, &name, &mut grid)?;
        let rows = grid.into_iter().map(|(index, cells)| row(index, cells)).collect();
        sheets.push(Sheet { name: Some(name), rows, delimited: false });
    }
    Ok(sheets)
}

fn row(index: u32, cells: BTreeMap<usize, Cell>) -> Row {
    let mut row = Row { number: index + 1, line: None, cells: Vec::new() };
    for (column, cell) in cells {
        row.cells.resize_with(column, Cell::default);
        row.cells.push(cell);
    }
    row
}

/// The cells that have a value or a formula; `None` for a part that is no worksheet.
fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Option<Grid>, Refusal> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(_) => return Err(broken()),
    };
    let mut grid = Grid::new();
    // Formula texts are not asked for: expanding shared ones trusts numbers in the file.
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(|_| broken())? {
        let cell = Cell { value: value(&record.value), formula: record.formula.is_some() };
        if cell.is_blank() {
            continue;
        }
        let (row, column) = (record.pos.0, usize::try_from(record.pos.1).unwrap_or(usize::MAX));
        if column >= MAX_COLUMNS {
            return Err(Refusal::new("organizations.import-too-many-columns").fact("row", i64::from(row) + 1).fact("limit", MAX_COLUMNS));
        }
        if grid.len() >= MAX_ROWS + SPARE_ROWS && !grid.contains_key(&row) {
            return Err(Refusal::new("organizations.import-too-many-rows").fact("limit", MAX_ROWS));
        }
        grid.entry(row).or_default().insert(column, cell);
    }
    Ok(Some(grid))
}

/// A cell merged over several rows of one column holds for each of them. One merged over several columns is a title.
fn fill_merged(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) -> Result<(), Refusal> {
    let regions = book.merge_cells_by_sheet_name(name).map_err(|_| broken())?;
    let mut filled = 0;
    for region in regions.iter().filter(|region| region.start.1 == region.end.1 && region.start.0 < region.end.0) {
        let column = usize::try_from(region.start.1).unwrap_or(usize::MAX);
        let Some(cell) = grid.get(&region.start.0).and_then(|cells| cells.get(&column)).cloned() else { continue };
        for (_, cells) in grid.range_mut(region.start.0..=region.end.0).skip(1) {
            filled += 1;
            if filled > MAX_FILLED {
                return Err(broken());
            }
            cells.entry(column).or_insert_with(|| cell.clone());
        }
    }
    Ok(())
}

fn value(data: &DataRef<'_>) -> Value {
    match data {
        DataRef::Empty => Value::Empty,
        DataRef::String(text) => text_value(text),
        DataRef::SharedString(text) => text_value(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_value(text),
        DataRef::Int(number) => Value::Number(number.to_string()),
        DataRef::Float(number) => Value::Number(as_shown(*number)),
        DataRef::Bool(truth) => Value::Text(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            match Day::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) {
                Some(day) if moment.is_datetime() => Value::Day(day),
                _ => Value::Number(as_shown(moment.as_f64())),
            }
        }
    }
}

fn text_value(text: &str) -> Value {
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

/// A number with the fifteen digits that a spreadsheet keeps: 0.1 + 0.2 is 0.3, and 531000005000185302 ends in zeros.
fn as_shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_a_spreadsheet_shows_them() {
        assert_eq!(as_shown(0.1 + 0.2), "0.3");
        assert_eq!(as_shown(2_000.0), "2000");
        assert_eq!(as_shown(5.310_000_050_001_853e17), "531000005000185000");
    }
}
