//! What a reader sees instead of the page: not allowed, not there, refused by a rule, broken.

use crate::components::{Act, Acts, FormFrame, Link, PageTitle, RefusalBox};
use crate::page::{mark_error, wording};
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
        Kind::Malformed => "errors.malformed",
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

/// A form that was not taken, to be handed back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedBack {
    /// Where the form was sent.
    pub action: String,
    /// What was sent, in its order.
    pub fields: Vec<(String, String)>,
    /// Names of the files that came with it; they are not kept.
    pub files: Vec<String>,
}

/// Signed out meanwhile: sign in elsewhere, then send the same again.
pub fn session_ended_page(page: HandedBack) -> impl IntoView {
    mark_error();
    let w = wording();
    view! {
        <PageTitle title=w.say("session-ended.title") lead=w.say("session-ended.lead")/>
        <p><a href="/sign-in" target="_blank" rel="noopener">{w.say("session-ended.sign-in")}</a></p>
        <SendAgain page files="session-ended.files" act="session-ended.act"/>
    }
}

/// Others wrote at the same moment, and this request did not get its turn. Where it was a form, it is sent again with one press.
pub fn busy_page(form: Option<HandedBack>) -> impl IntoView {
    mark_error();
    let w = wording();
    view! {
        <PageTitle title=w.say("errors.busy") lead=w.say("errors.busy-lead")/>
        {form.map(|page| view! { <SendAgain page files="errors.busy-files" act="errors.busy-again"/> })}
    }
}

/// The same form once more. What was typed is shown too, so that it can be copied.
#[component]
fn SendAgain(
    /// The form.
    page: HandedBack,
    /// What is said about its files.
    files: &'static str,
    /// What the button says.
    act: &'static str,
) -> impl IntoView {
    let w = wording();
    let shown = |name: &str, text: &str| !matches!(name, "once" | "seen" | "then") && !text.trim().is_empty();
    let typed: Vec<String> = page.fields.iter().filter(|(name, text)| shown(name, text)).map(|(_, text)| text.clone()).collect();
    let hidden = page.fields.into_iter().map(|(name, text)| view! { <input type="hidden" name=name value=text/> }).collect_view();
    let files = (!page.files.is_empty()).then(|| view! { <p>{w.say_with(files, &[("names", w.listed(page.files.iter().cloned()).into())])}</p> });
    let copy = (!typed.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="typed">
                <h2 id="typed">{w.say("session-ended.typed")}</h2>
                <ul class="list">{typed.into_iter().map(|text| view! { <li><p class="pre">{text}</p></li> }).collect_view()}</ul>
            </section>
        }
    });
    view! {
        {files}
        <FormFrame action=page.action>
            {hidden}
            <div class="acts"><button class="btn main">{w.say(act)}</button></div>
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
