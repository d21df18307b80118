//! The text of a contract as data, and what stands against it.

use super::rules::{ACCEPT_WITHIN, PLATFORM};
use super::schedule::Schedule;
use crate::calendar::{CalendarDays, after_months};
use crate::code::CreditCode;
use crate::demands::{MilestoneKind, OutputLine, TERM_LONGEST, TERM_USUAL};
use crate::ids::OrganizationId;
use crate::law::{Basis, Edition, Law, Scope};
use crate::money::{Money, Percent};
use crate::policy::Action;
use crate::refusal::Refusal;
use crate::services::{self, BudgetLine, Recipients};
use serde::{Deserialize, Serialize};

/// A side of the contract, as it stood on the day of signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Party {
    /// The body.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its unified social credit code.
    pub code: CreditCode,
}

/// Whom the service is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Served {
    /// Who they are.
    pub who: Recipients,
    /// How many.
    pub number: u32,
    /// Where.
    pub place: String,
}

/// A line of the price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ContractLine))]
pub struct Line {
    /// Its kind, as in the demand's budget.
    pub kind: BudgetLine,
    /// What it is for.
    pub name: String,
    /// How much.
    pub amount: Money,
}

/// A milestone as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MilestoneTerms {
    /// What sort it is.
    pub kind: MilestoneKind,
    /// Its name.
    pub name: String,
    /// The day by which the provider reports it.
    pub planned: chrono::NaiveDate,
    /// What is delivered between the milestone before and this one.
    pub outputs: Vec<OutputLine>,
}

/// How the purchaser accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AcceptancePlan {
    /// Days from a report to its acceptance.
    #[cfg_attr(feature = "schema", schema(value_type = u16))]
    pub within: CalendarDays,
    /// By whom and how.
    pub how: String,
    /// Whether the service is for the public, so that recipients must be heard.
    pub public_service: bool,
    /// At least so many recipients are asked at the final acceptance, as the demand announced.
    #[serde(default)]
    pub opinions_least: u32,
}

/// What is agreed on evaluation and its use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EvaluationClause {
    /// Whether a third party evaluates.
    pub third_party: bool,
    /// Key of the scheme that counts.
    pub scheme: String,
    /// Version of that scheme.
    pub version: String,
    /// The largest share of the final instalment that may be kept back for what was not delivered.
    pub deduct_at_most: Percent,
}

/// The four grounds for a term over one year, all of them (102号令 第24条).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LongTermGrounds {
    /// 购买内容相对固定.
    pub content_fixed: bool,
    /// 连续性强.
    pub continuous: bool,
    /// 经费来源稳定.
    pub funding_stable: bool,
    /// 价格变化幅度小.
    pub price_stable: bool,
}

impl LongTermGrounds {
    /// All four.
    pub const ALL: LongTermGrounds = LongTermGrounds { content_fixed: true, continuous: true, funding_stable: true, price_stable: true };

    /// Whether all of them hold.
    pub const fn all(self) -> bool {
        self.content_fixed && self.continuous && self.funding_stable && self.price_stable
    }
}

/// What the parties agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ContractTerms {
    /// 购买主体.
    pub purchaser: Party,
    /// 承接主体.
    pub provider: Party,
    /// What is bought.
    pub subject: String,
    /// For whom, how many and where.
    pub recipients: Served,
    /// The price.
    pub price: Money,
    /// What it is made of.
    pub lines: Vec<Line>,
    /// First day of the service.
    pub starts: chrono::NaiveDate,
    /// Last day of the service.
    pub ends: chrono::NaiveDate,
    /// Grounds for a term over one year.
    #[serde(default)]
    pub long_term: LongTermGrounds,
    /// Milestones by planned day.
    pub milestones: Vec<MilestoneTerms>,
    /// When what is paid.
    pub schedule: Schedule,
    /// How the purchaser accepts.
    pub acceptance: AcceptancePlan,
    /// Evaluation and its use.
    pub evaluation: EvaluationClause,
}

impl ContractTerms {
    /// Everything that stands against the text; empty when it may be signed.
    pub fn check(&self, edition: Edition) -> Vec<Refusal> {
        let mut found = Vec::new();
        self.check_parties(&mut found);
        self.check_price(edition, &mut found);
        self.check_period(edition, &mut found);
        self.check_milestones(&mut found);
        let kinds: Vec<MilestoneKind> = self.milestones.iter().map(|milestone| milestone.kind).collect();
        found.extend(self.schedule.check(&kinds, edition));
        self.check_clauses(edition, &mut found);
        found
    }

