//! An organization's own work on its offer.

use super::words::{state_status, trail};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Card, CardLayout, CardList, CheckboxField, Choice, Deadline, ErrorSummary, Field, FileField, FormFrame, Keeping, Link,
    MoneyField, PageTitle, Reason, Reasons, Remark, SecrecyCard, Status, TextArea, Tone, Verdict, field_errors,
};
use crate::page::wording;
use chrono::TimeDelta;
use domain::bids::{BidState, MyBid, OfferDesk, price_field};
use domain::calendar::Moment;
use domain::policy::Action;
use domain::refusal::Refusal;
use leptos::prelude::*;
use messages::Words;

/// What the page shows.
#[derive(Clone)]
pub struct OfferPage {
    /// The work.
    pub desk: OfferDesk,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// Whether a colleague saved meanwhile: what was typed here stays.
    pub conflict: bool,
    /// World time.
    pub now: Moment,
    /// Wall time.
    pub wall: Moment,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn offer_page(page: OfferPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk.clone();
    let row = desk.demand.clone();
    let status = match desk.standing() {
        Some(_) => Status::new(Tone::Bamboo, w.say("bids.handed-in")),
        None if desk.open => Status::new(Tone::Slate, w.say("bids.not-handed-in")),
        None => Status::new(Tone::Slate, w.say("bids.closed-without")),
    };
    let line = vec![Bit::text(row.title.clone()), Bit::text(desk.organization.clone()), Bit::figure(w.money(row.budget)).label(w.say("bids.budget"))];
    let ahead = page.now - page.wall;
    let ahead = if ahead.abs() < TimeDelta::seconds(1) { TimeDelta::zero() } else { ahead };
    let writing = desk.acts.contains(&Action::SubmitBid);
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("bids.offer-title")/>
        <PageTitle title=w.say("bids.offer-title") status=Some(status) over=w.say("bids.only-own") line/>
        <ErrorSummary errors=field_errors(w, &page.refused)/>
        {page.conflict.then(|| view! { <Remark text=w.say("bids.conflict")/> })}
        {desk.open.then(|| view! {
            <div class="after line">
                <span>{w.say("bids.closes")}</span>
                <Deadline at=row.closes_at now=page.now server=Some(page.wall) world_ahead=Some(ahead) provisional=row.closes_provisional/>
            </div>
        })}
        <Kept desk=desk.clone()/>
        <HandedIn desk=desk.clone() once=page.once.clone()/>
        {(desk.open && !writing).then(|| view! { <Remark text=w.say("bids.clerk-submits")/> })}
        {writing.then(|| view! { <Write page=page.clone()/> })}
        {(!desk.open).then(|| view! {
            <Acts acts=vec![Act::link(w.say("bids.to-result"), format!("/demands/{}/result", row.number))]/>
        })}
    }
}

/// Closed, not yet sealed: who can read it now, who will, and from when.
#[component]
fn Kept(desk: OfferDesk) -> impl IntoView {
    let w = wording();
    let time = w.deadline(desk.demand.closes_at, desk.demand.closes_provisional);
    let (keeping, status, now, then) = if desk.open {
        (Keeping::Withheld, Status::new(Tone::Slate, w.say("bids.kept-closed")), w.say("bids.kept-now"), w.say_with("bids.kept-then", &[("time", time.into())]))
    } else {
        (Keeping::Opened, Status::new(Tone::Slate, w.say("bids.kept-opened")), w.say("bids.opened-now"), w.say("bids.opened-then"))
    };
    view! { <div class="after"><SecrecyCard keeping status now then/></div> }
}

#[component]
fn HandedIn(desk: OfferDesk, once: String) -> impl IntoView {
    let w = wording();
    if desk.handed_in.is_empty() {
        return None;
    }
    let number = desk.demand.number;
    let cards: Vec<Card> = desk.handed_in.iter().map(|bid| card(w, &desk, bid)).collect();
    let standing = desk.standing().cloned();
    let checked = standing.as_ref().and_then(|bid| bid.standing.clone()).map(|standing| {
        let reasons = if standing.qualified {
            vec![Reason::new(Verdict::Pass, w.say("bids.qualified"))]
        } else {
            standing.reasons.iter().map(|refusal| Reason::new(Verdict::Fail, w.refusal(refusal).what)).collect()
        };
        view! {
            <h3>{w.say("bids.checked")}</h3>
            <Reasons reasons/>
        }
    });
    let withdraw = standing.filter(|_| desk.acts.contains(&Action::WithdrawBid)).map(|bid| {
        view! {
            <details class="after">
                <summary>{w.say("bids.withdraw")}</summary>
                <FormFrame action=format!("/demands/{number}/offer/withdraw") once=once.clone()>
                    <input type="hidden" name="receipt" value=bid.receipt.number.to_string()/>
                    <p class="small soft">{w.say("bids.withdraw-text")}</p>
                    <div class="acts"><button class="btn">{w.say("bids.withdraw-act")}</button></div>
                </FormFrame>
            </details>
        }
    });
    Some(view! {
        <section class="section" aria-labelledby="handed-in">
            <h2 id="handed-in">{w.say("bids.handed-in-title")}</h2>
            <CardList cards layout=CardLayout::Cases/>
            {checked}
            {withdraw}
        </section>
    })
}

