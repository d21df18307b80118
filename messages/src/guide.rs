//! The guide of `docs/`, embedded: one text for the repository and for the help pages.

use crate::{Language, Words};

impl Words {
    /// The guide by role, in Markdown: a heading of the first order, and one of the second for each part.
    pub fn guide(self) -> &'static str {
        match self.language() {
            Language::Zh => include_str!("../../docs/guide.zh.md"),
            Language::En => include_str!("../../docs/guide.en.md"),
        }
    }
}
