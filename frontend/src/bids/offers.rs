//! All offers side by side, after the deadline.

use super::words::{file_link, price_label, trail};
use crate::components::{
    Bit, Breadcrumb, Cell, Column, DataTable, Digest, EmptyState, ErrorSummary, Facts, FactsLayout, Field, FormFrame, Item, PageTitle, Reason, Reasons, Remark,
    Status, Table, TextArea, Tone, Verdict, field_errors,
};
use crate::demands::stage_status;
use crate::page::wording;
use domain::bids::{BidView, OffersView};
use domain::demands::BudgetItem;
use domain::policy::Action;
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct OffersPage {
    /// The offers.
    pub view: OffersView,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// The reason that was typed.
    pub reason: String,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn offers_page(page: OffersPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let row = view.demand.clone();
    let line = vec![
        Bit::text(row.title.clone()),
        Bit::figure(w.money(row.budget)).label(w.say("bids.budget")),
        Bit::figure(w.moment(row.closes_at)).label(w.say("bids.closed")),
    ];
    let lead = w.say_with("bids.offers-lead", &[("n", view.offered.into())]);
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("bids.offers-title")/>
        <PageTitle title=w.say("bids.offers-title") status=Some(stage_status(w, row.stage)) over=w.say("bids.only-unit") line lead/>
        <ErrorSummary errors=field_errors(w, &page.refused)/>
        {view.negotiation_reason.clone().map(|reason| view! { <Remark text=w.say_with("bids.negotiated", &[("reason", reason.into())])/> })}
        <Step page/>
        {if view.bids.len() < view.offered {
            view! { <Remark text=w.say("bids.withheld")/> }.into_any()
        } else if view.bids.is_empty() {
            view! { <EmptyState title=w.say("bids.none") hint=w.say("bids.none-hint")/> }.into_any()
        } else {
            view! { <SideBySide view=view.clone()/> }.into_any()
        }}
        {view.bids.into_iter().map(|bid| view! { <OneOffer bid number=row.number/> }).collect_view()}
    }
}

/// Prices by line, offers across.
#[component]
fn SideBySide(view: OffersView) -> impl IntoView {
    let w = wording();
    let heads = view.bids.iter().map(|bid| Column::figures(bid.name.clone()));
    let columns = [Column::words(w.say("bids.head-line")), Column::figures(w.say("bids.head-ceiling"))].into_iter().chain(heads).collect();
    let rows = view.lines.iter().enumerate().map(|(index, line)| {
        let prices = view.bids.iter().map(|bid| Cell::new(bid.offer.prices.get(index).map(|price| w.money(*price)).unwrap_or_default()));
        let first = [Cell::new(line.name.clone()).note(w.say(&line.kind.term())), Cell::new(w.money(line.amount))];
        first.into_iter().chain(prices).collect()
    });
    let sums = view.bids.iter().map(|bid| Cell::new(w.money(bid.price)));
    let total = [Cell::new(w.say("bids.price")), Cell::new(w.money(view.demand.budget))].into_iter().chain(sums).collect();
    let table = Table { caption: w.say("bids.side-by-side"), columns, rows: rows.collect(), total };
    view! { <section class="section"><DataTable table/></section> }
}

/// One offer in full, with what the check of qualifications finds. Reviewers see it too.
#[component]
pub(crate) fn OneOffer(
    /// The offer.
    bid: BidView,
    /// The demand's.
    number: domain::numbers::DemandNumber,
    /// The budget lines, where no table beside has the prices line by line.
    #[prop(optional)]
    lines: Vec<BudgetItem>,
) -> impl IntoView {
    let w = wording();
    let id = format!("offer-{}", bid.id);
    let status =
        if bid.standing.qualified { Status::new(Tone::Bamboo, w.say("bids.takes-part")) } else { Status::new(Tone::Cinnabar, w.say("bids.takes-no-part")) };
    let reasons: Vec<Reason> = bid.standing.reasons.iter().map(|refusal| Reason::new(Verdict::Fail, w.refusal(refusal).what)).collect();
    let files: Vec<Bit> = bid.files.iter().map(|file| Bit::from(file_link(w, number, file))).collect();
    let mut items = vec![
        Item::new(w.say("bids.price"), vec![Bit::figure(w.money(bid.price))]).note(Bit::text(bid.price.capitals())),
        Item::new(w.say("bids.receipt-title"), vec![Bit::code(bid.receipt.number.to_string())]).note(Bit::figure(w.moment_exact(bid.receipt.received_at))),
    ];
    if !files.is_empty() {
        let item = Item::new(w.say("bids.files"), Vec::new());
        items.push(files.into_iter().fold(item, Item::note));
    }
    let prices = (!lines.is_empty()).then(|| price_lines(w, &lines, &bid));
    let paragraphs = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let (plan, team) = (paragraphs(&bid.offer.plan), paragraphs(&bid.offer.team));
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()><a class="quiet" href=format!("/organizations/{}", bid.code)>{bid.name}</a></h2>
                <crate::components::Tag status/>
            </div>
            {(!reasons.is_empty()).then(|| view! { <Reasons reasons/> })}
            <Facts items layout=FactsLayout::Wide/>
            {prices.map(|table| view! { <div class="after"><DataTable table/></div> })}
            <h3 class="after">{w.say("bids.field-plan")}</h3>
            {plan}
            <h3 class="after">{w.say("bids.field-team")}</h3>
            {team}
            <div class="line small soft"><span>{w.say("bids.receipt-digest")}</span><Digest digest=bid.receipt.digest/></div>
        </section>
    }
}

