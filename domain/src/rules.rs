//! All rules of the field, room by room: what `/help/law` and docs/law.md are printed from.

use crate::calendar::Day;
use crate::law::Printed;

/// Every rule, in the order of the rooms.
pub fn registry() -> impl Iterator<Item = &'static dyn Printed> {
    [
        crate::services::RULES,
        crate::demands::RULES,
        crate::procedures::RULES,
        crate::matching::RULES,
        crate::panels::RULES,
        crate::awards::RULES,
        crate::contracts::RULES,
        crate::evaluations::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The day of the law table on this day: when the youngest of the values that hold began to hold.
pub fn as_of(day: Day) -> Option<Day> {
    registry().flat_map(|rule| rule.values()).map(|(from, _)| from).filter(|from| *from <= day).max()
}

#[cfg(test)]
mod tests {
    use super::registry;
    use crate::law::{Edition, Law, Scope, day};
    use crate::money::{Money, Percent, Points};
    use crate::refusal::Fact;
    use std::collections::BTreeSet;

    /// The rulebook's own figures (DOMAIN §3.6, §3.7, §3.10 to §3.12, §4, §6.5): value on 2025-03-03, scope, what it cites.
    /// A figure that changes in the code without changing here is a mistake in one of the two.
    #[test]
    fn the_registry_says_what_the_rulebook_says() {
        use Fact::{Count, Days, Months, WorkingDays, Years};
        use Scope::{Platform, PurchaseOfServices, Statute, Unit};
        let share = || Fact::Text("2/3".into());
        let rulebook: Vec<(&str, Fact, Scope, Law)> = vec![
            ("services.management-lines-min", Count(1), Unit, Law::ShanghaiCharity),
            ("demands.procurement-threshold", Fact::Money(Money::yuan(1_000_000)), Statute, Law::ShanghaiThresholds),
            ("demands.like-purchases", Fact::Money(Money::yuan(1_000_000)), Unit, Law::ProcurementRegulation),
            ("demands.term-usual", Months(12), PurchaseOfServices, Law::PurchaseOfServices),
            ("demands.term-longest", Months(36), PurchaseOfServices, Law::PurchaseOfServices),
            ("demands.similar-contracts-max", Count(2), Platform, Law::RequirementMeasures),
            ("procedures.publication-min", WorkingDays(5), Unit, Law::UnitRule),
            ("procedures.extension", WorkingDays(3), Unit, Law::UnitRule),
            ("procedures.regular-offers-min", Count(3), Unit, Law::UnitRule),
            ("procedures.publicity-min", WorkingDays(3), Unit, Law::UnitRule),
            ("procedures.confirm-within", WorkingDays(5), Platform, Law::ProcurementRegulation),
            ("matching.similar-years", Years(3), Platform, Law::PlatformRule),
            ("panels.least", Count(3), Unit, Law::ConsultationMeasures),
            ("panels.most", Count(5), Unit, Law::UnitRule),
            ("panels.expert-share", share(), Unit, Law::ConsultationMeasures),
            ("panels.tender-least", Count(5), Statute, Law::TenderMeasures),
            ("panels.tender-large-from", Fact::Money(Money::yuan(10_000_000)), Statute, Law::TenderMeasures),
            ("panels.tender-large-least", Count(7), Statute, Law::TenderMeasures),
            ("panels.tender-expert-share", share(), Statute, Law::TenderMeasures),
            ("panels.consultation-least", Count(3), Statute, Law::ConsultationMeasures),
            ("panels.consultation-expert-share", share(), Statute, Law::ConsultationMeasures),
            ("panels.conflict-years", Years(3), Platform, Law::ProcurementRegulation),
            ("panels.reason-below", Fact::Percent(Percent(40)), Platform, Law::PlatformRule),
            ("awards.publicity-max", WorkingDays(60), Platform, Law::PlatformRule),
            ("awards.answer-aim", WorkingDays(3), Platform, Law::PlatformRule),
            ("awards.answer-max", WorkingDays(5), Platform, Law::PlatformRule),
            ("contracts.sign-within", Days(30), Unit, Law::ProcurementLaw),
            ("contracts.publish-within", WorkingDays(2), Platform, Law::ProcurementRegulation),
            ("contracts.pay-after-signing", WorkingDays(10), Platform, Law::PlatformRule),
            ("contracts.pay-after-milestone", WorkingDays(20), Platform, Law::PlatformRule),
            ("contracts.pay-after-final", WorkingDays(20), Platform, Law::PlatformRule),
            ("contracts.pay-within-max", Days(60), Platform, Law::PaymentRegulation),
            ("contracts.accept-within", Days(30), Platform, Law::PlatformRule),
            ("contracts.supplement-max", Fact::Percent(Percent(10)), Unit, Law::ProcurementLaw),
            ("evaluations.comment-period", WorkingDays(5), Platform, Law::PlatformRule),
            ("evaluations.look-back", Years(3), Platform, Law::PlatformRule),
            ("evaluations.evaluators-min", Count(2), Platform, Law::PlatformRule),
            ("evaluations.agency-in-a-row", Count(3), Platform, Law::PlatformRule),
            ("evaluations.agency-rest", Years(2), Platform, Law::PlatformRule),
            ("evaluations.member-in-a-row", Count(2), Platform, Law::PlatformRule),
            ("evaluations.satisfaction-min", Fact::Points(Points::whole(20)), Platform, Law::ThirdPartyEvaluation),
            ("evaluations.recipients-min", Fact::Points(Points::whole(15)), Platform, Law::ThirdPartyEvaluation),
        ];
        let today = Edition(day(2025, 3, 3));
        for (key, value, scope, law) in &rulebook {
            let rule = registry().find(|rule| rule.key() == *key).unwrap_or_else(|| panic!("no rule {key}"));
            let held = rule.values().into_iter().rev().find(|(from, _)| *from <= today.0).map(|(_, held)| held);
            let basis = rule.basis();
            let cited = basis.borrowed.unwrap_or(basis.article).law;
            assert_eq!((held.as_ref(), basis.scope, cited), (Some(value), *scope, *law), "{key}");
        }
        let known: BTreeSet<&str> = rulebook.iter().map(|(key, ..)| *key).collect();
        let unknown: Vec<&str> = registry().map(|rule| rule.key()).filter(|key| !known.contains(key)).collect();
        assert!(unknown.is_empty(), "rules without a line in the rulebook's table: {unknown:?}");
    }

    /// Below the threshold no rule of the statutes binds: what was taken over from them is the unit's or the platform's.
    #[test]
    fn what_was_borrowed_binds_by_another_scope() {
        assert!(registry().all(|rule| rule.basis().borrowed.is_none() || rule.basis().scope != Scope::Statute));
    }

    #[test]
    fn every_rule_has_a_key_of_its_own_and_a_value() {
        let mut keys: Vec<_> = registry().map(|rule| rule.key()).collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
        assert!(registry().all(|rule| !rule.values().is_empty()));
    }

    #[test]
    fn values_are_dated_oldest_first() {
        assert!(registry().all(|rule| rule.values().is_sorted_by_key(|(from, _)| *from)));
    }
}
