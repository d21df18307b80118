//! The life of a payment. Whether it is late follows from its dates and is no state.

use super::rules::PLATFORM;
use crate::calendar::{Day, Due, working_days_between};
use crate::money::Money;
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};
use crate::words;

words! {
    /// How far a payment has come.
    pub enum Payment("payment") {
        /// 未到期: its trigger is not met.
        NotDue = "not-due",
        /// 待付款: to be paid by its due day.
        Due = "due",
        /// 已付款.
        Paid = "paid",
        /// 不再支付: its trigger cannot be met any more, or nothing of it is owed after a deduction.
        Dropped = "dropped",
    }
}

words! {
    /// What happens to a payment.
    pub enum Event("payment-event") {
        /// Its trigger is met.
        FallDue = "fall-due",
        /// It is paid.
        Pay = "pay",
        /// It is not owed any more.
        Drop = "drop",
    }
}

words! {
    /// What the provider gave for the money.
    pub enum Voucher("voucher") {
        /// 税务发票.
        TaxInvoice = "tax-invoice",
        /// 公益事业捐赠票据: not for a paid service.
        DonationReceipt = "donation-receipt",
    }
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Whether its trigger is met.
    pub trigger_met: bool,
    /// What is owed, after a deduction if there is one.
    pub owed: Money,
    /// What is being paid.
    pub paying: Money,
    /// The price of the contract.
    pub price: Money,
    /// What was paid before, all payments of the contract together.
    pub paid_before: Money,
    /// The day of the payment.
    pub paid_on: Day,
    /// The day on which it fell due.
    pub due_since: Day,
    /// The present day.
    pub today: Day,
    /// What the provider gave for it.
    pub voucher: Option<Voucher>,
    /// Whether its trigger cannot be met any more: the contract was terminated, or its milestone failed.
    pub trigger_lost: bool,
}

impl Facts {
    /// Facts of a payment of all that is owed, today, under which nothing stands against [`Event::FallDue`] and [`Event::Pay`].
    pub const fn favourable(today: Day, owed: Money) -> Facts {
        Facts {
            trigger_met: true,
            owed,
            paying: owed,
            price: owed,
            paid_before: Money::ZERO,
            paid_on: today,
            due_since: today,
            today,
            voucher: Some(Voucher::TaxInvoice),
            trigger_lost: false,
        }
    }
}

