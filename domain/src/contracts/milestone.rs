//! The life of a milestone (DOMAIN §3.11).

use super::rules::{PLATFORM, unit_borrowing};
use crate::demands::MilestoneKind;
use crate::law::Law;
use crate::policy::Action;
use crate::refusal::{Kind, Refusal};
use crate::step::{Step, Word};
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// How far a milestone has come.
    pub enum Milestone("milestone") {
        /// 待报送: the provider works towards it.
        Planned = "planned",
        /// 待核对: the provider says that it is reached.
        Reported = "reported",
        /// 待验收: the purchaser's officer has checked the report.
        Checked = "checked",
        /// 已验收: the purchaser accepts it.
        Accepted = "accepted",
        /// 整改中: sent back to the provider.
        Rectifying = "rectifying",
        /// 未通过: it is not reached and will not be.
        Failed = "failed",
    }
}

words! {
    /// What happens to a milestone.
    pub enum Event("milestone-event") {
        /// The provider reports it, with evidence.
        Report = "report",
        /// The purchaser's officer checks the report.
        Check = "check",
        /// The purchaser's reviewer accepts it.
        Accept = "accept",
        /// It is sent back, with what to mend.
        Return = "return",
        /// It is given up as not reached.
        Fail = "fail",
    }
}

/// What the provider reports of a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = MilestoneReport))]
pub struct Report {
    /// How much of each output was delivered, in its unit, in the order of the milestone's outputs; nothing where no number was given.
    pub delivered: Vec<Option<u32>>,
    /// What the purchaser should know.
    pub note: String,
}

/// What the purchaser's officer found of one output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = OutputJudgement))]
pub struct Judgement {
    /// Whether number and standard are as agreed.
    pub met: bool,
    /// How much of it the evidence shows, in its unit.
    pub confirmed: u32,
    /// What was found.
    pub note: String,
}

/// Whether recipients have been served by a milestone of this kind, so that they can be asked. The strict reading: every one but the start.
pub const fn hears_recipients(kind: MilestoneKind) -> bool {
    !matches!(kind, MilestoneKind::Start)
}

/// What the machine needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What sort it is.
    pub kind: MilestoneKind,
    /// Whether the contract is in force.
    pub contract_in_force: bool,
    /// How many pieces of evidence the report carries.
    pub evidence: usize,
    /// How many planned outputs have no reported number.
    pub outputs_unreported: usize,
    /// Whether the service is for the public (公共服务).
    pub public_service: bool,
    /// Whether recipients' opinions are recorded: how many were asked and what they said.
    pub recipients_heard: bool,
    /// Whether the person who accepts also checked.
    pub signer_checked: bool,
    /// Whether the certificate of the final acceptance is signed; asked of the final milestone only.
    pub certificate_signed: bool,
    /// Whether what to mend, or why it failed, is written down.
    pub reason_given: bool,
}

impl Facts {
    /// Facts under which nothing stands against any event.
    pub const fn favourable(kind: MilestoneKind) -> Facts {
        Facts {
            kind,
            contract_in_force: true,
            evidence: 1,
            outputs_unreported: 0,
            public_service: true,
            recipients_heard: true,
            signer_checked: false,
            certificate_signed: true,
            reason_given: true,
        }
    }
}

/// The one way to change a milestone's state.
///
/// # Errors
/// `contracts.not-in-force`, `contracts.no-evidence`, `contracts.outputs-unreported`, `contracts.recipients-not-heard`,
/// `contracts.signer-checked`, `contracts.certificate-not-signed`, `contracts.no-reason`;
/// `contracts.milestone-out-of-order` when the state does not know the event.
pub fn advance(state: Milestone, event: Event, facts: &Facts) -> Result<Step<Milestone>, Refusal> {
    use {Event as E, Milestone as S};
    in_force(facts.contract_in_force)?;
    let next = match (state, event) {
        (S::Planned | S::Rectifying, E::Report) => {
            may_report(facts)?;
            S::Reported
        }
        (S::Reported, E::Check) => S::Checked,
        (S::Checked, E::Accept) => {
            may_accept(facts)?;
            S::Accepted
        }
        (S::Reported | S::Checked, E::Return) if !facts.reason_given => return Err(no_reason()),
        (S::Reported | S::Checked, E::Return) => S::Rectifying,
        (S::Checked | S::Rectifying, E::Fail) if !facts.reason_given => return Err(no_reason()),
        (S::Checked | S::Rectifying, E::Fail) => S::Failed,
        (from, event) => return Err(Refusal::out_of_order("contracts.milestone-out-of-order", &from.term(), &event.term())),
    };
    Ok(Step::new(state, event.key(), next))
}

/// Whether anything of a milestone may still change: a contract that has ended changes no more.
///
/// # Errors
/// `contracts.not-in-force`.
pub fn in_force(contract_in_force: bool) -> Result<(), Refusal> {
    if contract_in_force { Ok(()) } else { Err(Refusal::new("contracts.not-in-force").kind(Kind::Conflict).basis(PLATFORM)) }
}

