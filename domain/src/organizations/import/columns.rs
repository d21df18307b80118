//! Which column of a list means what.

use super::sheet::{Row, letter};
use super::text::plain;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What a column of a list can mean. The first two are required.
    #[cfg_attr(feature = "schema", schema(as = ImportColumn))]
    pub enum Column("organizations-column") {
        /// 社会组织名称.
        Name = "name",
        /// 统一社会信用代码.
        Code = "code",
        /// 社会组织类型.
        Kind = "kind",
        /// 成立登记日期.
        RegisteredOn = "registered-on",
        /// 注册资金.
        Capital = "capital",
        /// 登记管理机关.
        Registrar = "registrar",
        /// 业务主管单位.
        Supervisor = "supervisor",
        /// 住所.
        Address = "address",
        /// 业务范围.
        Scope = "scope",
        /// 状态.
        Status = "status",
        /// 服务领域.
        Fields = "fields",
        /// 服务区域.
        Districts = "districts",
    }
}

impl Column {
    /// Headers that mean this column, the usual one first.
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Column::Name => &["社会组织名称", "组织名称", "社会组织全称", "单位名称", "机构名称", "基金会名称", "社会组织", "名称", "全称", "name"],
            Column::Code => &[
                "统一社会信用代码",
                "社会信用代码",
                "统一信用代码",
                "信用代码",
                "统一代码",
                "统一社会信用代码证号",
                "统一社会信用代码证代码",
                "credit_code",
                "uscc",
                "code",
            ],
            Column::Kind => &["社会组织类型", "社会组织类别", "组织类型", "组织类别", "机构类型", "机构类别", "单位类型", "类型", "类别", "kind"],
            Column::RegisteredOn => {
                &["成立登记日期", "成立登记时间", "登记日期", "成立日期", "注册日期", "登记时间", "成立时间", "注册时间", "准予登记日期", "registered_on"]
            }
            Column::Capital => &[
                "注册资金",
                "注册资金数额",
                "注册资本",
                "开办资金",
                "开办资金数额",
                "活动资金",
                "原始基金",
                "原始基金数额",
                "capital_yuan",
                "original_fund_wan_yuan",
            ],
            Column::Registrar => &["登记管理机关", "登记机关", "登记管理部门", "登记部门", "发证机关", "registrar"],
            Column::Supervisor => &["业务主管单位", "业务主管部门", "主管单位", "主管部门", "业务主管", "supervisor"],
            Column::Address => &["住所", "住所地", "登记住所", "注册地址", "地址", "住址", "address", "place"],
            Column::Scope => &["业务范围", "业务领域", "主要业务范围", "宗旨和业务范围", "宗旨及业务范围", "scope"],
            Column::Status => &["状态", "登记状态", "社会组织状态", "组织状态", "存续状态", "status"],
            Column::Fields => &["服务领域", "服务领域代码", "服务类别", "fields"],
            Column::Districts => &["服务区域", "服务地区", "服务区", "districts"],
        }
    }

    /// Where a header stands among the synonyms.
    fn rank(self, header: &str) -> Option<usize> {
        self.synonyms().iter().position(|word| *word == header)
    }
}

/// In what a column counts money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// 元.
    Yuan,
    /// 万元.
    Wan,
    /// 亿元.
    Yi,
}

impl Unit {
    /// The word that [`crate::money::Money::parse_yuan`] reads.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::Wan => "万元",
            Unit::Yi => "亿元",
        }
    }
}

/// A column of the list as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ImportHeaderColumn))]
pub struct HeaderColumn {
    /// Its letters in a spreadsheet.
    pub letter: String,
    /// The header as read, shortened.
    pub header: String,
    /// What it means; `None` is not read.
    pub meaning: Option<Column>,
}

/// The header line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Its place among the rows of the sheet.
    pub at: usize,
    /// The row's number.
    pub row: u32,
    /// All columns with a header, and those without up to the last that has one.
    pub columns: Vec<HeaderColumn>,
    /// In what the column of capital counts, when the header or a title line says so.
    pub unit: Option<Unit>,
}

/// How far down a header is looked for: lists of offices have a title, a note or two, seldom more.
const SEARCHED: usize = 50;

impl Header {
    /// Finds the header line: the first row in which both required columns are named.
    ///
    /// # Errors
    /// `organizations.import-no-header` when no row names two columns, `organizations.import-column-missing` when the best row
    /// lacks a required one, `organizations.import-column-twice` when it names one column twice by the same word.
    pub fn find(rows: &[Row]) -> Result<Header, Refusal> {
        let candidates = rows.iter().take(SEARCHED).enumerate();
        let best = candidates
            .map(|(at, row)| (meanings(row).iter().flatten().count(), at, row))
            .max_by_key(|(count, at, row)| (names_required(row), *count, std::cmp::Reverse(*at)));
        let Some((_, at, row)) = best.filter(|(count, ..)| *count >= 2) else {
            return Err(Refusal::new("organizations.import-no-header"));
        };
        let meanings = meanings(row);
        for column in [Column::Name, Column::Code] {
            if !meanings.contains(&Some(column)) {
                return Err(Refusal::new("organizations.import-column-missing").fact("column", Fact::Term(column.term())).fact("row", i64::from(row.number)));
            }
        }
        refuse_twins(row)?;
        let columns: Vec<HeaderColumn> = row
            .cells
            .iter()
            .zip(&meanings)
            .enumerate()
            .map(|(index, (cell, meaning))| HeaderColumn { letter: letter(index), header: cell.shown(), meaning: *meaning })
            .collect();
        let unit =
            row.cells.iter().zip(&meanings).find(|(_, meaning)| **meaning == Some(Column::Capital)).and_then(|(cell, _)| unit_of(&plain(&cell.as_text())));
        let title = || rows.iter().take(at).flat_map(|row| &row.cells).find_map(|cell| unit_of_title(&plain(&cell.as_text())));
        Ok(Header { at, row: row.number, columns, unit: unit.or_else(title) })
    }

