//! An offer, read from what was typed.

use crate::demands::{Draft, Need};
use crate::ids::FileId;
use crate::law::{Basis, Law, Scope};
use crate::money::{Money, NotMoney};
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::services::{BudgetLine, MANAGEMENT_LINES_MIN};
use crate::step::Word;
use serde::{Deserialize, Serialize};

/// Most files of one offer.
pub const MOST_FILES: usize = 10;
/// Longest plan and longest description of the team, in characters.
pub const LONGEST: usize = 10_000;

/// An offer: a price for each budget line of the need, a plan, a team, files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = BidOffer))]
pub struct Offer {
    /// One price a budget line, in the order of the need's lines.
    pub prices: Vec<Money>,
    /// How the work is to be done.
    pub plan: String,
    /// Who does it.
    pub team: String,
    /// Files that belong to it.
    pub files: Vec<FileId>,
}

impl Offer {
    /// The price: the sum of the lines.
    pub fn price(&self) -> Money {
        self.prices.iter().copied().sum()
    }
}

/// The field in which the price of a line is typed.
pub fn price_field(line: usize) -> String {
    format!("prices.{line}")
}

/// Reads a draft against its need. Fields: `prices.0`, `prices.1`, … in the order of the need's lines, `plan`, `team`.
///
/// # Errors
/// All that stands against it at once: `bids.price-missing`, `bids.price-unreadable`, `bids.over-line` above the ceiling of a line,
/// `bids.over-budget`, `bids.management-missing` where the need has a management line and the offer asks nothing for it,
/// `bids.plan-missing`, `bids.team-missing`, `bids.too-long`, `bids.too-many-files`.
pub fn check(need: &Need, draft: &Draft, files: &[FileId]) -> Result<Offer, Vec<Refusal>> {
    let mut refused = Vec::new();
    let prices = prices(need, draft, &mut refused);
    let plan = text(draft, "plan", "bids.plan-missing", &mut refused);
    let team = text(draft, "team", "bids.team-missing", &mut refused);
    if files.len() > MOST_FILES {
        refused.push(Refusal::new("bids.too-many-files").fact("most", MOST_FILES).fact("n", files.len()).field("files"));
    }
    if refused.is_empty() {
        Ok(Offer { prices, plan, team, files: files.to_vec() })
    } else {
        Err(refused.into_iter().map(|refusal| refusal.remedy(Action::SubmitBid)).collect())
    }
}

fn prices(need: &Need, draft: &Draft, refused: &mut Vec<Refusal>) -> Vec<Money> {
    let unit = Basis::of(Law::UnitRule.whole(), Scope::Unit);
    let before = refused.len();
    let mut prices = Vec::with_capacity(need.lines.len());
    for (index, line) in need.lines.iter().enumerate() {
        let field = price_field(index);
        let typed = draft.get(&field);
        let refuse = |code| Refusal::new(code).fact("line", line.name.as_str()).fact("kind", Fact::Term(line.kind.term())).field(field.clone());
        match Money::parse_yuan(typed) {
            Ok(price) if price > line.amount => refused.push(refuse("bids.over-line").fact("price", price).fact("most", line.amount).basis(unit)),
            Ok(price) if price == Money::ZERO && line.kind == BudgetLine::Management => {
                refused.push(refuse("bids.management-missing").basis(MANAGEMENT_LINES_MIN.cite()));
            }
            Ok(price) => prices.push(price),
            Err(NotMoney::Empty) => refused.push(refuse("bids.price-missing")),
            Err(_) => refused.push(refuse("bids.price-unreadable").fact("typed", typed)),
        }
    }
    let (price, budget) = (prices.iter().copied().sum::<Money>(), need.budget());
    if refused.len() == before && price > budget {
        refused.push(Refusal::new("bids.over-budget").fact("price", price).fact("most", budget).basis(unit).field(price_field(0)));
    }
    if refused.len() == before && price == Money::ZERO {
        refused.push(Refusal::new("bids.price-zero").field(price_field(0)));
    }
    prices
}

fn text(draft: &Draft, field: &str, missing: &'static str, refused: &mut Vec<Refusal>) -> String {
    let text = draft.get(field).trim();
    let length = text.chars().count();
    if length == 0 {
        refused.push(Refusal::new(missing).field(field));
    } else if length > LONGEST {
        let name = Fact::Term(format!("bids.field-{field}"));
        refused.push(Refusal::new("bids.too-long").fact("field", name).fact("most", LONGEST).fact("length", length).field(field));
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demands::{CheckFacts, check as check_demand, from_template};
    use crate::law::{Edition, day};
    use crate::services::Template;

    fn need() -> Need {
        let template = Template::find("elderly-alone-visits").unwrap();
        let today = day(2025, 3, 3);
        let mut draft = from_template(template, today, |key| format!("{key} 每月1次"));
        for (field, text) in [
            ("title", "独居老人关怀"),
            ("problem", "无人照看"),
            ("recipients_number", "120"),
            ("place", "示例路"),
            ("district", "310106"),
            ("closes_on", "2025-03-12"),
            ("review_on", "2025-03-14"),
            ("acceptance", "逐项核对"),
            ("opinions_least", "30"),
        ] {
            draft.set(field, text);
        }
        for (row, (_, amount)) in template.amounts(Money::yuan(480_000)).into_iter().enumerate() {
            draft.set(&format!("lines.{row}.amount"), &amount.to_string());
            draft.set(&format!("lines.{row}.name"), "明细");
        }
        let checked = check_demand(&draft, &CheckFacts { today, edition: Edition(today), like_purchases: Money::ZERO });
        checked.need.unwrap()
    }

    fn full(need: &Need) -> Draft {
        let mut draft = Draft::default();
        for (index, line) in need.lines.iter().enumerate() {
            draft.set(&price_field(index), &line.amount.to_string());
        }
        draft.set("plan", "每周探访");
        draft.set("team", "社工五人");
        draft
    }

    fn codes(need: &Need, draft: &Draft) -> Vec<String> {
        check(need, draft, &[]).err().unwrap_or_default().into_iter().map(|refusal| refusal.code).collect()
    }

    #[test]
    fn an_offer_within_every_line_is_read() {
        let need = need();
        let offer = check(&need, &full(&need), &[]).unwrap();
        assert_eq!((offer.price(), offer.prices.len()), (need.budget(), need.lines.len()));
    }

    #[test]
    fn a_line_above_its_ceiling_is_refused_although_the_sum_fits() {
        let need = need();
        let mut draft = full(&need);
        draft.set("prices.0", &(need.lines[0].amount + Money::fen(1)).to_string());
        draft.set("prices.1", "1");
        assert_eq!(codes(&need, &draft), ["bids.over-line"]);
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once() {
        let need = need();
        let mut expected = vec!["bids.price-missing"; need.lines.len()];
        expected.extend(["bids.plan-missing", "bids.team-missing"]);
        assert_eq!(codes(&need, &Draft::default()), expected);
        let mut draft = full(&need);
        draft.set("prices.0", "大约三万");
        assert_eq!(codes(&need, &draft), ["bids.price-unreadable"]);
    }

    /// `services.management-lines-min`: what the budget must show, the offer must ask for.
    #[test]
    fn the_management_line_may_not_be_nothing() {
        let need = need();
        let mut draft = full(&need);
        let management = need.lines.iter().position(|line| line.kind == BudgetLine::Management).unwrap();
        draft.set(&price_field(management), "0");
        assert_eq!(codes(&need, &draft), ["bids.management-missing"]);
    }
}
