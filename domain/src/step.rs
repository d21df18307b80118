//! How every lifecycle is written: states, events and the one step that a store may save.

use crate::refusal::Refusal;
use std::fmt::Write;

/// A change of status that a machine allowed. Outside `domain` one can only come from a machine's `advance`, and a store
/// saves nothing else as a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a step that is not saved did not happen"]
pub struct Step<S> {
    from: S,
    event: &'static str,
    to: S,
}

impl<S: Copy> Step<S> {
    pub(crate) const fn new(from: S, event: &'static str, to: S) -> Step<S> {
        Step { from, event, to }
    }

    /// The state before.
    pub const fn from(&self) -> S {
        self.from
    }

    /// The event's key.
    pub const fn event(&self) -> &'static str {
        self.event
    }

    /// The state after.
    pub const fn to(&self) -> S {
        self.to
    }
}

/// The states or the events of a machine: a closed list of words.
pub trait Word: Copy + Eq + 'static {
    /// All of them, in the order of the usual road.
    const ALL: &'static [Self];

    /// The word in columns, in the API and (after the list's name) in the message files.
    fn key(self) -> &'static str;

    /// Its key in the message files.
    fn term(self) -> String;

    /// The one with this key.
    fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.key() == key)
    }
}

/// Declares a closed list of words: an enum with its keys, `serde` by key, and the [`Word`] trait.
/// The name in brackets is the prefix of its words in the message files.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident($prefix:literal) { $($(#[$vdoc:meta])* $variant:ident = $key:tt),+ $(,)? }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        $(#[$doc])*
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $key)] $variant,)+
        }

        impl $crate::step::Word for $name {
            const ALL: &'static [Self] = &[$($name::$variant,)+];
            fn key(self) -> &'static str {
                match self { $($name::$variant => $key,)+ }
            }
            fn term(self) -> String {
                format!(concat!($prefix, "-{}"), self.key())
            }
        }
    };
}

/// Draws a machine as a Mermaid state diagram: every state × every event under facts that favour it.
pub fn draw<S: Word, E: Word>(advance: impl Fn(S, E) -> Result<Step<S>, Refusal>) -> String {
    let mut out = String::from("stateDiagram-v2\n");
    if let Some(first) = S::ALL.first() {
        let _ = writeln!(out, "    [*] --> {}", first.key().replace('-', "_"));
    }
    for state in S::ALL {
        let mut last = true;
        for event in E::ALL {
            if let Ok(step) = advance(*state, *event) {
                last = false;
                let _ = writeln!(out, "    {} --> {}: {}", state.key().replace('-', "_"), step.to().key().replace('-', "_"), event.key());
            }
        }
        if last {
            let _ = writeln!(out, "    {} --> [*]", state.key().replace('-', "_"));
        }
    }
    out
}
