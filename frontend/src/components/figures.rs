//! Figures in a row, and facts in a list.

use super::{Bit, Bits, Whole};
use crate::page::wording;
use leptos::prelude::*;
use messages::Language;

/// One large figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BigFigure {
    /// What it counts.
    pub label: String,
    /// The figure.
    pub number: String,
    /// Its unit, smaller.
    pub unit: String,
    /// The rows or the derivation behind it.
    pub href: Option<String>,
    /// A remark below.
    pub note: Option<String>,
}

/// How figures stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FiguresLayout {
    /// Side by side.
    #[default]
    Row,
    /// One below the other, label left and figure right.
    Tall,
    /// Side by side and narrow: the steps of a pipeline.
    Pipeline,
}

/// Figures, each a link to what it counts.
#[component]
pub fn Figures(
    /// In order.
    figures: Vec<BigFigure>,
    /// How they stand.
    #[prop(optional)]
    layout: FiguresLayout,
) -> impl IntoView {
    let class = match layout {
        FiguresLayout::Row => "figs",
        FiguresLayout::Tall => "figs tall",
        FiguresLayout::Pipeline => "figs pipe",
    };
    view! { <dl class=class>{figures.into_iter().map(|figure| view! { <OneFigure figure/> }).collect_view()}</dl> }
}

#[component]
fn OneFigure(figure: BigFigure) -> impl IntoView {
    let number = match figure.href {
        Some(href) => view! { <a class="quiet" href=href>{figure.number}</a> }.into_any(),
        None => figure.number.into_any(),
    };
    // Chinese sets a figure and its measure word as one.
    let space = (wording().language() == Language::En).then_some(" ");
    let unit = (!figure.unit.is_empty()).then(|| view! { {space}<small>{figure.unit}</small> });
    view! {
        <div>
            <dt>{figure.label}</dt>
            <dd>
                <span class="big">{number}{unit}</span>
                {figure.note.map(|note| view! { <small class="soft"><Whole text=note/></small> })}
            </dd>
        </div>
    }
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is about.
    pub term: String,
    /// The fact.
    pub value: Vec<Bit>,
    /// Remarks below it.
    pub notes: Vec<Bit>,
    /// Where it comes from, and of which day.
    pub source: Option<String>,
}

impl Item {
    /// A fact.
    pub fn new(term: impl Into<String>, value: Vec<Bit>) -> Item {
        Item { term: term.into(), value, notes: Vec::new(), source: None }
    }

    /// Adds a remark.
    #[must_use]
    pub fn note(mut self, note: Bit) -> Item {
        self.notes.push(note);
        self
    }

    /// Says where it comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Item {
        self.source = Some(source.into());
        self
    }
}

/// How facts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FactsLayout {
    /// Term above fact: for a narrow column.
    #[default]
    Narrow,
    /// Term beside fact.
    Wide,
    /// Term beside fact, source at the end of the line.
    Sourced,
}

/// Facts about one thing.
#[component]
pub fn Facts(
    /// In order.
    items: Vec<Item>,
    /// How they stand.
    #[prop(optional)]
    layout: FactsLayout,
) -> impl IntoView {
    let class = match layout {
        FactsLayout::Narrow => "facts",
        FactsLayout::Wide => "facts wide",
        FactsLayout::Sourced => "facts wide src",
    };
    let row = |item: Item| {
        let notes = item.notes.into_iter().map(|note| view! { <small><Bits bits=vec![note]/></small> }).collect_view();
        view! {
            <div>
                <dt>{item.term}</dt>
                <dd><Bits bits=item.value/>{notes}</dd>
                {item.source.map(|source| view! { <dd class="src"><Whole text=source/></dd> })}
            </div>
        }
    };
    view! { <dl class=class>{items.into_iter().map(row).collect_view()}</dl> }
}
