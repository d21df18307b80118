//! How a panel is made up. Each method of purchase has its own rule, as data (DOMAIN §3.6, §3.7).

use crate::ids::AccountId;
use crate::law::{Certainty, Edition, InForce, Law, Rule, Scope, day, since_founded};
use crate::money::Money;
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};

/// A part of a whole, such as 2/3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: usize,
    /// Of the whole; above zero.
    pub whole: usize,
}

impl Share {
    /// The least number out of `n` that makes up this share: two thirds of 5 are 4.
    pub const fn least_of(self, n: usize) -> usize {
        (n * self.part).div_ceil(self.whole)
    }
}

impl From<Share> for Fact {
    fn from(share: Share) -> Fact {
        Fact::Text(format!("{}/{}", share.part, share.whole))
    }
}

/// Fewest reviewers below the threshold; always an odd number.
pub static LEAST: Rule<i64> = Rule {
    key: "panels.least",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ConsultationMeasures.article(14)),
    certainty: Certainty::Design,
    values: &[since_founded(3)],
};

/// Most reviewers below the threshold: 3 or 5.
pub static MOST: Rule<i64> =
    Rule { key: "panels.most", basis: Law::UnitRule.whole(), scope: Scope::Unit, borrowed: None, certainty: Certainty::Design, values: &[since_founded(5)] };

/// Least share of reviewers from outside the unit below the threshold.
pub static EXPERT_SHARE: Rule<Share> = Rule {
    key: "panels.expert-share",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ConsultationMeasures.article(14)),
    certainty: Certainty::Design,
    values: &[since_founded(Share { part: 2, whole: 3 })],
};

/// Fewest members of a tender's committee; odd.
pub static TENDER_LEAST: Rule<i64> = Rule {
    key: "panels.tender-least",
    basis: Law::TenderMeasures.article(47),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2017, 10, 1), value: 5 }],
};

/// Budget from which a tender's committee must be larger.
pub static TENDER_LARGE_FROM: Rule<Money> = Rule {
    key: "panels.tender-large-from",
    basis: Law::TenderMeasures.article(47),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2017, 10, 1), value: Money::yuan(10_000_000) }],
};

/// Fewest members of the committee of such a tender; odd.
pub static TENDER_LARGE_LEAST: Rule<i64> = Rule {
    key: "panels.tender-large-least",
    basis: Law::TenderMeasures.article(47),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2017, 10, 1), value: 7 }],
};

/// Fewest members of a consultation panel; odd.
pub static CONSULTATION_LEAST: Rule<i64> = Rule {
    key: "panels.consultation-least",
    basis: Law::ConsultationMeasures.article(14),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2014, 12, 31), value: 3 }],
};

/// Least share of experts in a tender's committee.
pub static TENDER_EXPERT_SHARE: Rule<Share> = Rule {
    key: "panels.tender-expert-share",
    basis: Law::TenderMeasures.article(47),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2017, 10, 1), value: Share { part: 2, whole: 3 } }],
};

/// Least share of experts in a consultation panel.
pub static CONSULTATION_EXPERT_SHARE: Rule<Share> = Rule {
    key: "panels.consultation-expert-share",
    basis: Law::ConsultationMeasures.article(14),
    scope: Scope::Statute,
    borrowed: None,
    certainty: Certainty::Read,
    values: &[InForce { from: day(2014, 12, 31), value: Share { part: 2, whole: 3 } }],
};

/// From which budget a panel must be larger, and how large.
#[derive(Clone, Copy, Debug)]
pub struct Large {
    /// The budget, included.
    pub from: &'static Rule<Money>,
    /// Fewest members.
    pub least: &'static Rule<i64>,
}

/// How the panel of one method is made up.
#[derive(Clone, Copy, Debug)]
pub struct PanelRule {
    /// The method, by the key of its profile.
    pub method: &'static str,
    /// Fewest members.
    pub least: &'static Rule<i64>,
    /// Most members, if limited.
    pub most: Option<&'static Rule<i64>>,
    /// Larger purchases.
    pub large: Option<Large>,
    /// Least share of outside reviewers.
    pub experts: &'static Rule<Share>,
}

