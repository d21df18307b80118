//! Kinds of budget lines, and the one that may not be missing.

use crate::law::{Certainty, Edition, Law, Rule, Scope, since_founded};
use crate::policy::Action;
use crate::refusal::Refusal;

crate::words! {
    /// What a budget line pays for (预算明细).
    pub enum BudgetLine("budget-line") {
        /// 人员.
        Staff = "staff",
        /// 活动.
        Activity = "activity",
        /// 物料.
        Material = "material",
        /// 管理费: what the organization's own management costs.
        Management = "management",
        /// 税费.
        Tax = "tax",
        /// 其他.
        Other = "other",
    }
}

/// Least number of lines for the organization's management cost in a budget.
///
/// A charity's management cost must stand in the project budget (上海市慈善条例 第59条); the unit's rule asks it of every provider.
pub static MANAGEMENT_LINES_MIN: Rule<i64> = Rule {
    key: "services.management-lines-min",
    basis: Law::UnitRule.whole(),
    scope: Scope::Unit,
    borrowed: Some(Law::ShanghaiCharity.article(59)),
    certainty: Certainty::Design,
    values: &[since_founded(1)],
};

/// Whether these lines may stand in a final budget.
///
/// # Errors
/// `services.management-line-missing` without a line for the organization's management cost (T29).
pub fn check_lines(lines: impl IntoIterator<Item = BudgetLine>, edition: Edition) -> Result<(), Refusal> {
    let least = usize::try_from(MANAGEMENT_LINES_MIN.at(edition)).unwrap_or(0);
    if lines.into_iter().filter(|line| *line == BudgetLine::Management).count() < least {
        return Err(Refusal::new("services.management-line-missing").basis(MANAGEMENT_LINES_MIN.cite()).remedy(Action::EditDemand).field("lines"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::FOUNDED;

    /// T29, `services.management-lines-min`.
    #[test]
    fn t29_a_budget_without_management_cost_is_refused() {
        let edition = Edition(FOUNDED);
        let refusal = check_lines([BudgetLine::Staff, BudgetLine::Activity, BudgetLine::Tax], edition).unwrap_err();
        assert_eq!(refusal.code, "services.management-line-missing");
        let basis = refusal.basis.unwrap();
        assert_eq!((basis.scope, basis.borrowed), (Scope::Unit, Some(Law::ShanghaiCharity.article(59))));
        assert_eq!(check_lines([BudgetLine::Staff, BudgetLine::Management], edition), Ok(()));
    }
}
