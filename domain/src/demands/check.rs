//! The check of a draft: what would be refused, what deserves a second thought, what is fine.

use super::draft::{Draft, MAX_ROWS, Task, pay_field};
use super::need::{BudgetItem, Conditions, MilestoneKind, Need, OutputLine, PlannedMilestone};
use super::rules::{LIKE_PURCHASES, PROCUREMENT_THRESHOLD, SIMILAR_CONTRACTS_MAX, TERM_LONGEST, TERM_USUAL};
use crate::calendar::{Day, NotDay, after_months, is_working, read_day};
use crate::code::District;
use crate::law::{Basis, Edition, Law, Scope};
use crate::money::{Money, NotMoney, Percent, Points};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::services::{Criterion, PaidOn, check_lines};
use crate::step::Word;
use crate::text::{LARGEST_WHOLE, read_whole};

/// What the check must know beyond the draft.
#[derive(Clone, Copy, Debug)]
pub struct CheckFacts {
    /// The day on which it would be published.
    pub today: chrono::NaiveDate,
    /// The rules of that day.
    pub edition: Edition,
    /// What the unit's like purchases of this fiscal year add up to, without this one.
    pub like_purchases: Money,
}

/// The result of a check.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The need, when every field could be read.
    pub need: Option<Need>,
    /// Would be refused.
    pub refused: Vec<Refusal>,
    /// Deserves a second thought; may stay.
    pub think: Vec<Refusal>,
    /// Keys of what is fine.
    pub fine: Vec<&'static str>,
    /// What could be read for the rules of other rooms, whatever stands against the rest.
    pub read: Readable,
}

/// What rules on days and reviewers ask for, as far as it could be read: nobody learns of them only after all else is mended.
#[derive(Clone, Copy, Debug, Default)]
pub struct Readable {
    /// The day on which offers close.
    pub closes_on: Option<chrono::NaiveDate>,
    /// The day of the review.
    pub review_on: Option<chrono::NaiveDate>,
    /// First day of service.
    pub starts_on: Option<chrono::NaiveDate>,
    /// Last day of service.
    pub ends_on: Option<chrono::NaiveDate>,
    /// How many reviewers.
    pub reviewers: Option<u8>,
    /// The sum of the budget's lines.
    pub budget: Option<Money>,
}

/// Checks a draft against everything that this room knows. Dates of the procedure, the panel's size and the match with
/// organizations are checked by the rooms that own them.
pub fn check(draft: &Draft, facts: &CheckFacts) -> Checked {
    let mut reader = Reader { draft, refused: Vec::new(), read: Readable::default() };
    let need = reader.need();
    let mut checked = Checked { refused: reader.refused, read: reader.read, ..Checked::default() };
    if let Some(need) = &need {
        rules(need, facts, draft, &mut checked);
        advice(need, facts, &mut checked);
    } else {
        let late = term(&checked.read, facts, draft).into_iter().map(|refusal| refusal.remedy(Action::EditDemand));
        checked.refused.extend(late);
    }
    if checked.refused.is_empty() {
        checked.need = need;
    }
    checked
}

/// Reads fields and notes what cannot be read.
struct Reader<'a> {
    draft: &'a Draft,
    refused: Vec<Refusal>,
    read: Readable,
}

