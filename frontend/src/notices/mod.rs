//! Pages of public documents.

use crate::components::{
    Block, Breadcrumb, Card, CardLayout, CardList, Cell, Choice, Column, EmptyState, FilterBar, FilterSelect, FilterText, Link, PageTitle, Pager, Paper,
    PaperView, Table,
};
use crate::page::wording;
use domain::calendar::day_of;
use domain::notices::{NoticeKind, NoticeRow, NoticeView, Section};
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the list shows.
#[derive(Clone, Debug)]
pub struct NoticesPage {
    /// The rows of this page.
    pub rows: Vec<NoticeRow>,
    /// How many there are in all.
    pub total: u64,
    /// The words looked for.
    pub words: String,
    /// The chosen kind.
    pub kind: Option<NoticeKind>,
    /// Query of the filters, without the cursor.
    pub query: String,
    /// Query of the next page, if there is one.
    pub next: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
}

/// The list of public documents.
pub fn notices_page(page: NoticesPage) -> impl IntoView {
    let w = wording();
    let count = w.say_with("notices.count", &[("n", i64::try_from(page.total).unwrap_or(i64::MAX).into())]);
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row)).collect();
    let empty = cards.is_empty();
    let kinds = std::iter::once(Choice::new("", w.say("demands.any")))
        .chain(NoticeKind::ALL.iter().map(|kind| Choice::new(kind.key(), w.say(&kind.term()))))
        .collect::<Vec<_>>();
    let pager = (page.later || page.next.is_some()).then(|| {
        let previous = page.later.then(|| format!("/notices?{}", page.query));
        let next = page.next.as_ref().map(|query| format!("/notices?{query}"));
        view! { <Pager text=count.clone() previous next/> }
    });
    view! {
        <PageTitle title=w.say("nav.notices") lead=w.say("notices.lead")/>
        <FilterBar action="/notices".to_owned() label=w.say("notices.filter")>
            <FilterText name="q".to_owned() label=w.say("notices.filter-words") value=page.words.clone()/>
            <FilterSelect name="kind".to_owned() label=w.say("notices.filter-kind") value=page.kind.map(Word::key).unwrap_or_default() choices=kinds/>
        </FilterBar>
        <h2 class="t16 tn section">{count.clone()}</h2>
        {if empty {
            view! { <EmptyState title=w.say("notices.empty") way=Some(Link::new(w.say("filter.reset"), "/notices"))/> }.into_any()
        } else {
            view! { <CardList cards layout=CardLayout::Documents/> }.into_any()
        }}
        {pager}
    }
}

fn card(w: Words, row: &NoticeRow) -> Card {
    let mut meta = vec![w.say(&row.kind.term()), row.purchaser.clone()];
    meta.extend(row.period_ends_on.map(|due| w.say_with("notices.until", &[("day", w.due(due, Style::Short).into())])));
    Card {
        title: row.title.clone(),
        href: Some(format!("/notices/{}", row.number)),
        meta,
        when: vec![w.day(day_of(row.published_at), Style::Short)],
        sum: Some(row.number.to_string()),
        ..Card::default()
    }
}

/// One public document.
pub fn notice_page(view: NoticeView) -> impl IntoView {
    let w = wording();
    let number = view.row.number;
    let about = view.subjects.iter().filter_map(|subject| Some(Link::new(subject.clone(), address(subject)?))).collect::<Vec<_>>();
    let blocks = view.document.sections.iter().flat_map(|section| blocks(w, section)).collect();
    let day = match view.row.period_ends_on {
        Some(until) => w.say_with("notices.dated-until", &[("day", w.moment(view.row.published_at).into()), ("until", w.due(until, Style::Long).into())]),
        None => w.moment(view.row.published_at),
    };
    let paper = Paper {
        title: format!("{} {}", view.document.title, w.say(&view.row.kind.term())),
        blocks,
        issuer: view.row.purchaser.clone(),
        day,
        number: number.to_string(),
        version: w.say("notices.version"),
        digest: Some(view.digest.clone()),
        verify: None,
        language: None,
    };
    let links = about.into_iter().map(|link| view! { <a href=link.href>{link.label}</a> }).collect_view();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.notices"), "/notices")] here=number.to_string()/>
        <h1 class="vh">{w.say(&view.row.kind.term())} " " {view.document.title.clone()}</h1>
        <PaperView paper/>
        <p class="line section">
            <span class="soft">{w.say("notices.about")}</span>
            {links}
            <a href=format!("/notices/{number}/document.json") download>{w.say("notices.download")}</a>
        </p>
        <p class="small soft">{w.say("notices.digest-how")}</p>
    }
}

/// Where a thing with this number is read.
fn address(subject: &str) -> Option<String> {
    let room = match subject.get(..2)? {
        "GX" => "demands",
        "HT" => "contracts",
        "PG" => "evaluations",
        _ => return None,
    };
    Some(format!("/{room}/{subject}"))
}

fn blocks(w: Words, section: &Section) -> Vec<Block> {
    // A part that is one table is headed by the table's caption.
    let mut out = Vec::new();
    if section.table.is_none() || !section.lines.is_empty() {
        out.push(Block::Heading(w.say(&section.heading)));
    }
    let labelled = |label: &str, value: String| w.say_with("notices.labelled", &[("label", w.say(label).into()), ("value", value.into())]);
    out.extend(section.lines.iter().map(|(label, fact)| Block::Text(labelled(label, w.fact(fact)))));
    if let Some(table) = &section.table {
        out.push(Block::Figures(Table {
            caption: w.say(&section.heading),
            columns: table.heads.iter().map(|head| Column::words(w.say(head))).collect(),
            rows: table.rows.iter().map(|row| row.iter().map(|fact| Cell::new(w.fact(fact))).collect()).collect(),
            total: Vec::new(),
        }));
    }
    out
}
