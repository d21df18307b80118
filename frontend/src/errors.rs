//! What a reader sees instead of the page: not allowed, not there, changed meanwhile, refused by a rule, broken.

use crate::components::{Act, Acts, FormFrame, Link, PageTitle, RefusalBox};
use crate::page::{fresh_id, mark_error, wording};
use domain::refusal::{Kind, Refusal};
use leptos::prelude::*;

/// A refusal that takes the whole page, whatever its kind. The status of the answer is the caller's.
///
/// `back` is where the reader came from; `acts` are what would help and this reader may do, the first one as `main`.
pub fn refusal_page(refusal: &Refusal, back: Option<Link>, acts: Vec<Act>) -> impl IntoView + use<> {
    mark_error();
    let w = wording();
    let said = w.refusal(refusal);
    let title = match refusal.kind {
        Kind::Rule => "errors.rule",
        Kind::Conflict => "errors.conflict",
        Kind::Forbidden => "errors.forbidden",
        Kind::Hidden => "errors.not-found",
        Kind::TooMany => "errors.too-many",
    };
    let back = back.map(|link| Act::link(link.label, link.href));
    let find = (refusal.kind == Kind::Hidden).then(|| view! { <LookUp/> });
    view! {
        <PageTitle title=w.say(title)/>
        <RefusalBox said acts/>
        {find}
        <Acts acts=back.into_iter().collect()/>
    }
}

/// Not allowed: names who may, and offers to sign in to whoever has not. `sign_in_next` is the address to come back to;
/// `None` for who is signed in.
pub fn forbidden_page(refusal: &Refusal, sign_in_next: Option<&str>) -> impl IntoView + use<> {
    let w = wording();
    let sign_in = sign_in_next.map(|next| Act::link(w.say("frame.sign-in"), format!("/sign-in?next={}", percent_encoded(next))).main());
    refusal_page(refusal, None, sign_in.into_iter().collect())
}

/// Nothing at this address. A number can be looked up.
pub fn not_found_page() -> impl IntoView {
    refusal_page(&Refusal::not_found(), None, Vec::new())
}

/// A form that came after its sender's session had ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionEnded {
    /// Where the form was sent.
    pub action: String,
    /// What was sent, in its order.
    pub fields: Vec<(String, String)>,
    /// Names of the files that came with it; they are not kept.
    pub files: Vec<String>,
}

/// Signed out meanwhile: sign in elsewhere, then send the same again. What was typed is shown too, so that it can be copied.
pub fn session_ended_page(page: SessionEnded) -> impl IntoView {
    mark_error();
    let w = wording();
    let shown = |name: &str, text: &str| !matches!(name, "once" | "seen" | "then") && !text.trim().is_empty();
    let typed: Vec<String> = page.fields.iter().filter(|(name, text)| shown(name, text)).map(|(_, text)| text.clone()).collect();
    let hidden = page.fields.into_iter().map(|(name, text)| view! { <input type="hidden" name=name value=text/> }).collect_view();
    let files = (!page.files.is_empty()).then(|| view! { <p>{w.say_with("session-ended.files", &[("names", page.files.join("、").into())])}</p> });
    let copy = (!typed.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="typed">
                <h2 id="typed">{w.say("session-ended.typed")}</h2>
                <ul class="list">{typed.into_iter().map(|text| view! { <li><p class="pre">{text}</p></li> }).collect_view()}</ul>
            </section>
        }
    });
    view! {
        <PageTitle title=w.say("session-ended.title") lead=w.say("session-ended.lead")/>
        <p><a href="/sign-in" target="_blank" rel="noopener">{w.say("session-ended.sign-in")}</a></p>
        {files}
        <FormFrame action=page.action>
            {hidden}
            <div class="acts"><button class="btn main">{w.say("session-ended.act")}</button></div>
        </FormFrame>
        {copy}
    }
}

#[component]
fn LookUp() -> impl IntoView {
    let w = wording();
    view! {
        <form class="find section measure" role="search" method="get" action="/search" aria-label=w.say("errors.look-up")>
            <input type="search" name="q" aria-label=w.say("frame.search-label") placeholder=w.say("errors.look-up-hint")/>
            <button class="btn">{w.say("errors.look-up")}</button>
        </form>
    }
}

/// What two people changed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictView {
    /// What the page is about.
    pub title: String,
    /// Who changed it meanwhile.
    pub name: String,
    /// When, in words.
    pub time: String,
    /// Where the choice goes.
    pub action: String,
    /// The version that the reader now sees.
    pub seen: String,
    /// The idempotency key.
    pub once: String,
    /// The fields that differ.
    pub fields: Vec<ConflictField>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictField {
    /// Its name in the form.
    pub name: String,
    /// What it asks.
    pub label: String,
    /// What the reader typed.
    pub mine: String,
    /// What stands there now.
    pub theirs: String,
}

/// Somebody changed it meanwhile: both versions side by side, to take one or the other field by field. What is chosen is
/// sent under the field's own name, like any other answer.
pub fn conflict_page(view: ConflictView) -> impl IntoView {
    mark_error();
    let w = wording();
    let rows = view.fields.into_iter().map(|field| view! { <ConflictRow field/> }).collect_view();
    view! {
        <PageTitle title=view.title lead=w.say_with("conflict.lead", &[("name", view.name.into()), ("time", view.time.into())])/>
        <FormFrame action=view.action once=view.once seen=view.seen>
            <div class="scroll" role="region" aria-label=w.say("conflict.caption") tabindex="0">
                <table class="data conflict">
                    <caption>{w.say("conflict.caption")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{w.say("conflict.field")}</th>
                            <th scope="col">{w.say("conflict.mine")}</th>
                            <th scope="col">{w.say("conflict.theirs")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="acts"><button class="btn main">{w.say("conflict.act")}</button></div>
        </FormFrame>
    }
}

#[component]
fn ConflictRow(field: ConflictField) -> impl IntoView {
    let option = |text: String, chosen: bool| {
        let id = fresh_id(&field.name);
        view! {
            <td>
                <div class="opt">
                    <input type="radio" id=id.clone() name=field.name.clone() value=text.clone() checked=chosen/>
                    <label for=id.clone()>{text.clone()}</label>
                </div>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{field.label.clone()}</th>
            {option(field.mine.clone(), true)}
            {option(field.theirs.clone(), false)}
        </tr>
    }
}

/// Something broke on our side. `reference` is the number under which the log has it; `saved` says whether what the reader
/// sent was saved, when that is known; `telephone` is whom to call.
pub fn broken_page(reference: String, saved: Option<bool>, telephone: String) -> impl IntoView {
    mark_error();
    let w = wording();
    let saved = match saved {
        Some(true) => w.say("errors.broken-saved"),
        Some(false) => w.say("errors.broken-not-saved"),
        None => w.say("errors.broken-unknown"),
    };
    view! {
        <PageTitle title=w.say("errors.broken")/>
        <div class="stack">
            <p>{saved}</p>
            <p>{w.say_with("errors.broken-reference", &[("telephone", telephone.into())])} " " <b class="mono">{reference}</b></p>
        </div>
    }
}

/// Letters, digits and a few signs stay; the rest of an address inside an address is written in hexadecimals.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
