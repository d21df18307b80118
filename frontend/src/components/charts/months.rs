//! Counts by month.

use super::percent;
use crate::components::{Cell, Column, DataTable, Table};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// A month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Below the bar: 6.
    pub short: String,
    /// In the table: 2025年6月.
    pub full: String,
    /// How many.
    pub count: i64,
}

/// The height of the longest bar and where all bars stand, in pixels.
const TALLEST: i64 = 70;
const GROUND: i64 = 92;

/// One bar a month, the largest in colour.
#[component]
pub fn MonthBars(
    /// What it shows, in a sentence.
    finding: String,
    /// In order.
    months: Vec<Month>,
    /// What is counted: 项.
    unit: String,
) -> impl IntoView {
    let w = wording();
    let id = fresh_id("months");
    let most = months.iter().map(|month| month.count).max().unwrap_or(0);
    let slots = i64::try_from(months.len()).unwrap_or(i64::MAX);
    let bars = (0..).zip(months.clone()).map(|(at, month)| view! { <MonthBar month at slots most/> }).collect_view();
    let table = Table {
        caption: finding.clone(),
        columns: vec![Column::words(w.say("chart.month")), Column::figures(unit)],
        rows: months.into_iter().map(|month| vec![Cell::new(month.full), Cell::new(month.count.to_string())]).collect(),
        total: Vec::new(),
    };
    view! {
        <figure class="chart" aria-labelledby=id.clone()>
            <figcaption id=id.clone()>{finding.clone()}</figcaption>
            <svg class="plot" height="118" role="img" aria-labelledby=id.clone()>
                {bars}
                <line x1="0" x2="100%" y1=GROUND.to_string() y2=GROUND.to_string() class="k-ink"></line>
            </svg>
            <details>
                <summary>{w.say("chart.as-table")}</summary>
                <DataTable table headed=true/>
            </details>
        </figure>
    }
}

#[component]
fn MonthBar(month: Month, at: i64, slots: i64, most: i64) -> impl IntoView {
    let height = if most > 0 { TALLEST * month.count.max(0) / most } else { 0 };
    let top = GROUND - height;
    // A bar takes seven tenths of its month.
    let (left, middle, width) = (percent(20 * at + 3, 20 * slots), percent(2 * at + 1, 2 * slots), percent(14, 20 * slots));
    let class = if month.count == most { "f1" } else { "f6" };
    view! {
        <rect x=left y=top.to_string() width=width height=height.to_string() class=class></rect>
        <text x=middle.clone() y=(top - 6).to_string() text-anchor="middle">{month.count}</text>
        <text x=middle y="112" text-anchor="middle" class="soft">{month.short}</text>
    }
}
