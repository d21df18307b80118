//! The guide by role.

use crate::components::{Breadcrumb, Link, PageTitle};
use crate::page::wording;
use leptos::prelude::*;
use messages::Words;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// A part of the guide: its heading, and what stands below it as HTML.
struct Part {
    title: String,
    html: String,
}

/// The parts of the guide, each with its place on the page.
pub fn guide_links(w: Words) -> Vec<Link> {
    let parts = read(w.guide()).1.into_iter().enumerate();
    parts.map(|(index, part)| Link::new(part.title, format!("/help/guide#part-{index}"))).collect()
}

/// How each role does its work: the guide of the repository.
pub fn guide_page() -> impl IntoView {
    let w = wording();
    let (first, parts) = read(w.guide());
    let section = |(index, part): (usize, Part)| {
        let id = format!("part-{index}");
        view! {
            <section class="section">
                <h2 id=id>{part.title}</h2>
                <div class="prose" inner_html=part.html></div>
            </section>
        }
    };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("help.title"), "/help")] here=first.title.clone()/>
        <PageTitle title=first.title/>
        <div class="prose" inner_html=first.html></div>
        {parts.into_iter().enumerate().map(section).collect_view()}
    }
}

/// What stands before the first part, and the parts.
fn read(text: &str) -> (Part, Vec<Part>) {
    let mut parts: Vec<(String, Vec<Event<'_>>)> = vec![(String::new(), Vec::new())];
    let mut heading = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = true;
                if level != HeadingLevel::H1 {
                    parts.push((String::new(), Vec::new()));
                }
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            event => {
                let Some((title, events)) = parts.last_mut() else { continue };
                match (heading, event) {
                    (true, Event::Text(text)) => title.push_str(&text),
                    (_, event) => events.push(linked(event)),
                }
            }
        }
    }
    let mut parts = parts.into_iter().map(|(title, events)| Part { html: html(&title, events), title });
    let first = parts.next().unwrap_or(Part { title: String::new(), html: String::new() });
    (first, parts.collect())
}

/// What everybody may open; the other addresses are for the roles that they are explained to.
const OPEN: [&str; 3] = ["/help", "/sign-in", "/workbench"];

/// An address that is open to everybody leads there.
fn linked(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Code(address) if OPEN.iter().any(|open| address.starts_with(open)) => Event::InlineHtml(format!("<a href=\"{address}\">{address}</a>").into()),
        event => event,
    }
}

/// As HTML. A wide table scrolls by itself.
fn html(title: &str, events: Vec<Event<'_>>) -> String {
    let mut html = String::new();
    push_html(&mut html, events.into_iter());
    let table = format!("<div class=\"scroll\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\"><table class=\"data\">");
    html.replace("<table>", &table).replace("<th>", "<th scope=\"col\">").replace("</table>", "</table></div>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use messages::{Language, words};

    #[test]
    fn both_guides_have_the_same_parts_steps_and_addresses() {
        let shape = |language| {
            let (first, parts) = read(words(language).guide());
            assert!(!first.title.is_empty() && first.html.starts_with("<p>"));
            let count = |part: &Part, what: &str| part.html.matches(what).count();
            parts.iter().map(|part| (count(part, "<li>"), count(part, "<tr>"), count(part, "<a href"))).collect::<Vec<_>>()
        };
        assert_eq!(shape(Language::Zh), shape(Language::En));
        assert!(shape(Language::Zh).len() > 8 && shape(Language::Zh).iter().any(|(_, rows, _)| *rows > 5));
    }
}
