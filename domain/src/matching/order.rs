//! In which order organizations are listed.

use super::input::{Grade, Profile, Wanted};
use super::judge::{judge, latest_grade};
use super::output::{MatchRule, Verdict, Verdicts};
use crate::ids::{DemandId, OrganizationId};
use crate::step::Word;
use std::cmp::Reverse;

/// The place of an organization in a demand's list; smaller is earlier. The rating does not occur in it.
///
/// Among equals the lot decides: a figure made of both identifiers, so that each demand has its own order, nobody is
/// always first, and the same question gives the same list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    /// How many rules exclude it: who fits comes first.
    pub excluded: u8,
    /// How much nobody recorded.
    pub unknown: u8,
    /// How many warnings, without the rating's.
    pub warned: u8,
    /// How many reasons speak for it: similar projects, the latest evaluation 优 or 良.
    pub reasons: Reverse<u8>,
    /// The lot.
    pub lot: u64,
    /// The last word, for keyset paging.
    pub organization: OrganizationId,
}

/// An organization in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Its place in the profiles that were given.
    pub index: usize,
    /// Its verdicts.
    pub verdicts: Verdicts,
    /// Its place in the list.
    pub key: OrderKey,
}

/// FNV-1a, 64 bits: spreads well, and is the same on every machine.
fn lot(demand: DemandId, organization: OrganizationId) -> u64 {
    let (demand, organization) = (demand.uuid(), organization.uuid());
    let bytes = demand.as_bytes().iter().chain(organization.as_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn key(wanted: &Wanted, profile: &Profile<'_>, verdicts: &Verdicts) -> OrderKey {
    let (mut excluded, mut unknown, mut warned, mut reasons) = (0, 0, 0, 0);
    for rule in MatchRule::ALL.iter().copied().filter(|rule| *rule != MatchRule::Rating) {
        excluded += u8::from(verdicts.excludes(rule));
        match verdicts.of(rule) {
            Some(Verdict::Unknown) => unknown += 1,
            Some(Verdict::Warn) => warned += 1,
            Some(Verdict::Pass) if rule == MatchRule::TrackRecord => reasons += 1,
            Some(Verdict::Pass) if rule == MatchRule::Evaluation => {
                reasons += u8::from(matches!(latest_grade(wanted, profile), Some(Grade::Excellent | Grade::Good)));
            }
            _ => {}
        }
    }
    let organization = profile.organization;
    OrderKey { excluded, unknown, warned, reasons: Reverse(reasons), lot: lot(wanted.demand, organization), organization }
}

/// All organizations in the demand's order, those that do not fit last. Sorts small keys: no words are made.
pub fn rank(wanted: &Wanted, profiles: &[Profile<'_>]) -> Vec<Ranked> {
    let place = |(index, profile): (usize, &Profile<'_>)| {
        let verdicts = judge(wanted, profile);
        Ranked { index, verdicts, key: key(wanted, profile, &verdicts) }
    };
    let mut ranked: Vec<Ranked> = profiles.iter().enumerate().map(place).collect();
    ranked.sort_unstable_by_key(|each| each.key);
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::law::{Edition, FOUNDED};
    use crate::matching::{AsOf, Credit, Project, Registration, Served, explain, funnel};
    use crate::services::Field;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn wanted(demand: u128) -> Wanted {
        Wanted {
            demand: DemandId::new(Uuid::from_u128(demand)),
            on: d("2025-06-10"),
            edition: Edition(FOUNDED),
            field: Field::ElderlyCare,
            place: None,
            recipients: None,
            ends: d("2025-12-31"),
            registered_min: crate::calendar::Years(0),
            similar_min: 0,
            staff_min: 0,
            local: None,
        }
    }

    fn profile<'a>(id: u128, fields: &'a [Field], credit: Credit, projects: &'a [Project]) -> Profile<'a> {
        Profile {
            organization: OrganizationId::new(Uuid::from_u128(id)),
            registration: Registration::Active,
            registered_on: None,
            seat: None,
            certificate_to: Some(d("2027-01-01")),
            fields,
            served: Served::WholeCity,
            projects,
            staff: None,
            capacity: None,
            rating: None,
            credit,
            as_of: AsOf::default(),
        }
    }

    fn order(wanted: &Wanted, profiles: &[Profile<'_>]) -> Vec<u128> {
        rank(wanted, profiles).iter().map(|each| each.key.organization.uuid().as_u128()).collect()
    }

    #[test]
    fn who_fits_comes_first_then_who_is_known_then_who_was_found_good() {
        let elderly = [Field::ElderlyCare];
        let project = |grade| [Project { field: Field::ElderlyCare, finished_on: d("2024-12-31"), fulfilled: true, grade: Some(grade) }];
        let (good, fair) = (project(Grade::Good), project(Grade::Fair));
        let profiles = [
            profile(1, &[Field::Health], Credit::Clear, &[]),
            profile(2, &elderly, Credit::Abnormal, &good),
            profile(3, &elderly, Credit::Unknown, &good),
            profile(4, &elderly, Credit::Clear, &[]),
            profile(5, &elderly, Credit::Clear, &fair),
            profile(6, &elderly, Credit::Clear, &good),
        ];
        assert_eq!(order(&wanted(1), &profiles), [6, 5, 4, 2, 3, 1]);
    }

    #[test]
    fn equals_are_not_listed_in_the_same_order_for_every_demand() {
        let profiles: Vec<_> = (1..40).map(|id| profile(id, &[Field::ElderlyCare], Credit::Clear, &[])).collect();
        let firsts: std::collections::BTreeSet<u128> = (1..40).map(|demand| order(&wanted(demand), &profiles)[0]).collect();
        assert!(firsts.len() > 5, "{firsts:?}");
    }

    #[test]
    fn the_funnel_names_the_condition_that_costs_most() {
        let profiles = [
            profile(1, &[Field::ElderlyCare], Credit::Clear, &[]),
            profile(2, &[Field::Health], Credit::Clear, &[]),
            profile(3, &[Field::Health], Credit::Serious, &[]),
            profile(4, &[Field::ElderlyCare], Credit::Serious, &[]),
            profile(5, &[], Credit::Clear, &[]),
        ];
        let funnel = funnel(&wanted(1), &profiles);
        let steps: Vec<_> = funnel.steps.iter().map(|step| (step.rule, step.remaining, step.without)).collect();
        assert_eq!(steps, [(MatchRule::Field, 2, 3), (MatchRule::Credit, 1, 2)]);
        assert_eq!((funnel.total, funnel.fitting, funnel.narrowest), (5, 1, Some(MatchRule::Field)));
    }

    proptest! {
        #[test]
        fn a_list_does_not_depend_on_the_order_in_which_profiles_were_loaded(
            kinds in prop::collection::vec((0..3_usize, 0..5_usize), 1..40),
            turn in 0..40_usize,
            demand in any::<u128>(),
        ) {
            let fields: [&[Field]; 3] = [&[Field::ElderlyCare], &[Field::Health], &[]];
            let mut profiles: Vec<_> = (1..).zip(&kinds).map(|(id, (field, credit))| profile(id, fields[*field], Credit::ALL[*credit], &[])).collect();
            let before = order(&wanted(demand), &profiles);
            let narrowed = funnel(&wanted(demand), &profiles);
            let turn = turn % profiles.len();
            profiles.rotate_left(turn);
            prop_assert_eq!(order(&wanted(demand), &profiles), before);
            prop_assert_eq!(&funnel(&wanted(demand), &profiles), &narrowed);
            prop_assert_eq!(narrowed.steps.last().map_or(narrowed.total, |step| step.remaining), narrowed.fitting);
            for each in rank(&wanted(demand), &profiles) {
                prop_assert_eq!(explain(&wanted(demand), &profiles[each.index]).fits, each.verdicts.fits());
            }
        }
    }
}
