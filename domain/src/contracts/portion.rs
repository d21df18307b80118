//! A share of a whole in hundredths of a percent.

use crate::refusal::Fact;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A share of a whole in hundredths of a percent: 37.50 % is `Portion::hundredths(37_50)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Portion(i64);

impl Portion {
    /// Nothing of it.
    pub const NONE: Portion = Portion(0);
    /// The whole.
    pub const WHOLE: Portion = Portion(10_000);

    /// From hundredths of a percent.
    pub const fn hundredths(hundredths: i64) -> Portion {
        Portion(hundredths)
    }

    /// In hundredths of a percent.
    pub const fn as_hundredths(self) -> i64 {
        self.0
    }

    /// `part ÷ whole`, never below nothing or above the whole. Rounded half up, except that only the whole shows as 100.00 %:
    /// what is still owed must not vanish in the rounding. Nothing of nothing is nothing.
    pub fn of(part: i64, whole: i64) -> Portion {
        if whole <= 0 || part <= 0 {
            return Portion::NONE;
        }
        if part >= whole {
            return Portion::WHOLE;
        }
        let (part, whole) = (i128::from(part), i128::from(whole));
        let rounded = (2 * part * 10_000 + whole).div_euclid(2 * whole);
        Portion(i64::try_from(rounded).unwrap_or(0).min(99_99))
    }

    /// The arithmetic mean, rounded half up; only wholes make a whole. Nothing of no portion.
    pub fn mean(portions: &[Portion]) -> Portion {
        let sum: i64 = portions.iter().map(|portion| portion.0).sum();
        let count = i64::try_from(portions.len()).unwrap_or(i64::MAX);
        Portion::of(sum, count.saturating_mul(Portion::WHOLE.0))
    }
}

impl fmt::Display for Portion {
    /// Two decimals and the sign: `37.50%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

impl From<Portion> for Fact {
    fn from(portion: Portion) -> Fact {
        Fact::Text(portion.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_portion_has_two_decimals_rounded_half_up() {
        assert_eq!(Portion::of(1, 3).to_string(), "33.33%");
        assert_eq!(Portion::of(2, 3).to_string(), "66.67%");
        assert_eq!(Portion::of(1, 8).to_string(), "12.50%");
        assert_eq!(Portion::of(5, 0), Portion::NONE);
    }

    #[test]
    fn only_the_whole_shows_as_a_hundred_percent() {
        assert_eq!(Portion::of(999_999, 1_000_000).to_string(), "99.99%");
        assert_eq!(Portion::of(1_000_000, 1_000_000), Portion::WHOLE);
        assert_eq!(Portion::mean(&[Portion::WHOLE, Portion::hundredths(50_00)]).to_string(), "75.00%");
    }

    proptest! {
        #[test]
        fn a_portion_stays_between_nothing_and_the_whole(part in any::<i64>(), whole in any::<i64>()) {
            let portion = Portion::of(part, whole);
            prop_assert!(Portion::NONE <= portion && portion <= Portion::WHOLE);
        }
    }
}
