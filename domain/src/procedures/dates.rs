//! The days of a procurement.

use super::profile::{CONFIRM_WITHIN, Profile};
use crate::calendar::{Day, Due, after_working_days, is_working};
use crate::law::{Basis, Edition, Law, Scope};
use crate::policy::Action;
use crate::refusal::Refusal;

/// The days that the purchaser chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Day of publication.
    pub published_on: chrono::NaiveDate,
    /// Day on which offers close.
    pub closes_on: chrono::NaiveDate,
    /// Day of the review.
    pub review_on: chrono::NaiveDate,
}

/// The earliest closing day: the last of the least number of working days; the day of publication is not counted.
pub fn earliest_close(profile: &Profile, published_on: Day, edition: Edition) -> Due {
    after_working_days(published_on, profile.publication.at(edition))
}

/// The closing day after an extension, counted from the day on which the extension is published.
pub fn extended_close(profile: &Profile, extended_on: Day, edition: Edition) -> Due {
    after_working_days(extended_on, profile.extension.at(edition))
}

/// The last day of a publicity; `None` where the method has none.
pub fn publicity_ends(profile: &Profile, publicised_on: Day, edition: Edition) -> Option<Due> {
    profile.publicity.map(|rule| after_working_days(publicised_on, rule.at(edition)))
}

/// The last day on which a confirmation is not late, counted from the last day of the publicity, which is not counted.
pub fn confirm_by(publicity_last: Day, edition: Edition) -> Due {
    after_working_days(publicity_last, CONFIRM_WITHIN.at(edition))
}

/// Everything that stands against these days.
pub fn check_dates(profile: &Profile, dates: &Dates, edition: Edition) -> Vec<Refusal> {
    let mut refused = Vec::new();
    let earliest = earliest_close(profile, dates.published_on, edition);
    if dates.closes_on < earliest.day {
        let left = crate::calendar::working_days_between(dates.published_on, dates.closes_on).max(0);
        refused.push(
            Refusal::new("procedures.closes-too-soon")
                .fact("days", left)
                .fact("least", profile.publication.at(edition))
                .fact("published", dates.published_on)
                .fact("earliest", earliest)
                .basis(profile.publication.cite())
                .remedy(Action::EditDemand)
                .field("closes_on"),
        );
    } else if !is_working(dates.closes_on) {
        // An office must be there to answer on the last day (平台规则).
        let next = crate::calendar::or_next_working_day(dates.closes_on);
        let basis = Basis::of(Law::PlatformRule.whole(), Scope::Platform);
        refused.push(
            Refusal::new("procedures.closes-on-rest-day")
                .fact("day", dates.closes_on)
                .fact("next", next)
                .basis(basis)
                .remedy(Action::EditDemand)
                .field("closes_on"),
        );
    }
    if dates.review_on <= dates.closes_on {
        let basis = Basis::of(Law::PlatformRule.whole(), Scope::Platform);
        refused.push(
            Refusal::new("procedures.review-before-close")
                .fact("review", dates.review_on)
                .fact("closes", dates.closes_on)
                .fact("earliest", crate::calendar::after_working_days(dates.closes_on, crate::calendar::WorkingDays(1)))
                .basis(basis)
                .remedy(Action::EditDemand)
                .field("review_on"),
        );
    }
    refused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{FOUNDED, day};
    use crate::procedures::BELOW_THRESHOLD;

    fn check(published: Day, closes: Day, review: Day) -> Vec<String> {
        let dates = Dates { published_on: published, closes_on: closes, review_on: review };
        check_dates(&BELOW_THRESHOLD, &dates, Edition(FOUNDED)).into_iter().map(|refusal| refusal.code).collect()
    }

    /// Published on Wed 2025-06-11: 12, 13, 16, 17 and 18 June are the five working days.
    #[test]
    fn five_working_days_lie_between_publication_and_deadline() {
        let published = day(2025, 6, 11);
        assert_eq!(earliest_close(&BELOW_THRESHOLD, published, Edition(FOUNDED)).day, day(2025, 6, 18));
        assert_eq!(check(published, day(2025, 6, 17), day(2025, 6, 20)), ["procedures.closes-too-soon"]);
        assert_eq!(check(published, day(2025, 6, 18), day(2025, 6, 20)), Vec::<String>::new());
    }

    /// A make-up Sunday is a working day: published on Thu 2025-04-24, the fifth working day is Wed 2025-04-30.
    #[test]
    fn make_up_days_count() {
        assert_eq!(earliest_close(&BELOW_THRESHOLD, day(2025, 4, 24), Edition(FOUNDED)).day, day(2025, 4, 30));
    }

    #[test]
    fn offers_close_on_a_working_day_before_the_review() {
        assert_eq!(check(day(2025, 6, 11), day(2025, 6, 21), day(2025, 6, 21)), ["procedures.closes-on-rest-day", "procedures.review-before-close"]);
    }

    /// Extended on Fri 2025-06-20: Mon, Tue and Wed. Publicised on Mon 2025-06-23: until Thu 2025-06-26.
    #[test]
    fn extension_and_publicity_count_three_working_days() {
        assert_eq!(extended_close(&BELOW_THRESHOLD, day(2025, 6, 20), Edition(FOUNDED)).day, day(2025, 6, 25));
        assert_eq!(publicity_ends(&BELOW_THRESHOLD, day(2025, 6, 23), Edition(FOUNDED)).map(|due| due.day), Some(day(2025, 6, 26)));
    }

    /// `procedures.confirm-within`: publicised until Mon 2025-06-23, to be confirmed by Mon 2025-06-30; across the new year the day is
    /// provisional while the paper of the year is not announced.
    #[test]
    fn a_result_is_to_be_confirmed_within_five_working_days_after_its_publicity() {
        let by = |last| confirm_by(last, Edition(FOUNDED));
        assert_eq!(by(day(2025, 6, 23)), Due { day: day(2025, 6, 30), provisional: false });
        assert_eq!(by(day(2026, 12, 28)), Due { day: day(2027, 1, 5), provisional: true });
    }
}
