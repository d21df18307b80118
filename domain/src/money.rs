//! Money in fen, shares of it, and points: whole numbers only, never a float.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount of renminbi in fen (1/100 yuan).
///
/// Amounts that people type are limited to [`Money::LARGEST`], so that sums of some thousands of them cannot overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Money(i64);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMoney {
    /// Nothing was typed.
    Empty,
    /// Something other than digits, separators and a unit (元, 万, 万元, 亿, 亿元).
    NotANumber,
    /// Below zero.
    Negative,
    /// Finer than one fen.
    TooFine,
    /// More than [`Money::LARGEST`].
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest amount that may be typed: 100 billion yuan.
    pub const LARGEST: Money = Money::yuan(100_000_000_000);

    /// From fen.
    pub const fn fen(fen: i64) -> Money {
        Money(fen)
    }

    /// From whole yuan.
    pub const fn yuan(yuan: i64) -> Money {
        Money(yuan * 100)
    }

    /// The amount in fen.
    pub const fn as_fen(self) -> i64 {
        self.0
    }

    /// This share of the amount, rounded half up to the fen.
    pub fn share(self, share: Percent) -> Money {
        let product = i128::from(self.0) * i128::from(share.0);
        Money(i64::try_from((product + 50).div_euclid(100)).unwrap_or(i64::MAX))
    }

    /// Divides the amount by these shares. Each part is rounded half up to the fen and the last takes what is left,
    /// so that the parts add up to the amount exactly. Shares that do not add up to 100 % are the caller's error to refuse.
    pub fn split(self, shares: &[Percent]) -> Vec<Money> {
        let mut left = self;
        let mut parts = Vec::with_capacity(shares.len());
        for (index, share) in shares.iter().enumerate() {
            let part = if index + 1 == shares.len() { left } else { self.share(*share) };
            left = left - part;
            parts.push(part);
        }
        parts
    }

    /// Reads what a person types: `480000`, `480,000.00`, `４８００００`, `48万`, `48 万元`, `1.2亿`, `480000元`.
    ///
    /// # Errors
    /// [`NotMoney`] says which of the five things is wrong. Nothing is guessed: `48.005` is refused, not rounded.
    pub fn parse_yuan(text: &str) -> Result<Money, NotMoney> {
        let mut plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, ',' | '¥' | '￥')).collect();
        let mut unit_fen: i128 = 100;
        for (word, fen) in [("亿元", 10_000_000_000), ("亿", 10_000_000_000), ("万元", 1_000_000), ("万", 1_000_000), ("元", 100)] {
            if let Some(rest) = plain.strip_suffix(word) {
                unit_fen = fen;
                plain = rest.to_owned();
                break;
            }
        }
        if plain.is_empty() {
            return Err(if unit_fen == 100 && text.trim().is_empty() { NotMoney::Empty } else { NotMoney::NotANumber });
        }
        let negative = plain.starts_with('-');
        let digits = plain.trim_start_matches('-');
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) {
            return Err(NotMoney::NotANumber);
        }
        if negative {
            return Err(NotMoney::Negative);
        }
        if whole.len() > 15 || part.len() > 12 {
            return Err(if whole.len() > 15 { NotMoney::TooLarge } else { NotMoney::TooFine });
        }
        let value: i128 = format!("{whole}{part}").parse().map_err(|_| NotMoney::NotANumber)?;
        let scale = 10_i128.pow(u32::try_from(part.len()).unwrap_or(12));
        let product = value * unit_fen;
        if product % scale != 0 {
            return Err(NotMoney::TooFine);
        }
        match i64::try_from(product / scale) {
            Ok(fen) if fen <= Money::LARGEST.0 => Ok(Money(fen)),
            _ => Err(NotMoney::TooLarge),
        }
    }

    /// In ten thousand yuan with two decimals, rounded half up, for lists: `48.00`.
    pub fn wan(self) -> String {
        let hundredths = (i128::from(self.0) + 5_000).div_euclid(10_000);
        grouped(hundredths)
    }

    /// In Chinese capitals, as contracts want them: 480,000.00 is 肆拾捌万元整.
    pub fn capitals(self) -> String {
        const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, cent) = (fen / 100, (fen / 10 % 10) as usize, (fen % 10) as usize);
        let mut out = String::new();
        if self.0 < 0 {
            out.push('负');
        }
        if yuan > 0 {
            out.push_str(&capital_integer(yuan, &DIGITS));
            out.push('元');
        }
        if jiao > 0 {
            out.extend(DIGITS.get(jiao));
            out.push('角');
        } else if cent > 0 && yuan > 0 {
            out.push('零');
        }
        if cent > 0 {
            out.extend(DIGITS.get(cent));
            out.push('分');
        } else {
            if yuan == 0 && jiao == 0 {
                out.push_str("零元");
            }
            if jiao == 0 {
                out.push('整');
            }
        }
        out
    }
}

