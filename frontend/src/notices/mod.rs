//! Pages of public documents.

use crate::components::{
    Applied, Bit, Block, Breadcrumb, Card, Cell, Choice, Column, Digest, Facts, FilterBar, FilterSelect, FilterText, Item, Link, ListPlace, Listing, PageTitle,
    Paper, PaperView, Table,
};
use crate::page::wording;
use domain::calendar::{Day, day_of, working_days_between};
use domain::notices::{NoticeKind, NoticeRow, NoticeView, Section};
use domain::numbers::NoticeNumber;
use domain::refusal::Fact;
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
    /// Where this page stands.
    pub place: ListPlace,
}

/// The list of public documents.
pub fn notices_page(page: NoticesPage) -> impl IntoView {
    let w = wording();
    let count = w.say_with("notices.count", &[("n", i64::try_from(page.total).unwrap_or(i64::MAX).into())]);
    let cards: Vec<Card> = page.rows.iter().map(|row| card(w, row)).collect();
    let words = (!page.words.is_empty()).then(|| Applied::new("q", page.words.clone()));
    let kind = page.kind.map(|kind| Applied::new("kind", w.say(&kind.term())));
    let applied: Vec<Applied> = [words, kind].into_iter().flatten().collect();
    let kinds = std::iter::once(Choice::new("", w.say("demands.any")))
        .chain(NoticeKind::ALL.iter().map(|kind| Choice::new(kind.key(), w.say(&kind.term()))))
        .collect::<Vec<_>>();
    view! {
        <PageTitle title=w.say("nav.notices") lead=w.say("notices.lead")/>
        <FilterBar action="/notices".to_owned() label=w.say("notices.filter") applied=page.place.chips(&applied)>
            <FilterText name="q".to_owned() label=w.say("notices.filter-words") value=page.words.clone()/>
            <FilterSelect name="kind".to_owned() label=w.say("notices.filter-kind") value=page.kind.map(Word::key).unwrap_or_default() choices=kinds/>
        </FilterBar>
        <Listing place=page.place count cards empty=w.say("notices.empty") hint=w.say("notices.empty-hint") applied documents=true/>
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

/// What a document is called: its subject and its kind.
pub fn notice_title(w: Words, subject: &str, kind: NoticeKind) -> String {
    w.say_with("notices.title", &[("subject", subject.into()), ("kind", Fact::Term(kind.term()))])
}

/// One public document: the text as on paper, and beside it what it belongs to and how to check it. `today` is the world's.
pub fn notice_page(view: NoticeView, today: Day) -> impl IntoView {
    let w = wording();
    let number = view.row.number;
    let day = match view.row.period_ends_on {
        Some(until) => w.say_with("notices.dated-until", &[("day", w.moment(view.row.published_at).into()), ("until", w.due(until, Style::Long).into())]),
        None => w.moment(view.row.published_at),
    };
    let paper = Paper {
        title: notice_title(w, &view.document.title, view.row.kind),
        blocks: view.document.sections.iter().flat_map(|section| blocks(w, section)).collect(),
        issuer: view.row.purchaser.clone(),
        day,
        number: number.to_string(),
        version: w.say("notices.version"),
        digest: None,
        verify: None,
        language: None,
    };
    let corrected = view.corrected_by().map(|later| {
        let link = view! { <a href=format!("/notices/{}", later.number)>{w.say(&later.kind.term())} " " {later.number.to_string()}</a> };
        view! { <p class="note">{w.say("notices.corrected-by")} " " {link}</p> }
    });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.notices"), "/notices")] here=number.to_string()/>
        <h1 class="vh">{notice_title(w, &view.document.title, view.row.kind)}</h1>
        {corrected}
        <div class="cols">
            <div><PaperView paper/></div>
            <aside aria-label=w.say("notices.beside")>
                <Facts items=beside(w, &view, today)/>
                <Original number digest=view.digest/>
            </aside>
        </div>
    }
}

/// What stands beside a document: how long its period still runs, what it changes, what it is about, what else was announced.
fn beside(w: Words, view: &NoticeView, today: Day) -> Vec<Item> {
    let item = |key: &str, notes: Vec<Bit>| Item { notes, ..Item::new(w.say(key), Vec::new()) };
    let mut items = Vec::new();
    if let Some(until) = view.row.period_ends_on {
        let left = match (until.day - today).num_days() {
            days if days < 0 => w.say("notices.period-over"),
            0 => w.say("days.today"),
            _ => w.say_with("days.left", &[("n", working_days_between(today, until.day).into())]),
        };
        items.push(Item::new(w.say("notices.period"), vec![Bit::figure(w.due(until, Style::Long))]).note(Bit::text(left)));
    }
    let changed: Vec<Bit> = changes(w, view).into_iter().chain(view.corrects().map(|earlier| named(w, earlier).label(w.say("notices.corrects")))).collect();
    if !changed.is_empty() {
        items.push(item("notices.changed", changed));
    }
    for (prefix, room, key) in SUBJECTS {
        let about: Vec<Bit> = view
            .subjects
            .iter()
            .filter(|subject| subject.starts_with(prefix))
            .map(|subject| Bit::link(subject.clone(), format!("/{room}/{subject}")))
            .collect();
        if !about.is_empty() {
            items.push(item(key, about));
        }
    }
    let other =
        |earlier: bool| view.related.iter().filter(move |other| (other.number < view.row.number) == earlier).map(|other| named(w, other)).collect::<Vec<_>>();
    items.extend(
        [("notices.earlier", other(true)), ("notices.later", other(false))].into_iter().filter(|(_, bits)| !bits.is_empty()).map(|(key, bits)| item(key, bits)),
    );
    items
}

/// Prefixes of the numbers of what documents are about, with the rooms where it is read.
const SUBJECTS: [(&str, &str, &str); 3] =
    [("GX-", "demands", "notices.about-demand"), ("HT-", "contracts", "notices.about-contract"), ("PG-", "evaluations", "notices.about-evaluation")];

/// Labels of facts that say what stood before, with the label of what stands now.
const CHANGES: [(&str, &str); 1] = [("notices.label-closed-before", "notices.label-closes")];

/// 响应截止：由…改为….
fn changes(w: Words, view: &NoticeView) -> Vec<Bit> {
    let fact = |wanted: &str| view.document.sections.iter().flat_map(|section| &section.lines).find(|(label, _)| label == wanted).map(|(_, fact)| w.fact(fact));
    let change = |(before, now): (&str, &str)| {
        let facts = [("what", w.say(now).into()), ("before", fact(before)?.into()), ("now", fact(now)?.into())];
        Some(Bit::text(w.say_with("notices.change", &facts)))
    };
    CHANGES.into_iter().filter_map(change).collect()
}

fn named(w: Words, row: &NoticeRow) -> Bit {
    Bit::link(format!("{} {}", w.say(&row.kind.term()), row.number), format!("/notices/{}", row.number))
}

/// The bytes behind the page, and their digest.
#[component]
fn Original(number: NoticeNumber, digest: String) -> impl IntoView {
    let w = wording();
    view! {
        <h2 class="t16 after">{w.say("digest.label")}</h2>
        <Digest digest/>
        <p><a href=format!("/notices/{number}/document.json") download>{w.say("notices.download")}</a></p>
        <p class="small soft">{w.say("notices.digest-how")}</p>
    }
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
