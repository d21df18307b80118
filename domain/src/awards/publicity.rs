//! The publicity of a proposed result (公示), before it is confirmed.

use crate::calendar::{Day, Due, WorkingDays, after_working_days};
use crate::law::{Basis, Edition, Rule};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

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
    pub fn begin(least: &Rule<WorkingDays>, published_on: Day, length: WorkingDays, edition: Edition) -> Result<Publicity, Refusal> {
        let shortest = least.at(edition);
        if length < shortest {
            return Err(Refusal::new("awards.publicity-too-short")
                .fact("least", shortest)
                .fact("last", after_working_days(published_on, shortest))
                .basis(least.cite())
                .field("working_days"));
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
    use crate::law::Scope;
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
}
