//! Whether a publicised result may be confirmed.

use super::objections::Objection;
use super::publicity::Publicity;
use super::ranking::{Ranking, TieRule};
use crate::calendar::Day;
use crate::ids::BidId;
use crate::policy::Action;
use crate::refusal::Refusal;

crate::words! {
    /// What follows an upheld objection; either way the result is withdrawn and a new one is publicised.
    pub enum Consequence("consequence") {
        /// All offers are reviewed again, by a panel that answers the conflict questions again.
        ReviewAgain = "review-again",
        /// The offer that came first falls out, and the next candidate is publicised.
        NextCandidate = "next-candidate",
    }
}

/// The offer that is chosen when the result is confirmed today. `unrecorded` says that one single offer was negotiated with and
/// no record of it was publicised.
///
/// # Errors
/// `awards.negotiation-unrecorded`; `awards.objection-open` while one waits for its answer, `awards.objection-upheld` when one was well founded,
/// `awards.publicity-runs` to the end of the last day, and what [`Ranking::winner`] refuses.
pub fn may_confirm(ranking: &Ranking, publicity: &Publicity, objections: &[Objection], unrecorded: bool, today: Day) -> Result<BidId, Refusal> {
    if unrecorded {
        return Err(Refusal::new("awards.negotiation-unrecorded").remedy(Action::EndWithoutResult));
    }
    let in_state = |state| objections.iter().filter(|objection| **objection == state).count();
    let (open, upheld) = (in_state(Objection::Filed), in_state(Objection::Upheld));
    if upheld > 0 {
        return Err(Refusal::new("awards.objection-upheld").fact("n", upheld).remedy(Action::PublicizeResult));
    }
    if open > 0 {
        return Err(Refusal::new("awards.objection-open").fact("n", open).remedy(Action::AnswerObjection));
    }
    if publicity.runs(today) {
        return Err(Refusal::new("awards.publicity-runs").fact("last", publicity.last).basis(publicity.basis));
    }
    ranking.winner()
}

/// What is publicised next after an upheld objection: the ranking without the offer that came first, or `None` when all offers
/// are reviewed again. Neither happens at will.
///
/// # Errors
/// `awards.no-objection-upheld` without an upheld objection; `awards.no-next-candidate` when nobody is left; what
/// [`Ranking::winner`] refuses.
pub fn follow_up(consequence: Consequence, ranking: &Ranking, rule: &TieRule, objections: &[Objection]) -> Result<Option<Ranking>, Refusal> {
    if !objections.contains(&Objection::Upheld) {
        return Err(Refusal::new("awards.no-objection-upheld"));
    }
    match consequence {
        Consequence::ReviewAgain => Ok(None),
        Consequence::NextCandidate => {
            let left = ranking.without(ranking.winner()?, rule);
            if left.places.is_empty() {
                return Err(Refusal::new("awards.no-next-candidate").remedy(Action::EndWithoutResult));
            }
            Ok(Some(left))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BELOW_THRESHOLD_TIES, Offer, rank};
    use super::*;
    use crate::calendar::WorkingDays;
    use crate::law::{Edition, FOUNDED};
    use crate::money::{Money, Points};
    use crate::procedures::PUBLICITY_MIN;
    use uuid::Uuid;

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_result_is_confirmed_after_its_publicity_and_with_no_objection_left() {
        let bid = BidId::new(Uuid::from_u128(1));
        let ranking = rank(&[Offer { bid, total: Points::whole(88), technical: Points::ZERO, price: Money::yuan(1) }], &BELOW_THRESHOLD_TIES);
        let publicity = Publicity::begin(&PUBLICITY_MIN, d("2025-06-18"), WorkingDays(3), Edition(FOUNDED)).unwrap();
        let confirm = |objections: &[Objection], today| may_confirm(&ranking, &publicity, objections, false, d(today)).map_err(|refusal| refusal.code);
        let refused = |code: &str| Err(code.to_owned());
        assert_eq!(confirm(&[], "2025-06-23"), refused("awards.publicity-runs"));
        assert_eq!(confirm(&[], "2025-06-24"), Ok(bid));
        assert_eq!(confirm(&[Objection::Rejected, Objection::Withdrawn], "2025-06-24"), Ok(bid));
        assert_eq!(confirm(&[Objection::Rejected, Objection::Filed], "2025-07-24"), refused("awards.objection-open"));
        assert_eq!(confirm(&[Objection::Upheld], "2025-06-24"), refused("awards.objection-upheld"));
        let unrecorded = may_confirm(&ranking, &publicity, &[], true, d("2025-06-24")).unwrap_err();
        assert_eq!((unrecorded.code.as_str(), unrecorded.remedy), ("awards.negotiation-unrecorded", Some(Action::EndWithoutResult)));
    }

    #[test]
    fn an_upheld_objection_leads_to_a_new_review_or_to_the_next_candidate() {
        let offer = |n, total| Offer { bid: BidId::new(Uuid::from_u128(n)), total: Points::whole(total), technical: Points::ZERO, price: Money::yuan(1) };
        let ranking = rank(&[offer(1, 88), offer(2, 80)], &BELOW_THRESHOLD_TIES);
        let follow = |consequence, ranking: &Ranking, objections: &[Objection]| {
            follow_up(consequence, ranking, &BELOW_THRESHOLD_TIES, objections).map_err(|refusal| refusal.code)
        };
        let next = follow(Consequence::NextCandidate, &ranking, &[Objection::Upheld]).unwrap().unwrap();
        assert_eq!(next.winner(), Ok(BidId::new(Uuid::from_u128(2))));
        assert_eq!(follow(Consequence::NextCandidate, &next, &[Objection::Upheld]), Err("awards.no-next-candidate".to_owned()));
        assert_eq!(follow(Consequence::ReviewAgain, &ranking, &[Objection::Upheld]), Ok(None));
        assert_eq!(follow(Consequence::NextCandidate, &ranking, &[Objection::Rejected]), Err("awards.no-objection-upheld".to_owned()));
    }
}
