//! The last look before an act, and the receipt after it.

use super::{Bit, Digest, Facts, FactsLayout, Item};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// A question with the answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was asked.
    pub question: String,
    /// What was answered, a paragraph each; empty says 未填写.
    pub answer: Vec<String>,
    /// Where to change it, with the field's id behind `#`.
    pub change: Option<String>,
    /// What would be refused about it.
    pub error: Option<String>,
}

/// All answers, each with a link that changes it.
#[component]
pub fn CheckAnswers(answers: Vec<Answer>) -> impl IntoView {
    view! { <dl class="answers">{answers.into_iter().map(|answer| view! { <OneAnswer answer/> }).collect_view()}</dl> }
}

#[component]
fn OneAnswer(answer: Answer) -> impl IntoView {
    let w = wording();
    let text = if answer.answer.is_empty() { vec![w.say("empty.unfilled")] } else { answer.answer };
    let change = answer.change.map(|href| {
        let about = format!(" {}", answer.question);
        view! {
            <dd class="change">
                <a href=href>{w.say("answers.change")}<span class="vh">{about}</span></a>
            </dd>
        }
    });
    view! {
        <div>
            <dt>{answer.question.clone()}</dt>
            <dd>
                {text.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                {answer.error.map(|error| view! { <p class="cin">{w.say("errors.prefix")}{error}</p> })}
            </dd>
            {change}
        </div>
    }
}

/// What a person keeps of an act: it stays at its address for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What was received or done: 已收到响应文件.
    pub what: String,
    /// Its number.
    pub number: String,
    /// When, to the second.
    pub time: String,
    /// The digest of what was sent.
    pub digest: Option<String>,
    /// What comes next, and until when.
    pub next: Vec<String>,
    /// Whom to call.
    pub contact: Option<String>,
}

/// A receipt.
#[component]
pub fn ReceiptCard(receipt: Receipt) -> impl IntoView {
    let w = wording();
    let id = fresh_id("receipt");
    let row = |key: &str, text: String| Item::new(w.say(key), vec![Bit::text(text)]);
    let mut items = vec![row("receipt.time", receipt.time)];
    items.extend(receipt.next.into_iter().map(|next| row("receipt.next", next)));
    items.extend(receipt.contact.map(|contact| row("receipt.contact", contact)));
    view! {
        <section class="receipt" aria-labelledby=id.clone()>
            <h2 id=id.clone() class="small soft">{receipt.what}</h2>
            <p class="x26 tn">{receipt.number}</p>
            <Facts items layout=FactsLayout::Wide/>
            {receipt.digest.map(|digest| view! { <Digest digest/> })}
        </section>
    }
}
