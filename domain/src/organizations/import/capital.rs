//! Registered capital (注册资金, 开办资金, 原始基金): amounts in yuan, in ten thousands, in words, or under the printed
//! header `单位：元 / 万元` on which nobody struck out one unit.

use super::columns::Unit;
use super::numerals;
use super::sheet::{Cell, Value};
use super::text::{Loaded, is_placeholder, plain};
use crate::money::{Money, NotMoney};
use crate::refusal::Refusal;

/// Beyond it an amount of an organization of the register is more likely a mistaken unit.
const IMPLAUSIBLE: Money = Money::yuan(1_000_000_000);
/// A bare number below it is in ten thousands (the least for a foundation is 200万元) ...
const SURELY_WAN_BELOW: Money = Money::yuan(10_000);
/// ... and one from here on in yuan: as ten thousands it would be a billion. Between them nobody can tell.
const SURELY_YUAN_FROM: Money = Money::yuan(100_000);

/// Judges an amount; `unit` is what the header or a title line says.
///
/// # Errors
/// `organizations.import-capital-negative` below zero.
pub(super) fn read(cell: &Cell, unit: Option<Unit>) -> Result<Loaded<Money>, Refusal> {
    let text = match &cell.value {
        Value::Error(_) => return Ok(Loaded::not_given(Refusal::new("organizations.import-cell-error"))),
        Value::Day(_) => return Ok(unreadable()),
        Value::Empty | Value::Text(_) | Value::Number(_) => cell.as_text(),
    };
    if cell.is_blank() {
        return Ok(Loaded::not_given(Refusal::new("organizations.import-not-given")));
    }
    if is_placeholder(&text) {
        return Ok(Loaded::not_given(Refusal::new("organizations.import-placeholder")));
    }
    let written = Written::of(&text);
    let stated = match written.unit {
        InCell::Stated(unit) => Some(unit),
        InCell::Open | InCell::Silent => None,
    };
    let chosen = stated.or(unit.filter(|_| !matches!(written.unit, InCell::Open)));
    let amount = match written.amount(chosen.unwrap_or(Unit::Yuan)) {
        Ok(amount) => amount,
        Err(NotMoney::Negative) => return Err(Refusal::new("organizations.import-capital-negative")),
        Err(NotMoney::Empty | NotMoney::NotANumber | NotMoney::TooFine | NotMoney::TooLarge) => return Ok(unreadable()),
    };
    if amount == Money::ZERO {
        return Ok(Loaded::not_given(Refusal::new("organizations.import-capital-zero")));
    }
    let Some(chosen) = chosen else { return Ok(guess(&written, amount)) };
    let said = |code| Refusal::new(code).fact("money", amount);
    Ok(if amount > IMPLAUSIBLE && stated.is_none() {
        Loaded::not_given(said("organizations.import-capital-implausible"))
    } else if amount > IMPLAUSIBLE {
        Loaded::doubtful(amount, said("organizations.import-capital-large"))
    } else if written.in_words {
        Loaded::doubtful(amount, said("organizations.import-capital-words"))
    } else if unit.is_some_and(|unit| unit != chosen) {
        Loaded::doubtful(amount, said("organizations.import-capital-own-unit"))
    } else {
        Loaded::sure(amount)
    })
}

fn unreadable() -> Loaded<Money> {
    Loaded::not_given(Refusal::new("organizations.import-capital-unreadable"))
}

/// No unit is known: `bare` is the amount were it in yuan.
fn guess(written: &Written, bare: Money) -> Loaded<Money> {
    let amount = if bare >= SURELY_YUAN_FROM {
        Some(bare)
    } else if bare < SURELY_WAN_BELOW {
        written.amount(Unit::Wan).ok()
    } else {
        None
    };
    match amount {
        Some(amount) if amount <= IMPLAUSIBLE => Loaded::doubtful(amount, Refusal::new("organizations.import-capital-unit-guessed").fact("money", amount)),
        _ => Loaded::not_given(Refusal::new("organizations.import-capital-unit-unclear")),
    }
}

/// What a cell itself says about the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum InCell {
    /// Nothing.
    Silent,
    /// 元 or 万元.
    Stated(Unit),
    /// `元 / 万元`: both are printed.
    Open,
}

/// An amount taken apart.
struct Written {
    /// Digits or numerals, without unit.
    number: String,
    unit: InCell,
    /// Whether the number is in Chinese numerals.
    in_words: bool,
    /// What stands after 元 in words: 角 and 分, which capital certainly does not have.
    rest: bool,
}

