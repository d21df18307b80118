//! Drafts: the list of a body, the page that begins one, the text with its blanks and the review.

use super::text::Text;
use super::typed::{Refused, Typed};
use super::words::{contract_status, line};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Card, CardLayout, CardList, EmptyState, Facts, FactsLayout, FormFrame, Item, Link, NextStrip, PageTitle, RefusalBox, Remark,
    TextArea, TextField, TextKind, shortened,
};
use crate::page::wording;
use domain::contracts::{Contract, ContractDraftRow, ContractDraftView, ReadyToDraft};
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// The drafts of a body.
pub struct DraftsPage {
    /// Contracts that are not signed by both.
    pub rows: Vec<ContractDraftRow>,
    /// Confirmed results that have no contract yet.
    pub ready: Vec<ReadyToDraft>,
}

/// The list.
pub fn drafts_page(page: DraftsPage) -> impl IntoView {
    let w = wording();
    let cards: Vec<Card> = page
        .rows
        .iter()
        .map(|row| Card {
            title: row.title.clone(),
            href: Some(format!("/contracts/drafts/{}", row.id)),
            meta: vec![row.purchaser.clone(), row.provider.clone(), row.demand.to_string()],
            status: Some(contract_status(w, row.state)),
            sum: Some(w.money_in_list(row.price)),
            when: row.next.iter().map(|step| line(w, step, &row.purchaser, &row.provider).what).collect(),
            ..Card::default()
        })
        .collect();
    let ready: Vec<Card> = page.ready.iter().map(|ready| ready_card(w, ready)).collect();
    let ready = (!ready.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="ready">
                <h2 id="ready">{w.say("contracts.ready")}</h2>
                <CardList cards=ready layout=CardLayout::Work/>
            </section>
        }
    });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts")] here=w.say("contracts.drafts")/>
        <PageTitle title=w.say("contracts.drafts") lead=w.say("contracts.drafts-lead")/>
        {ready}
        <section class="section" aria-label=w.say("contracts.drafts")>
            {if cards.is_empty() {
                view! { <EmptyState title=w.say("contracts.drafts-empty")/> }.into_any()
            } else {
                view! { <CardList cards/> }.into_any()
            }}
        </section>
    }
}

fn ready_card(w: Words, ready: &ReadyToDraft) -> Card {
    Card {
        title: ready.title.clone(),
        href: Some(format!("/demands/{}", ready.demand)),
        meta: vec![ready.demand.to_string(), w.money(ready.price)],
        when: vec![w.say_with("contracts.confirmed-on", &[("day", w.day(ready.confirmed_on, Style::Short).into())])],
        act: Some(Act::link(w.say("contracts.begin"), format!("/contracts/new?demand={}", ready.demand))),
        ..Card::default()
    }
}

/// The page that begins a contract.
pub fn new_page(ready: ReadyToDraft, once: String) -> impl IntoView {
    let w = wording();
    let items = vec![
        Item::new(w.say("contracts.from-demand"), vec![Bit::link(ready.demand.to_string(), format!("/demands/{}", ready.demand))]),
        Item::new(w.say("contracts.price"), vec![Bit::figure(w.money(ready.price))])
            .note(Bit::text(w.say_with("contracts.capitals", &[("capitals", ready.price.capitals().into())]))),
        Item::new(w.say("contracts.result-confirmed"), vec![Bit::text(w.day(ready.confirmed_on, Style::Long))]),
    ];
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(w.say("contracts.drafts"), "/contracts/drafts")] here=w.say("contracts.begin")/>
        <PageTitle title=w.say_with("contracts.title", &[("subject", ready.title.clone().into())]) lead=w.say("contracts.begin-lead")/>
        <Facts items layout=FactsLayout::Wide/>
        <FormFrame action="/contracts/new".to_owned() once=once>
            <input type="hidden" name="demand" value=ready.demand.to_string()/>
            <div class="acts"><button class="btn main">{w.say("contracts.begin")}</button></div>
        </FormFrame>
    }
}

