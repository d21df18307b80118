//! The course of a contract on one time axis: time, delivered, paid, milestones, payments, and today's line through all.

use super::percent;
use super::share::percent_read;
use crate::page::wording;
use domain::calendar::Day;
use domain::money::Money;
use domain::refusal::Fact;
use leptos::prelude::*;
use messages::{Language, Style};

/// What the chart knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// What it shows, in a sentence.
    pub finding: String,
    /// First and last day of the service.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Today.
    pub today: Day,
    /// What the whole delivery is worth, at the contract's unit prices.
    pub worth: Money,
    /// Of that, accepted.
    pub accepted: Money,
    /// Of that, reported and not yet checked.
    pub reported: Money,
    /// What is to be paid in all.
    pub price: Money,
    /// Of that, paid.
    pub paid: Money,
    /// Of that, due and not paid.
    pub overdue: Money,
    /// The milestones, in order.
    pub milestones: Vec<CourseMark>,
    /// A sentence on them, for screen readers.
    pub milestones_told: String,
    /// The payments, in order.
    pub payments: Vec<CourseMark>,
    /// A sentence on them, for screen readers.
    pub payments_told: String,
}

/// A milestone or a payment on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseMark {
    /// Above it: 中期, 30%.
    pub label: String,
    /// The day it was planned for or falls due; a payment may wait for something that has no day yet.
    pub planned: Option<Day>,
    /// The day it happened.
    pub actual: Option<Day>,
    /// How it stands.
    pub state: MarkState,
}

/// How a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkState {
    /// Accepted, paid.
    Done,
    /// Reported, not yet checked.
    Reported,
    /// To come.
    Planned,
    /// Should have happened.
    Late,
}

impl Course {
    /// How many days the service lasts, both ends counted.
    fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// How many days are behind us, today counted.
    fn gone(&self) -> i64 {
        (self.today - self.from).num_days() + 1
    }

    /// The last day of the axis. What happened or is due after the service lengthens it, and so does today while something is
    /// late; else today does only shortly after, so that an old contract is not pressed into its first half.
    fn last(&self) -> Day {
        let marks = || self.milestones.iter().chain(&self.payments);
        let latest = marks().flat_map(|mark| [mark.planned, mark.actual]).flatten().chain([self.to]).max().unwrap_or(self.to);
        let late = marks().any(|mark| mark.state == MarkState::Late);
        let soon = (self.today - latest).num_days() * 4 <= self.days();
        if late || soon { latest.max(self.today) } else { latest }
    }

    /// How many days the axis has.
    fn length(&self) -> i64 {
        (self.last() - self.from).num_days() + 1
    }

    /// Where today ends.
    fn now(&self) -> String {
        percent(self.gone(), self.length())
    }

    /// Whether today is on the axis.
    fn has_today(&self) -> bool {
        self.today <= self.last()
    }

    /// A share of something, drawn so that the whole ends where the service ends.
    fn share(&self, part: i64, whole: i64) -> String {
        percent(part.min(whole).saturating_mul(self.days()), whole.saturating_mul(self.length()))
    }

    /// How the word for today stands there: within the chart at both ends.
    fn anchor(&self) -> &'static str {
        match self.gone() * 10 / self.length() {
            ..=0 => "start",
            9.. => "end",
            _ => "middle",
        }
    }

    /// Where a day begins.
    fn place(&self, day: Day) -> String {
        percent((day - self.from).num_days(), self.length())
    }
}

/// The five bars, and what their shapes mean.
#[component]
pub fn CourseChart(course: Course) -> impl IntoView {
    view! {
        <p class="finding">{course.finding.clone()}</p>
        <Legend/>
        <Hatch/>
        <ul class="tracks">
            <Axis course=course.clone()/>
            <TimeBar course=course.clone()/>
            <DeliveredBar course=course.clone()/>
            <PaidBar course=course.clone()/>
            <MarksRow course=course.clone() payments=false/>
            <MarksRow course payments=true/>
        </ul>
    }
}

