//! Giving a published purchase up: what follows from it, and the reason that everybody will read.

use super::words::trail;
use crate::components::{Act, ActView, Breadcrumb, ErrorSummary, Field, FormFrame, PageTitle, RefusalBox, Remark, TextArea, field_errors};
use crate::demands::stage_status;
use crate::page::wording;
use domain::demands::{DemandView, Stage};
use domain::refusal::Refusal;
use leptos::prelude::*;

/// What the page shows.
pub struct CancelPage {
    /// The purchase.
    pub view: DemandView,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// The reason that was typed.
    pub reason: String,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn cancel_page(page: CancelPage) -> impl IntoView {
    let w = wording();
    let row = page.view.row;
    let number = row.number;
    let (typed, others): (Vec<_>, Vec<_>) = page.refused.into_iter().partition(|refusal| refusal.field.is_some());
    let errors = field_errors(w, &typed);
    let error = errors.first().map(|error| error.text.clone());
    let reason = Field::new("reason", w.say("bids.cancel-reason")).hint(w.say("bids.cancel-hint")).value(page.reason).error(error);
    let follows = if row.stage == Stage::Open { w.say("bids.cancel-open") } else { w.say("bids.cancel-opened") };
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("bids.cancel-title")/>
        <PageTitle title=w.say("bids.cancel-title") status=Some(stage_status(w, row.stage)) lead=row.title.clone()/>
        <ErrorSummary errors/>
        {others.iter().map(|refusal| view! { <RefusalBox said=w.refusal(refusal)/> }).collect_view()}
        <Remark text=follows/>
        <FormFrame action=format!("/demands/{number}/cancel") once=page.once seen=page.view.version.to_string()>
            <TextArea field=reason rows=4/>
            <div class="acts">
                <button class="btn main">{w.say("bids.cancel-act")}</button>
                <ActView act=Act::link(w.say("bids.cancel-keep"), format!("/demands/{number}"))/>
            </div>
        </FormFrame>
    }
}
