//! Every word that the rooms of `domain` can ask for is there, in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use domain::calendar::{Day, Years};
use domain::code::District;
use domain::ids::{DemandId, OrganizationId};
use domain::law::{Edition, FOUNDED, Printed};
use domain::matching::{AsOf, Change, Credit, Grade, MatchRule, Profile, Project, Rating, Registration, Served, Source, Verdict, Wanted, explain};
use domain::services::{Criterion, Field, TEMPLATES};
use domain::step::Word;
use domain::{awards, matching, panels, services};
use messages::{Language, Words, words};

const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

fn terms_of<W: Word>() -> Vec<String> {
    W::ALL.iter().map(|word| word.term()).collect()
}

fn missing(keys: &[String]) -> Vec<String> {
    LANGUAGES.iter().flat_map(|language| keys.iter().filter(|key| !words(*language).knows(key)).cloned()).collect()
}

#[test]
fn closed_lists_are_worded() {
    let keys = [
        terms_of::<Field>(),
        terms_of::<services::Recipients>(),
        terms_of::<services::Subject>(),
        terms_of::<services::BudgetLine>(),
        terms_of::<services::Measure>(),
        terms_of::<Criterion>(),
        terms_of::<services::PaidOn>(),
        terms_of::<Registration>(),
        terms_of::<Credit>(),
        terms_of::<Grade>(),
        terms_of::<MatchRule>(),
        terms_of::<Verdict>(),
        terms_of::<Source>(),
        terms_of::<Change>(),
        terms_of::<panels::Member>(),
        terms_of::<panels::Question>(),
        terms_of::<panels::Seat>(),
        terms_of::<panels::SeatEvent>(),
        terms_of::<awards::TieKey>(),
        terms_of::<awards::LastResort>(),
        terms_of::<awards::Objection>(),
        terms_of::<awards::ObjectionEvent>(),
        terms_of::<awards::Consequence>(),
        terms_of::<awards::ReasonKind>(),
    ]
    .concat();
    assert_eq!(missing(&keys), Vec::<String>::new());
}

#[test]
fn rules_are_worded() {
    let rooms: [&[&dyn Printed]; 4] = [services::RULES, matching::RULES, panels::RULES, awards::RULES];
    let keys: Vec<String> = rooms.iter().flat_map(|rules| rules.iter()).map(|rule| format!("rule.{}", rule.key())).collect();
    assert_eq!(missing(&keys), Vec::<String>::new());
}

#[test]
fn templates_are_worded_with_needs_and_standards() {
    for template in TEMPLATES {
        let outputs = template.outputs.iter().map(|output| (output.term(), Some("standard")));
        let milestones = template.milestones.iter().map(|milestone| (milestone.term(), None));
        let intervals = template.criteria.iter().flat_map(|(criterion, max)| criterion.intervals(*max)).map(|interval| (interval.term, None));
        for (key, attribute) in [(template.term(), Some("need"))].into_iter().chain(outputs).chain(milestones).chain(intervals) {
            for language in LANGUAGES {
                assert!(words(language).knows(&key), "{key}");
                assert!(attribute.is_none_or(|attribute| words(language).attribute(&key, attribute, &[]).is_some()), "{key}.{attribute:?}");
            }
        }
    }
}

/// Walks profiles that differ in everything a rule looks at, and reads every line that comes of them.
#[test]
fn every_line_of_a_match_is_a_sentence_without_gaps() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let district = District::parse("310106");
    let wanted = Wanted {
        demand: DemandId::new(uuid::Uuid::from_u128(1)),
        on: day("2025-06-10"),
        edition: Edition(FOUNDED),
        field: Field::ElderlyCare,
        place: district,
        recipients: Some(120),
        ends: day("2025-12-31"),
        registered_min: Years(2),
        similar_min: 1,
        staff_min: 2,
        local: district,
    };
    let elsewhere: Vec<District> = District::parse("310115").into_iter().collect();
    let days = [None, Some(day("2019-01-01")), Some(day("2025-06-10")), Some(day("2025-11-30")), Some(day("2030-01-01"))];
    let counts = [None, Some(0), Some(500)];
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..60_usize {
        let grade = Grade::ALL.get(n % 5).copied();
        let projects = [Project { field: Field::ElderlyCare, finished_on: day("2024-12-31"), fulfilled: n % 4 != 0, grade }];
        let profile = Profile {
            organization: OrganizationId::new(uuid::Uuid::from_u128(2)),
            registration: Registration::ALL[n % 4],
            registered_on: days[n % 5],
            seat: [None, district, elsewhere.first().copied()][n % 3],
            certificate_to: days[(n / 2) % 5],
            fields: [&[][..], &[Field::ElderlyCare], &[Field::Health]][n % 3],
            served: [Served::Unknown, Served::WholeCity, Served::Districts(&elsewhere)][n % 3],
            projects: if n % 2 == 0 { &projects } else { &[] },
            staff: counts[n % 3],
            capacity: counts[n % 3],
            rating: Some(Rating { grade: 4, until: days[n % 5] }).filter(|_| n % 6 != 5),
            credit: Credit::ALL[n % 5],
            as_of: AsOf::default(),
        };
        let found = explain(&wanted, &profile);
        for line in &found.lines {
            seen.insert(line.term());
            let facts = [("value", line.value.clone()), ("wanted", line.wanted.clone())];
            for language in LANGUAGES {
                let sentence = words(language).say_with(&line.term(), &facts);
                assert!(words(language).knows(&line.term()), "{}", line.term());
                assert!(!sentence.contains(['{', '$']), "{sentence}");
            }
        }
    }
    let worded: std::collections::BTreeSet<String> =
        Words::inventory(Language::Zh).into_keys().filter(|key| key.starts_with("match-line-")).map(|key| key.replacen("match-", "match.", 1)).collect();
    assert_eq!(seen, worded);
}
