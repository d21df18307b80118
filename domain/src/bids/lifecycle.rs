//! The machine of an offer: it stands, or it was replaced or withdrawn before the deadline.

use crate::calendar::Moment;
use crate::law::{Basis, Law, Scope};
use crate::refusal::Refusal;
use crate::step::{Step, Word};

crate::words! {
    /// What has become of an offer.
    pub enum BidState("bid-state") {
        /// 有效: it will be opened at the deadline.
        Standing = "standing",
        /// 已被替换: never opened.
        Superseded = "superseded",
        /// 已撤回: never opened.
        Withdrawn = "withdrawn",
    }
}

crate::words! {
    /// What its organization does with an offer.
    pub enum BidEvent("bid-event") {
        /// A newer one takes its place.
        Replace = "replace",
        /// It is taken back.
        Withdraw = "withdraw",
    }
}

/// What the machine must know beyond state and event.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// Now.
    pub at: Moment,
    /// The deadline.
    pub closes_at: Moment,
    /// Whether offers are still taken: nobody has closed, ended or cancelled the procurement.
    pub open: bool,
}

impl Facts {
    /// Whether an offer may still be handed in, replaced or taken back. The deadline's own instant is too late.
    ///
    /// # Errors
    /// `bids.late` with the deadline and the time at which it was asked.
    pub fn in_time(&self) -> Result<(), Refusal> {
        if self.open && self.at < self.closes_at {
            return Ok(());
        }
        let basis = Basis { borrowed: Some(Law::TenderMeasures.article(33)), ..Basis::of(Law::UnitRule.whole(), Scope::Unit) };
        Err(Refusal::new("bids.late").fact("closed", self.closes_at).fact("at", self.at).basis(basis))
    }
}

/// The next state.
///
/// # Errors
/// `bids.late` from the deadline on; `bids.out-of-order` for an offer that does not stand any more.
pub fn advance(state: BidState, event: BidEvent, facts: &Facts) -> Result<Step<BidState>, Refusal> {
    use {BidEvent as E, BidState as S};
    facts.in_time()?;
    let next = match (state, event) {
        (S::Standing, E::Replace) => S::Superseded,
        (S::Standing, E::Withdraw) => S::Withdrawn,
        _ => return Err(Refusal::out_of_order("bids.out-of-order", &state.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::at;
    use crate::law::day;

    fn facts(minutes: i64) -> Facts {
        let closes_at = at(day(2025, 6, 18), 17, 0);
        Facts { at: closes_at + chrono::TimeDelta::minutes(minutes), closes_at, open: true }
    }

    #[test]
    fn an_offer_is_replaced_or_withdrawn_until_the_deadline_and_not_at_it() {
        assert_eq!(advance(BidState::Standing, BidEvent::Replace, &facts(-1)).unwrap().to(), BidState::Superseded);
        assert_eq!(advance(BidState::Standing, BidEvent::Withdraw, &facts(-1)).unwrap().to(), BidState::Withdrawn);
        for minutes in [0, 1] {
            assert_eq!(advance(BidState::Standing, BidEvent::Replace, &facts(minutes)).unwrap_err().code, "bids.late");
        }
        let closed = Facts { open: false, ..facts(-1) };
        assert_eq!(closed.in_time().unwrap_err().code, "bids.late");
    }

    #[test]
    fn what_was_taken_back_stays_so() {
        for state in [BidState::Superseded, BidState::Withdrawn] {
            for event in BidEvent::ALL {
                assert_eq!(advance(state, *event, &facts(-1)).unwrap_err().code, "bids.out-of-order");
            }
        }
    }
}
