//! The comparisons. Each looks at one rule and costs no allocation; words are made only for what is shown.

use super::input::{Credit, Grade, Profile, Registration, Served, Wanted};
use super::output::{Change, Line, Match, MatchRule, Source, Verdict, Verdicts};
use crate::calendar::{Day, Years, after_months, years_before};
use crate::code::District;
use crate::law::{Certainty, Law, Rule, Scope, since_founded};
use crate::refusal::Fact;
use crate::services::Field;
use crate::step::Word;

/// How far back finished projects and evaluations count in matching.
pub static SIMILAR_YEARS: Rule<Years> = Rule {
    key: "matching.similar-years",
    basis: Law::PlatformRule.whole(),
    scope: Scope::Platform,
    borrowed: None,
    certainty: Certainty::Design,
    values: &[since_founded(Years(3))],
};

/// A value before it is worded.
#[derive(Clone, Copy)]
enum Seen<'a> {
    Nothing,
    Count(u32),
    Years(Years),
    Day(Day),
    Rating(u8),
    Fields(&'a [Field]),
    Served(Served<'a>),
    Registration(Registration),
    Credit(Credit),
    Grade(Grade),
}

struct Finding<'a> {
    verdict: Verdict,
    value: Seen<'a>,
    wanted: Seen<'a>,
    change: Option<Change>,
}

impl<'a> Finding<'a> {
    fn new(verdict: Verdict, value: Seen<'a>, wanted: Seen<'a>) -> Option<Finding<'a>> {
        Some(Finding { verdict, value, wanted, change: None })
    }
}

fn with<'a>(finding: Option<Finding<'a>>, change: Change) -> Option<Finding<'a>> {
    finding.map(|finding| Finding { change: Some(change), ..finding })
}

fn find<'a>(rule: MatchRule, wanted: &'a Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    match rule {
        MatchRule::Registered => registered(profile),
        MatchRule::Certificate => certificate(wanted, profile),
        MatchRule::Field => field(wanted, profile),
        MatchRule::District => district(wanted, profile),
        MatchRule::RegisteredYears => registered_years(wanted, profile),
        MatchRule::TrackRecord => track_record(wanted, profile),
        MatchRule::Workers => workers(wanted, profile),
        MatchRule::Credit => credit(profile),
        MatchRule::Capacity => capacity(wanted, profile),
        MatchRule::Evaluation => evaluation(wanted, profile),
        MatchRule::Rating => rating(wanted, profile),
    }
}

fn registered<'a>(profile: &Profile<'a>) -> Option<Finding<'a>> {
    let value = Seen::Registration(profile.registration);
    let found = |verdict| Finding::new(verdict, value, Seen::Registration(Registration::Active));
    match profile.registration {
        Registration::Active => found(Verdict::Pass),
        Registration::Unknown => with(found(Verdict::Unknown), Change::CorrectRegistration),
        Registration::Cancelled | Registration::Revoked => found(Verdict::Fail),
    }
}

fn certificate<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let Some(to) = profile.certificate_to else {
        return with(Finding::new(Verdict::Unknown, Seen::Nothing, Seen::Day(wanted.on)), Change::CorrectRegistration);
    };
    if to < wanted.on {
        with(Finding::new(Verdict::Fail, Seen::Day(to), Seen::Day(wanted.on)), Change::RenewCertificate)
    } else if to < wanted.ends {
        with(Finding::new(Verdict::Warn, Seen::Day(to), Seen::Day(wanted.ends)), Change::RenewCertificate)
    } else {
        Finding::new(Verdict::Pass, Seen::Day(to), Seen::Day(wanted.ends))
    }
}

fn field<'a>(wanted: &'a Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let (has, asked) = (Seen::Fields(profile.fields), Seen::Fields(std::slice::from_ref(&wanted.field)));
    if profile.fields.is_empty() {
        with(Finding::new(Verdict::Unknown, Seen::Nothing, asked), Change::UpdateFields)
    } else if profile.fields.contains(&wanted.field) {
        Finding::new(Verdict::Pass, asked, asked)
    } else {
        with(Finding::new(Verdict::Fail, has, asked), Change::UpdateFields)
    }
}

