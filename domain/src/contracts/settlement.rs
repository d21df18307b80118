//! What an evaluation does to the final instalment (DOMAIN §5.8; the link itself: 财综〔2018〕42号).

use super::portion::Portion;
use super::rules::PLATFORM;
use crate::demands::OutputLine;
use crate::money::{Money, Percent};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// What the grade means for the final instalment.
    pub enum FinalEffect("final-effect") {
        /// 优、良: paid in full.
        Full = "full",
        /// 中: paid in full once what was found is mended.
        RectifyFirst = "rectify-first",
        /// 差: less what was not delivered, never more than the contract allows.
        Deduct = "deduct",
    }
}

/// An output with what was delivered of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Delivered {
    /// What was promised.
    #[serde(flatten)]
    pub output: OutputLine,
    /// How much of it was accepted, in its unit.
    pub accepted: u32,
}

/// The final instalment after the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FinalDue {
    /// To be paid.
    pub owed: Money,
    /// Kept back for what was not delivered.
    pub deducted: Money,
}

/// How much of all outputs was not delivered: the mean over the outputs, each counted alike whatever its unit, none above its plan.
pub fn undelivered(outputs: &[Delivered]) -> Portion {
    let parts: Vec<Portion> =
        outputs.iter().map(|done| Portion::of(i64::from(done.output.quantity.saturating_sub(done.accepted)), i64::from(done.output.quantity))).collect();
    Portion::mean(&parts)
}

/// The final instalment under this effect. Under [`FinalEffect::Deduct`] it falls by the undelivered share, rounded half up to
/// the fen, and by no more than `most` of it, which the contract says.
///
/// # Errors
/// `contracts.rectify-first` while the grade asks for mending that is not confirmed.
pub fn final_due(amount: Money, effect: FinalEffect, rectified: bool, outputs: &[Delivered], most: Percent) -> Result<FinalDue, Refusal> {
    let deducted = match effect {
        FinalEffect::Full => Money::ZERO,
        FinalEffect::RectifyFirst if !rectified => {
            return Err(Refusal::new("contracts.rectify-first").remedy(Action::ReportMilestone).basis(PLATFORM));
        }
        FinalEffect::RectifyFirst => Money::ZERO,
        FinalEffect::Deduct => {
            let product = i128::from(amount.as_fen()) * i128::from(undelivered(outputs).as_hundredths());
            let proportional = Money::fen(i64::try_from((product + 5_000).div_euclid(10_000)).unwrap_or(i64::MAX));
            proportional.min(amount.share(most)).min(amount)
        }
    };
    Ok(FinalDue { owed: amount - deducted, deducted })
}

#[cfg(test)]
mod tests {
    use super::super::terms::tests::visits;
    use super::*;
    use proptest::prelude::*;

    fn done(quantity: u32, accepted: u32) -> Delivered {
        Delivered { output: visits(quantity), accepted }
    }

    /// DOMAIN §5.8 on the last instalment of example G.
    #[test]
    fn excellent_and_good_are_paid_in_full_fair_after_mending() {
        let amount = Money::yuan(96_000);
        let outputs = [done(400, 372)];
        assert_eq!(final_due(amount, FinalEffect::Full, false, &outputs, Percent(100)).unwrap().owed, amount);
        assert_eq!(final_due(amount, FinalEffect::RectifyFirst, false, &outputs, Percent(100)).unwrap_err().code, "contracts.rectify-first");
        assert_eq!(final_due(amount, FinalEffect::RectifyFirst, true, &outputs, Percent(100)).unwrap().owed, amount);
    }

    #[test]
    fn poor_is_reduced_by_what_was_not_delivered_and_no_more_than_agreed() {
        let amount = Money::yuan(96_000);
        let outputs = [done(400, 300), done(12, 12)]; // 25 % and nothing missing: 12.50 %
        let due = final_due(amount, FinalEffect::Deduct, false, &outputs, Percent(100)).unwrap();
        assert_eq!((undelivered(&outputs).to_string().as_str(), due.deducted, due.owed), ("12.50%", Money::yuan(12_000), Money::yuan(84_000)));
        let due = final_due(amount, FinalEffect::Deduct, false, &outputs, Percent(10)).unwrap();
        assert_eq!((due.deducted, due.owed), (Money::yuan(9_600), Money::yuan(86_400)));
    }

    proptest! {
        #[test]
        fn what_is_owed_and_deducted_add_up(fen in 0..=Money::LARGEST.as_fen(), most in 0..=100_i64, planned in 1..10_000_u32, accepted in 0..20_000_u32) {
            let amount = Money::fen(fen);
            let due = final_due(amount, FinalEffect::Deduct, false, &[done(planned, accepted)], Percent(most)).unwrap();
            prop_assert_eq!(due.owed + due.deducted, amount);
            prop_assert!(Money::ZERO <= due.owed && due.deducted <= amount.share(Percent(most)));
        }
    }
}
