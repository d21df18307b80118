//! Judges the rows of a list one by one, and against each other.

use super::columns::{Column, Header};
use super::report::{CodeStanding, Counts, Finding, ImportReport, ListedOrganization, Place, Weight};
use super::sheet::{Cell, MAX_ROWS, Row, Sheet, Value};
use super::text::{Loaded, folded, is_placeholder, plain, read_name, read_text, shown};
use super::{capital, dates, lists, numerals};
use crate::calendar::Day;
use crate::code::{CodeKind, CreditCode, NotACode};
use crate::law::{Basis, Law, Scope};
use crate::organizations::OrganizationKind;
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use std::collections::HashMap;

/// Digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;
/// How often progress is told, in rows.
const TELL_EVERY: usize = 500;

/// Judges a list whose header was found in this sheet. `today` is the day of the import; `progress` is told how many rows of
/// how many are done.
pub fn judge(sheet: &Sheet, header: &Header, today: Day, progress: &mut dyn FnMut(usize, usize)) -> ImportReport {
    let body = sheet.rows.get(header.at + 1..).unwrap_or_default();
    let mut run =
        Run { header, today, counts: Counts::default(), findings: Vec::new(), organizations: Vec::new(), codes: HashMap::new(), names: HashMap::new() };
    let mut before = header.row;
    progress(0, body.len());
    for (index, row) in body.iter().enumerate() {
        run.counts.blank += usize::try_from(row.number.saturating_sub(before).saturating_sub(1)).unwrap_or(0);
        before = row.number;
        if row.is_blank() {
            run.counts.blank += 1;
        } else if run.is_note(row) {
            run.counts.notes += 1;
        } else {
            run.counts.read += 1;
            if run.counts.read > MAX_ROWS {
                return ImportReport::of_refused(Refusal::new("organizations.import-too-many-rows").fact("limit", MAX_ROWS));
            }
            run.row(row, sheet.delimited);
        }
        if (index + 1).is_multiple_of(TELL_EVERY) {
            progress(index + 1, body.len());
        }
    }
    progress(body.len(), body.len());
    ImportReport {
        sheet: sheet.name.clone(),
        header_row: Some(header.row),
        columns: header.columns.clone(),
        refused: (run.counts.read == 0).then(|| Refusal::new("organizations.import-no-rows")),
        counts: run.counts,
        findings: run.findings,
        organizations: run.organizations,
        ..ImportReport::default()
    }
}

/// A judgement in progress.
struct Run<'a> {
    header: &'a Header,
    today: Day,
    counts: Counts,
    findings: Vec<Finding>,
    organizations: Vec<ListedOrganization>,
    /// Where a code was first seen, and with which name.
    codes: HashMap<CreditCode, (u32, String)>,
    /// Where a name was first seen.
    names: HashMap<String, u32>,
}

