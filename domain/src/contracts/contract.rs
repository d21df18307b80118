//! The life of a contract below the threshold: no filing, no external receipt (DOMAIN §3.10).

use super::rules::{PLATFORM, SIGN_WITHIN, unit_borrowing};
use crate::calendar::{Day, after_days, or_next_working_day};
use crate::law::{Basis, Edition, Law, Scope};
use crate::money::Money;
use crate::organizations::Standing;
use crate::policy::Action;
use crate::refusal::{Fact, Kind, Refusal};
use crate::step::{Step, Word};
use crate::words;

words! {
    /// How far a contract has come.
    pub enum Contract("contract") {
        /// 草稿: the purchaser's officer writes it.
        Draft = "draft",
        /// 已审查: another person found nothing against it.
        Reviewed = "reviewed",
        /// The purchaser has signed, the provider not yet.
        PurchaserSigned = "purchaser-signed",
        /// The provider has signed, the purchaser not yet.
        ProviderSigned = "provider-signed",
        /// 已签订: both have signed; it waits for publication.
        Signed = "signed",
        /// 履约中: published and being performed.
        InForce = "in-force",
        /// 已交付: the final milestone is accepted.
        Delivered = "delivered",
        /// 已结清: nothing is owed any more.
        Settled = "settled",
        /// 已归档: nothing is left to do.
        Closed = "closed",
        /// 已终止: ended before its time.
        Terminated = "terminated",
    }
}

words! {
    /// What happens to a contract.
    pub enum Event("contract-event") {
        /// The reviewer approves the text.
        Review = "review",
        /// The text goes back to the drafter; signatures given so far fall away.
        Return = "return",
        /// The purchaser signs.
        SignForPurchaser = "sign-for-purchaser",
        /// The provider signs.
        SignForProvider = "sign-for-provider",
        /// It is published and takes effect.
        Publish = "publish",
        /// The final milestone is accepted.
        Deliver = "deliver",
        /// The last payment is made.
        Settle = "settle",
        /// The evaluation is issued too: the file is closed.
        Close = "close",
        /// It ends before its time.
        Terminate = "terminate",
    }
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What [`super::ContractTerms::check`] found against the text.
    pub objections: Vec<Refusal>,
    /// Whether the final milestone is accepted.
    pub final_accepted: bool,
    /// How many other milestones are neither accepted nor failed.
    pub milestones_open: usize,
    /// What is still to be paid, due or not.
    pub unpaid: Money,
    /// Whether an evaluation that the contract foresees is not issued yet.
    pub evaluation_open: bool,
    /// Whether a reason is written down.
    pub reason_given: bool,
    /// Whether both sides agree to end it, or a ground of the contract or of the law is named.
    pub grounds_to_end: bool,
}

impl Facts {
    /// Facts under which nothing stands against any event.
    pub fn favourable() -> Facts {
        Facts {
            objections: Vec::new(),
            final_accepted: true,
            milestones_open: 0,
            unpaid: Money::ZERO,
            evaluation_open: false,
            reason_given: true,
            grounds_to_end: true,
        }
    }
}

