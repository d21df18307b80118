//! What a template suggests. Everything in it may be changed in the draft; its words are in the message files.

use super::{BudgetLine, Field, Recipients, TEMPLATES};
use crate::money::{Money, Percent, Points};

crate::words! {
    /// The unit in which an output is counted.
    pub enum Measure("measure") {
        /// 人次.
        PersonTimes = "person-times",
        /// 次.
        Times = "times",
        /// 场.
        Sessions = "sessions",
        /// 人.
        Persons = "persons",
        /// 户.
        Households = "households",
        /// 份: meals.
        Meals = "meals",
        /// 件: cases.
        Cases = "cases",
        /// 小时.
        Hours = "hours",
        /// 期: courses.
        Courses = "courses",
        /// 个: groups, places, plans.
        Items = "items",
        /// 篇: reports.
        Reports = "reports",
    }
}

crate::words! {
    /// What reviewers score below the threshold (评审标准). No price formula (DOMAIN §3.6).
    pub enum Criterion("criterion") {
        /// 需求契合度.
        Fit = "fit",
        /// 方案可行性.
        Feasibility = "feasibility",
        /// 预算合理性.
        Budget = "budget",
        /// 专业能力.
        Capacity = "capacity",
    }
}

/// A stretch of a criterion's points and what earns it: quantified intervals instead of 优, 良, 一般 without meaning (DOMAIN §5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Lowest points of it.
    pub from: Points,
    /// Highest points of it.
    pub to: Points,
    /// Its words in the message files.
    pub term: String,
}

impl Criterion {
    /// Three intervals that cover 0 to `max`: from 80 %, from 50 %, and below. Bounds are rounded half up to the hundredth.
    pub fn intervals(self, max: Points) -> [Interval; 3] {
        use crate::step::Word;
        let bound = |percent| max.scaled(percent, 100).unwrap_or(Points::ZERO);
        let (high, middle, least) = (bound(80), bound(50), Points::hundredths(1));
        let interval = |from, to, name: &str| Interval { from, to, term: format!("{}-{name}", self.term()) };
        [interval(high, max, "high"), interval(middle, high - least, "middle"), interval(Points::ZERO, middle - least, "low")]
    }
}

crate::words! {
    /// What makes an instalment fall due.
    pub enum PaidOn("paid-on") {
        /// The contract is signed.
        Signing = "signing",
        /// The mid-term milestone is accepted.
        MidTermAccepted = "mid-term-accepted",
        /// The final acceptance is signed and the evaluation is issued.
        FinalAcceptedAndEvaluated = "final-accepted-and-evaluated",
    }
}

/// A share of the price and what makes it fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// What makes it fall due.
    pub on: PaidOn,
    /// Of the contract price.
    pub share: Percent,
}

/// Something delivered, countable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// Names the words: `services.output-…`, with the standard under `.standard`.
    pub key: &'static str,
    /// In what it is counted.
    pub measure: Measure,
    /// How many in a year, as a first suggestion.
    pub quantity: u32,
}

/// A usual share of the budget for one kind of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineShare {
    /// The kind.
    pub kind: BudgetLine,
    /// Of the budget.
    pub share: Percent,
}

/// A milestone and when it falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MilestoneAt {
    /// Names the words: `services.milestone-…`.
    pub key: &'static str,
    /// How much of the period has gone by.
    pub elapsed: Percent,
}

/// A common need, ready to be fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// Names it in addresses and in the message files: `services.template-…`, the need itself under `.need`.
    pub key: &'static str,
    /// The field.
    pub field: Field,
    /// Who is served.
    pub recipients: Recipients,
    /// What is delivered.
    pub outputs: &'static [Output],
    /// How the budget is usually spread; shares add up to 100 %.
    pub lines: &'static [LineShare],
    /// What is scored; points add up to 100.
    pub criteria: &'static [(Criterion, Points)],
    /// How it is paid; shares add up to 100 %.
    pub schedule: &'static [Instalment],
    /// When something is due.
    pub milestones: &'static [MilestoneAt],
}

impl Output {
    /// Its key in the message files.
    pub fn term(&self) -> String {
        format!("services.output-{}", self.key)
    }
}

impl MilestoneAt {
    /// Its key in the message files.
    pub fn term(&self) -> String {
        format!("services.milestone-{}", self.key)
    }
}

impl Template {
    /// The one with this key.
    pub fn find(key: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|template| template.key == key)
    }

    /// Its key in the message files.
    pub fn term(&self) -> String {
        format!("services.template-{}", self.key)
    }

    /// The budget spread over the lines; the last takes what rounding leaves, so that they add up to the fen.
    pub fn amounts(&self, budget: Money) -> Vec<(BudgetLine, Money)> {
        let shares: Vec<Percent> = self.lines.iter().map(|line| line.share).collect();
        self.lines.iter().map(|line| line.kind).zip(budget.split(&shares)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Edition, FOUNDED};
    use std::collections::BTreeSet;

    #[test]
    fn a_template_could_be_sent_for_approval_as_it_stands() {
        for template in TEMPLATES {
            let key = template.key;
            assert_eq!(template.criteria.iter().map(|(_, points)| *points).sum::<Points>(), Points::whole(100), "{key}");
            assert_eq!(template.lines.iter().map(|line| line.share.0).sum::<i64>(), 100, "{key}");
            assert_eq!(template.schedule.iter().map(|instalment| instalment.share.0).sum::<i64>(), 100, "{key}");
            assert_eq!(super::super::check_lines(template.lines.iter().map(|line| line.kind), Edition(FOUNDED)), Ok(()), "{key}");
            assert!(template.outputs.len() >= 3 && template.outputs.iter().all(|output| output.quantity > 0), "{key}");
            assert!(template.milestones.windows(2).all(|pair| pair[0].elapsed < pair[1].elapsed), "{key}");
            assert_eq!(template.milestones.last().unwrap().elapsed, Percent(100), "{key}");
        }
    }

    #[test]
    fn keys_name_one_template_each() {
        let keys: BTreeSet<_> = TEMPLATES.iter().map(|template| template.key).collect();
        assert_eq!((keys.len(), TEMPLATES.len()), (8, 8));
        assert_eq!(Template::find("elderly-alone-visits").map(|template| template.field), Some(Field::ElderlyCare));
        assert_eq!(Template::find("no-such-need"), None);
    }

    #[test]
    fn a_budget_is_spread_to_the_fen() {
        let budget = Money::fen(48_600_001);
        for template in TEMPLATES {
            assert_eq!(template.amounts(budget).into_iter().map(|(_, amount)| amount).sum::<Money>(), budget, "{}", template.key);
        }
    }

    #[test]
    fn intervals_cover_a_criterion_without_a_gap() {
        let intervals = Criterion::Fit.intervals(Points::whole(30));
        let bounds = intervals.clone().map(|interval| (interval.from.to_string(), interval.to.to_string()));
        assert_eq!(bounds, [("24.00", "30.00"), ("15.00", "23.99"), ("0.00", "14.99")].map(|(from, to)| (from.to_owned(), to.to_owned())));
        assert_eq!(intervals[0].term, "criterion-fit-high");
    }
}
