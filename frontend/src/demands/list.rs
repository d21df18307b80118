//! The list of published demands.

use super::words::stage_status;
use crate::components::{Bar, Bars, Card, Choice, FilterBar, FilterSelect, FilterText, Link, ListPlace, Listing, PageTitle};
use crate::organizations::district_name;
use crate::page::wording;
use domain::calendar::{Moment, day_of, working_days_between};
use domain::code::District;
use domain::demands::{DemandRow, Stage};
use domain::money::Money;
use domain::services::Field;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the list shows.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The rows of this page.
    pub rows: Vec<DemandRow>,
    /// How many there are in all.
    pub total: u64,
    /// What their budgets add up to.
    pub budget: Money,
    /// The chosen filters.
    pub words: String,
    /// The chosen field.
    pub field: Option<Field>,
    /// The chosen district.
    pub district: Option<District>,
    /// The chosen stage.
    pub stage: Option<Stage>,
    /// The chosen purchaser: code and name.
    pub purchaser: Option<(String, String)>,
    /// Where this page stands.
    pub place: ListPlace,
    /// By field, how many demands the filters leave.
    pub by_field: Vec<(Field, u64)>,
    /// World time.
    pub now: Moment,
}

/// The list.
pub fn demands_page(page: ListPage) -> impl IntoView {
    let w = wording();
    let count = w.say_with("demands.list-count", &[("n", (page.total as i64).into()), ("sum", w.money_in_list(page.budget).into())]);
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row, page.now)).collect();
    view! {
        <PageTitle title=w.say("demands.list-title") lead=w.say("demands.list-lead")/>
        <Filters page=page.clone()/>
        <Listing place=page.place count cards empty=w.say("demands.list-empty") hint=w.say("demands.list-empty-hint")/>
        <ByField counts=page.by_field/>
    }
}

#[component]
fn Filters(page: ListPage) -> impl IntoView {
    let w = wording();
    let any = Choice::new("", w.say("demands.any"));
    let fields = std::iter::once(any.clone()).chain(Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term())))).collect::<Vec<_>>();
    let districts =
        std::iter::once(any.clone()).chain(District::all().map(|district| Choice::new(district.code(), district_name(w, district)))).collect::<Vec<_>>();
    let stages = std::iter::once(any).chain(Stage::ALL.iter().map(|stage| Choice::new(stage.key(), w.say(&stage.term())))).collect::<Vec<_>>();
    let without = |name: &str| page.place.without(name);
    let mut applied = Vec::new();
    if !page.words.is_empty() {
        applied.push(Link::new(page.words.clone(), without("q")));
    }
    if let Some(field) = page.field {
        applied.push(Link::new(w.say(&field.term()), without("field")));
    }
    if let Some(district) = page.district {
        applied.push(Link::new(district_name(w, district), without("district")));
    }
    if let Some(stage) = page.stage {
        applied.push(Link::new(w.say(&stage.term()), without("stage")));
    }
    applied.extend(page.purchaser.clone().map(|(_, name)| Link::new(name, without("purchaser"))));
    let purchaser = page.purchaser.map(|(code, _)| view! { <input type="hidden" name="purchaser" value=code/> });
    view! {
        <FilterBar action="/demands".to_owned() label=w.say("demands.filter") applied>
            <FilterText name="q".to_owned() label=w.say("demands.filter-words") value=page.words.clone()/>
            <FilterSelect name="field".to_owned() label=w.say("demands.filter-field") value=page.field.map(Word::key).unwrap_or_default() choices=fields/>
            <FilterSelect name="district".to_owned() label=w.say("demands.filter-district") value=page.district.map(District::code).unwrap_or_default() choices=districts/>
            <FilterSelect name="stage".to_owned() label=w.say("demands.filter-stage") value=page.stage.map(Word::key).unwrap_or_default() choices=stages/>
            {purchaser}
        </FilterBar>
    }
}

fn card(w: Words, row: &DemandRow, now: Moment) -> Card {
    let key = if row.stage == Stage::Open { "demands.closes" } else { "demands.closed" };
    let closes = w.say_with(key, &[("time", w.deadline(row.closes_at, row.closes_provisional).into())]);
    let mut when = vec![closes];
    let mut tone = None;
    if row.stage == Stage::Open {
        let left = working_days_between(day_of(now), day_of(row.closes_at));
        when.push(if left > 0 { w.say_with("days.left", &[("n", left.into())]) } else { w.say("days.today") });
        tone = (left <= 3).then_some(crate::components::Tone::Osmanthus);
    }
    Card {
        title: row.title.clone(),
        href: Some(format!("/demands/{}", row.number)),
        meta: vec![
            row.purchaser.clone(),
            w.say(&row.field.term()),
            w.say_with("demands.published-on", &[("day", w.day(day_of(row.published_at), Style::Short).into())]),
            row.number.to_string(),
        ],
        status: Some(stage_status(w, row.stage)),
        sum: Some(w.money_in_list(row.budget)),
        when,
        tone,
        ..Card::default()
    }
}

#[component]
fn ByField(counts: Vec<(Field, u64)>) -> impl IntoView {
    let w = wording();
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let bars: Vec<Bar> = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(field, count)| Bar {
            label: w.say(&field.term()),
            part: i64::try_from(count).unwrap_or(i64::MAX),
            whole: i64::try_from(most).unwrap_or(i64::MAX),
            figure: count.to_string(),
            unit: w.say("demands.unit"),
        })
        .collect();
    (bars.len() > 1).then(|| {
        view! {
            <section class="section" aria-labelledby="by-field">
                <h2 id="by-field">{w.say("demands.by-field")}</h2>
                <Bars bars/>
            </section>
        }
    })
}
