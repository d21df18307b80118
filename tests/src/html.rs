//! A page as the HTTP driver reads it: its text, its links, and the words by which a person finds something on it.

mod form;
#[cfg(test)]
mod tests;

pub use form::{Entry, Submission, Typed};

use crate::target::Target;
use scraper::{ElementRef, Html, Selector};

/// What a verb looks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Something to type into or choose from.
    Field,
    /// A radio button.
    Radio,
    /// A checkbox.
    Box,
    /// A file chooser.
    File,
    /// Something to press.
    Button,
    /// Something to follow.
    Link,
}

/// A parsed page.
pub struct Page(Html);

fn select<'a>(root: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    root.select(&Selector::parse(selector).unwrap()).collect()
}

/// Whitespace collapsed, ends trimmed.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text shows some words: spaces and line breaks do not count, as the two drivers see different ones.
pub fn contains(text: &str, words: &str) -> bool {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    squeeze(text).contains(&squeeze(words))
}

fn attr<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    element.value().attr(name)
}

/// The text below an element, without what nobody sees; `skip` leaves out the controls inside a label.
fn text_of(element: ElementRef<'_>, skip: &[&str]) -> String {
    let mut text = String::new();
    collect(element, skip, &mut text);
    plain(&text)
}

fn collect(element: ElementRef<'_>, skip: &[&str], text: &mut String) {
    let name = element.value().name();
    if ["script", "style", "template", "noscript"].contains(&name) || skip.contains(&name) || attr(element, "hidden").is_some() {
        return;
    }
    let breaks = !["a", "b", "em", "i", "span", "strong", "small", "code", "time", "abbr", "data", "bdi", "sup", "sub"].contains(&name);
    for child in element.children() {
        if let Some(words) = child.value().as_text() {
            text.push_str(words);
        } else if let Some(below) = ElementRef::wrap(child) {
            collect(below, skip, text);
        }
    }
    if breaks {
        text.push('\n');
    }
}

fn ancestors(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn children<'a>(element: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    element.children().filter_map(ElementRef::wrap).filter(|child| names.contains(&child.value().name())).collect()
}

impl Page {
    /// Reads a document.
    pub fn parse(html: &str) -> Page {
        Page(Html::parse_document(html))
    }

