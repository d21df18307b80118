//! The list of published demands.

use super::words::stage_status;
use crate::components::{Applied, Bar, Bars, Card, Choice, FilterBar, FilterOrder, FilterSelect, FilterText, ListPlace, Listing, Month, MonthBars, PageTitle};
use crate::organizations::district_name;
use crate::page::wording;
use domain::calendar::{Day, Moment, day_of, working_days_between};
use domain::code::District;
use domain::demands::{DemandOrder, DemandRow, Stage};
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
    /// How the list is sorted.
    pub order: DemandOrder,
    /// Where this page stands.
    pub place: ListPlace,
    /// By month, its first day and how many demands of the filters were published in it.
    pub by_month: Vec<(Day, u64)>,
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
    let applied = applied(w, &page);
    view! {
        <PageTitle title=w.say("demands.list-title") lead=w.say("demands.list-lead")/>
        <Filters page=page.clone() applied=applied.clone()/>
        <Listing place=page.place count cards empty=w.say("demands.list-empty") hint=w.say("demands.list-empty-hint") applied/>
        <ByMonth counts=page.by_month/>
        <ByField counts=page.by_field/>
    }
}

fn applied(w: Words, page: &ListPage) -> Vec<Applied> {
    let words = (!page.words.is_empty()).then(|| Applied::new("q", page.words.clone()));
    let field = page.field.map(|field| Applied::new("field", w.say(&field.term())));
    let district = page.district.map(|district| Applied::new("district", district_name(w, district)));
    let stage = page.stage.map(|stage| Applied::new("stage", w.say(&stage.term())));
    let purchaser = page.purchaser.clone().map(|(_, name)| Applied::new("purchaser", name));
    [words, field, district, stage, purchaser].into_iter().flatten().collect()
}

#[component]
fn Filters(page: ListPage, applied: Vec<Applied>) -> impl IntoView {
    let w = wording();
    let any = Choice::new("", w.say("demands.any"));
    let fields = std::iter::once(any.clone()).chain(Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term())))).collect::<Vec<_>>();
    let districts =
        std::iter::once(any.clone()).chain(District::all().map(|district| Choice::new(district.code(), district_name(w, district)))).collect::<Vec<_>>();
    let stages = std::iter::once(any).chain(Stage::ALL.iter().map(|stage| Choice::new(stage.key(), w.say(&stage.term())))).collect::<Vec<_>>();
    let purchaser = page.purchaser.map(|(code, _)| view! { <input type="hidden" name="purchaser" value=code/> });
    view! {
        <FilterBar action="/demands".to_owned() label=w.say("demands.filter") applied=page.place.chips(&applied)>
            <FilterText name="q".to_owned() label=w.say("demands.filter-words") value=page.words.clone()/>
            <FilterSelect name="field".to_owned() label=w.say("demands.filter-field") value=page.field.map(Word::key).unwrap_or_default() choices=fields/>
            <FilterSelect name="district".to_owned() label=w.say("demands.filter-district") value=page.district.map(District::code).unwrap_or_default() choices=districts/>
            <FilterSelect name="stage".to_owned() label=w.say("demands.filter-stage") value=page.stage.map(Word::key).unwrap_or_default() choices=stages/>
            {purchaser}
            <FilterOrder order=page.order/>
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

/// How many were published in each of the last months. Where nothing was, there is nothing to draw.
#[component]
fn ByMonth(counts: Vec<(Day, u64)>) -> impl IntoView {
    let w = wording();
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    // Of equal months the latest.
    let busiest = counts.iter().copied().max_by_key(|(_, count)| *count).filter(|(_, most)| *most > 0);
    busiest.map(|(month, most)| {
        let facts = [("n", number(total).into()), ("month", w.month(month).into()), ("most", number(most).into())];
        let finding = w.say_with("demands.months-finding", &facts);
        let months = counts.iter().map(|(month, count)| Month { short: w.month_alone(*month), full: w.month(*month), count: number(*count) }).collect();
        view! { <div class="section"><MonthBars finding months unit=w.say("demands.unit")/></div> }
    })
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
