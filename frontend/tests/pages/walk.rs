//! Every page, in both languages, light and dark, standard and large.

use crate::html::{Element, read};
use crate::samples::{Sample, pages};
use frontend::components::Glyph;
use frontend::{Size, Theme, assets};
use messages::{Language, words};
use std::collections::BTreeSet;

fn each(check: impl Fn(Language, &Sample, &[Element])) {
    for (language, theme, size) in
        [(Language::Zh, Theme::System, Size::Standard), (Language::En, Theme::Dark, Size::Standard), (Language::Zh, Theme::Light, Size::Elder)]
    {
        for page in pages(language, theme, size) {
            check(language, &page, &read(&page.html));
        }
    }
}

#[test]
fn pages_are_well_formed_with_one_first_heading_and_headings_in_order() {
    each(|language, page, elements| {
        let name = page.name;
        let of = |tag: &str| elements.iter().filter(|element| element.name == tag).collect::<Vec<_>>();
        assert_eq!(of("h1").len(), 1, "{name}: first headings");
        assert_eq!(of("main").len(), 1, "{name}: main");
        assert_eq!(of("html")[0].attribute("lang"), Some(language.tag()), "{name}");
        assert!(!of("title")[0].text.trim().is_empty(), "{name}: title");
        let mut level = 0;
        for element in elements.iter().filter(|element| ["h1", "h2", "h3", "h4"].contains(&element.name.as_str())) {
            let this = element.name[1..].parse().unwrap();
            assert!(level + 1 >= this, "{name}: h{level} is followed by h{this} {}", element.text);
            assert!(!element.text.trim().is_empty(), "{name}: an empty heading");
            level = this;
        }
    });
}

/// TRUST §9: nothing inline, and a script only where something wakes.
#[test]
fn pages_have_no_inline_style_or_script_and_no_script_without_an_island() {
    each(|_, page, elements| {
        for element in elements {
            assert!(element.attribute("style").is_none() && element.name != "style", "{}: style at {}", page.name, element.name);
            assert!(!element.attributes.keys().any(|key| key.starts_with("on")), "{}: a handler at {}", page.name, element.name);
        }
        let scripts: Vec<_> = elements.iter().filter(|element| element.name == "script").collect();
        assert!(scripts.iter().all(|script| script.text.is_empty() && script.attribute("src").is_some()), "{}", page.name);
        let islands = elements.iter().any(|element| element.name == "leptos-island");
        assert_eq!(scripts.len(), usize::from(islands), "{}: scripts", page.name);
    });
}

#[test]
fn every_reference_within_a_page_leads_somewhere_and_no_id_stands_twice() {
    each(|_, page, elements| {
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|element| element.attribute("id")) {
            assert!(!id.is_empty() && !id.contains(' '), "{}: id {id:?}", page.name);
            assert!(ids.insert(id), "{}: #{id} stands twice", page.name);
        }
        for element in elements {
            for key in ["for", "form", "aria-describedby", "aria-labelledby"] {
                for id in element.attribute(key).into_iter().flat_map(str::split_whitespace) {
                    assert!(ids.contains(id), "{}: {key}={id} of <{}>", page.name, element.name);
                }
            }
            let fragment = element.attribute("href").and_then(|href| href.strip_prefix('#')).filter(|id| !id.is_empty());
            assert!(fragment.is_none_or(|id| ids.contains(id)), "{}: #{}", page.name, fragment.unwrap_or_default());
        }
    });
}

#[test]
fn every_control_has_a_name_and_every_form_says_how_it_is_sent() {
    each(|_, page, elements| {
        let labelled: BTreeSet<&str> = elements.iter().filter(|element| element.name == "label").filter_map(|label| label.attribute("for")).collect();
        for element in elements {
            match element.name.as_str() {
                "input" | "select" | "textarea" if element.attribute("type") != Some("hidden") => {
                    let named = element.attribute("aria-label").is_some() || element.attribute("id").is_some_and(|id| labelled.contains(id));
                    assert!(named, "{}: {:?} has no label", page.name, element.attributes);
                    assert!(element.attribute("name").is_some(), "{}: {:?} is never sent", page.name, element.attributes);
                }
                "form" => assert!(element.attribute("method").is_some() && element.attribute("action").is_some(), "{}: {:?}", page.name, element.attributes),
                "button" | "a" | "summary" => {
                    let named = !element.text.trim().is_empty() || element.attribute("aria-label").is_some();
                    assert!(named, "{}: an empty {} {:?}", page.name, element.name, element.attributes);
                }
                "th" => assert!(element.attribute("scope").is_some(), "{}: a head without scope: {}", page.name, element.text),
                "svg" => {
                    let told = ["aria-hidden", "aria-label", "aria-labelledby"].iter().any(|key| element.attribute(key).is_some());
                    assert!(told || element.within.contains(&"svg".to_owned()), "{}: a picture without words", page.name);
                }
                _ => {}
            }
        }
    });
}

