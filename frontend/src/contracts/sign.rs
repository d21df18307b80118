//! The last look before a signature, and its receipt.

use super::text::Text;
use super::typed::{Refused, Typed};
use crate::components::{Act, Acts, Answer, Breadcrumb, CheckAnswers, Digest, FormFrame, Link, PageTitle, Receipt, ReceiptCard, Remark};
use crate::page::wording;
use domain::contracts::{ContractDraftView, Side};
use domain::money::Money;
use domain::policy::Action;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct SignPage {
    /// The draft.
    pub view: ContractDraftView,
    /// Makes a second press the same press.
    pub once: String,
    /// The refused form, if it was refused.
    pub typed: Typed,
}

fn sums(w: Words, sum: Money) -> Vec<String> {
    vec![w.money(sum), w.say_with("contracts.capitals", &[("capitals", sum.capitals().into())])]
}

/// The page.
pub fn sign_page(page: SignPage) -> impl IntoView {
    let w = wording();
    let SignPage { view, once, typed } = page;
    let id = view.row.id;
    let terms = &view.terms;
    let purchaser = view.acts.contains(&Action::SignForPurchaser);
    let answer = |key: &str, answer: Vec<String>| Answer { question: w.say(key), answer, change: None, error: None };
    let period = super::words::period(w, terms.starts, terms.ends);
    let first = terms.schedule.amounts(terms.price).into_iter().next().unwrap_or_default();
    let answers = vec![
        answer("contracts.sign-for", vec![if purchaser { terms.purchaser.name.clone() } else { terms.provider.name.clone() }]),
        answer("contracts.sign-with", vec![if purchaser { terms.provider.name.clone() } else { terms.purchaser.name.clone() }]),
        answer("contracts.subject", vec![terms.subject.clone()]),
        answer("contracts.price", sums(w, terms.price)),
        answer("contracts.service-period", vec![period]),
        answer("contracts.first-payment", sums(w, first)),
        answer("contracts.sign-by", vec![w.day(view.sign_by, Style::Long)]),
    ];
    let late = (view.late > 0).then(|| view! { <Remark text=w.say_with("contracts.signed-late", &[("days", view.late.into())])/> });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("contracts.drafts"), "/contracts/drafts"), Link::new(view.row.title.clone(), format!("/contracts/drafts/{id}"))] here=w.say("contracts.sign-title")/>
        <PageTitle title=w.say("contracts.sign-title") lead=w.say("contracts.sign-lead")/>
        <Refused typed has=|_| false/>
        {late}
        <CheckAnswers answers/>
        <p class="after small soft">{w.say("contracts.digest-of")}</p>
        <Digest digest=view.digest.clone()/>
        <FormFrame action=format!("/contracts/drafts/{id}/sign") once=once seen=view.version.to_string()>
            <p class="small soft">{w.say(if view.signatures.is_empty() { "contracts.sign-first-text" } else { "contracts.sign-second-text" })}</p>
            <div class="acts"><button class="btn main">{w.say("contracts.sign-act")}</button></div>
        </FormFrame>
        <details class="section">
            <summary>{w.say("contracts.read-text")}</summary>
            <Text terms=view.terms.clone()/>
        </details>
    }
}

/// The receipt of a signature, kept at its address.
pub fn signed_receipt(view: ContractDraftView, telephone: String) -> impl IntoView {
    let w = wording();
    let id = view.row.id;
    let last = view.signatures.iter().max_by_key(|signature| signature.at);
    let next = match (view.number, last.map(|signature| signature.side)) {
        (Some(number), _) => w.say_with("contracts.signed-next-both", &[("number", number.to_string().into())]),
        (None, Some(Side::Purchaser)) => w.say("contracts.signed-next-provider"),
        (None, _) => w.say("contracts.signed-next-purchaser"),
    };
    let receipt = Receipt {
        what: w.say_with("contracts.signed-what", &[("subject", view.row.title.clone().into())]),
        number: view.number.map_or_else(|| w.money(view.terms.price), |number| number.to_string()),
        time: last.map(|signature| w.moment_exact(signature.at)).unwrap_or_default(),
        digest: Some(view.digest.clone()),
        next: vec![next],
        contact: Some(telephone),
    };
    let target = view.number.map_or_else(|| format!("/contracts/drafts/{id}"), |number| format!("/contracts/{number}"));
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("contracts.drafts"), "/contracts/drafts")] here=view.row.title.clone()/>
        <PageTitle title=w.say("contracts.signed-title")/>
        <ReceiptCard receipt/>
        <Acts acts=vec![Act::link(w.say("contracts.to-contract"), target).main()]/>
    }
}
