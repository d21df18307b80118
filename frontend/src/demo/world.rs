//! The time machine and the role switcher.

use crate::components::{Act, Acts, Field, FormFrame, PageTitle, TextField};
use crate::page::wording;
use domain::calendar::Moment;
use leptos::prelude::*;

/// A person of the demonstration.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// The membership.
    pub membership: String,
    /// What others see.
    pub name: String,
    /// Key of the role.
    pub role: String,
    /// The body's name, if any.
    pub organization: Option<String>,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct DemoPage {
    /// The world's now.
    pub now: Moment,
    /// The next due moment, if one waits.
    pub next: Option<Moment>,
    /// Everybody.
    pub people: Vec<DemoPerson>,
    /// What was typed as a day, and what is wrong with it.
    pub typed: String,
    /// The words of what is wrong.
    pub error: Option<String>,
}

/// The page.
pub fn demo_page(page: DemoPage) -> impl IntoView {
    let w = wording();
    let links = vec![Act::link(w.say("demo.tour"), "/demo/tour"), Act::link(w.say("demo.components"), "/demo/components")];
    view! {
        <PageTitle title=w.say("demo.title") lead=w.say("demo.lead")/>
        <Acts acts=links/>
        <TimeMachine page=page.clone()/>
        <section class="section" aria-labelledby="people">
            <h2 id="people">{w.say("demo.people")}</h2>
            <p>{w.say("demo.people-lead")}</p>
            <ul class="list verdict">{page.people.into_iter().map(|person| view! { <OnePerson person/> }).collect_view()}</ul>
        </section>
    }
}

#[component]
fn TimeMachine(page: DemoPage) -> impl IntoView {
    let w = wording();
    let steps = ["hour", "day", "working-day"]
        .map(|step| view! { <button class="btn" name="to" value=step>{w.say(&format!("demo.time-{step}"))}</button> })
        .into_iter()
        .collect_view();
    let next = match page.next {
        Some(next) => view! { <button class="btn main" name="to" value="next">{w.say_with("demo.time-next", &[("time", next.into())])}</button> }.into_any(),
        None => view! { <p class="soft">{w.say("demo.time-none")}</p> }.into_any(),
    };
    let day = Field::new("day", w.say("demo.time-to")).hint(w.say("demo.time-to-hint")).value(page.typed).error(page.error);
    view! {
        <section class="section" aria-labelledby="time">
            <h2 id="time">{w.say("demo.time")}</h2>
            <p class="strong tn">{w.say_with("demo.now", &[("time", page.now.into())])}</p>
            <p>{w.say("demo.time-what")}</p>
            <FormFrame action="/demo/time".to_owned()>
                <div class="acts">{next}{steps}</div>
            </FormFrame>
            <FormFrame action="/demo/time".to_owned()>
                <TextField field=day/>
                <div class="acts"><button class="btn" name="to" value="date">{w.say("demo.time-go")}</button></div>
            </FormFrame>
        </section>
    }
}

#[component]
fn OnePerson(person: DemoPerson) -> impl IntoView {
    let w = wording();
    let role = w.say(&person.role);
    view! {
        <li>
            <div>
                <p class="t">{role.clone()}</p>
                <p class="meta">{person.name.clone()}{person.organization.map(|name| format!(" · {name}"))}</p>
            </div>
            <FormFrame action="/demo/people".to_owned()>
                <input type="hidden" name="membership" value=person.membership/>
                <button class="btn">{w.say("demo.people-be")}<span class="vh">{person.name}</span></button>
            </FormFrame>
        </li>
    }
}
