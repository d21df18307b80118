//! Acceptance of the final milestone (履约验收): the certificate that judges every output (DOMAIN §3.11).

use super::milestone::{no_reason, recipients_not_heard, signer_checked};
use super::portion::Portion;
use super::rules::{ACCEPT_WITHIN, PLATFORM, unit_borrowing};
use crate::calendar::{CalendarDays, Day, Due, after_days, or_next_working_day};
use crate::law::{Edition, Law};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::step::{Step, Word};
use crate::text::{MOST_WORDS, at_most};
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// How far the final acceptance has come.
    pub enum Acceptance("acceptance") {
        /// 待验收: the provider has reported the final milestone.
        Requested = "requested",
        /// 已查验: every output is judged.
        Examined = "examined",
        /// 已签署: the certificate is signed.
        Signed = "signed",
        /// 未通过: refused with what to mend; a new report requests it again.
        Rejected = "rejected",
    }
}

words! {
    /// What happens to it.
    pub enum Event("acceptance-event") {
        /// The purchaser's officer judges every output.
        Examine = "examine",
        /// The purchaser's reviewer signs.
        Sign = "sign",
        /// The purchaser's reviewer refuses.
        Reject = "reject",
        /// The provider has mended it and asks again.
        RequestAgain = "request-again",
    }
}

/// What the recipients of a service said, as the purchaser recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Opinions {
    /// How many were asked.
    pub asked: u32,
    /// How many of them answered.
    pub answered: u32,
    /// How many of those were satisfied.
    pub satisfied: u32,
    /// What they said, in short.
    pub said: String,
}

impl Opinions {
    /// What is wrong with the record; nobody asked is no opinion.
    pub fn check(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        if self.asked == 0 || self.answered == 0 {
            found.push(Refusal::new("contracts.opinions-none").field("asked").basis(PLATFORM));
        }
        if self.answered > self.asked || self.satisfied > self.answered {
            found.push(Refusal::new("contracts.opinions-do-not-add-up").field("answered"));
        }
        if self.said.trim().is_empty() {
            found.push(Refusal::new("contracts.opinions-without-words").field("said").basis(PLATFORM));
        }
        found.extend(at_most(&self.said, MOST_WORDS, "said").err());
        found
    }

    /// What stands against recording them for a service to so many recipients, of whom at least so many are to be asked.
    pub fn check_for(&self, recipients: u32, least: u32) -> Vec<Refusal> {
        let mut found = self.check();
        if self.asked > 0 {
            found.extend(self.enough(least).err().map(|refusal| refusal.field("asked")));
        }
        if self.asked > recipients {
            let above = Refusal::new("contracts.opinions-above-recipients").fact("asked", i64::from(self.asked)).fact("n", i64::from(recipients));
            found.push(above.field("asked").remedy(Action::RecordOpinions).basis(PLATFORM));
        }
        found
    }

    /// Refuses fewer than the contract says.
    ///
    /// # Errors
    /// `contracts.opinions-too-few`; the unit announced the number with the demand.
    pub fn enough(&self, least: u32) -> Result<(), Refusal> {
        if self.asked >= least {
            return Ok(());
        }
        Err(Refusal::new("contracts.opinions-too-few")
            .fact("asked", i64::from(self.asked))
            .fact("least", i64::from(least))
            .remedy(Action::RecordOpinions)
            .basis(PLATFORM))
    }

    /// The satisfied among those who answered.
    pub fn satisfaction(&self) -> Portion {
        Portion::of(i64::from(self.satisfied), i64::from(self.answered))
    }
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How many outputs the contract promises.
    pub outputs: usize,
    /// How many of them are judged in the certificate.
    pub judged: usize,
    /// How many of the judged ones were found wanting.
    pub wanting: usize,
    /// Whether the service is for the public.
    pub public_service: bool,
    /// Whether recipients' opinions are recorded and sound.
    pub recipients_heard: bool,
    /// Whether the signer is the one who examined.
    pub signer_checked: bool,
    /// Whether what to mend is written down.
    pub reason_given: bool,
}

impl Facts {
    /// Facts under which nothing stands against any event.
    pub const fn favourable() -> Facts {
        Facts { outputs: 3, judged: 3, wanting: 0, public_service: true, recipients_heard: true, signer_checked: false, reason_given: true }
    }
}

