//! Looks through a zip container before a workbook is read from it: how many parts, how large they grow, what they hide.

use super::MIB;
use domain::refusal::Refusal;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most parts of a container.
const MAX_ENTRIES: usize = 512;
/// Most bytes of all parts when unpacked.
const MAX_UNPACKED: usize = 200 * MIB;
/// Most bytes out of one byte in. Text of spreadsheets shrinks ten- to thirtyfold.
const MAX_RATIO: usize = 100;
/// Up to here growth does no harm, whatever its ratio.
const HARMLESS: usize = MIB;
/// Most different texts of a workbook: a list of fifty thousand rows has fewer.
const MAX_TEXTS: u64 = 2_000_000;
/// Longest mark that is looked for, so that none is missed where two pieces meet.
const OVERLAP: usize = 16;

/// What a container holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    OpenDocument,
    Other,
}

/// Reads every part once and keeps none.
///
/// # Errors
/// `organizations.import-archive-…`, `organizations.import-encrypted`, `-macros`, `-dtd`, `-workbook-broken`.
pub(super) fn check(bytes: &[u8]) -> Result<Kind, Refusal> {
    let broken = || Refusal::new("organizations.import-workbook-broken");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MAX_ENTRIES {
        return Err(Refusal::new("organizations.import-archive-entries").fact("limit", MAX_ENTRIES));
    }
    let mut kind = Kind::Other;
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Refusal::new("organizations.import-encrypted"),
            _ => broken(),
        })?;
        let name = String::from_utf8_lossy(part.name_raw()).replace('\\', "/").to_ascii_lowercase();
        if part.is_symlink() || name.starts_with('/') || name.split('/').any(|step| step == "..") {
            return Err(broken());
        }
        // A workbook usually lies in xl/, but its package may name any other folder.
        match name.rsplit('/').next().unwrap_or_default() {
            "workbook.xml" => kind = Kind::Xlsx,
            "workbook.bin" => kind = Kind::Xlsb,
            "content.xml" => kind = Kind::OpenDocument,
            _ => {}
        }
        if name.contains("vbaproject") || name.contains("xl/macrosheets/") {
            return Err(Refusal::new("organizations.import-macros"));
        }
        let mut head = Vec::new();
        if name.ends_with("sharedstrings.xml") {
            part.by_ref().take(64 * 1024).read_to_end(&mut head).map_err(|_| broken())?;
            honest(&head)?;
        }
        look_through(&mut head.chain(part), bytes.len(), &mut unpacked)?;
    }
    Ok(kind)
}

/// Whether the table of texts announces as many as a list can hold. Room for all of them is taken before the first is read: one
/// figure would bring the whole process down.
fn honest(head: &[u8]) -> Result<(), Refusal> {
    let broken = || Refusal::new("organizations.import-workbook-broken");
    let mut reader = quick_xml::Reader::from_reader(head);
    let tag = loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => break tag,
            Event::Eof => return Err(broken()),
            _ => {}
        }
    };
    let announced = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "uniqueCount");
    let many = announced.and_then(|attribute| attribute.value.trim().parse::<u64>().ok()).is_some_and(|count| count > MAX_TEXTS);
    if many { Err(broken()) } else { Ok(()) }
}

fn look_through(part: &mut impl Read, packed: usize, unpacked: &mut usize) -> Result<(), Refusal> {
    let mut piece = vec![0; OVERLAP + 64 * 1024];
    let mut first = true;
    loop {
        let count = part.read(piece.get_mut(OVERLAP..).unwrap_or_default()).map_err(|_| Refusal::new("organizations.import-workbook-broken"))?;
        if count == 0 {
            return Ok(());
        }
        *unpacked += count;
        if *unpacked > MAX_UNPACKED || *unpacked > HARMLESS.max(packed.saturating_mul(MAX_RATIO)) {
            return Err(Refusal::new("organizations.import-archive-expands").fact("limit", MAX_UNPACKED / MIB).fact("ratio", MAX_RATIO));
        }
        let read = piece.get(..OVERLAP + count).unwrap_or_default();
        let start = read.get(OVERLAP..).unwrap_or_default();
        if first && [&b"PK\x03\x04"[..], b"Rar!", b"7z\xBC\xAF"].iter().any(|magic| start.starts_with(magic)) {
            return Err(Refusal::new("organizations.import-archive-nested"));
        }
        if [&b"<!DOCTYPE"[..], b"<!ENTITY"].iter().any(|mark| read.windows(mark.len()).any(|window| window == *mark)) {
            return Err(Refusal::new("organizations.import-dtd"));
        }
        first = false;
        let end = read.len();
        piece.copy_within(end - OVERLAP..end, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refused(parts: &[(&str, &[u8])]) -> String {
        check(&archive(parts)).unwrap_err().code.replace("organizations.import-", "")
    }

    #[test]
    fn a_container_is_told_by_its_parts() {
        assert_eq!(check(&archive(&[("xl/workbook.xml", b"<workbook/>")])), Ok(Kind::Xlsx));
        assert_eq!(check(&archive(&[("xl/workbook.bin", b"")])), Ok(Kind::Xlsb));
        assert_eq!(check(&archive(&[("content.xml", b"")])), Ok(Kind::OpenDocument));
        assert_eq!(check(&archive(&[("readme.txt", b"")])), Ok(Kind::Other));
        assert_eq!(check(&archive(&[])), Ok(Kind::Other));
        assert_eq!(check(b"PK\x03\x04 and then nothing").unwrap_err().code, "organizations.import-workbook-broken");
    }

    #[test]
    fn what_a_container_hides_is_refused() {
        assert_eq!(refused(&[("xl/workbook.xml", b""), ("xl/vbaProject.bin", b"")]), "macros");
        for outside in ["../xl/sheet.xml", "xl/../../a", "/etc/a", "xl\\..\\..\\a"] {
            assert_eq!(refused(&[("xl/workbook.xml", b""), (outside, b"")]), "workbook-broken", "{outside}");
        }
        assert_eq!(refused(&[("xl/workbook.xml", b""), ("a.docx", b"PK\x03\x04")]), "archive-nested");
        let hidden = [vec![b' '; 64 * 1024 - 4], b"<!DOCTYPE x>".to_vec()].concat();
        assert_eq!(refused(&[("xl/workbook.xml", &hidden)]), "dtd");
        let many: Vec<(String, &[u8])> = (0..=MAX_ENTRIES).map(|index| (format!("{index}"), &b""[..])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        assert_eq!(refused(&many), "archive-entries");
    }

    /// Four thousand million texts of 24 bytes each would be asked for at once.
    #[test]
    fn a_table_of_texts_that_announces_too_many_is_refused_before_it_is_read() {
        let texts = |head: &str| check(&archive(&[("xl/workbook.xml", b""), ("xl/sharedStrings.xml", head.as_bytes())]));
        for head in ["<sst uniqueCount=\"4000000000\">", "<?xml version='1.0'?><!-- <sst> --><x:sst uniqueCount = '4000000000' />", "<other/>"] {
            assert_eq!(texts(head).unwrap_err().code, "organizations.import-workbook-broken", "{head}");
        }
        assert_eq!(texts("<?xml version='1.0'?><sst count='9' uniqueCount='7'><si/></sst>"), Ok(Kind::Xlsx));
    }

    #[test]
    fn growth_is_counted_while_unpacking() {
        assert_eq!(refused(&[("xl/workbook.xml", &vec![b'a'; 3 * MIB])]), "archive-expands");
        assert_eq!(check(&archive(&[("xl/workbook.xml", &vec![b'a'; MIB / 2])])), Ok(Kind::Xlsx));
    }
}