impl Run<'_> {
    /// Notes below a table, totals, section lines, headers that a printed list repeats.
    fn is_note(&self, row: &Row) -> bool {
        if self.header.is_repeated_by(row) {
            return true;
        }
        let cell = |column| self.header.place(column).and_then(|index| row.cells.get(index)).filter(|cell| !cell.is_blank());
        let (name, code) = (cell(Column::Name), cell(Column::Code));
        let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        let words: Vec<String> = filled.iter().copied().take(1).chain(name).map(|cell| plain(&cell.as_text())).collect();
        let starts = |with: &[&str]| words.iter().any(|word| with.iter().any(|start| word.starts_with(start)));
        // A total may stand in the column of codes (218 organizations), but no code is so short.
        let no_code = code.is_none_or(|code| plain(&code.as_text()).chars().count() < 9);
        if no_code && starts(&["合计", "总计", "小计", "共计", "总数"]) {
            return true;
        }
        if code.is_some() {
            return false;
        }
        let alone = filled.len() == 1;
        starts(&["注:", "注1", "备注", "说明", "填表", "填报", "制表", "审核人", "负责人", "单位负责人", "联系人", "※", "以上", "以下空白"])
            || (alone && (name.is_none() || words.iter().any(|word| word == "注" || is_section(word))))
    }

    fn finding(&mut self, row: &Row, at: Option<usize>, weight: Weight, reason: Refusal) {
        let column = at.and_then(|index| self.header.columns.get(index));
        let reason = match column.and_then(|column| column.meaning) {
            Some(meaning) => reason.fact("column", Fact::Term(meaning.term())),
            None => reason,
        };
        let value = at.and_then(|index| row.cells.get(index)).map(Cell::shown).unwrap_or_default();
        let place = Place { row: row.number, letter: column.map(|column| column.letter.clone()), header: column.map(|column| column.header.clone()) };
        self.findings.push(Finding { place, value, weight, reason });
    }

    fn row(&mut self, row: &Row, delimited: bool) {
        let first = self.findings.len();
        let listed = if delimited && !self.has_its_cells(row) { None } else { self.cells(row) };
        let found = self.findings.get(first..).unwrap_or_default();
        let any = |weight| found.iter().any(|finding| finding.weight == weight);
        if any(Weight::Refuses) {
            self.counts.refused += 1;
        } else if any(Weight::Skips) {
            self.counts.repeated += 1;
        } else if let Some(listed) = listed {
            self.counts.warned += usize::from(any(Weight::Warns));
            match listed.standing {
                CodeStanding::Sound => self.counts.load += 1,
                CodeStanding::AwaitsRegistrar => self.counts.wait += 1,
            }
            self.organizations.push(listed);
        }
    }

    /// In a text file a lost or added delimiter moves every cell that follows, so the number of cells must be that of the
    /// header. Empty cells beyond it move nothing.
    fn has_its_cells(&mut self, row: &Row) -> bool {
        let expected = self.header.columns.len();
        let beyond = row.cells.iter().skip(expected).any(|cell| !cell.is_blank());
        if row.cells.len() >= expected && !beyond {
            return true;
        }
        let reason = Refusal::new("organizations.import-row-length")
            .fact("line", i64::from(row.line.unwrap_or(row.number)))
            .fact("count", row.cells.len())
            .fact("expected", expected);
        self.finding(row, None, Weight::Refuses, reason);
        false
    }

    fn cells(&mut self, row: &Row) -> Option<ListedOrganization> {
        let name = self.required(row, Column::Name, read_name);
        let code = self.code(row);
        let kind = self.kind(row, code.as_ref());
        let today = self.today;
        let unit = self.header.unit;
        let registered_on = self.optional(row, Column::RegisteredOn, |cell| dates::read(cell, today));
        let capital = self.optional(row, Column::Capital, |cell| capital::read(cell, unit));
        let registrar = self.words(row, Column::Registrar);
        let supervisor = self.words(row, Column::Supervisor);
        let address = self.words(row, Column::Address);
        let scope = self.words(row, Column::Scope);
        let status = self.words(row, Column::Status);
        let fields = self.optional(row, Column::Fields, |cell| Ok(lists::fields(cell))).unwrap_or_default();
        let districts = self.optional(row, Column::Districts, |cell| Ok(lists::districts(cell))).unwrap_or_default();
        let (name, (code, standing)) = (name?, code?);
        self.against_other_rows(row, &name, &code);
        let kind = kind?;
        if !kind.fits_name(&name) {
            self.finding(
                row,
                self.header.place(Column::Name),
                Weight::Warns,
                Refusal::new("organizations.import-name-kind").fact("kind", Fact::Term(kind.term())),
            );
        }
        Some(ListedOrganization {
            row: row.number,
            name,
            code,
            standing,
            kind,
            registered_on,
            capital,
            registrar,
            supervisor,
            address,
            scope,
            status,
            fields,
            districts,
        })
    }

    /// A cell of a required column, or of one that has no cell in this row.
    fn required<T>(&mut self, row: &Row, column: Column, read: impl Fn(&Cell) -> Result<Loaded<T>, Refusal>) -> Option<T> {
        let at = self.header.place(column);
        let missing = Cell::default();
        let judged = read(at.and_then(|index| row.cells.get(index)).unwrap_or(&missing));
        self.take(row, at, judged)
    }

    fn take<T>(&mut self, row: &Row, at: Option<usize>, judged: Result<Loaded<T>, Refusal>) -> Option<T> {
        match judged {
            Ok(Loaded { value, warning }) => {
                if let Some(warning) = warning {
                    self.finding(row, at, Weight::Warns, warning);
                }
                value
            }
            Err(reason) => {
                self.finding(row, at, Weight::Refuses, reason);
                None
            }
        }
    }

    /// A cell of an optional column. The result of a formula is read, and said; a spreadsheet's error is not given.
    fn optional<T>(&mut self, row: &Row, column: Column, read: impl Fn(&Cell) -> Result<Loaded<T>, Refusal>) -> Option<T> {
        let at = self.header.place(column)?;
        let missing = Cell::default();
        let cell = row.cells.get(at).unwrap_or(&missing);
        if matches!(cell.value, Value::Error(_)) {
            self.finding(row, Some(at), Weight::Warns, Refusal::new("organizations.import-cell-error"));
            return None;
        }
        if cell.formula {
            self.finding(row, Some(at), Weight::Warns, Refusal::new("organizations.import-cell-formula"));
        }
        self.take(row, Some(at), read(cell))
    }

    fn words(&mut self, row: &Row, column: Column) -> Option<String> {
        self.optional(row, column, |cell| Ok(read_text(cell)))
    }

    fn code(&mut self, row: &Row) -> Option<(CreditCode, CodeStanding)> {
        let at = self.header.place(Column::Code);
        let reading = self.required(row, Column::Code, |cell| read_code(cell).map(Loaded::sure))?;
        let standard = Basis::of(Law::CreditCodeStandard.whole(), Scope::Platform);
        if let Some(should_be) = reading.check_should_be {
            let reason = Refusal::new("organizations.import-code-check").fact("should", should_be.to_string()).basis(standard).remedy(Action::ConfirmCode);
            self.finding(row, at, Weight::Holds, reason);
            return Some((reading.code, CodeStanding::AwaitsRegistrar));
        }
        if let Some(should_be) = reading.inner_should_be {
            let reason = Refusal::new("organizations.import-code-inner").fact("should", should_be.to_string());
            self.finding(row, at, Weight::Warns, reason);
        }
        Some((reading.code, CodeStanding::Sound))
    }

    /// The kind: as the list says if the code agrees, as the code says if the list is silent.
    fn kind(&mut self, row: &Row, code: Option<&(CreditCode, CodeStanding)>) -> Option<OrganizationKind> {
        let at = self.header.place(Column::Kind);
        let cell = at.and_then(|index| row.cells.get(index));
        let text = cell.filter(|cell| !cell.is_blank()).map(|cell| cell.as_text().into_owned());
        let said = text.as_deref().and_then(OrganizationKind::read);
        let code = code?.0.kind();
        let by_code = OrganizationKind::of_code(code);
        if code == CodeKind::Enterprise && said != Some(OrganizationKind::Agency) {
            self.finding(row, self.header.place(Column::Code), Weight::Refuses, Refusal::new("organizations.import-code-enterprise"));
            return None;
        }
        match (said, by_code) {
            (Some(kind), _) if kind.agrees_with(code) => Some(kind),
            (Some(kind), by_code) => {
                let of_code = by_code.map_or_else(|| "organizations-kind-other".to_owned(), Word::term);
                let reason = Refusal::new("organizations.import-kind-contradicts").fact("kind", Fact::Term(kind.term())).fact("of_code", Fact::Term(of_code));
                self.finding(row, at, Weight::Refuses, reason);
                None
            }
            (None, Some(kind)) => {
                let doubt = text.map(|text| if is_placeholder(&text) { "organizations.import-kind-by-code" } else { "organizations.import-kind-unclear" });
                let silent = at.map(|_| "organizations.import-kind-by-code");
                if let Some(code) = doubt.or(silent) {
                    self.finding(row, at, Weight::Warns, Refusal::new(code).fact("kind", Fact::Term(kind.term())));
                }
                Some(kind)
            }
            (None, None) => {
                let reason = Refusal::new("organizations.import-kind-unknown");
                self.finding(row, at.or(self.header.place(Column::Code)), Weight::Refuses, reason);
                None
            }
        }
    }

    fn against_other_rows(&mut self, row: &Row, name: &str, code: &CreditCode) {
        let key = folded(name);
        if let Some((first, other)) = self.codes.get(code) {
            let (first, other) = (i64::from(*first), other.clone());
            if folded(&other) == key {
                let reason = Refusal::new("organizations.import-row-repeated").fact("row", first);
                self.finding(row, None, Weight::Skips, reason);
            } else {
                let reason = Refusal::new("organizations.import-code-other-name").fact("row", first).fact("name", shown(&other));
                self.finding(row, self.header.place(Column::Code), Weight::Refuses, reason);
            }
            return;
        }
        self.codes.insert(code.clone(), (row.number, name.to_owned()));
        match self.names.get(&key) {
            Some(first) => {
                let reason = Refusal::new("organizations.import-name-elsewhere").fact("row", i64::from(*first));
                self.finding(row, self.header.place(Column::Name), Weight::Warns, reason);
            }
            None => {
                self.names.insert(key, row.number);
            }
        }
    }
}

