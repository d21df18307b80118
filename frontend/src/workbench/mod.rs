//! The workbench: what must I do next?

use crate::components::{
    Act, BigFigure, Bit, CalendarDay, Card, CardLayout, CardList, DayList, EmptyState, Figures, FiguresLayout, FormFrame, Link, PageTitle, Status, Tone,
};
use crate::demands::stage_status;
use crate::page::wording;
use chrono::Datelike;
use domain::bids::BidState;
use domain::calendar::{Day, Moment, day_of, working_days_between};
use domain::refusal::Fact;
use domain::step::Word;
use domain::workbench::{OwnOffer, Pile, Task, Workbench};
use leptos::prelude::*;
use messages::{Style, Words};

/// A message.
#[derive(Clone, Debug)]
pub struct Told {
    /// Key of its words.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// Where it leads.
    pub path: String,
    /// When it came.
    pub at: Moment,
    /// Whether it was read.
    pub read: bool,
}

/// A role that the person may act in instead.
#[derive(Clone, Debug)]
pub struct OtherRole {
    /// The membership.
    pub membership: String,
    /// In words.
    pub words: String,
}

/// What the workbench shows.
#[derive(Clone, Debug)]
pub struct WorkbenchPage {
    /// Who, as what, for whom.
    pub line: String,
    /// What waits, and what is in hand.
    pub desk: Workbench,
    /// The latest messages.
    pub messages: Vec<Told>,
    /// Where this role often goes.
    pub places: Vec<Link>,
    /// The person's other roles.
    pub roles: Vec<OtherRole>,
    /// World time.
    pub now: Moment,
}

fn say(w: Words, key: &str, facts: &[(String, Fact)]) -> String {
    let facts: Vec<(&str, Fact)> = facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
    w.say_with(key, &facts)
}

/// How many days the calendar shows.
const DAYS: usize = 14;

/// The last day of a limit: 24:00 belongs to the day that it ends.
fn last_day(due: Moment) -> Day {
    day_of(due - chrono::TimeDelta::microseconds(1))
}

/// A day with its weekday; of another year than the running one, with its year.
fn dated(w: Words, day: Day, today: Day) -> String {
    w.day(day, if day.year() == today.year() { Style::Short } else { Style::Iso })
}

/// The workbench.
pub fn workbench_page(page: WorkbenchPage) -> impl IntoView {
    let w = wording();
    let (now, today, desk) = (page.now, day_of(page.now), page.desk);
    let days = days(w, desk.mine.iter().chain(&desk.others), today);
    let empty = desk.mine.is_empty().then(|| {
        let next = desk.others.iter().filter_map(|task| task.due).filter(|due| *due > now).min();
        let title = match next {
            Some(due) => w.say_with("workbench.empty-next", &[("date", w.day(last_day(due), Style::Short).into())]),
            None => w.say("workbench.empty"),
        };
        view! { <EmptyState title/> }
    });
    let (due, rest): (Vec<_>, Vec<_>) = desk.mine.into_iter().partition(|task| task.due.is_some_and(|due| last_day(due) <= today));
    view! {
        <PageTitle title=w.say("workbench.title") lead=page.line/>
        <div class="cols">
            <div>
                {empty}
                <Group title="workbench.today" tasks=due now/>
                <Group title="workbench.mine" tasks=rest now/>
                <Group title="workbench.others" tasks=desk.others now/>
                <Piles title="workbench.purchases" piles=desk.purchases/>
                <Offers offers=desk.offers today/>
                <Piles title="workbench.contracts" piles=desk.contracts/>
                <Piles title="workbench.commissions" piles=desk.commissions/>
            </div>
            <aside aria-labelledby="days">
                <h2 class="t16" id="days">{w.say("workbench.days")}</h2>
                <DayList days today/>
            </aside>
        </div>
        <Places places=page.places/>
        <Messages messages=page.messages today/>
        <Roles roles=page.roles/>
    }
}

/// The coming days, each with what ends on it.
fn days<'a>(w: Words, tasks: impl Iterator<Item = &'a Task>, today: Day) -> Vec<CalendarDay> {
    let mut days: Vec<CalendarDay> = today.iter_days().take(DAYS).map(|day| CalendarDay { day, entries: Vec::new() }).collect();
    for task in tasks {
        if let Some(day) = days.iter_mut().find(|day| task.due.map(last_day) == Some(day.day)) {
            day.entries.push(Bit::link(say(w, &task.key, &task.facts), task.path.as_str()));
        }
    }
    days
}

#[component]
fn Group(title: &'static str, tasks: Vec<Task>, now: Moment) -> impl IntoView {
    let w = wording();
    let count = tasks.len();
    let cards: Vec<Card> = tasks.into_iter().map(|task| card(w, task, now)).collect();
    (count > 0).then(|| {
        let id = title.replace('.', "-");
        view! {
            <section class="section" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{w.say(title)} " " <span class="count">{count}</span></h2>
                <CardList cards layout=CardLayout::Work/>
            </section>
        }
    })
}

