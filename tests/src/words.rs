//! The words of the pages, read from the message files, so that one journey can be walked in both languages.

use crate::tools::root;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::OnceLock;

/// Everything that the platform says in one language.
pub struct Words {
    /// `zh` or `en`, as addresses name it.
    pub language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// The words of `zh` or `en`.
pub fn words(language: &str) -> &'static Words {
    static ZH: OnceLock<Words> = OnceLock::new();
    static EN: OnceLock<Words> = OnceLock::new();
    match language {
        "zh" => ZH.get_or_init(|| read("zh")),
        "en" => EN.get_or_init(|| read("en")),
        other => panic!("no language {other}: zh, en"),
    }
}

fn read(language: &'static str) -> Words {
    let tag = language.parse().expect("a language tag");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    let folder = root().join("messages").join(language);
    for file in std::fs::read_dir(&folder).expect("the message files").flatten() {
        let text = std::fs::read_to_string(file.path()).expect("a message file");
        let resource = FluentResource::try_new(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.path().display()));
        bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{}: {errors:?}", file.path().display()));
    }
    Words { language, bundle }
}

impl Words {
    /// The words of a key (`demands-field-title`, or with dots).
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words of a key with its places filled; what reads as a whole number counts as one.
    pub fn say_with(&self, key: &str, facts: &[(&str, &str)]) -> String {
        let message = self.bundle.get_message(&key.replace('.', "-")).unwrap_or_else(|| panic!("no message {key}"));
        let pattern = message.value().unwrap_or_else(|| panic!("{key} has no text"));
        let mut args = FluentArgs::new();
        for (name, value) in facts {
            match value.parse::<i64>() {
                Ok(number) => args.set(*name, number),
                Err(_) => args.set(*name, (*value).to_owned()),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        assert!(errors.is_empty(), "{key}: {errors:?}");
        text.into_owned()
    }
}
