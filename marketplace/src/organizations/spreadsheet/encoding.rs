//! The encodings of text files: UTF-8, UTF-16 with its mark, GB18030. A broken file is refused by line and byte, never mended
//! silently with replacement characters.

use domain::refusal::Refusal;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// A decoded text without its byte order mark.
pub(super) struct Text {
    pub text: String,
    pub encoding: &'static str,
}

/// Words of headers in traditional characters, by which a list in Big5 is told from one in GB18030.
const TRADITIONAL: [&str; 5] = ["組織", "名稱", "代碼", "單位", "機構"];

/// Decodes a text file.
///
/// # Errors
/// `organizations.import-nul`, `organizations.import-invalid-utf8` and `organizations.import-invalid-utf16` name line and byte;
/// `organizations.import-encoding-big5`, `organizations.import-encoding-unknown`.
pub(super) fn decode(bytes: &[u8]) -> Result<Text, Refusal> {
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, UTF_16LE, "UTF-16LE");
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, UTF_16BE, "UTF-16BE");
    }
    let (start, rest) = match bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        Some(rest) => (3, rest),
        None => (0, bytes),
    };
    if let Some(at) = rest.iter().position(|byte| *byte == 0) {
        return Err(at_byte("organizations.import-nul", bytes, start + at));
    }
    let broken_at = match std::str::from_utf8(rest) {
        Ok(text) => return Ok(Text { text: text.to_owned(), encoding: "UTF-8" }),
        Err(error) => start + error.valid_up_to(),
    };
    if start > 0 || is_mostly_utf8(rest) {
        return Err(at_byte("organizations.import-invalid-utf8", bytes, broken_at));
    }
    if let Some(text) = BIG5.decode_without_bom_handling_and_without_replacement(bytes).filter(|text| TRADITIONAL.iter().any(|word| text.contains(word))) {
        drop(text);
        return Err(Refusal::new("organizations.import-encoding-big5"));
    }
    // The mark of GB18030 is a character of it, and so is taken off after decoding.
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(Text { text: text.trim_start_matches('\u{FEFF}').to_owned(), encoding: "GB18030" }),
        None => Err(Refusal::new("organizations.import-encoding-unknown")),
    }
}

fn utf16(rest: &[u8], encoding: &'static Encoding, name: &'static str) -> Result<Text, Refusal> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or_else(|| Refusal::new("organizations.import-invalid-utf16"))?;
    if let Some((before, _)) = text.split_once('\0') {
        let line = before.matches('\n').count() + 1;
        return Err(Refusal::new("organizations.import-nul").fact("line", line).fact("byte", 2 * (before.encode_utf16().count() + 1) + 1));
    }
    Ok(Text { text: text.into_owned(), encoding: name })
}

/// UTF-8 with a few wrong bytes has many whole characters between them; text in another encoding has next to none.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 3 * broken
}

fn at_byte(code: &'static str, bytes: &[u8], at: usize) -> Refusal {
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    Refusal::new(code).fact("line", line).fact("byte", at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refusal::Fact;

    fn refused(bytes: &[u8]) -> Refusal {
        decode(bytes).err().unwrap()
    }

    #[test]
    fn the_encodings_of_offices_are_read() {
        let text = "名称,信用代码\r\n上海示例\u{20000}㐀中心,1\r\n";
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (["\u{FEFF}", text].concat().into_bytes(), "UTF-8"),
            ([&[0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>().as_slice()].concat(), "UTF-16LE"),
            ([&[0xFE, 0xFF], text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>().as_slice()].concat(), "UTF-16BE"),
            (GB18030.encode(text).0.into_owned(), "GB18030"),
        ] {
            let decoded = decode(&bytes).ok().unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn broken_bytes_are_named_and_not_replaced() {
        let mut bytes = "名称,信用代码\n上海示例中心\n".as_bytes().to_vec();
        let at = bytes.len();
        bytes.extend([0xC3, 0x28, 0xFF]);
        let refusal = refused(&bytes);
        assert_eq!(refusal.code, "organizations.import-invalid-utf8");
        assert_eq!(refusal.facts, [("line".to_owned(), Fact::Count(3)), ("byte".to_owned(), Fact::Count(i64::try_from(at).unwrap() + 1))]);
        assert_eq!(refused("名称\n1\0".as_bytes()).facts, [("line".to_owned(), Fact::Count(2)), ("byte".to_owned(), Fact::Count(9))]);
        assert_eq!(refused(&[0xFF, 0xFE, 0x41]).code, "organizations.import-invalid-utf16");
        assert_eq!(refused(&BIG5.encode("社會組織名稱,代碼").0).code, "organizations.import-encoding-big5");
        assert_eq!(refused(&[0xFF, 0x80, 0xFF]).code, "organizations.import-encoding-unknown");
    }
}