fn district<'a>(wanted: &'a Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let has = Seen::Served(profile.served);
    let asked = Seen::Served(match &wanted.place {
        Some(place) => Served::Districts(std::slice::from_ref(place)),
        None => Served::WholeCity,
    });
    let serves = match (profile.served, wanted.place) {
        (Served::Unknown, _) => return with(Finding::new(Verdict::Unknown, Seen::Nothing, asked), Change::UpdateDistricts),
        (Served::WholeCity, _) => true,
        (Served::Districts(districts), Some(place)) => districts.contains(&place),
        (Served::Districts(districts), None) => District::all().all(|each| districts.contains(&each)),
    };
    if serves { Finding::new(Verdict::Pass, has, asked) } else { with(Finding::new(Verdict::Fail, has, asked), Change::UpdateDistricts) }
}

fn registered_years<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let least = wanted.registered_min?;
    let Some(since) = profile.registered_on else {
        return with(Finding::new(Verdict::Unknown, Seen::Nothing, Seen::Years(least)), Change::CorrectRegistration);
    };
    if after_months(since, 12 * u32::from(least.0)) <= wanted.on {
        Finding::new(Verdict::Pass, Seen::Day(since), Seen::Years(least))
    } else {
        with(Finding::new(Verdict::Fail, Seen::Day(since), Seen::Years(least)), Change::WaitForYears)
    }
}

/// Finished within the period; a project that ends after the day of judging is not finished.
fn recent(wanted: &Wanted, finished_on: Day) -> bool {
    (years_before(wanted.on, SIMILAR_YEARS.at(wanted.edition))..=wanted.on).contains(&finished_on)
}

/// Where no number is demanded, projects are a reason and their absence is nothing: who begins must be able to begin.
fn track_record<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let count = profile.projects.iter().filter(|project| project.field == wanted.field && recent(wanted, project.finished_on)).count();
    let (count, least) = (u32::try_from(count).unwrap_or(u32::MAX), wanted.similar_projects_min);
    let found = |verdict| Finding::new(verdict, Seen::Count(count), Seen::Count(least));
    match (count, least) {
        (0, 0) => None,
        _ if count >= least => found(Verdict::Pass),
        _ => with(found(Verdict::Fail), Change::RecordProjects),
    }
}

fn workers<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let least = wanted.licensed_workers_min;
    if least == 0 {
        return None;
    }
    let Some(count) = profile.licensed_workers else {
        return with(Finding::new(Verdict::Unknown, Seen::Nothing, Seen::Count(least)), Change::RecordWorkers);
    };
    let found = |verdict| Finding::new(verdict, Seen::Count(count), Seen::Count(least));
    if count >= least { found(Verdict::Pass) } else { with(found(Verdict::Fail), Change::RecordWorkers) }
}

fn credit<'a>(profile: &Profile<'a>) -> Option<Finding<'a>> {
    let found = |verdict| Finding::new(verdict, Seen::Credit(profile.credit), Seen::Credit(Credit::Clear));
    match profile.credit {
        Credit::Clear => found(Verdict::Pass),
        Credit::Abnormal => with(found(Verdict::Warn), Change::LeaveList),
        Credit::Serious | Credit::Blacklisted => with(found(Verdict::Fail), Change::LeaveList),
        Credit::Unknown => with(found(Verdict::Unknown), Change::CheckCredit),
    }
}

fn capacity<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let asked = wanted.recipients?;
    let Some(capacity) = profile.capacity else {
        return with(Finding::new(Verdict::Unknown, Seen::Nothing, Seen::Count(asked)), Change::UpdateCapacity);
    };
    let found = |verdict| Finding::new(verdict, Seen::Count(capacity), Seen::Count(asked));
    if capacity >= asked { found(Verdict::Pass) } else { with(found(Verdict::Warn), Change::UpdateCapacity) }
}

/// Grade of the latest evaluated project within the period, in any field; of two on one day, the worse.
pub(super) fn latest_grade(wanted: &Wanted, profile: &Profile<'_>) -> Option<Grade> {
    let recent = profile.projects.iter().filter(|project| recent(wanted, project.finished_on));
    recent.filter_map(|project| project.grade.map(|grade| (project.finished_on, grade))).max().map(|(_, grade)| grade)
}

