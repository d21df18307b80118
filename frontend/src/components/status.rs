//! Status words with their tone. The word says it; shape and colour repeat it.

use super::{Glyph, Icon};
use leptos::prelude::*;

/// The six tones, named after what Shanghai's gardens and rivers lend (UX §5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// 石: draft, closed, not begun.
    #[default]
    Slate,
    /// 竹: done, passed.
    Bamboo,
    /// 藕: sealed, secret.
    Lotus,
    /// 江青: running, links, buttons.
    River,
    /// 桂: waiting, soon.
    Osmanthus,
    /// 朱: late, stopped, refused.
    Cinnabar,
}

impl Tone {
    /// Every tone, calm ones first.
    pub const ALL: [Tone; 6] = [Tone::Slate, Tone::Bamboo, Tone::Lotus, Tone::River, Tone::Osmanthus, Tone::Cinnabar];

    /// The class that gives a component its colour and tint.
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Slate => "slate",
            Tone::Bamboo => "bamboo",
            Tone::Lotus => "lotus",
            Tone::River => "river",
            Tone::Osmanthus => "osmanthus",
            Tone::Cinnabar => "cinnabar",
        }
    }

    /// The shape that goes with the tone, so that grey print loses nothing.
    pub const fn glyph(self) -> Glyph {
        match self {
            Tone::Slate => Glyph::CircleDashed,
            Tone::Bamboo => Glyph::CircleCheck,
            Tone::Lotus => Glyph::Lock,
            Tone::River => Glyph::CircleDot,
            Tone::Osmanthus => Glyph::Hourglass,
            Tone::Cinnabar => Glyph::Alert,
        }
    }
}

/// A status: its word, already in the reader's language, and its tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub word: String,
}

impl Status {
    /// A status of this tone and word.
    pub fn new(tone: Tone, word: impl Into<String>) -> Status {
        Status { tone, word: word.into() }
    }
}

/// A status as a small label. It is no link and no button.
#[component]
pub fn Tag(status: Status) -> impl IntoView {
    view! {
        <span class=format!("tag {}", status.tone.class())>
            <Icon glyph=status.tone.glyph()/>
            {status.word}
        </span>
    }
}
