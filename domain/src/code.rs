//! The unified social credit code (统一社会信用代码, GB 32100-2015) and Shanghai's districts (GB/T 2260).

use crate::money::half_width;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The 31 characters of a credit code, in the order of their values. I, O, S, V and Z are not among them.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i-1) mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Weights of the inner organization code (GB 11714).
const INNER_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Eighteen characters of the right alphabet in the right places. Its check characters may still be doubtful: see [`Reading`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// Why a text cannot be a credit code at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotACode {
    /// Nothing was given.
    Empty,
    /// So many characters instead of 18.
    Length(usize),
    /// This character, at this place (from 1), is outside the alphabet (I, O, S, V and Z are) or no digit where one must stand.
    Character(char, usize),
}

/// A code and what is doubtful about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The code as normalised: half-width, upper case, no blanks.
    pub code: CreditCode,
    /// What the GB 32100 check character should have been, when it is another.
    pub check_should_be: Option<char>,
    /// What the inner GB 11714 check character should have been, when it is another.
    pub inner_should_be: Option<char>,
}

/// Kind of a social organization, as positions 1 and 2 of its code say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// 社会团体, 51.
    Association,
    /// 社会服务机构 (民办非企业单位), 52.
    ServiceInstitution,
    /// 基金会, 53.
    Foundation,
    /// Other bodies registered by civil affairs, 59.
    OtherCivil,
    /// 机关, 11.
    Government,
    /// 事业单位, 12.
    Institution,
    /// 企业 and individual businesses, 91 to 93.
    Enterprise,
    /// Anything else that a registration department may issue.
    Other,
}

impl CreditCode {
    /// Reads a code as lists really carry it: full-width, lower case, with blanks, a text mark or zero-width characters.
    ///
    /// # Errors
    /// [`NotACode`] when it cannot be one. A wrong check character is no error here but part of the [`Reading`]:
    /// codes that fail it have been issued (DOMAIN §0.3, 7).
    pub fn read(text: &str) -> Result<Reading, NotACode> {
        let plain: String = text
            .chars()
            .map(half_width)
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\''))
            .collect::<String>()
            .to_uppercase();
        if plain.is_empty() {
            return Err(NotACode::Empty);
        }
        for (index, c) in plain.chars().enumerate() {
            let digit_place = (2..8).contains(&index);
            if value(c).is_none() || (digit_place && !c.is_ascii_digit()) {
                return Err(NotACode::Character(c, index + 1));
            }
        }
        if plain.len() != 18 {
            return Err(NotACode::Length(plain.len()));
        }
        let code = CreditCode(plain);
        let (check, inner) = (code.expected_check(), code.expected_inner());
        let at = |index: usize| code.0.as_bytes().get(index).copied().map(char::from);
        Ok(Reading { check_should_be: check.filter(|c| Some(*c) != at(17)), inner_should_be: inner.filter(|c| Some(*c) != at(16)), code })
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What registered body this is a code of.
    pub fn kind(&self) -> CodeKind {
        match self.0.get(..2).unwrap_or_default() {
            "51" => CodeKind::Association,
            "52" => CodeKind::ServiceInstitution,
            "53" => CodeKind::Foundation,
            "59" => CodeKind::OtherCivil,
            "11" => CodeKind::Government,
            "12" => CodeKind::Institution,
            "91" | "92" | "93" => CodeKind::Enterprise,
            _ => CodeKind::Other,
        }
    }

    /// The six digits of the registrar's division. Old divisions live on in old codes.
    pub fn division(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// Builds a code with valid check characters from its first eight characters and eight of an organization code.
    /// For demonstration data and tests; `None` when a character is outside the alphabet.
    pub fn compose(head: &str, serial: &str) -> Option<CreditCode> {
        let draft = CreditCode(format!("{head}{serial}00"));
        let inner = draft.expected_inner()?;
        let draft = CreditCode(format!("{head}{serial}{inner}0"));
        let check = draft.expected_check()?;
        CreditCode::read(&format!("{head}{serial}{inner}{check}")).ok().map(|reading| reading.code)
    }

    fn expected_check(&self) -> Option<char> {
        let mut sum = 0;
        for (c, weight) in self.0.chars().zip(WEIGHTS) {
            sum += value(c)? * weight;
        }
        ALPHABET.get((31 - sum % 31) % 31).map(|b| char::from(*b))
    }

    fn expected_inner(&self) -> Option<char> {
        let mut sum = 0;
        for (c, weight) in self.0.get(8..16)?.chars().zip(INNER_WEIGHTS) {
            // Here letters count A = 10 to Z = 35, unlike in the outer code.
            sum += usize::try_from(c.to_digit(36)?).ok()? * weight;
        }
        match 11 - sum % 11 {
            10 => Some('X'),
            11 => Some('0'),
            digit => char::from_digit(u32::try_from(digit).ok()?, 10),
        }
    }
}

