//! The frame of a form, and the summary of what must be changed in it.

use crate::page::{fresh_id, mark_error, wording};
use domain::refusal::{Fact, Refusal};
use leptos::prelude::*;
use messages::Words;

/// A form that posts. A second press is the same press (`once`); who saw an older version is told (`seen`).
#[component]
pub fn FormFrame(
    /// Where it goes.
    action: String,
    /// The idempotency key, on acts that must happen once.
    #[prop(optional, into)]
    once: Option<String>,
    /// The version that the reader saw.
    #[prop(optional, into)]
    seen: Option<String>,
    /// An id, for buttons that stand outside.
    #[prop(optional, into)]
    id: Option<String>,
    /// Whether it carries files.
    #[prop(optional)]
    files: bool,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    // The browser's own checks speak its language and know no article: ours are shown by the server.
    view! {
        <form method="post" action=action id=id enctype=files.then_some("multipart/form-data") novalidate=true class="form">
            {once.map(|key| view! { <input type="hidden" name="once" value=key/> })}
            {seen.map(|version| view! { <input type="hidden" name="seen" value=version/> })}
            {children()}
        </form>
    }
}

/// Something to change at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field.
    pub id: String,
    /// What to change, the same words as at the field.
    pub text: String,
}

/// The refusals that are about a field, in words.
pub fn field_errors(w: Words, refusals: &[Refusal]) -> Vec<FieldError> {
    let of_field = |refusal: &Refusal| refusal.field.clone().map(|id| FieldError { id, text: w.refusal(refusal).what });
    refusals.iter().filter_map(of_field).collect()
}

/// What must be changed, with a link to each field. It takes the focus when the page opens, and the title says 错误： first.
#[component]
pub fn ErrorSummary(
    /// In the order of the fields.
    errors: Vec<FieldError>,
    /// Whether it is only shown, not meant: in the gallery.
    #[prop(optional)]
    specimen: bool,
) -> impl IntoView {
    if errors.is_empty() {
        return None;
    }
    if !specimen {
        mark_error();
    }
    let w = wording();
    let id = fresh_id("errors");
    let title = w.say_with("errors.title", &[("n", Fact::from(errors.len()))]);
    let items = errors.into_iter().map(|error| view! { <li><a href=format!("#{}", error.id)>{error.text}</a></li> }).collect_view();
    Some(view! {
        <div class="errors" id="errors" role="region" tabindex="-1" autofocus=!specimen aria-labelledby=id>
            <h2 id=id.clone()>{w.say("errors.prefix")}{title}</h2>
            <ul>{items}</ul>
        </div>
    })
}
