//! The list of contracts, with what they add up to.

use super::words::{contract_status, holder, step_title};
use crate::components::{Applied, BigFigure, Card, Choice, Figures, FilterBar, FilterOrder, FilterSelect, FilterText, ListPlace, Listing, PageTitle, Tone};
use crate::organizations::district_name;
use crate::page::wording;
use domain::code::District;
use domain::contracts::{Contract, ContractOrder, ContractRow, ContractSums, Portion};
use domain::money::Money;
use domain::refusal::Fact;
use domain::services::Field;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Language, Style, Words};

/// What the list shows.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The rows of this page.
    pub rows: Vec<ContractRow>,
    /// What all of them add up to.
    pub sums: ContractSums,
    /// The words looked for.
    pub words: String,
    /// The chosen field.
    pub field: Option<Field>,
    /// The chosen district.
    pub district: Option<District>,
    /// The chosen state.
    pub state: Option<Contract>,
    /// The chosen purchaser: code and name.
    pub purchaser: Option<(String, String)>,
    /// The chosen provider: code and name.
    pub provider: Option<(String, String)>,
    /// Only those paid in this year; the sum paid counts that year alone.
    pub paid_in: Option<i32>,
    /// Only where something is late.
    pub late: bool,
    /// How many of the filtered ones are late.
    pub late_count: u64,
    /// How the list is sorted.
    pub order: ContractOrder,
    /// Where this page stands.
    pub place: ListPlace,
    /// Whether the reader belongs to a side and has drafts to look at.
    pub drafts: bool,
}

const STATES: [Contract; 5] = [Contract::InForce, Contract::Delivered, Contract::Settled, Contract::Closed, Contract::Terminated];

/// The list.
pub fn contracts_page(page: ListPage) -> impl IntoView {
    let w = wording();
    let count = w.say_with("contracts.list-count", &[("n", i64::try_from(page.sums.count).unwrap_or(i64::MAX).into())]);
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row)).collect();
    let drafts = page.drafts.then(|| view! { <p><a href="/contracts/drafts">{w.say("contracts.to-drafts")}</a></p> });
    let applied = applied(w, &page);
    view! {
        <PageTitle title=w.say("contracts.list-title") lead=w.say("contracts.list-lead")/>
        {drafts}
        <Filters page=page.clone() applied=applied.clone()/>
        <Figures figures=figures(w, &page)/>
        <Listing place=page.place count cards empty=w.say("contracts.list-empty") hint=w.say("contracts.list-empty-hint") applied/>
    }
}

fn applied(w: Words, page: &ListPage) -> Vec<Applied> {
    let mut applied = Vec::new();
    if !page.words.is_empty() {
        applied.push(Applied::new("q", page.words.clone()));
    }
    applied.extend(page.field.map(|field| Applied::new("field", w.say(&field.term()))));
    applied.extend(page.district.map(|district| Applied::new("district", district_name(w, district))));
    applied.extend(page.state.map(|state| Applied::new("state", w.say(&state.term()))));
    applied.extend(page.purchaser.as_ref().map(|(_, name)| Applied::new("purchaser", name.clone())));
    applied.extend(page.provider.as_ref().map(|(_, name)| Applied::new("provider", name.clone())));
    applied.extend(page.paid_in.map(|year| Applied::new("paid", w.say_with("contracts.paid-in", &[("year", year.to_string().into())]))));
    applied.extend(page.late.then(|| Applied::new("late", w.say("contracts.only-late"))));
    applied
}