impl Reader<'_> {
    fn refuse(&mut self, refusal: Refusal) {
        self.refused.push(refusal.remedy(Action::EditDemand));
    }

    fn text(&mut self, field: &str, most: usize) -> Option<String> {
        let text = self.draft.get(field).trim();
        let length = text.chars().count();
        if length == 0 {
            self.missing(field);
            return None;
        }
        if length > most {
            self.refuse(Refusal::new("demands.too-long").fact("most", most).fact("length", length).fact("field", field_term(field)).field(field));
            return None;
        }
        Some(text.to_owned())
    }

    fn missing(&mut self, field: &str) {
        let row = field.split('.').nth(1).and_then(|row| row.parse::<i64>().ok());
        self.refuse(match row {
            Some(row) => Refusal::new("demands.missing-in-row").fact("row", row + 1).fact("field", field_term(field)).field(field),
            None => Refusal::new("demands.missing").fact("field", field_term(field)).field(field),
        });
    }

    fn word<W: Word>(&mut self, field: &str) -> Option<W> {
        let word = W::parse(self.draft.get(field).trim());
        if word.is_none() {
            self.missing(field);
        }
        word
    }

    /// A whole number from `least` up; empty counts as 0 where 0 is enough.
    fn number(&mut self, field: &str, least: u32) -> Option<u32> {
        match read_whole(self.draft.get(field)) {
            Ok(None) if least == 0 => Some(0),
            Ok(None) => {
                self.missing(field);
                None
            }
            Ok(Some(number)) if number >= least => Some(number),
            _ => {
                self.refuse(
                    Refusal::new("demands.not-a-number")
                        .fact("typed", self.draft.get(field))
                        .fact("field", field_term(field))
                        .fact("least", i64::from(least))
                        .fact("most", i64::from(LARGEST_WHOLE))
                        .field(field),
                );
                None
            }
        }
    }

    fn day(&mut self, field: &str) -> Option<Day> {
        let typed = self.draft.get(field);
        if typed.trim().is_empty() {
            self.missing(field);
            return None;
        }
        let code = match read_day(typed) {
            Ok(day) => return Some(day),
            Err(NotDay::Unreadable) => "demands.day-unreadable",
            Err(NotDay::Impossible) => "demands.not-a-day",
        };
        self.refuse(Refusal::new(code).fact("typed", typed).fact("field", field_term(field)).field(field));
        None
    }

    fn money(&mut self, field: &str) -> Option<Money> {
        let typed = self.draft.get(field);
        let code = match Money::parse_yuan(typed) {
            Ok(money) if money > Money::ZERO => return Some(money),
            Ok(_) => "demands.amount-zero",
            Err(NotMoney::Empty) => {
                self.missing(field);
                return None;
            }
            Err(NotMoney::TooFine) => "demands.amount-too-fine",
            Err(NotMoney::TooLarge) => "demands.amount-too-large",
            Err(NotMoney::Negative | NotMoney::NotANumber) => "demands.not-an-amount",
        };
        self.refuse(Refusal::new(code).fact("typed", typed).field(field));
        None
    }

    fn rows<T>(&mut self, prefix: &str, read: impl Fn(&mut Self, &str) -> Option<T>) -> Option<Vec<T>> {
        let count = self.draft.rows(prefix).min(MAX_ROWS);
        if count == 0 {
            self.refuse(Refusal::new("demands.missing").fact("field", Fact::Term(format!("demands.part-{prefix}"))).field(format!("{prefix}.0.name")));
            return None;
        }
        // All rows are read before any is given up, so that every error is listed.
        let rows: Vec<Option<T>> = (0..count).map(|row| read(self, &format!("{prefix}.{row}"))).collect();
        rows.into_iter().collect()
    }

    fn need(&mut self) -> Option<Need> {
        let title = self.text("title", 60);
        let field = self.word("field");
        let subject = self.word("subject");
        let problem = self.text("problem", 2_000);
        let recipients = self.word("recipients");
        let recipients_number = self.number("recipients_number", 1);
        let place = self.text("place", 200);
        let district = District::parse(self.draft.get("district"));
        if district.is_none() {
            self.missing("district");
        }
        let outputs = self.rows("outputs", |r, row| {
            let name = r.text(&format!("{row}.name"), 60);
            let quantity = r.number(&format!("{row}.quantity"), 1);
            let measure = r.word(&format!("{row}.measure"));
            let standard = r.text(&format!("{row}.standard"), 200);
            Some(OutputLine { name: name?, quantity: quantity?, measure: measure?, standard: standard? })
        });
        let lines = self.rows("lines", |r, row| {
            let kind = r.word(&format!("{row}.kind"));
            let name = r.text(&format!("{row}.name"), 60);
            let amount = r.money(&format!("{row}.amount"));
            Some(BudgetItem { kind: kind?, name: name?, amount: amount? })
        });
        let closes_on = self.day("closes_on");
        let review_on = self.day("review_on");
        let starts_on = self.day("starts_on");
        let ends_on = self.day("ends_on");
        self.read = Readable {
            closes_on,
            review_on,
            starts_on,
            ends_on,
            reviewers: None,
            budget: lines.as_ref().map(|lines| lines.iter().map(|line| line.amount).sum()),
        };
        let (years, similar, staff) = (self.number("years", 0), self.number("similar", 0), self.number("staff", 0));
        let local = !self.draft.get("local").is_empty();
        let criteria: Option<Vec<_>> = Criterion::ALL.iter().map(|criterion| self.points(*criterion)).collect();
        let reviewers = self.number("reviewers", 1).and_then(|n| u8::try_from(n).ok());
        self.read.reviewers = reviewers;
        let acceptance = self.text("acceptance", 2_000);
        let opinions_least = self.number("opinions_least", 0);
        let schedule: Option<Vec<_>> = PaidOn::ALL.iter().map(|on| self.number(pay_field(*on), 0).map(|share| (*on, Percent(i64::from(share))))).collect();
        let milestones = self.rows("milestones", |r, row| {
            let kind = r.word(&format!("{row}.kind"));
            let name = r.text(&format!("{row}.name"), 60);
            let due_on = r.day(&format!("{row}.due_on"));
            Some(PlannedMilestone { kind: kind?, name: name?, due_on: due_on? })
        });
        Some(Need {
            title: title?,
            field: field?,
            subject: subject?,
            problem: problem?,
            recipients: recipients?,
            recipients_number: recipients_number?,
            place: place?,
            district: district?,
            outputs: outputs?,
            lines: lines?,
            starts_on: starts_on?,
            ends_on: ends_on?,
            closes_on: closes_on?,
            review_on: review_on?,
            conditions: Conditions { years: years?, similar: similar?, staff: staff?, local },
            criteria: criteria?,
            reviewers: reviewers?,
            acceptance: acceptance?,
            opinions_least: opinions_least?,
            schedule: schedule?.into_iter().filter(|(_, share)| share.0 > 0).collect(),
            milestones: milestones?,
        })
    }

    fn points(&mut self, criterion: Criterion) -> Option<(Criterion, Points)> {
        let field = format!("criteria_{}", criterion.key());
        let typed = self.draft.get(&field);
        match Points::parse(typed) {
            Ok(points) => Some((criterion, points)),
            Err(NotMoney::Empty) => {
                self.missing(&field);
                None
            }
            Err(_) => {
                self.refuse(
                    Refusal::new("demands.not-a-number")
                        .fact("typed", typed)
                        .fact("field", field_term(&field))
                        .fact("least", 0_i64)
                        .fact("most", 100_i64)
                        .field(field.clone()),
                );
                None
            }
        }
    }
}

