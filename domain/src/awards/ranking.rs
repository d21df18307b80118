//! Who comes first, and what happens when two do. How ties are broken is data of the method.

use crate::ids::BidId;
use crate::law::{Basis, Law, Scope};
use crate::money::{Money, Points};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::text::{MOST_WORDS, at_most};
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};

crate::words! {
    /// What is compared when totals are equal.
    pub enum TieKey("tie-key") {
        /// The lower price is first.
        LowerPrice = "lower-price",
        /// The better technical score is first.
        BetterTechnical = "better-technical",
    }
}

crate::words! {
    /// What decides when all that is compared is equal.
    pub enum LastResort("last-resort") {
        /// The approver's published reason.
        ApproverReason = "approver-reason",
        /// A draw.
        Draw = "draw",
    }
}

/// How one method breaks ties.
#[derive(Clone, Copy, Debug)]
pub struct TieRule {
    /// The method, by the key of its profile.
    pub method: &'static str,
    /// Compared after the total, in this order.
    pub keys: &'static [TieKey],
    /// What decides in the end.
    pub last: LastResort,
    /// Where that stands.
    pub basis: Basis,
}

/// Below the threshold: lower price, then the approver's published reason.
pub static BELOW_THRESHOLD_TIES: TieRule =
    TieRule { method: "below-threshold", keys: &[TieKey::LowerPrice], last: LastResort::ApproverReason, basis: Basis::of(Law::UnitRule.whole(), Scope::Unit) };
/// Tender: lower price, then a draw (87号令 第57条).
pub static TENDER_TIES: TieRule =
    TieRule { method: "tender", keys: &[TieKey::LowerPrice], last: LastResort::Draw, basis: Basis::of(Law::TenderMeasures.article(57), Scope::Statute) };
/// Consultation: lower final price, then the better technical score (214号 第25条); what then is not said, so a draw.
pub static CONSULTATION_TIES: TieRule = TieRule {
    method: "consultation",
    keys: &[TieKey::LowerPrice, TieKey::BetterTechnical],
    last: LastResort::Draw,
    basis: Basis::of(Law::ConsultationMeasures.article(25), Scope::Statute),
};

/// The rules of all methods.
pub static TIE_RULES: &[&TieRule] = &[&BELOW_THRESHOLD_TIES, &TENDER_TIES, &CONSULTATION_TIES];

/// An offer to be ranked, by its published figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Offer {
    /// The offer.
    pub bid: BidId,
    /// All points.
    pub total: Points,
    /// Points for quality alone, where a method compares them.
    pub technical: Points,
    /// The price.
    pub price: Money,
}

/// An offer and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Place {
    /// 1 is first. Offers that nothing tells apart share a place, and the next places are skipped (1, 1, 3).
    pub place: u16,
    /// The offer.
    pub offer: Offer,
}

/// Offers that share the first place, and what decides between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Tie {
    /// The offers, two or more.
    pub bids: Vec<BidId>,
    /// What decides.
    pub by: LastResort,
    /// Where that stands.
    pub basis: Basis,
    /// Who was chosen and why, once that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<(BidId, String)>,
}

/// Offers by place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Ranking {
    /// From the first place on; offers of one place by their identifiers, so that the list is always the same.
    pub places: Vec<Place>,
    /// A tie for the first place. A tie further down decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<Tie>,
}

impl TieRule {
    /// The rule of a method, by the key of its profile.
    pub fn of_method(key: &str) -> Option<&'static TieRule> {
        TIE_RULES.iter().copied().find(|rule| rule.method == key)
    }

    fn compare(&self, one: &Offer, other: &Offer) -> Ordering {
        let by_total = Reverse(one.total).cmp(&Reverse(other.total));
        self.keys.iter().fold(by_total, |order, key| {
            order.then_with(|| match key {
                TieKey::LowerPrice => one.price.cmp(&other.price),
                TieKey::BetterTechnical => Reverse(one.technical).cmp(&Reverse(other.technical)),
            })
        })
    }
}

