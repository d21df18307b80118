//! The first page: what is being bought, where do I start?

use crate::components::{BigFigure, Card, CardLayout, CardList, Days, DistrictTiles, EmptyState, Figures, FiguresLayout, Glyph, Icon, Link};
use crate::page::{fresh_id, wording};
use domain::calendar::{Day, Due, Moment, day_of, working_days_between};
use domain::code::District;
use domain::money::Money;
use domain::refusal::Fact;
use leptos::prelude::*;
use messages::{Language, Style, Words};

/// What the first page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeView {
    /// The world's time.
    pub now: Moment,
    /// Demands that are open for offers.
    pub open: i64,
    /// Contracts in performance.
    pub running: i64,
    /// Paid in the year of `now`.
    pub paid: Money,
    /// Open demands by district.
    pub districts: Vec<(District, i64)>,
    /// Fields that are often sought.
    pub often: Vec<Link>,
    /// What closes next, soonest first.
    pub due: Vec<HomeDeadline>,
    /// The latest documents, newest first.
    pub notices: Vec<HomeNotice>,
    /// Whom to call, as people read it.
    pub telephone: String,
}

/// A demand that closes soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeDeadline {
    /// What is wanted.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who wants it.
    pub purchaser: String,
    /// Its budget.
    pub budget: Money,
    /// When it closes.
    pub at: Moment,
}

/// A public document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeNotice {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number.
    pub number: String,
    /// Of which day.
    pub day: Day,
    /// The last day of its publicity.
    pub until: Option<Due>,
}

/// The first page.
pub fn home_page(view: HomeView) -> impl IntoView {
    view! {
        <Entries telephone=view.telephone.clone()/>
        <Hero view=view.clone()/>
        <div class="pair map section">
            <Where districts=view.districts/>
            <ClosingNext due=view.due now=view.now open=view.open/>
        </div>
        <Notices notices=view.notices/>
        <Starts/>
    }
}

/// Four large doors, in large type only.
#[component]
fn Entries(telephone: String) -> impl IntoView {
    let w = wording();
    let digits: String = telephone.chars().filter(char::is_ascii_digit).collect();
    view! {
        <nav class="entries" aria-label=w.say("home.entries")>
            <a href="/demands">{w.say("home.entry-demands")}</a>
            <a href="/contracts">{w.say("home.entry-contracts")}</a>
            <a href="/evaluations">{w.say("home.entry-evaluations")}</a>
            <a href=format!("tel:{digits}")>{w.say("home.entry-call")}</a>
        </nav>
    }
}

#[component]
fn Hero(view: HomeView) -> impl IntoView {
    let w = wording();
    let often = view.often.iter().cloned().map(|link| view! { <a href=link.href>{link.label}</a> }).collect_view();
    view! {
        <section class="hero" aria-labelledby="lead">
            <div>
                <div class="say">
                    <h1 id="lead" class="phrase">{w.say("home.lead")}</h1>
                    <p>{w.say("home.sub")}</p>
                </div>
                <form class="find" role="search" method="get" action="/search" aria-label=w.say("home.search-region")>
                    <input type="search" name="q" aria-label=w.say("home.search-label") placeholder=w.say("home.search-label")/>
                    <button class="btn main">
                        <Icon glyph=Glyph::Search/>
                        {w.say("home.search")}
                    </button>
                </form>
                {(!view.often.is_empty()).then(|| view! { <p class="small soft line"><span>{w.say("home.often")}</span>{often}</p> })}
            </div>
            <Figures figures=figures(w, &view) layout=FiguresLayout::Tall/>
        </section>
    }
}

fn figures(w: Words, view: &HomeView) -> Vec<BigFigure> {
    use chrono::Datelike;
    let year = day_of(view.now).year();
    let paid = match w.language() {
        Language::Zh => view.paid.wan(),
        Language::En => w.money(view.paid),
    };
    let figure =
        |label: String, number: String, unit: &str, href: &str| BigFigure { label, number, unit: w.say(unit), href: Some(href.to_owned()), note: None };
    vec![
        figure(w.say("home.open"), view.open.to_string(), "home.open-unit", "/demands?stage=open"),
        figure(w.say("home.running"), view.running.to_string(), "home.running-unit", "/contracts?state=in-force"),
        figure(w.say_with("home.paid", &[("year", year.to_string().into())]), paid, "home.paid-unit", &format!("/contracts?paid={year}")),
    ]
}

