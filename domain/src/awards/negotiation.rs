//! The negotiation with the one organization that offered (DOMAIN §3.6: 1 → negotiated with reasons).

use crate::calendar::Day;
use crate::law::{Basis, Law, Scope};
use crate::money::Money;
use crate::refusal::Refusal;
use crate::text::at_most;
use serde::{Deserialize, Serialize};

/// Most characters of who took part.
const MOST_PRESENT: usize = 500;
/// Most characters of the minutes.
const MOST_MINUTES: usize = 5_000;
/// What asks for the record.
const BASIS: Basis = Basis::of(Law::UnitRule.whole(), Scope::Unit);

/// The record of a negotiation; it is published with the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Negotiation {
    /// The day on which both sides negotiated.
    pub day: chrono::NaiveDate,
    /// Who took part for the purchaser.
    pub present: String,
    /// What was negotiated, in words.
    pub minutes: String,
    /// The price that both agreed on, in fen.
    pub price: Money,
}

/// What a record is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Negotiable {
    /// Whether the purchase went on with one single offer.
    pub single: bool,
    /// The price of the chosen offer.
    pub offered: Money,
    /// The day on which offers closed.
    pub closed_on: Day,
    /// The day on which the result is publicised.
    pub today: Day,
}

impl Negotiable {
    /// The record with which a result may be publicised: one after a single offer, none after two or more.
    ///
    /// # Errors
    /// All that stands against it: `awards.negotiation-missing`, `awards.negotiation-not-single`, `awards.negotiation-too-early`,
    /// `awards.negotiation-ahead`, `awards.negotiation-nobody`, `awards.negotiation-without-minutes`, `awards.negotiated-nothing`,
    /// `awards.negotiated-above-offer`, `text.too-long`.
    pub fn record(&self, record: Option<Negotiation>) -> Result<Option<Negotiation>, Vec<Refusal>> {
        match record {
            None if self.single => Err(vec![Refusal::new("awards.negotiation-missing").basis(BASIS).field("agreed_price")]),
            None => Ok(None),
            Some(_) if !self.single => Err(vec![Refusal::new("awards.negotiation-not-single").field("agreed_price")]),
            Some(record) => {
                let record = Negotiation { present: record.present.trim().to_owned(), minutes: record.minutes.trim().to_owned(), ..record };
                let against = self.against(&record);
                if against.is_empty() { Ok(Some(record)) } else { Err(against) }
            }
        }
    }

    fn against(&self, record: &Negotiation) -> Vec<Refusal> {
        let mut found = Vec::new();
        if record.day < self.closed_on {
            found.push(Refusal::new("awards.negotiation-too-early").fact("day", record.day).fact("closed", self.closed_on).field("negotiated_on"));
        }
        if record.day > self.today {
            found.push(Refusal::new("awards.negotiation-ahead").fact("day", record.day).fact("today", self.today).field("negotiated_on"));
        }
        if record.present.is_empty() {
            found.push(Refusal::new("awards.negotiation-nobody").field("present"));
        }
        if record.minutes.is_empty() {
            found.push(Refusal::new("awards.negotiation-without-minutes").field("minutes"));
        }
        found.extend(at_most(&record.present, MOST_PRESENT, "present").err());
        found.extend(at_most(&record.minutes, MOST_MINUTES, "minutes").err());
        if record.price <= Money::ZERO {
            found.push(Refusal::new("awards.negotiated-nothing").fact("price", record.price).field("agreed_price"));
        }
        if record.price > self.offered {
            let above = Refusal::new("awards.negotiated-above-offer").fact("price", record.price).fact("offered", self.offered);
            found.push(above.basis(BASIS).field("agreed_price"));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;

    /// One offer of 456,000.00 after an extension to 2025-03-17; the negotiation of the next day is publicised on the 20th.
    const CASE: Negotiable = Negotiable { single: true, offered: Money::yuan(456_000), closed_on: day(2025, 3, 17), today: day(2025, 3, 20) };

    fn negotiated(on: Day, price: Money) -> Negotiation {
        Negotiation { day: on, present: " 王主任、李科长 ".into(), minutes: "逐项核对人员和活动费用，双方同意下调。".into(), price }
    }

    fn against(case: &Negotiable, record: Option<Negotiation>) -> Vec<String> {
        case.record(record).err().unwrap_or_default().into_iter().map(|refusal| refusal.code).collect()
    }

    /// DOMAIN §3.6: one offer goes on with a recorded negotiation, two or more without.
    #[test]
    fn one_single_offer_needs_a_record_and_others_have_none() {
        let agreed = negotiated(day(2025, 3, 18), Money::yuan(438_000));
        let kept = CASE.record(Some(agreed.clone())).unwrap().unwrap();
        assert_eq!((kept.present.as_str(), kept.price), ("王主任、李科长", Money::yuan(438_000)));
        assert_eq!(against(&CASE, None), ["awards.negotiation-missing"]);
        let several = Negotiable { single: false, ..CASE };
        assert_eq!(several.record(None), Ok(None));
        assert_eq!(against(&several, Some(agreed)), ["awards.negotiation-not-single"]);
    }

    #[test]
    fn the_agreed_price_is_above_nothing_and_not_above_the_offer() {
        let price = |price| against(&CASE, Some(negotiated(day(2025, 3, 18), price)));
        assert_eq!(price(Money::yuan(456_000)), Vec::<String>::new());
        assert_eq!(price(Money::fen(45_600_001)), ["awards.negotiated-above-offer"]);
        assert_eq!(price(Money::ZERO), ["awards.negotiated-nothing"]);
        assert_eq!(price(Money::fen(-1)), ["awards.negotiated-nothing"]);
        assert_eq!(price(Money::fen(1)), Vec::<String>::new());
    }

    #[test]
    fn nobody_negotiates_before_the_deadline_or_tomorrow() {
        let on = |on| against(&CASE, Some(negotiated(on, Money::yuan(1))));
        assert_eq!(on(day(2025, 3, 16)), ["awards.negotiation-too-early"]);
        assert_eq!(on(day(2025, 3, 21)), ["awards.negotiation-ahead"]);
        for kept in [day(2025, 3, 17), day(2025, 3, 20)] {
            assert_eq!(on(kept), Vec::<String>::new());
        }
    }

    #[test]
    fn everything_that_is_missing_or_too_long_is_said_at_once() {
        let empty = Negotiation { present: " ".into(), minutes: String::new(), ..negotiated(day(2025, 3, 18), Money::ZERO) };
        assert_eq!(against(&CASE, Some(empty)), ["awards.negotiation-nobody", "awards.negotiation-without-minutes", "awards.negotiated-nothing"]);
        let long = Negotiation { present: "王".repeat(501), minutes: "核".repeat(5_001), ..negotiated(day(2025, 3, 18), Money::yuan(1)) };
        assert_eq!(against(&CASE, Some(long)), ["text.too-long", "text.too-long"]);
    }
}
