//! What stands around every page: the demonstration's bar, the head with search and settings, the navigation, the foot.

use crate::components::{Glyph, Icon};
use crate::page::wording;
use crate::shell::{DemoBar, Footer, Nav, Shell, Size, Theme, Who, in_language};
use domain::calendar::Day;
use leptos::prelude::*;
use messages::Style;

/// The striped bar that says that all of this is fictional, and when "now" is.
#[component]
pub(crate) fn DemoStripe(bar: DemoBar) -> impl IntoView {
    let w = wording();
    view! {
        <div class="demo" role="region" aria-label=w.say("demo-bar.label")>
            <div class="wrap">
                <span>{w.say_with("demo-bar.text", &[("time", bar.now.into())])}</span>
                <a href="/demo">{w.say("demo-bar.change")}</a>
            </div>
        </div>
    }
}

/// Logo, search, settings and navigation.
#[component]
pub(crate) fn Top(shell: Shell) -> impl IntoView {
    let w = wording();
    view! {
        <header class="top">
            <div class="wrap bar">
                <a class="logo" href="/">
                    <Icon glyph=Glyph::Mark/>
                    {w.say("frame.name")}
                    <span>{w.say("frame.subject")}</span>
                </a>
                // The first page has a larger search of its own.
                {(shell.current != Some(Nav::Home)).then(|| view! { <Find/> })}
                <Tools shell=shell.clone()/>
            </div>
            <Telephone footer=shell.footer.clone()/>
            <Navigation current=shell.current waiting=shell.signed_in.map(|who| who.waiting)/>
        </header>
    }
}

#[component]
fn Find() -> impl IntoView {
    let w = wording();
    view! {
        <form class="find" role="search" method="get" action="/search" aria-label=w.say("frame.search-all")>
            <input type="search" name="q" aria-label=w.say("frame.search-label") placeholder=w.say("frame.search-hint")/>
            <button class="btn">
                <Icon glyph=Glyph::Search/>
                {w.say("frame.search")}
            </button>
        </form>
    }
}

#[component]
fn Tools(shell: Shell) -> impl IntoView {
    let w = wording();
    let other = w.language().other();
    view! {
        <div class="tools" role="group" aria-label=w.say("frame.settings")>
            <a href=in_language(&shell.path_and_query, other) hreflang=other.tag() lang=other.tag()>
                <Icon glyph=Glyph::Languages/>
                {w.say("frame.other-language")}
            </a>
            <Settings size=shell.size theme=shell.theme back=shell.path_and_query.clone()/>
            {match shell.signed_in {
                Some(who) => view! { <SignedIn who/> }.into_any(),
                None => view! {
                    <a href="/sign-in">
                        <Icon glyph=Glyph::LogIn/>
                        {w.say("frame.sign-in")}
                    </a>
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Settings(size: Size, theme: Theme, back: String) -> impl IntoView {
    let w = wording();
    let size_word = match size.next() {
        Size::Elder => w.say("frame.size-elder"),
        Size::Standard => w.say("frame.size-standard"),
    };
    let choice = move |choice: Theme| {
        view! { <button name="theme" value=choice.key() aria-pressed=if choice == theme { "true" } else { "false" }>{w.say(choice.term())}</button> }
    };
    view! {
        <form method="post" action="/settings">
            <input type="hidden" name="back" value=back/>
            <button name="size" value=size.next().key()>
                <Icon glyph=Glyph::LargeType/>
                {size_word}
            </button>
            // What the system shows nobody here can know, so there is no "other" one to offer: all three are.
            <details class="menu">
                <summary>
                    <Icon glyph=Glyph::SunMoon/>
                    {w.say("frame.theme")}
                </summary>
                <div role="group" aria-label=w.say("frame.theme")>{Theme::ALL.map(choice).collect_view()}</div>
            </details>
        </form>
    }
}

#[component]
fn SignedIn(who: Who) -> impl IntoView {
    let w = wording();
    let role = w.say(&who.role);
    let body = who.organization.map(|organization| format!("{organization} · {role}")).unwrap_or(role);
    view! {
        <span class="who" title=body>
            <Icon glyph=Glyph::User/>
            {who.name}
            <span class="vh">{body.clone()}</span>
        </span>
        <form method="post" action="/sign-out">
            <button>
                <Icon glyph=Glyph::LogOut/>
                {w.say("frame.sign-out")}
            </button>
        </form>
    }
}

/// In large type the telephone stands on top of every page.
#[component]
fn Telephone(footer: Footer) -> impl IntoView {
    let w = wording();
    view! {
        <p class="eldertel wrap">
            {w.say("frame.telephone")} " " <a href=footer.dial()>{footer.telephone.clone()}</a>
        </p>
    }
}

#[component]
fn Navigation(current: Option<Nav>, waiting: Option<u32>) -> impl IntoView {
    let w = wording();
    let own = waiting.map(|_| Nav::Workbench);
    let entry = move |nav: Nav| {
        let count = waiting.filter(|count| nav == Nav::Workbench && *count > 0);
        view! {
            <li>
                <a href=nav.href() aria-current=(current == Some(nav)).then_some("page")>
                    {w.say(nav.key())}
                    {count.map(|count| view! { <span class="count">{count}<span class="vh">{w.say("nav.waiting")}</span></span> })}
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav wrap" aria-label=w.say("nav.label")>
            <ul>{own.into_iter().chain(Nav::PUBLIC).map(entry).collect_view()}</ul>
        </nav>
    }
}

/// Telephone, who answers for the site, help, and which release this is.
#[component]
pub(crate) fn Foot(footer: Footer) -> impl IntoView {
    let w = wording();
    let dial = footer.dial();
    view! {
        <footer class="foot">
            <div class="wrap">
                <p>
                    {w.say("frame.telephone")} <br/> <a class="tel" href=dial>{footer.telephone.clone()}</a> <br/>
                    <span class="soft">{w.say_with("frame.hours", &[("hours", footer.hours.clone().into())])}</span>
                </p>
                <div class="stack">
                    <Imprint footer=footer.clone()/>
                    <FootLinks law=footer.law_as_of/>
                    <p class="soft">
                        {w.say_with("frame.release", &[("release", footer.release.into())])}
                        {footer.ledger_head.map(|head| w.say_with("frame.ledger-head", &[("head", head.into())]))}
                    </p>
                </div>
            </div>
        </footer>
    }
}

#[component]
fn Imprint(footer: Footer) -> impl IntoView {
    let w = wording();
    let mut text = w.say_with("frame.imprint", &[("sponsor", footer.sponsor.into()), ("operator", footer.operator.into())]);
    if let Some(code) = footer.site_code {
        text.push_str(&w.say_with("frame.site-code", &[("code", code.into())]));
    }
    for filing in footer.filings {
        text.push_str(&w.say_with("frame.filing", &[("number", filing.into())]));
    }
    view! { <p>{text}</p> }
}

#[component]
fn FootLinks(law: Option<Day>) -> impl IntoView {
    let w = wording();
    let law = match law {
        Some(day) => w.say_with("frame.law-as-of", &[("day", w.day(day, Style::Iso).into())]),
        None => w.say("frame.law"),
    };
    view! {
        <ul>
            <li><a href="/help">{w.say("frame.help")}</a></li>
            <li><a href="/help/law">{law}</a></li>
            <li><a href="/help/glossary">{w.say("frame.glossary")}</a></li>
            <li><a href="/api/v1/docs">{w.say("frame.reference")}</a></li>
            <li><a href="/help/accessibility">{w.say("frame.accessibility")}</a></li>
        </ul>
    }
}
