//! Weights that must add up: criteria of a demand, indicators of an evaluation.

use crate::device;
use crate::scoring_grid::points_read;
use domain::money::Points;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One weight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightRow {
    /// The field's id and name.
    pub name: String,
    /// What is weighed.
    pub label: String,
    /// What it means, or within which limits it may be set.
    pub hint: String,
    /// What was typed.
    pub typed: String,
}

/// Weights that must have so many points together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightFloor {
    /// Names of their fields.
    pub names: Vec<String>,
    /// The least.
    pub least: Points,
    /// What is said when they have less; `{n}` is what they have.
    pub below: String,
}

/// What the editor says, in the reader's language. `{n}` is a number of points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightWords {
    /// Head of the first column.
    pub what: String,
    /// Head of the second column.
    pub weight: String,
    /// Head of the last row.
    pub total: String,
    /// The sum is what it must be.
    pub exact: String,
    /// Some are missing.
    pub short: String,
    /// Some are too many.
    pub over: String,
    /// A field holds no number of points.
    pub unreadable: String,
}

impl WeightWords {
    /// What is said to these texts by name, and whether they add up and none is below its floor.
    fn verdict(&self, typed: &[(String, String)], target: Points, floors: &[WeightFloor]) -> Result<String, String> {
        let Some(total) = sum(typed.iter().map(|(_, text)| text)) else { return Err(self.unreadable.clone()) };
        let with = |words: &str, points: Points| words.replace("{n}", &points_read(points));
        let together = |floor: &WeightFloor| sum(typed.iter().filter(|(name, _)| floor.names.contains(name)).map(|(_, text)| text));
        let below = |floor: &WeightFloor| together(floor).filter(|has| *has < floor.least).map(|has| with(&floor.below, has));
        match total.cmp(&target) {
            std::cmp::Ordering::Equal => floors.iter().find_map(below).map_or_else(|| Ok(with(&self.exact, total)), Err),
            std::cmp::Ordering::Less => Err(with(&self.short, target - total)),
            std::cmp::Ordering::Greater => Err(with(&self.over, total - target)),
        }
    }
}

/// The sum of what was typed; an empty field counts nothing, an unreadable one spoils the sum.
fn sum<'a>(typed: impl Iterator<Item = &'a String>) -> Option<Points> {
    typed.map(|text| if text.trim().is_empty() { Some(Points::ZERO) } else { Points::parse(text).ok() }).sum()
}

/// The table of weights with its sum and what is missing. Arrow keys go up and down.
#[island]
pub fn WeightEditor(
    /// An id for the sum.
    id: String,
    /// What the table is called.
    caption: String,
    /// The weights.
    rows: Vec<WeightRow>,
    /// What they must add up to.
    target: Points,
    /// What some of them must have at least.
    floors: Vec<WeightFloor>,
    /// What it says.
    words: WeightWords,
) -> impl IntoView {
    let cells: Vec<RwSignal<String>> = rows.iter().map(|row| RwSignal::new(row.typed.clone())).collect();
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let fields = names.join(" ");
    let (what, weight, total_head) = (words.what.clone(), words.weight.clone(), words.total.clone());
    let (summed, judged) = (cells.clone(), cells.clone());
    let named = names.clone();
    let total = move || sum(texts(&summed).iter()).map(|points| points.to_string()).unwrap_or_default();
    let verdict = Memo::new(move |_| words.verdict(&named.iter().cloned().zip(texts(&judged)).collect::<Vec<_>>(), target, &floors));
    let class = move || if verdict.read().is_ok() { "verdict bamboo" } else { "verdict osmanthus" };
    let body = rows.into_iter().zip(cells).enumerate().map(|(index, (row, cell))| weight_row(row, cell, neighbours(&names, index))).collect_view();
    view! {
        <table class="data weights">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{what}</th>
                    <th scope="col" class="n">{weight}</th>
                </tr>
            </thead>
            <tbody>{body}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{total_head}</th>
                    <td class="n">
                        <output id=id for=fields>{total}</output>
                    </td>
                </tr>
                <tr>
                    <td colspan="2" class=class>
                        <span role="status">{move || verdict.get().unwrap_or_else(|error| error)}</span>
                    </td>
                </tr>
            </tfoot>
        </table>
    }
}

fn texts(cells: &[RwSignal<String>]) -> Vec<String> {
    cells.iter().map(|cell| cell.get()).collect()
}

/// The fields above and below.
fn neighbours(names: &[String], index: usize) -> (Option<String>, Option<String>) {
    let above = index.checked_sub(1).and_then(|above| names.get(above)).cloned();
    (above, names.get(index + 1).cloned())
}

fn weight_row(row: WeightRow, cell: RwSignal<String>, (above, below): (Option<String>, Option<String>)) -> impl IntoView {
    let hint_id = format!("{}-hint", row.name);
    let walk = move |ev: KeyboardEvent| {
        let to = match ev.key().as_str() {
            "ArrowUp" => above.as_deref(),
            "ArrowDown" | "Enter" => below.as_deref(),
            _ => None,
        };
        if let Some(id) = to {
            ev.prevent_default();
            device::focus(id);
        }
    };
    view! {
        <tr>
            <th scope="row">
                <label for=row.name.clone()>{row.label}</label>
                <small id=hint_id.clone()>{row.hint}</small>
            </th>
            <td class="n">
                <input
                    id=row.name.clone()
                    name=row.name
                    inputmode="decimal"
                    autocomplete="off"
                    value=row.typed
                    aria-describedby=hint_id
                    on:input:target=move |ev| cell.set(ev.target().value())
                    on:keydown=walk
                />
            </td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_say_how_far_they_are_from_their_sum() {
        let text = |text: &str| text.to_owned();
        let words = WeightWords {
            exact: text("正好{n}"), short: text("还差{n}"), over: text("多出{n}"), unreadable: text("看不懂"), ..WeightWords::default()
        };
        let floors = [WeightFloor { names: vec![text("1")], least: Points::whole(20), below: text("第二项只有{n}") }];
        let named = |typed: &[&str]| typed.iter().enumerate().map(|(index, one)| (index.to_string(), text(one))).collect::<Vec<_>>();
        let verdict = |typed: &[&str]| words.verdict(&named(typed), Points::whole(100), &floors);
        assert_eq!(verdict(&["60", "40"]), Ok(text("正好100")));
        assert_eq!(verdict(&["60", ""]), Err(text("还差40")));
        assert_eq!(verdict(&["60", "40.5"]), Err(text("多出0.50")));
        assert_eq!(verdict(&["60", "forty"]), Err(text("看不懂")));
        assert_eq!(verdict(&["81", "19"]), Err(text("第二项只有19")));
        assert_eq!(verdict(&["80", "20"]), Ok(text("正好100")));
    }
}
