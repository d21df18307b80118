//! Lists of organizations, good and bad, as files.

use domain::calendar::Day;
use domain::money::Money;
use domain::organizations::OrganizationKind;
use domain::organizations::import::{CodeStanding, Finding, ImportReport, Weight};
use domain::refusal::Refusal;
use marketplace::organizations::{read_document, read_organizations};
use messages::{Language, words};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import")
}

fn today() -> Day {
    "2026-11-24".parse().unwrap()
}

fn import(bytes: &[u8], name: &str) -> ImportReport {
    read_organizations(bytes, name, today(), &mut |_, _| {})
}

fn fixture(name: &str) -> ImportReport {
    import(&std::fs::read(fixtures().join(name)).unwrap(), name)
}

/// All that is wrong: of the file, of its rows.
fn reasons(report: &ImportReport) -> Vec<&Refusal> {
    report.refused.iter().chain(&report.remarks).chain(report.findings.iter().map(|finding| &finding.reason)).collect()
}

fn codes(report: &ImportReport) -> Vec<String> {
    reasons(report).iter().map(|reason| reason.code.replace("organizations.import-", "")).collect()
}

/// Each file of the table gets the answer of the table, for its reason.
#[test]
fn every_fixture_is_judged_as_expected() {
    let table = std::fs::read(fixtures().join("expected.csv")).unwrap();
    let table = read_document(&table, "expected.csv").unwrap();
    for row in table.sheets[0].rows.iter().skip(1) {
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.as_text().into_owned()).collect();
        let [file, expected, reason, _] = cells.as_slice() else { panic!("{cells:?}") };
        let report = fixture(file);
        let answer = match (report.may_load(), report.findings.is_empty()) {
            (false, _) => "reject",
            (true, false) => "warn",
            (true, true) => "accept",
        };
        assert_eq!((answer, codes(&report).join(" ").as_str()), (expected.as_str(), reason.as_str()), "{file}");
        assert_eq!(report.to_load().is_empty(), expected == "reject", "{file}");
    }
}

/// UX §6: a sentence of at most forty characters, the same facts in both languages.
#[test]
fn every_reason_has_plain_words_and_a_way_out() {
    for entry in std::fs::read_dir(fixtures()).unwrap() {
        let report = fixture(entry.unwrap().file_name().to_str().unwrap());
        for reason in reasons(&report) {
            for language in [Language::Zh, Language::En] {
                let said = words(language).refusal(reason);
                let remedy = said.remedy.unwrap_or_default();
                for text in [&said.what, &remedy] {
                    assert!(!text.is_empty() && !text.contains('{') && !text.contains("organizations-"), "{}: {text}", reason.code);
                    let longest = text.split(['。', '；']).map(|part| part.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count()).max();
                    assert!(longest <= Some(40), "{}: {text}", reason.code);
                }
            }
        }
    }
}

#[test]
fn a_finding_says_where_what_and_how() {
    let report = fixture("date-impossible.csv");
    let [Finding { place, value, weight, reason }] = report.findings.as_slice() else { panic!("{:?}", report.findings) };
    assert_eq!((place.row, place.letter.as_deref(), place.header.as_deref()), (2, Some("D"), Some("成立登记日期")));
    assert_eq!((value.as_str(), *weight), ("2015-02-30", Weight::Refuses));
    assert_eq!(words(Language::En).refusal(reason).what, "There is no such day.");
}

#[test]
fn amounts_of_every_dress_become_fen() {
    let capital: Vec<_> = fixture("money-units.csv").to_load().iter().map(|row| row.capital).collect();
    assert_eq!(capital, [100_000, 30_000, 30_000, 4_000_000].map(|yuan| Some(Money::yuan(yuan))));
}

/// T24.
#[test]
fn t24_a_wrong_check_character_waits_and_stops_nothing() {
    let report = fixture("code-wrong-check.csv");
    let held: Vec<_> = report.to_load().iter().filter(|row| row.standing == CodeStanding::AwaitsRegistrar).map(|row| row.row).collect();
    assert_eq!((held, report.counts.wait, report.counts.load), (vec![3], 1, 3));
}

fn head(sheet: &mut Worksheet, row: u32) {
    for (column, header) in (0..).zip(["序号", "社会组织名称", "统一社会信用代码", "社会组织类型", "成立登记日期", "注册资金", "登记管理机关", "状态"])
    {
        sheet.write(row, column, header).unwrap();
    }
}

fn listed(sheet: &mut Worksheet, row: u32, name: &str, code: &str) {
    sheet.write(row, 0, row).unwrap();
    sheet.write(row, 1, name).unwrap();
    sheet.write(row, 2, code).unwrap();
    sheet.write(row, 3, "基金会").unwrap();
    sheet.write(row, 7, "正常").unwrap();
}

