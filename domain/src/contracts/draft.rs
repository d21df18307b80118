//! The first text of a contract: made from the need as published and the offer as chosen; a few blanks are left open.

use super::contract::as_offered;
use super::milestone::hears_recipients;
use super::schedule::Schedule;
use super::terms::{AcceptancePlan, ContractTerms, EvaluationClause, Line, LongTermGrounds, MilestoneTerms, Party, Served};
use crate::calendar::{CalendarDays, WorkingDays, after_months};
use crate::demands::{Need, OutputLine, TERM_USUAL};
use crate::law::Edition;
use crate::money::{Money, Percent};
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Days from a report to acceptance in a first text.
const ACCEPT_WITHIN: CalendarDays = CalendarDays(15);
/// The largest share of the final instalment that a first text lets the purchaser keep back.
const DEDUCT_AT_MOST: Percent = Percent(50);
/// Key and version of the scheme that a first text names.
const SCHEME: (&str, &str) = ("so-services", "2025.1");

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Who buys.
    pub purchaser: Party,
    /// Who was chosen.
    pub provider: Party,
    /// The prices that were offered, in the order of the need's lines.
    pub prices: Vec<Money>,
    /// The price as confirmed; below the sum of the offer where it was negotiated.
    pub price: Money,
}

/// What the drafter may still set; everything else is fixed by what was published and offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = ContractBlanks))]
pub struct Blanks {
    /// Working days to pay each instalment, in their order.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<u16>))]
    pub pay_within: Vec<WorkingDays>,
    /// Days from a report to its acceptance.
    #[cfg_attr(feature = "schema", schema(value_type = u16))]
    pub accept_within: CalendarDays,
    /// The largest share of the final instalment that may be kept back.
    pub deduct_at_most: Percent,
    /// For each milestone how much of each output of the contract it ends, in the order of [`ContractTerms::outputs`].
    pub quantities: Vec<Vec<u32>>,
}

impl ContractTerms {
    /// The first text.
    pub fn first(need: &Need, chosen: Chosen, edition: Edition) -> ContractTerms {
        let long = need.ends_on >= after_months(need.starts_on, TERM_USUAL.at(edition).0);
        ContractTerms {
            subject: need.title.clone(),
            recipients: Served { who: need.recipients, number: need.recipients_number, place: need.place.clone() },
            lines: lines(need, &chosen.prices, chosen.price),
            price: chosen.price,
            purchaser: chosen.purchaser,
            provider: chosen.provider,
            starts: need.starts_on,
            ends: need.ends_on,
            // A longer term passes the demand's check with all four grounds alone.
            long_term: if long { LongTermGrounds::ALL } else { LongTermGrounds::default() },
            milestones: milestones(need),
            schedule: Schedule::of(&need.schedule, edition),
            acceptance: AcceptancePlan {
                within: ACCEPT_WITHIN,
                how: need.acceptance.clone(),
                public_service: need.is_public_service(),
                opinions_least: need.opinions_least,
            },
            evaluation: EvaluationClause { third_party: true, scheme: SCHEME.0.to_owned(), version: SCHEME.1.to_owned(), deduct_at_most: DEDUCT_AT_MOST },
        }
    }

    /// What the blanks say now.
    pub fn blanks(&self) -> Blanks {
        let outputs = self.outputs();
        let of = |milestone: &MilestoneTerms, output: &OutputLine| {
            milestone.outputs.iter().find(|has| has.name == output.name && has.measure == output.measure).map_or(0, |has| has.quantity)
        };
        Blanks {
            pay_within: self.schedule.instalments.iter().map(|instalment| instalment.within).collect(),
            accept_within: self.acceptance.within,
            deduct_at_most: self.evaluation.deduct_at_most,
            quantities: self.milestones.iter().map(|milestone| outputs.iter().map(|output| of(milestone, output)).collect()).collect(),
        }
    }

