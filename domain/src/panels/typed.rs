//! A sheet as it was typed, and the cells that can be read from it.

use super::sheet::{Cell, Column, Item};
use crate::demands::{Draft, Need};
use crate::ids::BidId;
use crate::money::{NotMoney, Points};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;

/// The field in which a score is typed.
pub fn score_field(bid: BidId, item: &str) -> String {
    format!("score.{bid}.{item}")
}

/// The field in which its reason is typed.
pub fn reason_field(bid: BidId, item: &str) -> String {
    format!("reason.{bid}.{item}")
}

/// The criteria of a need as its sheets have them.
pub fn items(need: &Need) -> Vec<Item> {
    need.criteria.iter().map(|(criterion, max)| Item { key: criterion.key().to_owned(), name: Fact::Term(criterion.term()), max: *max }).collect()
}

/// Takes over what was posted from a sheet: fields of its offers and criteria alone, as they were typed.
pub fn take(posted: &[(String, String)], items: &[Item], columns: &[Column]) -> Draft {
    let mut sheet = Draft::default();
    for column in columns {
        for item in items {
            for field in [score_field(column.bid, &item.key), reason_field(column.bid, &item.key)] {
                if let Some((_, text)) = posted.iter().rev().find(|(name, _)| *name == field) {
                    sheet.set(&field, text);
                }
            }
        }
    }
    sheet
}

/// Reads the cells of a sheet. A score that cannot be read is refused as `panels.score-unreadable`, one with more than two
/// decimals as `panels.score-too-fine`; both count as missing.
pub fn cells(sheet: &Draft, items: &[Item], columns: &[Column]) -> (Vec<Cell>, Vec<Refusal>) {
    let (mut cells, mut unreadable) = (Vec::new(), Vec::new());
    for column in columns {
        for item in items {
            let field = score_field(column.bid, &item.key);
            let typed = sheet.get(&field).trim();
            let points = match Points::parse(typed) {
                Ok(points) => Some(points),
                Err(_) if typed.is_empty() => None,
                Err(why) => {
                    let code = if why == NotMoney::TooFine { "panels.score-too-fine" } else { "panels.score-unreadable" };
                    let refusal = Refusal::new(code).fact("typed", typed).fact("bidder", column.name.as_str());
                    unreadable.push(refusal.fact("item", item.name.clone()).fact("max", item.max).remedy(Action::Score).field(field));
                    None
                }
            };
            let reason = sheet.get(&reason_field(column.bid, &item.key)).trim().to_owned();
            cells.push(Cell { bid: column.bid, item: item.key.clone(), points, reason });
        }
    }
    (cells, unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Points;
    use uuid::Uuid;

    #[test]
    fn a_sheet_is_kept_as_typed_and_read_where_it_can_be() {
        let bid = BidId::new(Uuid::from_u128(7));
        let items = [Item { key: "fit".into(), name: Fact::Text("契合".into()), max: Points::whole(30) }];
        let columns = [Column { bid, name: "示例".into() }];
        let posted = |score: &str| vec![(score_field(bid, "fit"), score.to_owned()), ("score.other.fit".to_owned(), "30".to_owned())];
        let sheet = take(&posted("25.5"), &items, &columns);
        let (read, unreadable) = cells(&sheet, &items, &columns);
        assert_eq!((read[0].points, unreadable.len()), (Some(Points::hundredths(25_50)), 0));
        let (_, unreadable) = cells(&take(&posted("24.555"), &items, &columns), &items, &columns);
        assert_eq!(unreadable[0].code.as_str(), "panels.score-too-fine");
        let sheet = take(&posted("很好"), &items, &columns);
        assert_eq!(sheet.get(&score_field(bid, "fit")), "很好");
        let (read, unreadable) = cells(&sheet, &items, &columns);
        assert_eq!((read[0].points, unreadable[0].code.as_str()), (None, "panels.score-unreadable"));
    }
}
