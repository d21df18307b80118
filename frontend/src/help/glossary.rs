//! The words of the field, one meaning each.

use crate::components::{Breadcrumb, Link, PageTitle};
use crate::page::wording;
use leptos::prelude::*;
use messages::words;

/// The terms, as their keys in the message files go on after `term.`: who, what is bought, how, performance, trust.
pub const TERMS: &[&str] = &[
    "purchaser",
    "provider",
    "so",
    "association",
    "service-institution",
    "foundation",
    "charity",
    "registrar",
    "supervising-unit",
    "finance",
    "evaluator",
    "expert",
    "beneficiary",
    "purchase-of-services",
    "guidance-catalogue",
    "recommended-catalogue",
    "demand",
    "requirement",
    "survey",
    "intent",
    "ceiling-price",
    "threshold",
    "management-fee",
    "offer",
    "seal",
    "qualification",
    "substantive",
    "panel",
    "recusal",
    "publicity",
    "objection",
    "challenge",
    "complaint",
    "splitting",
    "milestone",
    "acceptance",
    "supplement",
    "rectification",
    "objective",
    "indicator",
    "evaluation",
    "satisfaction",
    "veto",
    "rating",
    "inspection",
    "abnormal-list",
    "dishonest-list",
    "track-record",
    "ledger",
    "digest",
];

/// The glossary. Each term has an address of its own: `/help/glossary#term-purchaser`.
pub fn glossary_page() -> impl IntoView {
    let w = wording();
    let entries = TERMS.iter().map(|term| view! { <Entry term/> }).collect_view();
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=w.say("glossary.title")/>
        <PageTitle title=w.say("glossary.title") lead=w.say("glossary.lead")/>
        <dl class="facts wide glossary">{entries}</dl>
    }
}

#[component]
fn Entry(term: &'static str) -> impl IntoView {
    let w = wording();
    let key = format!("term.{term}");
    let other = w.language().other();
    let means = w.attribute(&key, "means", &[]).unwrap_or_default();
    view! {
        <div id=format!("term-{term}")>
            <dt><dfn>{w.say(&key)}</dfn></dt>
            <dd>
                {means}
                <small lang=other.tag()>{words(other).say(&key)}</small>
            </dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use messages::{Language, Words};
    use std::collections::BTreeSet;

    #[test]
    fn every_term_of_the_message_files_is_in_the_glossary_with_its_meaning() {
        let inventory = Words::inventory(Language::Zh);
        let worded: BTreeSet<&str> = inventory.keys().filter_map(|key| key.strip_prefix("term-")).filter(|key| !key.contains('.')).collect();
        assert_eq!(worded, TERMS.iter().copied().collect());
        for term in TERMS {
            for language in [Language::Zh, Language::En] {
                assert!(words(language).attribute(&format!("term.{term}"), "means", &[]).is_some(), "{term}");
            }
        }
    }

    /// UX §7: help has at most 60 Han a sentence.
    #[test]
    fn meanings_are_short() {
        for term in TERMS {
            let means = words(Language::Zh).attribute(&format!("term.{term}"), "means", &[]).unwrap_or_default();
            assert!(means.chars().count() <= 40, "{term}: {means}");
        }
    }
}
