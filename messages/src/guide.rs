//! The guide of `docs/`, embedded: one text for the repository and for the help pages.

use crate::{Language, Words};

/// One part of the guide: how a role does its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidePart {
    /// Whom it is for.
    pub title: &'static str,
    /// Its paragraphs.
    pub text: Vec<&'static str>,
    /// Its steps in order.
    pub steps: Vec<&'static str>,
}

impl Words {
    /// The guide: a first part for everybody, then one a role, in the same order in both languages. Addresses and commands
    /// stand between backticks.
    pub fn guide(self) -> Vec<GuidePart> {
        parts(match self.language() {
            Language::Zh => include_str!("../../docs/guide.zh.md"),
            Language::En => include_str!("../../docs/guide.en.md"),
        })
    }
}

/// Reads headings, numbered steps and paragraphs of one line each: all that the guide is made of.
fn parts(text: &'static str) -> Vec<GuidePart> {
    let mut parts: Vec<GuidePart> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let step = line.split_once(". ").filter(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
        match (line.strip_prefix('#'), step, parts.last_mut()) {
            (Some(title), _, _) => parts.push(GuidePart { title: title.trim_start_matches('#').trim(), text: Vec::new(), steps: Vec::new() }),
            (None, Some((_, step)), Some(part)) => part.steps.push(step),
            (None, None, Some(part)) => part.text.push(line),
            (None, _, None) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn both_guides_have_the_same_parts_and_steps() {
        let shape = |language| words(language).guide().iter().map(|part| (part.text.len(), part.steps.len())).collect::<Vec<_>>();
        assert_eq!(shape(Language::Zh), shape(Language::En));
        assert!(shape(Language::Zh).len() > 5 && shape(Language::Zh).iter().all(|(text, steps)| text + steps > 0), "{:?}", shape(Language::Zh));
    }
}