/// The message key of a field's name: rows share the words of their column.
fn field_term(field: &str) -> Fact {
    let mut parts = field.split('.');
    let head = parts.next().unwrap_or(field);
    let term = match parts.nth(1) {
        Some(column) => format!("demands.field-{head}-{column}"),
        None => format!("demands.field-{head}"),
    };
    Fact::Term(term.replace('_', "-"))
}

fn rules(need: &Need, facts: &CheckFacts, draft: &Draft, checked: &mut Checked) {
    let read = checked.read;
    let mut verdict = |fine: &'static str, refusals: Vec<Refusal>| {
        if refusals.is_empty() {
            checked.fine.push(fine);
        }
        checked.refused.extend(refusals.into_iter().map(|refusal| if refusal.remedy.is_some() { refusal } else { refusal.remedy(Action::EditDemand) }));
    };
    verdict("demands.fine-subject", need.subject.may_be_bought().err().into_iter().collect());
    verdict("demands.fine-threshold", threshold(need, facts).into_iter().collect());
    let kinds = need.lines.iter().map(|line| line.kind);
    let management = check_lines(kinds, facts.edition).err().map(|refusal| refusal.field(format!("lines.{}.kind", need.lines.len().min(MAX_ROWS - 1))));
    verdict("demands.fine-management", management.into_iter().collect());
    verdict("demands.fine-term", term(&read, facts, draft));
    verdict("demands.fine-criteria", criteria(need).into_iter().collect());
    verdict("demands.fine-schedule", schedule(need));
    verdict("demands.fine-milestones", milestones(need));
    verdict("demands.fine-opinions", opinions(need).into_iter().collect());
}