fn capital_integer(mut value: u64, digits: &[char; 10]) -> String {
    const SMALL: [&str; 4] = ["", "拾", "佰", "仟"];
    const LARGE: [&str; 5] = ["", "万", "亿", "兆", "京"];
    let word = |words: &[&'static str], place: usize| words.get(place).copied().unwrap_or_default();
    let mut groups = Vec::new();
    while value > 0 {
        groups.push(value % 10_000);
        value /= 10_000;
    }
    let mut out = String::new();
    let mut zero = false;
    for (index, group) in groups.iter().enumerate().rev() {
        for (place, unit) in [1, 10, 100, 1_000].into_iter().enumerate().rev() {
            let digit = (group / unit % 10) as usize;
            if digit == 0 {
                zero = !out.is_empty();
            } else {
                if zero {
                    out.push('零');
                    zero = false;
                }
                out.extend(digits.get(digit));
                out.push_str(word(&SMALL, place));
            }
        }
        if *group > 0 {
            out.push_str(word(&LARGE, index));
        }
    }
    out
}

/// Full-width forms (U+FF01–FF5E) and the ideographic blank as their half-width counterparts.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn grouped(hundredths: i128) -> String {
    let whole = (hundredths.abs() / 100).to_string();
    let mut out = String::new();
    if hundredths < 0 {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(&format!(".{:02}", hundredths.abs() % 100));
    out
}

impl fmt::Display for Money {
    /// Yuan with two decimals and grouped thousands: `480,000.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(i128::from(self.0)))
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

/// A whole number of hundredths of something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Percent(pub i64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", self.0)
    }
}

/// Points of a score, in hundredths: 84.55 is `Points::hundredths(84_55)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    /// No point.
    pub const ZERO: Points = Points(0);

    /// From hundredths of a point.
    pub const fn hundredths(hundredths: i64) -> Points {
        Points(hundredths)
    }

    /// From whole points.
    pub const fn whole(points: i64) -> Points {
        Points(points * 100)
    }

    /// In hundredths of a point.
    pub const fn as_hundredths(self) -> i64 {
        self.0
    }

    /// The arithmetic mean, rounded half up to the hundredth; `None` of nothing. Source: DOMAIN §5.2.
    pub fn mean(points: &[Points]) -> Option<Points> {
        let count = i64::try_from(points.len()).ok().filter(|count| *count > 0)?;
        let sum: i64 = points.iter().map(|p| p.0).sum();
        Some(Points((2 * sum + count).div_euclid(2 * count)))
    }

    /// `self × part ÷ whole`, rounded half up to the hundredth; `None` when `whole` is not above zero.
    pub fn scaled(self, part: i64, whole: i64) -> Option<Points> {
        if whole <= 0 {
            return None;
        }
        let (product, whole) = (i128::from(self.0) * i128::from(part), i128::from(whole));
        i64::try_from((2 * product + whole).div_euclid(2 * whole)).ok().map(Points)
    }

    /// Reads `8`, `8.5`, `8.50`, `８．５`.
    ///
    /// # Errors
    /// [`NotMoney`], read as "not a number of points": more than two decimals, below zero, above a million.
    pub fn parse(text: &str) -> Result<Points, NotMoney> {
        let plain: String = text.chars().map(half_width).collect();
        if plain.contains(['万', '亿', '元']) {
            return Err(NotMoney::NotANumber);
        }
        let value = Money::parse_yuan(&plain)?.as_fen();
        if value > 100_000_000 { Err(NotMoney::TooLarge) } else { Ok(Points(value)) }
    }
}

