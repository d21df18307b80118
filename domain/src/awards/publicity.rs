//! The publicity of a proposed result (公示), before it is confirmed.

use crate::calendar::{Day, Due, WorkingDays, after_working_days};
use crate::law::{Basis, Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Longest publicity of a proposed result: a longer one keeps the chosen organization waiting, and is a slip of the key.
pub static PUBLICITY_MAX: Rule<WorkingDays> = Rule {
    key: "awards.publicity-max",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(60))],
};

/// A publicity that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Publicity {
    /// Day of publication.
    pub published_on: chrono::NaiveDate,
    /// Last day, which still belongs to it until 24:00.
    pub last: Due,
    /// Why it is as long as it is.
    pub basis: Basis,
}

impl Publicity {
    /// A publicity of so many working days; `least` is the rule of the method's profile. The day of publication is not counted.
    ///
    /// # Errors
    /// `awards.publicity-too-short` below the rule; its fact `last` is the earliest last day that would pass.
    /// `awards.publicity-too-long` above [`PUBLICITY_MAX`].
    pub fn begin(least: &Rule<WorkingDays>, published_on: Day, length: WorkingDays, edition: Edition) -> Result<Publicity, Refusal> {
        let shortest = least.at(edition);
        if length < shortest {
            return Err(Refusal::new("awards.publicity-too-short")
                .fact("least", shortest)
                .fact("last", after_working_days(published_on, shortest))
                .basis(least.cite())
                .field("working_days"));
        }
        let longest = PUBLICITY_MAX.at(edition);
        if length > longest {
            return Err(Refusal::new("awards.publicity-too-long").fact("most", longest).basis(PUBLICITY_MAX.cite()).field("working_days"));
        }
        Ok(Publicity { published_on, last: after_working_days(published_on, length), basis: least.cite() })
    }

    /// Whether it still runs on this day.
    pub fn runs(&self, today: Day) -> bool {
        today <= self.last.day
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedures::PUBLICITY_MIN;

    const EDITION: Edition = Edition(crate::law::FOUNDED);

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// `procedures.publicity-min`; DOMAIN §11: a weekend, then a make-up Saturday.
    #[test]
    fn three_working_days_of_publicity_leave_out_the_weekend() {
        let publicity = Publicity::begin(&PUBLICITY_MIN, d("2025-06-18"), WorkingDays(3), EDITION).unwrap();
        assert_eq!(publicity.last, Due { day: d("2025-06-23"), provisional: false });
        assert!(publicity.runs(d("2025-06-23")) && !publicity.runs(d("2025-06-24")));
        assert_eq!(Publicity::begin(&PUBLICITY_MIN, d("2025-02-05"), WorkingDays(3), EDITION).unwrap().last.day, d("2025-02-08"));
    }

    #[test]
    fn a_shorter_publicity_is_refused_with_the_day_that_would_pass() {
        let refusal = Publicity::begin(&PUBLICITY_MIN, d("2025-06-18"), WorkingDays(2), EDITION).unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.basis.unwrap().scope), ("awards.publicity-too-short", Scope::Unit));
        assert!(refusal.facts.contains(&("last".to_owned(), Due { day: d("2025-06-23"), provisional: false }.into())));
    }
    /// `awards.publicity-max`: two months of working days pass, one day more does not.
    #[test]
    fn a_publicity_does_not_last_for_ever() {
        let begin = |length| Publicity::begin(&PUBLICITY_MIN, d("2025-06-18"), WorkingDays(length), EDITION);
        assert!(begin(60).is_ok());
        for length in [61, 2500] {
            let refusal = begin(length).unwrap_err();
            assert_eq!((refusal.code.as_str(), refusal.basis.unwrap().scope), ("awards.publicity-too-long", Scope::Platform));
            assert!(refusal.facts.contains(&("most".to_owned(), WorkingDays(60).into())));
        }
    }
}
