//! What the whole site has for some words, by kind.

use crate::components::{Card, CardLayout, CardList, EmptyState, PageTitle};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchPage {
    /// What was looked for; empty when nothing was.
    pub words: String,
    /// The kinds that have hits.
    pub groups: Vec<HitGroup>,
}

/// Hits of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitGroup {
    /// Key of what the kind is called.
    pub kind: &'static str,
    /// The first few.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: u64,
    /// The list of all of them.
    pub all: String,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    title: String,
    href: String,
    meta: Vec<String>,
}

impl Hit {
    /// A thing, its page, and whose it is.
    pub fn new(title: String, href: String, meta: impl IntoIterator<Item = String>) -> Hit {
        Hit { title, href, meta: meta.into_iter().collect() }
    }
}

/// The page.
pub fn search_page(page: SearchPage) -> impl IntoView {
    let w = wording();
    let nothing = page.groups.is_empty().then(|| {
        let title = if page.words.is_empty() { w.say("search.ask") } else { w.say_with("search.none", &[("words", page.words.clone().into())]) };
        view! { <div class="section"><EmptyState title hint=w.say("search.hint")/></div> }
    });
    let groups = page.groups.into_iter().map(|group| view! { <Group group/> }).collect_view();
    view! {
        <PageTitle title=w.say("search.title")/>
        <form class="find measure" role="search" method="get" action="/search" aria-label=w.say("search.again")>
            <input type="search" name="q" value=page.words aria-label=w.say("frame.search-label") placeholder=w.say("frame.search-hint")/>
            <button class="btn main">{w.say("frame.search")}</button>
        </form>
        {nothing}
        {groups}
    }
}

#[component]
fn Group(group: HitGroup) -> impl IntoView {
    let w = wording();
    let id = fresh_id("hits");
    let cards: Vec<Card> = group.hits.into_iter().map(|hit| Card { title: hit.title, href: Some(hit.href), meta: hit.meta, ..Card::default() }).collect();
    let kind = w.say(group.kind);
    let total = i64::try_from(group.total).unwrap_or(i64::MAX);
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()>{kind.clone()}</h2>
                <p class="small"><a href=group.all>{w.say_with("search.all", &[("n", total.into())])}<span class="vh">{kind}</span></a></p>
            </div>
            <CardList cards layout=CardLayout::Findings/>
        </section>
    }
}
