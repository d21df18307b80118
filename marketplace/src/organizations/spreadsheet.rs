//! Bytes and a file name → sheets of cells, or a refusal that says where the file is broken and how to mend it.
//!
//! Text files and `.xlsx` workbooks are read. Older and other workbooks are refused by name: their readers trust positions
//! in the file and can be made to ask for more memory than there is.

mod container;
mod delimited;
mod encoding;
mod workbook;

use domain::organizations::import::Sheet;
use domain::refusal::Refusal;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20 * MIB;
const MIB: usize = 1024 * 1024;

/// A file as sheets of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its sheets; a text file has one.
    pub sheets: Vec<Sheet>,
    /// The encoding of a text file.
    pub encoding: Option<&'static str>,
}

/// Reads a text file (CSV with commas, semicolons or tabs) or an `.xlsx` workbook.
///
/// # Errors
/// `organizations.import-…`, naming line and byte where there are any: empty, too large, no list, broken, encrypted, with
/// macros, with a DTD, with archives inside, growing too much when unpacked.
pub fn read(bytes: &[u8], file_name: &str) -> Result<Document, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new("organizations.import-empty"));
    }
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::new("organizations.import-too-large").fact("limit", MAX_BYTES / MIB));
    }
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let no_workbook = || Refusal::new("organizations.import-not-a-workbook").fact("extension", format!(".{extension}"));
    let old = |format: &str| Refusal::new("organizations.import-old-format").fact("format", format);
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        // A workbook with a password is such a container too, with a stream of this name inside.
        let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(stream.len()).any(|window| window == stream);
        return Err(if encrypted { Refusal::new("organizations.import-encrypted") } else { old("xls") });
    }
    if bytes.starts_with(b"PK") {
        return match container::check(bytes)? {
            container::Kind::Xlsx => Ok(Document { sheets: workbook::read(bytes)?, encoding: None }),
            container::Kind::Xlsb => Err(old("xlsb")),
            container::Kind::OpenDocument => Err(old("ods")),
            container::Kind::Other => Err(no_workbook()),
        };
    }
    match extension.as_str() {
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "et" | "zip" => Err(no_workbook()),
        "csv" | "txt" | "tsv" | "" => {
            let text = encoding::decode(bytes)?;
            Ok(Document { sheets: vec![delimited::read(&text.text)?], encoding: Some(text.encoding) })
        }
        _ => Err(Refusal::new("organizations.import-unknown-format").fact("extension", format!(".{extension}"))),
    }
}