fn threshold(need: &Need, facts: &CheckFacts) -> Option<Refusal> {
    let limit = PROCUREMENT_THRESHOLD.at(facts.edition);
    (need.budget() >= limit).then(|| {
        Refusal::new("demands.at-threshold").fact("budget", need.budget()).fact("limit", limit).basis(PROCUREMENT_THRESHOLD.cite()).field("lines.0.amount")
    })
}

/// What stands against the days of the service, as far as they could be read.
fn term(read: &Readable, facts: &CheckFacts, draft: &Draft) -> Vec<Refusal> {
    let mut refused = Vec::new();
    let Some(starts) = read.starts_on else { return refused };
    if let Some(closes) = read.closes_on.filter(|closes| starts <= *closes) {
        let refusal = Refusal::new("demands.starts-before-close").fact("starts", starts).fact("closes", closes);
        refused.push(refusal.fact("earliest", closes.succ_opt().unwrap_or(closes)).field("starts_on"));
    }
    let Some(ends) = read.ends_on else { return refused };
    if ends < starts {
        refused.push(Refusal::new("demands.ends-before-start").fact("starts", starts).fact("ends", ends).field("ends_on"));
    }
    let last = |months: u32| after_months(starts, months).pred_opt().unwrap_or(starts);
    let long = ["long_funded", "long_fixed", "long_continuous", "long_stable"].iter().all(|box_| !draft.get(box_).is_empty());
    let rule = if long { &TERM_LONGEST } else { &TERM_USUAL };
    let latest = last(rule.at(facts.edition).0);
    if ends > latest {
        let code = if long { "demands.term-too-long" } else { "demands.term-unusual" };
        refused.push(Refusal::new(code).fact("most", rule.at(facts.edition)).fact("latest", latest).basis(rule.cite()).field("ends_on"));
    }
    refused
}

fn criteria(need: &Need) -> Option<Refusal> {
    let sum: Points = need.criteria.iter().map(|(_, points)| *points).sum();
    let hundred = Points::whole(100);
    // The unit may move points between the criteria of the template; they add up to 100 (平台规则, DOMAIN §3.6).
    (sum != hundred).then(|| {
        let basis = Basis::of(Law::PlatformRule.whole(), Scope::Platform);
        Refusal::new("demands.criteria-not-100").fact("sum", sum).fact("missing", hundred - sum).basis(basis).field("criteria_fit")
    })
}

fn schedule(need: &Need) -> Vec<Refusal> {
    let mut refused = Vec::new();
    let sum: i64 = need.schedule.iter().map(|(_, share)| share.0).sum();
    if sum != 100 {
        refused.push(Refusal::new("demands.shares-not-100").fact("sum", Percent(sum)).field("pay_signing"));
    }
    let pays = |on| need.schedule.iter().any(|(when, _)| *when == on);
    if pays(PaidOn::MidTermAccepted) && !need.milestones.iter().any(|m| m.kind == MilestoneKind::MidTerm) {
        refused.push(Refusal::new("demands.no-mid-term").field("milestones.0.kind"));
    }
    if !pays(PaidOn::FinalAcceptedAndEvaluated) {
        // Without a last instalment neither acceptance nor evaluation has any weight (平台规则, DOMAIN §5.8).
        refused.push(Refusal::new("demands.no-final-share").basis(Basis::of(Law::PlatformRule.whole(), Scope::Platform)).field("pay_final"));
    }
    refused
}