/// 一、社会团体 or (二)基金会: the line above a part of a list.
fn is_section(word: &str) -> bool {
    let numeral = |text: &str| !text.is_empty() && numerals::integer(text).is_some();
    word.split_once('、').is_some_and(|(number, _)| numeral(number))
        || word.strip_prefix('(').and_then(|rest| rest.split_once(')')).is_some_and(|(number, _)| numeral(number))
}

fn read_code(cell: &Cell) -> Result<crate::code::Reading, Refusal> {
    if cell.formula {
        return Err(Refusal::new("organizations.import-required-formula"));
    }
    if matches!(cell.value, Value::Error(_)) {
        return Err(Refusal::new("organizations.import-required-error"));
    }
    let text = cell.as_text();
    if cell.is_blank() || is_placeholder(&text) {
        return Err(Refusal::new("organizations.import-required-missing"));
    }
    if lost_digits(cell) {
        return Err(Refusal::new("organizations.import-code-lost-digits"));
    }
    let standard = Basis::of(Law::CreditCodeStandard.whole(), Scope::Platform);
    CreditCode::read(&text).map_err(|why| match why {
        NotACode::Empty => Refusal::new("organizations.import-required-missing"),
        NotACode::Length(count) => Refusal::new("organizations.import-code-length").fact("count", count).basis(standard),
        NotACode::Character(c, place) => {
            let code = if matches!(c, 'I' | 'O' | 'S' | 'V' | 'Z') { "organizations.import-code-letter" } else { "organizations.import-code-character" };
            Refusal::new(code).fact("letter", shown(&c.to_string())).fact("place", place).basis(standard)
        }
    })
}

