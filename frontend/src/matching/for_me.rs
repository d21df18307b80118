//! Open demands for one's own organization, with the same reasons that the purchaser sees.

use super::match_box::{reasons, summary};
use crate::components::{Breadcrumb, Days, EmptyState, Link, PageTitle, Reasons, Status, Tag, Tone};
use crate::page::wording;
use domain::calendar::{Moment, day_of, working_days_between};
use domain::matching::{ForMeRow, ForMeView};
use domain::refusal::Fact;
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// The page. `now` is the world's time.
pub fn for_me_page(view: ForMeView, now: Moment) -> impl IntoView {
    let w = wording();
    let profile = view.keeps_profile.then(|| format!("/organizations/{}/profile", view.code));
    let facts = [("n", Fact::from(view.rows.len())), ("fit", Fact::from(view.fitting))];
    let count = w.say_with("matching.for-me-count", &facts);
    let held = view.held.then(|| view! { <p class="strong cin">{w.say("matching.held-own")}</p> });
    let list = if !view.has_fields && view.rows.is_empty() {
        let way = profile.map(|profile| Link::new(w.say("matching.fill-profile"), profile));
        view! { <EmptyState title=w.say("matching.no-fields") hint=w.say("matching.no-fields-hint") way/> }.into_any()
    } else if view.rows.is_empty() {
        let way = Link::new(w.say("matching.all-demands"), "/demands?stage=open");
        view! { <EmptyState title=w.say("matching.for-me-none") hint=w.say("matching.for-me-none-hint") way=Some(way)/> }.into_any()
    } else {
        let rows = view.rows.into_iter().map(|row| view! { <One row now profile=profile.clone()/> }).collect_view();
        view! { <p class="strong tn">{count}</p> {rows} }.into_any()
    };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.workbench"), "/workbench")] here=w.say("matching.for-me-title")/>
        <PageTitle title=w.say("matching.for-me-title") line=vec![crate::components::Bit::text(view.name)] lead=w.say("match.note")/>
        {held}
        {list}
    }
}

#[component]
fn One(row: ForMeRow, now: Moment, #[prop(optional_no_strip)] profile: Option<String>) -> impl IntoView {
    let w = wording();
    let demand = row.demand;
    let left = working_days_between(day_of(now), day_of(demand.closes_at));
    let closes =
        w.say_with("matching.closes", &[("time", w.deadline(demand.closes_at, demand.closes_provisional).into()), ("left", Days::Left(left).words(w).into())]);
    let status = fit_status(w, row.found.fits);
    let invited = row.invited_at.map(|at| view! { <p class="small">{w.say_with("matching.invited-own", &[("time", at.into())])}</p> });
    let meta = [demand.purchaser.clone(), w.say(&demand.field.term()), w.money_in_list(demand.budget), demand.number.to_string()].join(" · ");
    let id = format!("fit-{}", demand.number);
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()><a href=format!("/demands/{}", demand.number)>{demand.title}</a></h2>
                <Tag status/>
            </div>
            <p class="meta tn">{meta}</p>
            <p class="tn">{closes}</p>
            {invited}
            <details open=!row.found.fits>
                <summary>{summary(w, &row.found)}</summary>
                <Reasons reasons=reasons(w, &row.found, profile.as_deref())/>
            </details>
        </section>
    }
}

/// Whether everything fits, as a tag.
pub(super) fn fit_status(w: Words, fits: bool) -> Status {
    if fits { Status::new(Tone::Bamboo, w.say("matching.fits")) } else { Status::new(Tone::Slate, w.say("matching.fits-not")) }
}
