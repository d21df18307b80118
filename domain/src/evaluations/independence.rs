//! Whether an agency may evaluate this contract, on which evidence, and what would change the answer (DOMAIN §6.5, T27).

use super::rules::{AGENCY_IN_A_ROW, AGENCY_REST, LOOK_BACK, PLATFORM};
use crate::calendar::{Day, Years, after_months};
use crate::ids::OrganizationId;
use crate::law::{Basis, Edition};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// What an agency, or a body behind it, did for a provider.
    pub enum TieKind("tie") {
        /// 提供服务: served it.
        Served = "served",
        /// 培训: trained it.
        Trained = "trained",
        /// 孵化: incubated it.
        Incubated = "incubated",
        /// 咨询: consulted it.
        Consulted = "consulted",
        /// 代理记账: kept its books.
        KeptBooks = "kept-books",
    }
}

words! {
    /// A test of independence.
    #[cfg_attr(feature = "schema", schema(as = IndependenceTest))]
    pub enum Test("independence") {
        /// The agency is neither the provider nor the purchaser.
        OwnBody = "own-body",
        /// It did not work for the provider in the years looked back on.
        WorkForProvider = "work-for-provider",
        /// It did not draft the requirement, plan or documents of this purchase.
        DraftedRequirement = "drafted-requirement",
        /// Neither it nor a related body offered for this purchase.
        OfferedForIt = "offered-for-it",
        /// It does not itself provide to the same purchaser or street in the same year.
        ProvidesNearby = "provides-nearby",
        /// It did not evaluate the same provider too often in a row.
        InARow = "in-a-row",
    }
}

words! {
    /// What a test found.
    #[cfg_attr(feature = "schema", schema(as = IndependenceOutcome))]
    pub enum Outcome("outcome") {
        /// Nothing stands against it.
        Pass = "pass",
        /// To be weighed and explained by the approver.
        Warn = "warn",
        /// Barred.
        Fail = "fail",
    }
}

/// Something that the agency or a body behind it did, and where that is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Tie {
    /// What it did.
    pub kind: TieKind,
    /// For which provider.
    pub provider: OrganizationId,
    /// The last day of it; a day to come when it still runs.
    pub last: chrono::NaiveDate,
    /// Where it is known from: a contract's number, a declaration.
    pub source: String,
}

/// A part that the agency had in this very purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Involvement {
    /// When.
    pub on: chrono::NaiveDate,
    /// Where it is known from.
    pub source: String,
}

/// A contract under which the agency itself provides a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OwnService {
    /// To whom.
    pub purchaser: OrganizationId,
    /// Division code of the street or town.
    pub street: String,
    /// Key of the service field.
    pub field: String,
    /// The year.
    pub year: i32,
    /// The contract's number, or another source.
    pub source: String,
}

/// An earlier evaluation of the same provider, by whichever agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Who evaluated.
    pub agency: OrganizationId,
    /// When it was commissioned.
    pub begun: Day,
    /// When its report was issued; nothing while it is in progress.
    pub issued: Option<Day>,
    /// Its number, once issued.
    pub source: Option<String>,
}

/// What is known of the agency and of what it is to evaluate.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The agency.
    pub agency: OrganizationId,
    /// The provider.
    pub provider: OrganizationId,
    /// The purchaser.
    pub purchaser: OrganizationId,
    /// Division code of the street or town in which the service is given.
    pub street: String,
    /// Key of the service field.
    pub field: String,
    /// The years in which the contract runs.
    pub years: Vec<i32>,
    /// Ties of the agency and of bodies behind it, to any provider.
    pub ties: Vec<Tie>,
    /// Whether it drafted the requirement, plan or documents.
    pub drafted: Option<Involvement>,
    /// Whether it or a related body offered.
    pub offered: Option<Involvement>,
    /// Services that it provides itself.
    pub services: Vec<OwnService>,
    /// Earlier evaluations of the provider, the latest first.
    pub earlier: Vec<Earlier>,
}

/// One test with what it found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = IndependenceCheck))]
pub struct Check {
    /// The test. Its words are under `independence-…`, what it found under `.pass`, `.warn`, `.fail`, what would change it under `.change`.
    pub test: Test,
    /// What it found.
    pub outcome: Outcome,
    /// The figures that the words need.
    pub facts: Vec<(String, Fact)>,
    /// Where it is known from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The day of what was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<chrono::NaiveDate>,
    /// The first day on which the test would pass; `None` when it passes or time does not change it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_from: Option<chrono::NaiveDate>,
    /// On which rule.
    pub basis: Basis,
}