/// Only the latest counts, so that a body can recover; 中 is neither a reason nor a warning.
fn evaluation<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let grade = latest_grade(wanted, profile)?;
    let verdict = if grade == Grade::Poor { Verdict::Warn } else { Verdict::Pass };
    Finding::new(verdict, Seen::Grade(grade), Seen::Nothing)
}

fn rating<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let rating = profile.rating?;
    match rating.until {
        Some(until) if until < wanted.ends => with(Finding::new(Verdict::Warn, Seen::Rating(rating.grade), Seen::Day(until)), Change::RenewRating),
        Some(until) => Finding::new(Verdict::Pass, Seen::Rating(rating.grade), Seen::Day(until)),
        None => Finding::new(Verdict::Unknown, Seen::Rating(rating.grade), Seen::Nothing),
    }
}

fn source(rule: MatchRule, profile: &Profile<'_>) -> (Source, Option<Day>) {
    match rule {
        MatchRule::Registered | MatchRule::Certificate | MatchRule::RegisteredYears | MatchRule::Rating => (Source::Registry, profile.as_of.registry),
        MatchRule::Field | MatchRule::District | MatchRule::Workers | MatchRule::Capacity => (Source::OwnProfile, profile.as_of.profile),
        MatchRule::Credit => (Source::CreditLists, profile.as_of.credit),
        MatchRule::TrackRecord => (Source::TrackRecord, None),
        MatchRule::Evaluation => (Source::Evaluations, None),
    }
}

impl From<Seen<'_>> for Fact {
    fn from(seen: Seen<'_>) -> Fact {
        let listed = |names: Vec<&str>| Fact::Text(names.join("、"));
        match seen {
            Seen::Nothing => Fact::Term("match.not-filled-in".to_owned()),
            Seen::Count(count) => Fact::Count(i64::from(count)),
            Seen::Years(years) => years.into(),
            Seen::Day(day) => Fact::Day(day),
            Seen::Rating(grade) => Fact::Text(format!("{grade}A")),
            Seen::Fields([one]) => Fact::Term(one.term()),
            Seen::Fields(many) => Fact::Count(i64::try_from(many.len()).unwrap_or(i64::MAX)),
            Seen::Served(Served::Unknown) => Fact::Term("match.not-filled-in".to_owned()),
            Seen::Served(Served::WholeCity) => Fact::Term("match.whole-city".to_owned()),
            // A district's Chinese name is a datum, the same in either language's page.
            Seen::Served(Served::Districts(districts)) => listed(districts.iter().map(|district| district.zh()).collect()),
            Seen::Registration(registration) => Fact::Term(registration.term()),
            Seen::Credit(credit) => Fact::Term(credit.term()),
            Seen::Grade(grade) => Fact::Term(grade.term()),
        }
    }
}

/// The verdicts of one organization against one demand.
pub fn judge(wanted: &Wanted, profile: &Profile<'_>) -> Verdicts {
    let mut verdicts = [None; MatchRule::ALL.len()];
    for (verdict, rule) in verdicts.iter_mut().zip(MatchRule::ALL) {
        *verdict = find(*rule, wanted, profile).map(|finding| finding.verdict);
    }
    Verdicts(verdicts)
}