    fn root(&self) -> ElementRef<'_> {
        self.0.root_element()
    }

    /// Everything that a selector finds, `html` itself included.
    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&Selector::parse(selector).unwrap()).collect()
    }

    /// The text of `main`, or of the whole body where there is none.
    pub fn text(&self) -> String {
        let root = self.root();
        let place = select(root, "main").into_iter().chain(select(root, "body")).next().unwrap_or(root);
        text_of(place, &[])
    }

    /// The text of everything, frame included.
    pub fn whole_text(&self) -> String {
        text_of(self.root(), &["head"])
    }

    /// The elements that a selector finds, as text.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(|element| text_of(element, &[])).collect()
    }

    /// An attribute of the elements that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).into_iter().filter_map(|element| attr(element, name)).map(str::to_owned).collect()
    }

    fn controls(&self) -> Vec<ElementRef<'_>> {
        select(self.root(), "input, select, textarea, button")
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        select(self.root(), "[id]").into_iter().find(|element| attr(*element, "id") == Some(id))
    }

    /// The texts by which a person would call this element.
    fn names(&self, element: ElementRef<'_>) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(label) = attr(element, "aria-label") {
            names.push(plain(label));
        }
        if let Some(ids) = attr(element, "aria-labelledby") {
            let words: Vec<_> = ids.split_whitespace().filter_map(|id| self.by_id(id)).map(|label| text_of(label, &[])).collect();
            names.push(words.join(" "));
        }
        match element.value().name() {
            "a" | "button" => names.push(text_of(element, &[])),
            "input" if ["submit", "button"].contains(&kind_of(element)) => names.extend(attr(element, "value").map(plain)),
            _ => {
                let inner = ["input", "select", "textarea", "button"];
                if let Some(id) = attr(element, "id") {
                    let labels = select(self.root(), "label").into_iter().filter(|label| attr(*label, "for") == Some(id));
                    names.extend(labels.map(|label| text_of(label, &inner)));
                }
                names.extend(ancestors(element).find(|around| around.value().name() == "label").map(|label| text_of(label, &inner)));
            }
        }
        names.retain(|name| !name.is_empty());
        names
    }

    /// The words that stand for the groups around an element.
    fn groups(&self, element: ElementRef<'_>) -> Vec<String> {
        let mut names = Vec::new();
        for around in ancestors(element) {
            let direct = match around.value().name() {
                "fieldset" => children(around, &["legend"]),
                "details" => children(around, &["summary"]),
                "table" => children(around, &["caption"]),
                "tr" => children(around, &["th"]).into_iter().chain(children(around, &["td"]).into_iter().take(1)).collect(),
                "section" | "article" | "li" | "form" => select(around, "h1, h2, h3, h4, h5, h6").into_iter().take(1).collect(),
                _ => Vec::new(),
            };
            names.extend(direct.into_iter().map(|heading| text_of(heading, &[])));
            names.extend(attr(around, "aria-label").map(plain));
            let labels = attr(around, "aria-labelledby").into_iter().flat_map(str::split_whitespace);
            names.extend(labels.filter_map(|id| self.by_id(id)).map(|label| text_of(label, &[])));
        }
        names
    }

    fn candidates(&self, kind: Kind) -> Vec<ElementRef<'_>> {
        match kind {
            Kind::Link => select(self.root(), "a[href]"),
            _ => self.controls().into_iter().filter(|control| fits(*control, kind) && attr(*control, "type") != Some("hidden")).collect(),
        }
    }

    fn find(&self, kind: Kind, target: &Target) -> Result<ElementRef<'_>, String> {
        let all = self.candidates(kind);
        let label = plain(&target.label);
        let in_group = |element: &ElementRef<'_>| match &target.group {
            None => true,
            Some(group) => self.groups(*element).iter().any(|name| contains(name, group)),
        };
        let found = |exact: bool| -> Vec<ElementRef<'_>> {
            let fits = |name: &String| if exact { *name == label } else { contains(name, &label) };
            all.iter().copied().filter(|element| self.names(*element).iter().any(fits)).filter(in_group).collect()
        };
        let mut found = Some(found(true)).filter(|some| !some.is_empty()).unwrap_or_else(|| found(false));
        let in_main = |element: &ElementRef<'_>| ancestors(*element).any(|around| around.value().name() == "main");
        if found.iter().any(in_main) {
            found.retain(in_main);
        }
        if let Some(nth) = target.nth {
            return found.get(nth.saturating_sub(1)).copied().ok_or_else(|| format!("there are {} of {target}", found.len()));
        }
        // Two links of one text to one place are one link to a reader.
        found.dedup_by(|later, first| kind == Kind::Link && attr(*later, "href") == attr(*first, "href"));
        match found[..] {
            [one] => Ok(one),
            [] => {
                let known: Vec<_> = all.iter().flat_map(|element| self.names(*element)).collect();
                Err(format!("no {kind:?} {target}; there are: {}", known.join(" | ")))
            }
            _ => Err(format!("{} of {kind:?} {target}: say the group (group, label) or the number (label, n)", found.len())),
        }
    }

    /// Where a link leads.
    pub fn link(&self, target: &Target) -> Result<String, String> {
        Ok(attr(self.find(Kind::Link, target)?, "href").unwrap_or_default().to_owned())
    }
}

/// The type of an input or button as HTML defaults it.
fn kind_of(control: ElementRef<'_>) -> &str {
    match (control.value().name(), attr(control, "type")) {
        ("button", None) => "submit",
        ("input", None) => "text",
        (_, Some(kind)) => kind,
        (name, None) => name,
    }
}

fn fits(control: ElementRef<'_>, kind: Kind) -> bool {
    let own = match (control.value().name(), kind_of(control)) {
        ("button", _) | ("input", "submit" | "button" | "image" | "reset") => Kind::Button,
        ("input", "radio") => Kind::Radio,
        ("input", "checkbox") => Kind::Box,
        ("input", "file") => Kind::File,
        _ => Kind::Field,
    };
    own == kind
}
