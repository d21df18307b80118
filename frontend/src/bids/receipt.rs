//! A receipt, to keep and to print.

use super::words::{file_link, state_status, trail};
use crate::components::{Act, Acts, Bit, Breadcrumb, Facts, FactsLayout, Item, Link, PageTitle, Receipt, ReceiptCard};
use crate::page::wording;
use domain::bids::{BidState, ReceiptView};
use leptos::prelude::*;

/// The page. It stays at its address, for its own organization alone.
pub fn receipt_page(view: ReceiptView, telephone: Option<String>) -> impl IntoView {
    let w = wording();
    let row = view.demand.clone();
    let number = row.number;
    let back = format!("/demands/{number}/offer");
    let trail = trail(w, &row).into_iter().chain([Link::new(w.say("bids.offer-title"), back.clone())]).collect();
    let next = match view.state {
        BidState::Standing => w.say_with("bids.receipt-next", &[("time", w.deadline(row.closes_at, row.closes_provisional).into())]),
        BidState::Superseded => w.say("bids.receipt-superseded"),
        BidState::Withdrawn => w.say("bids.receipt-withdrawn"),
    };
    let receipt = Receipt {
        what: w.say("bids.receipt-what"),
        number: view.receipt.number.to_string(),
        time: w.moment_exact(view.receipt.received_at),
        digest: Some(view.receipt.digest.clone()),
        next: vec![next],
        contact: telephone,
    };
    let files: Vec<Bit> = view.files.iter().map(|file| Bit::from(file_link(w, number, file))).collect();
    let mut items = vec![
        Item::new(w.say("bids.receipt-demand"), vec![Bit::link(row.title.clone(), format!("/demands/{number}"))]).note(Bit::figure(number.to_string())),
        Item::new(w.say("bids.receipt-purchaser"), vec![Bit::text(row.purchaser.clone())]),
        Item::new(w.say("bids.receipt-organization"), vec![Bit::text(view.organization.clone())]).note(Bit::code(view.code.to_string())),
        Item::new(w.say("bids.receipt-by"), vec![Bit::text(view.by.clone())]),
        Item::new(w.say("bids.price"), vec![Bit::figure(w.money(view.receipt.price))]).note(Bit::text(view.receipt.price.capitals())),
    ];
    if !files.is_empty() {
        let item = Item::new(w.say("bids.files"), Vec::new());
        items.push(files.into_iter().fold(item, Item::note));
    }
    view! {
        <Breadcrumb trail here=w.say("bids.receipt-title")/>
        <PageTitle title=w.say("bids.receipt-title") status=Some(state_status(w, view.state)) over=w.say("bids.only-own")/>
        <ReceiptCard receipt/>
        <section class="section" aria-labelledby="about">
            <h2 id="about">{w.say("bids.receipt-about")}</h2>
            <Facts items layout=FactsLayout::Wide/>
        </section>
        <p class="small soft">{w.say("bids.receipt-print")}</p>
        <Acts acts=vec![Act::link(w.say("bids.back"), back).main()]/>
    }
}