/// A merged title, a note with the unit, dates and amounts of two sorts, a merged registrar, a section line, a total, other sheets.
#[test]
fn a_workbook_is_read_as_an_office_sends_it() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("填表说明").unwrap().write(0, 0, "统一社会信用代码为18位。").unwrap();
    let sheet = book.add_worksheet().set_name("社会组织名单").unwrap();
    sheet.merge_range(0, 0, 0, 7, "社会组织基本信息汇总表", &Format::new()).unwrap();
    sheet.write(1, 0, "填报单位：示例局    单位：万元").unwrap();
    head(sheet, 2);
    sheet.write(3, 0, "一、基金会").unwrap();
    listed(sheet, 4, "上海示例甲基金会", "53310000MJX001045U");
    sheet.write(4, 4, ExcelDateTime::from_ymd(2013, 8, 15).unwrap()).unwrap();
    sheet.set_cell_format(4, 4, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    sheet.write(4, 5, 400).unwrap();
    listed(sheet, 5, "上海示例乙基金会", "５３３１００００mj4900013p");
    sheet.write(5, 4, "2013年8月16日").unwrap();
    sheet.write(5, 5, "200.00 （单位：元 / 万元）").unwrap();
    sheet.merge_range(4, 6, 5, 6, "示例民政局", &Format::new()).unwrap();
    sheet.write(7, 1, "注：以登记证书为准。").unwrap();
    sheet.write(8, 1, "合计").unwrap();
    sheet.write(8, 2, 2).unwrap();
    head(book.add_worksheet().set_name("去年").unwrap(), 0);
    let report = import(&book.save_to_buffer().unwrap(), "名单.xlsx");

    assert_eq!((report.sheet.as_deref(), report.header_row), (Some("社会组织名单"), Some(3)));
    assert_eq!(
        (report.other_sheets.as_slice(), codes(&report)),
        (&["填表说明", "去年"].map(str::to_owned)[..], vec!["other-list".to_owned(), "capital-unit-guessed".to_owned()])
    );
    assert_eq!((report.counts.read, report.counts.load, report.counts.notes, report.counts.blank), (2, 2, 3, 1));
    let rows = report.to_load();
    assert_eq!((rows[0].row, rows[0].kind, rows[1].code.as_str()), (5, OrganizationKind::Foundation, "53310000MJ4900013P"));
    assert_eq!([rows[0].capital, rows[1].capital], [4_000_000, 2_000_000].map(|yuan| Some(Money::yuan(yuan))));
    assert_eq!([rows[0].registered_on, rows[1].registered_on], ["2013-08-15", "2013-08-16"].map(|day| day.parse().ok()));
    assert_eq!([&rows[0].registrar, &rows[1].registrar], [&Some("示例民政局".to_owned()); 2]);
}

#[test]
fn a_formula_in_an_optional_column_is_read_and_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet, 0);
    listed(sheet, 1, "上海示例甲基金会", "53310000MJX001045U");
    sheet.write(1, 4, "2013-08-15").unwrap();
    sheet.write_formula(1, 5, Formula::new("=100+100").set_result("200万元")).unwrap();
    sheet.write(1, 6, "示例民政局").unwrap();
    let report = import(&book.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!((codes(&report), report.to_load()[0].capital), (vec!["cell-formula".to_owned()], Some(Money::yuan(2_000_000))));
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    head(sheet, 0);
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let report = import(&book.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!(codes(&report), ["too-many-columns"]);
}

#[test]
fn sizes_have_their_limits() {
    let header = "名称,统一社会信用代码\n";
    let long = format!("{header}{},52310106MJX0010108\n", "示例".repeat(100_000));
    let report = import(long.as_bytes(), "a.csv");
    assert_eq!(codes(&report), ["name-long"]);
    assert!(report.findings[0].value.chars().count() < 50);
    let many = header.to_owned() + &"示例社,52310106MJX0010108\n".repeat(50_001);
    assert_eq!(codes(&import(many.as_bytes(), "a.csv")), ["too-many-rows"]);
    assert_eq!(codes(&import(&vec![b'a'; 20 * 1024 * 1024 + 1], "a.csv")), ["too-large"]);
    assert_eq!(codes(&import(b"\x89PNG", "a.png")), ["unknown-format"]);
}

#[test]
fn progress_is_told() {
    let mut last = None;
    let bytes = std::fs::read(fixtures().join("utf8.csv")).unwrap();
    read_organizations(&bytes, "utf8.csv", today(), &mut |done, total| last = Some((done, total)));
    assert_eq!(last, Some((4, 4)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), extension in "csv|xlsx|xls|txt") {
        let report = import(&bytes, &format!("a.{extension}"));
        prop_assert!(report.to_load().is_empty());
    }

    #[test]
    fn no_flipped_bytes_break_the_workbook_reader(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = std::fs::read(fixtures().join("good.xlsx")).unwrap();
        for (at, to) in flips {
            let at = at.index(bytes.len());
            bytes[at] = to;
        }
        let _ = import(&bytes, "good.xlsx");
    }
}
