//! The mending that a fair evaluation asks for.

use super::typed::{Refused, Typed};
use super::words::lines;
use crate::components::{Bit, Breadcrumb, Facts, FactsLayout, FileField, FormFrame, Item, Link, NextStrip, PageTitle, Status, TextArea, Tone};
use crate::page::wording;
use domain::contracts::{Mending, MendingView, Todo};
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::Style;

/// What the page shows.
pub struct MendingPage {
    /// The mending.
    pub view: MendingView,
    /// A key for each form.
    pub once: (String, String),
    /// The refused form, if one was refused.
    pub typed: Typed,
}

/// The page.
pub fn mending_page(page: MendingPage) -> impl IntoView {
    let w = wording();
    let MendingPage { view, once, typed } = page;
    let number = view.contract.number;
    let base = format!("/contracts/{number}/mending");
    let tone = if view.state == Mending::Confirmed { Tone::Bamboo } else { Tone::Osmanthus };
    let steps: Vec<_> =
        view.contract.next.iter().filter(|step| matches!(step.what, Todo::Rectify | Todo::ConfirmMending) && step.subject.is_none()).cloned().collect();
    let mut items = vec![Item::new(w.say("contracts.mending-state"), vec![Bit::text(w.say(&view.state.term()))])];
    items.extend(view.since.map(|since| Item::new(w.say("contracts.mending-since"), vec![Bit::text(w.day(since, Style::Long))])));
    items.extend(view.note.clone().map(|note| Item::new(w.say("contracts.mending-note"), vec![Bit::text(note)])));
    items.extend(
        view.files.iter().map(|file| {
            Item::new(w.say("contracts.evidence"), vec![Bit::link(file.name.clone(), format!("/contracts/{number}/milestones/0/files/{}", file.id))])
        }),
    );
    let may = |action| view.acts.contains(&action);
    let seen = view.version.to_string();
    let note = |key: &str| typed.field(w, "note", w.say(key), "");
    let report = may(Action::ReportMilestone).then(|| {
        let note = note("contracts.mended-how");
        let files = typed.field(w, "evidence", w.say("contracts.add-files"), "").hint(w.say("contracts.add-files-hint"));
        view! {
            <FormFrame action=format!("{base}/report") once=once.0.clone() seen=seen.clone() files=true>
                <TextArea field=note rows=4/>
                <FileField field=files accept=".pdf,.ofd,.docx,.xlsx,.png,.jpg,.jpeg,.csv,.txt" multiple=true/>
                <div class="acts"><button class="btn main">{w.say("contracts.mending-report")}</button></div>
            </FormFrame>
        }
    });
    let confirm = may(Action::CheckMilestone).then(|| {
        view! {
            <FormFrame action=format!("{base}/confirm") once=once.0.clone() seen=seen.clone()>
                <p class="small soft">{w.say("contracts.mending-confirm-text")}</p>
                <div class="acts"><button class="btn main">{w.say("contracts.mending-confirm")}</button></div>
            </FormFrame>
        }
    });
    let back = may(Action::ReturnMilestone).then(|| {
        let note = note("contracts.return-reason");
        view! {
            <FormFrame action=format!("{base}/return") once=once.1.clone() seen=seen.clone()>
                <TextArea field=note rows=2/>
                <div class="acts"><button class="btn">{w.say("contracts.return-act")}</button></div>
            </FormFrame>
        }
    });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(number.to_string(), format!("/contracts/{number}"))] here=w.say("contracts.mending")/>
        <PageTitle title=w.say("contracts.mending") status=Some(Status::new(tone, w.say(&view.state.term()))) lead=w.say("contracts.mending-lead")/>
        <Refused typed=typed.clone() has=|name| ["note", "evidence"].contains(&name)/>
        {(!steps.is_empty()).then(|| view! { <NextStrip steps=lines(w, &view.contract, &steps)/> })}
        <section class="section" aria-label=w.say("contracts.mending")>
            <Facts items layout=FactsLayout::Wide/>
            {report}{confirm}{back}
        </section>
    }
}
