//! A reader of HTML as we write it, strict where a browser forgives.

use std::collections::BTreeMap;

/// Elements that have no end.
const VOID: [&str; 9] = ["meta", "link", "input", "br", "hr", "img", "wbr", "source", "col"];

/// An opened element.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    /// All text within it.
    pub text: String,
    /// The names of what it stands in, outermost first.
    pub within: Vec<String>,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }
}

/// Reads a document; panics with the place when an element is not closed in its order.
pub fn read(html: &str) -> Vec<Element> {
    let mut rest = html.strip_prefix("<!DOCTYPE html>").expect("a document type");
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some(start) = rest.find('<') {
        for index in &open {
            all[*index].text.push_str(&rest[..start]);
        }
        rest = &rest[start..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = &after[after.find("-->").expect("an end of the comment") + 3..];
            continue;
        }
        let end = tag_end(rest);
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let index = open.pop().unwrap_or_else(|| panic!("</{name}> closes nothing"));
            assert_eq!(all[index].name, name, "closed out of order, near {}", &rest.chars().take(80).collect::<String>());
            continue;
        }
        let (name, attributes) = tag_parts(tag.trim_end_matches('/'));
        assert!(!name.starts_with('!'), "<{tag}> is no tag");
        let within = open.iter().map(|index| all[*index].name.clone()).collect();
        all.push(Element { name: name.clone(), attributes, text: String::new(), within });
        if !VOID.contains(&name.as_str()) {
            open.push(all.len() - 1);
        }
    }
    assert!(open.is_empty(), "not closed: {:?}", open.iter().map(|index| &all[*index].name).collect::<Vec<_>>());
    all
}

/// The end of a tag: the first `>` outside of quotes.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    panic!("a tag without end: {}", text.chars().take(80).collect::<String>());
}

fn tag_parts(tag: &str) -> (String, BTreeMap<String, String>) {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return (name.to_owned(), attributes);
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let close = quoted.find('"').expect("a closing quote");
            value = quoted[..close].to_owned();
            rest = &quoted[close + 1..];
        }
        assert!(attributes.insert(key.clone(), value).is_none(), "{key} twice in <{tag}>");
    }
}