/// The one way to change a contract's state.
///
/// # Errors
/// The first objection to the text on review or signing; `contracts.not-delivered`, `contracts.milestones-open`, `contracts.still-owed`,
/// `contracts.evaluation-open`, `contracts.no-reason`, `contracts.no-grounds-to-end`;
/// `contracts.out-of-order` when the state does not know the event.
pub fn advance(state: Contract, event: Event, facts: &Facts) -> Result<Step<Contract>, Refusal> {
    use {Contract as S, Event as E};
    let half_signed = matches!(state, S::PurchaserSigned | S::ProviderSigned);
    let next = match (state, event) {
        (S::Draft, E::Review) => {
            sound(facts)?;
            S::Reviewed
        }
        (S::Draft | S::Reviewed | S::PurchaserSigned | S::ProviderSigned, E::Return) => {
            reasoned(facts)?;
            S::Draft
        }
        (S::Reviewed | S::ProviderSigned, E::SignForPurchaser) => {
            sound(facts)?;
            if half_signed { S::Signed } else { S::PurchaserSigned }
        }
        (S::Reviewed | S::PurchaserSigned, E::SignForProvider) => {
            sound(facts)?;
            if half_signed { S::Signed } else { S::ProviderSigned }
        }
        (S::Signed, E::Publish) => S::InForce,
        (S::InForce, E::Deliver) if !facts.final_accepted => return Err(not_delivered()),
        (S::InForce, E::Deliver) if facts.milestones_open > 0 => return Err(milestones_open(facts.milestones_open)),
        (S::InForce, E::Deliver) => S::Delivered,
        (S::Delivered, E::Settle) if facts.unpaid != Money::ZERO => return Err(still_owed(facts.unpaid)),
        (S::Delivered, E::Settle) => S::Settled,
        (S::Settled, E::Close) if facts.evaluation_open => return Err(evaluation_open()),
        (S::Settled, E::Close) => S::Closed,
        (S::Draft | S::Reviewed | S::PurchaserSigned | S::ProviderSigned, E::Terminate) => {
            reasoned(facts)?;
            S::Terminated
        }
        (S::Signed | S::InForce | S::Delivered, E::Terminate) => {
            reasoned(facts)?;
            if !facts.grounds_to_end {
                return Err(no_grounds());
            }
            S::Terminated
        }
        (from, event) => return Err(Refusal::out_of_order("contracts.out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

fn sound(facts: &Facts) -> Result<(), Refusal> {
    facts.objections.first().map_or(Ok(()), |first| Err(first.clone()))
}

fn reasoned(facts: &Facts) -> Result<(), Refusal> {
    if facts.reason_given { Ok(()) } else { Err(Refusal::new("contracts.no-reason").field("reason").basis(PLATFORM)) }
}

fn not_delivered() -> Refusal {
    Refusal::new("contracts.not-delivered").remedy(Action::AcceptMilestone).basis(PLATFORM)
}

fn milestones_open(count: usize) -> Refusal {
    Refusal::new("contracts.milestones-open").fact("count", count).remedy(Action::CheckMilestone).basis(PLATFORM)
}

fn still_owed(unpaid: Money) -> Refusal {
    Refusal::new("contracts.still-owed").fact("unpaid", unpaid).remedy(Action::Pay).basis(PLATFORM)
}

fn evaluation_open() -> Refusal {
    Refusal::new("contracts.evaluation-open").remedy(Action::IssueReport).basis(PLATFORM)
}

fn no_grounds() -> Refusal {
    // 民法典 第563条 names the grounds for ending a contract without agreement; it binds every contract.
    Refusal::new("contracts.no-grounds-to-end").basis(Basis::of(Law::CivilCode.article(563), Scope::PurchaseOfServices))
}

/// Whether a contract may still be agreed with its provider today. There is nothing left to agree once the whole service would lie
/// behind, and nobody to agree it with once the provider is struck off the register.
///
/// # Errors
/// `contracts.service-over`, `contracts.provider-not-registered` (102号令 第6条: a provider exists by law); the remedy of both is to
/// give the purchase up.
pub fn may_agree(ends: Day, provider: Option<Standing>, today: Day) -> Result<(), Refusal> {
    if ends < today {
        return Err(Refusal::new("contracts.service-over").fact("ends", ends).remedy(Action::CancelDemand).basis(PLATFORM));
    }
    if let Some(standing @ (Standing::Cancelled | Standing::Revoked)) = provider {
        let basis = Basis::of(Law::PurchaseOfServices.article(6), Scope::PurchaseOfServices);
        let refusal = Refusal::new("contracts.provider-not-registered").fact("standing", Fact::Term(standing.term()));
        return Err(refusal.remedy(Action::CancelDemand).basis(basis));
    }
    Ok(())
}

/// One person does not sign for both sides (民法典 第168条: who represents one deals not with themselves).
pub fn both_sides() -> Refusal {
    Refusal::new("contracts.signed-other-side").kind(Kind::Forbidden).basis(Basis::of(Law::CivilCode.article(168), Scope::PurchaseOfServices))
}

/// The last day to sign, counted from the confirmed result; a last day that is none of work moves to the next (民法典 第203条).
pub fn sign_by(confirmed: Day, edition: Edition) -> Day {
    or_next_working_day(after_days(confirmed, SIGN_WITHIN.at(edition))).day
}

/// By how many days the second signature came after [`sign_by`]; 0 when in time. A late contract is valid and marked late (T15).
pub fn signed_late(confirmed: Day, signed: Day, edition: Edition) -> i64 {
    signed.signed_duration_since(sign_by(confirmed, edition)).num_days().max(0)
}

/// Refuses a price that is not the chosen offer's.
///
/// # Errors
/// `contracts.price-not-as-offered`; the unit's rule, borrowed from 政府采购法 第46条: a contract says what was offered.
pub fn as_offered(price: Money, offered: Money) -> Result<(), Refusal> {
    if price == offered {
        return Ok(());
    }
    Err(Refusal::new("contracts.price-not-as-offered")
        .fact("price", price)
        .fact("offered", offered)
        .field("price")
        .remedy(Action::DraftContract)
        .basis(unit_borrowing(Law::ProcurementLaw.article(46))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use crate::step::draw;

    const TODAY: Edition = Edition(day(2025, 3, 3));

    fn unfavourable() -> Facts {
        Facts {
            objections: vec![Refusal::new("contracts.no-lines")],
            final_accepted: false,
            milestones_open: 1,
            unpaid: Money::fen(1),
            evaluation_open: true,
            reason_given: false,
            grounds_to_end: false,
        }
    }

    #[test]
    fn a_contract_is_agreed_with_who_still_exists_about_what_is_still_to_come() {
        let (ends, code) = (day(2025, 12, 31), |result: Result<(), Refusal>| result.unwrap_err().code);
        assert_eq!(may_agree(ends, Some(Standing::Active), ends), Ok(()));
        assert_eq!(may_agree(ends, None, ends), Ok(()), "what no list said stands against nobody");
        assert_eq!(code(may_agree(ends, None, day(2026, 1, 1))), "contracts.service-over");
        for standing in [Standing::Cancelled, Standing::Revoked] {
            assert_eq!(code(may_agree(ends, Some(standing), ends)), "contracts.provider-not-registered");
        }
    }

    #[test]
    fn the_usual_road_leads_from_draft_to_closed_whoever_signs_first() {
        use Event as E;
        for order in [[E::SignForPurchaser, E::SignForProvider], [E::SignForProvider, E::SignForPurchaser]] {
            let road = [E::Review, order[0], order[1], E::Publish, E::Deliver, E::Settle, E::Close];
            let end = road.iter().fold(Contract::Draft, |state, event| advance(state, *event, &Facts::favourable()).unwrap().to());
            assert_eq!(end, Contract::Closed);
        }
    }

    #[test]
    fn every_state_meets_every_event() {
        for state in Contract::ALL {
            for event in Event::ALL {
                let good = advance(*state, *event, &Facts::favourable());
                let bad = advance(*state, *event, &unfavourable());
                match good {
                    Ok(step) => {
                        assert_eq!((step.from(), step.event()), (*state, event.key()));
                        // Publication alone has nothing that could stand against it.
                        assert_eq!(bad.is_ok(), *event == Event::Publish, "{state:?} {event:?}");
                        assert!(bad.is_ok() || bad.unwrap_err().kind == Kind::Rule);
                    }
                    Err(refusal) => {
                        assert_eq!((refusal.code.as_str(), refusal.kind), ("contracts.out-of-order", Kind::Conflict));
                        assert_eq!(bad.unwrap_err().code, "contracts.out-of-order");
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_side_cannot_sign_twice() {
        let twice = advance(Contract::PurchaserSigned, Event::SignForPurchaser, &Facts::favourable()).unwrap_err();
        assert_eq!(twice.kind, Kind::Conflict);
    }

    #[test]
    fn a_signed_contract_ends_early_only_on_grounds() {
        let no_grounds = Facts { grounds_to_end: false, ..Facts::favourable() };
        assert_eq!(advance(Contract::InForce, Event::Terminate, &no_grounds).unwrap_err().code, "contracts.no-grounds-to-end");
        assert_eq!(advance(Contract::Draft, Event::Terminate, &no_grounds).unwrap().to(), Contract::Terminated);
    }

    /// DOMAIN §11, W5 and T15: 30 days after the result; the 31st is late. Rule `contracts.sign-within`.
    #[test]
    fn t15_a_contract_signed_on_the_thirty_first_day_is_late() {
        assert_eq!(sign_by(day(2026, 9, 23), TODAY), day(2026, 10, 23));
        assert_eq!(signed_late(day(2026, 9, 23), day(2026, 10, 23), TODAY), 0);
        assert_eq!(signed_late(day(2026, 9, 23), day(2026, 10, 24), TODAY), 1);
        // The thirtieth day after 6 March 2025 is the Saturday of Qingming: Monday is in time (民法典 第203条).
        assert_eq!(sign_by(day(2025, 3, 6), TODAY), day(2025, 4, 7));
        assert_eq!(signed_late(day(2025, 3, 6), day(2025, 4, 7), TODAY), 0);
        assert_eq!(SIGN_WITHIN.cite().borrowed, Some(Law::ProcurementLaw.article(46)));
    }

    #[test]
    fn the_price_is_the_offer_s_to_the_fen() {
        as_offered(Money::yuan(480_000), Money::yuan(480_000)).unwrap();
        assert_eq!(as_offered(Money::yuan(480_000), Money::fen(47_999_999)).unwrap_err().code, "contracts.price-not-as-offered");
    }

    #[test]
    fn the_drawing_shows_both_orders_of_signing() {
        let drawing = draw(|state, event| advance(state, event, &Facts::favourable()));
        assert!(drawing.contains("reviewed --> purchaser_signed: sign-for-purchaser"));
        assert!(drawing.contains("provider_signed --> signed: sign-for-purchaser"));
        assert!(drawing.contains("terminated --> [*]"));
    }
}
