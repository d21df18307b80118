//! Every word that a person reads, in Chinese and English: one Fluent file a room and language, embedded.
//!
//! A key has dots in code (`demands.title`) and hyphens in the file (`demands-title`). The tests of this crate prove that
//! both languages have the same keys and placeholders.

mod format;
mod guide;

use domain::refusal::{Fact, Refusal};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
pub use format::Style;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese, the first language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The value of `lang` in HTML.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }

    /// The word in addresses and cookies.
    pub const fn key(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// Reads the word of an address or a cookie.
    pub fn parse(key: &str) -> Option<Language> {
        match key {
            "zh" | "zh-CN" | "zh-Hans" => Some(Language::Zh),
            "en" => Some(Language::En),
            _ => None,
        }
    }

    /// The other one, for the switch in the frame.
    pub const fn other(self) -> Language {
        match self {
            Language::Zh => Language::En,
            Language::En => Language::Zh,
        }
    }
}

macro_rules! files {
    ($($room:literal),+ $(,)?) => {
        const FILES: &[(&str, &str, &str)] = &[
            $(($room, include_str!(concat!("../zh/", $room, ".ftl")), include_str!(concat!("../en/", $room, ".ftl"))),)+
        ];
    };
}

// One a line, so that rooms can be added side by side.
#[rustfmt::skip]
files![
    "awards",
    "bids",
    "contracts",
    "demands",
    "demo",
    "evaluations",
    "frame",
    "gallery",
    "glossary",
    "identity",
    "inbox",
    "law",
    "matching",
    "notices",
    "organizations",
    "panels",
    "policy",
    "procedures",
    "services",
    "terms",
    "workbench",
];

type Bundle = FluentBundle<FluentResource>;

/// The words of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    bundle: &'static Bundle,
}

/// A refusal in words: what and why, on which article, what would make it pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What cannot be done, and why.
    pub what: String,
    /// The article, with its scope and what it was borrowed from.
    pub article: Option<String>,
    /// What would make it pass.
    pub remedy: Option<String>,
}

/// The words of this language.
pub fn words(language: Language) -> Words {
    static ZH: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    let cell = match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    };
    Words { language, bundle: cell.get_or_init(|| load(language)) }
}

fn load(language: Language) -> Bundle {
    let tag = match language {
        Language::Zh => unic_langid::langid!("zh-Hans"),
        Language::En => unic_langid::langid!("en"),
    };
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    for (_, zh, en) in FILES {
        let text = if language == Language::Zh { zh } else { en };
        // A broken entry is left out here and found by the tests, which insist on clean files.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Words {
    /// The language of these words.
    pub const fn language(self) -> Language {
        self.language
    }

    /// The words of a key without placeholders. A key that is missing is shown as itself, and a test fails.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words of a key, its placeholders filled with facts worded in this language. `key.name` is the attribute `name` of
    /// a key when it is no key itself.
    pub fn say_with(self, key: &str, facts: &[(&str, Fact)]) -> String {
        let attribute = || key.rsplit_once('.').and_then(|(key, attribute)| self.look_up(key, Some(attribute), facts));
        self.look_up(key, None, facts).or_else(attribute).unwrap_or_else(|| key.to_owned())
    }

    /// Whether there are words for this key.
    pub fn knows(self, key: &str) -> bool {
        self.bundle.get_message(&key.replace('.', "-")).is_some_and(|message| message.value().is_some())
    }

    /// An attribute of a key (`.remedy`, `.hint`), if there is one.
    pub fn attribute(self, key: &str, attribute: &str, facts: &[(&str, Fact)]) -> Option<String> {
        self.look_up(key, Some(attribute), facts)
    }

    fn look_up(self, key: &str, attribute: Option<&str>, facts: &[(&str, Fact)]) -> Option<String> {
        let message = self.bundle.get_message(&key.replace('.', "-"))?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut args = FluentArgs::new();
        for (name, fact) in facts {
            let value = self.argument(fact);
            if matches!(value, FluentValue::Number(_)) {
                // With its unit, for words that do not know which sort it is: 12年.
                args.set(format!("{name}-said"), FluentValue::from(self.fact(fact)));
            } else {
                args.set(format!("{name}-said"), value.clone());
            }
            args.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
    }

    /// Counts stay numbers, so that English plurals can choose; all else is worded first.
    fn argument(self, fact: &Fact) -> FluentValue<'static> {
        match fact {
            Fact::Count(count) | Fact::WorkingDays(count) | Fact::Days(count) | Fact::Months(count) | Fact::Years(count) => FluentValue::from(*count),
            other => FluentValue::from(self.fact(other)),
        }
    }

    /// A refusal in words.
    pub fn refusal(self, refusal: &Refusal) -> Said {
        let facts: Vec<(&str, Fact)> = refusal.facts.iter().map(|(name, fact)| (name.as_str(), fact.clone())).collect();
        Said {
            what: self.say_with(&refusal.code, &facts),
            article: refusal.basis.as_ref().map(|basis| self.basis(basis)),
            remedy: self.attribute(&refusal.code, "remedy", &facts),
        }
    }

    /// All keys with their placeholders, for tests that look for unused or missing ones.
    pub fn inventory(language: Language) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::new();
        for (_, zh, en) in FILES {
            inventory_of(if language == Language::Zh { zh } else { en }, &mut all);
        }
        all
    }
}

/// Entries start in the first column; attributes and continued text are indented.
fn inventory_of(text: &str, all: &mut BTreeMap<String, Vec<String>>) {
    let mut current = String::new();
    let mut entry = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            entry = key.to_owned();
            current = entry.clone();
            all.entry(current.clone()).or_default();
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once(" =")) {
            current = format!("{entry}.{name}");
            all.entry(current.clone()).or_default();
        }
        for part in line.split('$').skip(1) {
            let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            if let Some(names) = all.get_mut(&current) {
                names.push(name);
                names.sort_unstable();
                names.dedup();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_clean() {
        for (room, zh, en) in FILES {
            for text in [zh, en] {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{room}.ftl: {errors:?}");
                }
            }
        }
    }

    #[test]
    fn no_key_is_defined_twice() {
        for pick in [0, 1] {
            let mut seen = BTreeMap::new();
            for (room, zh, en) in FILES {
                let text = if pick == 0 { zh } else { en };
                for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                    let key = line.split(" =").next().unwrap_or_default().to_owned();
                    if let Some(before) = seen.insert(key.clone(), room) {
                        panic!("{key} stands in {before}.ftl and in {room}.ftl");
                    }
                }
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let (zh, en) = (Words::inventory(Language::Zh), Words::inventory(Language::En));
        let missing: Vec<_> = zh.keys().filter(|key| !en.contains_key(*key)).chain(en.keys().filter(|key| !zh.contains_key(*key))).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
        for (key, names) in &zh {
            assert_eq!(Some(names), en.get(key), "placeholders of {key}");
        }
    }
}