/// Ranks offers by their published totals, then as the rule breaks ties (DOMAIN §5.2).
pub fn rank(offers: &[Offer], rule: &TieRule) -> Ranking {
    let mut sorted = offers.to_vec();
    sorted.sort_by(|one, other| rule.compare(one, other).then_with(|| one.bid.cmp(&other.bid)));
    let mut places: Vec<Place> = Vec::with_capacity(sorted.len());
    for (index, offer) in sorted.into_iter().enumerate() {
        let shared = places.last().filter(|last| rule.compare(&last.offer, &offer) == Ordering::Equal).map(|last| last.place);
        places.push(Place { place: shared.unwrap_or(u16::try_from(index + 1).unwrap_or(u16::MAX)), offer });
    }
    let first: Vec<BidId> = places.iter().filter(|place| place.place == 1).map(|place| place.offer.bid).collect();
    let tie = (first.len() > 1).then_some(Tie { bids: first, by: rule.last, basis: rule.basis, chosen: None });
    Ranking { places, tie }
}

impl Ranking {
    /// Decides the tie for the first place. The reason (or the draw's number) is published with the result.
    ///
    /// # Errors
    /// `awards.no-tie` when there is none, `awards.not-tied` when the offer is not among the first, `awards.tie-needs-reason`
    /// without a reason, `text.too-long`.
    pub fn settle(mut self, bid: BidId, reason: &str) -> Result<Ranking, Refusal> {
        let Some(tie) = &mut self.tie else { return Err(Refusal::new("awards.no-tie")) };
        if !tie.bids.contains(&bid) {
            return Err(Refusal::new("awards.not-tied").field("bid"));
        }
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::new("awards.tie-needs-reason").basis(tie.basis).field("reason"));
        }
        at_most(reason, MOST_WORDS, "reason")?;
        tie.chosen = Some((bid, reason.to_owned()));
        Ok(self)
    }

    /// The offer that would be chosen.
    ///
    /// # Errors
    /// `awards.no-offers` without one, `awards.tie-open` before a tie is decided.
    pub fn winner(&self) -> Result<BidId, Refusal> {
        match (&self.tie, self.places.first()) {
            (Some(Tie { chosen: Some((bid, _)), .. }), _) => Ok(*bid),
            (Some(tie), _) => Err(Refusal::new("awards.tie-open").fact("n", tie.bids.len()).basis(tie.basis)),
            (None, Some(place)) => Ok(place.offer.bid),
            (None, None) => Err(Refusal::new("awards.no-offers").remedy(Action::EndWithoutResult)),
        }
    }

    /// The ranking of those who are left when an offer has fallen out: the next candidate comes first.
    #[must_use]
    pub fn without(&self, bid: BidId, rule: &TieRule) -> Ranking {
        let left: Vec<Offer> = self.places.iter().map(|place| place.offer).filter(|offer| offer.bid != bid).collect();
        rank(&left, rule)
    }
}

#[cfg(test)]
mod tests {
    use super::super::price_points;
    use super::*;
    use crate::law::Regime;
    use crate::money::Percent;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn bid(n: u128) -> BidId {
        BidId::new(Uuid::from_u128(n))
    }

    fn offer(n: u128, total: i64, price: i64) -> Offer {
        Offer { bid: bid(n), total: Points::hundredths(total), technical: Points::ZERO, price: Money::yuan(price) }
    }

    fn places(ranking: &Ranking) -> Vec<(u16, BidId)> {
        ranking.places.iter().map(|place| (place.place, place.offer.bid)).collect()
    }

    /// DOMAIN §5.1, example A: totals 91.78, 84.20, 92.10, hence C, A, B.
    #[test]
    fn example_a_ranks_c_before_a_before_b() {
        let finals = [480_000, 450_000, 500_000].map(Money::yuan);
        let quality = [82_40, 74_20, 83_10].map(Points::hundredths);
        let price = price_points(&finals, Percent(10)).unwrap();
        let offers: Vec<Offer> = (1..)
            .zip(quality.into_iter().zip(price).zip(finals))
            .map(|(n, ((technical, points), price))| Offer { bid: bid(n), total: technical + points, technical, price })
            .collect();
        assert_eq!(offers.iter().map(|offer| offer.total.to_string()).collect::<Vec<_>>(), ["91.78", "84.20", "92.10"]);
        let ranking = rank(&offers, &CONSULTATION_TIES);
        assert_eq!(places(&ranking), [(1, bid(3)), (2, bid(1)), (3, bid(2))]);
        assert_eq!(ranking.winner(), Ok(bid(3)));
    }

