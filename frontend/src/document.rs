//! The document around a page.

use crate::frame::{DemoStripe, Foot, Top};
use crate::page::Page;
use crate::shell::{Nav, Shell, Size, Theme, address_in};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use messages::Language;
use std::sync::Arc;

/// The whole document of a page, from `<!DOCTYPE html>` on.
///
/// The page is rendered before the head, because only then it is known whether it has an island and whether it shows errors.
pub fn render<V: IntoView>(shell: &Shell, page: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let context = Page::begin(shell.words, &shell.assets.icons);
        let main = page().into_view().to_html();
        document(shell, &context, main).to_html()
    });
    owner.unset_with_forced_cleanup();
    format!("<!DOCTYPE html>{}", without_marks(&html))
}

const ISLAND_BEGINS: &str = "<leptos-island";
const ISLAND_ENDS: &str = "</leptos-island>";

/// Takes the renderer's marks (`<!>`) out: a browser needs them only where it wakes an island, and a checker of HTML calls
/// them errors. Within an island they become proper empty comments, the same nodes to the browser.
fn without_marks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(ISLAND_BEGINS) {
        let (before, from_island) = rest.split_at(start);
        let end = from_island.find(ISLAND_ENDS).map_or(from_island.len(), |at| at + ISLAND_ENDS.len());
        let (island, after) = from_island.split_at(end);
        out.push_str(&before.replace("<!>", ""));
        out.push_str(&island.replace("<!>", "<!---->"));
        rest = after;
    }
    out.push_str(&rest.replace("<!>", ""));
    out
}

fn document(shell: &Shell, page: &Page, main: String) -> impl IntoView + use<> {
    let home = shell.current == Some(Nav::Home);
    view! {
        <html
            lang=shell.words.language().tag()
            data-theme=(shell.theme != Theme::System).then(|| shell.theme.key())
            data-size=(shell.size != Size::Standard).then(|| shell.size.key())
        >
            <Head shell=shell.clone() error=page.has_error() boots=shell.islands && page.has_island()/>
            <body class=home.then_some("home")>
                <a class="skip" href="#main">{shell.words.say("frame.skip")}</a>
                {shell.demo.clone().map(|bar| view! { <DemoStripe bar/> })}
                <Top shell=shell.clone()/>
                <main id="main" tabindex="-1">
                    <div class="wrap" inner_html=main></div>
                </main>
                <Foot footer=shell.footer.clone()/>
            </body>
        </html>
    }
}

#[component]
fn Head(shell: Shell, error: bool, boots: bool) -> impl IntoView {
    let w = shell.words;
    let name = w.say("frame.name");
    let title = if shell.current == Some(Nav::Home) { format!("{name} · {}", w.say("frame.subject")) } else { format!("{} · {name}", shell.title) };
    let title = if error { format!("{}{title}", w.say("errors.prefix")) } else { title };
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title}</title>
            {shell.description.map(|text| view! { <meta name="description" content=text/> })}
            <meta name="color-scheme" content="light dark"/>
            <link rel="stylesheet" href=shell.assets.style/>
            {shell.site.map(|site| view! { <Languages site path=shell.path_and_query language=w.language()/> })}
            <link rel="icon" type="image/svg+xml" href=shell.assets.logo/>
            {boots.then(|| view! { <script type="module" src=shell.assets.boot></script> })}
        </head>
    }
}

/// Which address is this page, and which are its languages.
#[component]
fn Languages(site: String, path: String, language: Language) -> impl IntoView {
    let address = |language: Language| format!("{site}{}", address_in(&path, language));
    view! {
        <link rel="canonical" href=address(language)/>
        {[Language::Zh, Language::En].map(|each| view! { <link rel="alternate" hreflang=each.tag() href=address(each)/> }).collect_view()}
        <link rel="alternate" hreflang="x-default" href=address(Language::default())/>
    }
}

#[cfg(test)]
mod tests {
    use super::without_marks;

    #[test]
    fn marks_stay_only_where_an_island_needs_them() {
        let html = "<p>a<!>b</p><leptos-island><i>c<!>d</i></leptos-island><!><leptos-island><!></leptos-island>";
        assert_eq!(without_marks(html), "<p>ab</p><leptos-island><i>c<!---->d</i></leptos-island><leptos-island><!----></leptos-island>");
    }
}