/// A code kept as a number has zeros for its last three digits, or is written 5.31E+17.
fn lost_digits(cell: &Cell) -> bool {
    let text = plain(&cell.as_text()).to_uppercase();
    let scientific = text.split_once("E+").is_some_and(|(mantissa, power)| {
        !power.is_empty() && power.chars().all(|c| c.is_ascii_digit()) && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    scientific || (matches!(cell.value, Value::Number(_)) && text.chars().filter(char::is_ascii_digit).count() > DIGITS_KEPT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use proptest::prelude::*;

    const HEADER: &str = "社会组织名称,统一社会信用代码,社会组织类型,成立登记日期,注册资金（万元）,登记管理机关";
    const FIRST: &str = "上海示例一社区服务中心,52310106MJX0010108,社会服务机构,2016-05-09,10,上海市示例区民政局";

    fn list(lines: &[&str]) -> ImportReport {
        let rows: Vec<Row> = std::iter::once(&HEADER)
            .chain(lines)
            .enumerate()
            .map(|(index, line)| Row { number: u32::try_from(index + 1).unwrap(), line: None, cells: line.split(',').map(Cell::text).collect() })
            .collect();
        let sheet = Sheet { name: None, rows, delimited: true };
        let header = Header::find(&sheet.rows).unwrap();
        judge(&sheet, &header, day(2026, 11, 24), &mut |_, _| {})
    }

    fn found(report: &ImportReport) -> Vec<(String, String, Weight)> {
        let at = |place: &Place| format!("{}{}", place.letter.clone().unwrap_or_default(), place.row);
        report.findings.iter().map(|f| (at(&f.place), f.reason.code.replace("organizations.import-", ""), f.weight)).collect()
    }

    fn only(line: &str) -> (String, String, Weight) {
        let report = list(&[line]);
        let mut found = found(&report);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        found.remove(0)
    }

    fn refused(at: &str, code: &str) -> (String, String, Weight) {
        (at.to_owned(), code.to_owned(), Weight::Refuses)
    }

    fn warned(at: &str, code: &str) -> (String, String, Weight) {
        (at.to_owned(), code.to_owned(), Weight::Warns)
    }

    #[test]
    fn a_good_row_loads_without_a_word() {
        let report = list(&[FIRST]);
        assert_eq!((found(&report), report.counts.load, report.may_load()), (vec![], 1, true));
        let listed = &report.to_load()[0];
        assert_eq!((listed.name.as_str(), listed.kind), ("上海示例一社区服务中心", OrganizationKind::ServiceInstitution));
        assert_eq!((listed.capital, listed.registered_on), (Some(crate::money::Money::yuan(100_000)), Some(day(2016, 5, 9))));
    }

    /// T23 and T24: a letter outside the alphabet is refused, a wrong check character waits, a wrong inner one warns.
    #[test]
    fn t23_t24_codes_are_judged_by_what_can_be_wrong_with_them() {
        assert_eq!(only("示例甲社,5231O106MJX0010108,,2016-05-09,10,示例局").1, "code-letter");
        assert_eq!(only("示例甲社,52310106MJX001010,社会服务机构,2016-05-09,10,示例局"), refused("B2", "code-length"));
        assert_eq!(only("示例甲社,52310A06MJX0010108,社会服务机构,2016-05-09,10,示例局"), refused("B2", "code-character"));
        assert_eq!(only("示例甲社,5.231E+17,社会服务机构,2016-05-09,10,示例局"), refused("B2", "code-lost-digits"));
        let report = list(&["示例甲社,52310106MJX0010109,社会服务机构,2016-05-09,10,示例局"]);
        assert_eq!(found(&report), [("B2".to_owned(), "code-check".to_owned(), Weight::Holds)]);
        assert_eq!((report.counts.wait, report.counts.load, report.may_load()), (1, 0, true));
        assert_eq!(report.to_load()[0].standing, CodeStanding::AwaitsRegistrar);
        assert_eq!(report.findings[0].reason.remedy, Some(Action::ConfirmCode));
    }

    #[test]
    fn a_wrong_inner_character_only_warns() {
        // The outer character is computed over the wrong inner one, so that only the inner one is wrong.
        let sound = CreditCode::compose("52310106", "MJX00101").unwrap();
        let wrong_inner = if sound.as_str().as_bytes()[16] == b'0' { '1' } else { '0' };
        let code = ('0'..='9')
            .chain('A'..='Y')
            .filter_map(|check| CreditCode::read(&format!("52310106MJX00101{wrong_inner}{check}")).ok())
            .find(|reading| reading.check_should_be.is_none())
            .unwrap();
        let line = format!("示例甲社,{},社会服务机构,2016-05-09,10,示例局", code.code);
        assert_eq!(only(&line), warned("B2", "code-inner"));
    }

    #[test]
    fn kinds_and_codes_must_agree() {
        assert_eq!(only("示例甲社,52310106MJX0010108,基金会,2016-05-09,10,示例局"), refused("C2", "kind-contradicts"));
        assert_eq!(only("示例甲社,91350100M000100Y43,社会服务机构,2016-05-09,10,示例局"), refused("B2", "code-enterprise"));
        assert_eq!(only("示例甲社,91350100M000100Y43,,2016-05-09,10,示例局"), refused("B2", "code-enterprise"));
        assert_eq!(list(&["示例甲公司,91350100M000100Y43,第三方评估机构,2016-05-09,10,示例局"]).counts.load, 1);
        assert_eq!(only("示例甲社,52310106MJX0010108,,2016-05-09,10,示例局"), warned("C2", "kind-by-code"));
        assert_eq!(only("示例甲社,52310106MJX0010108,社会企业,2016-05-09,10,示例局"), warned("C2", "kind-unclear"));
        assert_eq!(only("示例甲村委会,53310000MJ4900013P,基金会,2016-05-09,10,示例局"), warned("A2", "name-kind"));
        assert_eq!(only("示例甲所,12100000400009127B,,2016-05-09,10,示例局"), refused("C2", "kind-unknown"));
    }

    #[test]
    fn one_code_has_one_name_and_one_row() {
        let report = list(&[FIRST, FIRST]);
        assert_eq!(found(&report), [("3".to_owned(), "row-repeated".to_owned(), Weight::Skips)]);
        assert_eq!((report.counts.load, report.counts.repeated, report.may_load()), (1, 1, true));
        let report = list(&[FIRST, "上海示例五服务中心,52310106MJX0010108,社会服务机构,2016-05-09,10,示例局"]);
        assert_eq!(found(&report), [refused("B3", "code-other-name")]);
        assert!(!report.may_load() && report.to_load().is_empty());
        let report = list(&[FIRST, "上海示例一社区服务中心,52310115MJX0010296,社会服务机构,2016-05-09,10,示例局"]);
        assert_eq!(found(&report), [warned("A3", "name-elsewhere")]);
    }

    /// A code keeps its body: another name is said, with both names, and never taken over without a person's yes.
    #[test]
    fn another_name_for_a_registered_code_is_a_difference_to_confirm() {
        let mut report = list(&["示例甲社,52310115MJX0010296,社会服务机构,2016-05-09,10,", FIRST]);
        assert!(!report.is_to_confirm());
        let same = report.renames(|_| Some("上海示例一社区服务中心"));
        assert_eq!(same.iter().map(|finding| finding.place.row).collect::<Vec<_>>(), [2]);
        assert!(report.renames(|_| None).is_empty());
        let renames = report.renames(|code| (code.as_str() == "52310106MJX0010108").then_some("上海示例一社区服务部"));
        let facts: Vec<_> = renames[0].reason.facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
        assert_eq!(facts, [("known", "上海示例一社区服务部".into()), ("listed", "上海示例一社区服务中心".into())]);
        report.with_renames(renames);
        assert_eq!(found(&report), [warned("F2", "not-given"), warned("A3", "renamed")]);
        assert_eq!((report.counts.warned, report.may_load(), report.is_to_confirm()), (2, true, true));
    }

    #[test]
    fn notes_and_totals_are_no_organizations() {
        let report =
            list(&[FIRST, ",,,,,", "注：以登记证书为准。,,,,,", "合计,218,,,,", "一、社会团体（共1家）,,,,,", "（二）基金会,,,,,", HEADER, "示例甲社,,,,,"]);
        assert_eq!((report.counts.notes, report.counts.blank, report.counts.read), (5, 1, 2));
        assert!(found(&report).contains(&refused("B9", "required-missing")), "a lone name lacks its code");
    }

    #[test]
    fn a_moved_row_is_refused_with_its_count() {
        let report = list(&["示例甲社,52310106MJX0010108,社会服务机构,2016-05-09,10"]);
        assert_eq!(found(&report), [refused("2", "row-length")]);
        assert_eq!(only(&format!("{FIRST},多余")), refused("2", "row-length"));
        assert_eq!(list(&[&format!("{FIRST},")]).counts.load, 1);
    }

    #[test]
    fn every_bad_row_is_reported_at_once() {
        let report = list(&[
            "=1+1,52310106MJX0010108,社会服务机构,2015-02-30,nan,示例局",
            "示例乙社,52310115MJX0010296,社会服务机构,2116-05-09,10,",
            "示例丙社,51310000MJX0010377,社会团体,42499,10,示例局",
        ]);
        assert_eq!(
            found(&report),
            [
                refused("A2", "name-formula"),
                refused("D2", "date-impossible"),
                warned("E2", "placeholder"),
                refused("D3", "date-future"),
                warned("F3", "not-given"),
                warned("D4", "date-serial"),
            ]
        );
        assert_eq!((report.counts.refused, report.counts.load, report.counts.warned, report.organizations.len()), (2, 1, 1, 1));
    }

    #[test]
    fn progress_reaches_its_end() {
        let rows = std::iter::once(HEADER).chain(std::iter::repeat_n(FIRST, 1_200));
        let rows = rows.zip(1..).map(|(line, number)| Row { number, line: None, cells: line.split(',').map(Cell::text).collect() }).collect();
        let sheet = Sheet { name: None, rows, delimited: true };
        let mut told = Vec::new();
        let report = judge(&sheet, &Header::find(&sheet.rows).unwrap(), day(2026, 1, 1), &mut |done, total| told.push((done, total)));
        assert_eq!(told, [(0, 1_200), (500, 1_200), (1_000, 1_200), (1_200, 1_200)]);
        assert_eq!((report.counts.load, report.counts.repeated), (1, 1_199));
    }

    proptest! {
        #[test]
        fn no_cells_break_the_judge(cells in proptest::collection::vec("\\PC{0,12}", 6)) {
            let line = cells.join(",");
            let _ = list(&[&line]);
        }
    }
}