/// Below the procurement threshold (限额以下).
pub static BELOW_THRESHOLD: PanelRule = PanelRule { method: "below-threshold", least: &LEAST, most: Some(&MOST), large: None, experts: &EXPERT_SHARE };
/// Open tender (公开招标).
pub static TENDER: PanelRule = PanelRule {
    method: "tender",
    least: &TENDER_LEAST,
    most: None,
    large: Some(Large { from: &TENDER_LARGE_FROM, least: &TENDER_LARGE_LEAST }),
    experts: &TENDER_EXPERT_SHARE,
};
/// Competitive consultation (竞争性磋商).
pub static CONSULTATION: PanelRule =
    PanelRule { method: "consultation", least: &CONSULTATION_LEAST, most: None, large: None, experts: &CONSULTATION_EXPERT_SHARE };

/// The rules of all methods.
pub static PANEL_RULES: &[&PanelRule] = &[&BELOW_THRESHOLD, &TENDER, &CONSULTATION];

crate::words! {
    /// In what capacity somebody reviews.
    pub enum Member("member") {
        /// 采购人代表.
        Representative = "representative",
        /// 外部评审员: from outside the unit.
        Outside = "outside",
    }
}

/// A person named for a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The person.
    pub account: AccountId,
    /// In what capacity.
    pub member: Member,
    /// Whether the person works for the purchasing unit.
    pub of_purchaser: bool,
}

