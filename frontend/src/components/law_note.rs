//! The law behind a date or a figure, unfolded on demand. No hover boxes.

use crate::page::wording;
use domain::law::{Basis, Scope};
use leptos::prelude::*;
use messages::Words;

/// A legal source with our reading of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What is cited, in words: 《政府采购法》第四十九条.
    pub source: String,
    /// How it was applied here, day by day or sum by sum.
    pub reading: String,
    /// Whom it binds, in words.
    pub scope: Option<String>,
    /// Whether the figure still waits for verification (待核).
    pub unverified: bool,
    /// The rule's place in the law table.
    pub href: Option<String>,
}

impl Note {
    /// A source that is no rule of ours: an article of the contract, a letter.
    pub fn plain(source: impl Into<String>, reading: impl Into<String>) -> Note {
        Note { source: source.into(), reading: reading.into(), scope: None, unverified: false, href: None }
    }

    /// What a rule or refusal cites.
    pub fn of(w: Words, basis: &Basis, reading: impl Into<String>) -> Note {
        // `basis` in words carries its own mark of doubt; here it is a sentence of its own.
        let source = w.basis(&Basis { unverified: false, ..*basis });
        Note { scope: Some(w.say(scope_key(basis.scope))), unverified: basis.unverified, ..Note::plain(source, reading) }
    }

    /// Links the rule in the law table.
    #[must_use]
    pub fn rule(mut self, key: &str) -> Note {
        self.href = Some(format!("/help/law/{key}"));
        self
    }
}

pub(crate) const fn scope_key(scope: Scope) -> &'static str {
    match scope {
        Scope::Statute => "law-table.scope-statute",
        Scope::PurchaseOfServices => "law-table.scope-purchase-of-services",
        Scope::Unit => "law-table.scope-unit",
        Scope::Platform => "law-table.scope-platform",
    }
}

/// A note to unfold: the source as its title, our reading below.
#[component]
pub fn LawNote(note: Note) -> impl IntoView {
    let w = wording();
    let mut reading = note.reading;
    if let Some(scope) = note.scope {
        reading.push_str(&w.say_with("law-note.scope", &[("scope", scope.into())]));
    }
    if note.unverified {
        reading.push_str(&w.say("law-note.unverified"));
    }
    view! {
        <details class="law">
            <summary>{w.say_with("law-note.basis", &[("source", note.source.into())])}</summary>
            <p>{reading} " " {note.href.map(|href| view! { <a href=href>{w.say("law-note.open")}</a> })}</p>
        </details>
    }
}
