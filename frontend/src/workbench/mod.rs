//! The workbench: what must I do next?

use crate::components::{Act, Card, CardLayout, CardList, EmptyState, FormFrame, Link, PageTitle, Tone};
use crate::page::wording;
use domain::calendar::{Moment, day_of};
use domain::refusal::Fact;
use leptos::prelude::*;
use messages::{Style, Words};

/// Something that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Key of its words.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// Where it is done.
    pub path: String,
    /// Since when it waits.
    pub since: Moment,
    /// Until when, if there is a limit.
    pub due: Option<Moment>,
    /// Whether that may still move because the year's working days are not announced.
    pub provisional: bool,
}

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
    /// What waits.
    pub waiting: Vec<Waiting>,
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

/// The workbench.
pub fn workbench_page(page: WorkbenchPage) -> impl IntoView {
    let w = wording();
    let today = day_of(page.now);
    let (due, rest): (Vec<_>, Vec<_>) =
        page.waiting.into_iter().partition(|task| task.due.is_some_and(|due| day_of(due - chrono::TimeDelta::microseconds(1)) <= today));
    let nothing = due.is_empty() && rest.is_empty();
    view! {
        <PageTitle title=w.say("workbench.title") lead=page.line/>
        {nothing.then(|| view! { <EmptyState title=w.say("workbench.empty")/> })}
        <Group title="workbench.today" tasks=due now=page.now/>
        <Group title="workbench.mine" tasks=rest now=page.now/>
        <Places places=page.places/>
        <Messages messages=page.messages/>
        <Roles roles=page.roles/>
    }
}

#[component]
fn Group(title: &'static str, tasks: Vec<Waiting>, now: Moment) -> impl IntoView {
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

fn card(w: Words, task: Waiting, now: Moment) -> Card {
    let late = task.due.is_some_and(|due| due <= now);
    let mut when = Vec::new();
    if late {
        when.push(w.say("workbench.late"));
    }
    when.push(match task.due {
        Some(due) => w.say_with("workbench.due", &[("time", w.deadline(due, task.provisional).into())]),
        None => w.say_with("workbench.since", &[("time", task.since.into())]),
    });
    let title = say(w, &task.key, &task.facts);
    Card {
        title,
        href: Some(task.path.clone()),
        when,
        tone: late.then_some(Tone::Cinnabar),
        act: Some(Act::link(w.say("workbench.open"), task.path)),
        ..Card::default()
    }
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
fn Messages(messages: Vec<Told>) -> impl IntoView {
    let w = wording();
    let unread = messages.iter().any(|message| !message.read);
    let cards: Vec<Card> = messages
        .into_iter()
        .map(|message| Card {
            title: say(w, &message.key, &message.facts),
            href: Some(message.path),
            when: vec![w.day(day_of(message.at), Style::Short)],
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
