//! The page of a result.

use super::acts::Acting;
use super::whole::Whole;
use crate::bids::trail;
use crate::components::{
    Act, Bit, Breadcrumb, Cell, Column, DataTable, ErrorSummary, Facts, FactsLayout, Finding, Findings, Item, LawNote, Link, NextStep, NextStrip, Note,
    PageTitle, Receipt, ReceiptCard, Remark, Status, Table, Tone, field_errors,
};
use crate::page::wording;
use domain::awards::{Bidder, Negotiation, Objection, ObjectionView, OwnResult, PublicResult, ResultStage, ResultView};
use domain::calendar::{Moment, day_of, working_days_between};
use domain::money::Money;
use domain::numbers::ContractNumber;
use domain::policy::{Action, Role};
use domain::procedures::CONFIRM_WITHIN;
use domain::refusal::Refusal;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct ResultPage {
    /// The result for this reader.
    pub view: ResultView,
    /// The contract that it led to, once published.
    pub contract: Option<ContractNumber>,
    /// Whether the reader has just publicised or confirmed it.
    pub done: bool,
    /// World time.
    pub now: Moment,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// What was posted.
    pub typed: Vec<(String, String)>,
    /// Makes a second press the same press.
    pub once: String,
}

impl ResultPage {
    pub(super) fn typed(&self, field: &str) -> String {
        self.typed.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    pub(super) fn error(&self, w: Words, field: &str) -> Option<String> {
        self.refused.iter().find(|refusal| refusal.field.as_deref() == Some(field)).map(|refusal| w.refusal(refusal).what)
    }
}

/// The page.
pub fn result_page(page: ResultPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let row = view.demand.clone();
    let tone = match view.stage {
        ResultStage::Pending | ResultStage::Publicity => Tone::Osmanthus,
        ResultStage::Confirmed => Tone::Bamboo,
        ResultStage::Ended => Tone::Slate,
    };
    let line = vec![Bit::text(row.title.clone()), Bit::text(row.purchaser.clone()), Bit::figure(w.money(row.budget)).label(w.say("bids.budget"))];
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("awards.title")/>
        <PageTitle title=w.say("awards.title") status=Some(Status::new(tone, w.say(&view.stage.term()))) line/>
        <ErrorSummary errors=field_errors(w, &page.refused)/>
        {page.done.then(|| receipt(w, &view)).flatten()}
        <NextUp view=view.clone() contract=page.contract now=page.now/>
        {view.result.clone().map(|result| view! { <Chosen result contract=page.contract/> })}
        {view.own.clone().zip(view.result.clone()).map(|(own, result)| view! { <Own own result/> })}
        {view.outcome.clone().map(|outcome| view! { <Whole outcome sheets=view.sheets.clone()/> })}
        {(!view.own_objections.is_empty()).then(|| view! { <Filed objections=view.own_objections.clone()/> })}
        <Acting page/>
        {(!view.notices.is_empty()).then(|| {
            let links: Vec<Link> = view.notices.iter().map(|number| Link::new(number.to_string(), format!("/notices/{number}"))).collect();
            view! {
                <section class="section" aria-labelledby="notices">
                    <h2 id="notices">{w.say("awards.notices")}</h2>
                    <ul>{links.into_iter().map(|link| view! { <li><a class="mono" href=link.href>{link.label}</a></li> }).collect_view()}</ul>
                </section>
            }
        })}
    }
}

/// The receipt of what was just publicised or confirmed: the notice's number, the time, and what comes next.
fn receipt(w: Words, view: &ResultView) -> Option<AnyView> {
    let result = view.result.as_ref().filter(|_| view.outcome.is_some())?;
    let number = view.notices.last()?.to_string();
    let receipt = match result.confirmed_at {
        Some(at) => Receipt {
            what: w.say("awards.receipt-confirmed"),
            number,
            time: w.moment_exact(at),
            digest: None,
            next: vec![w.say("awards.next-contract")],
            contact: None,
        },
        None => Receipt {
            what: w.say("awards.receipt-publicised"),
            number,
            time: w.moment_exact(result.publicised_at),
            digest: None,
            next: vec![w.say_with("awards.receipt-until", &[("day", w.due(result.ends_on, Style::Long).into())])],
            contact: None,
        },
    };
    Some(view! { <ReceiptCard receipt/> }.into_any())
}

