//! All rules of the field, room by room: what `/help/law` and docs/law.md are printed from.

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

#[cfg(test)]
mod tests {
    use super::registry;

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