fn milestones(need: &Need) -> Vec<Refusal> {
    let mut refused = Vec::new();
    let finals = need.milestones.iter().filter(|m| m.kind == MilestoneKind::Final).count();
    if finals != 1 || need.milestones.last().is_none_or(|m| m.kind != MilestoneKind::Final) {
        refused.push(Refusal::new("demands.one-final").fact("n", finals).field("milestones.0.kind"));
    }
    for (row, milestone) in need.milestones.iter().enumerate() {
        if milestone.due_on < need.starts_on || milestone.due_on > need.ends_on {
            let field = format!("milestones.{row}.due_on");
            let refusal = Refusal::new("demands.milestone-outside").fact("name", milestone.name.as_str());
            refused.push(refusal.fact("starts", need.starts_on).fact("ends", need.ends_on).field(field));
        }
    }
    if need.milestones.windows(2).any(|pair| matches!(pair, [a, b] if a.due_on > b.due_on)) {
        refused.push(Refusal::new("demands.milestones-unordered").field("milestones.0.due_on"));
    }
    refused
}

fn opinions(need: &Need) -> Option<Refusal> {
    if !need.is_public_service() {
        return None;
    }
    // Recipients must be heard at acceptance of public services: 实施条例 第45条 binds procurement, the unit's rule takes it over.
    let basis = Basis { borrowed: Some(Law::ProcurementRegulation.article(45)), ..Basis::of(Law::UnitRule.whole(), Scope::Unit) };
    if need.opinions_least == 0 {
        return Some(Refusal::new("demands.no-opinions").basis(basis).field("opinions_least"));
    }
    (need.opinions_least > need.recipients_number)
        .then(|| Refusal::new("demands.opinions-above-recipients").fact("n", i64::from(need.recipients_number)).basis(basis).field("opinions_least"))
}

/// Words that promise something without saying how much.
const VAGUE: [&str; 8] = ["酌情", "适当", "尽量", "较好", "良好", "及时", "显著", "as appropriate"];

fn advice(need: &Need, facts: &CheckFacts, checked: &mut Checked) {
    let think = &mut checked.think;
    let sum = facts.like_purchases + need.budget();
    let limit = LIKE_PURCHASES.at(facts.edition);
    if sum >= limit && need.budget() < PROCUREMENT_THRESHOLD.at(facts.edition) {
        let refusal = Refusal::new("demands.like-purchases-sum").fact("sum", sum).fact("others", facts.like_purchases).fact("limit", limit);
        think.push(refusal.basis(LIKE_PURCHASES.cite()).field("lines.0.amount"));
    }
    if need.conditions.local {
        let basis = Basis { borrowed: Some(Law::ProcurementRegulation.article(20)), ..Basis::of(Law::PlatformRule.whole(), Scope::Platform) };
        think.push(Refusal::new("demands.local-only").basis(basis).field("local"));
    }
    let most = SIMILAR_CONTRACTS_MAX.at(facts.edition);
    if i64::from(need.conditions.similar) > most {
        think.push(
            Refusal::new("demands.many-similar")
                .fact("n", i64::from(need.conditions.similar))
                .fact("most", most)
                .basis(SIMILAR_CONTRACTS_MAX.cite())
                .field("similar"),
        );
    }
    for (row, output) in need.outputs.iter().enumerate() {
        let digits = output.standard.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
        if let Some(word) = VAGUE.iter().find(|word| output.standard.contains(**word) && !digits) {
            think.push(Refusal::new("demands.vague").fact("name", output.name.as_str()).fact("word", *word).field(format!("outputs.{row}.standard")));
        }
    }
    if !is_working(need.review_on) {
        think.push(Refusal::new("demands.review-on-rest-day").fact("day", need.review_on).field("review_on"));
    }
}

impl Checked {
    /// The first thing that stands against a page, for its mark in the task list.
    pub fn against(&self, task: Task) -> usize {
        self.refused.iter().filter(|refusal| refusal.field.as_deref().and_then(Task::of_field) == Some(task)).count()
    }
}

#[cfg(test)]
mod tests;
