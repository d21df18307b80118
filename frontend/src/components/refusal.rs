//! A refusal that explains itself: what, why, on which article, what would make it pass.

use super::{Act, Acts};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;
use messages::Said;

/// The box of a refusal. The button does the mending.
#[component]
pub fn RefusalBox(
    /// The refusal in words.
    said: Said,
    /// What the mending needs: the first one is the page's filled button.
    #[prop(optional)]
    acts: Vec<Act>,
) -> impl IntoView {
    let w = wording();
    let id = fresh_id("refusal");
    let (what, why) = first_sentence(&said.what);
    let row = |term: &str, text: String| view! { <dt>{w.say(term)}</dt><dd>{text}</dd> };
    view! {
        <section class="refusal" aria-labelledby=id>
            <h2 id=id.clone()>{what}</h2>
            <dl>
                {why.map(|text| row("refusal.why", text))}
                {said.article.map(|text| row("refusal.article", text))}
                {said.remedy.map(|text| row("refusal.remedy", text))}
            </dl>
            <Acts acts/>
        </section>
    }
}

/// The first sentence says what cannot be done; the rest says why.
fn first_sentence(text: &str) -> (String, Option<String>) {
    let end = ["。", "? ", "? ", ". "].iter().filter_map(|stop| text.find(stop).map(|at| at + stop.len())).min();
    let (what, why) = text.split_at(end.unwrap_or(text.len()));
    let why = why.trim();
    (what.trim().to_owned(), (!why.is_empty()).then(|| why.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn what_comes_first_and_why_follows() {
        assert_eq!(first_sentence("不能付款。超过约定。"), ("不能付款。".into(), Some("超过约定。".into())));
        assert_eq!(first_sentence("CNY 1.50 is too much. It is more than agreed."), ("CNY 1.50 is too much.".into(), Some("It is more than agreed.".into())));
        assert_eq!(first_sentence("没有找到。"), ("没有找到。".into(), None));
    }
}