/// The answer with all its tests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = IndependenceVerdict))]
pub struct Verdict {
    /// The day that it was asked for.
    pub day: chrono::NaiveDate,
    /// The tests in their order.
    pub checks: Vec<Check>,
}

impl Verdict {
    /// The worst outcome.
    pub fn outcome(&self) -> Outcome {
        self.checks.iter().map(|check| check.outcome).max().unwrap_or(Outcome::Pass)
    }

    /// For `?`, when commissioning, accepting and issuing.
    ///
    /// # Errors
    /// `evaluations.self-dealing` or `evaluations.not-independent` with the first test that failed.
    pub fn allow(&self) -> Result<(), Refusal> {
        let Some(failed) = self.checks.iter().find(|check| check.outcome == Outcome::Fail) else {
            return Ok(());
        };
        let code = if failed.test == Test::OwnBody { "evaluations.self-dealing" } else { "evaluations.not-independent" };
        let test = Fact::Term(failed.test.term());
        let mut refusal = Refusal::new(code).fact("test", test).field("agency").remedy(Action::CommissionEvaluation).basis(failed.basis);
        refusal.facts.extend(failed.facts.iter().cloned());
        Err(refusal)
    }
}

/// Tests an agency on this day, by the rules of this edition.
pub fn independence(facts: &Facts, day: Day, edition: Edition) -> Verdict {
    let checks = vec![
        own_body(facts),
        work_for_provider(facts, day, edition),
        involved(Test::DraftedRequirement, facts.drafted.as_ref()),
        involved(Test::OfferedForIt, facts.offered.as_ref()),
        provides_nearby(facts),
        in_a_row(facts, day, edition),
    ];
    Verdict { day, checks }
}

fn check(test: Test, outcome: Outcome) -> Check {
    Check { test, outcome, facts: Vec::new(), source: None, date: None, free_from: None, basis: PLATFORM }
}

fn own_body(facts: &Facts) -> Check {
    let same = facts.agency == facts.provider || facts.agency == facts.purchaser;
    check(Test::OwnBody, if same { Outcome::Fail } else { Outcome::Pass })
}

/// The strict reading: the corresponding day after the years is still barred, the next one is free.
fn free_from(last: Day, years: Years) -> Day {
    let barred = after_months(last, 12 * u32::from(years.0));
    barred.succ_opt().unwrap_or(barred)
}

fn work_for_provider(facts: &Facts, day: Day, edition: Edition) -> Check {
    let years = ("years".to_owned(), Fact::from(LOOK_BACK.at(edition)));
    let latest = facts.ties.iter().filter(|tie| tie.provider == facts.provider).max_by_key(|tie| tie.last);
    let passed = Check { facts: vec![years.clone()], basis: LOOK_BACK.cite(), ..check(Test::WorkForProvider, Outcome::Pass) };
    let Some(tie) = latest else {
        return passed;
    };
    let free = free_from(tie.last, LOOK_BACK.at(edition));
    let found = Check { source: Some(tie.source.clone()), date: Some(tie.last), ..passed };
    if day >= free {
        return found;
    }
    let words = vec![years, ("tie".to_owned(), Fact::Term(tie.kind.term())), ("last".to_owned(), Fact::Day(tie.last)), ("free".to_owned(), Fact::Day(free))];
    Check { outcome: Outcome::Fail, facts: words, free_from: Some(free), ..found }
}

fn involved(test: Test, involvement: Option<&Involvement>) -> Check {
    match involvement {
        None => check(test, Outcome::Pass),
        Some(part) => {
            Check { facts: vec![("on".to_owned(), Fact::Day(part.on))], source: Some(part.source.clone()), date: Some(part.on), ..check(test, Outcome::Fail) }
        }
    }
}