    fn check_parties(&self, found: &mut Vec<Refusal>) {
        if self.purchaser.id == self.provider.id || self.purchaser.code == self.provider.code {
            found.push(Refusal::new("contracts.same-party").field("provider").basis(PLATFORM));
        }
        for (field, text) in [("subject", &self.subject), ("recipients", &self.recipients.place), ("acceptance", &self.acceptance.how)] {
            if text.trim().is_empty() {
                found.push(needed(field));
            }
        }
    }

    fn check_price(&self, edition: Edition, found: &mut Vec<Refusal>) {
        if self.price <= Money::ZERO || self.price > Money::LARGEST {
            found.push(Refusal::new("contracts.price-impossible").fact("price", self.price).field("price"));
        }
        if self.lines.is_empty() {
            found.push(Refusal::new("contracts.no-lines").field("lines").remedy(Action::DraftContract).basis(PLATFORM));
        }
        for (index, line) in self.lines.iter().enumerate() {
            if line.amount < Money::ZERO {
                found.push(Refusal::new("contracts.line-negative").fact("line", line.name.as_str()).field(format!("lines.{index}.amount")));
            }
            if line.name.trim().is_empty() {
                found.push(needed(&format!("lines.{index}.name")));
            }
        }
        if let (false, Err(refusal)) = (self.lines.is_empty(), services::check_lines(self.lines.iter().map(|line| line.kind), edition)) {
            found.push(refusal.remedy(Action::DraftContract));
        }
        let sum: Money = self.lines.iter().map(|line| line.amount).sum();
        if !self.lines.is_empty() && sum != self.price {
            found.push(
                Refusal::new("contracts.lines-not-price")
                    .fact("sum", sum)
                    .fact("price", self.price)
                    .fact("gap", self.price - sum)
                    .field("lines")
                    .basis(PLATFORM),
            );
        }
    }

    fn check_period(&self, edition: Edition, found: &mut Vec<Refusal>) {
        if self.ends < self.starts {
            found.push(Refusal::new("contracts.ends-before-start").fact("starts", self.starts).fact("ends", self.ends).field("ends"));
        }
        let (rule, code) = if self.long_term.all() { (&TERM_LONGEST, "contracts.term-over-most") } else { (&TERM_USUAL, "contracts.term-without-grounds") };
        let limit = rule.at(edition);
        // A year from 1 April ends on 31 March: the corresponding day itself is already one too many.
        let first_day_too_late = after_months(self.starts, limit.0);
        if self.ends >= first_day_too_late {
            let last = first_day_too_late.pred_opt().unwrap_or(first_day_too_late);
            found.push(Refusal::new(code).fact("limit", limit).fact("last", last).field("ends").basis(rule.cite()));
        }
    }

    fn check_milestones(&self, found: &mut Vec<Refusal>) {
        let finals: Vec<&MilestoneTerms> = self.milestones.iter().filter(|milestone| milestone.kind == MilestoneKind::Final).collect();
        if finals.len() != 1 {
            found.push(Refusal::new("contracts.one-final-milestone").fact("count", finals.len()).field("milestones").basis(PLATFORM));
        }
        if !self.milestones.iter().any(|milestone| !milestone.outputs.is_empty()) {
            // 102号令 第23条: a contract states content, quantity and quality.
            let basis = Basis::of(Law::PurchaseOfServices.article(23), Scope::PurchaseOfServices);
            found.push(Refusal::new("contracts.no-outputs").field("milestones").basis(basis));
        }
        let last = self.milestones.iter().map(|milestone| milestone.planned).max();
        for (index, milestone) in self.milestones.iter().enumerate() {
            let field = format!("milestones.{index}");
            let named = |code| Refusal::new(code).fact("milestone", milestone.name.as_str()).fact("planned", milestone.planned);
            if milestone.name.trim().is_empty() {
                found.push(needed(&format!("{field}.name")));
            }
            if milestone.planned < self.starts || milestone.planned > self.ends {
                found.push(named("contracts.milestone-outside-period").fact("starts", self.starts).fact("ends", self.ends).field(format!("{field}.planned")));
            }
            if milestone.kind == MilestoneKind::Final && Some(milestone.planned) != last {
                found.push(named("contracts.final-not-last").field(format!("{field}.planned")));
            }
            if milestone.outputs.iter().any(|output| output.quantity == 0 || output.name.trim().is_empty()) {
                found.push(Refusal::new("contracts.output-incomplete").fact("milestone", milestone.name.as_str()).field(format!("{field}.outputs")));
            }
        }
    }