impl fmt::Display for Points {
    /// Two decimals: `84.55`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(i128::from(self.0)))
    }
}

impl Add for Points {
    type Output = Points;
    fn add(self, other: Points) -> Points {
        Points(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Points;
    fn sub(self, other: Points) -> Points {
        Points(self.0.saturating_sub(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Points>>(points: I) -> Points {
        points.fold(Points::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_read() {
        for text in ["480000", "480,000", "480,000.00", "４８００００", "48万", "48 万元", "480000元", "¥480,000", "0.0048亿"] {
            assert_eq!(Money::parse_yuan(text), Ok(Money::yuan(480_000)), "{text}");
        }
        assert_eq!(Money::parse_yuan("1409.5"), Ok(Money::fen(140_950)));
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, why) in [
            ("", NotMoney::Empty),
            ("  ", NotMoney::Empty),
            ("nan", NotMoney::NotANumber),
            ("万", NotMoney::NotANumber),
            ("1e9", NotMoney::NotANumber),
            (".5", NotMoney::NotANumber),
            ("1.2.3", NotMoney::NotANumber),
            ("-5", NotMoney::Negative),
            ("48.005", NotMoney::TooFine),
            ("99999999999999999999", NotMoney::TooLarge),
            ("2000亿", NotMoney::TooLarge),
        ] {
            assert_eq!(Money::parse_yuan(text), Err(why), "{text}");
        }
    }

    /// UX.md §6.
    #[test]
    fn contracts_show_capitals() {
        for (fen, words) in [
            (48_000_000, "肆拾捌万元整"),
            (140_950, "壹仟肆佰零玖元伍角"),
            (600_714, "陆仟零柒元壹角肆分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (0, "零元整"),
            (5, "伍分"),
            (10_000_000_000, "壹亿元整"),
            (10_005_000_000, "壹亿零伍万元整"),
            (1_000_100, "壹万零壹元整"),
        ] {
            assert_eq!(Money::fen(fen).capitals(), words);
        }
    }

    #[test]
    fn amounts_are_shown_in_yuan_and_in_ten_thousands() {
        assert_eq!(Money::yuan(480_000).to_string(), "480,000.00");
        assert_eq!(Money::fen(-1_234_567).to_string(), "-12,345.67");
        assert_eq!(Money::yuan(480_000).wan(), "48.00");
        assert_eq!(Money::yuan(12_843_049).wan(), "1,284.30");
    }

    /// DOMAIN §5.8, example G: 480 000 is paid as 240 000, 144 000 and 96 000.
    #[test]
    fn instalments_add_up_to_the_fen() {
        let shares = [Percent(50), Percent(30), Percent(20)];
        assert_eq!(Money::yuan(480_000).split(&shares), [240_000, 144_000, 96_000].map(Money::yuan));
        assert_eq!(Money::fen(101).split(&shares), [51, 30, 20].map(Money::fen));
    }

    proptest! {
        #[test]
        fn parts_always_add_up(fen in 0..=Money::LARGEST.as_fen(), a in 0..=100_i64) {
            let money = Money::fen(fen);
            let parts = money.split(&[Percent(a), Percent(100 - a)]);
            prop_assert_eq!(parts.into_iter().sum::<Money>(), money);
        }

        #[test]
        fn what_is_shown_can_be_read_again(fen in 0..=Money::LARGEST.as_fen()) {
            prop_assert_eq!(Money::parse_yuan(&Money::fen(fen).to_string()), Ok(Money::fen(fen)));
        }

        #[test]
        fn no_text_breaks_the_reader(text in "\\PC*") {
            let _ = Money::parse_yuan(&text);
            let _ = Points::parse(&text);
        }
    }
}
