//! Dates of registration as lists carry them.

use super::numerals;
use super::sheet::{Cell, Value};
use super::text::{Loaded, is_placeholder, plain};
use crate::calendar::Day;
use crate::law::day;
use crate::refusal::Refusal;
use chrono::{Datelike, Days};

/// Day 0 of spreadsheets.
const DAY_ZERO: Day = day(1899, 12, 30);
/// Before it no body of the present register was registered.
const REPUBLIC: Day = day(1949, 10, 1);
/// Days that programs write for "none".
const PLACEHOLDERS: [(i32, u32, u32); 7] = [(1, 1, 1), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1970, 1, 1), (9999, 12, 31)];

/// Judges a date of registration; `today` is the day of the import.
///
/// # Errors
/// `organizations.import-date-impossible` for a day that no calendar has, `organizations.import-date-future` after `today`.
pub(super) fn read(cell: &Cell, today: Day) -> Result<Loaded<Day>, Refusal> {
    match &cell.value {
        Value::Empty => Ok(Loaded::not_given(Refusal::new("organizations.import-not-given"))),
        Value::Error(_) => Ok(Loaded::not_given(Refusal::new("organizations.import-cell-error"))),
        Value::Day(day) => judge(day.year(), day.month(), day.day(), today),
        Value::Number(number) => from_plain(number, today),
        Value::Text(_) if cell.is_blank() => Ok(Loaded::not_given(Refusal::new("organizations.import-not-given"))),
        Value::Text(text) => {
            if is_placeholder(text) || plain(text) == "0" {
                return Ok(Loaded::not_given(Refusal::new("organizations.import-placeholder")));
            }
            from_plain(text, today)
        }
    }
}

fn unreadable() -> Loaded<Day> {
    Loaded::not_given(Refusal::new("organizations.import-date-unreadable"))
}

