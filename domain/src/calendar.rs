//! Days, working days and legal periods (DOMAIN §11).
//!
//! A working day is a weekday that the State Council's paper does not free, or a rest day that it makes a working day.
//! A year whose paper is not known yet counts plain weekdays, and every date that leans on it is *provisional* (暂定).

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// A calendar day in Beijing.
pub type Day = NaiveDate;
/// A point in time, to the microsecond.
pub type Moment = DateTime<Utc>;

/// A day that a rule computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Due {
    /// The last (or the earliest) day.
    pub day: chrono::NaiveDate,
    /// True while the year's working-day paper is not announced (暂定).
    pub provisional: bool,
}

impl Due {
    /// A day as a row keeps it, computed or agreed: provisional while the paper of its year is not announced, since what kind of day
    /// it is may still be open.
    pub fn kept(day: Day) -> Due {
        Due { day, provisional: !kind(day).1 }
    }
}

/// A number of working days (工作日).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WorkingDays(pub u16);

/// A number of calendar days (日).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarDays(pub u16);

/// A number of years (年), counted to the corresponding day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Years(pub u16);

/// Beijing keeps one offset all year.
const BEIJING: TimeDelta = TimeDelta::hours(8);

/// Month and day.
type Date = (u32, u32);

/// First and last day, both counted.
type Span = (Date, Date);

/// One year's paper: what is free although a weekday, and what is worked although a weekend.
struct Year {
    year: i32,
    /// Inclusive ranges as (month, day)–(month, day).
    off: &'static [Span],
    made_up: &'static [Date],
}