fn may_report(facts: &Facts) -> Result<(), Refusal> {
    if facts.outputs_unreported > 0 {
        return Err(Refusal::new("contracts.outputs-unreported").fact("count", facts.outputs_unreported).field("outputs").basis(PLATFORM));
    }
    if facts.evidence == 0 {
        // 102号令 第27条 has the provider keep a project ledger and hand over its data.
        return Err(Refusal::new("contracts.no-evidence").field("evidence").remedy(Action::ReportMilestone).basis(PLATFORM));
    }
    Ok(())
}

fn may_accept(facts: &Facts) -> Result<(), Refusal> {
    if facts.signer_checked {
        return Err(signer_checked());
    }
    if facts.public_service && hears_recipients(facts.kind) && !facts.recipients_heard {
        return Err(recipients_not_heard());
    }
    if facts.kind == MilestoneKind::Final && !facts.certificate_signed {
        return Err(Refusal::new("contracts.certificate-not-signed").remedy(Action::AcceptMilestone).basis(PLATFORM));
    }
    Ok(())
}

/// T32. Compulsory by the unit's rule: 实施条例 第45条 binds procurement only.
pub(super) fn recipients_not_heard() -> Refusal {
    Refusal::new("contracts.recipients-not-heard")
        .field("opinions")
        .remedy(Action::RecordOpinions)
        .basis(unit_borrowing(Law::ProcurementRegulation.article(45)))
}

pub(super) fn signer_checked() -> Refusal {
    Refusal::new("contracts.signer-checked").basis(PLATFORM)
}

pub(super) fn no_reason() -> Refusal {
    Refusal::new("contracts.no-reason").field("reason").basis(PLATFORM)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfavourable(kind: MilestoneKind) -> Facts {
        Facts {
            kind,
            contract_in_force: false,
            evidence: 0,
            outputs_unreported: 2,
            public_service: true,
            recipients_heard: false,
            signer_checked: true,
            certificate_signed: false,
            reason_given: false,
        }
    }

    #[test]
    fn every_state_meets_every_event() {
        for kind in MilestoneKind::ALL {
            for state in Milestone::ALL {
                for event in Event::ALL {
                    let bad = advance(*state, *event, &unfavourable(*kind));
                    match advance(*state, *event, &Facts::favourable(*kind)) {
                        Ok(step) => assert!(bad.is_err(), "{step:?}"),
                        Err(refusal) => {
                            assert_eq!((refusal.code.as_str(), refusal.kind), ("contracts.milestone-out-of-order", Kind::Conflict));
                            assert!(bad.is_err());
                        }
                    }
                    let ended = Facts { contract_in_force: false, ..Facts::favourable(*kind) };
                    assert_eq!(advance(*state, *event, &ended).unwrap_err().code, "contracts.not-in-force", "an ended contract changes no more");
                }
            }
        }
    }

    #[test]
    fn a_milestone_sent_back_is_reported_again() {
        let facts = Facts::favourable(MilestoneKind::MidTerm);
        let road = [Event::Report, Event::Check, Event::Return, Event::Report, Event::Check, Event::Accept];
        let end = road.iter().fold(Milestone::Planned, |state, event| advance(state, *event, &facts).unwrap().to());
        assert_eq!(end, Milestone::Accepted);
    }

    /// DOMAIN T32.
    #[test]
    fn t32_a_public_service_is_not_accepted_without_its_recipients() {
        for kind in [MilestoneKind::Other, MilestoneKind::MidTerm, MilestoneKind::Final] {
            let unheard = Facts { recipients_heard: false, ..Facts::favourable(kind) };
            let refusal = advance(Milestone::Checked, Event::Accept, &unheard).unwrap_err();
            assert_eq!((refusal.code.as_str(), refusal.remedy), ("contracts.recipients-not-heard", Some(Action::RecordOpinions)));
            let basis = refusal.basis.unwrap();
            assert_eq!((basis.article, basis.borrowed), (Law::UnitRule.whole(), Some(Law::ProcurementRegulation.article(45))));
            assert!(advance(Milestone::Checked, Event::Accept, &Facts { public_service: false, ..unheard }).is_ok());
        }
        let start = Facts { recipients_heard: false, ..Facts::favourable(MilestoneKind::Start) };
        assert!(advance(Milestone::Checked, Event::Accept, &start).is_ok());
    }

    #[test]
    fn the_final_milestone_needs_the_signed_certificate() {
        let unsigned = Facts { certificate_signed: false, ..Facts::favourable(MilestoneKind::Final) };
        assert_eq!(advance(Milestone::Checked, Event::Accept, &unsigned).unwrap_err().code, "contracts.certificate-not-signed");
        let mid = Facts { certificate_signed: false, ..Facts::favourable(MilestoneKind::MidTerm) };
        assert!(advance(Milestone::Checked, Event::Accept, &mid).is_ok());
    }

    #[test]
    fn who_checked_does_not_accept() {
        let same = Facts { signer_checked: true, ..Facts::favourable(MilestoneKind::MidTerm) };
        assert_eq!(advance(Milestone::Checked, Event::Accept, &same).unwrap_err().code, "contracts.signer-checked");
    }
}