/// What an offer asks for each line, beside the ceiling.
fn price_lines(w: Words, lines: &[BudgetItem], bid: &BidView) -> Table {
    let rows = lines
        .iter()
        .zip(&bid.offer.prices)
        .map(|(line, price)| vec![Cell::new(price_label(w, line)), Cell::new(w.money(line.amount)), Cell::new(w.money(*price))]);
    let ceiling = lines.iter().map(|line| line.amount).sum();
    Table {
        caption: w.say_with("bids.price-lines", &[("name", bid.name.clone().into())]),
        columns: vec![Column::words(w.say("bids.head-line")), Column::figures(w.say("bids.head-ceiling")), Column::figures(w.say("bids.prices"))],
        rows: rows.collect(),
        total: vec![Cell::new(w.say("demands.total")), Cell::new(w.money(ceiling)), Cell::new(w.money(bid.price))],
    }
}

/// What may be done: extend, open the review, end.
#[component]
fn Step(page: OffersPage) -> impl IntoView {
    let w = wording();
    let view = page.view;
    let number = view.demand.number;
    let seen = view.version.to_string();
    let may = |action| view.acts.contains(&action);
    let error = page.refused.iter().find(|refusal| refusal.field.as_deref() == Some("reason")).map(|refusal| w.refusal(refusal).what);
    let qualified = view.qualified;
    let extend = may(Action::ExtendDeadline).then(|| {
        let day = view.extended_to.map(|due| w.due(due, Style::Long)).unwrap_or_default();
        view! {
            <section class="section" aria-labelledby="extend">
                <h2 id="extend">{w.say("bids.extend-title")}</h2>
                <p>{w.say_with("bids.extend-text", &[("n", qualified.into()), ("day", Fact::Text(day))])}</p>
                <FormFrame action=format!("/demands/{number}/offers/extend") once=page.once.clone() seen=seen.clone()>
                    <div class="acts"><button class="btn main">{w.say("bids.extend")}</button></div>
                </FormFrame>
            </section>
        }
    });
    let shortlist = may(Action::Shortlist).then(|| {
        let one = qualified == 1;
        let reason =
            Field::new("reason", w.say("bids.negotiation-reason")).hint(w.say("bids.negotiation-hint")).value(page.reason.clone()).error(error.clone());
        view! {
            <section class="section" aria-labelledby="shortlist">
                <h2 id="shortlist">{w.say("bids.shortlist-title")}</h2>
                <p>{w.say_with("bids.shortlist-text", &[("n", qualified.into()), ("others", view.offered.saturating_sub(qualified).into())])}</p>
                <FormFrame action=format!("/demands/{number}/offers/shortlist") once=page.once.clone() seen=seen.clone()>
                    {one.then(|| view! { <TextArea field=reason rows=3/> })}
                    <div class="acts"><button class="btn main">{w.say("bids.shortlist")}</button></div>
                </FormFrame>
            </section>
        }
    });
    let end = may(Action::EndWithoutResult).then(|| {
        let reason = Field::new("reason", w.say("bids.end-reason")).hint(w.say("bids.end-hint")).value(page.reason.clone()).error(error);
        view! {
            <details class="section" open={view.offered == 0}>
                <summary>{w.say("bids.end-title")}</summary>
                <FormFrame action=format!("/demands/{number}/offers/end") once=page.once seen=seen>
                    <TextArea field=reason rows=3/>
                    <div class="acts"><button class="btn">{w.say("bids.end")}</button></div>
                </FormFrame>
            </details>
        }
    });
    view! { {extend}{shortlist}{end} }
}