    #[test]
    fn of_equal_totals_the_lower_price_is_first() {
        let ranking = rank(&[offer(1, 88_00, 160_000), offer(2, 88_00, 158_000), offer(3, 89_00, 164_000)], &BELOW_THRESHOLD_TIES);
        assert_eq!(places(&ranking), [(1, bid(3)), (2, bid(2)), (3, bid(1))]);
    }

    #[test]
    fn a_full_tie_waits_for_the_approvers_published_reason() {
        let ranking = rank(&[offer(1, 88_00, 160_000), offer(2, 88_00, 160_000), offer(3, 80_00, 1)], &BELOW_THRESHOLD_TIES);
        assert_eq!(places(&ranking), [(1, bid(1)), (1, bid(2)), (3, bid(3))]);
        let open = ranking.winner().unwrap_err();
        assert_eq!(open.code, "awards.tie-open");
        assert!(open.basis.unwrap().scope.binds(Regime::BelowThreshold));
        assert_eq!(ranking.clone().settle(bid(3), "离居民区更近").unwrap_err().code, "awards.not-tied");
        assert_eq!(ranking.clone().settle(bid(2), " ").unwrap_err().code, "awards.tie-needs-reason");
        assert_eq!(ranking.settle(bid(2), "离居民区更近").unwrap().winner(), Ok(bid(2)));
    }

    #[test]
    fn a_tie_further_down_decides_nothing() {
        let ranking = rank(&[offer(1, 90_00, 1), offer(2, 88_00, 5), offer(3, 88_00, 5)], &BELOW_THRESHOLD_TIES);
        assert_eq!((ranking.tie.as_ref(), ranking.winner()), (None, Ok(bid(1))));
        assert_eq!(ranking.clone().settle(bid(1), "x").unwrap_err().code, "awards.no-tie");
        // When the first falls out, the tie matters.
        assert_eq!(ranking.without(bid(1), &BELOW_THRESHOLD_TIES).winner().unwrap_err().code, "awards.tie-open");
    }

    /// 214号 第25条; 87号令 第57条.
    #[test]
    fn each_method_breaks_ties_its_own_way() {
        let technical = |n, points| Offer { technical: Points::whole(points), ..offer(n, 88_00, 160_000) };
        let offers = [technical(1, 70), technical(2, 75)];
        assert_eq!(rank(&offers, &CONSULTATION_TIES).winner(), Ok(bid(2)));
        assert_eq!(rank(&offers, &TENDER_TIES).tie.map(|tie| tie.by), Some(LastResort::Draw));
        assert_eq!(rank(&offers, &BELOW_THRESHOLD_TIES).tie.map(|tie| tie.by), Some(LastResort::ApproverReason));
    }

    #[test]
    fn every_method_breaks_ties() {
        for profile in crate::procedures::PROFILES {
            assert!(TieRule::of_method(profile.key).is_some(), "{}", profile.key);
        }
    }

    #[test]
    fn nobody_wins_among_nobody() {
        assert_eq!(rank(&[], &BELOW_THRESHOLD_TIES).winner().unwrap_err().code, "awards.no-offers");
    }

    proptest! {
        #[test]
        fn a_ranking_does_not_depend_on_the_order_of_the_offers(
            figures in prop::collection::vec((80_00..80_04_i64, 1..4_i64), 1..12),
            turn in 0..12_usize,
        ) {
            let mut offers: Vec<Offer> = (1..).zip(&figures).map(|(n, (total, price))| offer(n, *total, *price)).collect();
            let before = rank(&offers, &BELOW_THRESHOLD_TIES);
            let turn = turn % offers.len();
            offers.rotate_left(turn);
            prop_assert_eq!(&rank(&offers, &BELOW_THRESHOLD_TIES), &before);
            for pair in before.places.windows(2) {
                let order = BELOW_THRESHOLD_TIES.compare(&pair[0].offer, &pair[1].offer);
                prop_assert!(order != Ordering::Greater);
                prop_assert_eq!(order == Ordering::Equal, pair[0].place == pair[1].place);
            }
        }
    }
}
