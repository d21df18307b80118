//! The last look before an offer is handed in.

use super::words::trail;
use crate::components::{Answer, Bit, Breadcrumb, CheckAnswers, FormFrame, Link, PageTitle, Remark, Status, Tone};
use crate::page::wording;
use domain::bids::{OfferDesk, price_field};
use domain::policy::Action;
use domain::refusal::Refusal;
use leptos::prelude::*;
use messages::Words;

/// What the page shows.
pub struct OfferCheckPage {
    /// The work.
    pub desk: OfferDesk,
    /// Makes a second press the same press.
    pub once: String,
}

/// What was filled in, question by question, each with the way back to its field.
fn answers(w: Words, desk: &OfferDesk, back: &str) -> Vec<Answer> {
    let error = |name: &str| desk.refused.iter().find(|refusal| refusal.field.as_deref() == Some(name)).map(|refusal| w.refusal(refusal).what);
    // Only who writes the offer finds its fields there.
    let at = |field: &str| desk.acts.contains(&Action::SubmitBid).then(|| format!("{back}#{field}"));
    let mut answers: Vec<Answer> = desk
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let name = price_field(index);
            let most = w.say_with("bids.price-hint", &[("most", w.money(line.amount).into())]);
            let price = desk.offer.as_ref().and_then(|offer| offer.prices.get(index)).map_or_else(|| desk.draft.get(&name).to_owned(), |price| w.money(*price));
            Answer {
                question: super::words::price_label(w, line),
                answer: if price.is_empty() { Vec::new() } else { vec![price, most] },
                change: at(&name),
                error: error(&name),
            }
        })
        .collect();
    if let Some(offer) = &desk.offer {
        let price = offer.price();
        answers.push(Answer { question: w.say("bids.price"), answer: vec![w.money(price), price.capitals()], change: None, error: None });
    }
    for name in ["plan", "team"] {
        let text = desk.draft.get(name).trim();
        answers.push(Answer {
            question: w.say(&format!("bids.field-{name}")),
            answer: text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
            change: at(name),
            error: error(name),
        });
    }
    let files: Vec<String> = desk.files.iter().map(|file| file.name.clone()).collect();
    answers.push(Answer {
        question: w.say("bids.files"),
        answer: if files.is_empty() { vec![w.say("bids.no-files")] } else { files },
        change: at("files"),
        error: error("files"),
    });
    answers
}

/// The page.
pub fn offer_check_page(page: OfferCheckPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk;
    let (row, number) = (desk.demand.clone(), desk.demand.number);
    let back = format!("/demands/{number}/offer");
    let general: Vec<Refusal> = desk.refused.iter().filter(|refusal| refusal.field.is_none()).cloned().collect();
    let shown = desk.refused.len();
    let ready = desk.refused.is_empty() && desk.open;
    let submits = ready && desk.acts.contains(&Action::SubmitBid);
    let trail = trail(w, &row).into_iter().chain([Link::new(w.say("bids.offer-title"), back.clone())]).collect();
    let line = vec![Bit::text(row.title.clone()), Bit::figure(w.deadline(row.closes_at, row.closes_provisional)).label(w.say("bids.closes"))];
    let replaces = desk.standing().is_some();
    let status = if ready { Status::new(Tone::River, w.say("bids.check-ready")) } else { Status::new(Tone::Osmanthus, w.say("bids.check-not-ready")) };
    view! {
        <Breadcrumb trail here=w.say("bids.check-title")/>
        <PageTitle title=w.say("bids.check-title") status=Some(status) over=w.say("bids.only-own") line/>
        {(shown > 0).then(|| view! { <Remark text=w.say_with("bids.check-against", &[("n", shown.into())])/> })}
        {general.into_iter().map(|refusal| view! { <Remark text=w.refusal(&refusal).what/> }).collect_view()}
        <CheckAnswers answers=answers(w, &desk, &back)/>
        {(ready && !submits).then(|| view! { <Remark text=w.say("bids.clerk-submits")/> })}
        {submits.then({ let back = back.clone(); move || view! {
            <FormFrame action=format!("/demands/{number}/offer/submit") once=page.once seen=desk.version.to_string()>
                <p class="small soft">{w.say(if replaces { "bids.submit-again-text" } else { "bids.submit-text" })}</p>
                <div class="acts">
                    <button class="btn main">{w.say(if replaces { "bids.submit-again" } else { "bids.submit" })}</button>
                    <a href=back.clone()>{w.say("bids.back")}</a>
                </div>
            </FormFrame>
        } })}
        {(!submits).then(|| view! { <p class="after"><a class="btn main" href=back.clone()>{w.say("bids.back")}</a></p> })}
    }
}