impl PanelRule {
    /// The rule of a method, by the key of its profile.
    pub fn of_method(key: &str) -> Option<&'static PanelRule> {
        PANEL_RULES.iter().copied().find(|rule| rule.method == key)
    }

    /// Whether these persons may be the panel of a purchase with this budget. Says everything that is wrong at once.
    ///
    /// # Errors
    /// `panels.too-few`, `panels.too-many`, `panels.even` for the number; `panels.too-few-experts` below the share,
    /// rounded up; `panels.named-twice`; `panels.outsider-from-unit` for an outside reviewer of the unit itself (C8).
    pub fn check(&self, named: &[Named], budget: Money, edition: Edition) -> Result<(), Vec<Refusal>> {
        let mut refusals = Vec::new();
        let refuse = |code| Refusal::new(code).fact("named", named.len()).remedy(Action::NameReviewers).field("reviewers");
        let large = self.large.filter(|large| budget >= large.from.at(edition));
        let least = large.map_or(self.least, |large| large.least);
        if count(named.len()) < least.at(edition) {
            refusals.push(refuse("panels.too-few").fact("least", least.at(edition)).basis(least.cite()));
        }
        if let Some(most) = self.most.filter(|most| count(named.len()) > most.at(edition)) {
            refusals.push(refuse("panels.too-many").fact("most", most.at(edition)).basis(most.cite()));
        }
        if !named.is_empty() && named.len().is_multiple_of(2) {
            refusals.push(refuse("panels.even").basis(least.cite()));
        }
        let outside = named.iter().filter(|each| each.member == Member::Outside);
        let (experts, needed) = (outside.clone().count(), self.experts.at(edition).least_of(named.len()));
        if experts < needed {
            refusals.push(refuse("panels.too-few-experts").fact("experts", experts).fact("needed", needed).basis(self.experts.cite()));
        }
        for (index, each) in named.iter().enumerate() {
            if named.iter().take(index).any(|before| before.account == each.account) {
                refusals.push(refuse("panels.named-twice").field(format!("reviewers.{index}")));
            }
            if each.member == Member::Outside && each.of_purchaser {
                refusals.push(refuse("panels.outsider-from-unit").basis(self.experts.cite()).field(format!("reviewers.{index}")));
            }
        }
        if refusals.is_empty() { Ok(()) } else { Err(refusals) }
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Regime;
    use uuid::Uuid;

    const EDITION: Edition = Edition(day(2025, 6, 1));

    fn panel(representatives: usize, outside: usize) -> Vec<Named> {
        let members = std::iter::repeat_n(Member::Representative, representatives).chain(std::iter::repeat_n(Member::Outside, outside));
        members
            .enumerate()
            .map(|(n, member)| Named { account: AccountId::new(Uuid::from_u128(n as u128)), member, of_purchaser: member == Member::Representative })
            .collect()
    }

    fn codes(rule: &PanelRule, representatives: usize, outside: usize, budget: i64) -> Vec<String> {
        let found = rule.check(&panel(representatives, outside), Money::yuan(budget), EDITION);
        found.err().unwrap_or_default().into_iter().map(|refusal| refusal.code).collect()
    }

    /// T8, `panels.tender-expert-share`, `panels.consultation-expert-share`: a panel of 5 with 3 experts needs 4. Below the threshold by
    /// `panels.expert-share`.
    #[test]
    fn t8_three_experts_of_five_are_too_few() {
        for rule in [&TENDER, &CONSULTATION, &BELOW_THRESHOLD] {
            let refusals = rule.check(&panel(2, 3), Money::yuan(500_000), EDITION).unwrap_err();
            assert_eq!(refusals[0].code, "panels.too-few-experts");
            assert!(refusals[0].facts.contains(&("needed".to_owned(), Fact::Count(4))));
            assert!(codes(rule, 1, 4, 500_000).is_empty());
        }
    }

    /// T9, `panels.consultation-least`, `panels.tender-least`.
    #[test]
    fn t9_a_panel_of_four_is_refused_as_even() {
        assert_eq!(codes(&CONSULTATION, 1, 3, 500_000), ["panels.even"]);
        assert_eq!(codes(&BELOW_THRESHOLD, 1, 3, 500_000), ["panels.even"]);
        assert_eq!(codes(&TENDER, 1, 3, 500_000), ["panels.too-few", "panels.even"]);
    }

    /// T10, `panels.tender-large-from`, `panels.tender-large-least`: 12 million yuan need seven.
    #[test]
    fn t10_a_large_tender_needs_seven() {
        assert_eq!(codes(&TENDER, 1, 4, 12_000_000), ["panels.too-few"]);
        assert!(codes(&TENDER, 2, 5, 12_000_000).is_empty());
        assert!(codes(&TENDER, 1, 4, 9_999_999).is_empty());
    }

    /// DOMAIN §3.6, `panels.least`, `panels.most`: three or five, of whom two or four from outside.
    #[test]
    fn below_the_threshold_three_or_five_review() {
        for (representatives, outside) in [(1, 2), (0, 3), (1, 4)] {
            assert!(codes(&BELOW_THRESHOLD, representatives, outside, 280_000).is_empty());
        }
        assert_eq!(codes(&BELOW_THRESHOLD, 0, 1, 280_000), ["panels.too-few"]);
        assert_eq!(codes(&BELOW_THRESHOLD, 2, 5, 280_000), ["panels.too-many"]);
        assert_eq!(codes(&BELOW_THRESHOLD, 2, 1, 280_000), ["panels.too-few-experts"]);
    }

    #[test]
    fn every_method_has_its_panel() {
        for profile in crate::procedures::PROFILES {
            assert!(PanelRule::of_method(profile.key).is_some(), "{}", profile.key);
        }
    }

    /// DOMAIN §3.7: n=3→2, 5→4, 7→5, 9→6.
    #[test]
    fn two_thirds_are_rounded_up() {
        assert_eq!([3, 5, 7, 9].map(|n| EXPERT_SHARE.at(EDITION).least_of(n)), [2, 4, 5, 6]);
    }

    #[test]
    fn below_the_threshold_no_statute_is_cited() {
        for rule in [BELOW_THRESHOLD.least.cite(), EXPERT_SHARE.cite(), MOST.cite()] {
            assert!(rule.scope.binds(Regime::BelowThreshold));
        }
    }

    /// DOMAIN §2.3, C8.
    #[test]
    fn nobody_sits_twice_and_no_outsider_comes_from_the_unit() {
        let mut named = panel(1, 2);
        named[2] = Named { of_purchaser: true, ..named[1] };
        let refusals = BELOW_THRESHOLD.check(&named, Money::yuan(1), EDITION).unwrap_err();
        let found: Vec<_> = refusals.iter().map(|refusal| (refusal.code.as_str(), refusal.field.as_deref())).collect();
        assert_eq!(found, [("panels.named-twice", Some("reviewers.2")), ("panels.outsider-from-unit", Some("reviewers.2"))]);
    }
}