#[component]
fn Where(districts: Vec<(District, i64)>) -> impl IntoView {
    let w = wording();
    let id = fresh_id("where");
    view! {
        <section aria-labelledby=id.clone()>
            <div class="head left">
                <h2 id=id.clone()>{w.say("home.where")}</h2>
                <span class="small soft">{w.say("home.where-what")}</span>
            </div>
            <DistrictTiles label=w.say("home.where-label") counts=districts href="/demands?stage=open&district=".to_owned()/>
        </section>
    }
}

#[component]
fn ClosingNext(due: Vec<HomeDeadline>, now: Moment, open: i64) -> impl IntoView {
    let w = wording();
    let id = fresh_id("due");
    let list = if due.is_empty() {
        view! { <EmptyState title=w.say("home.due-none") hint=w.say("home.due-none-hint")/> }.into_any()
    } else {
        view! { <CardList cards=due.into_iter().map(|deadline| deadline_card(w, deadline, now)).collect() layout=CardLayout::Deadlines/> }.into_any()
    };
    view! {
        <section aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()>{w.say("home.due")}</h2>
                <a class="small" href="/demands?stage=open">{w.say_with("home.due-all", &[("n", Fact::Count(open))])}</a>
            </div>
            {list}
        </section>
    }
}

fn deadline_card(w: Words, deadline: HomeDeadline, now: Moment) -> Card {
    let end = deadline.at - chrono::TimeDelta::milliseconds(1);
    let days = Days::Left(working_days_between(day_of(now), day_of(end)));
    let line = w.say_with("home.due-line", &[("time", w.time(deadline.at).into()), ("left", days.words(w).into())]);
    Card {
        title: deadline.title,
        href: Some(deadline.href),
        meta: vec![deadline.purchaser],
        sum: Some(w.money_in_list(deadline.budget)),
        when: vec![w.day(day_of(end), Style::Short), line],
        strong: true,
        ..Card::default()
    }
}

#[component]
fn Notices(notices: Vec<HomeNotice>) -> impl IntoView {
    let w = wording();
    let id = fresh_id("notices");
    let list = if notices.is_empty() {
        view! { <EmptyState title=w.say("home.notices-none")/> }.into_any()
    } else {
        view! { <CardList cards=notices.into_iter().map(|notice| notice_card(w, notice)).collect() layout=CardLayout::Documents/> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()>{w.say("home.notices")}</h2>
                <a class="small" href="/notices">{w.say("home.notices-all")}</a>
            </div>
            {list}
        </section>
    }
}

fn notice_card(w: Words, notice: HomeNotice) -> Card {
    let until = notice.until.map(|due| w.say_with("home.until", &[("day", w.due(due, Style::Short).into())]));
    Card {
        title: notice.title,
        href: Some(notice.href),
        meta: std::iter::once(notice.issuer).chain(until).collect(),
        sum: Some(notice.number),
        when: vec![w.day(notice.day, Style::Short)],
        ..Card::default()
    }
}

#[component]
fn Starts() -> impl IntoView {
    let w = wording();
    let id = fresh_id("start");
    let start = |who: &str, link: &str, href: &'static str, text: &str| {
        view! {
            <div>
                <p class="strong">{w.say(who)}</p>
                <p class="small soft"><a href=href>{w.say(link)}</a><br/>{w.say(text)}</p>
            </div>
        }
    };
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{w.say("home.start")}</h2>
            <div class="figs starts">
                {start("home.start-organization", "home.start-organization-link", "/demands?stage=open", "home.start-organization-text")}
                {start("home.start-purchaser", "home.start-purchaser-link", "/sign-in", "home.start-purchaser-text")}
                {start("home.start-citizen", "home.start-citizen-link", "/contracts", "home.start-citizen-text")}
            </div>
        </section>
    }
}