    /// How many columns a row names; tells which of several readings of a file makes sense.
    pub fn named_in(row: &Row) -> usize {
        meanings(row).iter().flatten().count()
    }

    /// The place of a column.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|found| found.meaning == Some(column))
    }

    /// Whether a row repeats the header, as printed lists do on each page.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let header = |column: Column| self.place(column).and_then(|index| row.cells.get(index)).map(|cell| bare(&cell.as_text()));
        [Column::Name, Column::Code].into_iter().all(|column| header(column).is_some_and(|text| column.rank(&text).is_some()))
    }
}

fn names_required(row: &Row) -> bool {
    let meanings = meanings(row);
    meanings.contains(&Some(Column::Name)) && meanings.contains(&Some(Column::Code))
}

/// The meaning of each cell as a header. Where two cells could mean one column, the more usual word wins and the other is not
/// read; the same word twice is refused later, by [`refuse_twins`].
fn meanings(row: &Row) -> Vec<Option<Column>> {
    let headers: Vec<String> = row.cells.iter().map(|cell| bare(&cell.as_text())).collect();
    let mut out = vec![None; headers.len()];
    for column in Column::ALL {
        let chosen = headers.iter().enumerate().filter_map(|(index, header)| column.rank(header).map(|rank| (rank, index))).min();
        if let Some(slot) = chosen.and_then(|(_, index)| out.get_mut(index)) {
            *slot = Some(*column);
        }
    }
    out
}

fn refuse_twins(row: &Row) -> Result<(), Refusal> {
    let headers: Vec<String> = row.cells.iter().map(|cell| bare(&cell.as_text())).collect();
    for (second, header) in headers.iter().enumerate() {
        let known = Column::ALL.iter().any(|column| column.rank(header).is_some());
        if let Some(first) = headers.iter().take(second).position(|other| known && other == header) {
            return Err(Refusal::new("organizations.import-column-twice")
                .fact("header", header.as_str())
                .fact("first", letter(first))
                .fact("second", letter(second)));
        }
    }
    Ok(())
}

/// A header without brackets, marks of required columns and blanks.
fn bare(header: &str) -> String {
    let plain = plain(header).to_lowercase();
    let mut depth = 0_usize;
    plain
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' | '【' => depth += 1,
                ')' | ']' | '】' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0 && !matches!(c, '*' | ':' | '★' | '\'' | '"')
        })
        .collect()
}

/// The unit in a header. `元/万元` names both and so none.
fn unit_of(header: &str) -> Option<Unit> {
    if header.contains("元/万元") || header.contains("万元/元") {
        None
    } else if header.contains("亿元") {
        Some(Unit::Yi)
    } else if header.contains("万元") || header.ends_with("wan_yuan") {
        Some(Unit::Wan)
    } else if header.contains('元') || header.ends_with("_yuan") {
        Some(Unit::Yuan)
    } else {
        None
    }
}

/// The unit in a title line: 单位：万元. The same words also introduce the reporting office (填报单位：…).
fn unit_of_title(title: &str) -> Option<Unit> {
    title.split("单位:").skip(1).find_map(|rest| {
        let rest = rest.strip_prefix("人民币").unwrap_or(rest);
        if rest.starts_with("元/万元") || rest.starts_with("万元/元") {
            None
        } else if rest.starts_with("万元") {
            Some(Unit::Wan)
        } else if rest.starts_with("亿元") {
            Some(Unit::Yi)
        } else if rest.starts_with('元') {
            Some(Unit::Yuan)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Cell;
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        let row =
            |(index, line): (usize, &&str)| Row { number: u32::try_from(index + 1).unwrap(), line: None, cells: line.split(',').map(Cell::text).collect() };
        lines.iter().enumerate().map(row).collect()
    }

    #[test]
    fn a_header_is_found_below_title_and_note() {
        let header =
            Header::find(&rows(&["社会组织名单,,", "填报单位：示例局  单位：万元,,", "序号,* 社会组织名称（全称）,统一社会信用代码,注册资金"])).unwrap();
        assert_eq!((header.row, header.place(Column::Code), header.unit), (3, Some(2), Some(Unit::Wan)));
        assert_eq!(header.columns[0].meaning, None);
    }

    #[test]
    fn the_header_names_the_unit() {
        let unit = |text: &str| Header::find(&rows(&[&format!("名称,信用代码,{text}")])).unwrap().unit;
        assert_eq!(unit("注册资金（万元）"), Some(Unit::Wan));
        assert_eq!(unit("开办资金(元)"), Some(Unit::Yuan));
        assert_eq!(unit("注册资金（元/万元）"), None);
        assert_eq!(unit("注册资金"), None);
    }

    #[test]
    fn what_a_header_lacks_is_named() {
        let code = |lines: &[&str]| Header::find(&rows(lines)).unwrap_err().code;
        assert_eq!(code(&["社会组织名称,社会组织类型"]), "organizations.import-column-missing");
        assert_eq!(code(&["上海示例一社区服务中心,52310106MJX0010108,社会服务机构"]), "organizations.import-no-header");
        assert_eq!(code(&["名称,信用代码,信用代码"]), "organizations.import-column-twice");
        assert_eq!(code(&[]), "organizations.import-no-header");
    }

    #[test]
    fn of_two_words_for_a_column_the_usual_one_is_read() {
        let header = Header::find(&rows(&["单位名称,社会组织名称,统一社会信用代码"])).unwrap();
        assert_eq!(header.place(Column::Name), Some(1));
        assert_eq!(header.columns[0].meaning, None);
    }
}
