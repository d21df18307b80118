//! Marks, colours, sizes, status words, buttons, small pieces.

use super::components::Specimen;
use crate::components::{Act, ActView, Difference, Digest, EmptyState, Glyph, Icon, Keeping, Link, Piece, ProgressBar, Remark, SecrecyCard, Status, Tag, Tone};
use crate::page::wording;
use leptos::prelude::*;

pub(super) fn specimens() -> impl IntoView {
    view! {
        <Specimen title="gallery.marks"><Marks/></Specimen>
        <Specimen title="gallery.colours"><Colours/></Specimen>
        <Specimen title="gallery.sizes"><Sizes/></Specimen>
        <Specimen title="gallery.statuses"><Statuses/></Specimen>
        <Specimen title="gallery.icons"><Icons/></Specimen>
        <Specimen title="gallery.buttons"><Buttons/></Specimen>
        <Specimen title="gallery.secrecy"><Secrecy/></Specimen>
        <Specimen title="gallery.small"><Small/></Specimen>
    }
}

#[component]
fn Marks() -> impl IntoView {
    let w = wording();
    let mark = |glyph: Glyph, key: &str| view! { <li><Icon glyph/><span>{w.say(key)}</span></li> };
    view! {
        <ul class="marks">
            {mark(Glyph::Mark, "gallery.mark-apart")}
            {mark(Glyph::Match, "gallery.mark-match")}
            {mark(Glyph::Sealed, "gallery.mark-sealed")}
        </ul>
    }
}

#[component]
fn Colours() -> impl IntoView {
    let w = wording();
    let colour = |tone: Tone, name: &str, text: &str| view! { <li class=tone.class()>{w.say(name)}<small>{w.say(text)}</small></li> };
    view! {
        <ul class="swatch">
            {colour(Tone::River, "gallery.river", "gallery.river-use")}
            {colour(Tone::Bamboo, "gallery.bamboo", "gallery.bamboo-use")}
            {colour(Tone::Osmanthus, "gallery.osmanthus", "gallery.osmanthus-use")}
            {colour(Tone::Cinnabar, "gallery.cinnabar", "gallery.cinnabar-use")}
            {colour(Tone::Lotus, "gallery.lotus", "gallery.lotus-use")}
            {colour(Tone::Slate, "gallery.slate", "gallery.slate-use")}
        </ul>
    }
}

#[component]
fn Sizes() -> impl IntoView {
    let w = wording();
    view! {
        <div class="type">
            <p class="x34">{w.say("gallery.size-34")}</p>
            <p class="x26">{w.say("gallery.size-26")}</p>
            <p class="x21">{w.say("gallery.size-21")}</p>
            <p class="x18">{w.say("gallery.size-18")}</p>
            <p>{w.say("gallery.size-16")}</p>
            <p class="small">{w.say("gallery.size-14")}</p>
        </div>
    }
}

#[component]
fn Statuses() -> impl IntoView {
    let w = wording();
    let words: [(Tone, &[&str]); 6] = [
        (Tone::Slate, &["gallery.draft", "gallery.closed", "gallery.lapsed", "gallery.provisional"]),
        (Tone::River, &["gallery.planned", "gallery.comment", "gallery.open", "gallery.running"]),
        (Tone::Lotus, &["gallery.sealed"]),
        (Tone::Osmanthus, &["gallery.review", "gallery.publicity", "gallery.awaiting", "gallery.rectifying"]),
        (Tone::Bamboo, &["gallery.chosen", "gallery.accepted", "gallery.settled", "gallery.verified"]),
        (Tone::Cinnabar, &["gallery.late", "gallery.suspended", "gallery.terminated", "gallery.not-met"]),
    ];
    let tags = words.into_iter().flat_map(|(tone, keys)| keys.iter().map(move |key| Status::new(tone, w.say(key))));
    view! { <p class="chipsrow">{tags.map(|status| view! { <Tag status/> }).collect_view()}</p> }
}

#[component]
fn Icons() -> impl IntoView {
    let one = |glyph: &Glyph| view! { <li><Icon glyph=*glyph/><span class="mono small">{glyph.id()}</span></li> };
    view! { <ul class="icons">{Glyph::ALL.iter().map(one).collect_view()}</ul> }
}

#[component]
fn Buttons() -> impl IntoView {
    let w = wording();
    view! {
        <div class="line mid">
            <ActView act=Act::link(w.say("gallery.act-publish"), "#").main()/>
            <ActView act=Act::link(w.say("gallery.act-draft"), "#")/>
            <ActView act=Act::post(w.say("gallery.act-remind"), "/demo/components", &[("contract", "HT-2025-000004")]) small=true/>
            <a href="#">{w.say("gallery.act-back")}</a>
        </div>
    }
}

#[component]
fn Secrecy() -> impl IntoView {
    let w = wording();
    let card = |keeping: Keeping, tone: Tone, status: &str, now: &str, then: &str| {
        view! { <SecrecyCard keeping status=Status::new(tone, w.say(status)) now=w.say(now) then=w.say(then)/> }
    };
    view! {
        <div class="pair">
            {card(Keeping::Withheld, Tone::Slate, "gallery.withheld", "gallery.withheld-now", "gallery.withheld-then")}
            {card(Keeping::Sealed, Tone::Lotus, "gallery.sealed", "gallery.sealed-now", "gallery.sealed-then")}
            {card(Keeping::Opened, Tone::Bamboo, "gallery.opened", "gallery.opened-now", "gallery.opened-then")}
        </div>
    }
}

#[component]
fn Small() -> impl IntoView {
    let w = wording();
    let pieces = vec![
        Piece::Same(w.say("gallery.diff-before")),
        Piece::Removed(w.say("gallery.diff-removed")),
        Piece::Added(w.say("gallery.diff-added")),
        Piece::Same(w.say("gallery.diff-after")),
    ];
    view! {
        <div class="stack">
            <Difference pieces/>
            <ProgressBar done=12 total=16/>
            <Digest digest="9c41e7d08a10b3f2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f75be2f836".to_owned() verify="/ledger/verify"/>
            <Remark text=w.say("gallery.remark")/>
            <EmptyState title=w.say("gallery.empty") hint=w.say("gallery.empty-hint") way=Some(Link::new(w.say("gallery.empty-way"), "#"))/>
        </div>
    }
}