    fn check_clauses(&self, edition: Edition, found: &mut Vec<Refusal>) {
        let limit = ACCEPT_WITHIN.at(edition);
        if self.acceptance.within.0 == 0 || self.acceptance.within > limit {
            found.push(
                Refusal::new("contracts.accepts-too-slowly")
                    .fact("within", self.acceptance.within)
                    .fact("limit", limit)
                    .field("acceptance.within")
                    .basis(ACCEPT_WITHIN.cite()),
            );
        }
        if !(0..=100).contains(&self.evaluation.deduct_at_most.0) {
            found.push(Refusal::new("contracts.deduction-impossible").fact("share", self.evaluation.deduct_at_most).field("evaluation"));
        }
        if self.evaluation.third_party && (self.evaluation.scheme.is_empty() || self.evaluation.version.is_empty()) {
            found.push(Refusal::new("contracts.no-scheme").field("evaluation").basis(PLATFORM));
        }
    }

    /// All outputs of the contract, the same name and unit counted together, in the order in which they first appear.
    pub fn outputs(&self) -> Vec<OutputLine> {
        let mut all: Vec<OutputLine> = Vec::new();
        for output in self.milestones.iter().flat_map(|milestone| &milestone.outputs) {
            match all.iter_mut().find(|known| known.name == output.name && known.measure == output.measure) {
                Some(known) => known.quantity = known.quantity.saturating_add(output.quantity),
                None => all.push(output.clone()),
            }
        }
        all
    }
}

