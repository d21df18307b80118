//! The next days, a line each.

use super::{Bit, Bits};
use crate::page::wording;
use chrono::Datelike;
use domain::calendar::{Day, Kind, kind};
use leptos::prelude::*;

/// What falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The day.
    pub day: Day,
    /// What ends or happens on it.
    pub entries: Vec<Bit>,
}

/// The days from today on. Free days are faint and say so; a day whose kind the State Council's paper changed says that too (休, 班).
#[component]
pub fn DayList(
    /// In order.
    days: Vec<CalendarDay>,
    /// Today.
    today: Day,
) -> impl IntoView {
    let w = wording();
    let line = move |line: CalendarDay| {
        let day = line.day;
        let kind = kind(day).0;
        let free = matches!(kind, Kind::Weekend | Kind::Holiday);
        let class = if day == today { Some("today") } else { free.then_some("off") };
        let weekday = w.say(&format!("day.weekday-{}", day.weekday().num_days_from_monday() + 1));
        let mark = match kind {
            Kind::Working => None,
            Kind::MadeUp => Some("calendar.made-up"),
            Kind::Holiday => Some("calendar.holiday"),
            Kind::Weekend => line.entries.is_empty().then_some("calendar.rest"),
        };
        let mark = mark.map(|key| view! { <span class="blk">{w.say(key)}</span> });
        let entries = line.entries.into_iter().map(|entry| view! { <span class="blk"><Bits bits=vec![entry]/></span> }).collect_view();
        view! {
            <li class=class aria-current=(day == today).then_some("date")>
                <time class="d" datetime=day.to_string()>{day.day()}</time>
                <span class="w">{weekday}</span>
                <span>{mark}{entries}</span>
            </li>
        }
    };
    view! { <ol class="cal">{days.into_iter().map(line).collect_view()}</ol> }
}
