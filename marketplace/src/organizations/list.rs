//! Reading a list of organizations: the file, then every row of it.

use super::spreadsheet::{self, Document};
use domain::calendar::Day;
use domain::organizations::import::{Header, ImportReport, Sheet, judge};
use domain::refusal::Refusal;

/// Reads a list of organizations and judges every row of it. Nothing is loaded and nothing is kept.
///
/// `file_name` tells by its extension what the sender meant the file to be; `today` is the day of the import; `progress` is
/// told how many rows of how many are done. The answer is always a report, of a file that is no list at all too.
pub fn read_organizations(bytes: &[u8], file_name: &str, today: Day, progress: &mut dyn FnMut(usize, usize)) -> ImportReport {
    let report = match spreadsheet::read(bytes, file_name) {
        Ok(document) => judge_document(&document, today, progress),
        Err(reason) => ImportReport::of_refused(reason),
    };
    ImportReport { file: file_name.to_owned(), ..report }
}

/// Judges the first sheet that has a header of a list, and says which sheets were not read.
fn judge_document(document: &Document, today: Day, progress: &mut dyn FnMut(usize, usize)) -> ImportReport {
    let found: Vec<(&Sheet, Result<Header, Refusal>)> = document.sheets.iter().map(|sheet| (sheet, Header::find(&sheet.rows))).collect();
    let encoding = document.encoding.map(str::to_owned);
    let Some((chosen, header)) = found.iter().find_map(|(sheet, header)| header.as_ref().ok().map(|header| (*sheet, header))) else {
        return ImportReport { encoding, ..ImportReport::of_refused(why_no_header(&found)) };
    };
    let others = || found.iter().filter(|(sheet, _)| !std::ptr::eq(*sheet, chosen));
    let name = |sheet: &Sheet| sheet.name.clone().unwrap_or_default();
    let report = judge(chosen, header, today, progress);
    ImportReport {
        encoding,
        other_sheets: others().map(|(sheet, _)| name(sheet)).collect(),
        remarks: others()
            .filter(|(_, header)| header.is_ok())
            .map(|(sheet, _)| Refusal::new("organizations.import-other-list").fact("sheet", name(sheet)))
            .collect(),
        ..report
    }
}

/// The reason that helps most: a header that lacks something tells more than none at all.
fn why_no_header(found: &[(&Sheet, Result<Header, Refusal>)]) -> Refusal {
    let reasons = || found.iter().filter_map(|(_, header)| header.as_ref().err());
    if found.iter().all(|(sheet, _)| sheet.rows.iter().all(|row| row.is_blank())) {
        return Refusal::new("organizations.import-no-rows");
    }
    let no_header = "organizations.import-no-header";
    reasons().find(|reason| reason.code != no_header).or_else(|| reasons().next()).cloned().unwrap_or_else(|| Refusal::new(no_header))
}
