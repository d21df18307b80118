//! The approver names the reviewers.

use super::words::seat_status;
use crate::bids::trail;
use crate::components::{
    Bit, Breadcrumb, Card, CardLayout, CardList, CheckboxField, Choice, ErrorSummary, Field, FieldError, FormFrame, Keeping, PageTitle, SecrecyCard,
    SelectField, Status, Tone,
};
use crate::page::wording;
use domain::panels::{Member, PanelView, Seat};
use domain::policy::Action;
use domain::refusal::Refusal;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct PanelPage {
    /// The panel.
    pub view: PanelView,
    /// What was chosen before: the representative first.
    pub chosen: Vec<String>,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn panel_page(page: PanelPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let row = view.demand.clone();
    let line =
        vec![Bit::text(row.title.clone()), Bit::figure(row.number.to_string()), Bit::text(w.day(view.review_on, Style::Long)).label(w.say("panels.review-on"))];
    let lead = w.say_with("panels.name-lead", &[("n", i64::from(view.reviewers).into()), ("outside", i64::from(view.reviewers.saturating_sub(1)).into())]);
    // A refusal about the whole panel leads to its first field.
    let errors: Vec<FieldError> = page
        .refused
        .iter()
        .map(|refusal| {
            let id = refusal.field.clone().filter(|field| field != "reviewers").unwrap_or_else(|| "reviewers.0".to_owned());
            FieldError { id, text: w.refusal(refusal).what }
        })
        .collect();
    let cards: Vec<Card> = view
        .seats
        .iter()
        .map(|seat| Card {
            title: seat.name.clone(),
            meta: vec![w.say(&seat.member.term())],
            status: Some(seat_status(w, seat.state)),
            when: vec![w.say_with("panels.named-at", &[("time", w.moment(seat.named_at).into())])],
            ..Card::default()
        })
        .collect();
    let gap = view.seats.iter().any(|seat| seat.state == Seat::Replaced) && view.sitting().count() < usize::from(view.reviewers);
    let status = if view.sitting().count() < usize::from(view.reviewers) {
        Status::new(Tone::Osmanthus, w.say("panels.incomplete"))
    } else {
        Status::new(Tone::Bamboo, w.say("panels.complete"))
    };
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("panels.name-title")/>
        <PageTitle title=w.say("panels.name-title") status=Some(status) over=w.say("panels.only-approver") line lead/>
        <ErrorSummary errors/>
        <SecrecyCard keeping=Keeping::Withheld status=Status::new(Tone::Slate, w.say("panels.secret")) now=w.say("panels.secret-now") then=w.say("panels.secret-then")/>
        {gap.then(|| view! { <crate::components::Remark text=w.say("panels.gap")/> })}
        {(!cards.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="seats">
                <h2 id="seats">{w.say_with("panels.seats", &[("round", i64::from(view.round).into())])}</h2>
                <CardList cards layout=CardLayout::Cases/>
            </section>
        })}
        {view.acts.contains(&Action::NameReviewers).then(|| view! { <NameForm page/> })}
    }
}

fn choices(w: Words, view: &PanelView, member: Member) -> Vec<Choice> {
    let may = view.options.iter().filter(|option| option.member == member && !option.left);
    std::iter::once(Choice::new("", w.say("panels.choose"))).chain(may.map(|option| Choice::new(option.account.to_string(), option.name.clone()))).collect()
}

#[component]
fn NameForm(page: PanelPage) -> impl IntoView {
    let w = wording();
    let view = page.view;
    let number = view.demand.number;
    let error = |index: usize| {
        let name = format!("reviewers.{index}");
        let about = |refusal: &&Refusal| refusal.field.as_deref() == Some(name.as_str()) || (index == 0 && refusal.field.as_deref() == Some("reviewers"));
        page.refused.iter().find(about).map(|refusal| w.refusal(refusal).what)
    };
    let fields = (0..usize::from(view.reviewers))
        .map(|index| {
            let member = if index == 0 { Member::Representative } else { Member::Outside };
            let label = if index == 0 { w.say(&member.term()) } else { w.say_with("panels.outside-nth", &[("n", index.into())]) };
            let field = Field::new(format!("reviewers.{index}"), label).value(page.chosen.get(index).cloned().unwrap_or_default()).error(error(index));
            view! { <SelectField field choices=choices(w, &view, member)/> }
        })
        .collect_view();
    let together = (view.together > 0).then(|| {
        let label = w.say_with("panels.together", &[("n", view.together.into())]);
        view! { <CheckboxField field=Field::new("together", w.say("panels.together-legend")).value("yes") choices=vec![Choice::new("yes", label)]/> }
    });
    view! {
        <section class="section" aria-labelledby="name">
            <h2 id="name">{w.say("panels.name")}</h2>
            <FormFrame action=format!("/demands/{number}/panel") once=page.once>
                {fields}
                {together}
                <p class="small soft">{w.say("panels.name-text")}</p>
                <div class="acts"><button class="btn main">{w.say("panels.name-act")}</button></div>
            </FormFrame>
        </section>
    }
}