fn value(c: char) -> Option<usize> {
    ALPHABET.iter().position(|b| char::from(*b) == c)
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreditCode {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        CreditCode::read(&text).map(|reading| reading.code).map_err(|_| format!("{text:?} is no credit code"))
    }
}

impl From<CreditCode> for String {
    fn from(code: CreditCode) -> String {
        code.0
    }
}

/// A district of Shanghai by its division code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct District(u32);

/// Code, Chinese and English name, and the place (column, row) on the tile picture (UX §4).
type DistrictRow = (u32, &'static str, &'static str, (u8, u8));

const DISTRICTS: [DistrictRow; 16] = [
    (310_101, "黄浦区", "Huangpu", (3, 2)),
    (310_104, "徐汇区", "Xuhui", (2, 3)),
    (310_105, "长宁区", "Changning", (1, 2)),
    (310_106, "静安区", "Jing'an", (2, 2)),
    (310_107, "普陀区", "Putuo", (1, 1)),
    (310_109, "虹口区", "Hongkou", (2, 1)),
    (310_110, "杨浦区", "Yangpu", (3, 1)),
    (310_112, "闵行区", "Minhang", (1, 3)),
    (310_113, "宝山区", "Baoshan", (2, 0)),
    (310_114, "嘉定区", "Jiading", (0, 1)),
    (310_115, "浦东新区", "Pudong", (4, 2)),
    (310_116, "金山区", "Jinshan", (1, 4)),
    (310_117, "松江区", "Songjiang", (0, 3)),
    (310_118, "青浦区", "Qingpu", (0, 2)),
    (310_120, "奉贤区", "Fengxian", (2, 4)),
    (310_151, "崇明区", "Chongming", (4, 0)),
];

impl District {
    /// All sixteen, by code.
    pub fn all() -> impl Iterator<Item = District> {
        DISTRICTS.iter().map(|row| District(row.0))
    }

    /// By its six digits.
    pub fn parse(code: &str) -> Option<District> {
        let code = code.trim().parse().ok()?;
        DISTRICTS.iter().any(|row| row.0 == code).then_some(District(code))
    }

    /// The six digits.
    pub fn code(self) -> String {
        self.0.to_string()
    }

    fn row(self) -> &'static DistrictRow {
        // The number is private and only `parse` and `all` make one, so the search cannot fail.
        DISTRICTS.iter().find(|row| row.0 == self.0).unwrap_or(&DISTRICTS[0])
    }

    /// Chinese name: a datum of the field, the same in either language's page.
    pub fn zh(self) -> &'static str {
        self.row().1
    }

    /// Chinese name without 区 or 新区, where there is little room.
    pub fn zh_short(self) -> &'static str {
        let name = self.zh();
        name.strip_suffix("新区").or_else(|| name.strip_suffix('区')).unwrap_or(name)
    }

    /// English name.
    pub fn en(self) -> &'static str {
        self.row().2
    }

    /// Column and row on the tile picture.
    pub fn tile(self) -> (u8, u8) {
        self.row().3
    }
}

impl TryFrom<String> for District {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        District::parse(&text).ok_or_else(|| format!("{text:?} is no district of Shanghai"))
    }
}

