use super::*;
use crate::ids::{DemandId, OrganizationId};
use crate::law::{Edition, FOUNDED};
use crate::matching::{AsOf, Rating, rank};
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
        registered_min: Years(2),
        similar_min: 1,
        staff_min: 2,
        local: None,
    }
}

fn profile<'a>(projects: &'a [Project]) -> Profile<'a> {
    Profile {
        organization: OrganizationId::new(Uuid::from_u128(7)),
        registration: Registration::Active,
        registered_on: Some(d("2019-05-01")),
        seat: District::parse("310115"),
        certificate_to: Some(d("2027-04-30")),
        fields: &[Field::CommunityServices, Field::ElderlyCare],
        served: Served::WholeCity,
        projects,
        staff: Some(2),
        capacity: Some(150),
        rating: Some(Rating { grade: 4, until: Some(d("2025-11-30")) }),
        credit: Credit::Clear,
        as_of: AsOf { registry: Some(d("2025-06-01")), profile: Some(d("2025-01-08")), credit: None },
    }
}

fn finished(on: &str, grade: Option<Grade>) -> Project {
    Project { field: Field::ElderlyCare, finished_on: d(on), fulfilled: true, grade }
}

fn verdict(wanted: &Wanted, profile: &Profile<'_>, rule: MatchRule) -> Option<Verdict> {
    judge(wanted, profile).of(rule)
}

#[test]
fn a_match_says_each_value_its_source_and_what_would_change_it() {
    let projects = [finished("2024-12-31", Some(Grade::Good))];
    let has_one = Profile { staff: Some(1), ..profile(&projects) };
    let found = explain(&wanted(), &has_one);
    assert!(!found.fits);
    let line = found.lines.iter().find(|line| line.rule == MatchRule::Staff).unwrap();
    assert_eq!((line.verdict, &line.value, &line.wanted), (Verdict::Fail, &Fact::Count(1), &Fact::Count(2)));
    assert_eq!((line.source, line.as_of, line.change), (Source::OwnProfile, Some(d("2025-01-08")), Some(Change::UpdateStaff)));
    assert_eq!(line.term(), "match.line-staff-fail");
    assert_eq!(found.why(), None);

    let why = explain(&wanted(), &profile(&projects)).why().unwrap();
    assert_eq!(why, ("match.why", vec![("n", Fact::Count(1)), ("district", Fact::Terms(vec!["district-310106".to_owned()]))]));
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
    let none_demanded = Wanted { similar_min: 0, ..wanted() };
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
    assert_eq!(verdict(&Wanted { registered_min: Years(0), ..wanted() }, &profile(&[]), MatchRule::RegisteredYears), None);
}

#[test]
fn a_seat_counts_only_where_the_demand_insists_on_it() {
    let projects = [finished("2024-12-31", None)];
    assert_eq!(verdict(&wanted(), &profile(&projects), MatchRule::Seat), None);
    let local = Wanted { local: wanted().place, ..wanted() };
    let line = explain(&local, &profile(&projects)).lines.into_iter().find(|line| line.rule == MatchRule::Seat).unwrap();
    assert_eq!((line.verdict, line.value, line.change), (Verdict::Fail, Fact::Term("district-310115".to_owned()), Some(Change::AskForDistrictServed)));
    assert_eq!(verdict(&local, &Profile { seat: wanted().place, ..profile(&[]) }, MatchRule::Seat), Some(Verdict::Pass));
    assert_eq!(verdict(&local, &Profile { seat: None, ..profile(&[]) }, MatchRule::Seat), Some(Verdict::Unknown));
}

#[test]
fn capacity_and_rating_exclude_nobody_and_an_empty_profile_is_not_found() {
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

/// A contract whose final milestone failed is no similar project done: it is a warning for as long as projects count, in any
/// field, and never a bar. On 2025-06-10 the three years begin on 2022-06-10 (rule `matching.similar-years`).
#[test]
fn a_contract_not_fulfilled_warns_and_is_no_project_done() {
    let failed = |on: &str| Project { field: Field::Health, fulfilled: false, ..finished(on, None) };
    let projects = [finished("2024-12-31", None), failed("2022-06-10"), failed("2022-06-09"), failed("2025-05-01")];
    let found = explain(&wanted(), &profile(&projects));
    let line = |rule| found.lines.iter().find(|line| line.rule == rule).map(|line| (line.verdict, line.value.clone(), line.source));
    assert_eq!(line(MatchRule::Unfulfilled), Some((Verdict::Warn, Fact::Count(2), Source::TrackRecord)));
    assert_eq!(line(MatchRule::TrackRecord), Some((Verdict::Pass, Fact::Count(1), Source::TrackRecord)));
    assert!(found.fits);
    let same_field = [Project { fulfilled: false, ..finished("2025-05-01", Some(Grade::Poor)) }];
    let verdicts = judge(&wanted(), &profile(&same_field));
    assert_eq!(
        [MatchRule::TrackRecord, MatchRule::Unfulfilled, MatchRule::Evaluation].map(|rule| verdicts.of(rule)),
        [Some(Verdict::Fail), Some(Verdict::Warn), Some(Verdict::Warn)]
    );
    assert_eq!(verdict(&wanted(), &profile(&[finished("2024-12-31", None)]), MatchRule::Unfulfilled), None);
}
