//! The scores of one reviewer: criteria down, bidders across, a running total under each.

use crate::device;
use domain::money::Points;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One bidder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridColumn {
    /// The bidder's name.
    pub name: String,
    /// Where its document is.
    pub href: String,
    /// The link to it: 打开文件.
    pub open: String,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridRow {
    /// What is judged.
    pub label: String,
    /// The most that may be given.
    pub max: Points,
    /// What the intervals mean.
    pub intervals: String,
    /// One for each bidder.
    pub cells: Vec<GridCell>,
}

/// One score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridCell {
    /// The field's id and name.
    pub name: String,
    /// What a screen reader says: 示例安居，需求契合度，0至30分.
    pub label: String,
    /// What was typed.
    pub typed: String,
}

/// What the grid says, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridWords {
    /// Head of the first column.
    pub criterion: String,
    /// After a criterion; `{n}` is the most that may be given.
    pub points: String,
    /// Head of the last row.
    pub total: String,
    /// Under a bidder whose scores are not complete.
    pub unscored: String,
    /// At a full score.
    pub full: String,
    /// At zero.
    pub zero: String,
    /// Above the most, or no number; `{n}` is the most.
    pub out_of_range: String,
}

/// How a typed score stands to its criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Empty,
    Fine(Points),
    Zero,
    Full(Points),
    Wrong,
}

impl Mark {
    fn of(text: &str, max: Points) -> Mark {
        if text.trim().is_empty() {
            return Mark::Empty;
        }
        match Points::parse(text) {
            Ok(points) if points > max => Mark::Wrong,
            Ok(points) if points == max => Mark::Full(points),
            Ok(Points::ZERO) => Mark::Zero,
            Ok(points) => Mark::Fine(points),
            Err(_) => Mark::Wrong,
        }
    }

    fn points(self) -> Option<Points> {
        match self {
            Mark::Fine(points) | Mark::Full(points) => Some(points),
            Mark::Zero => Some(Points::ZERO),
            Mark::Empty | Mark::Wrong => None,
        }
    }

    /// What stands below the field: the extremes want a reason.
    fn remark(self, words: &GridWords, max: Points) -> String {
        match self {
            Mark::Empty | Mark::Fine(_) => String::new(),
            Mark::Zero => words.zero.clone(),
            Mark::Full(_) => words.full.clone(),
            Mark::Wrong => words.out_of_range.replace("{n}", &points_read(max)),
        }
    }
}

/// A number of points as people say it: 30, and 12.50 only where it must be.
pub fn points_read(points: Points) -> String {
    let text = points.to_string();
    text.strip_suffix(".00").map(str::to_owned).unwrap_or(text)
}

/// A score that is being typed.
#[derive(Clone, Copy)]
struct Live {
    text: RwSignal<String>,
    max: Points,
}

impl Live {
    fn mark(self) -> Mark {
        Mark::of(&self.text.read(), self.max)
    }
}

/// The total of a bidder, once every criterion has its score.
fn total(scores: &[Live]) -> Option<Points> {
    scores.iter().map(|score| score.mark().points()).sum()
}

/// The grid. Arrow keys walk from field to field; the totals stay in sight.
#[island]
pub fn ScoringGrid(
    /// The start of the totals' ids.
    id: String,
    /// What the table is called.
    caption: String,
    /// The bidders.
    columns: Vec<GridColumn>,
    /// The criteria.
    rows: Vec<GridRow>,
    /// What it says.
    words: GridWords,
) -> impl IntoView {
    let names: Arc<Vec<Vec<String>>> = Arc::new(rows.iter().map(|row| row.cells.iter().map(|cell| cell.name.clone()).collect()).collect());
    let live: Vec<Vec<Live>> =
        rows.iter().map(|row| row.cells.iter().map(|cell| Live { text: RwSignal::new(cell.typed.clone()), max: row.max }).collect()).collect();
    let most: Points = rows.iter().map(|row| row.max).sum();
    let totals = (0..columns.len()).map(|column| total_cell(&id, column, &names, &live, words.unscored.clone())).collect_view();
    let heads = columns.into_iter().map(column_head).collect_view();
    let body = rows.into_iter().zip(live).enumerate().map(|(at, (row, live))| criterion_row(row, live, at, &names, &words)).collect_view();
    let most = words.points.replace("{n}", &points_read(most));
    view! {
        <table class="data grid">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.criterion}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{body}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{words.total} " " <span class="soft">{most}</span></th>
                    {totals}
                </tr>
            </tfoot>
        </table>
    }
}

