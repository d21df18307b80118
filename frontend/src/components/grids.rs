//! Grids of numbers that add up while they are typed.

use crate::page::{fresh_id, mark_island, wording};
use domain::money::Points;
use domain::refusal::Fact;
use islands::{GridCell, GridColumn, GridRow, GridWords, WeightFloor, WeightRow, WeightWords};
use leptos::prelude::*;
use messages::Words;

/// One weight to set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The field's name.
    pub name: String,
    /// What is weighed.
    pub label: String,
    /// What it means, or within which limits it may be set.
    pub hint: String,
    /// What was typed.
    pub typed: String,
}

/// Weights that must add up to `target`.
#[component]
pub fn WeightEditor(
    /// What the table is called.
    caption: String,
    /// The weights.
    weights: Vec<Weight>,
    /// What they must add up to.
    #[prop(default = Points::whole(100))]
    target: Points,
    /// What some of them must weigh at least together.
    #[prop(optional)]
    floors: Vec<WeightFloor>,
) -> impl IntoView {
    mark_island();
    let rows = weights.into_iter().map(|one| WeightRow { name: one.name, label: one.label, hint: one.hint, typed: one.typed }).collect();
    view! { <islands::WeightEditor id=fresh_id("weights") caption rows target floors words=weight_words(wording())/> }
}

fn weight_words(w: Words) -> WeightWords {
    WeightWords {
        what: w.say("weights.what"),
        weight: w.say("weights.weight"),
        total: w.say("weights.total"),
        exact: with_place(w, "weights.exact"),
        short: with_place(w, "weights.short"),
        over: with_place(w, "weights.over"),
        unreadable: w.say("weights.unreadable"),
    }
}

/// A bidder whose offer is scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The bidder's name.
    pub name: String,
    /// Where its offer is read.
    pub href: String,
}

/// A criterion with the scores given so far, one for each bidder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What is judged.
    pub label: String,
    /// The most that may be given.
    pub max: Points,
    /// What the intervals mean.
    pub intervals: String,
    /// The field's name and what was typed.
    pub scores: Vec<(String, String)>,
}

/// One reviewer's scores: criteria down, bidders across.
#[component]
pub fn ScoringGrid(
    /// What the table is called.
    caption: String,
    /// The bidders.
    bidders: Vec<Scored>,
    /// The criteria.
    criteria: Vec<Criterion>,
) -> impl IntoView {
    mark_island();
    let w = wording();
    let rows = criteria.into_iter().map(|criterion| grid_row(w, criterion, &bidders)).collect();
    let columns = bidders.into_iter().map(|bidder| GridColumn { name: bidder.name, href: bidder.href, open: w.say("grid.open") }).collect();
    view! {
        <div class="scroll" role="region" aria-label=caption.clone() tabindex="0">
            <islands::ScoringGrid id=fresh_id("total") caption=caption.clone() columns rows words=grid_words(w)/>
        </div>
    }
}

fn grid_row(w: Words, criterion: Criterion, bidders: &[Scored]) -> GridRow {
    let told = |bidder: &Scored| {
        let facts = [("bidder", bidder.name.clone().into()), ("criterion", criterion.label.clone().into()), ("n", islands::points_read(criterion.max).into())];
        w.say_with("grid.cell", &facts)
    };
    let cell = |(bidder, (name, typed)): (&Scored, (String, String))| GridCell { name, label: told(bidder), typed };
    let cells = bidders.iter().zip(criterion.scores.clone()).map(cell).collect();
    GridRow { label: criterion.label.clone(), max: criterion.max, intervals: criterion.intervals.clone(), cells }
}

fn grid_words(w: Words) -> GridWords {
    GridWords {
        criterion: w.say("grid.criterion"),
        points: with_place(w, "grid.points"),
        total: w.say("grid.total"),
        unscored: w.say("grid.unscored"),
        full: w.say("grid.full"),
        zero: w.say("grid.zero"),
        out_of_range: with_place(w, "grid.out-of-range"),
    }
}

/// The island fills the number in, so its place is handed on as it is.
fn with_place(w: Words, key: &str) -> String {
    w.say_with(key, &[("n", Fact::Text("{n}".to_owned()))])
}
