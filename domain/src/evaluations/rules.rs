//! The figures of evaluations. No statute fixes them: they are the platform's defaults (DOMAIN §3.12, §6.5).

use crate::calendar::{Day, Due, WorkingDays, Years, after_working_days};
use crate::law::{Article, Basis, Certainty, Edition, Law, Printed, Rule, Scope, since_founded};
use crate::money::Points;

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

/// Most evaluations of one provider in a row by one agency; the next may follow after [`AGENCY_REST`], or when another agency
/// evaluated in between. One in progress counts.
pub static AGENCY_IN_A_ROW: Rule<i64> = Rule {
    key: "evaluations.agency-in-a-row",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(3)],
};

/// Years that an agency rests after [`AGENCY_IN_A_ROW`] evaluations.
pub static AGENCY_REST: Rule<Years> = Rule {
    key: "evaluations.agency-rest",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(Years(2))],
};

/// Most evaluations of one provider in a row by one person.
pub static MEMBER_IN_A_ROW: Rule<i64> = Rule {
    key: "evaluations.member-in-a-row",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(2)],
};

/// Fewest points of 100 for satisfaction as a whole, where the service is for the public. 财综〔2018〕42号 asks for a larger
/// weight of recipients' satisfaction and gives no figure. The stricter reading: the usual scheme's own 20 are the least, so that
/// an adjustment can raise the weight and never lower it.
pub static SATISFACTION_MIN: Rule<Points> = Rule {
    key: "evaluations.satisfaction-min",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::ThirdPartyEvaluation.whole()),
    certainty: Certainty::Design,
    values: &[since_founded(Points::whole(20))],
};

/// Fewest points of these for the recipients themselves: the text speaks of them, and not of the purchaser or of partners.
pub static RECIPIENTS_MIN: Rule<Points> = Rule {
    key: "evaluations.recipients-min",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::ThirdPartyEvaluation.whole()),
    certainty: Certainty::Design,
    values: &[since_founded(Points::whole(15))],
};

/// Every rule of this room, for `/help/law`.
pub static RULES: &[&dyn Printed] =
    &[&COMMENT_PERIOD, &LOOK_BACK, &EVALUATORS_MIN, &AGENCY_IN_A_ROW, &AGENCY_REST, &MEMBER_IN_A_ROW, &SATISFACTION_MIN, &RECIPIENTS_MIN];

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
        assert_eq!(comment_until(day(2026, 12, 30), Edition(day(2026, 12, 30))), Due { day: day(2027, 1, 7), provisional: true });
    }

    #[test]
    fn every_rule_of_this_room_binds_below_the_threshold() {
        for rule in RULES {
            assert!(rule.basis().scope.binds(Regime::BelowThreshold) && rule.key().starts_with("evaluations."));
        }
    }
}
