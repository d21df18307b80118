//! Short pieces of running text: links, dates, figures.

use crate::page::{language_of, wording};
use domain::calendar::Day;
use leptos::prelude::*;
use messages::{Language, Style};

/// A worded link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Link {
        Link { label: label.into(), href: href.into() }
    }
}

/// A piece of a line of remarks: 采购人 静安区… · GX-2026-000123 · 480,000.00元.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bit {
    label: Option<String>,
    text: String,
    href: Option<String>,
    class: Option<&'static str>,
    span: Option<(Day, Day)>,
}

impl Bit {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Bit {
        Bit { text: text.into(), ..Bit::default() }
    }

    /// A number, amount or date: its digits all have the same width.
    pub fn figure(text: impl Into<String>) -> Bit {
        Bit { class: Some("tn nb"), ..Bit::text(text) }
    }

    /// From one day to another: a line may break between them, never within.
    pub fn span(from: Day, to: Day) -> Bit {
        Bit { span: Some((from, to)), ..Bit::default() }
    }

    /// A code that people compare letter by letter.
    pub fn code(text: impl Into<String>) -> Bit {
        Bit { class: Some("mono"), ..Bit::text(text) }
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Bit {
        Bit { href: Some(href.into()), ..Bit::text(text) }
    }

    /// Puts a word before it: 采购人 ….
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Bit {
        self.label = Some(label.into());
        self
    }
}

impl From<Link> for Bit {
    fn from(link: Link) -> Bit {
        Bit::link(link.label, link.href)
    }
}

/// Pieces beside each other.
#[component]
pub fn Bits(bits: Vec<Bit>) -> impl IntoView {
    bits.into_iter().map(|bit| view! { <OneBit bit/> }).collect_view()
}

#[component]
fn OneBit(bit: Bit) -> impl IntoView {
    let label = bit.label.map(|label| format!("{label} "));
    if let Some((from, to)) = bit.span {
        let w = wording();
        let space = (w.language() == Language::En).then_some(" ");
        let first = view! { <span class="nb"><DayText day=from/>{space}{w.say("days.to")}</span> };
        return view! { <span>{label}{first}{space}<wbr/><DayText day=to/></span> }.into_any();
    }
    let language = language_of(&bit.text);
    let text = match (bit.href, language) {
        (Some(href), _) => view! { <a href=href lang=language>{bit.text}</a> }.into_any(),
        (None, Some(_)) => view! { <span lang=language>{bit.text}</span> }.into_any(),
        (None, None) => bit.text.into_any(),
    };
    view! { <span class=bit.class>{label}{text}</span> }.into_any()
}

/// A day as `<time>`, so that machines read it too.
#[component]
fn DayText(day: Day) -> impl IntoView {
    view! { <time datetime=day.to_string() class="nb">{wording().day(day, Style::Long)}</time> }
}

/// A text whose numbers and dates are not broken at their hyphens: HT-2024-000054, 2025-03-03.
#[component]
pub fn Whole(text: String) -> impl IntoView {
    let piece = |(code, piece): (bool, &str)| {
        let piece = piece.to_owned();
        if code { view! { <span class="nb">{piece}</span> }.into_any() } else { piece.into_any() }
    };
    codes(&text).into_iter().map(piece).collect_view()
}

/// Splits a text around its codes: runs of ASCII letters, digits and hyphens with a hyphen and a digit among them.
fn codes(text: &str) -> Vec<(bool, &str)> {
    let of_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let mut out = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(start) = text[at..].find(of_code).map(|skipped| at + skipped) {
        let end = text[start..].find(|c| !of_code(c)).map_or(text.len(), |length| start + length);
        let run = &text[start..end];
        if run.contains('-') && run.contains(|c: char| c.is_ascii_digit()) {
            out.extend((plain < start).then(|| (false, &text[plain..start])));
            out.push((true, run));
            plain = end;
        }
        at = end;
    }
    out.extend((plain < text.len()).then(|| (false, &text[plain..])));
    out
}

/// A worded number with its digits set large: 已逾期 **4** 个工作日.
#[component]
pub fn Figure(text: String) -> impl IntoView {
    let (before, number, after) = around_the_number(&text);
    view! { {before}<b>{number}</b>{after} }
}

/// Splits a text around its first number; all of it comes first when there is none.
fn around_the_number(text: &str) -> (String, String, String) {
    let part_of_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else {
        return (text.to_owned(), String::new(), String::new());
    };
    let (before, rest) = text.split_at(start);
    let (number, after) = rest.split_at(rest.find(|c| !part_of_number(c)).unwrap_or(rest.len()));
    (before.to_owned(), number.to_owned(), after.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{around_the_number, codes};

    #[test]
    fn codes_are_found_in_running_text() {
        assert_eq!(codes("登记名单，2025-03-01起"), [(false, "登记名单，"), (true, "2025-03-01"), (false, "起")]);
        assert_eq!(codes("no code-word, no 5"), [(false, "no code-word, no 5")]);
        assert_eq!(codes(""), []);
    }

    #[test]
    fn the_first_number_of_a_text_is_found() {
        let split = |text| around_the_number(text);
        assert_eq!(split("已逾期4个工作日"), ("已逾期".into(), "4".into(), "个工作日".into()));
        assert_eq!(split("12,345.67 yuan"), (String::new(), "12,345.67".into(), " yuan".into()));
        assert_eq!(split("无"), ("无".into(), String::new(), String::new()));
    }
}