impl Written {
    fn of(text: &str) -> Written {
        let plain = plain(text);
        let plain = plain.trim_start_matches('\'');
        let (outside, inside) = without_brackets(plain);
        let bracket = if inside.contains("元/万元") || inside.contains("万元/元") || inside.contains("元、万元") {
            InCell::Open
        } else if inside.contains('万') {
            InCell::Stated(Unit::Wan)
        } else if inside.contains('元') {
            InCell::Stated(Unit::Yuan)
        } else {
            InCell::Silent
        };
        let mut number = outside.replace("人民币", "").replace("RMB", "").replace("CNY", "").replace('¥', "");
        for word in ["整", "正"] {
            number = number.trim_end_matches(word).to_owned();
        }
        let mut unit = bracket;
        for (word, said) in
            [("亿元", Unit::Yi), ("亿", Unit::Yi), ("万元", Unit::Wan), ("万圆", Unit::Wan), ("万", Unit::Wan), ("元", Unit::Yuan), ("圆", Unit::Yuan)]
        {
            if let Some(stem) = number.strip_suffix(word) {
                (unit, number) = (InCell::Stated(said), stem.to_owned());
                break;
            }
        }
        let rest = number.contains(['元', '圆', '角', '分']);
        let in_words = number.starts_with(|c: char| numerals::digit(c).is_some() || matches!(c, '十' | '拾'));
        Written { number, unit, in_words, rest }
    }

    /// The amount in this unit.
    fn amount(&self, unit: Unit) -> Result<Money, NotMoney> {
        if self.rest {
            return Err(NotMoney::NotANumber);
        }
        if self.in_words {
            let number = numerals::integer(&self.number).ok_or(NotMoney::NotANumber)?;
            return Money::parse_yuan(&format!("{number}{}", unit.word()));
        }
        Money::parse_yuan(&format!("{}{}", self.number, unit.word()))
    }
}

fn without_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (outside, inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str, unit: Option<Unit>) -> (Option<i64>, Option<String>) {
        let loaded = read(&Cell::text(text), unit).unwrap();
        (loaded.value.map(|money| money.as_fen() / 100), loaded.warning.map(|w| w.code.replace("organizations.import-", "")))
    }

    fn warned(yuan: i64, code: &str) -> (Option<i64>, Option<String>) {
        (Some(yuan), Some(code.to_owned()))
    }

    fn not_given(code: &str) -> (Option<i64>, Option<String>) {
        (None, Some(code.to_owned()))
    }

    #[test]
    fn a_plain_number_takes_the_unit_of_the_header() {
        assert_eq!(read_text("10", Some(Unit::Wan)), (Some(100_000), None));
        assert_eq!(read_text("４００", Some(Unit::Wan)), (Some(4_000_000), None));
        assert_eq!(read_text("100000.00", Some(Unit::Yuan)), (Some(100_000), None));
        assert_eq!(read_text("1,409.5", Some(Unit::Yuan)), (Some(1_409), None));
    }

    #[test]
    fn a_unit_in_the_cell_goes_before_the_header() {
        assert_eq!(read_text("10万元", Some(Unit::Wan)), (Some(100_000), None));
        assert_eq!(read_text("800.00 万元", None), (Some(8_000_000), None));
        assert_eq!(read_text("30000元", Some(Unit::Wan)), warned(30_000, "capital-own-unit"));
        assert_eq!(read_text("3(万元)", Some(Unit::Yuan)), warned(30_000, "capital-own-unit"));
        assert_eq!(read_text("人民币10万元整", None), (Some(100_000), None));
    }

    #[test]
    fn words_are_read_and_said() {
        for text in ["叁万元整", "三万元", "叁万", "人民币叁万圆整"] {
            assert_eq!(read_text(text, Some(Unit::Wan)), warned(30_000, "capital-words"), "{text}");
        }
        assert_eq!(read_text("贰佰", Some(Unit::Wan)), warned(2_000_000, "capital-words"));
        assert_eq!(read_text("叁元伍角", None), not_given("capital-unreadable"));
    }

    /// The printed form `200.00 （单位：元 / 万元）`, and 2 000 000 under it where 200万元 is meant.
    #[test]
    fn an_open_unit_is_guessed_where_only_one_makes_sense() {
        assert_eq!(read_text("200.00 （单位：元 / 万元）", Some(Unit::Wan)), warned(2_000_000, "capital-unit-guessed"));
        assert_eq!(read_text("2000000.00 （单位：元 / 万元）", None), warned(2_000_000, "capital-unit-guessed"));
        assert_eq!(read_text("30000.00 （单位：元 / 万元）", None), not_given("capital-unit-unclear"));
        assert_eq!(read_text("0.00 （单位：元 / 万元）", None), not_given("capital-zero"));
        assert_eq!(read_text("3", None), warned(30_000, "capital-unit-guessed"));
    }

    #[test]
    fn what_is_no_amount_loads_as_not_given() {
        assert_eq!(read_text("nan", Some(Unit::Wan)), not_given("placeholder"));
        assert_eq!(read_text("", Some(Unit::Wan)), not_given("not-given"));
        assert_eq!(read_text("若干", Some(Unit::Wan)), not_given("capital-unreadable"));
        assert_eq!(read_text("2000000", Some(Unit::Wan)), not_given("capital-implausible"));
        assert_eq!(read_text("20亿元", None), warned(2_000_000_000, "capital-large"));
        assert_eq!(read(&Cell::text("-5"), Some(Unit::Wan)).unwrap_err().code, "organizations.import-capital-negative");
    }
}