/// The one way to change a payment's state.
///
/// # Errors
/// `contracts.not-due-yet`, `contracts.payment-over-contract`, `contracts.payment-not-as-owed`, `contracts.paid-on-impossible`,
/// `contracts.voucher-missing`, `contracts.voucher-is-donation`, `contracts.still-owed`;
/// `contracts.payment-out-of-order` when the state does not know the event.
pub fn advance(state: Payment, event: Event, facts: &Facts) -> Result<Step<Payment>, Refusal> {
    use {Event as E, Payment as S};
    let next = match (state, event) {
        (S::NotDue, E::FallDue) if !facts.trigger_met => return Err(Refusal::new("contracts.not-due-yet").basis(PLATFORM)),
        (S::NotDue, E::FallDue) => S::Due,
        (S::Due, E::Pay) => {
            may_pay(facts)?;
            S::Paid
        }
        (S::NotDue, E::Drop) if facts.trigger_lost || facts.owed == Money::ZERO => S::Dropped,
        (S::Due, E::Drop) if facts.owed == Money::ZERO => S::Dropped,
        (S::NotDue | S::Due, E::Drop) => return Err(Refusal::new("contracts.still-owed").fact("unpaid", facts.owed).remedy(Action::Pay).basis(PLATFORM)),
        (from, event) => return Err(Refusal::out_of_order("contracts.payment-out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

fn may_pay(facts: &Facts) -> Result<(), Refusal> {
    within_price(facts.price, facts.paid_before, facts.paying)?;
    if facts.paying != facts.owed || facts.owed <= Money::ZERO {
        return Err(Refusal::new("contracts.payment-not-as-owed").fact("paying", facts.paying).fact("owed", facts.owed).field("amount").basis(PLATFORM));
    }
    if facts.paid_on > facts.today || facts.paid_on < facts.due_since {
        return Err(Refusal::new("contracts.paid-on-impossible").fact("since", facts.due_since).fact("today", facts.today).field("paid_on").basis(PLATFORM));
    }
    match facts.voucher {
        Some(Voucher::TaxInvoice) => Ok(()),
        Some(Voucher::DonationReceipt) => Err(Refusal::new("contracts.voucher-is-donation").field("voucher").basis(PLATFORM)),
        None => Err(Refusal::new("contracts.voucher-missing").field("voucher").basis(PLATFORM)),
    }
}

/// What of the price is left after this payment.
///
/// # Errors
/// `contracts.payment-over-contract` when the sum of all payments would pass the price.
pub fn within_price(price: Money, paid_before: Money, paying: Money) -> Result<Money, Refusal> {
    let left = price - paid_before;
    if paying > left {
        return Err(Refusal::new("contracts.payment-over-contract")
            .fact("paying", paying)
            .fact("price", price)
            .fact("paid", paid_before)
            .fact("left", left.max(Money::ZERO))
            .field("amount")
            .basis(PLATFORM));
    }
    Ok(left - paying)
}

/// Working days after the due day up to and including `on` (the day of payment, or today while unpaid); 0 when in time.
pub fn late_by(due: Due, on: Day) -> i64 {
    working_days_between(due.day, on).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use crate::refusal::Kind;
    use proptest::prelude::*;

    fn facts() -> Facts {
        Facts::favourable(day(2025, 4, 10), Money::yuan(240_000))
    }

    #[test]
    fn every_state_meets_every_event() {
        // What favours paying stands against dropping, and the other way round: favourable to each is another set of facts.
        let nothing_owed = Facts { owed: Money::ZERO, paying: Money::ZERO, ..facts() };
        let bad = Facts { trigger_met: false, paying: Money::yuan(240_001), ..facts() };
        for state in Payment::ALL {
            for event in Event::ALL {
                let good = if *event == Event::Drop { &nothing_owed } else { &facts() };
                let refused = advance(*state, *event, &bad).unwrap_err();
                match advance(*state, *event, good) {
                    Ok(_) => assert_eq!(refused.kind, Kind::Rule, "{state:?} {event:?}"),
                    Err(refusal) => {
                        assert_eq!((refusal.code.as_str(), refusal.kind), ("contracts.payment-out-of-order", Kind::Conflict));
                        assert_eq!(refused.kind, Kind::Conflict);
                    }
                }
            }
        }
    }

    #[test]
    fn payments_never_pass_the_price() {
        let over = Facts { price: Money::yuan(480_000), paid_before: Money::yuan(384_000), owed: Money::yuan(96_001), paying: Money::yuan(96_001), ..facts() };
        let refusal = advance(Payment::Due, Event::Pay, &over).unwrap_err();
        assert_eq!(refusal.code, "contracts.payment-over-contract");
        assert!(refusal.facts.contains(&("left".to_owned(), Money::yuan(96_000).into())));
    }

    #[test]
    fn a_payment_is_what_is_owed_on_a_day_that_has_been() {
        let code = |facts: Facts| advance(Payment::Due, Event::Pay, &facts).unwrap_err().code;
        assert_eq!(code(Facts { paying: Money::yuan(200_000), ..facts() }), "contracts.payment-not-as-owed");
        assert_eq!(code(Facts { paid_on: day(2025, 4, 11), ..facts() }), "contracts.paid-on-impossible");
        assert_eq!(code(Facts { paid_on: day(2025, 4, 9), ..facts() }), "contracts.paid-on-impossible");
        assert_eq!(code(Facts { voucher: None, ..facts() }), "contracts.voucher-missing");
        assert_eq!(code(Facts { voucher: Some(Voucher::DonationReceipt), ..facts() }), "contracts.voucher-is-donation");
    }

    #[test]
    fn what_fell_due_stays_owed_even_after_termination() {
        let ended = Facts { trigger_lost: true, ..facts() };
        assert_eq!(advance(Payment::NotDue, Event::Drop, &ended).unwrap().to(), Payment::Dropped);
        assert_eq!(advance(Payment::Due, Event::Drop, &ended).unwrap_err().code, "contracts.still-owed");
    }

    #[test]
    fn lateness_is_counted_in_working_days() {
        let due = Due { day: day(2025, 4, 30), provisional: false };
        assert_eq!(late_by(due, day(2025, 4, 30)), 0);
        assert_eq!(late_by(due, day(2025, 5, 5)), 0); // Labour Day: 1 to 5 May are free
        assert_eq!(late_by(due, day(2025, 5, 7)), 2);
        assert_eq!(late_by(due, day(2025, 4, 1)), 0);
    }

    proptest! {
        #[test]
        fn no_order_of_payments_passes_the_price(price in 0..1_000_000_i64, amounts in prop::collection::vec(0..400_000_i64, 0..8)) {
            let mut paid = Money::ZERO;
            for amount in amounts.into_iter().map(Money::fen) {
                if let Ok(left) = within_price(Money::fen(price), paid, amount) {
                    paid = paid + amount;
                    prop_assert_eq!(paid + left, Money::fen(price));
                }
                prop_assert!(paid <= Money::fen(price));
            }
        }
    }
}
