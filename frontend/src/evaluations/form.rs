//! What a form shows again when it was refused.

use crate::components::FieldError;
use domain::refusal::Refusal;
use messages::Words;

/// A form: its key, and when it was refused everything that was typed and what stands against it.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    /// Makes a second press the same press.
    pub once: String,
    /// What was posted; empty when the form is opened.
    pub posted: Vec<(String, String)>,
    /// What stands against it.
    pub refused: Vec<Refusal>,
}

impl Filled {
    /// A form that is opened.
    pub fn open(once: String) -> Filled {
        Filled { once, ..Filled::default() }
    }

    /// What was typed into a field; what is on record when the form was not posted.
    pub(super) fn typed(&self, field: &str, kept: &str) -> String {
        if self.posted.is_empty() {
            return kept.to_owned();
        }
        self.posted.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// Whether this box was ticked, or this choice made.
    pub(super) fn chose(&self, field: &str, value: &str, kept: bool) -> bool {
        if self.posted.is_empty() { kept } else { self.posted.iter().any(|(name, text)| name == field && text == value) }
    }

    /// What is wrong at a field.
    pub(super) fn error(&self, w: Words, field: &str) -> Option<String> {
        self.refused.iter().find(|refusal| refusal.field.as_deref() == Some(field)).map(|refusal| w.refusal(refusal).what)
    }

    /// Everything that is wrong, each leading to its field; what is about no field leads to `elsewhere`.
    pub(super) fn errors(&self, w: Words, elsewhere: &str) -> Vec<FieldError> {
        let error = |refusal: &Refusal| FieldError { id: refusal.field.clone().unwrap_or_else(|| elsewhere.to_owned()), text: w.refusal(refusal).what };
        self.refused.iter().map(error).collect()
    }
}