/// A draft for its parties.
pub struct DraftPage {
    /// The draft.
    pub view: ContractDraftView,
    /// A key for each form.
    pub once: (String, String),
    /// The refused form, if one was refused.
    pub typed: Typed,
}

fn has_field(name: &str) -> bool {
    ["accept_within", "deduct_at_most", "reason"].contains(&name) || name.starts_with("pay_within.") || name.starts_with("quantity.")
}

/// The page.
pub fn draft_page(page: DraftPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let id = view.row.id;
    let row = &view.row;
    let steps: Vec<_> = row.next.iter().map(|step| line(w, step, &row.purchaser, &row.provider)).collect();
    let line_ = vec![
        Bit::text(row.purchaser.clone()).label(w.say("contracts.purchaser")),
        Bit::text(row.provider.clone()).label(w.say("contracts.provider")),
        Bit::figure(w.money(row.price)),
    ];
    let published = view.number.map(|number| Act::link(w.say("contracts.to-contract"), format!("/contracts/{number}")).main());
    let sign = [Action::SignForPurchaser, Action::SignForProvider].into_iter().find(|action| view.acts.contains(action));
    let sign = sign.map(|_| Act::link(w.say("contracts.to-sign"), format!("/contracts/drafts/{id}/sign")).main());
    let acts: Vec<Act> = published.into_iter().chain(sign).collect();
    let objections = view.objections.iter().map(|refusal| view! { <RefusalBox said=w.refusal(refusal)/> }).collect_view();
    let returned = view.returned_because.clone().filter(|_| row.state == Contract::Draft);
    let returned = returned.map(|reason| view! { <Remark text=w.say_with("contracts.returned-because", &[("reason", reason.into())])/> });
    let late = (view.late > 0 && view.number.is_none()).then(|| view! { <Remark text=w.say_with("contracts.signed-late", &[("days", view.late.into())])/> });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(w.say("contracts.drafts"), "/contracts/drafts")] here=row.title.clone()/>
        <PageTitle title=w.say_with("contracts.title", &[("subject", row.title.clone().into())]) status=Some(contract_status(w, row.state)) over=w.say("contracts.parties-only") line=line_/>
        <Refused typed=page.typed.clone() has=has_field/>
        {(!steps.is_empty()).then(|| view! { <NextStrip steps/> })}
        {returned}{late}{objections}
        <Acts acts/>
        <div class="cols section">
            <div>
                <Text terms=view.terms.clone()/>
                <Blanks page=DraftPage { view: view.clone(), once: page.once.clone(), typed: page.typed.clone() }/>
                <Review page/>
            </div>
            <aside aria-label=w.say("contracts.facts")><Facts items=facts(w, &view)/></aside>
        </div>
    }
}

fn facts(w: Words, view: &ContractDraftView) -> Vec<Item> {
    let text = |key: &str, text: String| Item::new(w.say(key), vec![Bit::text(text)]);
    let mut items = vec![
        text("contracts.price", w.money(view.terms.price))
            .note(Bit::text(w.say_with("contracts.capitals", &[("capitals", view.terms.price.capitals().into())]))),
        text("contracts.drafted-by", view.drafted_by.clone()),
    ];
    items.extend(view.reviewed_by.clone().map(|by| text("contracts.reviewed-by", by)));
    for signature in &view.signatures {
        let key = format!("contracts.signed-{}", signature.side.key());
        items.push(text(&key, signature.by.clone()).note(Bit::text(w.moment(signature.at))));
    }
    items.push(text("contracts.sign-by", w.day(view.sign_by, Style::Long)));
    items.push(Item::new(w.say("contracts.digest"), vec![Bit::code(shortened(&view.digest))]).note(Bit::text(w.say("contracts.digest-of"))));
    items
}