fn figures(w: Words, page: &ListPage) -> Vec<BigFigure> {
    let sums = page.sums;
    let share = Portion::of(sums.paid.as_fen(), sums.price.as_fen());
    let figure = |label: String, number: String, unit: String| BigFigure { label, number, unit, ..BigFigure::default() };
    // English does not count in ten-thousands.
    let sum = |label: String, money: Money| match w.language() {
        Language::Zh => figure(label, money.wan(), w.say("contracts.sum-unit")),
        Language::En => figure(label, w.money(money), w.say("contracts.sum-unit")),
    };
    let paid = match page.paid_in {
        Some(year) => w.say_with("contracts.paid-in", &[("year", year.to_string().into())]),
        None => w.say("contracts.sum-paid"),
    };
    vec![
        sum(w.say("contracts.sum-price"), sums.price),
        BigFigure { note: Some(w.say_with("contracts.sum-share", &[("share", share.to_string().into())])), ..sum(paid, sums.paid) },
        BigFigure {
            href: (page.late_count > 0 && !page.late).then(|| page.place.with("late=1")),
            ..figure(
                w.say("contracts.sum-late"),
                page.late_count.to_string(),
                w.say_with("contracts.pieces", &[("n", Fact::Count(i64::try_from(page.late_count).unwrap_or(i64::MAX)))]),
            )
        },
    ]
}

#[component]
fn Filters(page: ListPage, applied: Vec<Applied>) -> impl IntoView {
    let w = wording();
    let any = Choice::new("", w.say("contracts.any"));
    let fields = std::iter::once(any.clone()).chain(Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term())))).collect::<Vec<_>>();
    let districts =
        std::iter::once(any.clone()).chain(District::all().map(|district| Choice::new(district.code(), district_name(w, district)))).collect::<Vec<_>>();
    let states = std::iter::once(any.clone()).chain(STATES.iter().map(|state| Choice::new(state.key(), w.say(&state.term())))).collect::<Vec<_>>();
    let lateness = vec![any, Choice::new("1", w.say("contracts.only-late"))];
    let purchaser = page.purchaser.map(|(code, _)| view! { <input type="hidden" name="purchaser" value=code/> });
    let paid = page.paid_in.map(|year| view! { <input type="hidden" name="paid" value=year.to_string()/> });
    let provider = page.provider.map(|(code, _)| view! { <input type="hidden" name="provider" value=code/> });
    view! {
        <FilterBar action="/contracts".to_owned() label=w.say("contracts.filter") applied=page.place.chips(&applied)>
            <FilterText name="q".to_owned() label=w.say("contracts.filter-words") value=page.words.clone()/>
            <FilterSelect name="field".to_owned() label=w.say("contracts.filter-field") value=page.field.map(Word::key).unwrap_or_default() choices=fields/>
            <FilterSelect name="district".to_owned() label=w.say("contracts.filter-district") value=page.district.map(District::code).unwrap_or_default() choices=districts/>
            <FilterSelect name="state".to_owned() label=w.say("contracts.filter-state") value=page.state.map(Word::key).unwrap_or_default() choices=states/>
            <FilterSelect name="late".to_owned() label=w.say("contracts.filter-late") value=if page.late { "1" } else { "" } choices=lateness/>
            <FilterOrder order=page.order/>
            {purchaser}
            {provider}
            {paid}
        </FilterBar>
    }
}

/// A contract in the list: its state, or that something is late; its sum; who holds what comes next.
fn card(w: Words, row: &ContractRow) -> Card {
    let late = row.late();
    let share = Portion::of(row.paid.as_fen(), row.price.as_fen());
    let mut when = vec![w.say_with("contracts.paid-share", &[("share", share.to_string().into())])];
    if let Some(step) = row.next.first() {
        let facts = [("step", step_title(w, step).into()), ("who", holder(w, step, &row.purchaser, &row.provider).into())];
        when.push(w.say_with("contracts.card-next", &facts));
    }
    if late > 0 {
        when.insert(0, w.say_with("days.late", &[("n", late.into())]));
    }
    Card {
        title: row.title.clone(),
        href: Some(format!("/contracts/{}", row.number)),
        meta: vec![
            row.number.to_string(),
            row.purchaser.clone(),
            row.provider.clone(),
            w.say_with("contracts.ends-on", &[("day", w.day(row.ends, Style::Long).into())]),
        ],
        status: Some(contract_status(w, row.state)),
        sum: Some(w.money_in_list(row.price)),
        when,
        strong: late > 0,
        tone: (late > 0).then_some(Tone::Cinnabar),
        ..Card::default()
    }
}