#[component]
fn NextUp(view: ResultView, #[prop(optional_no_strip)] contract: Option<ContractNumber>, now: Moment) -> impl IntoView {
    let w = wording();
    let days = |day| {
        let left = working_days_between(day_of(now), day);
        if day < day_of(now) { crate::components::Days::Late(-left) } else { crate::components::Days::Left(left) }
    };
    let step = |what: String, who: String, days| NextStep { status: None, what, who, days, law: None, act: None };
    match (view.stage, view.result) {
        (ResultStage::Publicity, Some(result)) => {
            let ends = w.say_with("awards.publicity-until", &[("day", w.due(result.ends_on, Style::Long).into())]);
            let (filed, waits) = view.objections;
            let told = (filed > 0).then(|| w.say_with("awards.objections-count", &[("n", filed.into()), ("open", waits.into())]));
            // Once the publicity is over it is the approver's turn, who has days of his own.
            let confirm_by = view.confirm_by.filter(|_| result.ends_on.day < day_of(now));
            let (what, law, due, confirm) = match confirm_by {
                Some(by) => {
                    let law = Note::of(w, &CONFIRM_WITHIN.cite(), w.say("procedures.confirm-reading")).rule(CONFIRM_WITHIN.key);
                    let text = w.say_with("awards.confirm-by", &[("day", w.due(by, Style::Long).into())]);
                    ("awards.next-confirm", Some(law), by.day, Some(text))
                }
                None => {
                    let law = result.basis.map(|basis| Note::of(w, &basis, w.say("awards.publicity-reading")).rule("procedures.publicity-min"));
                    ("awards.next-object", law, result.ends_on.day, None)
                }
            };
            view! { <NextStrip steps=vec![NextStep { law, ..step(w.say(what), [Some(ends), confirm, told].into_iter().flatten().collect(), Some(days(due))) }]/> }.into_any()
        }
        // Who sees the scores knows that the reviewers are done.
        (ResultStage::Pending, _) if view.outcome.is_some() => {
            let tied = view.acts.contains(&Action::SettleTie);
            let (what, who) = if tied { ("awards.next-settle", Role::PurApprover) } else { ("awards.next-publicise", Role::PurOfficer) };
            let who = w.say_with("awards.next-by", &[("who", w.say(&who.term()).into())]);
            view! { <NextStrip steps=vec![step(w.say(what), who, None)]/> }.into_any()
        }
        (ResultStage::Pending, _) => {
            let who = w.say_with("awards.pending-who", &[("day", w.day(view.review_on, Style::Long).into())]);
            view! { <NextStrip steps=vec![step(w.say("awards.next-pending"), who, None)]/> }.into_any()
        }
        (ResultStage::Ended, _) => {
            let quiet = w.say_with("awards.ended-because", &[("reason", view.ended_because.unwrap_or_default().into())]);
            view! { <NextStrip steps=Vec::new() quiet/> }.into_any()
        }
        (ResultStage::Confirmed, _) => match contract {
            Some(number) => {
                let act = Act::link(w.say("awards.to-contract"), format!("/contracts/{number}")).main();
                let signed = step(w.say("awards.next-contracted"), w.say_with("awards.contract-number", &[("number", number.to_string().into())]), None);
                view! { <NextStrip steps=vec![NextStep { act: Some(act), ..signed }]/> }.into_any()
            }
            None => view! { <NextStrip steps=Vec::new() quiet=w.say("awards.next-contract")/> }.into_any(),
        },
        (ResultStage::Publicity, None) => view! { <NextStrip steps=Vec::new() quiet=w.say("awards.next-pending")/> }.into_any(),
    }
}

/// The price of the offer and, where it was negotiated, the price that both agreed on.
pub(super) fn prices(w: Words, winner: &Bidder, negotiation: Option<&Negotiation>) -> Vec<Item> {
    let item = |key: &str, price: Money| Item::new(w.say(key), vec![Bit::figure(w.money(price))]).note(Bit::text(price.capitals()));
    match negotiation {
        None => vec![item("awards.price", winner.price)],
        Some(agreed) => vec![item("awards.offered", winner.price), item("awards.agreed", agreed.price)],
    }
}

