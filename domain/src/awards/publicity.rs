//! The publicity of a proposed result (公示), before it is confirmed.

use crate::calendar::{Day, Due, WorkingDays, after_working_days};
use crate::law::{Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Least working days of publicity; the day of publication is not counted.
pub static PUBLICITY_MIN: Rule<WorkingDays> = Rule {
    key: "awards.publicity-min",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(3))],
};

/// A publicity that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Publicity {
    /// Day of publication.
    pub published_on: Day,
    /// Last day, which still belongs to it until 24:00.
    pub last: Due,
}

impl Publicity {
    /// A publicity of so many working days.
    ///
    /// # Errors
    /// `awards.publicity-too-short` below [`PUBLICITY_MIN`]; its fact `last` is the earliest last day that would pass.
    pub fn begin(published_on: Day, length: WorkingDays, edition: Edition) -> Result<Publicity, Refusal> {
        let least = PUBLICITY_MIN.at(edition);
        if length < least {
            return Err(Refusal::new("awards.publicity-too-short")
                .fact("least", least)
                .fact("last", after_working_days(published_on, least))
                .basis(PUBLICITY_MIN.cite())
                .field("working_days"));
        }
        Ok(Publicity { published_on, last: after_working_days(published_on, length) })
    }

    /// Whether it still runs on this day.
    pub fn runs(&self, today: Day) -> bool {
        today <= self.last.day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDITION: Edition = Edition(crate::law::FOUNDED);

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// `awards.publicity-min`; DOMAIN §11: a weekend, then a make-up Saturday.
    #[test]
    fn three_working_days_of_publicity_leave_out_the_weekend() {
        let publicity = Publicity::begin(d("2025-06-18"), WorkingDays(3), EDITION).unwrap();
        assert_eq!(publicity.last, Due { day: d("2025-06-23"), provisional: false });
        assert!(publicity.runs(d("2025-06-23")) && !publicity.runs(d("2025-06-24")));
        assert_eq!(Publicity::begin(d("2025-02-05"), WorkingDays(3), EDITION).unwrap().last.day, d("2025-02-08"));
    }

    #[test]
    fn a_shorter_publicity_is_refused_with_the_day_that_would_pass() {
        let refusal = Publicity::begin(d("2025-06-18"), WorkingDays(2), EDITION).unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.basis.unwrap().scope), ("awards.publicity-too-short", Scope::Unit));
        assert!(refusal.facts.contains(&("last".to_owned(), Due { day: d("2025-06-23"), provisional: false }.into())));
    }
}