impl From<District> for String {
    fn from(district: District) -> String {
        district.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// DOMAIN §10.1, the worked code and the synthetic ones.
    #[test]
    fn valid_codes_have_no_doubts() {
        for code in [
            "91350100M000100Y43",
            "52310106MJ00000186",
            "52310115MJ00000262",
            "51310000501770011B",
            "53310000MJ4900013P",
            "9144030071526726XG",
            "91110108551385082Q",
        ] {
            let reading = CreditCode::read(code).unwrap();
            assert_eq!((reading.check_should_be, reading.code.as_str()), (None, code));
        }
        assert_eq!(CreditCode::read("52310106MJ00000186").unwrap().inner_should_be, None);
    }

    /// T24 and DOMAIN §0.3, 7: said to be really issued, and the check character says otherwise.
    #[test]
    fn t24_a_wrong_check_character_is_a_doubt_and_no_refusal() {
        assert_eq!(CreditCode::read("91350211M0000XUF46").unwrap().check_should_be, Some('R'));
        assert_eq!(CreditCode::read("91350100M0001TGQXM").unwrap().check_should_be, Some('1'));
        assert_eq!(CreditCode::read("91350100M000100Y4X").unwrap().check_should_be, Some('3'));
    }

    /// T23.
    #[test]
    fn t23_letters_outside_the_alphabet_are_refused() {
        for (place, letter) in ['I', 'O', 'S', 'V', 'Z'].into_iter().enumerate() {
            let mut code: Vec<char> = "52310106MJ00000186".chars().collect();
            code[10 + place] = letter;
            let code: String = code.into_iter().collect();
            assert_eq!(CreditCode::read(&code), Err(NotACode::Character(letter, 11 + place)), "{code}");
        }
        assert_eq!(CreditCode::read("5231010"), Err(NotACode::Length(7)));
        assert_eq!(CreditCode::read("5A310106MJ0000018"), Err(NotACode::Length(17)));
        assert_eq!(CreditCode::read("52A10106MJ00000186"), Err(NotACode::Character('A', 3)));
        assert_eq!(CreditCode::read(" \u{3000}"), Err(NotACode::Empty));
    }

    #[test]
    fn lists_carry_codes_in_many_dresses() {
        assert_eq!(CreditCode::read("５２３１０１０６ＭＪ０００００１８６").unwrap().code.as_str(), "52310106MJ00000186");
        assert_eq!(CreditCode::read("52310106\u{200B}mj00000186 ").unwrap().code.as_str(), "52310106MJ00000186");
        assert_eq!(CreditCode::read("'52310106MJ00000186").unwrap().code.as_str(), "52310106MJ00000186");
    }

    #[test]
    fn kinds_and_divisions_are_read_off() {
        let code = CreditCode::read("53310000MJ4900013P").unwrap().code;
        assert_eq!((code.kind(), code.division()), (CodeKind::Foundation, "310000"));
        assert_eq!(CreditCode::read("9144030071526726XG").unwrap().code.kind(), CodeKind::Enterprise);
    }

    #[test]
    fn districts_have_a_place_of_their_own() {
        let mut tiles: Vec<_> = District::all().map(District::tile).collect();
        tiles.sort_unstable();
        tiles.dedup();
        assert_eq!(tiles.len(), 16);
        assert_eq!(District::parse("310106").map(District::zh), Some("静安区"));
        assert_eq!(District::parse("310115").map(District::zh_short), Some("浦东"));
        assert_eq!(District::parse("310108"), None);
    }

    proptest! {
        #[test]
        fn composed_codes_have_no_doubts(serial in "[0-9A-HJ-NP-RTUWXY]{8}") {
            let code = CreditCode::compose("52310106", &serial).unwrap();
            let reading = CreditCode::read(code.as_str()).unwrap();
            prop_assert_eq!((reading.check_should_be, reading.inner_should_be), (None, None));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC*") {
            let _ = CreditCode::read(&text);
        }
    }
}
