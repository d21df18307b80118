//! A deadline: when it ends and how long that is.

use super::Days;
use crate::page::{mark_island, wording};
use chrono::TimeDelta;
use domain::calendar::{Moment, day_of, working_days_between};
use domain::refusal::Fact;
use islands::{ClockWords, DeadlineClock};
use leptos::prelude::*;
use messages::Words;

/// The end of a period, and how many working days are left; on the last day an island counts hours.
#[component]
pub fn Deadline(
    /// The end.
    at: Moment,
    /// The world's time.
    now: Moment,
    /// The server's wall time, on pages that nobody keeps.
    #[prop(optional_no_strip)]
    server: Option<Moment>,
    /// How far the world is ahead of wall time, in the demonstration.
    #[prop(optional_no_strip)]
    world_ahead: Option<TimeDelta>,
    /// While the year's working days are not announced (暂定).
    #[prop(optional)]
    provisional: bool,
) -> impl IntoView {
    mark_island();
    let w = wording();
    let passed = at <= now;
    let text = if passed { w.say("clock.passed") } else { days_left(at, now).words(w) };
    let tone = if passed { "slate" } else { days_left(at, now).tone().class() };
    let (at_ms, server_ms) = (at.timestamp_millis(), server.map(|server| server.timestamp_millis()));
    let world_ahead_ms = world_ahead.map_or(0, |ahead| ahead.num_milliseconds());
    view! {
        <p class=format!("deadline {tone}")>
            <time datetime=at.to_rfc3339()>{w.moment(at)}</time>
            " "
            <DeadlineClock at_ms world_ahead_ms server_ms text words=clock_words(w)/>
            {provisional.then(|| view! { <span class="soft small">{w.say("clock.provisional")}</span> })}
        </p>
    }
}

/// Working days until the end. A period that ends at 24:00 ends on the day before.
fn days_left(at: Moment, now: Moment) -> Days {
    Days::Left(working_days_between(day_of(now), day_of(at - TimeDelta::milliseconds(1))))
}

fn clock_words(w: Words) -> ClockWords {
    let place = |name: &str| Fact::Text(format!("{{{name}}}"));
    let minutes = |key: &str| w.say_with(key, &[("m", place("m"))]);
    ClockWords {
        left: w.say_with("clock.left", &[("time", place("time"))]),
        passed: w.say("clock.passed"),
        spoken: minutes("clock.spoken"),
        fast: minutes("clock.fast"),
        slow: minutes("clock.slow"),
    }
}
