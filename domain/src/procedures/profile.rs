//! What distinguishes one method of procurement from another, as data.

use super::lifecycle::ProcedureState as S;
use crate::calendar::WorkingDays;
use crate::law::{Certainty, Law, Printed, Regime, Rule, Scope, since_founded};

/// Shortest time from publication to the deadline (DOMAIN §3.6).
pub static PUBLICATION_MIN: Rule<WorkingDays> = Rule {
    key: "procedures.publication-min",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(5))],
};

/// The one extension when too few offered.
pub static EXTENSION: Rule<WorkingDays> = Rule {
    key: "procedures.extension",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(3))],
};

/// Offers with which a purchase goes on without an extension.
pub static REGULAR_OFFERS_MIN: Rule<i64> = Rule {
    key: "procedures.regular-offers-min",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(3)],
};

/// Shortest publicity of a proposed result (公示).
pub static PUBLICITY_MIN: Rule<WorkingDays> = Rule {
    key: "procedures.publicity-min",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(3))],
};

/// Working days after the publicity within which its result is confirmed: what 实施条例 第43条 gives a purchaser to decide after
/// the report, taken over for the decision after the publicity.
pub static CONFIRM_WITHIN: Rule<WorkingDays> = Rule {
    key: "procedures.confirm-within",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: Some(Law::ProcurementRegulation.article(43)),
    certainty: Certainty::Design,
    values: &[since_founded(WorkingDays(5))],
};

/// What a method provides for when there are fewer offers than usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// How often the deadline may be extended.
    pub extensions: u8,
    /// Offers that suffice after the last extension.
    pub then_enough: i64,
    /// Whether one single offer may be negotiated with, for stated reasons.
    pub one_negotiable: bool,
}

/// A method of procurement.
#[derive(Debug)]
pub struct Profile {
    /// Names it in columns, in the API and in the message files (`profile-…`).
    pub key: &'static str,
    /// Decides which rules bind.
    pub regime: Regime,
    /// The states of the machine that this method passes through, in order.
    pub stages: &'static [S],
    /// Shortest time from publication to the deadline.
    pub publication: &'static Rule<WorkingDays>,
    /// Offers with which it goes on at once.
    pub regular_offers: &'static Rule<i64>,
    /// How far a deadline is moved.
    pub extension: &'static Rule<WorkingDays>,
    /// What happens with fewer.
    pub too_few: TooFew,
    /// Shortest publicity of the result; `None` where the method has none.
    pub publicity: Option<&'static Rule<WorkingDays>>,
}

/// 限额以下: a purchase below the procurement threshold, by the unit's own rule.
pub static BELOW_THRESHOLD: Profile = Profile {
    key: "below-threshold",
    regime: Regime::BelowThreshold,
    stages: &[S::Published, S::Closed, S::Shortlisted, S::Reviewed, S::Publicity, S::Confirmed, S::Contracted],
    publication: &PUBLICATION_MIN,
    regular_offers: &REGULAR_OFFERS_MIN,
    extension: &EXTENSION,
    too_few: TooFew { extensions: 1, then_enough: 2, one_negotiable: true },
    publicity: Some(&PUBLICITY_MIN),
};

/// All methods that this platform carries.
pub static PROFILES: &[&Profile] = &[&BELOW_THRESHOLD];

impl Profile {
    /// The method with this key.
    pub fn find(key: &str) -> Option<&'static Profile> {
        PROFILES.iter().copied().find(|profile| profile.key == key)
    }

    /// The stage after this one on the usual road.
    pub fn after(&self, state: S) -> Option<S> {
        let here = self.stages.iter().position(|stage| *stage == state)?;
        self.stages.get(here + 1).copied()
    }
}

/// The rules of this room.
pub static RULES: &[&dyn Printed] = &[&PUBLICATION_MIN, &EXTENSION, &REGULAR_OFFERS_MIN, &PUBLICITY_MIN, &CONFIRM_WITHIN];