/// The same with values, sources and what would change each: for the page of one match.
pub fn explain(wanted: &Wanted, profile: &Profile<'_>) -> Match {
    let line = |rule: &MatchRule| {
        let finding = find(*rule, wanted, profile)?;
        let (source, as_of) = source(*rule, profile);
        Some(Line { rule: *rule, verdict: finding.verdict, value: finding.value.into(), wanted: finding.wanted.into(), source, as_of, change: finding.change })
    };
    Match { organization: profile.organization, fits: judge(wanted, profile).fits(), lines: MatchRule::ALL.iter().filter_map(line).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{DemandId, OrganizationId};
    use crate::law::{Edition, FOUNDED};
    use crate::matching::{AsOf, Project, Rating, rank};
    use uuid::Uuid;

    fn d(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn wanted() -> Wanted {
        Wanted {
            demand: DemandId::new(Uuid::from_u128(1)),
            on: d("2025-06-10"),
            edition: Edition(FOUNDED),
            field: Field::ElderlyCare,
            place: District::parse("310106"),
            recipients: Some(120),
            ends: d("2025-12-31"),
            registered_min: Some(Years(2)),
            similar_projects_min: 1,
            licensed_workers_min: 2,
        }
    }

    fn profile<'a>(projects: &'a [Project]) -> Profile<'a> {
        Profile {
            organization: OrganizationId::new(Uuid::from_u128(7)),
            registration: Registration::Active,
            registered_on: Some(d("2019-05-01")),
            certificate_to: Some(d("2027-04-30")),
            fields: &[Field::CommunityServices, Field::ElderlyCare],
            served: Served::WholeCity,
            projects,
            licensed_workers: Some(2),
            capacity: Some(150),
            rating: Some(Rating { grade: 4, until: Some(d("2025-11-30")) }),
            credit: Credit::Clear,
            as_of: AsOf { registry: Some(d("2025-06-01")), profile: Some(d("2025-01-08")), credit: None },
        }
    }

    fn finished(on: &str, grade: Option<Grade>) -> Project {
        Project { field: Field::ElderlyCare, finished_on: d(on), grade }
    }

    fn verdict(wanted: &Wanted, profile: &Profile<'_>, rule: MatchRule) -> Option<Verdict> {
        judge(wanted, profile).of(rule)
    }

    #[test]
    fn a_match_says_each_value_its_source_and_what_would_change_it() {
        let projects = [finished("2024-12-31", Some(Grade::Good))];
        let has_one = Profile { licensed_workers: Some(1), ..profile(&projects) };
        let found = explain(&wanted(), &has_one);
        assert!(!found.fits);
        let line = found.lines.iter().find(|line| line.rule == MatchRule::Workers).unwrap();
        assert_eq!((line.verdict, &line.value, &line.wanted), (Verdict::Fail, &Fact::Count(1), &Fact::Count(2)));
        assert_eq!((line.source, line.as_of, line.change), (Source::OwnProfile, Some(d("2025-01-08")), Some(Change::RecordWorkers)));
        assert_eq!(line.term(), "match.line-workers-fail");
        assert_eq!(found.why(), None);

        let why = explain(&wanted(), &profile(&projects)).why().unwrap();
        assert_eq!(why, ("match.why", vec![("n", Fact::Count(1)), ("district", Fact::Text("静安区".to_owned()))]));
    }

    #[test]
    fn who_serves_the_whole_city_serves_every_district() {
        let one = [District::parse("310106").unwrap()];
        let all: Vec<District> = District::all().collect();
        let anywhere = Wanted { place: None, ..wanted() };
        for (served, in_one, in_all) in [
            (Served::WholeCity, Verdict::Pass, Verdict::Pass),
            (Served::Districts(&all), Verdict::Pass, Verdict::Pass),
            (Served::Districts(&one), Verdict::Pass, Verdict::Fail),
            (Served::Districts(&[]), Verdict::Fail, Verdict::Fail),
            (Served::Unknown, Verdict::Unknown, Verdict::Unknown),
        ] {
            let profile = Profile { served, ..profile(&[]) };
            assert_eq!(verdict(&wanted(), &profile, MatchRule::District), Some(in_one));
            assert_eq!(verdict(&anywhere, &profile, MatchRule::District), Some(in_all));
        }
    }

    /// `matching.similar-years`: three years back to the corresponding day, which still counts.
    #[test]
    fn only_projects_of_the_last_three_years_are_similar_projects() {
        for (finished_on, expected) in [("2022-06-10", Verdict::Pass), ("2022-06-09", Verdict::Fail), ("2025-06-11", Verdict::Fail)] {
            let projects = [finished(finished_on, None)];
            assert_eq!(verdict(&wanted(), &profile(&projects), MatchRule::TrackRecord), Some(expected), "{finished_on}");
        }
        let none_demanded = Wanted { similar_projects_min: 0, ..wanted() };
        assert_eq!(verdict(&none_demanded, &profile(&[]), MatchRule::TrackRecord), None);
        assert_eq!(explain(&none_demanded, &profile(&[])).why().unwrap().0, "match.why-new");
    }

    #[test]
    fn a_poor_evaluation_warns_and_never_bars() {
        for (grade, expected) in [(Grade::Excellent, Verdict::Pass), (Grade::Good, Verdict::Pass), (Grade::Fair, Verdict::Pass), (Grade::Poor, Verdict::Warn)] {
            let projects = [finished("2023-12-31", Some(Grade::Excellent)), finished("2024-12-31", Some(grade))];
            let verdicts = judge(&wanted(), &profile(&projects));
            assert_eq!((verdicts.of(MatchRule::Evaluation), verdicts.fits()), (Some(expected), true));
        }
    }

    /// DOMAIN §7.4; T20: on the abnormal list, warned and allowed.
    #[test]
    fn the_abnormal_list_warns_and_the_serious_list_excludes() {
        let projects = [finished("2024-12-31", None)];
        for (credit, expected, fits) in [
            (Credit::Clear, Verdict::Pass, true),
            (Credit::Abnormal, Verdict::Warn, true),
            (Credit::Serious, Verdict::Fail, false),
            (Credit::Blacklisted, Verdict::Fail, false),
            (Credit::Unknown, Verdict::Unknown, true),
        ] {
            let verdicts = judge(&wanted(), &Profile { credit, ..profile(&projects) });
            assert_eq!((verdicts.of(MatchRule::Credit), verdicts.fits()), (Some(expected), fits), "{credit:?}");
        }
    }

    #[test]
    fn a_certificate_must_hold_today_and_should_hold_to_the_end() {
        for (to, expected) in [
            (Some("2025-06-09"), Verdict::Fail),
            (Some("2025-06-10"), Verdict::Warn),
            (Some("2025-12-30"), Verdict::Warn),
            (Some("2025-12-31"), Verdict::Pass),
            (None, Verdict::Unknown),
        ] {
            let profile = Profile { certificate_to: to.map(d), ..profile(&[]) };
            assert_eq!(verdict(&wanted(), &profile, MatchRule::Certificate), Some(expected), "{to:?}");
        }
    }

    #[test]
    fn registration_counts_to_the_corresponding_day() {
        for (since, expected) in [("2023-06-10", Verdict::Pass), ("2023-06-11", Verdict::Fail)] {
            let profile = Profile { registered_on: Some(d(since)), ..profile(&[]) };
            assert_eq!(verdict(&wanted(), &profile, MatchRule::RegisteredYears), Some(expected));
        }
        assert_eq!(verdict(&wanted(), &Profile { registered_on: None, ..profile(&[]) }, MatchRule::RegisteredYears), Some(Verdict::Unknown));
        assert_eq!(verdict(&Wanted { registered_min: None, ..wanted() }, &profile(&[]), MatchRule::RegisteredYears), None);
    }

    #[test]
    fn size_and_rating_exclude_nobody_and_an_empty_profile_is_not_found() {
        let projects = [finished("2024-12-31", None)];
        let small = Profile { capacity: Some(1), rating: Some(Rating { grade: 1, until: Some(d("2020-01-01")) }), ..profile(&projects) };
        assert!(judge(&wanted(), &small).fits());
        assert!(!judge(&wanted(), &Profile { fields: &[], ..profile(&projects) }).fits());
        assert!(judge(&wanted(), &Profile { registration: Registration::Unknown, ..profile(&projects) }).fits());
        assert!(!judge(&wanted(), &Profile { registration: Registration::Revoked, ..profile(&projects) }).fits());
    }

    /// DOMAIN §3.18: a match must not rank by rating.
    #[test]
    fn a_rating_moves_nobody_in_the_list() {
        let projects = [finished("2024-12-31", None)];
        let rated = |grade: Option<u8>| Profile { rating: grade.map(|grade| Rating { grade, until: Some(d("2024-01-01")) }), ..profile(&projects) };
        let keys = [None, Some(1), Some(5)].map(|grade| rank(&wanted(), &[rated(grade)])[0].key);
        assert_eq!((keys[0], keys[1]), (keys[1], keys[2]));
    }
}