fn card(w: Words, task: Task, now: Moment) -> Card {
    let late = task.due.is_some_and(|due| due <= now);
    let mut when = Vec::new();
    if let Some(due) = task.due.filter(|_| late) {
        when.push(match working_days_between(last_day(due), day_of(now)) {
            0 => w.say("workbench.late"),
            n => w.say_with("days.late", &[("n", n.into())]),
        });
    }
    when.extend(task.due.map(|due| w.say_with("workbench.due", &[("time", w.deadline(due, task.provisional).into())])));
    // Who waits for others wants to know for how long, whatever the limit.
    if task.due.is_none() || task.whom.is_some() {
        when.push(w.say_with("workbench.since", &[("time", dated(w, day_of(task.since), day_of(now)).into())]));
    }
    let open = if task.whom.is_some() { "workbench.view" } else { "workbench.open" };
    let whom = task.whom.map(|whom| [whom.body, Some(w.say(&whom.role.term()))].into_iter().flatten().collect());
    Card {
        title: say(w, &task.key, &task.facts),
        href: Some(task.path.clone()),
        meta: whom.unwrap_or_default(),
        when,
        strong: late,
        tone: late.then_some(Tone::Cinnabar),
        act: Some(Act::link(w.say(open), task.path)),
        ..Card::default()
    }
}

/// How many cases stand where, each count a link to them.
#[component]
fn Piles(title: &'static str, piles: Vec<Pile>) -> impl IntoView {
    let w = wording();
    let figures: Vec<BigFigure> = piles
        .into_iter()
        .map(|pile| BigFigure {
            label: w.say(&pile.term),
            number: pile.count.to_string(),
            href: Some(pile.path),
            note: pile.sum.map(|sum| w.money_in_list(sum)),
            ..BigFigure::default()
        })
        .collect();
    (!figures.is_empty()).then(|| {
        let id = title.replace('.', "-");
        view! {
            <section class="section" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{w.say(title)}</h2>
                <Figures figures layout=FiguresLayout::Pipeline/>
            </section>
        }
    })
}

#[component]
fn Offers(offers: Vec<OwnOffer>, today: Day) -> impl IntoView {
    let w = wording();
    let cards: Vec<Card> = offers
        .into_iter()
        .map(|offer| Card {
            title: offer.title,
            href: Some(format!("/demands/{}", offer.demand)),
            meta: vec![offer.demand.to_string(), offer.receipt.to_string()],
            status: Some(match offer.state {
                BidState::Standing => stage_status(w, offer.stage),
                state => Status::new(Tone::Slate, w.say(&state.term())),
            }),
            when: vec![
                w.say_with("workbench.received", &[("day", dated(w, day_of(offer.received_at), today).into())]),
                w.say_with("workbench.closes", &[("day", dated(w, last_day(offer.closes_at), today).into())]),
            ],
            act: Some(Act::link(w.say("workbench.receipt"), format!("/demands/{}/offer/receipt/{}", offer.demand, offer.receipt))),
            ..Card::default()
        })
        .collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="offers">
                <h2 id="offers">{w.say("workbench.offers")}</h2>
                <CardList cards layout=CardLayout::Milestones/>
            </section>
        }
    })
}

#[component]
fn Places(places: Vec<Link>) -> impl IntoView {
    let w = wording();
    let links = places.iter().cloned().map(|link| view! { <a href=link.href>{link.label}</a> }).collect_view();
    (!places.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="places">
                <h2 id="places">{w.say("workbench.places")}</h2>
                <p class="line">{links}</p>
            </section>
        }
    })
}

#[component]
fn Messages(messages: Vec<Told>, today: Day) -> impl IntoView {
    let w = wording();
    let unread = messages.iter().any(|message| !message.read);
    let cards: Vec<Card> = messages
        .into_iter()
        .map(|message| Card {
            title: say(w, &message.key, &message.facts),
            href: Some(message.path),
            when: vec![dated(w, day_of(message.at), today)],
            strong: !message.read,
            ..Card::default()
        })
        .collect();
    let empty = cards.is_empty();
    view! {
        <section class="section" aria-labelledby="messages">
            <h2 id="messages">{w.say("workbench.messages")}</h2>
            {if empty {
                view! { <p class="soft">{w.say("workbench.no-messages")}</p> }.into_any()
            } else {
                view! { <CardList cards layout=CardLayout::Documents/> }.into_any()
            }}
            {unread.then(|| {
                view! {
                    <FormFrame action="/workbench/read".to_owned()>
                        <div class="acts"><button class="btn">{w.say("workbench.mark-read")}</button></div>
                    </FormFrame>
                }
            })}
        </section>
    }
}

#[component]
fn Roles(roles: Vec<OtherRole>) -> impl IntoView {
    let w = wording();
    let forms = roles
        .iter()
        .cloned()
        .map(|role| {
            view! {
                <FormFrame action="/act-as".to_owned()>
                    <input type="hidden" name="membership" value=role.membership/>
                    <button class="btn">{role.words}</button>
                </FormFrame>
            }
        })
        .collect_view();
    (!roles.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="roles">
                <h2 id="roles">{w.say("workbench.act-as")}</h2>
                <p class="small soft">{w.say("workbench.act-as-hint")}</p>
                <div class="acts">{forms}</div>
            </section>
        }
    })
}
