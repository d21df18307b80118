//! What the public page of a contract shows: time, delivered, paid, and who holds the next step since when.

use super::acceptance::accept_by;
use super::contract::{Contract, sign_by};
use super::milestone::Milestone;
use super::payment::Payment;
use super::portion::Portion;
use super::rules::PUBLISH_WITHIN;
use super::settlement::Delivered;
use crate::calendar::{CalendarDays, Day, Due, after_working_days, working_days_between};
use crate::demands::MilestoneKind;
use crate::law::Edition;
use crate::money::Money;
use crate::policy::Role;
use crate::services::Measure;
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// What waits to be done.
    pub enum Todo("contract-step") {
        /// Mend the draft that the reviewer sent back.
        Draft = "draft",
        /// Review the draft.
        Review = "review",
        /// The purchaser signs.
        SignForPurchaser = "sign-for-purchaser",
        /// The provider signs.
        SignForProvider = "sign-for-provider",
        /// Publish the signed contract.
        Publish = "publish",
        /// Report a milestone.
        Report = "report",
        /// Mend what was sent back.
        Rectify = "rectify",
        /// Check a report.
        Check = "check",
        /// Accept a milestone.
        Accept = "accept",
        /// Pay an instalment.
        Pay = "pay",
        /// Confirm that what the evaluation found is mended.
        ConfirmMending = "confirm-mending",
        /// Commission the evaluation.
        Commission = "commission",
        /// Issue the evaluation.
        Evaluate = "evaluate",
        /// Close the file.
        Close = "close",
    }
}

words! {
    /// On which side somebody stands.
    pub enum Side("side") {
        /// 购买主体.
        Purchaser = "purchaser",
        /// 承接主体.
        Provider = "provider",
        /// 评估机构.
        Agency = "agency",
    }
}

/// A milestone as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneStanding {
    /// What sort it is.
    pub kind: MilestoneKind,
    /// Its name.
    pub name: String,
    /// The day by which the provider reports it.
    pub planned: Day,
    /// Its state.
    pub state: Milestone,
    /// The day on which it came into this state; for a planned one the day from which the provider could work on it.
    pub since: Day,
    /// The day of the last report.
    pub reported: Option<Day>,
    /// Its outputs with the numbers last reported (accepted, once it is).
    pub outputs: Vec<Delivered>,
}

/// A payment as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentStanding {
    /// 1, 2, 3 … within its contract.
    pub number: u32,
    /// What is owed or was paid.
    pub amount: Money,
    /// Its state.
    pub state: Payment,
    /// Once it fell due: since when and until when.
    pub due: Option<(Day, Due)>,
}

/// The evaluation as the contract sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvaluationStanding {
    /// The contract foresees none, or it is issued and nothing is to be mended.
    Nothing,
    /// Nobody is commissioned yet.
    NotCommissioned,
    /// An agency is at work since this day.
    Running(Day),
    /// It is issued and asks for mending since this day.
    ToMend(Day),
    /// The mending is reported since this day and waits for the purchaser.
    MendReported(Day),
}

/// What [`progress`] needs to know.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The contract's state.
    pub state: Contract,
    /// Whether a draft was sent back and waits for its drafter.
    pub returned: bool,
    /// The day on which it came into this state.
    pub since: Day,
    /// The day of the confirmed result, from which the signing period counts.
    pub confirmed: Day,
    /// First day of the service.
    pub starts: Day,
    /// Last day of the service.
    pub ends: Day,
    /// The price.
    pub price: Money,
    /// Days from a report to acceptance, as agreed.
    pub accept_within: CalendarDays,
    /// The milestones by planned day.
    pub milestones: Vec<MilestoneStanding>,
    /// The payments by number.
    pub payments: Vec<PaymentStanding>,
    /// The evaluation.
    pub evaluation: EvaluationStanding,
}

