//! Batches: needs that go out together.

use super::draft::card;
use crate::components::{Act, Acts, Breadcrumb, Card, CardLayout, CardList, EmptyState, Field, FormFrame, Link, PageTitle, TextField};
use crate::page::wording;
use domain::demands::{BatchRow, BatchView};
use domain::refusal::Refusal;
use leptos::prelude::*;

/// The batches that are being put together, and the form that begins another.
#[component]
pub(super) fn Batches(batches: Vec<BatchRow>, form: Option<(String, Vec<Refusal>)>) -> impl IntoView {
    let w = wording();
    let card = |row: BatchRow| Card {
        title: row.title,
        href: Some(format!("/demands/batches/{}", row.id)),
        meta: vec![w.say_with("demands.batch-holds", &[("n", row.demands.into())])],
        when: vec![w.say_with("demands.batch-begun", &[("time", w.moment(row.begun_at).into())])],
        ..Card::default()
    };
    let cards: Vec<Card> = batches.into_iter().map(card).collect();
    let list = (!cards.is_empty()).then(|| view! { <CardList cards layout=CardLayout::Cases/> });
    let form = form.map(|(once, refused)| {
        let error = refused.first().map(|refusal| w.refusal(refusal).what);
        let field = Field::new("title", w.say("demands.batch-title")).hint(w.say("demands.batch-hint")).error(error);
        view! {
            <FormFrame action="/demands/batches".to_owned() once=once>
                <TextField field/>
                <div class="acts"><button class="btn">{w.say("demands.batch-begin")}</button></div>
            </FormFrame>
        }
    });
    (list.is_some() || form.is_some()).then(|| {
        view! {
            <section class="section" aria-labelledby="batch">
                <h2 id="batch">{w.say("demands.batch-new")}</h2>
                {list}
                {form}
            </section>
        }
    })
}

/// A batch with its demands.
pub fn batch_page(view: BatchView) -> impl IntoView {
    let w = wording();
    let cards: Vec<_> = view.demands.iter().map(|row| card(w, row)).collect();
    let first = view.demands.first().map(|row| row.id);
    let mut acts = Vec::new();
    if view.may_add {
        acts.push(Act::link(w.say("demands.batch-add"), format!("/demands/new?batch={}", view.id)));
    }
    if let Some(first) = first.filter(|_| !view.acts.is_empty()) {
        acts.insert(0, Act::link(w.say("demands.batch-check"), format!("/demands/drafts/{first}/check")).main());
    }
    let number = view.number.map(|number| number.to_string()).unwrap_or_default();
    let sum = view.demands.iter().filter_map(|row| row.budget).sum();
    let count = w.say_with("demands.list-count", &[("n", cards.len().into()), ("sum", w.money_in_list(sum).into())]);
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.workbench"), "/workbench"), Link::new(w.say("demands.drafts-title"), "/demands/drafts")] here=view.title.clone()/>
        <PageTitle title=view.title.clone() over=w.say("demands.batch") lead=number/>
        <h2 class="strong tn">{count}</h2>
        {if cards.is_empty() {
            view! { <EmptyState title=w.say("demands.batch-empty")/> }.into_any()
        } else {
            view! { <CardList cards layout=CardLayout::Cases/> }.into_any()
        }}
        <Acts acts/>
    }
}