fn from_plain(text: &str, today: Day) -> Result<Loaded<Day>, Refusal> {
    // The time of day is of no use here, and what a blank separates from the date is one.
    let spaced: String = text.trim().trim_start_matches('\'').chars().map(crate::money::half_width).collect();
    let date = match spaced.split_once([' ', 'T']) {
        Some((date, time)) if time.trim().starts_with(|c: char| c.is_ascii_digit()) && time.contains(':') => plain(date),
        _ => plain(&spaced),
    };
    if let Some(whole) = date.strip_suffix(".0").or(Some(&date)).filter(|whole| whole.chars().all(|c| c.is_ascii_digit())) {
        return match whole.len() {
            8 => from_parts(whole.get(..4), whole.get(4..6), whole.get(6..), today),
            1..=5 => from_serial(whole, today),
            _ => Ok(unreadable()),
        };
    }
    if let Some((whole, _)) = date.split_once('.').filter(|(whole, part)| whole.len() == 5 && part.len() > 2 && all_digits(whole) && all_digits(part)) {
        return from_serial(whole, today);
    }
    let date = if date.contains('年') { chinese_digits(&date) } else { date };
    let parts: Vec<&str> = date.split(['-', '/', '.', '年', '月', '日', '号', '、', '\\', '—']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => from_parts(Some(year), Some(month), Some(day), today),
        [year, month] if year.len() == 4 && all_digits(year) && all_digits(month) => Ok(Loaded::not_given(Refusal::new("organizations.import-date-partial"))),
        [year] if year.len() == 4 && all_digits(year) && date.contains('年') => Ok(Loaded::not_given(Refusal::new("organizations.import-date-partial"))),
        _ => Ok(unreadable()),
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn from_parts(year: Option<&str>, month: Option<&str>, day: Option<&str>, today: Day) -> Result<Loaded<Day>, Refusal> {
    let number = |part: Option<&str>| part.filter(|part| all_digits(part) && part.len() <= 4).and_then(|part| part.parse::<u32>().ok());
    match (number(year).and_then(|year| i32::try_from(year).ok()), number(month), number(day)) {
        (Some(year), Some(month), Some(day)) => judge(year, month, day, today),
        _ => Ok(unreadable()),
    }
}

/// A day number of a spreadsheet that lost its date format. Four digits or fewer are more likely a year or a slip.
fn from_serial(text: &str, today: Day) -> Result<Loaded<Day>, Refusal> {
    let number: u64 = text.parse().unwrap_or(0);
    if number <= 2 {
        return Ok(Loaded::not_given(Refusal::new("organizations.import-placeholder")));
    }
    if text.len() < 5 {
        return Ok(unreadable());
    }
    let Some(day) = DAY_ZERO.checked_add_days(Days::new(number)) else { return Ok(unreadable()) };
    let judged = judge(day.year(), day.month(), day.day(), today)?;
    Ok(match judged {
        Loaded { value: Some(day), warning: None } => Loaded::doubtful(day, Refusal::new("organizations.import-date-serial").fact("day", day)),
        other => other,
    })
}

fn judge(year: i32, month: u32, day: u32, today: Day) -> Result<Loaded<Day>, Refusal> {
    if PLACEHOLDERS.contains(&(year, month, day)) {
        return Ok(Loaded::not_given(Refusal::new("organizations.import-placeholder")));
    }
    let day = Day::from_ymd_opt(year, month, day).ok_or_else(|| Refusal::new("organizations.import-date-impossible"))?;
    if day > today {
        return Err(Refusal::new("organizations.import-date-future").fact("today", today));
    }
    if year < 1900 {
        return Ok(unreadable());
    }
    if day < REPUBLIC {
        return Ok(Loaded::doubtful(day, Refusal::new("organizations.import-date-old").fact("day", day)));
    }
    Ok(Loaded::sure(day))
}

/// 二〇一六年五月九日 in ordinary digits: years digit by digit, months and days as numbers.
fn chinese_digits(date: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for c in date.chars() {
        if matches!(c, '年' | '月' | '日' | '号') {
            out.push_str(&in_digits(&word));
            out.push(c);
            word.clear();
        } else {
            word.push(c);
        }
    }
    out + &in_digits(&word)
}

fn in_digits(word: &str) -> String {
    if let Some(digits) = word.chars().map(numerals::digit).collect::<Option<Vec<i64>>>() {
        return digits.iter().map(i64::to_string).collect();
    }
    numerals::integer(word).map_or_else(|| word.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<(Option<String>, Option<String>), String> {
        let today = day(2026, 11, 24);
        read(&Cell::text(text), today)
            .map(|loaded| (loaded.value.map(|day| day.to_string()), loaded.warning.map(|w| w.code.replace("organizations.import-", ""))))
            .map_err(|refusal| refusal.code.replace("organizations.import-", ""))
    }

    #[test]
    fn dates_are_read_as_lists_write_them() {
        for text in [
            "2016-05-09",
            "2016/5/9",
            "2016.5.9",
            "2016年5月9日",
            "２０１６年５月９日",
            "20160509",
            "2016-05-09 00:00:00",
            "2016-05-09T00:00:00",
            "二〇一六年五月九日",
            "2016 年 5 月 9 日",
            "'2016-05-09",
        ] {
            assert_eq!(read_text(text), Ok((Some("2016-05-09".to_owned()), None)), "{text}");
        }
        assert_eq!(read_text("二○一八年十一月二十日"), Ok((Some("2018-11-20".to_owned()), None)));
    }

    #[test]
    fn a_day_number_is_read_and_said() {
        assert_eq!(read_text("42499"), Ok((Some("2016-05-09".to_owned()), Some("date-serial".to_owned()))));
        assert_eq!(read_text("42499.0"), Ok((Some("2016-05-09".to_owned()), Some("date-serial".to_owned()))));
        assert_eq!(read_text("60000"), Err("date-future".to_owned()));
    }

    #[test]
    fn impossible_and_future_days_are_refused() {
        assert_eq!(read_text("2015-02-30"), Err("date-impossible".to_owned()));
        assert_eq!(read_text("2015年13月1日"), Err("date-impossible".to_owned()));
        assert_eq!(read_text("2116-05-09"), Err("date-future".to_owned()));
        assert_eq!(read_text("2026-11-24"), Ok((Some("2026-11-24".to_owned()), None)));
        assert_eq!(read_text("2026-11-25"), Err("date-future".to_owned()));
    }

    #[test]
    fn placeholders_and_riddles_load_as_not_given() {
        for text in ["nan", "暂无", "1900-01-01", "1899-12-30", "1899-12-31", "1900-01-00", "0", "1", "9999-12-31"] {
            assert_eq!(read_text(text), Ok((None, Some("placeholder".to_owned()))), "{text}");
        }
        for text in ["2016年5月", "2016-05", "2016年"] {
            assert_eq!(read_text(text), Ok((None, Some("date-partial".to_owned()))), "{text}");
        }
        for text in ["5/9/2016", "16-5-9", "建国初", "2016", "0216-05-09", "201605"] {
            assert_eq!(read_text(text), Ok((None, Some("date-unreadable".to_owned()))), "{text}");
        }
        assert_eq!(read_text(""), Ok((None, Some("not-given".to_owned()))));
        assert_eq!(read_text("1921-07-01"), Ok((Some("1921-07-01".to_owned()), Some("date-old".to_owned()))));
    }
}