/// Something that waits, and on whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// What is to be done.
    pub what: Todo,
    /// The milestone's name or the payment's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Whose part it is.
    pub who: Role,
    /// On which side.
    pub side: Side,
    /// Since when it waits.
    pub since: chrono::NaiveDate,
    /// For how many working days.
    pub held: i64,
    /// The last day, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Working days until the last day; below zero it is late by so many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<i64>,
}

impl NextStep {
    /// Working days after the last day; 0 when in time or without one.
    pub fn late(&self) -> i64 {
        self.left.map_or(0, |left| (-left).max(0))
    }
}

/// The three bars and the next steps of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Progress {
    /// Whole days of the period that have passed.
    pub elapsed: Portion,
    /// Outputs accepted: the mean over the outputs, each counted alike whatever its unit.
    pub delivered: Portion,
    /// Outputs reported and not accepted yet, on top of `delivered`.
    pub awaiting: Portion,
    /// Paid share of the price.
    pub paid: Portion,
    /// Due and unpaid share of the price, on top of `paid`.
    pub unpaid: Portion,
    /// Paid.
    pub paid_amount: Money,
    /// Due and unpaid.
    pub unpaid_amount: Money,
    /// What waits, the most urgent first.
    pub next: Vec<NextStep>,
}

impl Progress {
    /// Whether delivery, counted with what is reported, is more than ten points of a hundred behind time.
    pub fn lags(&self) -> bool {
        self.delivered.as_hundredths() + self.awaiting.as_hundredths() + 10_00 < self.elapsed.as_hundredths()
    }
}

/// Where a contract stands on this day.
pub fn progress(facts: &Facts, today: Day, edition: Edition) -> Progress {
    let accepted = delivered(&facts.milestones, |state| state == Milestone::Accepted);
    let reported = delivered(&facts.milestones, |state| matches!(state, Milestone::Accepted | Milestone::Reported | Milestone::Checked));
    let sum = |state| facts.payments.iter().filter(|payment| payment.state == state).map(|payment| payment.amount).sum::<Money>();
    let (paid_amount, unpaid_amount) = (sum(Payment::Paid), sum(Payment::Due));
    let paid = Portion::of(paid_amount.as_fen(), facts.price.as_fen());
    let called = Portion::of((paid_amount + unpaid_amount).as_fen(), facts.price.as_fen());
    let mut next = waiting(facts, today, edition);
    next.sort_by_key(|step| (step.due.map_or(Day::MAX, |due| due.day), step.since));
    Progress {
        elapsed: elapsed(facts.starts, facts.ends, today),
        delivered: accepted,
        awaiting: Portion::hundredths(reported.as_hundredths() - accepted.as_hundredths()),
        paid,
        unpaid: Portion::hundredths(called.as_hundredths() - paid.as_hundredths()),
        paid_amount,
        unpaid_amount,
        next,
    }
}

/// Days gone, today included, of all days of the period; the first and the last day count.
fn elapsed(starts: Day, ends: Day, today: Day) -> Portion {
    let days = |until: Day| until.signed_duration_since(starts).num_days() + 1;
    Portion::of(days(today), days(ends))
}

/// The mean over the outputs (same name and unit together) of what is done in milestones of these states, none above its plan.
fn delivered(milestones: &[MilestoneStanding], counts: impl Fn(Milestone) -> bool) -> Portion {
    let mut sums: Vec<(&str, Measure, i64, i64)> = Vec::new();
    for milestone in milestones {
        for Delivered { output, accepted } in &milestone.outputs {
            let done = if counts(milestone.state) { i64::from(*accepted) } else { 0 };
            match sums.iter_mut().find(|sum| (sum.0, sum.1) == (output.name.as_str(), output.measure)) {
                Some(sum) => (sum.2, sum.3) = (sum.2.saturating_add(done), sum.3.saturating_add(i64::from(output.quantity))),
                None => sums.push((&output.name, output.measure, done, i64::from(output.quantity))),
            }
        }
    }
    let portions: Vec<Portion> = sums.iter().map(|(_, _, done, planned)| Portion::of(*done, *planned)).collect();
    Portion::mean(&portions)
}

