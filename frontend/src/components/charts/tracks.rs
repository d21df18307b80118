//! Horizontal bars on one scale: label, track, figure.

use super::percent;
use crate::page::wording;
use leptos::prelude::*;
use messages::Language;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it measures.
    pub label: String,
    /// How much there is.
    pub part: i64,
    /// How much there could be: the sunken track. All bars share the scale of the largest.
    pub whole: i64,
    /// The figure in words.
    pub figure: String,
    /// What stands after it, smaller: 分, / 20.
    pub unit: String,
}

impl Bar {
    /// A bar of a share: the track shows the whole.
    pub fn of(label: impl Into<String>, part: i64, whole: i64, figure: impl Into<String>, unit: impl Into<String>) -> Bar {
        Bar { label: label.into(), part, whole, figure: figure.into(), unit: unit.into() }
    }

    /// A bar of an amount: there is no track.
    pub fn amount(label: impl Into<String>, amount: i64, figure: impl Into<String>, unit: impl Into<String>) -> Bar {
        Bar::of(label, amount, amount, figure, unit)
    }
}

/// Bars below each other. Their figures are printed, so they need no table.
#[component]
pub fn Bars(bars: Vec<Bar>) -> impl IntoView {
    let scale = bars.iter().map(|bar| bar.whole.max(bar.part)).max().unwrap_or(0);
    let space = if wording().language() == Language::Zh { "" } else { " " };
    let line = move |bar: Bar| {
        let told = format!("{} {}{space}{}", bar.label, bar.figure, bar.unit);
        view! {
            <li>
                <span class="k">{bar.label}</span>
                <svg role="img" aria-label=told>
                    <rect y="15" width=percent(bar.whole, scale) height="18" class="f-sunk"></rect>
                    <rect y="15" width=percent(bar.part, scale) height="18" class="f1"></rect>
                </svg>
                <span class="v">
                    <b>{bar.figure}</b>
                    {space}
                    {bar.unit}
                </span>
            </li>
        }
    };
    view! { <ul class="tracks low">{bars.into_iter().map(line).collect_view()}</ul> }
}
