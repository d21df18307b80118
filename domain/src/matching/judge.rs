//! The comparisons. Each looks at one rule and costs no allocation; words are made only for what is shown.

use super::input::{Credit, Grade, Profile, Project, Registration, Served, Wanted};
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
    District(District),
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
        MatchRule::Unfulfilled => unfulfilled(wanted, profile),
        MatchRule::Staff => staff(wanted, profile),
        MatchRule::Seat => seat(wanted, profile),
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
    let least = wanted.registered_min;
    if least == Years(0) {
        return None;
    }
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
    let similar = |project: &&Project| project.fulfilled && project.field == wanted.field && recent(wanted, project.finished_on);
    let count = profile.projects.iter().filter(similar).count();
    let (count, least) = (u32::try_from(count).unwrap_or(u32::MAX), wanted.similar_min);
    let found = |verdict| Finding::new(verdict, Seen::Count(count), Seen::Count(least));
    match (count, least) {
        (0, 0) => None,
        _ if count >= least => found(Verdict::Pass),
        _ => with(found(Verdict::Fail), Change::RecordProjects),
    }
}

/// In any field: whether a contract is kept says something of the body, not of the field.
fn unfulfilled<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let count = profile.projects.iter().filter(|project| !project.fulfilled && recent(wanted, project.finished_on)).count();
    let count = Some(count).filter(|count| *count > 0)?;
    Finding::new(Verdict::Warn, Seen::Count(u32::try_from(count).unwrap_or(u32::MAX)), Seen::Count(0))
}

fn staff<'a>(wanted: &Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let least = wanted.staff_min;
    if least == 0 {
        return None;
    }
    let Some(count) = profile.staff else {
        return with(Finding::new(Verdict::Unknown, Seen::Nothing, Seen::Count(least)), Change::UpdateStaff);
    };
    let found = |verdict| Finding::new(verdict, Seen::Count(count), Seen::Count(least));
    if count >= least { found(Verdict::Pass) } else { with(found(Verdict::Fail), Change::UpdateStaff) }
}

/// A demand that insists on the seat narrows without need: what would change the line is the demand itself.
fn seat<'a>(wanted: &'a Wanted, profile: &Profile<'a>) -> Option<Finding<'a>> {
    let asked = Seen::Served(Served::Districts(std::slice::from_ref(wanted.local.as_ref()?)));
    match profile.seat {
        None => with(Finding::new(Verdict::Unknown, Seen::Nothing, asked), Change::CorrectRegistration),
        Some(seat) if Some(seat) == wanted.local => Finding::new(Verdict::Pass, Seen::District(seat), asked),
        Some(seat) => with(Finding::new(Verdict::Fail, Seen::District(seat), asked), Change::AskForDistrictServed),
    }
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

/// Grade of the latest evaluated project within the period, in any field and fulfilled or not; of two on one day, the worse.
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
        MatchRule::Registered | MatchRule::Certificate | MatchRule::RegisteredYears | MatchRule::Seat | MatchRule::Rating => {
            (Source::Registry, profile.as_of.registry)
        }
        // Until the organization keeps its profile itself, what is known of it comes from the register's list.
        MatchRule::Field | MatchRule::District if profile.as_of.profile.is_none() => (Source::Registry, profile.as_of.registry),
        MatchRule::Field | MatchRule::District | MatchRule::Staff | MatchRule::Capacity => (Source::OwnProfile, profile.as_of.profile),
        MatchRule::Credit => (Source::CreditLists, profile.as_of.credit),
        MatchRule::TrackRecord | MatchRule::Unfulfilled => (Source::TrackRecord, None),
        MatchRule::Evaluation => (Source::Evaluations, None),
    }
}

impl From<Seen<'_>> for Fact {
    fn from(seen: Seen<'_>) -> Fact {
        let term = |district: &District| format!("district-{}", district.code());
        match seen {
            Seen::Nothing => Fact::Term("match.not-filled-in".to_owned()),
            Seen::Count(count) => Fact::Count(i64::from(count)),
            Seen::Years(years) => years.into(),
            Seen::Day(day) => Fact::Day(day),
            Seen::District(district) => Fact::Term(term(&district)),
            Seen::Rating(grade) => Fact::Text(format!("{grade}A")),
            Seen::Fields([one]) => Fact::Term(one.term()),
            Seen::Fields(many) => Fact::Count(i64::try_from(many.len()).unwrap_or(i64::MAX)),
            Seen::Served(Served::Unknown) => Fact::Term("match.not-filled-in".to_owned()),
            Seen::Served(Served::WholeCity) => Fact::Term("match.whole-city".to_owned()),
            Seen::Served(Served::Districts(districts)) => Fact::Terms(districts.iter().map(term).collect()),
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
mod tests;