fn waiting(facts: &Facts, today: Day, edition: Edition) -> Vec<NextStep> {
    let step = |what, who, since, due| next(what, None, who, since, due, today);
    let sign = Some(Due::kept(sign_by(facts.confirmed, edition)));
    let mut steps = match facts.state {
        Contract::Draft if facts.returned => vec![step(Todo::Draft, Role::PurOfficer, facts.since, sign)],
        Contract::Draft => vec![step(Todo::Review, Role::PurReviewer, facts.since, sign)],
        Contract::Reviewed => {
            vec![step(Todo::SignForPurchaser, Role::PurApprover, facts.since, sign), step(Todo::SignForProvider, Role::SoLegal, facts.since, sign)]
        }
        Contract::PurchaserSigned => vec![step(Todo::SignForProvider, Role::SoLegal, facts.since, sign)],
        Contract::ProviderSigned => vec![step(Todo::SignForPurchaser, Role::PurApprover, facts.since, sign)],
        Contract::Signed => {
            vec![step(Todo::Publish, Role::PurOfficer, facts.since, Some(after_working_days(facts.since, PUBLISH_WITHIN.at(edition))))]
        }
        Contract::InForce => milestones_waiting(facts, today, edition),
        Contract::Delivered | Contract::Settled | Contract::Terminated => match facts.evaluation {
            EvaluationStanding::NotCommissioned => vec![step(Todo::Commission, Role::PurApprover, facts.since, None)],
            EvaluationStanding::Nothing if facts.state == Contract::Settled => vec![step(Todo::Close, Role::PurOfficer, facts.since, None)],
            _ => Vec::new(),
        },
        Contract::Closed => Vec::new(),
    };
    if matches!(facts.state, Contract::InForce | Contract::Delivered | Contract::Settled | Contract::Terminated) {
        steps.extend(match facts.evaluation {
            EvaluationStanding::Running(since) => Some(step(Todo::Evaluate, Role::AgencyLead, since, None)),
            EvaluationStanding::ToMend(since) => Some(step(Todo::Rectify, Role::SoAdmin, since, None)),
            EvaluationStanding::MendReported(since) => Some(step(Todo::ConfirmMending, Role::PurOfficer, since, None)),
            EvaluationStanding::Nothing | EvaluationStanding::NotCommissioned => None,
        });
    }
    for payment in facts.payments.iter().filter(|payment| payment.state == Payment::Due) {
        if let Some((since, due)) = payment.due {
            steps.push(next(Todo::Pay, Some(payment.number.to_string()), Role::PurApprover, since, Some(due), today));
        }
    }
    steps
}

/// Every milestone that somebody has begun or that is overdue, and the first that lies ahead.
fn milestones_waiting(facts: &Facts, today: Day, edition: Edition) -> Vec<NextStep> {
    let first = facts.milestones.iter().filter(|milestone| milestone.state == Milestone::Planned).map(|milestone| milestone.planned).min();
    let mut steps = Vec::new();
    for milestone in &facts.milestones {
        let accept = milestone.reported.map(|reported| accept_by(reported, facts.accept_within, edition));
        let (what, who, due) = match milestone.state {
            Milestone::Planned if Some(milestone.planned) == first || milestone.planned < today => {
                (Todo::Report, Role::SoAdmin, Some(Due::kept(milestone.planned)))
            }
            Milestone::Rectifying => (Todo::Rectify, Role::SoAdmin, None),
            Milestone::Reported => (Todo::Check, Role::PurOfficer, accept),
            Milestone::Checked => (Todo::Accept, Role::PurReviewer, accept),
            Milestone::Planned | Milestone::Accepted | Milestone::Failed => continue,
        };
        steps.push(next(what, Some(milestone.name.clone()), who, milestone.since, due, today));
    }
    steps
}