/// The pattern of what is reported and not yet checked.
#[component]
fn Hatch() -> impl IntoView {
    view! {
        <svg width="0" height="0" class="vh" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="6" height="6" class="f-t1"></rect>
                    <rect width="2.5" height="6" class="f1"></rect>
                </pattern>
            </defs>
        </svg>
    }
}

#[component]
fn Legend() -> impl IntoView {
    let w = wording();
    view! {
        <ul class="legend">
            <li><svg aria-hidden="true"><rect width="16" height="12" class="f1"></rect></svg>{w.say("course.done")}</li>
            <li><svg aria-hidden="true"><rect width="16" height="12" fill="url(#hatch)"></rect></svg>{w.say("course.reported")}</li>
            <li>
                <svg aria-hidden="true"><rect x=".75" y=".75" width="14.5" height="10.5" class="f-none k5" stroke-width="1.5" stroke-dasharray="3 2"></rect></svg>
                {w.say("course.overdue")}
            </li>
            <li><svg aria-hidden="true"><circle cx="8" cy="6" r="5" class="f-paper k6" stroke-width="2"></circle></svg>{w.say("course.planned")}</li>
            <li><svg aria-hidden="true"><circle cx="8" cy="6" r="6" class="f4"></circle></svg>{w.say("course.actual")}</li>
        </ul>
    }
}

#[component]
fn Axis(course: Course) -> impl IntoView {
    let w = wording();
    let day = |day: Day| w.day(day, Style::Bare);
    view! {
        <li class="axis">
            <span class="k"></span>
            <svg aria-hidden="true">
                <text x="0" y="14" class="soft">{day(course.from)}</text>
                <text x=course.share(1, 1) y="14" text-anchor="end" class="soft">{day(course.to)}</text>
                // On a line of its own: early and late in the contract it would cover the days.
                {course.has_today().then(|| view! { <text x=course.now() y="34" text-anchor=course.anchor()>{w.say("course.today")}</text> })}
            </svg>
            <span class="v"></span>
        </li>
    }
}

#[component]
fn Today(course: Course) -> impl IntoView {
    let x = course.now();
    course.has_today().then(|| view! { <line x1=x.clone() x2=x y1="0" y2="68" class="k-ink" stroke-width="1" stroke-dasharray="2 3"></line> })
}

#[component]
fn TimeBar(course: Course) -> impl IntoView {
    let w = wording();
    let (gone, whole) = (course.gone(), course.days());
    let share = percent_read(gone, whole);
    let days = [("day", Fact::Count(gone.clamp(0, whole))), ("of", Fact::Count(whole))];
    view! {
        <li>
            <span class="k">{w.say("course.time")}</span>
            <svg role="img" aria-label=w.say_with("course.time-told", &[("share", share.clone().into())])>
                <rect y="22" width=course.share(1, 1) height="24" class="f-sunk"></rect>
                <rect y="22" width=course.share(gone, whole) height="24" class="f6"></rect>
                <Today course/>
            </svg>
            <span class="v"><b>{share}</b><small>{w.say_with("course.days", &days)}</small></span>
        </li>
    }
}

#[component]
fn DeliveredBar(course: Course) -> impl IntoView {
    let w = wording();
    let (worth, accepted, reported) = (course.worth.as_fen(), course.accepted.as_fen(), course.reported.as_fen());
    let (share, pending) = (percent_read(accepted, worth), percent_read(reported, worth));
    let told = w.say_with("course.delivered-told", &[("share", share.clone().into()), ("pending", pending.clone().into())]);
    let note = (reported > 0).then(|| view! { <small>{w.say_with("course.pending", &[("share", pending.into())])}</small> });
    view! {
        <li>
            <span class="k">{w.say("course.delivered")}</span>
            <svg role="img" aria-label=told>
                <rect y="22" width=course.share(1, 1) height="24" class="f-sunk"></rect>
                <rect x=course.share(accepted, worth) y="22" width=course.share(reported, worth) height="24" fill="url(#hatch)"></rect>
                <rect y="22" width=course.share(accepted, worth) height="24" class="f1"></rect>
                <Today course/>
            </svg>
            <span class="v"><b>{share}</b>{note}</span>
        </li>
    }
}

