//! What a reader finds on lists, on public documents and in the frame.

use crate::html::{Element, read};
use crate::samples::{pages, shell};
use domain::law::day;
use frontend::components::{Bit, Facts, Item};
use frontend::{Size, Theme, render};
use leptos::prelude::*;
use messages::{Language, words};

fn page(name: &str, language: Language) -> Vec<Element> {
    read(&pages(language, Theme::System, Size::Standard).into_iter().find(|page| page.name == name).unwrap().html)
}

fn links(elements: &[Element]) -> Vec<(&str, &str)> {
    elements.iter().filter(|element| element.name == "a").map(|link| (link.text.trim(), link.attribute("href").unwrap_or_default())).collect()
}

#[test]
fn an_empty_list_says_which_filter_to_drop_and_how_many_that_gives() {
    let w = words(Language::Zh);
    let elements = page("demands-empty", Language::Zh);
    let way = |filter: String, n: i64| w.say_with("filter.without", &[("filter", filter.into()), ("n", n.into())]);
    let (stage, typed) = (way(w.say("stage.open"), 7), way("a".into(), 2));
    let links = links(&elements);
    let at = |text: &str| links.iter().position(|(label, _)| *label == text);
    let found = at(&stage).zip(at(&typed)).unwrap();
    assert!(found.0 < found.1, "what gives most comes first");
    assert_eq!(links[found.0].1.replace("&amp;", "&"), "/demands?q=a&field=F01&order=deadline", "the order stays");
    assert!(!links.iter().any(|(label, _)| label.contains(&w.say("field-F01")) && label.contains('0')), "what gives nothing is no way");
}

#[test]
fn the_order_of_a_list_is_a_choice_that_shows_what_was_chosen() {
    for (name, chosen) in [("demands", "deadline"), ("contracts", "late"), ("organizations", "delivered")] {
        let elements = page(name, Language::En);
        assert!(elements.iter().any(|element| element.name == "select" && element.attribute("name") == Some("order")), "{name}");
        let options: Vec<_> = elements.iter().filter(|element| element.name == "option" && element.attribute("value") == Some(chosen)).collect();
        assert!(options.len() == 1 && options[0].attributes.contains_key("selected"), "{name}: {options:?}");
    }
}

#[test]
fn the_months_of_a_list_are_drawn_and_stand_in_a_table_too() {
    let w = words(Language::Zh);
    let elements = page("demands", Language::Zh);
    let facts = [("n", 74_i64.into()), ("month", w.month(day(2025, 6, 1)).into()), ("most", 18_i64.into())];
    let finding = w.say_with("demands.months-finding", &facts);
    assert!(elements.iter().any(|element| element.name == "figcaption" && element.text == finding), "{finding}");
    let rows = elements.iter().filter(|element| element.name == "th" && element.text.contains('年') && element.text.ends_with('月')).count();
    assert_eq!(rows, 12);
    assert!(!page("demands-empty", Language::Zh).iter().any(|element| element.name == "figcaption"), "nothing was published: nothing is drawn");
}

#[test]
fn a_document_says_beside_its_text_what_it_changes_and_what_it_belongs_to() {
    let w = words(Language::Zh);
    let elements = page("notice", Language::Zh);
    let beside = links(&elements);
    for href in ["/demands/GX-2025-000027", "/notices/GG-2025-000002", "/notices/GG-2025-000009", "/notices/GG-2025-000005/document.json"] {
        assert!(beside.iter().any(|(_, known)| *known == href), "{href}");
    }
    let text: String = elements.iter().filter(|element| element.name == "small").map(|element| element.text.as_str()).collect();
    assert!(text.contains("6月6日") && text.contains("6月13日"), "{text}");

    let elements = page("notice-corrected", Language::Zh);
    let note = elements.iter().find(|element| element.has_class("note")).unwrap();
    assert!(note.text.contains("GG-2025-000011"), "{}", note.text);
    let left = w.say_with("days.left", &[("n", 2_i64.into())]);
    assert!(elements.iter().any(|element| element.name == "small" && element.text.contains(&left)), "{left}");
}

#[test]
fn a_span_of_days_breaks_between_them_alone() {
    for language in [Language::Zh, Language::En] {
        let items = || vec![Item::new("x", vec![Bit::span(day(2025, 8, 1), day(2025, 12, 31))])];
        let elements = read(&render(&shell(language, Theme::System, Size::Standard, "x"), move || view! { <h1>"x"</h1><Facts items=items()/> }));
        let days: Vec<_> = elements.iter().filter(|element| element.name == "time").collect();
        assert_eq!(days.iter().map(|day| day.attribute("datetime")).collect::<Vec<_>>(), [Some("2025-08-01"), Some("2025-12-31")]);
        assert!(days.iter().all(|day| day.has_class("nb")));
        assert!(elements.iter().any(|element| element.name == "wbr"));
    }
}

#[test]
fn colours_are_offered_by_their_names_whatever_the_system_shows() {
    for theme in [Theme::System, Theme::Light, Theme::Dark] {
        let sample = pages(Language::Zh, theme, Size::Standard).remove(0);
        let elements = read(&sample.html);
        let buttons: Vec<_> = elements.iter().filter(|element| element.name == "button" && element.attribute("name") == Some("theme")).collect();
        assert_eq!(buttons.iter().map(|button| button.attribute("value").unwrap()).collect::<Vec<_>>(), ["system", "light", "dark"]);
        let pressed: Vec<_> = buttons.iter().filter(|button| button.attribute("aria-pressed") == Some("true")).collect();
        assert!(pressed.len() == 1 && pressed[0].attribute("value") == Some(theme.key()));
    }
}

#[test]
fn a_public_page_names_its_address_in_each_language() {
    for (language, own) in [(Language::Zh, "https://gongxu.example/"), (Language::En, "https://gongxu.example/?lang=en")] {
        let elements = page("home", language);
        let of = |rel: &str| elements.iter().filter(|element| element.name == "link" && element.attribute("rel") == Some(rel)).collect::<Vec<_>>();
        assert_eq!(of("canonical").iter().map(|link| link.attribute("href").unwrap()).collect::<Vec<_>>(), [own]);
        let alternates: Vec<_> = of("alternate").iter().map(|link| (link.attribute("hreflang").unwrap(), link.attribute("href").unwrap())).collect();
        let zh = "https://gongxu.example/";
        assert_eq!(alternates, [("zh-CN", zh), ("en", "https://gongxu.example/?lang=en"), ("x-default", zh)]);
    }
}