fn next(what: Todo, subject: Option<String>, who: Role, since: Day, due: Option<Due>, today: Day) -> NextStep {
    let side = if who.of_provider() {
        Side::Provider
    } else if who.of_agency() {
        Side::Agency
    } else {
        Side::Purchaser
    };
    let held = working_days_between(since, today).max(0);
    NextStep { what, subject, who, side, since, held, due, left: due.map(|due| working_days_between(today, due.day)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::terms::tests::visits;
    use crate::law::day;
    use proptest::prelude::*;

    const EDITION: Edition = Edition(day(2025, 3, 3));

    fn standing(kind: MilestoneKind, state: Milestone, planned: Day, quantity: u32, accepted: u32) -> MilestoneStanding {
        let output = visits(quantity);
        let reported = (state != Milestone::Planned).then_some(day(2025, 9, 26));
        MilestoneStanding { kind, name: "中期".to_owned(), planned, state, since: day(2025, 9, 26), reported, outputs: vec![Delivered { output, accepted }] }
    }

    fn payment(number: u32, yuan: i64, state: Payment, due: Option<(Day, Due)>) -> PaymentStanding {
        PaymentStanding { number, amount: Money::yuan(yuan), state, due }
    }

    /// Example G half way: the first instalment is due and late, the mid-term report waits.
    fn half_way() -> Facts {
        let due = Due { day: day(2025, 4, 16), provisional: false };
        Facts {
            state: Contract::InForce,
            returned: false,
            since: day(2025, 4, 2),
            confirmed: day(2025, 3, 20),
            starts: day(2025, 4, 1),
            ends: day(2026, 3, 31),
            price: Money::yuan(480_000),
            accept_within: CalendarDays(15),
            milestones: vec![
                standing(MilestoneKind::MidTerm, Milestone::Reported, day(2025, 9, 30), 160, 150),
                standing(MilestoneKind::Final, Milestone::Planned, day(2026, 3, 20), 240, 0),
            ],
            payments: vec![
                payment(1, 240_000, Payment::Due, Some((day(2025, 4, 1), due))),
                payment(2, 144_000, Payment::NotDue, None),
                payment(3, 96_000, Payment::NotDue, None),
            ],
            evaluation: EvaluationStanding::NotCommissioned,
        }
    }

    #[test]
    fn the_bars_are_exact_hundredths() {
        let shown = progress(&half_way(), day(2025, 9, 30), EDITION);
        assert_eq!(shown.elapsed.to_string(), "50.14%"); // 183 of 365 days, today included
        assert_eq!((shown.delivered, shown.awaiting.to_string().as_str()), (Portion::NONE, "37.50%")); // 150 of 400
        assert_eq!((shown.paid, shown.unpaid.to_string().as_str(), shown.unpaid_amount), (Portion::NONE, "50.00%", Money::yuan(240_000)));
    }

    #[test]
    fn delivery_lags_when_it_is_more_than_ten_points_behind_time() {
        assert!(progress(&half_way(), day(2025, 9, 30), EDITION).lags(), "50.14 % of the time, 37.50 % reported");
        assert!(!progress(&half_way(), day(2025, 9, 1), EDITION).lags(), "42.19 % of the time");
    }

    #[test]
    fn the_next_steps_say_who_holds_them_since_when_and_how_late() {
        let shown = progress(&half_way(), day(2025, 9, 30), EDITION);
        let seen: Vec<_> = shown.next.iter().map(|step| (step.what, step.who, step.side, step.held, step.left)).collect();
        assert_eq!(
            seen,
            [
                (Todo::Pay, Role::PurApprover, Side::Purchaser, working_days_between(day(2025, 4, 1), day(2025, 9, 30)), Some(-117)),
                (Todo::Check, Role::PurOfficer, Side::Purchaser, 3, Some(3)), // 15 days end on 11 October, a made-up working day
                (Todo::Report, Role::SoAdmin, Side::Provider, 3, Some(working_days_between(day(2025, 9, 30), day(2026, 3, 20)))),
            ]
        );
        assert_eq!((shown.next[0].late(), shown.next[1].late()), (117, 0));
    }

    #[test]
    fn an_accepted_milestone_moves_from_awaiting_to_delivered_and_overdelivery_stops_at_the_plan() {
        let mut facts = half_way();
        facts.milestones[0].state = Milestone::Accepted;
        facts.milestones[1] = standing(MilestoneKind::Final, Milestone::Accepted, day(2026, 3, 20), 240, 300);
        let shown = progress(&facts, day(2026, 4, 1), EDITION);
        assert_eq!((shown.delivered, shown.awaiting, shown.elapsed), (Portion::WHOLE, Portion::NONE, Portion::WHOLE));
    }

    #[test]
    fn both_sides_may_sign_first_and_publication_is_due_in_two_working_days() {
        let reviewed = Facts { state: Contract::Reviewed, since: day(2025, 3, 24), payments: Vec::new(), ..half_way() };
        let shown = progress(&reviewed, day(2025, 3, 25), EDITION);
        assert_eq!(shown.next.iter().map(|step| step.what).collect::<Vec<_>>(), [Todo::SignForPurchaser, Todo::SignForProvider]);
        // The thirtieth day is Saturday, 19 April; the next working day counts.
        assert!(shown.next.iter().all(|step| step.due.unwrap().day == day(2025, 4, 21)));
        // DOMAIN §11, W6 and rule `contracts.publish-within`: signed on Tuesday 2026-09-29, published by 2026-10-08.
        let signed = Facts { state: Contract::Signed, since: day(2026, 9, 29), ..reviewed };
        assert_eq!(progress(&signed, day(2026, 9, 29), EDITION).next[0].due.unwrap().day, day(2026, 10, 8));
    }

    #[test]
    fn a_delivered_contract_waits_for_its_evaluation_and_a_settled_one_for_closing() {
        let mut facts = Facts { state: Contract::Delivered, payments: Vec::new(), ..half_way() };
        let whats = |facts: &Facts| progress(facts, day(2026, 4, 1), EDITION).next.into_iter().map(|step| (step.what, step.side)).collect::<Vec<_>>();
        assert_eq!(whats(&facts), [(Todo::Commission, Side::Purchaser)]);
        facts.evaluation = EvaluationStanding::Running(day(2026, 3, 25));
        assert_eq!(whats(&facts), [(Todo::Evaluate, Side::Agency)]);
        facts.evaluation = EvaluationStanding::ToMend(day(2026, 4, 1));
        assert_eq!(whats(&facts), [(Todo::Rectify, Side::Provider)]);
        facts.evaluation = EvaluationStanding::MendReported(day(2026, 4, 1));
        assert_eq!(whats(&facts), [(Todo::ConfirmMending, Side::Purchaser)]);
        facts.evaluation = EvaluationStanding::Nothing;
        assert!(whats(&facts).is_empty());
        facts.state = Contract::Settled;
        assert_eq!(whats(&facts), [(Todo::Close, Side::Purchaser)]);
        facts.state = Contract::Closed;
        assert!(whats(&facts).is_empty());
    }

    proptest! {
        #[test]
        fn no_two_bars_together_pass_the_whole(days in -400..800_i64, done in 0..1_000_u32, paid in 0..=480_000_i64) {
            let mut facts = half_way();
            facts.milestones[0].outputs[0].accepted = done;
            facts.payments[0].amount = Money::yuan(paid);
            facts.payments[1] = payment(2, 480_000 - paid, Payment::Paid, None);
            let today = day(2025, 4, 1) + chrono::TimeDelta::days(days);
            let shown = progress(&facts, today, EDITION);
            for (bar, more) in [(shown.delivered, shown.awaiting), (shown.paid, shown.unpaid), (shown.elapsed, Portion::NONE)] {
                prop_assert!(more >= Portion::NONE && bar.as_hundredths() + more.as_hundredths() <= 10_000);
            }
        }
    }
}
