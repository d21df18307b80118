//! Why each organization was chosen or not: told to each with the result (DOMAIN §2.2, own total and rank).

use super::ranking::{Place, Ranking};
use crate::ids::BidId;
use crate::money::{Money, Points};
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What decided about one offer.
    pub enum ReasonKind("award-reason") {
        /// Highest total.
        Chosen = "chosen",
        /// Chosen among equals, for a published reason.
        ChosenAmongEquals = "chosen-among-equals",
        /// A lower total than the chosen one.
        LowerTotal = "lower-total",
        /// The same total at a higher price.
        HigherPrice = "higher-price",
        /// The same total and price, but a lower technical score.
        LowerTechnical = "lower-technical",
        /// Equal in all, not chosen for a published reason.
        EqualNotChosen = "equal-not-chosen",
    }
}

/// What is told to one organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Reason {
    /// Its offer.
    pub bid: BidId,
    /// What decided.
    pub kind: ReasonKind,
    /// The figures of the sentence `award-reason-…`.
    pub facts: Vec<(String, Fact)>,
}

/// A reason for every offer, by place.
///
/// # Errors
/// What [`Ranking::winner`] refuses: without a chosen offer there is nothing to explain.
pub fn reasons(ranking: &Ranking) -> Result<Vec<Reason>, Refusal> {
    let winner = ranking.winner()?;
    let why = ranking.tie.as_ref().and_then(|tie| tie.chosen.as_ref()).map(|(_, reason)| reason.as_str());
    let Some(chosen) = ranking.places.iter().find(|place| place.offer.bid == winner) else {
        return Err(Refusal::new("awards.not-tied").field("bid"));
    };
    Ok(ranking.places.iter().map(|place| reason(place, chosen, why)).collect())
}

fn reason(place: &Place, chosen: &Place, why: Option<&str>) -> Reason {
    let (own, best) = (&place.offer, &chosen.offer);
    let points: fn(Points, Points) -> Fact = |one, other| Fact::Points(one - other);
    let (kind, more) = if own.bid == best.bid {
        match why {
            Some(why) => (ReasonKind::ChosenAmongEquals, Some(("why", Fact::Text(why.to_owned())))),
            None => (ReasonKind::Chosen, None),
        }
    } else if own.total < best.total {
        (ReasonKind::LowerTotal, Some(("gap", points(best.total, own.total))))
    } else if own.price > best.price {
        let gap: Money = own.price - best.price;
        (ReasonKind::HigherPrice, Some(("gap", Fact::Money(gap))))
    } else if place.place > chosen.place {
        (ReasonKind::LowerTechnical, Some(("gap", points(best.technical, own.technical))))
    } else {
        (ReasonKind::EqualNotChosen, Some(("why", Fact::Text(why.unwrap_or_default().to_owned()))))
    };
    let mut facts = vec![("total".to_owned(), Fact::Points(own.total)), ("place".to_owned(), Fact::Count(i64::from(place.place)))];
    facts.extend(more.map(|(name, fact)| (name.to_owned(), fact)));
    Reason { bid: own.bid, kind, facts }
}

impl Reason {
    /// The key of its sentence.
    pub fn term(&self) -> String {
        self.kind.term()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BELOW_THRESHOLD_TIES, CONSULTATION_TIES, Offer, TieRule, rank};
    use super::*;
    use uuid::Uuid;

    fn kinds(offers: &[(i64, i64, i64)], rule: &TieRule, settle: Option<u128>) -> Vec<(u128, ReasonKind)> {
        let bid = |n| BidId::new(Uuid::from_u128(n));
        let offer = |(n, (total, price, technical)): (u128, &(i64, i64, i64))| Offer {
            bid: bid(n),
            total: Points::hundredths(*total),
            technical: Points::whole(*technical),
            price: Money::yuan(*price),
        };
        let offers: Vec<Offer> = (1..).zip(offers).map(offer).collect();
        let mut ranking = rank(&offers, rule);
        if let Some(n) = settle {
            ranking = ranking.settle(bid(n), "离居民区更近").unwrap();
        }
        reasons(&ranking).unwrap().into_iter().map(|reason| (reason.bid.uuid().as_u128(), reason.kind)).collect()
    }

    #[test]
    fn everyone_is_told_what_decided() {
        let found = kinds(&[(88_00, 160, 0), (88_00, 158, 0), (72_00, 100, 0)], &BELOW_THRESHOLD_TIES, None);
        assert_eq!(found, [(2, ReasonKind::Chosen), (1, ReasonKind::HigherPrice), (3, ReasonKind::LowerTotal)]);
        let found = kinds(&[(88_00, 160, 70), (88_00, 160, 75)], &CONSULTATION_TIES, None);
        assert_eq!(found, [(2, ReasonKind::Chosen), (1, ReasonKind::LowerTechnical)]);
        let found = kinds(&[(88_00, 160, 0), (88_00, 160, 0)], &BELOW_THRESHOLD_TIES, Some(2));
        assert_eq!(found, [(1, ReasonKind::EqualNotChosen), (2, ReasonKind::ChosenAmongEquals)]);
    }

    #[test]
    fn an_open_tie_has_no_reasons_yet() {
        let offer = |n| Offer { bid: BidId::new(Uuid::from_u128(n)), total: Points::whole(80), technical: Points::ZERO, price: Money::yuan(1) };
        assert_eq!(reasons(&rank(&[offer(1), offer(2)], &BELOW_THRESHOLD_TIES)).unwrap_err().code, "awards.tie-open");
    }
}