/// The one way to change the state of a final acceptance.
///
/// # Errors
/// `contracts.outputs-not-judged`, `contracts.outputs-wanting`, `contracts.recipients-not-heard` (T32),
/// `contracts.signer-checked`, `contracts.no-reason`; `contracts.acceptance-out-of-order` when the state does not know the event.
pub fn advance(state: Acceptance, event: Event, facts: &Facts) -> Result<Step<Acceptance>, Refusal> {
    use {Acceptance as S, Event as E};
    let next = match (state, event) {
        (S::Requested, E::Examine) => {
            all_judged(facts.outputs, facts.judged)?;
            S::Examined
        }
        (S::Examined, E::Sign | E::Reject) if facts.signer_checked => return Err(signer_checked()),
        (S::Examined, E::Sign) if facts.public_service && !facts.recipients_heard => return Err(recipients_not_heard()),
        (S::Examined, E::Sign) => {
            not_in_silence(facts.wanting, facts.reason_given)?;
            S::Signed
        }
        (S::Examined, E::Reject) if !facts.reason_given => return Err(no_reason()),
        (S::Examined, E::Reject) => S::Rejected,
        (S::Rejected, E::RequestAgain) => S::Requested,
        (from, event) => return Err(Refusal::out_of_order("contracts.acceptance-out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

/// A certificate lists how every service and standard was performed; borrowed from 政府采购法 第41条 and 实施条例 第45条. The same is
/// asked of the check of every milestone.
///
/// # Errors
/// `contracts.outputs-not-judged`.
pub fn all_judged(outputs: usize, judged: usize) -> Result<(), Refusal> {
    if judged >= outputs {
        return Ok(());
    }
    Err(Refusal::new("contracts.outputs-not-judged")
        .fact("count", outputs - judged)
        .field("outputs")
        .remedy(Action::CheckMilestone)
        .basis(unit_borrowing(Law::ProcurementRegulation.article(45))))
}

/// Less than promised may be accepted (the evaluation and the final instalment take it into account), but never in silence.
///
/// # Errors
/// `contracts.outputs-wanting`.
pub fn not_in_silence(wanting: usize, reason_given: bool) -> Result<(), Refusal> {
    if wanting == 0 || reason_given {
        return Ok(());
    }
    Err(Refusal::new("contracts.outputs-wanting").fact("count", wanting).field("reason").remedy(Action::ReturnMilestone).basis(PLATFORM))
}

/// The last day for the purchaser to accept what was reported on this day; the contract's own period counts when it is shorter.
pub fn accept_by(reported: Day, agreed: CalendarDays, edition: Edition) -> Due {
    or_next_working_day(after_days(reported, agreed.min(ACCEPT_WITHIN.at(edition))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use crate::refusal::Kind;

    fn unfavourable() -> Facts {
        Facts { outputs: 3, judged: 2, wanting: 1, public_service: true, recipients_heard: false, signer_checked: true, reason_given: false }
    }

    #[test]
    fn every_state_meets_every_event() {
        for state in Acceptance::ALL {
            for event in Event::ALL {
                let bad = advance(*state, *event, &unfavourable());
                match advance(*state, *event, &Facts::favourable()) {
                    // The provider may always ask again.
                    Ok(step) => assert_eq!(bad.is_ok(), *event == Event::RequestAgain, "{step:?}"),
                    Err(refusal) => {
                        assert_eq!((refusal.code.as_str(), refusal.kind), ("contracts.acceptance-out-of-order", Kind::Conflict));
                        assert!(bad.is_err());
                    }
                }
            }
        }
    }

    /// DOMAIN T32.
    #[test]
    fn t32_the_certificate_is_not_signed_without_recipients() {
        let unheard = Facts { recipients_heard: false, ..Facts::favourable() };
        assert_eq!(advance(Acceptance::Examined, Event::Sign, &unheard).unwrap_err().code, "contracts.recipients-not-heard");
        assert_eq!(advance(Acceptance::Examined, Event::Reject, &unheard).unwrap().to(), Acceptance::Rejected);
    }

    #[test]
    fn less_than_promised_is_accepted_only_with_words() {
        let silent = Facts { wanting: 1, reason_given: false, ..Facts::favourable() };
        assert_eq!(advance(Acceptance::Examined, Event::Sign, &silent).unwrap_err().code, "contracts.outputs-wanting");
        assert!(advance(Acceptance::Examined, Event::Sign, &Facts { reason_given: true, ..silent }).is_ok());
    }

    #[test]
    fn opinions_must_be_of_somebody_and_add_up() {
        let codes_of = |found: Vec<Refusal>| found.into_iter().map(|refusal| refusal.code).collect::<Vec<_>>();
        let codes = |opinions: Opinions| codes_of(opinions.check());
        let heard = Opinions { asked: 40, answered: 34, satisfied: 31, said: "上门及时".to_owned() };
        assert!(codes(heard.clone()).is_empty());
        assert_eq!(heard.satisfaction().to_string(), "91.18%");
        assert_eq!(heard.enough(41).unwrap_err().code, "contracts.opinions-too-few");
        heard.enough(40).unwrap();
        let recorded = |recipients, least| codes_of(heard.check_for(recipients, least));
        assert!(recorded(40, 40).is_empty());
        assert_eq!(recorded(60, 41), ["contracts.opinions-too-few"]);
        assert_eq!(recorded(39, 20), ["contracts.opinions-above-recipients"]);
        assert_eq!(codes(Opinions { asked: 0, answered: 0, satisfied: 0, said: "好".to_owned() }), ["contracts.opinions-none"]);
        assert_eq!(codes(Opinions { satisfied: 35, ..heard.clone() }), ["contracts.opinions-do-not-add-up"]);
        assert_eq!(codes(Opinions { said: " ".to_owned(), ..heard }), ["contracts.opinions-without-words"]);
    }

    /// Rule `contracts.accept-within`: 30 days at most; a last day that is no working day moves on (DOMAIN §11).
    #[test]
    fn acceptance_is_due_within_thirty_days_or_what_was_agreed() {
        let edition = Edition(day(2025, 3, 3));
        assert_eq!(accept_by(day(2025, 6, 3), CalendarDays(45), edition).day, day(2025, 7, 3));
        assert_eq!(accept_by(day(2025, 6, 3), CalendarDays(11), edition).day, day(2025, 6, 16));
    }
}