/// The papers of 2022 to 2026 (DOMAIN §11, S46). 2022-12-31 is free by the paper of 2023.
const ANNOUNCED: &[Year] = &[
    Year {
        year: 2022,
        off: &[
            ((1, 1), (1, 3)),
            ((1, 31), (2, 6)),
            ((4, 3), (4, 5)),
            ((4, 30), (5, 4)),
            ((6, 3), (6, 5)),
            ((9, 10), (9, 12)),
            ((10, 1), (10, 7)),
            ((12, 31), (12, 31)),
        ],
        made_up: &[(1, 29), (1, 30), (4, 2), (4, 24), (5, 7), (10, 8), (10, 9)],
    },
    Year {
        year: 2023,
        off: &[((1, 1), (1, 2)), ((1, 21), (1, 27)), ((4, 5), (4, 5)), ((4, 29), (5, 3)), ((6, 22), (6, 24)), ((9, 29), (10, 6))],
        made_up: &[(1, 28), (1, 29), (4, 23), (5, 6), (6, 25), (10, 7), (10, 8)],
    },
    Year {
        year: 2024,
        off: &[((1, 1), (1, 1)), ((2, 10), (2, 17)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((6, 10), (6, 10)), ((9, 15), (9, 17)), ((10, 1), (10, 7))],
        made_up: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    Year {
        year: 2025,
        off: &[((1, 1), (1, 1)), ((1, 28), (2, 4)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((5, 31), (6, 2)), ((10, 1), (10, 8))],
        made_up: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Year {
        year: 2026,
        off: &[((1, 1), (1, 3)), ((2, 15), (2, 23)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((6, 19), (6, 21)), ((9, 25), (9, 27)), ((10, 1), (10, 7))],
        made_up: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// What kind of day a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A weekday that is worked.
    Working,
    /// A Saturday or Sunday that is worked (班).
    MadeUp,
    /// A Saturday or Sunday that is free.
    Weekend,
    /// Free by the State Council's paper (休).
    Holiday,
}

/// Festivals that lie on the same days each year: 元旦, 劳动节, 国庆节 (全国年节及纪念日放假办法, 2024 revision, in force from 2025).
/// They are free whatever a paper still to come says; the others follow the moon or the sun.
const FIXED: &[Span] = &[((1, 1), (1, 1)), ((5, 1), (5, 2)), ((10, 1), (10, 3))];

/// From this day of December on, next year's paper may change what kind of day it is: 2022-12-31 was free by the paper of 2023.
const NEXT_PAPER_FROM: u32 = 26;

/// What kind of day this is, and whether the papers that govern it are announced.
pub fn kind(day: Day) -> (Kind, bool) {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let plain = if weekend { Kind::Weekend } else { Kind::Working };
    let date = (day.month(), day.day());
    let within = |spans: &[Span]| spans.iter().any(|(from, to)| (*from..=*to).contains(&date));
    let paper = |year: i32| ANNOUNCED.iter().find(|paper| paper.year == year);
    let Some(own) = paper(day.year()) else {
        return (if within(FIXED) { Kind::Holiday } else { plain }, false);
    };
    let sure = date < (12, NEXT_PAPER_FROM) || paper(day.year() + 1).is_some();
    let kind = if own.made_up.contains(&date) {
        Kind::MadeUp
    } else if within(own.off) {
        Kind::Holiday
    } else {
        plain
    };
    (kind, sure)
}

/// Whether people work on this day.
pub fn is_working(day: Day) -> bool {
    matches!(kind(day).0, Kind::Working | Kind::MadeUp)
}

fn step(day: Day, provisional: &mut bool) -> Day {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
    *provisional |= !kind(next).1;
    next
}

/// The last of so many working days; the start day is not counted (民法典 第201条).
pub fn after_working_days(start: Day, count: WorkingDays) -> Due {
    let (mut day, mut provisional, mut left) = (start, false, count.0);
    while left > 0 {
        let next = step(day, &mut provisional);
        if next == day {
            break; // the end of time as chrono knows it
        }
        day = next;
        if is_working(day) {
            left -= 1;
        }
    }
    Due { day, provisional }
}

/// So many calendar days later, as the law counts: the start day is not counted, the last day is not moved.
pub fn after_days(start: Day, count: CalendarDays) -> Day {
    start.checked_add_days(Days::new(u64::from(count.0))).unwrap_or(start)
}

/// The corresponding day so many months later, or the month's last day (民法典 第202条).
pub fn after_months(start: Day, months: u32) -> Day {
    start.checked_add_months(Months::new(months)).unwrap_or(start)
}

/// The corresponding day so many years earlier, or the month's last day; what lies on it is still within the period (以内).
pub fn years_before(day: Day, count: Years) -> Day {
    day.checked_sub_months(Months::new(12 * u32::from(count.0))).unwrap_or(day)
}

/// This day if it is worked, else the next that is (民法典 第203条; weekends too, the safe reading).
pub fn or_next_working_day(day: Day) -> Due {
    let (mut day, mut provisional) = (day, !kind(day).1);
    while !is_working(day) {
        let next = step(day, &mut provisional);
        if next == day {
            break;
        }
        day = next;
    }
    Due { day, provisional }
}

/// Working days after `from` up to and including `to`; negative when `to` lies before `from`.
pub fn working_days_between(from: Day, to: Day) -> i64 {
    if to < from {
        return -working_days_between(to, from);
    }
    let count = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_working(*day)).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDay {
    /// It is not written as a day, or the year is missing.
    Unreadable,
    /// It is written as a day that no year has, or not this one: 2025-02-30.
    Impossible,
}

/// Reads a day as people type it, if it is one: [`read_day`] says why it is none.
pub fn parse_day(text: &str) -> Option<Day> {
    read_day(text).ok()
}

/// Reads a day as people type it: `2026-05-09`, `2026/5/9`, `2026.5.9`, `20260509`, `2026年5月9日`, full-width too.
///
/// # Errors
/// Why it is no day.
pub fn read_day(text: &str) -> Result<Day, NotDay> {
    let (year, month, day) = day_parts(text).ok_or(NotDay::Unreadable)?;
    Day::from_ymd_opt(year, month, day).ok_or(NotDay::Impossible)
}

/// Year, month and day as they are written, whether or not there is such a day.
fn day_parts(text: &str) -> Option<(i32, u32, u32)> {
    let plain: String = text.chars().map(crate::money::half_width).filter(|c| !c.is_whitespace()).collect();
    if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return Some((plain.get(..4)?.parse().ok()?, plain.get(4..6)?.parse().ok()?, plain.get(6..)?.parse().ok()?));
    }
    let mut parts = plain.trim_end_matches('日').split(['-', '/', '.', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// The Beijing day on which this moment falls.
pub fn day_of(moment: Moment) -> Day {
    beijing_time(moment).date()
}

/// The Beijing wall time of this moment, to show.
pub fn beijing_time(moment: Moment) -> NaiveDateTime {
    moment.naive_utc() + BEIJING
}

/// This Beijing day at this hour and minute; past 23:59 it is the end of the day.
pub fn at(day: Day, hour: u32, minute: u32) -> Moment {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => moment(day, time),
        None => end_of(day),
    }
}

/// The end of this Beijing day: 24:00, which is not in time any more.
pub fn end_of(day: Day) -> Moment {
    moment(day.succ_opt().unwrap_or(day), NaiveTime::MIN)
}

/// Whether a period that ends at this moment ends in a year whose paper is not announced (暂定). One that ends at 24:00 ends on the
/// day before.
pub fn ends_provisionally(end: Moment) -> bool {
    Due::kept(day_of(end - TimeDelta::microseconds(1))).provisional
}

fn moment(day: Day, time: NaiveTime) -> Moment {
    (day.and_time(time) - BEIJING).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn wd(start: &str, count: u16) -> String {
        after_working_days(d(start), WorkingDays(count)).day.to_string()
    }

    /// DOMAIN §11, W1: a make-up Saturday ends the notice; 20 days end on a Sunday, so the next working day is proposed.
    #[test]
    fn w1_a_tender_notice_before_spring_festival() {
        assert_eq!(wd("2026-02-09", 5), "2026-02-14");
        let end = after_days(d("2026-02-09"), CalendarDays(20));
        assert_eq!(end, d("2026-03-01"));
        assert_eq!(or_next_working_day(end).day, d("2026-03-02"));
    }

    /// DOMAIN §11, W2 and W3.
    #[test]
    fn w2_w3_a_challenge_across_two_holidays() {
        assert_eq!(wd("2026-09-23", 1), "2026-09-24");
        assert_eq!(wd("2026-09-24", 7), "2026-10-12");
        assert_eq!(wd("2026-10-12", 7), "2026-10-21");
        assert_eq!(wd("2026-10-21", 15), "2026-11-11");
    }

    /// DOMAIN §11, W4.
    #[test]
    fn w4_a_complaint() {
        assert_eq!(wd("2026-11-11", 5), "2026-11-18");
        assert_eq!(wd("2026-11-11", 8), "2026-11-23");
        assert_eq!(wd("2026-11-11", 30), "2026-12-23");
    }

    /// DOMAIN §11, W5 and W7: calendar days.
    #[test]
    fn w5_w7_thirty_days() {
        assert_eq!(after_days(d("2026-09-23"), CalendarDays(30)), d("2026-10-23"));
        assert_eq!(after_days(d("2026-01-15"), CalendarDays(30)), d("2026-02-14"));
        assert!(is_working(d("2026-02-14")));
    }

    /// DOMAIN §11, W6.
    #[test]
    fn w6_a_contract_signed_before_national_day() {
        assert_eq!(wd("2026-09-29", 2), "2026-10-08");
        assert_eq!(wd("2026-09-29", 7), "2026-10-14");
    }

    /// DOMAIN §11, W8.
    #[test]
    fn w8_consultation_documents_before_labour_day() {
        assert_eq!(wd("2026-04-29", 3), "2026-05-07");
        assert_eq!(wd("2026-04-29", 5), "2026-05-09");
        let end = after_days(d("2026-04-29"), CalendarDays(10));
        assert_eq!((end, is_working(end)), (d("2026-05-09"), true));
    }

    /// DOMAIN §11, W9.
    #[test]
    fn w9_a_review_before_the_dragon_boat_festival() {
        assert_eq!(wd("2026-06-17", 2), "2026-06-22");
        assert_eq!(wd("2026-06-22", 5), "2026-06-29");
        assert_eq!(wd("2026-06-29", 2), "2026-07-01");
    }

    /// T14: decided on a Friday, two working days end on Tuesday; Wednesday is late.
    #[test]
    fn t14_two_working_days_after_a_friday() {
        assert_eq!(wd("2025-03-07", 2), "2025-03-11");
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        for text in ["2026-05-09", "2026/5/9", "2026.05.09", "20260509", "2026年5月9日", "２０２６－５－９", " 2026-5-9 "] {
            assert_eq!(parse_day(text), Some(d("2026-05-09")), "{text}");
        }
        for text in ["", "5月9日", "2026-02-30", "26-5-9", "2026-5", "2026-5-9-1", "明天", "2026--9"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_there_differs_from_what_is_no_day() {
        for text in ["2025-02-30", "20250230", "2025年13月1日"] {
            assert_eq!(read_day(text), Err(NotDay::Impossible), "{text}");
        }
        for text in ["3月12日", "3-12", "明天", "2025-3"] {
            assert_eq!(read_day(text), Err(NotDay::Unreadable), "{text}");
        }
    }

    #[test]
    fn a_year_without_a_paper_is_provisional() {
        let due = after_working_days(d("2026-12-30"), WorkingDays(5));
        // 31 December, then over New Year's Day, which is free whatever the paper says: 4, 5, 6 and 7 January.
        assert_eq!(due, Due { day: d("2027-01-07"), provisional: true });
        assert_eq!(Due::kept(due.day), due);
        assert!(ends_provisionally(end_of(due.day)) && !ends_provisionally(end_of(d("2026-12-25"))));
        assert!(!after_working_days(d("2026-12-01"), WorkingDays(5)).provisional);
        assert_eq!(["2027-05-01", "2027-05-02", "2027-10-03", "2027-10-04"].map(|day| is_working(d(day))), [false, false, false, true]);
    }

    #[test]
    fn the_last_days_of_december_wait_for_next_years_paper() {
        assert!(Due::kept(d("2026-12-31")).provisional, "the paper of 2027 may free it");
        assert!(!Due::kept(d("2025-12-31")).provisional && !Due::kept(d("2026-12-25")).provisional);
    }

    #[test]
    fn years_reach_back_to_the_corresponding_day() {
        assert_eq!(years_before(d("2026-05-09"), Years(3)), d("2023-05-09"));
        assert_eq!(years_before(d("2024-02-29"), Years(3)), d("2021-02-28"));
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(working_days_between(d("2025-03-03"), d("2025-03-10")), 5);
        assert_eq!(working_days_between(d("2025-03-10"), d("2025-03-03")), -5);
        assert_eq!(working_days_between(d("2025-03-08"), d("2025-03-09")), 0);
    }

    #[test]
    fn a_day_ends_at_midnight_in_beijing() {
        let end = end_of(d("2025-03-10"));
        assert_eq!(end.to_rfc3339(), "2025-03-10T16:00:00+00:00");
        assert_eq!(day_of(end), d("2025-03-11"));
        assert_eq!(day_of(at(d("2025-03-10"), 9, 0)), d("2025-03-10"));
        assert_eq!(beijing_time(at(d("2025-03-10"), 9, 30)).to_string(), "2025-03-10 09:30:00");
    }
}
