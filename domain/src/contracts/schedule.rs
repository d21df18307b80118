//! The instalment schedule: which share is paid when (DOMAIN §5.8). Data, so that no code assumes 50/30/20.

use super::rules::{PAY_AFTER_FINAL, PAY_AFTER_MILESTONE, PAY_AFTER_SIGNING, PAY_WITHIN_MAX, PLATFORM};
use crate::calendar::{Day, Due, WorkingDays, after_days, after_working_days};
use crate::demands::MilestoneKind;
use crate::law::Edition;
use crate::money::{Money, Percent};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::services::PaidOn;
use crate::step::Word;
use crate::words;
use serde::{Deserialize, Serialize};

/// What makes an instalment fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "on", content = "kind", rename_all = "kebab-case")]
pub enum Trigger {
    /// The second signature.
    Signing,
    /// The acceptance of every milestone of this kind.
    MilestoneAccepted(MilestoneKind),
    /// The signed final acceptance and the issued evaluation, whichever is later.
    FinalAcceptedAndEvaluated,
}

impl Trigger {
    /// Its key in the message files, the demand's own where it has one.
    pub fn term(self) -> String {
        match self {
            Trigger::Signing => PaidOn::Signing.term(),
            Trigger::MilestoneAccepted(kind) => format!("paid-on-{}-accepted", kind.key()),
            Trigger::FinalAcceptedAndEvaluated => PaidOn::FinalAcceptedAndEvaluated.term(),
        }
    }
}

impl From<PaidOn> for Trigger {
    fn from(on: PaidOn) -> Trigger {
        match on {
            PaidOn::Signing => Trigger::Signing,
            PaidOn::MidTermAccepted => Trigger::MilestoneAccepted(MilestoneKind::MidTerm),
            PaidOn::FinalAcceptedAndEvaluated => Trigger::FinalAcceptedAndEvaluated,
        }
    }
}

/// One instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Instalment {
    /// Share of the price.
    pub share: Percent,
    /// What makes it fall due.
    pub trigger: Trigger,
    /// Working days to pay it from that day on.
    #[cfg_attr(feature = "schema", schema(value_type = u16))]
    pub within: WorkingDays,
}

/// All instalments of a contract, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// The instalments.
    pub instalments: Vec<Instalment>,
}

words! {
    /// A ready schedule to start from.
    pub enum Template("schedule") {
        /// The usual one: 50 % at signing, 30 % after mid-term, 20 % at the end.
        FiftyThirtyTwenty = "50-30-20",
        /// 40 % at signing, 40 % after mid-term, 20 % at the end.
        FortyFortyTwenty = "40-40-20",
    }
}

/// The days on which a contract's triggers were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// The second signature.
    pub signed: Option<Day>,
    /// For each milestone its kind and the day of its acceptance, `None` while it is open.
    pub milestones: Vec<(MilestoneKind, Option<Day>)>,
    /// The evaluation's issue; where its grade asks for mending, the day on which that was confirmed; where the contract foresees no
    /// evaluation, the day of the final acceptance.
    pub evaluated: Option<Day>,
}

impl Happened {
    /// The day on which the last milestone of this kind was accepted; `None` while one is open or there is none.
    pub fn accepted(&self, kind: MilestoneKind) -> Option<Day> {
        let days: Option<Vec<Day>> = self.milestones.iter().filter(|(of, _)| *of == kind).map(|(_, day)| *day).collect();
        days?.into_iter().max()
    }

    /// The day on which this trigger was met.
    pub fn met(&self, trigger: Trigger) -> Option<Day> {
        match trigger {
            Trigger::Signing => self.signed,
            Trigger::MilestoneAccepted(kind) => self.accepted(kind),
            Trigger::FinalAcceptedAndEvaluated => Some(self.accepted(MilestoneKind::Final)?.max(self.evaluated?)),
        }
    }
}

impl Instalment {
    /// The day on which it fell due and the last day to pay it (暂定 while the year is not announced); `None` before that.
    ///
    /// The period counts working days, the longest one calendar days: over a long holiday the working days would end later, and
    /// then the longest one counts. It is not moved to a working day, which would make it longer.
    pub fn due(&self, happened: &Happened, edition: Edition) -> Option<(Day, Due)> {
        let since = happened.met(self.trigger)?;
        let agreed = after_working_days(since, self.within);
        Some((since, Due { day: agreed.day.min(after_days(since, PAY_WITHIN_MAX.at(edition))), ..agreed }))
    }
}

impl Schedule {
    /// A ready schedule with the periods in force.
    pub fn template(template: Template, edition: Edition) -> Schedule {
        let shares = match template {
            Template::FiftyThirtyTwenty => [50, 30, 20],
            Template::FortyFortyTwenty => [40, 40, 20],
        };
        let triggers = [PaidOn::Signing, PaidOn::MidTermAccepted, PaidOn::FinalAcceptedAndEvaluated];
        let parts: Vec<(PaidOn, Percent)> = triggers.into_iter().zip(shares.map(Percent)).collect();
        Schedule::of(&parts, edition)
    }

