//! What a review came to: scores, ranking, and who stands behind each offer.

use super::ranking::{Offer, Ranking, TieRule, rank};
use crate::code::CreditCode;
use crate::ids::{BidId, OrganizationId};
use crate::money::{Money, Points};
use crate::panels::{Item, Score};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Who offered, and at what price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Bidder {
    /// The offer.
    pub bid: BidId,
    /// The organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: CreditCode,
    /// The price.
    pub price: Money,
}

/// The outcome of a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// The criteria.
    pub items: Vec<Item>,
    /// Names of the reviewers whose sheets were added up.
    pub reviewers: Vec<String>,
    /// Who offered.
    pub bidders: Vec<Bidder>,
    /// The published scores.
    pub scores: Vec<Score>,
    /// Who comes first.
    pub ranking: Ranking,
}

impl Outcome {
    /// Ranks offers by their scores and prices. Below the threshold no part of the score is technical alone.
    pub fn of(items: Vec<Item>, reviewers: Vec<String>, bidders: Vec<Bidder>, scores: Vec<Score>, rule: &TieRule) -> Outcome {
        let price = |bid: BidId| bidders.iter().find(|each| each.bid == bid).map_or(Money::ZERO, |each| each.price);
        let offers: Vec<Offer> =
            scores.iter().map(|score| Offer { bid: score.bid, total: score.total, technical: Points::ZERO, price: price(score.bid) }).collect();
        let ranking = rank(&offers, rule);
        Outcome { items, reviewers, bidders, scores, ranking }
    }

    /// Who would be chosen.
    ///
    /// # Errors
    /// What [`Ranking::winner`] refuses.
    pub fn winner(&self) -> Result<&Bidder, Refusal> {
        let bid = self.ranking.winner()?;
        self.bidders.iter().find(|bidder| bidder.bid == bid).ok_or_else(|| Refusal::new("awards.no-offers"))
    }

    /// The score of an offer.
    pub fn score(&self, bid: BidId) -> Option<&Score> {
        self.scores.iter().find(|score| score.bid == bid)
    }

    /// The offer of an organization.
    pub fn of_organization(&self, organization: OrganizationId) -> Option<&Bidder> {
        self.bidders.iter().find(|bidder| bidder.organization == organization)
    }

    /// The place of an offer.
    pub fn place(&self, bid: BidId) -> Option<u16> {
        self.ranking.places.iter().find(|place| place.offer.bid == bid).map(|place| place.place)
    }
}
