//! Thin bars that narrow: where money goes, and how many remain after each condition.

use super::percent;
use crate::page::wording;
use domain::money::Money;
use leptos::prelude::*;

/// A level of the way money takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// City, district, purchaser, contract.
    pub label: String,
    /// Its page.
    pub href: String,
    /// What was paid at this level.
    pub amount: Money,
}

/// From the whole city down to one contract, each a link.
#[component]
pub fn MoneyPath(steps: Vec<PathStep>) -> impl IntoView {
    let w = wording();
    let scale = steps.iter().map(|step| step.amount).max().unwrap_or_default().as_fen();
    let line = move |step: PathStep| {
        view! {
            <li>
                <a class="quiet" href=step.href>{step.label}</a>
                <span class="sum">{w.money_in_list(step.amount)}</span>
                <svg aria-hidden="true">
                    <rect width="100%" height="6" class="f-sunk"></rect>
                    <rect width=percent(step.amount.as_fen(), scale) height="6" class="f1"></rect>
                </svg>
            </li>
        }
    };
    view! { <ol class="path">{steps.into_iter().map(line).collect_view()}</ol> }
}

/// How many remain after a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunnelStep {
    /// In words, with the number: 24家领域一致.
    pub text: String,
    /// The number.
    pub count: i64,
    /// Whether this condition excludes the most.
    pub narrow: bool,
}

/// Conditions in order, each with how many remain.
#[component]
pub fn Funnel(steps: Vec<FunnelStep>) -> impl IntoView {
    let scale = steps.iter().map(|step| step.count).max().unwrap_or(0);
    let line = move |step: FunnelStep| {
        view! {
            <li>
                <span class="tn"><crate::components::Figure text=step.text/></span>
                <svg aria-hidden="true">
                    <rect width="100%" height="8" class="f-sunk"></rect>
                    <rect width=percent(step.count, scale) height="8" class=if step.narrow { "f2" } else { "f6" }></rect>
                </svg>
            </li>
        }
    };
    view! { <ol class="funnel">{steps.into_iter().map(line).collect_view()}</ol> }
}
