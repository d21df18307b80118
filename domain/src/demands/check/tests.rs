//! Worked drafts.

use super::*;
use crate::demands::draft::from_template;
use crate::law::day;
use crate::services::Template;

fn facts() -> CheckFacts {
    CheckFacts { today: day(2025, 3, 3), edition: Edition(day(2025, 3, 3)), like_purchases: Money::ZERO }
}

/// A draft that passes: 480 000 yuan of visits to old people who live alone.
fn good() -> Draft {
    let template = Template::find("elderly-alone-visits").unwrap();
    let mut draft = from_template(template, day(2025, 3, 3), |key| format!("{key} 每月1次"));
    for (field, text) in [
        ("title", "独居老人居家关怀"),
        ("recipients_number", "120"),
        ("place", "示例路街道辖区"),
        ("district", "310106"),
        ("closes_on", "2025-03-12"),
        ("review_on", "2025-03-14"),
        ("acceptance", "逐项核对产出。"),
        ("opinions_least", "30"),
    ] {
        draft.set(field, text);
    }
    for (row, (_, amount)) in template.amounts(Money::yuan(480_000)).into_iter().enumerate() {
        draft.set(&format!("lines.{row}.amount"), &amount.to_string());
        draft.set(&format!("lines.{row}.name"), "明细");
    }
    draft
}

fn codes(draft: &Draft) -> Vec<String> {
    check(draft, &facts()).refused.into_iter().map(|refusal| refusal.code).collect()
}

fn with(changes: &[(&str, &str)]) -> Draft {
    let mut draft = good();
    for (field, text) in changes {
        draft.set(field, text);
    }
    draft
}

#[test]
fn a_filled_template_passes_with_nothing_to_think_about() {
    let checked = check(&good(), &facts());
    assert_eq!((checked.refused, checked.think), (vec![], vec![]));
    let need = checked.need.unwrap();
    assert_eq!(need.budget(), Money::yuan(480_000));
    assert_eq!(need.schedule, [(PaidOn::Signing, Percent(50)), (PaidOn::MidTermAccepted, Percent(30)), (PaidOn::FinalAcceptedAndEvaluated, Percent(20))]);
}

#[test]
fn an_empty_draft_lists_everything_that_is_missing_with_its_page() {
    let checked = check(&Draft::default(), &facts());
    assert!(checked.need.is_none());
    for task in [Task::Need, Task::Recipients, Task::Outputs, Task::Budget, Task::Period, Task::Review, Task::Acceptance] {
        assert!(checked.against(task) > 0, "{task:?}");
    }
    assert!(checked.refused.iter().all(|refusal| refusal.field.as_deref().is_some_and(|field| Task::of_field(field).is_some())));
}

#[test]
fn what_cannot_be_read_is_quoted_back() {
    let checked = check(&with(&[("lines.0.amount", "四十万左右")]), &facts());
    assert_eq!(checked.refused[0].code, "demands.not-an-amount");
    assert!(checked.refused[0].facts.contains(&("typed".into(), Fact::Text("四十万左右".into()))));
    assert_eq!(codes(&with(&[("ends_on", "2025-02-30")])), ["demands.not-a-day"]);
    assert_eq!(codes(&with(&[("outputs.0.quantity", "很多")])), ["demands.not-a-number"]);
}

/// One unreadable field does not hide what is wrong with the days: everything is said at once.
#[test]
fn days_are_judged_although_another_field_cannot_be_read() {
    let checked = check(&with(&[("outputs.0.quantity", "很多"), ("starts_on", "2025-03-01"), ("closes_on", "2025-03-12")]), &facts());
    let found: Vec<&str> = checked.refused.iter().map(|refusal| &*refusal.code).collect();
    assert_eq!(found, ["demands.not-a-number", "demands.starts-before-close"]);
    assert!(checked.read.closes_on.is_some() && checked.read.reviewers.is_some() && checked.need.is_none());
    assert_eq!(codes(&with(&[("ends_on", "3月12日")])), ["demands.day-unreadable"]);
}

/// T29.
#[test]
fn t29_a_budget_without_management_cost_cannot_go_out() {
    assert_eq!(codes(&with(&[("lines.5.kind", "other")])), ["services.management-line-missing"]);
}

