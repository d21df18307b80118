//! What a reader of a result may do: settle a tie, publicise, object, answer, confirm, end.

use super::page::{ResultPage, against, prices};
use crate::components::{Bit, Choice, DateField, Facts, FactsLayout, Field, FormFrame, Item, MoneyField, Radios, TextArea, TextField, TextKind};
use crate::page::wording;
use domain::awards::{Bidder, Consequence, Negotiation, Objection, ObjectionView};
use domain::money::Points;
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// The forms of this reader.
#[component]
pub(super) fn Acting(page: ResultPage) -> impl IntoView {
    let w = wording();
    let may = |action| page.view.acts.contains(&action);
    let mut forms: Vec<AnyView> = Vec::new();
    if may(Action::SettleTie) {
        forms.push(settle(w, &page));
    }
    if may(Action::PublicizeResult) {
        forms.push(publicise(w, &page));
    }
    if page.view.outcome.is_some() {
        forms.extend(against(w, &page.view));
    }
    if may(Action::ConfirmResult) {
        forms.push(confirm(w, &page));
    }
    let mut open = page.view.own_objections.iter().filter(|objection| objection.state == Objection::Filed);
    if may(Action::AnswerObjection) {
        // One at a time: two forms would have two fields of one name.
        forms.extend(open.next().map(|objection| answer(w, &page, objection)));
    } else if may(Action::FileObjection) {
        forms.extend(open.map(|objection| take_back(w, &page, objection)));
    }
    if may(Action::FileObjection) {
        forms.push(object(w, &page));
    }
    if may(Action::EndWithoutResult) {
        forms.push(end(w, &page));
    }
    forms
}

fn to(page: &ResultPage, act: &str) -> String {
    format!("/demands/{}/result/{act}", page.view.demand.number)
}

/// A field with its hint, what was typed and what is wrong with it.
fn field(w: Words, page: &ResultPage, name: &str, key: &str) -> Field {
    Field::new(name, w.say(key)).hint(w.say(&format!("{key}.hint"))).value(page.typed(name)).error(page.error(w, name))
}

fn section(id: &'static str, title: String, body: impl IntoView + 'static) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// The demands of the batch that go along.
fn along(w: Words, page: &ResultPage) -> Option<AnyView> {
    let rows: Vec<_> = page.view.together.iter().map(|row| view! { <li><a href=format!("/demands/{}", row.number)>{row.title.clone()}</a></li> }).collect();
    let told = w.say_with("awards.together", &[("n", rows.len().into())]);
    (!rows.is_empty()).then(|| view! { <p>{told}</p><ul>{rows}</ul> }.into_any())
}

fn settle(w: Words, page: &ResultPage) -> AnyView {
    let outcome = page.view.outcome.as_ref();
    let tied = outcome.and_then(|outcome| outcome.ranking.tie.as_ref()).map(|tie| tie.bids.clone()).unwrap_or_default();
    let name = |bid| outcome.and_then(|outcome| outcome.bidders.iter().find(|bidder| bidder.bid == bid)).map(|bidder| bidder.name.clone()).unwrap_or_default();
    let choices: Vec<Choice> = tied.into_iter().map(|bid| Choice::new(bid.to_string(), name(bid))).collect();
    let (bid, reason) = (field(w, page, "bid", "awards.settle-bid"), field(w, page, "reason", "awards.settle-reason"));
    let body = view! {
        <FormFrame action=to(page, "settle") once=page.once.clone()>
            <Radios field=bid choices/>
            <TextArea field=reason rows=3/>
            <div class="acts"><button class="btn main">{w.say("awards.settle")}</button></div>
        </FormFrame>
    };
    section("settle", w.say("awards.settle-title"), body)
}

/// What becomes public with the act: nobody should have to press to find out.
fn preview(w: Words, winner: &Bidder, negotiation: Option<&Negotiation>, total: Option<Points>, reviewers: &str, period: Option<String>) -> AnyView {
    let mut items = vec![Item::new(w.say("awards.winner"), vec![Bit::text(winner.name.clone()), Bit::code(winner.code.to_string())])];
    items.extend(prices(w, winner, negotiation));
    items.extend(total.map(|total| Item::new(w.say("awards.total"), vec![Bit::figure(total.to_string())])));
    items.extend(period.map(|period| Item::new(w.say("awards.preview-period"), vec![Bit::text(period)])));
    items.push(Item::new(w.say("awards.reviewers"), vec![Bit::text(w.say(reviewers))]));
    view! {
        <h3 class="t16">{w.say("awards.preview")}</h3>
        <Facts items layout=FactsLayout::Wide/>
    }
    .into_any()
}