fn card(w: Words, desk: &OfferDesk, bid: &MyBid) -> Card {
    let received = w.say_with("bids.received-at", &[("time", w.moment_exact(bid.receipt.received_at).into())]);
    let ended = bid.ended_at.map(|at| {
        let key = if bid.state == BidState::Withdrawn { "bids.withdrawn-at" } else { "bids.superseded-at" };
        w.say_with(key, &[("time", w.moment_exact(at).into())])
    });
    Card {
        title: bid.receipt.number.to_string(),
        href: Some(format!("/demands/{}/offer/receipt/{}", desk.demand.number, bid.receipt.number)),
        status: Some(state_status(w, bid.state)),
        sum: Some(w.money(bid.receipt.price)),
        when: std::iter::once(received).chain(ended).collect(),
        ..Card::default()
    }
}

#[component]
fn Write(page: OfferPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk;
    let number = desk.demand.number;
    let error = |name: &str| page.refused.iter().find(|refusal| refusal.field.as_deref() == Some(name)).map(|refusal| w.refusal(refusal).what);
    let prices = desk
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let name = price_field(index);
            let label = super::words::price_label(w, line);
            let hint = w.say_with("bids.price-hint", &[("most", w.money(line.amount).into())]);
            view! { <MoneyField field=Field::new(name.clone(), label).hint(hint).value(desk.draft.get(&name)).error(error(&name))/> }
        })
        .collect_view();
    let words = |name: &str| {
        let field = Field::new(name, w.say(&format!("bids.field-{name}"))).hint(w.say(&format!("bids.hint-{name}")));
        field.value(desk.draft.get(name)).error(error(name))
    };
    let (plan, team) = (words("plan"), words("team"));
    let files = Field::new("files", w.say("bids.add-file")).hint(w.say("bids.file-hint")).error(error("files")).optional();
    let held = (!desk.files.is_empty()).then(|| {
        let choices: Vec<Choice> = desk.files.iter().map(|file| Choice::new(file.id.to_string(), file.name.clone())).collect();
        let links: Vec<Link> = desk.files.iter().map(|file| super::words::file_link(w, number, file)).collect();
        view! {
            <ul class="after">{links.into_iter().map(|link| view! { <li><a href=link.href>{link.label}</a></li> }).collect_view()}</ul>
            <CheckboxField field=Field::new("remove", w.say("bids.remove-files")).optional() choices/>
        }
    });
    let saved = desk.saved_at.map(|at| w.say_with("bids.saved-at", &[("time", w.moment_exact(at).into())]));
    let replaces = desk.standing().is_some();
    view! {
        <section class="section" aria-labelledby="write">
            <div class="head">
                <h2 id="write">{w.say(if replaces { "bids.write-again" } else { "bids.write" })}</h2>
                {saved.map(|text| view! { <p class="small soft">{text}</p> })}
            </div>
            <FormFrame action=format!("/demands/{number}/offer") seen=desk.version.to_string() files=true>
                <h3 class="after">{w.say("bids.prices")}</h3>
                <p class="small soft">{w.say("bids.prices-text")}</p>
                {prices}
                <h3 class="after">{w.say("bids.words")}</h3>
                <TextArea field=plan rows=8/>
                <TextArea field=team rows=5/>
                <h3 class="after">{w.say("bids.files")}</h3>
                {held}
                <FileField field=files accept=".pdf,.ofd,.docx,.xlsx,.png,.jpg,.jpeg,.csv,.txt"/>
                <div class="acts">
                    <button class="btn main" name="then" value="check">{w.say("bids.save-check")}</button>
                    <button class="btn" name="then" value="stay">{w.say("bids.save")}</button>
                </div>
            </FormFrame>
        </section>
    }
}