#[test]
fn a_budget_at_the_threshold_is_refused_and_marked_unverified() {
    let checked = check(&with(&[("lines.0.amount", "100万")]), &facts());
    let refusal = checked.refused.iter().find(|r| r.code == "demands.at-threshold").unwrap();
    assert!(refusal.basis.unwrap().unverified);
}

/// T30.
#[test]
fn t30_like_purchases_that_add_up_to_the_threshold_are_warned_of() {
    let facts = CheckFacts { like_purchases: Money::yuan(520_000), ..facts() };
    let checked = check(&good(), &facts);
    assert_eq!((checked.refused.len(), checked.think[0].code.as_str()), (0, "demands.like-purchases-sum"));
    let below = CheckFacts { like_purchases: Money::yuan(519_999), ..facts };
    assert!(check(&good(), &below).think.is_empty());
}

/// T17: a term of 18 months needs the four conditions of 102号令 第24条; with them up to 36 months pass.
#[test]
fn t17_a_long_term_needs_its_four_conditions() {
    let long = [("ends_on", "2026-10-13"), ("milestones.2.due_on", "2026-10-13")];
    let refusal = check(&with(&long), &facts()).refused.remove(0);
    assert_eq!((refusal.code.as_str(), refusal.basis.unwrap().scope), ("demands.term-unusual", Scope::PurchaseOfServices));
    let boxes = [("long_funded", "on"), ("long_fixed", "on"), ("long_continuous", "on"), ("long_stable", "on")];
    assert_eq!(codes(&with(&[&long[..], &boxes].concat())), Vec::<String>::new());
    assert_eq!(codes(&with(&[&[("ends_on", "2028-04-15")], &boxes[..]].concat())), ["demands.term-too-long"]);
    assert_eq!(codes(&with(&[&long[..], &boxes[..3]].concat())), ["demands.term-unusual"]);
}

#[test]
fn criteria_and_shares_add_up_to_a_hundred() {
    let checked = check(&with(&[("criteria_feasibility", "25")]), &facts());
    assert_eq!(checked.refused[0].facts[1], ("missing".into(), Fact::Points(Points::whole(5))));
    assert_eq!(codes(&with(&[("pay_final", "25")])), ["demands.shares-not-100"]);
    assert_eq!(codes(&with(&[("pay_signing", "70"), ("pay_final", "0")])), ["demands.no-final-share"]);
}

/// T32, at the start of the road: a public service without recipients' opinions cannot even be published.
#[test]
fn t32_recipients_of_public_services_must_be_asked() {
    let refusal = check(&with(&[("opinions_least", "0")]), &facts()).refused.remove(0);
    assert_eq!((refusal.code.as_str(), refusal.basis.unwrap().borrowed), ("demands.no-opinions", Some(Law::ProcurementRegulation.article(45))));
    assert_eq!(codes(&with(&[("opinions_least", "0"), ("subject", "auxiliary-service")])), Vec::<String>::new());
    assert_eq!(codes(&with(&[("opinions_least", "121")])), ["demands.opinions-above-recipients"]);
}

#[test]
fn what_may_not_be_bought_is_refused_on_its_article() {
    let refusal = check(&with(&[("subject", "labour")]), &facts()).refused.remove(0);
    assert_eq!(refusal.basis.unwrap().article, Law::PurchaseOfServices.article(10));
}

#[test]
fn conditions_that_narrow_the_field_are_advised_against() {
    let checked = check(&with(&[("local", "on"), ("similar", "3"), ("outputs.1.standard", "服务态度较好")]), &facts());
    let codes: Vec<_> = checked.think.iter().map(|refusal| refusal.code.as_str()).collect();
    assert_eq!((checked.refused.len(), codes), (0, vec!["demands.local-only", "demands.many-similar", "demands.vague"]));
}

#[test]
fn milestones_lie_within_the_period_in_order_and_end_with_one_final() {
    assert_eq!(codes(&with(&[("milestones.0.due_on", "2025-01-01")])), ["demands.milestone-outside"]);
    assert_eq!(codes(&with(&[("milestones.2.kind", "other")])), ["demands.one-final"]);
    assert_eq!(codes(&with(&[("milestones.1.kind", "other")])), ["demands.no-mid-term"]);
    assert_eq!(codes(&with(&[("milestones.0.due_on", "2025-12-30")])), ["demands.milestones-unordered"]);
}