/// What everybody may see.
#[component]
fn Chosen(result: PublicResult, #[prop(optional_no_strip)] contract: Option<ContractNumber>) -> impl IntoView {
    let w = wording();
    let mut items = vec![Item::new(
        w.say("awards.winner"),
        vec![Bit::link(result.winner.name.clone(), format!("/organizations/{}", result.winner.code)), Bit::code(result.winner.code.to_string())],
    )];
    items.extend(prices(w, &result.winner, result.negotiation.as_ref()));
    items.push(Item::new(w.say("awards.total"), vec![Bit::figure(result.total.to_string())]));
    if let Some(reason) = &result.reason {
        items.push(Item::new(w.say("awards.tie-reason"), vec![Bit::text(reason.clone())]));
    }
    if let Some(reason) = &result.negotiation_reason {
        items.push(Item::new(w.say("awards.negotiation-reason"), vec![Bit::text(reason.clone())]));
    }
    if let Some(agreed) = &result.negotiation {
        items.push(Item::new(w.say("awards.negotiated-on"), vec![Bit::figure(w.day(agreed.day, Style::Long))]));
        items.push(Item::new(w.say("awards.present"), vec![Bit::text(agreed.present.clone())]));
        items.push(Item::new(w.say("awards.minutes"), vec![Bit::text(agreed.minutes.clone())]));
    }
    let reviewers = if result.reviewers.is_empty() { w.say("awards.reviewers-later") } else { w.listed(result.reviewers.iter().cloned()) };
    items.push(Item::new(w.say("awards.reviewers"), vec![Bit::text(reviewers)]));
    items.push(Item::new(w.say("awards.publicised"), vec![Bit::figure(w.moment(result.publicised_at))]));
    items.push(Item::new(w.say("awards.ends"), vec![Bit::figure(w.due(result.ends_on, Style::Long))]));
    if let Some(at) = result.confirmed_at {
        items.push(Item::new(w.say("awards.confirmed"), vec![Bit::figure(w.moment(at))]));
    }
    items.extend(contract.map(|number| Item::new(w.say("awards.contract"), vec![Bit::link(number.to_string(), format!("/contracts/{number}"))])));
    let rows = result.rows().map(|(name, mean, max)| vec![Cell::new(w.fact(name)), Cell::new(mean.to_string()), Cell::new(max.to_string())]).collect();
    let table = Table {
        caption: w.say("awards.scores-of-winner"),
        columns: vec![Column::words(w.say("grid.criterion")), Column::figures(w.say("awards.mean")), Column::figures(w.say("awards.most"))],
        rows,
        total: vec![Cell::new(w.say("grid.total")), Cell::new(result.total.to_string()), Cell::new(w.say("awards.hundred"))],
    };
    let heading = if result.stage == ResultStage::Confirmed { "awards.chosen" } else { "awards.proposed" };
    view! {
        <section class="section" aria-labelledby="chosen">
            <h2 id="chosen">{w.say(heading)}</h2>
            <Facts items layout=FactsLayout::Wide/>
            <DataTable table/>
            <p class="small soft">{w.say("awards.how-added")}</p>
        </section>
    }
}

/// What one organization learns of its own offer.
#[component]
fn Own(own: OwnResult, result: PublicResult) -> impl IntoView {
    let w = wording();
    let reason = w.say_with(&own.reason.term(), &own.reason.facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect::<Vec<_>>());
    let rows = result
        .items
        .iter()
        .zip(&own.means)
        .map(|(item, mean)| vec![Cell::new(w.fact(&item.name)), Cell::new(mean.to_string()), Cell::new(item.max.to_string())])
        .collect();
    let table = Table {
        caption: w.say("awards.own-scores"),
        columns: vec![Column::words(w.say("grid.criterion")), Column::figures(w.say("awards.mean")), Column::figures(w.say("awards.most"))],
        rows,
        total: vec![Cell::new(w.say("grid.total")), Cell::new(own.total.to_string()), Cell::new(w.say("awards.hundred"))],
    };
    view! {
        <section class="section box" aria-labelledby="own">
            <h2 id="own" class="river">{w.say("awards.own")}</h2>
            <p class="only">{w.say("bids.only-own")}</p>
            <p class="sumup">{reason}</p>
            <DataTable table/>
        </section>
    }
}

/// Objections with their answers, for both sides.
#[component]
fn Filed(objections: Vec<ObjectionView>) -> impl IntoView {
    let w = wording();
    let finding = |objection: ObjectionView| {
        let tone = match objection.state {
            Objection::Filed => Tone::Osmanthus,
            Objection::Rejected | Objection::Withdrawn | Objection::Lapsed => Tone::Slate,
            Objection::Upheld => Tone::Cinnabar,
        };
        let filed =
            w.say_with("awards.objection-filed-at", &[("time", w.moment(objection.filed_at).into()), ("day", w.due(objection.due_on, Style::Long).into())]);
        let mut said = vec![(filed, objection.grounds, None)];
        if let (Some(answer), Some(at)) = (objection.answer, objection.answered_at) {
            said.push((w.say_with("awards.objection-answered-at", &[("time", w.moment(at).into())]), answer, None));
        }
        Finding { title: objection.organization, status: Some(Status::new(tone, w.say(&objection.state.term()))), said }
    };
    view! {
        <section class="section" aria-labelledby="objections">
            <h2 id="objections">{w.say("awards.objections")}</h2>
            <p class="small soft">{w.say("awards.only-sides")}</p>
            <Findings findings=objections.into_iter().map(finding).collect()/>
        </section>
    }
}

/// What stands against confirming, where something does.
pub(super) fn against(w: Words, view: &ResultView) -> Option<AnyView> {
    let refusal = view.against.as_ref()?;
    let said = w.refusal(refusal);
    let note = refusal.basis.map(|basis| Note::of(w, &basis, said.remedy.clone().unwrap_or_default()));
    Some(view! { <Remark text=said.what/>{note.map(|note| view! { <LawNote note/> })} }.into_any())
}
