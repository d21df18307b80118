//! What came with a form that was refused, to be shown again as it was typed.

use crate::components::{ErrorSummary, Field, FieldError, RefusalBox};
use crate::page::wording;
use domain::refusal::Refusal;
use leptos::prelude::*;
use messages::Words;

/// A refused form; nothing while the page is only read.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What was posted.
    pub fields: Vec<(String, String)>,
    /// What stands against it.
    pub refused: Vec<Refusal>,
}

impl Typed {
    /// What was typed in a field, else what the page knows.
    pub fn get(&self, name: &str, known: &str) -> String {
        let typed = self.fields.iter().find(|(field, _)| field == name).map(|(_, text)| text.clone());
        typed.unwrap_or_else(|| known.to_owned())
    }

    /// What is wrong with a field.
    pub fn error(&self, w: Words, name: &str) -> Option<String> {
        self.refused.iter().find(|refusal| refusal.field.as_deref() == Some(name)).map(|refusal| w.refusal(refusal).what)
    }

    /// A field with what was typed and what is wrong with it.
    pub fn field(&self, w: Words, name: &str, label: impl Into<String>, known: &str) -> Field {
        Field::new(name, label).value(self.get(name, known)).error(self.error(w, name))
    }
}

/// The summary of what must be changed, and a box for each refusal that no field can mend.
#[component]
pub(super) fn Refused(
    /// The refused form.
    typed: Typed,
    /// Whether the page has a field of this name.
    has: fn(&str) -> bool,
    /// What the summary calls a field, where the refusal alone would not tell which one is meant.
    #[prop(optional)]
    names: Vec<(String, String)>,
) -> impl IntoView {
    let w = wording();
    let (fields, others): (Vec<_>, Vec<_>) = typed.refused.into_iter().partition(|refusal| refusal.field.as_deref().is_some_and(has));
    let error = |refusal: Refusal| {
        let what = w.refusal(&refusal).what;
        refusal.field.map(|id| {
            let name = names.iter().find(|(field, _)| *field == id).map(|(_, name)| name.clone());
            let text = name.map_or_else(|| what.clone(), |name| w.say_with("contracts.field-wrong", &[("field", name.into()), ("what", what.clone().into())]));
            FieldError { id, text }
        })
    };
    let errors = fields.into_iter().filter_map(error).collect::<Vec<_>>();
    let boxes = others.iter().map(|refusal| view! { <RefusalBox said=w.refusal(refusal)/> }).collect_view();
    view! {
        <ErrorSummary errors/>
        {boxes}
    }
}
