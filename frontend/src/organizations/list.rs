//! The public register.

use super::words::{district_name, fields_words, serves_words, standing_status};
use crate::components::{Act, Acts, Applied, Card, Choice, FilterBar, FilterOrder, FilterSelect, FilterText, ListPlace, Listing, PageTitle};
use crate::page::wording;
use domain::code::District;
use domain::organizations::{OrganizationKind, OrganizationOrder, OrganizationRow};
use domain::refusal::Fact;
use domain::services::Field;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// What the list shows.
#[derive(Clone, Debug)]
pub struct OrganizationsPage {
    /// The rows of this page.
    pub rows: Vec<OrganizationRow>,
    /// How many there are in all.
    pub total: u64,
    /// The words that are looked for.
    pub words: String,
    /// The chosen kind.
    pub kind: Option<OrganizationKind>,
    /// The chosen field.
    pub field: Option<Field>,
    /// The chosen district.
    pub district: Option<District>,
    /// Whether only those are listed whose code waits.
    pub held: bool,
    /// How the list is sorted.
    pub order: OrganizationOrder,
    /// Where this page stands.
    pub place: ListPlace,
    /// Whether this reader imports lists and confirms codes.
    pub registrar: bool,
}

/// The list.
pub fn organizations_page(page: OrganizationsPage) -> impl IntoView {
    let w = wording();
    let total = i64::try_from(page.total).unwrap_or(i64::MAX);
    let count = w.say_with("organizations.list-count", &[("n", Fact::Count(total))]);
    let acts = page.registrar.then(|| {
        let acts =
            vec![Act::link(w.say("organizations.act-import"), "/organizations/import"), Act::link(w.say("organizations.act-held"), "/organizations?held=1")];
        view! { <Acts acts/> }
    });
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row)).collect();
    let applied = applied(w, &page);
    view! {
        <PageTitle title=w.say("organizations.list-title") lead=w.say("organizations.list-lead")/>
        {acts}
        <Filters page=page.clone() applied=applied.clone()/>
        <Listing place=page.place count cards empty=w.say("organizations.list-empty") hint=w.say("organizations.list-empty-hint") applied/>
    }
}

fn applied(w: Words, page: &OrganizationsPage) -> Vec<Applied> {
    let words = (!page.words.is_empty()).then(|| Applied::new("q", page.words.clone()));
    let kind = page.kind.map(|kind| Applied::new("kind", w.say(&kind.term())));
    let field = page.field.map(|field| Applied::new("field", w.say(&field.term())));
    let district = page.district.map(|district| Applied::new("district", district_name(w, district)));
    let held = page.held.then(|| Applied::new("held", w.say("organizations.held")));
    [words, kind, field, district, held].into_iter().flatten().collect()
}

#[component]
fn Filters(page: OrganizationsPage, applied: Vec<Applied>) -> impl IntoView {
    let w = wording();
    let choices = |some: Vec<Choice>| std::iter::once(Choice::new("", w.say("organizations.any"))).chain(some).collect::<Vec<_>>();
    let kinds = choices(OrganizationKind::ALL.iter().map(|kind| Choice::new(kind.key(), w.say(&kind.term()))).collect());
    let fields = choices(Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term()))).collect());
    let districts = choices(District::all().map(|district| Choice::new(district.code(), district_name(w, district))).collect());
    view! {
        <FilterBar action="/organizations".to_owned() label=w.say("organizations.filter") applied=page.place.chips(&applied)>
            <FilterText name="q".to_owned() label=w.say("organizations.filter-words") value=page.words.clone()/>
            <FilterSelect name="kind".to_owned() label=w.say("organizations.filter-kind") value=page.kind.map(Word::key).unwrap_or_default() choices=kinds/>
            <FilterSelect name="field".to_owned() label=w.say("organizations.filter-field") value=page.field.map(Word::key).unwrap_or_default() choices=fields/>
            <FilterSelect
                name="district".to_owned()
                label=w.say("organizations.filter-district")
                value=page.district.map(District::code).unwrap_or_default()
                choices=districts
            />
            <FilterOrder order=page.order/>
            {page.held.then(|| view! { <input type="hidden" name="held" value="1"/> })}
        </FilterBar>
    }
}

fn card(w: Words, row: &OrganizationRow) -> Card {
    let offers = row.kind.is_social();
    let mut meta = vec![w.say(&row.kind.term())];
    meta.extend(row.district.map(|district| district_name(w, district)));
    meta.push(row.code.to_string());
    let mut when = Vec::new();
    if offers {
        when.push(w.say_with("organizations.row-fields", &[("fields", fields_words(w, &row.fields).into())]));
        when.push(w.say_with("organizations.row-serves", &[("where", serves_words(w, &row.serves).into())]));
    }
    Card {
        title: row.name.clone(),
        href: Some(format!("/organizations/{}", row.code)),
        meta,
        // In a list only what is known is worth a tag: the page says what is not filled in.
        status: (row.held || row.standing.is_some()).then(|| standing_status(w, row)),
        sum: offers.then(|| w.say_with("organizations.row-delivered", &[("n", Fact::Count(row.delivered.into()))])),
        when,
        ..Card::default()
    }
}