    /// Fills the blanks.
    ///
    /// # Errors
    /// `contracts.outputs-not-announced` for an output whose parts do not add up to what was announced. What else stands against
    /// the text is said by [`ContractTerms::check`].
    pub fn fill(&mut self, blanks: &Blanks) -> Result<(), Vec<Refusal>> {
        let outputs = self.outputs();
        let part = |milestone: usize, output: usize| blanks.quantities.get(milestone).and_then(|row| row.get(output)).copied().unwrap_or(0);
        let mut found = Vec::new();
        for (index, output) in outputs.iter().enumerate() {
            let sum: u64 = (0..self.milestones.len()).map(|milestone| u64::from(part(milestone, index))).sum();
            if sum != u64::from(output.quantity) {
                found.push(
                    Refusal::new("contracts.outputs-not-announced")
                        .fact("output", output.name.as_str())
                        .fact("sum", i64::try_from(sum).unwrap_or(i64::MAX))
                        .fact("quantity", i64::from(output.quantity))
                        .field(format!("quantity.0.{index}")),
                );
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        for (row, milestone) in self.milestones.iter_mut().enumerate() {
            let quantities = outputs.iter().enumerate().map(|(index, output)| OutputLine { quantity: part(row, index), ..output.clone() });
            milestone.outputs = quantities.filter(|output| output.quantity > 0).collect();
        }
        for (instalment, within) in self.schedule.instalments.iter_mut().zip(&blanks.pay_within) {
            instalment.within = *within;
        }
        self.acceptance.within = blanks.accept_within;
        self.evaluation.deduct_at_most = blanks.deduct_at_most;
        Ok(())
    }

    /// Everything that stands against the text today, its price against the chosen one included.
    pub fn objections(&self, chosen: Money, edition: Edition) -> Vec<Refusal> {
        let mut found = self.check(edition);
        found.extend(as_offered(self.price, chosen).err());
        found
    }
}

/// The lines of the price. Where less was agreed than offered, every line falls by the same share, rounded half up to the fen;
/// the largest line takes what rounding leaves.
fn lines(need: &Need, prices: &[Money], price: Money) -> Vec<Line> {
    let offered = prices.iter().copied().sum::<Money>().as_fen();
    let share = |amount: Money| {
        if offered <= 0 || offered == price.as_fen() {
            return amount;
        }
        let product = i128::from(amount.as_fen()) * i128::from(price.as_fen()) * 2 + i128::from(offered);
        Money::fen(i64::try_from(product.div_euclid(2 * i128::from(offered))).unwrap_or(i64::MAX))
    };
    let mut lines: Vec<Line> =
        need.lines.iter().zip(prices).map(|(line, amount)| Line { kind: line.kind, name: line.name.clone(), amount: share(*amount) }).collect();
    let left = price - lines.iter().map(|line| line.amount).sum::<Money>();
    if let Some(largest) = lines.iter_mut().max_by_key(|line| line.amount) {
        largest.amount = largest.amount + left;
    }
    lines
}

/// The milestones with their parts of the outputs: spread by the days that go by up to each, in whole units, the last one with
/// what is left. The start ends nothing.
fn milestones(need: &Need) -> Vec<MilestoneTerms> {
    let days = |until: chrono::NaiveDate| until.signed_duration_since(need.starts_on).num_days().max(0);
    let whole = need.milestones.last().map_or(0, |last| days(last.due_on));
    let mut given = vec![0_u32; need.outputs.len()];
    let mut out = Vec::with_capacity(need.milestones.len());
    for (index, milestone) in need.milestones.iter().enumerate() {
        let last = index + 1 == need.milestones.len();
        let mut outputs = Vec::new();
        if last || hears_recipients(milestone.kind) {
            for (output, given) in need.outputs.iter().zip(given.iter_mut()) {
                let until = if last { output.quantity } else { until(output.quantity, days(milestone.due_on), whole) };
                let quantity = until.saturating_sub(*given);
                *given = until.max(*given);
                if quantity > 0 {
                    outputs.push(OutputLine { quantity, ..output.clone() });
                }
            }
        }
        out.push(MilestoneTerms { kind: milestone.kind, name: milestone.name.clone(), planned: milestone.due_on, outputs });
    }
    out
}

/// How much is due after so many of all days, rounded half up, never more than all.
fn until(quantity: u32, days: i64, whole: i64) -> u32 {
    if whole <= 0 {
        return 0;
    }
    let part = (2 * i64::from(quantity) * days + whole).div_euclid(2 * whole);
    u32::try_from(part).unwrap_or(quantity).min(quantity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demands::{Draft, MilestoneKind, from_template};
    use crate::law::day;
    use crate::services::Template;
    use proptest::prelude::*;

    const EDITION: Edition = Edition(day(2025, 3, 3));

    fn need(budget: Money) -> Need {
        let template = Template::find("elderly-alone-visits").unwrap();
        let mut draft: Draft = from_template(template, day(2025, 3, 3), str::to_owned);
        let fields = [("title", "居家关怀"), ("problem", "无人照看"), ("recipients_number", "120"), ("place", "示例路街道"), ("district", "310106")];
        let more = [("closes_on", "2025-03-12"), ("review_on", "2025-03-14"), ("acceptance", "逐项核对"), ("opinions_least", "30")];
        for (field, text) in fields.into_iter().chain(more) {
            draft.set(field, text);
        }
        for (row, (_, amount)) in template.amounts(budget).into_iter().enumerate() {
            draft.set(&format!("lines.{row}.amount"), &amount.to_string());
            draft.set(&format!("lines.{row}.name"), "明细");
        }
        let facts = crate::demands::CheckFacts { today: day(2025, 3, 3), edition: EDITION, like_purchases: Money::ZERO };
        crate::demands::check(&draft, &facts).need.unwrap()
    }

    fn first(need: &Need, price: Money) -> ContractTerms {
        let sound = super::super::terms::tests::terms();
        let prices = need.lines.iter().map(|line| line.amount).collect();
        ContractTerms::first(need, Chosen { purchaser: sound.purchaser, provider: sound.provider, prices, price }, EDITION)
    }

    #[test]
    fn the_first_text_can_be_signed_as_it_stands() {
        let need = need(Money::yuan(480_000));
        let terms = first(&need, Money::yuan(480_000));
        assert_eq!(terms.objections(Money::yuan(480_000), EDITION), []);
        assert_eq!(terms.outputs(), need.outputs);
        let start = terms.milestones.iter().find(|milestone| milestone.kind == MilestoneKind::Start);
        assert!(start.is_none_or(|start| start.outputs.is_empty()));
    }

    #[test]
    fn blanks_are_filled_and_read_back_and_outputs_stay_as_announced() {
        let mut terms = first(&need(Money::yuan(480_000)), Money::yuan(480_000));
        let (mut blanks, before) = (terms.blanks(), terms.clone());
        terms.fill(&blanks).unwrap();
        assert_eq!(terms, before);
        blanks.accept_within = CalendarDays(10);
        blanks.pay_within[0] = WorkingDays(5);
        terms.fill(&blanks).unwrap();
        assert_eq!((terms.blanks(), terms.schedule.instalments[0].within), (blanks.clone(), WorkingDays(5)));
        let last = blanks.quantities.len() - 1;
        blanks.quantities[last][0] += 1;
        assert_eq!(terms.fill(&blanks).unwrap_err()[0].code, "contracts.outputs-not-announced");
    }

    proptest! {
        #[test]
        fn a_negotiated_price_is_spread_to_the_fen(fen in 1_000_000..48_000_000_i64) {
            let terms = first(&need(Money::yuan(480_000)), Money::fen(fen));
            prop_assert_eq!(terms.lines.iter().map(|line| line.amount).sum::<Money>(), Money::fen(fen));
            prop_assert!(terms.lines.iter().all(|line| line.amount >= Money::ZERO));
            prop_assert_eq!(terms.objections(Money::fen(fen), EDITION), vec![]);
        }
    }
}
