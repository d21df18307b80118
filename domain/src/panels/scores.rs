//! What the sheets of a panel add up to (DOMAIN §5.2).

use super::sheet::{Cell, Column, Item, check_sheet};
use crate::ids::BidId;
use crate::law::Edition;
use crate::money::Points;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// The published score of one offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Score {
    /// The offer.
    pub bid: BidId,
    /// The mean of all members on each criterion, in the criteria's order.
    pub means: Vec<Points>,
    /// The sum of these published means.
    pub total: Points,
}

/// Averages the sheets: the arithmetic mean of all members on each criterion, no score dropped, rounded half up to the
/// hundredth; the total is the sum of the rounded means, so that whoever reads the published table can add it up.
///
/// # Errors
/// `panels.no-sheets` without a sheet; else whatever [`check_sheet`] finds in one of them.
pub fn score(items: &[Item], columns: &[Column], sheets: &[Vec<Cell>], edition: Edition) -> Result<Vec<Score>, Vec<Refusal>> {
    if sheets.is_empty() {
        return Err(vec![Refusal::new("panels.no-sheets")]);
    }
    for sheet in sheets {
        check_sheet(items, columns, sheet, edition)?;
    }
    let mean = |bid: BidId, item: &Item| {
        let given = sheets.iter().flatten().filter(|cell| cell.bid == bid && cell.item == item.key);
        let points: Vec<Points> = given.filter_map(|cell| cell.points).collect();
        Points::mean(&points).unwrap_or_default()
    };
    let of = |column: &Column| {
        let means: Vec<Points> = items.iter().map(|item| mean(column.bid, item)).collect();
        Score { bid: column.bid, total: means.iter().copied().sum(), means }
    };
    Ok(columns.iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::FOUNDED;
    use crate::refusal::Fact;
    use proptest::prelude::*;
    use uuid::Uuid;

    const EDITION: Edition = Edition(FOUNDED);

    fn items(max: &[i64]) -> Vec<Item> {
        max.iter().enumerate().map(|(n, max)| Item { key: n.to_string(), name: Fact::Text(n.to_string()), max: Points::whole(*max) }).collect()
    }

    fn columns(count: u128) -> Vec<Column> {
        (0..count).map(|n| Column { bid: BidId::new(Uuid::from_u128(n)), name: n.to_string() }).collect()
    }

    fn sheet(rows: &[Vec<i64>]) -> Vec<Cell> {
        let cell = |n: usize, item: usize, points: i64| Cell {
            bid: BidId::new(Uuid::from_u128(n as u128)),
            item: item.to_string(),
            points: Some(Points::hundredths(points)),
            reason: "有依据".to_owned(),
        };
        rows.iter().enumerate().flat_map(|(n, row)| row.iter().enumerate().map(move |(item, points)| cell(n, item, *points))).collect()
    }

    /// DOMAIN §5.2: half up at each published score, and the total of what is published.
    #[test]
    fn the_total_is_the_sum_of_the_published_means() {
        let sheets = [vec![vec![25_00, 20_00]], vec![vec![26_00, 21_00]], vec![vec![26_00, 21_00]]].map(|rows| sheet(&rows));
        let scores = score(&items(&[30, 30]), &columns(1), &sheets, EDITION).unwrap();
        assert_eq!(scores[0].means, [25_67, 20_67].map(Points::hundredths));
        assert_eq!(scores[0].total, Points::hundredths(46_34)); // the exact 46.333 would show 46.33, which does not add up
    }

    /// DOMAIN §5.1, example A: the quality averages of three members.
    #[test]
    fn example_a_quality_averages() {
        let sheets =
            [sheet(&[vec![82_00], vec![74_00], vec![83_00]]), sheet(&[vec![82_40], vec![74_20], vec![83_10]]), sheet(&[vec![82_80], vec![74_40], vec![83_20]])];
        let scores = score(&items(&[90]), &columns(3), &sheets, EDITION).unwrap();
        assert_eq!(scores.iter().map(|score| score.total).collect::<Vec<_>>(), [82_40, 74_20, 83_10].map(Points::hundredths));
    }

    #[test]
    fn nothing_is_averaged_over_a_gap() {
        let (items, columns) = (items(&[30]), columns(1));
        assert_eq!(score(&items, &columns, &[], EDITION).unwrap_err()[0].code, "panels.no-sheets");
        let gap = [sheet(&[vec![20_00]]), Vec::new()];
        assert_eq!(score(&items, &columns, &gap, EDITION).unwrap_err()[0].code, "panels.score-missing");
    }

    proptest! {
        #[test]
        fn a_mean_lies_between_the_scores_and_members_have_no_order(
            mut sheets in prop::collection::vec(prop::collection::vec(0..=30_00_i64, 4), 1..9),
        ) {
            let (items, columns) = (items(&[30, 30, 30, 30]), columns(1));
            let score_of = |rows: &[Vec<i64>]| {
                let sheets: Vec<_> = rows.iter().map(|row| sheet(std::slice::from_ref(row))).collect();
                score(&items, &columns, &sheets, EDITION).unwrap().remove(0)
            };
            let before = score_of(&sheets);
            for (n, mean) in before.means.iter().enumerate() {
                let given: Vec<i64> = sheets.iter().map(|row| row[n]).collect();
                let (sum, count) = (given.iter().sum::<i64>(), given.len() as i64);
                prop_assert!(given.iter().min().unwrap() <= &mean.as_hundredths() && &mean.as_hundredths() <= given.iter().max().unwrap());
                prop_assert!((2 * (mean.as_hundredths() * count - sum)).abs() <= count);
            }
            prop_assert_eq!(before.total, before.means.iter().copied().sum());
            sheets.reverse();
            prop_assert_eq!(score_of(&sheets), before);
        }
    }
}