fn publicise(w: Words, page: &ResultPage) -> AnyView {
    let outcome = page.view.outcome.as_ref();
    let shown = outcome.and_then(|outcome| outcome.winner().ok().map(|winner| (winner, outcome.score(winner.bid).map(|score| score.total))));
    let preview = shown.map(|(winner, total)| preview(w, winner, None, total, "awards.reviewers-later", Some(w.say("awards.preview-period-text"))));
    let days = field(w, page, "working_days", "awards.publicise-days").optional();
    let along = along(w, page);
    let record = page.view.negotiates.then(|| negotiation(w, page));
    let body = view! {
        {preview}
        <FormFrame action=to(page, "publicise") once=page.once.clone() seen=page.view.version.to_string()>
            {record}
            <TextField field=days kind=TextKind::Number/>
            {along}
            <p class="small soft">{w.say("awards.publicise-text")}</p>
            <div class="acts"><button class="btn main">{w.say("awards.publicise")}</button></div>
        </FormFrame>
    };
    section("publicise", w.say("awards.publicise-title"), body)
}

/// The record of the negotiation with the one that offered.
fn negotiation(w: Words, page: &ResultPage) -> AnyView {
    let f = |name, key| field(w, page, name, key);
    view! {
        <fieldset class="row">
            <legend>{w.say("awards.negotiation")}</legend>
            <p class="small soft">{w.say("awards.negotiation-text")}</p>
            <DateField field=f("negotiated_on", "awards.negotiated-on")/>
            <TextField field=f("present", "awards.present")/>
            <TextArea field=f("minutes", "awards.minutes") rows=5/>
            <MoneyField field=f("agreed_price", "awards.agreed")/>
        </fieldset>
    }
    .into_any()
}

fn confirm(w: Words, page: &ResultPage) -> AnyView {
    let along = along(w, page);
    let preview =
        page.view.result.as_ref().map(|result| preview(w, &result.winner, result.negotiation.as_ref(), Some(result.total), "awards.preview-reviewers", None));
    let body = view! {
        {preview}
        <FormFrame action=to(page, "confirm") once=page.once.clone() seen=page.view.version.to_string()>
            {along}
            <p class="small soft">{w.say("awards.confirm-text")}</p>
            <div class="acts"><button class="btn main">{w.say("awards.confirm")}</button></div>
        </FormFrame>
    };
    section("confirm", w.say("awards.confirm-title"), body)
}

fn object(w: Words, page: &ResultPage) -> AnyView {
    let grounds = field(w, page, "grounds", "awards.object-grounds");
    let body = view! {
        <FormFrame action=to(page, "object") once=page.once.clone()>
            <TextArea field=grounds rows=5/>
            <div class="acts"><button class="btn main">{w.say("awards.object")}</button></div>
        </FormFrame>
    };
    section("object", w.say("awards.object-title"), body)
}

fn answer(w: Words, page: &ResultPage, objection: &ObjectionView) -> AnyView {
    let verdicts = vec![
        Choice::new("reject", w.say("awards.answer-reject")),
        Choice::new(Consequence::ReviewAgain.key(), w.say("awards.answer-review-again")).hint(w.say("awards.answer-review-again-hint")),
        Choice::new(Consequence::NextCandidate.key(), w.say("awards.answer-next-candidate")).hint(w.say("awards.answer-next-candidate-hint")),
    ];
    let (verdict, text) = (field(w, page, "consequence", "awards.answer-verdict"), field(w, page, "answer", "awards.answer-text"));
    let id = objection.id.to_string();
    let body = view! {
        <FormFrame action=to(page, "answer") once=page.once.clone()>
            <input type="hidden" name="objection" value=id/>
            <Radios field=verdict choices=verdicts/>
            <TextArea field=text rows=5/>
            <div class="acts"><button class="btn main">{w.say("awards.answer")}</button></div>
        </FormFrame>
    };
    section("answer-objection", w.say_with("awards.answer-title", &[("name", objection.organization.clone().into())]), body)
}

fn take_back(w: Words, page: &ResultPage, objection: &ObjectionView) -> AnyView {
    let id = objection.id.to_string();
    view! {
        <FormFrame action=to(page, "take-back") once=page.once.clone()>
            <input type="hidden" name="objection" value=id/>
            <div class="acts"><button class="btn">{w.say("awards.take-back")}</button></div>
        </FormFrame>
    }
    .into_any()
}

fn end(w: Words, page: &ResultPage) -> AnyView {
    let reason = Field::new("end_reason", w.say("bids.end-reason")).hint(w.say("bids.end-hint"));
    let reason = reason.value(page.typed("end_reason")).error(page.error(w, "end_reason"));
    view! {
        <details class="section">
            <summary>{w.say("bids.end-title")}</summary>
            <FormFrame action=to(page, "end") once=page.once.clone() seen=page.view.version.to_string()>
                <TextArea field=reason rows=3/>
                <div class="acts"><button class="btn">{w.say("bids.end")}</button></div>
            </FormFrame>
        </details>
    }
    .into_any()
}
