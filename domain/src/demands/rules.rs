//! What limits a demand.

use crate::law::{Certainty, InForce, Law, Printed, Rule, Scope, day, since_founded};
use crate::money::Money;

/// From this budget on, a purchase of services is government procurement under the statutes (采购限额标准, Shanghai).
pub static PROCUREMENT_THRESHOLD: Rule<Money> = Rule {
    key: "demands.procurement-threshold",
    basis: Law::ShanghaiThresholds.whole(),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::KnownMedium,
    values: &[InForce { from: day(2021, 1, 1), value: Money::yuan(1_000_000) }],
};

/// From this sum on, like purchases of one unit in one fiscal year are warned of as splitting (化整为零).
pub static LIKE_PURCHASES: Rule<Money> = Rule {
    key: "demands.like-purchases",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ProcurementRegulation.article(28)),
    certainty: Certainty::KnownMedium,
    values: &[InForce { from: day(2021, 1, 1), value: Money::yuan(1_000_000) }],
};

/// Longest usual term of a contract for services, in months.
pub static TERM_USUAL: Rule<Term> = Rule {
    key: "demands.term-usual",
    basis: Law::PurchaseOfServices.article(24),
    scope: Scope::PurchaseOfServices,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2020, 3, 1), value: Term(12) }],
};

/// Longest term when funds are secured, content is fixed, the need continues and prices are stable, in months.
pub static TERM_LONGEST: Rule<Term> = Rule {
    key: "demands.term-longest",
    basis: Law::PurchaseOfServices.article(24),
    scope: Scope::PurchaseOfServices,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2020, 3, 1), value: Term(36) }],
};

/// Most contracts of the same kind that may be demanded as experience (a duty of procurement, advice below the threshold).
pub static SIMILAR_CONTRACTS_MAX: Rule<i64> = Rule {
    key: "demands.similar-contracts-max",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::RequirementMeasures.whole()),
    certainty: Certainty::Read,
    values: &[since_founded(2)],
};

/// A term in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term(pub u32);

impl From<Term> for crate::refusal::Fact {
    fn from(term: Term) -> Self {
        crate::refusal::Fact::Months(i64::from(term.0))
    }
}

/// The rules of this room.
pub static RULES: &[&dyn Printed] = &[&PROCUREMENT_THRESHOLD, &LIKE_PURCHASES, &TERM_USUAL, &TERM_LONGEST, &SIMILAR_CONTRACTS_MAX];