#[component]
fn PaidBar(course: Course) -> impl IntoView {
    let w = wording();
    let (price, paid, overdue) = (course.price.as_fen(), course.paid.as_fen(), course.overdue.as_fen());
    let share = percent_read(paid, price);
    let sum = |money: Money| Fact::Text(if w.language() == Language::Zh { money.wan() } else { money.to_string() });
    let sums = w.say_with("course.sums", &[("paid", sum(course.paid)), ("price", sum(course.price))]);
    let told = w.say_with("course.paid-told", &[("share", share.clone().into()), ("overdue", percent_read(overdue, price).into())]);
    let owed = (overdue > 0).then(|| {
        view! { <rect x=course.share(paid, price) y="22.75" width=course.share(overdue, price) height="22.5" class="f-none k5" stroke-width="1.5" stroke-dasharray="4 3"></rect> }
    });
    view! {
        <li>
            <span class="k">{w.say("course.paid")}</span>
            <svg role="img" aria-label=told>
                <rect y="22" width=course.share(1, 1) height="24" class="f-sunk"></rect>
                <rect y="22" width=course.share(paid, price) height="24" class="f1"></rect>
                {owed}
                <Today course/>
            </svg>
            <span class="v"><b>{share}</b><small>{sums}</small></span>
        </li>
    }
}

/// Two hair lines: planned above, actual below, and between them how far apart they are.
#[component]
fn MarksRow(course: Course, payments: bool) -> impl IntoView {
    let w = wording();
    let (marks, told, title, done_word) = if payments {
        (course.payments.clone(), course.payments_told.clone(), "course.payments", "course.marks-paid")
    } else {
        (course.milestones.clone(), course.milestones_told.clone(), "course.milestones", "course.marks-accepted")
    };
    let all = marks.len();
    let done = marks.iter().filter(|mark| mark.state == MarkState::Done).count();
    let axis = course.clone();
    let names = labels(&course, &marks).into_iter().map(|(day, label)| {
        view! { <text x=course.place(day) y="20" text-anchor=label_anchor(day, &course)>{label}</text> }
    });
    let names = names.collect_view();
    let pictures = marks.into_iter().map(|mark| view! { <Mark mark square=payments course=axis.clone()/> }).collect_view();
    view! {
        <li class="marks-row">
            <span class="k">{w.say(title)}</span>
            <svg role="img" aria-label=told>
                <line x1="0" x2="100%" y1="34" y2="34" class="k-hair"></line>
                <line x1="0" x2="100%" y1="54" y2="54" class="k-hair"></line>
                {pictures}
                {names}
                <Today course/>
            </svg>
            <span class="v"><b>{done}</b>{format!(" / {all}")}<small>{w.say(done_word)}</small></span>
        </li>
    }
}

#[component]
fn Mark(mark: CourseMark, square: bool, course: Course) -> impl IntoView {
    let at = |day: Day| course.place(day);
    let planned = mark.planned.map(at);
    let actual = mark.actual.map(at);
    let late = mark.state == MarkState::Late;
    let tie = planned.clone().zip(actual.clone()).map(|(x1, x2)| view! { <line x1=x1 x2=x2 y1="34" y2="54" class="k6" stroke-width="1.5"></line> });
    let owed = planned.clone().filter(|_| late).map(|x1| view! { <line x1=x1 x2=course.now() y1="34" y2="34" class="k5" stroke-width="6"></line> });
    let hollow = if late { "f-paper k5" } else { "f-paper k6" };
    let filled = if mark.state == MarkState::Reported { "f2" } else { "f4" };
    view! {
        {tie}
        {owed}
        {planned.map(|x| view! { <svg x=x y="34"><Shape square reach=5 class=hollow/></svg> })}
        {actual.map(|x| view! { <svg x=x y="54"><Shape square reach=6 class=filled/></svg> })}
    }
}

