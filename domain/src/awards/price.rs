//! Price points, where a method scores the price. Below the threshold none does.

use crate::money::{Money, Percent, Points};
use crate::refusal::Refusal;

/// Price points in a competitive consultation: lowest final price ÷ this price × weight.
///
/// Hundredths of a point, rounded half up, in the order of `finals`. Source: 财库〔2014〕214号 第24条.
///
/// # Errors
/// `awards.no-final-price` when `finals` is empty, `awards.price-not-positive` when one of them is not above zero. Prices above
/// the ceiling were refused before.
pub fn price_points(finals: &[Money], weight: Percent) -> Result<Vec<Points>, Refusal> {
    let lowest = finals.iter().min().ok_or_else(|| Refusal::new("awards.no-final-price"))?;
    if *lowest <= Money::ZERO {
        return Err(Refusal::new("awards.price-not-positive"));
    }
    let most = Points::whole(weight.0);
    let points = |price: &Money| most.scaled(lowest.as_fen(), price.as_fen()).ok_or_else(|| Refusal::new("awards.price-not-positive"));
    finals.iter().map(points).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// DOMAIN.md §5.1, example A.
    #[test]
    fn price_points_follow_the_lowest_final_price() {
        let finals = [480_000, 450_000, 500_000].map(Money::yuan);
        assert_eq!(price_points(&finals, Percent(10)).unwrap(), [9_38, 10_00, 9_00].map(Points::hundredths));
        assert_eq!(price_points(&finals, Percent(20)).unwrap(), [18_75, 20_00, 18_00].map(Points::hundredths));
    }

    #[test]
    fn no_price_and_a_price_of_nothing_have_no_points() {
        assert_eq!(price_points(&[], Percent(10)).unwrap_err().code, "awards.no-final-price");
        assert_eq!(price_points(&[Money::ZERO, Money::yuan(1)], Percent(10)).unwrap_err().code, "awards.price-not-positive");
    }
}