fn column_head(column: GridColumn) -> impl IntoView {
    let whose = format!(" {}", column.name);
    view! {
        <th scope="col">
            {column.name}
            <small>
                <a href=column.href>{column.open}<span class="vh">{whose}</span></a>
            </small>
        </th>
    }
}

fn criterion_row(row: GridRow, live: Vec<Live>, at: usize, names: &Arc<Vec<Vec<String>>>, words: &GridWords) -> impl IntoView + use<> {
    let most = words.points.replace("{n}", &points_read(row.max));
    let cells = row
        .cells
        .into_iter()
        .zip(live)
        .enumerate()
        .map(|(column, (cell, live))| score_cell(cell, live, Place { row: at, column, names: names.clone() }, words.clone()))
        .collect_view();
    view! {
        <tr>
            <th scope="row">{row.label} " " <span class="soft">{most}</span><small>{row.intervals}</small></th>
            {cells}
        </tr>
    }
}

fn score_cell(cell: GridCell, live: Live, place: Place, words: GridWords) -> impl IntoView {
    let remark_id = format!("{}-remark", cell.name);
    let invalid = move || (live.mark() == Mark::Wrong).then_some("true");
    let class = move || if live.mark() == Mark::Wrong { "ask cin" } else { "ask" };
    let remark = move || live.mark().remark(&words, live.max);
    view! {
        <td>
            <input
                id=cell.name.clone()
                name=cell.name
                inputmode="decimal"
                autocomplete="off"
                value=cell.typed
                aria-label=cell.label
                aria-describedby=remark_id.clone()
                aria-invalid=invalid
                on:input:target=move |ev| live.text.set(ev.target().value())
                on:keydown:target=move |ev| {
                    if let Some(id) = place.towards(&ev, &ev.target()) {
                        ev.prevent_default();
                        device::focus(&id);
                    }
                }
            />
            <span class=class id=remark_id>{remark}</span>
        </td>
    }
}

fn total_cell(id: &str, column: usize, names: &[Vec<String>], live: &[Vec<Live>], unscored: String) -> impl IntoView + use<> {
    let scores: Vec<Live> = live.iter().filter_map(|row| row.get(column)).copied().collect();
    let fields = names.iter().filter_map(|row| row.get(column)).cloned().collect::<Vec<_>>().join(" ");
    let summed = scores.clone();
    let class = move || if total(&scores).is_some() { "tn strong" } else { "soft" };
    view! {
        <td>
            <output id=format!("{id}-{column}") for=fields class=class>
                {move || total(&summed).map_or_else(|| unscored.clone(), |points| points.to_string())}
            </output>
        </td>
    }
}

/// Where a field stands in the grid.
struct Place {
    row: usize,
    column: usize,
    names: Arc<Vec<Vec<String>>>,
}

impl Place {
    /// The field that a key leads to. Left and right leave a field only from its edge, so that its text can be walked too.
    fn towards(&self, ev: &KeyboardEvent, input: &HtmlInputElement) -> Option<String> {
        let (row, column) = match ev.key().as_str() {
            "ArrowUp" => (self.row.checked_sub(1)?, self.column),
            "ArrowDown" | "Enter" => (self.row + 1, self.column),
            "ArrowLeft" if device::caret_at_edge(input, false) => (self.row, self.column.checked_sub(1)?),
            "ArrowRight" if device::caret_at_edge(input, true) => (self.row, self.column + 1),
            _ => return None,
        };
        self.names.get(row)?.get(column).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extremes_want_a_reason_and_what_is_above_is_wrong() {
        let words = GridWords { full: "满分".into(), zero: "零分".into(), out_of_range: "最多{n}".into(), ..GridWords::default() };
        let remark = |text: &str| Mark::of(text, Points::whole(30)).remark(&words, Points::whole(30));
        assert_eq!((remark(""), remark("27.5")), (String::new(), String::new()));
        assert_eq!((remark("30"), remark("0"), remark("31")), ("满分".into(), "零分".into(), "最多30".into()));
        assert_eq!(Mark::of("many", Points::whole(30)), Mark::Wrong);
    }
}
