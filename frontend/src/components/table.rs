//! Tables of figures.

use super::{Status, Tag, Whole};
use crate::page::language_of;
use leptos::prelude::*;

/// A table as data; it can also unfold below a chart or stand in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads.
    pub columns: Vec<Column>,
    /// The first cell of a row is its head.
    pub rows: Vec<Vec<Cell>>,
    /// The sum, if there is one.
    pub total: Vec<Cell>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Set {
    /// Words.
    #[default]
    Words,
    /// Right aligned figures.
    Figures,
    /// Words that need room.
    Long,
    /// A date or a code that must not break.
    Whole,
}

impl Set {
    const fn class(self) -> Option<&'static str> {
        match self {
            Set::Words => None,
            Set::Figures => Some("n"),
            Set::Long => Some("long"),
            Set::Whole => Some("nb"),
        }
    }
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    head: String,
    set: Set,
    sort: Option<(String, Option<Order>)>,
}

/// In which order a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>) -> Column {
        Column { head: head.into(), ..Column::default() }
    }

    /// A column of figures.
    pub fn figures(head: impl Into<String>) -> Column {
        Column { set: Set::Figures, ..Column::words(head) }
    }

    /// A column of long words.
    pub fn long(head: impl Into<String>) -> Column {
        Column { set: Set::Long, ..Column::words(head) }
    }

    /// A column of dates or codes.
    pub fn whole(head: impl Into<String>) -> Column {
        Column { set: Set::Whole, ..Column::words(head) }
    }

    /// Makes the head a link that sorts, and says how it is sorted now.
    #[must_use]
    pub fn sort(mut self, href: impl Into<String>, now: Option<Order>) -> Column {
        self.sort = Some((href.into(), now));
        self
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    text: String,
    href: Option<String>,
    notes: Vec<String>,
    status: Option<Status>,
    span: u16,
    late: bool,
}

impl Cell {
    /// Words or a figure.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), href: None, notes: Vec::new(), status: None, span: 1, late: false }
    }

    /// A status.
    pub fn status(status: Status) -> Cell {
        Cell { status: Some(status), ..Cell::new("") }
    }

    /// Makes it a link.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>) -> Cell {
        self.href = Some(href.into());
        self
    }

    /// Adds a smaller line.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Cell {
        self.notes.push(note.into());
        self
    }

    /// Colours the first smaller line as late.
    #[must_use]
    pub fn late(mut self) -> Cell {
        self.late = true;
        self
    }

    /// Lets it take the place of several columns.
    #[must_use]
    pub fn span(mut self, columns: u16) -> Cell {
        self.span = columns;
        self
    }
}

/// A table with its caption, scoped heads and a sum row. Where it is too wide it scrolls in a region of its own, which the
/// keyboard reaches.
#[component]
pub fn DataTable(
    /// The data.
    table: Table,
    /// Whether the caption is only for screen readers, because a heading says it already.
    #[prop(optional)]
    headed: bool,
) -> impl IntoView {
    let sets: Vec<Set> = table.columns.iter().map(|column| column.set).collect();
    let sum_sets = sets.clone();
    let body = table.rows.into_iter().map(move |cells| view! { <Row cells sets=sets.clone()/> }).collect_view();
    let total = (!table.total.is_empty()).then(|| view! { <tfoot><Row cells=table.total sets=sum_sets/></tfoot> });
    view! {
        <div class="scroll" role="region" aria-label=table.caption.clone() tabindex="0">
            <table class="data">
                <caption class=headed.then_some("vh")>{table.caption.clone()}</caption>
                <thead>
                    <tr>{table.columns.into_iter().map(|column| view! { <Head column/> }).collect_view()}</tr>
                </thead>
                <tbody>{body}</tbody>
                {total}
            </table>
        </div>
    }
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let order = column.sort.as_ref().and_then(|(_, order)| *order).map(|order| match order {
        Order::Ascending => "ascending",
        Order::Descending => "descending",
    });
    let head = match column.sort {
        Some((href, _)) => view! { <a href=href>{column.head}</a> }.into_any(),
        None => column.head.into_any(),
    };
    view! { <th scope="col" class=column.set.class() aria-sort=order>{head}</th> }
}

#[component]
fn Row(cells: Vec<Cell>, sets: Vec<Set>) -> impl IntoView {
    let mut column = 0;
    let cell = |(index, cell): (usize, Cell)| {
        let set = sets.get(column).copied().unwrap_or_default();
        column += usize::from(cell.span);
        let span = (cell.span > 1).then(|| cell.span.to_string());
        if index == 0 {
            view! { <th scope="row" class=set.class() colspan=span><Inside cell/></th> }.into_any()
        } else {
            view! { <td class=set.class() colspan=span><Inside cell/></td> }.into_any()
        }
    };
    view! { <tr>{cells.into_iter().enumerate().map(cell).collect_view()}</tr> }
}

#[component]
fn Inside(cell: Cell) -> impl IntoView {
    let language = language_of(&cell.text);
    let text = match (cell.href, language) {
        (Some(href), _) => view! { <a href=href lang=language>{cell.text}</a> }.into_any(),
        (None, Some(_)) => view! { <span lang=language>{cell.text}</span> }.into_any(),
        (None, None) => cell.text.into_any(),
    };
    let note = |(index, text): (usize, String)| view! { <small class=(cell.late && index == 0).then_some("cin")><Whole text/></small> };
    let notes = cell.notes.into_iter().enumerate().map(note).collect_view();
    view! {
        {cell.status.map(|status| view! { <Tag status/> })}
        {text}
        {notes}
    }
}
