//! The list of issued evaluations, and of those in which the reader has a part.

use super::words::{grade_status, state_status};
use crate::components::{Applied, Bar, Bars, Card, CardList, Choice, EmptyState, FilterBar, FilterSelect, FilterText, ListPlace, Listing, PageTitle, Tone};
use crate::organizations::district_name;
use crate::page::wording;
use domain::calendar::day_of;
use domain::code::District;
use domain::evaluations::{EvaluationRow, Grade, ProcessRow};
use domain::services::Field;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the list shows.
#[derive(Clone, Debug)]
pub struct ListPage {
    /// The rows of this page.
    pub rows: Vec<EvaluationRow>,
    /// How many there are in all.
    pub total: u64,
    /// How many of each grade.
    pub grades: Vec<(Grade, u64)>,
    /// The words looked for.
    pub words: String,
    /// The chosen grade.
    pub grade: Option<Grade>,
    /// The chosen field.
    pub field: Option<Field>,
    /// The chosen district.
    pub district: Option<District>,
    /// The chosen agency: its code and name.
    pub agency: Option<(String, String)>,
    /// Where this page stands.
    pub place: ListPlace,
    /// Whether the reader has evaluations in progress to look at.
    pub own: bool,
}

/// The list.
pub fn evaluations_page(page: ListPage) -> impl IntoView {
    let w = wording();
    let count = w.say_with("evaluations.list-count", &[("n", i64::try_from(page.total).unwrap_or(i64::MAX).into())]);
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row)).collect();
    let applied = applied(w, &page);
    view! {
        <PageTitle title=w.say("evaluations.list-title") lead=w.say("evaluations.list-lead")/>
        {page.own.then(|| view! { <p class="after"><a href="/evaluations/work">{w.say("evaluations.own-link")}</a></p> })}
        <Filters page=page.clone() applied=applied.clone()/>
        <Listing place=page.place count cards empty=w.say("evaluations.list-empty") hint=w.say("evaluations.list-empty-hint") applied/>
        <ByGrade grades=page.grades/>
    }
}

fn applied(w: Words, page: &ListPage) -> Vec<Applied> {
    let words = (!page.words.is_empty()).then(|| Applied::new("q", page.words.clone()));
    let grade = page.grade.map(|grade| Applied::new("grade", w.say(&grade.term())));
    let field = page.field.map(|field| Applied::new("field", w.say(&field.term())));
    let district = page.district.map(|district| Applied::new("district", district_name(w, district)));
    let agency = page.agency.clone().map(|(_, name)| Applied::new("agency", name));
    [words, grade, field, district, agency].into_iter().flatten().collect()
}

#[component]
fn Filters(page: ListPage, applied: Vec<Applied>) -> impl IntoView {
    let w = wording();
    let any = || std::iter::once(Choice::new("", w.say("evaluations.any")));
    let grades: Vec<Choice> = any().chain(Grade::ALL.iter().map(|grade| Choice::new(grade.key(), w.say(&grade.term())))).collect();
    let fields: Vec<Choice> = any().chain(Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term())))).collect();
    let districts: Vec<Choice> = any().chain(District::all().map(|district| Choice::new(district.code(), district_name(w, district)))).collect();
    view! {
        <FilterBar action="/evaluations".to_owned() label=w.say("evaluations.filter") applied=page.place.chips(&applied)>
            <FilterText name="q".to_owned() label=w.say("evaluations.filter-words") value=page.words.clone()/>
            <FilterSelect name="grade".to_owned() label=w.say("evaluations.filter-grade") value=page.grade.map(Word::key).unwrap_or_default() choices=grades/>
            <FilterSelect name="field".to_owned() label=w.say("evaluations.filter-field") value=page.field.map(Word::key).unwrap_or_default() choices=fields/>
            <FilterSelect name="district".to_owned() label=w.say("evaluations.filter-district") value=page.district.map(District::code).unwrap_or_default() choices=districts/>
        </FilterBar>
    }
}

fn card(w: Words, row: &EvaluationRow) -> Card {
    Card {
        title: row.title.clone(),
        href: Some(format!("/evaluations/{}", row.number)),
        meta: vec![row.provider.clone(), w.say(&row.field.term()), row.purchaser.clone(), row.number.to_string()],
        status: Some(grade_status(w, row.grade)),
        sum: Some(w.say_with("evaluations.points", &[("n", row.total.into())])),
        when: vec![
            w.say_with("evaluations.issued-on", &[("day", w.day(day_of(row.issued_at), Style::Long).into())]),
            w.say_with("evaluations.by-agency", &[("agency", row.agency.clone().into())]),
        ],
        tone: matches!(row.grade, Grade::Poor | Grade::Fail).then_some(Tone::Cinnabar),
        ..Card::default()
    }
}

#[component]
fn ByGrade(grades: Vec<(Grade, u64)>) -> impl IntoView {
    let w = wording();
    let most = grades.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let bars: Vec<Bar> = grades
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(grade, n)| Bar::of(w.say(&grade.term()), count(n), count(most), n.to_string(), w.say("evaluations.unit")))
        .collect();
    (bars.len() > 1).then(|| {
        view! {
            <section class="section" aria-labelledby="by-grade">
                <h2 id="by-grade">{w.say("evaluations.by-grade")}</h2>
                <Bars bars/>
            </section>
        }
    })
}

/// The evaluations in which the reader's body has a part.
pub fn processes_page(rows: Vec<ProcessRow>) -> impl IntoView {
    let w = wording();
    let card = |row: ProcessRow| {
        let mut when = vec![w.say_with("evaluations.since", &[("day", w.day(day_of(row.since), Style::Short).into())])];
        when.extend(row.comment_until.map(|due| w.say_with("evaluations.comment-until", &[("day", w.due(due, Style::Long).into())])));
        Card {
            title: row.title,
            href: Some(format!("/evaluations/work/{}", row.id)),
            meta: vec![row.provider, w.say_with("evaluations.by-agency", &[("agency", row.agency.into())]), row.contract.to_string()],
            status: Some(state_status(w, row.state)),
            when,
            ..Card::default()
        }
    };
    let cards: Vec<Card> = rows.into_iter().map(card).collect();
    let body = if cards.is_empty() {
        view! { <EmptyState title=w.say("evaluations.own-empty") hint=w.say("evaluations.own-empty-hint")/> }.into_any()
    } else {
        view! { <h2 class="vh">{w.say("evaluations.own-title")}</h2><CardList cards/> }.into_any()
    };
    view! {
        <PageTitle title=w.say("evaluations.own-title") lead=w.say("evaluations.own-lead")/>
        {body}
    }
}