    /// The schedule that a demand announced, with the periods in force.
    pub fn of(parts: &[(PaidOn, Percent)], edition: Edition) -> Schedule {
        let instalment = |(on, share): &(PaidOn, Percent)| {
            let within = match on {
                PaidOn::Signing => PAY_AFTER_SIGNING.at(edition),
                PaidOn::MidTermAccepted => PAY_AFTER_MILESTONE.at(edition),
                PaidOn::FinalAcceptedAndEvaluated => PAY_AFTER_FINAL.at(edition),
            };
            Instalment { share: *share, trigger: Trigger::from(*on), within }
        };
        Schedule { instalments: parts.iter().map(instalment).collect() }
    }

    /// The amounts of a price, each rounded half up to the fen; the last takes what is left, so that they add up exactly.
    pub fn amounts(&self, price: Money) -> Vec<Money> {
        let shares: Vec<Percent> = self.instalments.iter().map(|instalment| instalment.share).collect();
        price.split(&shares)
    }

    /// Everything that stands against the schedule, given the kinds of milestones in the contract.
    pub fn check(&self, kinds: &[MilestoneKind], edition: Edition) -> Vec<Refusal> {
        let mut found = Vec::new();
        let sum: i64 = self.instalments.iter().fold(0, |sum, instalment| sum.saturating_add(instalment.share.0));
        if sum != 100 {
            let missing = 100_i64.saturating_sub(sum);
            found.push(Refusal::new("contracts.shares-not-100").fact("sum", Percent(sum)).fact("missing", Percent(missing)).field("schedule").basis(PLATFORM));
        }
        for (index, instalment) in self.instalments.iter().enumerate() {
            found.extend(instalment.check(kinds, edition).into_iter().map(|refusal| refusal.fact("number", index + 1).field(format!("schedule.{index}"))));
        }
        if !self.instalments.iter().any(|instalment| instalment.trigger == Trigger::FinalAcceptedAndEvaluated) {
            found.push(Refusal::new("contracts.nothing-held-back").field("schedule").basis(PLATFORM));
        }
        found
    }
}