#[component]
fn Shape(square: bool, reach: i16, class: &'static str) -> impl IntoView {
    if square {
        let (corner, side) = ((-reach).to_string(), (2 * reach).to_string());
        view! { <rect x=corner.clone() y=corner width=side.clone() height=side class=class stroke-width="2"></rect> }.into_any()
    } else {
        view! { <circle r=reach.to_string() class=class stroke-width="2"></circle> }.into_any()
    }
}

/// How near two marks may come, in thousandths of the axis, before their names would run into each other.
const CROWDED: i64 = 80;

/// The names of marks with their days, in order of the days; those too near to stand side by side share one place.
fn labels(course: &Course, marks: &[CourseMark]) -> Vec<(Day, String)> {
    let mut named: Vec<(Day, &str)> = marks.iter().filter_map(|mark| Some((mark.planned?, mark.label.as_str()))).collect();
    named.sort_by_key(|(day, _)| *day);
    let mut out: Vec<(Day, String)> = Vec::new();
    for (day, label) in named {
        match out.last_mut() {
            Some((last, joined)) if (day - *last).num_days() * 1_000 < course.length() * CROWDED => *joined = format!("{joined} · {label}"),
            _ => out.push((day, label.to_owned())),
        }
    }
    out
}

/// A name near an end of the axis, or beside today's line, is set so that it neither sticks out nor is crossed.
fn label_anchor(day: Day, course: &Course) -> &'static str {
    let permille = |days: i64| days * 1_000 / course.length().max(1);
    let at = permille((day - course.from).num_days());
    match (at, at - permille(course.gone())) {
        (..=40, _) | (_, 0..60) => "start",
        (960.., _) | (_, -60..0) => "end",
        _ => "middle",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::law::day;

    fn course(today: Day, paid_on: Option<Day>, state: MarkState) -> Course {
        let mark = CourseMark { label: "20%".into(), planned: Some(day(2025, 2, 10)), actual: paid_on, state };
        Course {
            finding: String::new(),
            from: day(2024, 1, 1),
            to: day(2024, 12, 31),
            today,
            worth: Money::yuan(1),
            accepted: Money::ZERO,
            reported: Money::ZERO,
            price: Money::yuan(1),
            paid: Money::ZERO,
            overdue: Money::ZERO,
            milestones: Vec::new(),
            milestones_told: String::new(),
            payments: vec![mark],
            payments_told: String::new(),
        }
    }

    #[test]
    fn names_that_would_run_into_each_other_share_a_place() {
        let chart = course(day(2024, 6, 1), None, MarkState::Planned);
        let mark = |label: &str, planned: Day| CourseMark { label: label.into(), planned: Some(planned), actual: None, state: MarkState::Planned };
        let marks = [mark("50%", day(2024, 1, 15)), mark("20%", day(2024, 12, 31)), mark("30%", day(2024, 12, 31))];
        assert_eq!(labels(&chart, &marks), [(day(2024, 1, 15), "50%".to_owned()), (day(2024, 12, 31), "20% · 30%".to_owned())]);
        let unplanned = CourseMark { planned: None, ..mark("20%", day(2024, 12, 31)) };
        assert_eq!(labels(&chart, &[unplanned]), []);
    }

    #[test]
    fn the_axis_reaches_as_far_as_what_happens_after_the_service() {
        assert_eq!(course(day(2024, 6, 1), None, MarkState::Planned).last(), day(2025, 2, 10));
        assert_eq!(course(day(2025, 3, 1), None, MarkState::Planned).last(), day(2025, 3, 1), "today, shortly after");
        let old = course(day(2026, 6, 1), Some(day(2025, 2, 20)), MarkState::Done);
        assert_eq!((old.last(), old.has_today()), (day(2025, 2, 20), false), "an old contract is not pressed together");
        let late = course(day(2026, 6, 1), None, MarkState::Late);
        assert!(late.has_today(), "what is late is late until today");
    }
}
