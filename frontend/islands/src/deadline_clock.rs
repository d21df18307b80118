//! A deadline that counts down its last day.

use crate::device;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// A device's clock that is off by more than this is worth a warning.
const SKEW: i64 = 2 * MINUTE;
/// Minutes before the end at which a screen reader speaks up; more would drown the page.
const SPOKEN: [i64; 4] = [60, 15, 5, 1];

/// What the clock says, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockWords {
    /// On the last day; `{time}` is hours, minutes and seconds.
    pub left: String,
    /// After the end.
    pub passed: String,
    /// To a screen reader; `{m}` is minutes.
    pub spoken: String,
    /// The device is fast; `{m}` is minutes.
    pub fast: String,
    /// The device is slow; `{m}` is minutes.
    pub slow: String,
}

impl ClockWords {
    /// What is shown when so many milliseconds are left; `None` while the server's text is good enough.
    fn shown(&self, left: i64, seconds: bool) -> Option<String> {
        if left <= 0 {
            return Some(self.passed.clone());
        }
        if left >= DAY {
            return None;
        }
        let (hours, minutes, rest) = (left / HOUR, left % HOUR / MINUTE, left % MINUTE / SECOND);
        let time = if seconds { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{hours}:{minutes:02}") };
        Some(self.left.replace("{time}", &time))
    }

    /// What a screen reader is told when the time left goes from `before` to `after`.
    fn speaks(&self, before: i64, after: i64) -> Option<String> {
        let mark = SPOKEN.into_iter().find(|mark| before > mark * MINUTE && after <= mark * MINUTE && after > 0)?;
        Some(self.spoken.replace("{m}", &mark.to_string()))
    }

    /// The warning about a device whose clock is ahead by so many milliseconds.
    fn skewed(&self, ahead: i64) -> Option<String> {
        if ahead.abs() <= SKEW {
            return None;
        }
        let words = if ahead > 0 { &self.fast } else { &self.slow };
        Some(words.replace("{m}", &(ahead.abs() / MINUTE).to_string()))
    }
}

/// A deadline. Before its last day it is the server's text; then digits tick, unheard by screen readers, which are told at
/// 60, 15, 5 and 1 minutes before the end.
#[island]
pub fn DeadlineClock(
    /// The end, in milliseconds since 1970, world time.
    at_ms: i64,
    /// How far the world's time is ahead of wall time: 0 but in the demonstration.
    world_ahead_ms: i64,
    /// The server's wall time when it made the page; absent on pages that are kept, where the device's own clock is used.
    server_ms: Option<i64>,
    /// What the server says: 还有3个工作日.
    text: String,
    /// What the clock says.
    words: ClockWords,
) -> impl IntoView {
    let ticking = RwSignal::new(None::<String>);
    let spoken = RwSignal::new(String::new());
    let warning = RwSignal::new(String::new());
    // Effects run in the browser alone.
    Effect::new(move || {
        let Some(awake) = device::now_ms() else { return };
        let ahead = server_ms.map_or(0, |server| awake - server);
        warning.set(words.skewed(ahead).unwrap_or_default());
        let (words, seconds) = (words.clone(), !device::large_type());
        let left_at = move |now: i64| at_ms - (now - ahead + world_ahead_ms);
        let last = StoredValue::new(left_at(awake));
        let tick = move || {
            let left = device::now_ms().map_or(0, left_at);
            ticking.set(words.shown(left, seconds));
            if let Some(text) = words.speaks(last.get_value(), left) {
                spoken.set(text);
            }
            last.set_value(left);
        };
        tick();
        if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
    });
    view! {
        <span class="clock">
            <span class=move || ticking.read().is_some().then_some("vh")>{text}</span>
            <span class="tn" aria-hidden="true">{move || ticking.get().unwrap_or_default()}</span>
            <span class="vh" role="status">{spoken}</span>
            <span class="skew">{warning}</span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> ClockWords {
        let text = |text: &str| text.to_owned();
        ClockWords {
            left: text("还有{time}"), passed: text("已截止"), spoken: text("还有{m}分钟"), fast: text("快了{m}分钟"), slow: text("慢了{m}分钟")
        }
    }

    #[test]
    fn digits_tick_on_the_last_day_only_and_without_seconds_in_large_type() {
        assert_eq!(words().shown(3 * DAY, true), None);
        assert_eq!(words().shown(5 * HOUR + 7 * MINUTE + 9 * SECOND, true).as_deref(), Some("还有5:07:09"));
        assert_eq!(words().shown(5 * HOUR + 7 * MINUTE + 9 * SECOND, false).as_deref(), Some("还有5:07"));
        assert_eq!(words().shown(0, true).as_deref(), Some("已截止"));
    }

    #[test]
    fn readers_are_told_once_at_each_mark() {
        assert_eq!(words().speaks(15 * MINUTE + SECOND, 15 * MINUTE).as_deref(), Some("还有15分钟"));
        assert_eq!(words().speaks(15 * MINUTE, 15 * MINUTE - SECOND), None);
        assert_eq!(words().speaks(2 * SECOND, -SECOND), None);
    }

    #[test]
    fn a_clock_that_is_off_by_more_than_two_minutes_is_named() {
        assert_eq!(words().skewed(2 * MINUTE), None);
        assert_eq!(words().skewed(7 * MINUTE).as_deref(), Some("快了7分钟"));
        assert_eq!(words().skewed(-3 * MINUTE).as_deref(), Some("慢了3分钟"));
    }
}
