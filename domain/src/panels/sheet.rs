//! One reviewer's score sheet.

use crate::ids::BidId;
use crate::law::{Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::money::{Percent, Points};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::text::{MOST_WORDS, at_most};
use serde::{Deserialize, Serialize};

/// Share of a criterion's points under which a score needs a written reason; full marks always need one.
pub static REASON_BELOW: Rule<Percent> = Rule {
    key: "panels.reason-below",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(Percent(40))],
};

/// A criterion as the sheet needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Item {
    /// Names it within the demand.
    pub key: String,
    /// What a person reads.
    pub name: Fact,
    /// Most points.
    pub max: Points,
}

/// An offer as the sheet needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Column {
    /// The offer.
    pub bid: BidId,
    /// The organization's name.
    pub name: String,
}

/// One score and its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Cell {
    /// The offer.
    pub bid: BidId,
    /// The criterion's key.
    pub item: String,
    /// The score; `None` until one is given.
    pub points: Option<Points>,
    /// Why; published with the review report.
    #[serde(default)]
    pub reason: String,
}

/// Whether a score needs a written reason: full marks, or less than the share of [`REASON_BELOW`].
pub fn reason_needed(points: Points, max: Points, edition: Edition) -> bool {
    points == max || points.as_hundredths() * 100 < max.as_hundredths() * REASON_BELOW.at(edition).0
}

/// Whether nothing is missing in a sheet: one score for each offer and criterion, from 0 to its most, with reasons.
///
/// # Errors
/// One refusal a cell: `panels.score-missing`, `panels.score-out-of-range` (field `score.{bid}.{item}`) or `panels.reason-missing`
/// (field `reason.{bid}.{item}`). `panels.scored-twice` for two scores in one cell, `text.too-long`.
pub fn check_sheet(items: &[Item], columns: &[Column], cells: &[Cell], edition: Edition) -> Result<(), Vec<Refusal>> {
    let mut refusals = Vec::new();
    for column in columns {
        for item in items {
            let mut scored = cells.iter().filter(|cell| cell.bid == column.bid && cell.item == item.key);
            let cell = scored.next();
            if scored.next().is_some() {
                refusals.push(refuse("panels.scored-twice", "score", item, column));
            }
            match cell.and_then(|cell| Some((cell, cell.points?))) {
                None => refusals.push(refuse("panels.score-missing", "score", item, column)),
                Some((_, points)) if points < Points::ZERO || points > item.max => {
                    refusals.push(refuse("panels.score-out-of-range", "score", item, column).fact("points", points));
                }
                Some((cell, points)) if reason_needed(points, item.max, edition) && cell.reason.trim().is_empty() => {
                    let refusal = refuse("panels.reason-missing", "reason", item, column);
                    refusals.push(refusal.fact("points", points).fact("below", REASON_BELOW.at(edition)).basis(REASON_BELOW.cite()));
                }
                Some((cell, _)) => refusals.extend(at_most(&cell.reason, MOST_WORDS, &format!("reason.{}.{}", column.bid, item.key)).err()),
            }
        }
    }
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

fn refuse(code: &'static str, input: &str, item: &Item, column: &Column) -> Refusal {
    Refusal::new(code)
        .fact("bidder", column.name.as_str())
        .fact("item", item.name.clone())
        .fact("max", item.max)
        .remedy(Action::Score)
        .field(format!("{input}.{}.{}", column.bid, item.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::FOUNDED;
    use uuid::Uuid;

    const EDITION: Edition = Edition(FOUNDED);

    fn item(key: &str, max: i64) -> Item {
        Item { key: key.to_owned(), name: Fact::Term(format!("criterion-{key}")), max: Points::whole(max) }
    }

    fn column(n: u128) -> Column {
        Column { bid: BidId::new(Uuid::from_u128(n)), name: format!("示例{n}") }
    }

    fn cell(n: u128, key: &str, points: Option<i64>, reason: &str) -> Cell {
        Cell { bid: column(n).bid, item: key.to_owned(), points: points.map(Points::hundredths), reason: reason.to_owned() }
    }

    #[test]
    fn every_missing_and_impossible_score_is_listed_with_its_field() {
        let (items, columns) = ([item("fit", 30), item("budget", 20)], [column(1), column(2)]);
        let cells = [cell(1, "fit", Some(30_01), ""), cell(1, "budget", Some(20_00), " "), cell(2, "fit", None, ""), cell(2, "budget", Some(-1), "太低")];
        let refusals = check_sheet(&items, &columns, &cells, EDITION).unwrap_err();
        let found: Vec<_> = refusals.iter().map(|refusal| (refusal.code.as_str(), refusal.field.clone().unwrap_or_default())).collect();
        let (one, two) = (columns[0].bid, columns[1].bid);
        assert_eq!(
            found,
            [
                ("panels.score-out-of-range", format!("score.{one}.fit")),
                ("panels.reason-missing", format!("reason.{one}.budget")),
                ("panels.score-missing", format!("score.{two}.fit")),
                ("panels.score-out-of-range", format!("score.{two}.budget")),
            ]
        );
    }

    /// `panels.reason-below`: of 30 points, full marks and less than 12 want a reason.
    #[test]
    fn extreme_scores_want_a_reason() {
        let needed = |hundredths| reason_needed(Points::hundredths(hundredths), Points::whole(30), EDITION);
        assert_eq!([30_00, 29_99, 12_00, 11_99, 0].map(needed), [true, false, false, true, true]);
        let sheet = |reason| check_sheet(&[item("fit", 30)], &[column(1)], &[cell(1, "fit", Some(0), reason)], EDITION);
        assert!(sheet("").is_err());
        assert_eq!(sheet("没有回应需求"), Ok(()));
    }

    #[test]
    fn a_cell_counts_once() {
        let cells = [cell(1, "fit", Some(20_00), ""), cell(1, "fit", Some(21_00), "")];
        let refusals = check_sheet(&[item("fit", 30)], &[column(1)], &cells, EDITION).unwrap_err();
        assert_eq!(refusals[0].code, "panels.scored-twice");
    }
}
