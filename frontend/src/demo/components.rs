//! The gallery: every building block in all its states, in both languages. It is where we look, and what tests walk.

use super::{cases, figures, forms, looks};
use crate::components::{Breadcrumb, PageTitle};
use crate::page::wording;
use domain::calendar::Moment;
use leptos::prelude::*;

/// `/demo/components`. `now` is the world's time and `wall` the server's own, so that deadlines tick here as elsewhere.
pub fn components_page(now: Moment, wall: Moment) -> impl IntoView {
    let w = wording();
    view! {
        <Breadcrumb trail=Vec::new() here=w.say("gallery.title")/>
        <PageTitle title=w.say("gallery.title") lead=w.say("gallery.lead")/>
        {looks::specimens()}
        {cases::specimens(now, wall)}
        {forms::specimens()}
        {figures::specimens()}
    }
}

/// One block with its heading.
#[component]
pub(super) fn Specimen(
    /// The key of its heading.
    title: &'static str,
    /// The block.
    children: Children,
) -> impl IntoView {
    // No landmark: the block inside may be one of the same name.
    view! {
        <div class="section specimen">
            <h2>{wording().say(title)}</h2>
            {children()}
        </div>
    }
}