impl Instalment {
    fn check(&self, kinds: &[MilestoneKind], edition: Edition) -> Vec<Refusal> {
        let mut found = Vec::new();
        if !(1..=100).contains(&self.share.0) {
            found.push(Refusal::new("contracts.share-impossible").fact("share", self.share));
        }
        if let Trigger::MilestoneAccepted(kind) = self.trigger
            && !kinds.contains(&kind)
        {
            found.push(Refusal::new("contracts.trigger-without-milestone").fact("kind", Fact::Term(kind.term())).remedy(Action::DraftContract));
        }
        // Five working days are at least seven days; a period that is too long even so is refused before any date is known. One that
        // a holiday alone makes too long ends with the longest period, see [`Instalment::due`].
        let limit = PAY_WITHIN_MAX.at(edition);
        if self.within.0 == 0 || u32::from(self.within.0) * 7 > u32::from(limit.0) * 5 {
            found.push(Refusal::new("contracts.pays-too-slowly").fact("within", self.within).fact("limit", limit).basis(PAY_WITHIN_MAX.cite()));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use proptest::prelude::*;

    const TODAY: Edition = Edition(day(2025, 3, 3));
    const KINDS: [MilestoneKind; 2] = [MilestoneKind::MidTerm, MilestoneKind::Final];

    fn codes(schedule: &Schedule) -> Vec<String> {
        schedule.check(&KINDS, TODAY).into_iter().map(|refusal| refusal.code).collect()
    }

    /// DOMAIN §5.8, example G, with the rules `contracts.pay-after-signing`, `contracts.pay-after-milestone`, `contracts.pay-after-final`.
    #[test]
    fn example_g_480_000_is_paid_as_240_000_144_000_and_96_000() {
        let schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
        assert_eq!(schedule.amounts(Money::yuan(480_000)), [240_000, 144_000, 96_000].map(Money::yuan));
        assert_eq!(schedule.instalments.iter().map(|instalment| instalment.within.0).collect::<Vec<_>>(), [10, 20, 20]);
        assert!(codes(&schedule).is_empty());
    }

    #[test]
    fn another_template_is_data_too() {
        let schedule = Schedule::template(Template::FortyFortyTwenty, TODAY);
        assert_eq!(schedule.amounts(Money::yuan(365_000)), [146_000, 146_000, 73_000].map(Money::yuan));
        assert!(codes(&schedule).is_empty());
    }

    #[test]
    fn shares_must_add_up_to_a_hundred_and_the_refusal_says_what_is_missing() {
        let mut schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
        schedule.instalments[2].share = Percent(19);
        let refusal = schedule.check(&KINDS, TODAY).remove(0);
        assert_eq!(refusal.code, "contracts.shares-not-100");
        assert_eq!(refusal.facts, [("sum".to_owned(), Fact::Percent(Percent(99))), ("missing".to_owned(), Fact::Percent(Percent(1)))]);
    }

    #[test]
    fn an_instalment_hangs_on_a_milestone_that_exists() {
        let schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
        let found = schedule.check(&[MilestoneKind::Final], TODAY);
        assert_eq!(found.iter().map(|refusal| refusal.code.as_str()).collect::<Vec<_>>(), ["contracts.trigger-without-milestone"]);
    }

    /// Rule `contracts.pay-within-max`: 60 days; 42 working days are at least 58 days, 43 at least 60.2.
    #[test]
    fn no_contract_may_pay_later_than_sixty_days() {
        let mut schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
        schedule.instalments[1].within = WorkingDays(42);
        assert!(codes(&schedule).is_empty());
        schedule.instalments[1].within = WorkingDays(43);
        assert_eq!(codes(&schedule), ["contracts.pays-too-slowly"]);
    }

    /// Rule `contracts.pay-within-max` in both units: 42 working days from 2026-01-12 go over the Spring Festival (02-15 to 02-23) and
    /// would end on 03-17, the 64th day; the 60th is 03-13. From 2026-06-22 no holiday intervenes: 08-19, the 58th day.
    #[test]
    fn a_holiday_does_not_move_a_payment_beyond_sixty_days() {
        let mut first = Schedule::template(Template::FiftyThirtyTwenty, TODAY).instalments[0];
        first.within = WorkingDays(42);
        let due = |signed| first.due(&Happened { signed: Some(signed), ..Happened::default() }, TODAY).unwrap().1.day;
        assert_eq!(after_working_days(day(2026, 1, 12), WorkingDays(42)).day, day(2026, 3, 17));
        assert_eq!((due(day(2026, 1, 12)), due(day(2026, 6, 22))), (day(2026, 3, 13), day(2026, 8, 19)));
    }

    #[test]
    fn something_must_wait_for_the_evaluation() {
        let mut schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
        schedule.instalments[2].trigger = Trigger::MilestoneAccepted(MilestoneKind::Final);
        assert_eq!(codes(&schedule), ["contracts.nothing-held-back"]);
    }

    #[test]
    fn the_last_instalment_waits_for_acceptance_and_evaluation() {
        let last = Schedule::template(Template::FiftyThirtyTwenty, TODAY).instalments[2];
        let mut happened = Happened { signed: Some(day(2025, 4, 1)), milestones: vec![(MilestoneKind::Final, Some(day(2025, 12, 1)))], evaluated: None };
        assert_eq!(last.due(&happened, TODAY), None);
        happened.evaluated = Some(day(2025, 12, 15));
        let (since, due) = last.due(&happened, TODAY).unwrap();
        assert_eq!((since, due), (day(2025, 12, 15), Due { day: day(2026, 1, 13), provisional: false }));
    }

    #[test]
    fn two_milestones_of_a_kind_must_both_be_accepted() {
        let mut happened = Happened { milestones: vec![(MilestoneKind::Other, Some(day(2025, 5, 6))), (MilestoneKind::Other, None)], ..Happened::default() };
        assert_eq!(happened.met(Trigger::MilestoneAccepted(MilestoneKind::Other)), None);
        happened.milestones[1].1 = Some(day(2025, 7, 1));
        assert_eq!(happened.met(Trigger::MilestoneAccepted(MilestoneKind::Other)), Some(day(2025, 7, 1)));
        assert_eq!(happened.met(Trigger::MilestoneAccepted(MilestoneKind::MidTerm)), None);
    }

    /// DOMAIN §11: 2027 is not announced.
    #[test]
    fn a_due_day_in_a_year_without_a_paper_is_provisional() {
        let first = Schedule::template(Template::FiftyThirtyTwenty, TODAY).instalments[0];
        let (_, due) = first.due(&Happened { signed: Some(day(2026, 12, 28)), ..Happened::default() }, TODAY).unwrap();
        assert!(due.provisional);
    }

    proptest! {
        #[test]
        fn amounts_add_up_to_the_price(fen in 0..=Money::LARGEST.as_fen(), a in 1..98_i64, b in 1..98_i64) {
            let b = b.min(99 - a);
            let mut schedule = Schedule::template(Template::FiftyThirtyTwenty, TODAY);
            for (instalment, share) in schedule.instalments.iter_mut().zip([a, b, 100 - a - b]) {
                instalment.share = Percent(share);
            }
            prop_assert!(codes(&schedule).is_empty());
            prop_assert_eq!(schedule.amounts(Money::fen(fen)).into_iter().sum::<Money>(), Money::fen(fen));
        }
    }
}
