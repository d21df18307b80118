//! The figures of evaluations. No statute fixes them: they are the platform's defaults (DOMAIN §3.12, §6.5).

use crate::calendar::{Day, Due, WorkingDays, Years, after_working_days};
use crate::law::{Article, Basis, Certainty, Edition, Law, Printed, Rule, Scope, since_founded};

/// Working days for the provider to reply to a draft report.
pub static COMMENT_PERIOD: Rule<WorkingDays> = Rule {
    key: "evaluations.comment-period",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(5))],
};

/// Years for which work for the provider bars an agency.
pub static LOOK_BACK: Rule<Years> = Rule {
    key: "evaluations.look-back",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(Years(3))],
};

/// Fewest evaluators.
pub static EVALUATORS_MIN: Rule<i64> = Rule {
    key: "evaluations.evaluators-min",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(2)],
};

/// Every rule of this room, for `/help/law`.
pub static RULES: &[&dyn Printed] = &[&COMMENT_PERIOD, &LOOK_BACK, &EVALUATORS_MIN];

/// What binds by the platform's default alone.
pub(super) const PLATFORM: Basis = Basis::of(Law::PlatformRule.whole(), Scope::Platform);

/// What the platform takes over from a text that does not bind this case.
pub(super) const fn platform_borrowing(article: Article) -> Basis {
    Basis { borrowed: Some(article), ..PLATFORM }
}

/// The last day for the provider to reply to a draft sent on this day.
pub fn comment_until(sent: Day, edition: Edition) -> Due {
    after_working_days(sent, COMMENT_PERIOD.at(edition))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Regime, day};

    /// Rule `evaluations.comment-period`, over Labour Day 2026 with its make-up Saturday (DOMAIN §11, W8).
    #[test]
    fn a_draft_may_be_answered_for_five_working_days() {
        assert_eq!(comment_until(day(2026, 4, 29), Edition(day(2026, 4, 29))).day, day(2026, 5, 9));
        // The paper of 2027 is not announced.
        assert_eq!(comment_until(day(2026, 12, 30), Edition(day(2026, 12, 30))), Due { day: day(2027, 1, 6), provisional: true });
    }

    #[test]
    fn every_rule_of_this_room_binds_below_the_threshold() {
        for rule in RULES {
            assert!(rule.basis().scope.binds(Regime::BelowThreshold) && rule.key().starts_with("evaluations."));
        }
    }
}