/// UX §1, 1: one filled button a page. The gallery shows several.
#[test]
fn a_page_has_one_primary_act_at_most() {
    each(|_, page, elements| {
        let main = elements.iter().filter(|element| element.has_class("btn") && element.has_class("main")).count();
        assert!(main <= 1 || page.name == "components", "{}: {main} filled buttons", page.name);
    });
}

#[test]
fn every_icon_is_in_the_sprite() {
    for glyph in Glyph::ALL {
        assert!(assets::ICONS.contains(&format!("<symbol id=\"{}\"", glyph.id())), "{}", glyph.id());
    }
    each(|_, page, elements| {
        for icon in elements.iter().filter(|element| element.name == "use") {
            let id = icon.attribute("href").and_then(|href| href.strip_prefix("icons.svg#")).unwrap_or_default();
            assert!(Glyph::ALL.iter().any(|glyph| glyph.id() == id), "{}: {id}", page.name);
        }
    });
    let symbols = assets::ICONS.matches("<symbol").count();
    assert_eq!(symbols, Glyph::ALL.len(), "each icon of the sprite has a glyph");
}

#[test]
fn a_page_with_errors_says_so_before_anything_else() {
    each(|language, page, elements| {
        let title = &elements.iter().find(|element| element.name == "title").unwrap().text;
        let errs = ["sign-in-failed", "result-negotiation", "forbidden", "not-found", "refused", "broken"].contains(&page.name);
        assert_eq!(title.starts_with(words(language).say("errors.prefix").trim_end()), errs, "{}: {title}", page.name);
    });
}

/// A key that has no words is shown as itself: `room.what-it-says`.
#[test]
fn no_page_shows_a_bare_message_key() {
    each(|_, page, elements| {
        let body = &elements.iter().find(|element| element.name == "body").unwrap().text;
        for word in body.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))) {
            let key_like = word
                .split_once('.')
                .is_some_and(|(room, rest)| room.len() > 2 && rest.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '-')));
            // The law table names its rules by their keys.
            let rule = ["law", "rule"].contains(&page.name);
            assert!(!key_like || rule, "{}: {word}", page.name);
        }
    });
}

/// UX §7: HTML of a first public page at most 30 KB; here before compression, which takes most of it away.
#[test]
fn pages_are_light() {
    each(|_, page, elements| {
        assert!(page.html.len() < 90_000, "{}: {} bytes", page.name, page.html.len());
        assert!(elements.len() < 1_500 || page.name == "components", "{}: {} nodes", page.name, elements.len());
    });
}

/// DOMAIN §3.6 and §11: a negotiated result names both prices and the record, a last day in a year without its paper is marked, and
/// the form that records a negotiation gives back what was typed beside what is wrong.
#[test]
fn a_negotiated_result_says_what_was_offered_agreed_and_what_is_provisional() {
    let pages = pages(Language::Zh, Theme::System, Size::Standard);
    let html = |name: &str| pages.iter().find(|page| page.name == name).unwrap().html.clone();
    let public = html("result-negotiated");
    for said in ["响应报价", "456,000.00元", "协商价", "438,000.00元", "社区服务办公室主任、经办人", "逐项核对", "2027年1月4日（周一）（暂定）"]
    {
        assert!(public.contains(said), "{said}");
    }
    let form = html("result-negotiation");
    for said in ["name=\"negotiated_on\"", "name=\"minutes\"", "value=\"王主任\"", "协商价460,000.00元高于响应报价456,000.00元。"] {
        assert!(form.contains(said), "{said}");
    }
}