fn provides_nearby(facts: &Facts) -> Check {
    let same_year = || facts.services.iter().filter(|service| facts.years.contains(&service.year));
    let same_street = same_year().find(|service| service.street == facts.street);
    let same_field = same_year().find(|service| service.purchaser == facts.purchaser && service.field == facts.field);
    let found = |outcome, service: &OwnService| Check {
        facts: vec![("year".to_owned(), Fact::Text(service.year.to_string()))],
        source: Some(service.source.clone()),
        ..check(Test::ProvidesNearby, outcome)
    };
    match (same_street, same_field) {
        (Some(service), _) => found(Outcome::Fail, service),
        (None, Some(service)) => found(Outcome::Warn, service),
        (None, None) => check(Test::ProvidesNearby, Outcome::Pass),
    }
}

/// A rest long enough ends a row, and so does another agency's evaluation.
fn in_a_row(facts: &Facts, day: Day, edition: Edition) -> Check {
    let (most, rest) = (AGENCY_IN_A_ROW.at(edition), AGENCY_REST.at(edition));
    let mut next = day;
    let own = |one: &&Earlier| {
        let rested = one.issued.is_some_and(|issued| free_from(issued, rest) <= next);
        next = one.begun;
        one.agency == facts.agency && !rested
    };
    let row = facts.earlier.iter().take_while(own).count();
    let count = i64::try_from(row).unwrap_or(i64::MAX);
    let words = vec![("count".to_owned(), Fact::Count(count)), ("most".to_owned(), Fact::Count(most)), ("years".to_owned(), Fact::from(rest))];
    let found = Check { facts: words, basis: AGENCY_IN_A_ROW.cite(), ..check(Test::InARow, Outcome::Pass) };
    match facts.earlier.first().filter(|_| count >= most) {
        Some(latest) => Check {
            outcome: Outcome::Fail,
            source: latest.source.clone(),
            date: latest.issued,
            free_from: latest.issued.map(|issued| free_from(issued, rest)),
            ..found
        },
        None => found,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::law::day;
    use uuid::Uuid;

    const TODAY: Day = day(2025, 11, 3);

    fn org(n: u128) -> OrganizationId {
        OrganizationId::new(Uuid::from_u128(n))
    }

    pub(crate) fn independent() -> Facts {
        Facts {
            agency: org(3),
            provider: org(2),
            purchaser: org(1),
            street: "310106012".to_owned(),
            field: "F03".to_owned(),
            years: vec![2025, 2026],
            ties: Vec::new(),
            drafted: None,
            offered: None,
            services: Vec::new(),
            earlier: Vec::new(),
        }
    }

    fn tie(kind: TieKind, last: Day) -> Tie {
        Tie { kind, provider: org(2), last, source: "HT-2023-000017".to_owned() }
    }

    fn ask(facts: &Facts) -> Verdict {
        independence(facts, TODAY, Edition(TODAY))
    }

    #[test]
    fn an_agency_without_ties_passes_every_test() {
        let verdict = ask(&independent());
        assert_eq!((verdict.outcome(), verdict.checks.len()), (Outcome::Pass, Test::ALL.len()));
        verdict.allow().unwrap();
    }

    /// DOMAIN T27 and rule `evaluations.look-back`.
    #[test]
    fn t27_who_consulted_the_provider_two_years_ago_is_barred_and_learns_until_when() {
        for kind in TieKind::ALL {
            let verdict = ask(&Facts { ties: vec![tie(*kind, day(2023, 11, 3))], ..independent() });
            let found = &verdict.checks[1];
            assert_eq!((found.outcome, found.date, found.free_from), (Outcome::Fail, Some(day(2023, 11, 3)), Some(day(2026, 11, 4))));
            assert_eq!(found.source.as_deref(), Some("HT-2023-000017"));
            assert_eq!(verdict.allow().unwrap_err().code, "evaluations.not-independent");
        }
    }

    #[test]
    fn three_years_to_the_day_still_bar_and_the_next_day_is_free() {
        let on = |last| ask(&Facts { ties: vec![tie(TieKind::Trained, last)], ..independent() }).outcome();
        assert_eq!(on(day(2022, 11, 3)), Outcome::Fail);
        assert_eq!(on(day(2022, 11, 2)), Outcome::Pass);
    }

    #[test]
    fn the_latest_tie_counts_and_ties_to_others_do_not() {
        let old_and_new = vec![tie(TieKind::Served, day(2024, 1, 5)), tie(TieKind::KeptBooks, day(2019, 1, 5))];
        assert_eq!(ask(&Facts { ties: old_and_new, ..independent() }).checks[1].date, Some(day(2024, 1, 5)));
        let other = Tie { provider: org(9), ..tie(TieKind::Served, day(2025, 1, 5)) };
        assert_eq!(ask(&Facts { ties: vec![other], ..independent() }).outcome(), Outcome::Pass);
    }

    #[test]
    fn a_part_in_this_purchase_bars_for_good() {
        let part = Some(Involvement { on: day(2025, 2, 1), source: "GX-2025-000001".to_owned() });
        for facts in [Facts { drafted: part.clone(), ..independent() }, Facts { offered: part, ..independent() }] {
            let verdict = ask(&facts);
            let failed = verdict.checks.iter().find(|check| check.outcome == Outcome::Fail).unwrap();
            assert_eq!((failed.date, failed.free_from), (Some(day(2025, 2, 1)), None));
        }
    }

    #[test]
    fn serving_the_same_purchaser_and_field_warns_the_same_street_bars() {
        let service =
            OwnService { purchaser: org(1), street: "310106017".to_owned(), field: "F03".to_owned(), year: 2025, source: "HT-2025-000004".to_owned() };
        let with = |service: OwnService| ask(&Facts { services: vec![service], ..independent() }).outcome();
        assert_eq!(with(service.clone()), Outcome::Warn);
        assert_eq!(with(OwnService { field: "F04".to_owned(), ..service.clone() }), Outcome::Pass);
        assert_eq!(with(OwnService { year: 2024, ..service.clone() }), Outcome::Pass);
        assert_eq!(with(OwnService { street: "310106012".to_owned(), purchaser: org(8), field: "F09".to_owned(), ..service }), Outcome::Fail);
    }

    /// Rules `evaluations.agency-in-a-row` and `evaluations.agency-rest`: after three reports in a row, the last of 2024-11-05, an
    /// agency is free again on 2026-11-06; on 2025-11-03 it is barred. Another agency in between, or the rest, begins a new row.
    #[test]
    fn after_three_in_a_row_an_agency_rests_for_two_years() {
        let by = |agency, begun: Day, issued: Option<Day>| Earlier { agency: org(agency), begun, issued, source: None };
        let three = vec![
            by(3, day(2024, 9, 2), Some(day(2024, 11, 5))),
            by(3, day(2023, 9, 1), Some(day(2023, 11, 6))),
            by(3, day(2022, 9, 1), Some(day(2022, 11, 7))),
        ];
        let on = |earlier: &[Earlier], day| independence(&Facts { earlier: earlier.to_vec(), ..independent() }, day, Edition(TODAY));
        let verdict = on(&three, TODAY);
        let found = verdict.checks.last().unwrap();
        assert_eq!((found.test, found.outcome, found.free_from), (Test::InARow, Outcome::Fail, Some(day(2026, 11, 6))));
        assert_eq!(verdict.allow().unwrap_err().code, "evaluations.not-independent");
        assert_eq!(on(&three, day(2026, 11, 5)).outcome(), Outcome::Fail);
        assert_eq!(on(&three, day(2026, 11, 6)).outcome(), Outcome::Pass);
        assert_eq!(on(&three[..2], TODAY).outcome(), Outcome::Pass);
        let with_other = [&[by(9, day(2025, 3, 3), Some(day(2025, 5, 6)))], &three[..]].concat();
        assert_eq!(on(&with_other, TODAY).outcome(), Outcome::Pass);
        // Two before a rest and two after it are two in a row; one that is in progress counts, and nobody knows yet until when.
        let rested = [&[by(3, day(2027, 9, 1), None), by(3, day(2027, 2, 1), Some(day(2027, 4, 1)))], &three[..]].concat();
        assert_eq!(on(&rested, day(2027, 11, 3)).outcome(), Outcome::Pass);
        let running = [&[by(3, day(2025, 9, 1), None)], &three[..2]].concat();
        let verdict = on(&running, TODAY);
        assert_eq!((verdict.outcome(), verdict.checks.last().unwrap().free_from), (Outcome::Fail, None));
    }

    #[test]
    fn nobody_evaluates_itself() {
        for facts in [Facts { agency: org(2), ..independent() }, Facts { agency: org(1), ..independent() }] {
            assert_eq!(ask(&facts).allow().unwrap_err().code, "evaluations.self-dealing");
        }
    }
}