/// What the drafter may still set. Everything else is locked.
#[component]
fn Blanks(page: DraftPage) -> impl IntoView {
    let w = wording();
    let (view, typed) = (&page.view, &page.typed);
    let open = view.acts.contains(&Action::DraftContract) && view.row.state == Contract::Draft;
    open.then(|| {
        let number = |field| view! { <TextField field kind=TextKind::Number/> };
        let accept = typed
            .field(w, "accept_within", w.say("contracts.accept-within"), &view.blanks.accept_within.0.to_string())
            .hint(w.say("contracts.accept-within-hint"));
        let pay = view
            .terms
            .schedule
            .instalments
            .iter()
            .zip(&view.blanks.pay_within)
            .enumerate()
            .map(|(index, (instalment, within))| {
                let label = w.say_with("contracts.pay-within", &[("n", (index + 1).into()), ("on", w.say(&instalment.trigger.term()).into())]);
                number(typed.field(w, &format!("pay_within.{index}"), label, &within.0.to_string()).hint(w.say("contracts.pay-within-hint")))
            })
            .collect_view();
        let deduct =
            typed.field(w, "deduct_at_most", w.say("contracts.deduct-at-most"), &view.blanks.deduct_at_most.0.to_string()).hint(w.say("contracts.deduct-hint"));
        let outputs = view.terms.outputs();
        let quantities = view
            .terms
            .milestones
            .iter()
            .enumerate()
            .flat_map(|(row, milestone)| {
                let known = view.blanks.quantities.get(row).cloned().unwrap_or_default();
                outputs
                    .iter()
                    .enumerate()
                    .map(move |(column, output)| (row, column, milestone.name.clone(), output.clone(), known.get(column).copied().unwrap_or(0)))
                    .collect::<Vec<_>>()
            })
            .map(|(row, column, milestone, output, known)| {
                let facts = [("milestone", milestone.into()), ("output", output.name.clone().into()), ("quantity", i64::from(output.quantity).into())];
                number(typed.field(w, &format!("quantity.{row}.{column}"), w.say_with("contracts.quantity-of", &facts), &known.to_string()))
            })
            .collect_view();
        view! {
            <section class="section" aria-labelledby="blanks">
                <h2 id="blanks">{w.say("contracts.blanks")}</h2>
                <p class="small soft">{w.say("contracts.blanks-text")}</p>
                <FormFrame action=format!("/contracts/drafts/{}/blanks", view.row.id) once=page.once.0.clone() seen=view.version.to_string()>
                    {number(accept)}
                    {pay}
                    {number(deduct)}
                    <details>
                        <summary>{w.say("contracts.quantities")}</summary>
                        {quantities}
                    </details>
                    <div class="acts"><button class="btn">{w.say("contracts.blanks-save")}</button></div>
                </FormFrame>
            </section>
        }
    })
}

/// The review: nothing found against it, or back to the drafter.
#[component]
fn Review(page: DraftPage) -> impl IntoView {
    let w = wording();
    let DraftPage { view, once, typed } = page;
    view.acts.contains(&Action::ReviewContract).then(|| {
        let id = view.row.id;
        let seen = view.version.to_string();
        let reason = typed.field(w, "reason", w.say("contracts.return-reason"), "").hint(w.say("contracts.return-hint"));
        let pass = (view.row.state == Contract::Draft && view.returned_because.is_none()).then(|| {
            view! {
                <FormFrame action=format!("/contracts/drafts/{id}/review") once=once.0.clone() seen=seen.clone()>
                    <p class="small soft">{w.say("contracts.review-text")}</p>
                    <div class="acts"><button class="btn main">{w.say("contracts.review-act")}</button></div>
                </FormFrame>
            }
        });
        view! {
            <section class="section" aria-labelledby="review">
                <h2 id="review">{w.say("contracts.review")}</h2>
                {pass}
                <FormFrame action=format!("/contracts/drafts/{id}/return") once=once.1.clone() seen=seen.clone()>
                    <TextArea field=reason rows=2/>
                    <div class="acts"><button class="btn">{w.say("contracts.return-draft")}</button></div>
                </FormFrame>
            </section>
        }
    })
}