fn needed(field: &str) -> Refusal {
    Refusal::new("contracts.needed").field(field)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::contracts::schedule::Template;
    use crate::law::day;
    use crate::services::Measure;
    use uuid::Uuid;

    pub(crate) const TODAY: Edition = Edition(day(2025, 3, 3));

    fn party(id: u128, name: &str, code: &str) -> Party {
        Party { id: OrganizationId::new(Uuid::from_u128(id)), name: name.to_owned(), code: CreditCode::read(code).unwrap().code }
    }

    pub(crate) fn visits(quantity: u32) -> OutputLine {
        OutputLine { name: "上门探访".to_owned(), quantity, measure: Measure::Times, standard: "每次不少于30分钟".to_owned() }
    }

    fn milestone(kind: MilestoneKind, name: &str, planned: Day, quantity: u32) -> MilestoneTerms {
        let outputs = vec![visits(quantity)];
        MilestoneTerms { kind, name: name.to_owned(), planned, outputs }
    }

    /// DOMAIN example G: 480 000 yuan for a year, 400 visits.
    pub(crate) fn terms() -> ContractTerms {
        let line = |kind, name: &str, yuan| Line { kind, name: name.to_owned(), amount: Money::yuan(yuan) };
        ContractTerms {
            purchaser: party(1, "示例街道办事处", "11310106MB2F30401A"),
            provider: party(2, "示例社区服务中心", "52310106MJ4920001A"),
            subject: "高龄独居老人探访".to_owned(),
            recipients: Served { who: Recipients::Elderly, number: 120, place: "示例路街道辖区".to_owned() },
            price: Money::yuan(480_000),
            lines: vec![
                line(BudgetLine::Staff, "社工", 360_000),
                line(BudgetLine::Activity, "节日活动", 84_000),
                line(BudgetLine::Management, "管理费", 36_000),
            ],
            starts: day(2025, 4, 1),
            ends: day(2026, 3, 31),
            long_term: LongTermGrounds::default(),
            milestones: vec![milestone(MilestoneKind::MidTerm, "中期", day(2025, 9, 30), 160), milestone(MilestoneKind::Final, "末期", day(2026, 3, 20), 240)],
            schedule: Schedule::template(Template::FiftyThirtyTwenty, TODAY),
            acceptance: AcceptancePlan { within: CalendarDays(15), how: "经办核对，审查人签署".to_owned(), public_service: true, opinions_least: 30 },
            evaluation: EvaluationClause { third_party: true, scheme: "gongxu".to_owned(), version: "2025".to_owned(), deduct_at_most: Percent(50) },
        }
    }

    fn codes(change: impl FnOnce(&mut ContractTerms)) -> Vec<String> {
        let mut terms = terms();
        change(&mut terms);
        terms.check(TODAY).into_iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn a_sound_text_has_nothing_against_it() {
        assert_eq!(codes(|_| ()), Vec::<String>::new());
        assert_eq!(terms().outputs(), [visits(400)]);
    }

    #[test]
    fn each_fault_is_named() {
        let far = |terms: &mut ContractTerms| terms.milestones[0].planned = day(2025, 3, 31);
        assert_eq!(codes(far), ["contracts.milestone-outside-period"]);
        assert_eq!(codes(|terms| terms.lines[0].amount = Money::yuan(350_000)), ["contracts.lines-not-price"]);
        assert_eq!(codes(|terms| terms.lines[2].kind = BudgetLine::Other), ["services.management-line-missing"]); // T29
        assert_eq!(codes(|terms| terms.lines.clear()), ["contracts.no-lines"]);
        assert_eq!(codes(|terms| terms.subject = " ".to_owned()), ["contracts.needed"]);
        assert_eq!(codes(|terms| terms.provider = terms.purchaser.clone()), ["contracts.same-party"]);
        assert_eq!(codes(|terms| terms.milestones[1].planned = day(2025, 9, 1)), ["contracts.final-not-last"]);
        assert_eq!(codes(|terms| terms.milestones[1].kind = MilestoneKind::Other), ["contracts.one-final-milestone"]);
        assert_eq!(codes(|terms| terms.milestones[1].outputs[0].quantity = 0), ["contracts.output-incomplete"]);
        assert_eq!(codes(|terms| terms.milestones.iter_mut().for_each(|milestone| milestone.outputs.clear())), ["contracts.no-outputs"]);
        assert_eq!(codes(|terms| terms.acceptance.within = CalendarDays(31)), ["contracts.accepts-too-slowly"]);
        assert_eq!(codes(|terms| terms.evaluation.deduct_at_most = Percent(101)), ["contracts.deduction-impossible"]);
        assert_eq!(codes(|terms| terms.evaluation.scheme.clear()), ["contracts.no-scheme"]);
        let free = |terms: &mut ContractTerms| {
            terms.price = Money::ZERO;
            terms.lines.iter_mut().for_each(|line| line.amount = Money::ZERO);
        };
        assert_eq!(codes(free), ["contracts.price-impossible"]);
    }

    #[test]
    fn a_period_that_ends_before_it_starts_names_its_milestones_too() {
        let found = codes(|terms| terms.ends = day(2025, 3, 1));
        assert!(found.contains(&"contracts.ends-before-start".to_owned()) && found.contains(&"contracts.milestone-outside-period".to_owned()));
    }

    /// DOMAIN T17, rules `demands.term-usual` and `demands.term-longest`: binding, so 102号令 is cited and nothing is borrowed.
    #[test]
    fn t17_eighteen_months_need_all_four_grounds_and_three_years_are_the_most() {
        assert!(codes(|terms| terms.ends = day(2026, 3, 31)).is_empty());
        assert_eq!(codes(|terms| terms.ends = day(2026, 4, 1)), ["contracts.term-without-grounds"]);
        let grounds = LongTermGrounds { content_fixed: true, continuous: true, funding_stable: true, price_stable: true };
        let long = |ends: Day, long_term| move |terms: &mut ContractTerms| (terms.ends, terms.long_term) = (ends, long_term);
        assert!(codes(long(day(2026, 9, 30), grounds)).is_empty());
        assert_eq!(codes(long(day(2026, 9, 30), LongTermGrounds { price_stable: false, ..grounds })), ["contracts.term-without-grounds"]);
        assert!(codes(long(day(2028, 3, 31), grounds)).is_empty());
        assert_eq!(codes(long(day(2028, 4, 1), grounds)), ["contracts.term-over-most"]);
        assert_eq!((TERM_USUAL.cite().article, TERM_USUAL.cite().borrowed), (Law::PurchaseOfServices.article(24), None));
    }

    /// Rule `contracts.accept-within`, which in these tests falls from 30 days to 20 in 2090: a contract of 2089 goes on under its
    /// own edition, however late it is looked at, and one of 2090 does not.
    #[test]
    fn an_old_contract_keeps_the_rules_of_its_edition() {
        let slow = ContractTerms { acceptance: AcceptancePlan { within: CalendarDays(25), ..terms().acceptance }, ..terms() };
        let (old, new) = (Edition(day(2089, 12, 31)), Edition(day(2090, 1, 1)));
        assert_eq!(slow.objections(slow.price, old), []);
        let against = slow.objections(slow.price, new);
        assert_eq!((against.len(), against[0].code.as_str()), (1, "contracts.accepts-too-slowly"));
        assert!(against[0].facts.contains(&("limit".to_owned(), CalendarDays(20).into())));
        let reported = day(2090, 3, 1);
        let until = |edition| crate::contracts::acceptance::accept_by(reported, CalendarDays(25), edition).day;
        assert!((until(old) - reported).num_days() >= 25 && (until(new) - reported).num_days() < 25);
    }

    #[test]
    fn the_text_survives_its_way_through_json() {
        let text = serde_json::to_string(&terms()).unwrap();
        assert_eq!(serde_json::from_str::<ContractTerms>(&text).unwrap(), terms());
    }
}
