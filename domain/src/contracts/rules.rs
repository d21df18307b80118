//! The figures of contracts, each with its source and whom it binds.
//!
//! Below the threshold the procurement statutes do not bind: what is taken over from them stands as the unit's rule or the
//! platform's, with the statute named as borrowed. The longest term comes from 102号令, which binds every purchase: see
//! [`crate::demands::TERM_USUAL`].

use crate::calendar::{CalendarDays, WorkingDays};
use crate::law::{Article, Basis, Certainty, Edition, Law, Printed, Rule, Scope, since_founded};
use crate::money::{Money, Percent};
use crate::refusal::Refusal;

/// Days from the confirmed result to both signatures. Later is late, not void (T15).
pub static SIGN_WITHIN: Rule<CalendarDays> = Rule {
    key: "contracts.sign-within",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ProcurementLaw.article(46)),
    certainty: Certainty::Read,
    values: &[since_founded(CalendarDays(30))],
};

/// Working days from the second signature to publication.
pub static PUBLISH_WITHIN: Rule<WorkingDays> = Rule {
    key: "contracts.publish-within",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::ProcurementRegulation.article(50)),
    certainty: Certainty::Read,
    values: &[since_founded(WorkingDays(2))],
};

/// Working days to pay an instalment that signing makes due.
pub static PAY_AFTER_SIGNING: Rule<WorkingDays> = Rule {
    key: "contracts.pay-after-signing",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(10))],
};

/// Working days to pay an instalment that an accepted milestone makes due.
pub static PAY_AFTER_MILESTONE: Rule<WorkingDays> = Rule {
    key: "contracts.pay-after-milestone",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(20))],
};

/// Working days to pay the final instalment.
pub static PAY_AFTER_FINAL: Rule<WorkingDays> = Rule {
    key: "contracts.pay-after-final",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(20))],
};

/// Days that a contract may give the purchaser to pay at most.
pub static PAY_WITHIN_MAX: Rule<CalendarDays> = Rule {
    key: "contracts.pay-within-max",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::PaymentRegulation.article(9)),
    certainty: Certainty::Design,
    values: &[since_founded(CalendarDays(60))],
};

/// Days from a report to the purchaser's acceptance at most.
pub static ACCEPT_WITHIN: Rule<CalendarDays> = Rule {
    key: "contracts.accept-within",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[
        since_founded(CalendarDays(30)),
        // Tests alone know of a day on which it changes: an old contract must go on as it was agreed.
        #[cfg(test)]
        crate::law::InForce { from: crate::law::day(2090, 1, 1), value: CalendarDays(20) },
    ],
};

/// Most that all supplements together may add, of the original price.
pub static SUPPLEMENT_MAX: Rule<Percent> = Rule {
    key: "contracts.supplement-max",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ProcurementLaw.article(49)),
    certainty: Certainty::Read,
    values: &[since_founded(Percent(10))],
};

/// Every rule of this room, for `/help/law`.
pub static RULES: &[&dyn Printed] =
    &[&SIGN_WITHIN, &PUBLISH_WITHIN, &PAY_AFTER_SIGNING, &PAY_AFTER_MILESTONE, &PAY_AFTER_FINAL, &PAY_WITHIN_MAX, &ACCEPT_WITHIN, &SUPPLEMENT_MAX];

/// What binds by the platform's default alone.
pub(crate) const PLATFORM: Basis = Basis::of(Law::PlatformRule.whole(), Scope::Platform);

/// What the unit's own rule takes over from an article that does not bind below the threshold.
pub(crate) const fn unit_borrowing(article: Article) -> Basis {
    Basis { borrowed: Some(article), ..Basis::of(Law::UnitRule.whole(), Scope::Unit) }
}

/// What supplements may still add to this price after those already signed.
///
/// # Errors
/// `contracts.supplement-over-limit` when this one would pass [`SUPPLEMENT_MAX`] together with the signed ones. Drafts take no room.
pub fn room_after_supplement(price: Money, signed: Money, this: Money, edition: Edition) -> Result<Money, Refusal> {
    let limit = price.share(SUPPLEMENT_MAX.at(edition));
    let left = limit - signed;
    if this > left {
        return Err(Refusal::new("contracts.supplement-over-limit")
            .fact("limit", limit)
            .fact("used", signed)
            .fact("left", left.max(Money::ZERO))
            .field("amount")
            .basis(SUPPLEMENT_MAX.cite()));
    }
    Ok(left - this)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Regime, day};
    use crate::refusal::Fact;

    const TODAY: Edition = Edition(day(2025, 3, 3));

    /// DOMAIN §5.9, T16 and rule `contracts.supplement-max`: of 480 000, 30 000 pass; 20 000 more do not, 18 000 would.
    #[test]
    fn supplements_are_counted_together() {
        let left = room_after_supplement(Money::yuan(480_000), Money::ZERO, Money::yuan(30_000), TODAY).unwrap();
        assert_eq!(left, Money::yuan(18_000));
        let refusal = room_after_supplement(Money::yuan(480_000), Money::yuan(30_000), Money::yuan(20_000), TODAY).unwrap_err();
        assert_eq!(refusal.code, "contracts.supplement-over-limit");
        assert!(refusal.facts.contains(&("left".to_owned(), Fact::Money(Money::yuan(18_000)))));
        assert_eq!(refusal.basis.unwrap().borrowed, Some(Law::ProcurementLaw.article(49)));
    }

    #[test]
    fn every_rule_of_this_room_binds_below_the_threshold() {
        for rule in RULES {
            assert!(rule.basis().scope.binds(Regime::BelowThreshold), "{}", rule.key());
            assert!(rule.key().starts_with("contracts."));
            assert!(!rule.values().is_empty());
        }
    }
}
