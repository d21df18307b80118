//! The fields of a form: label, hint, error, and what was typed.

use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// What every field has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The name in the form, which is its id too: error links lead there.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// What is wrong with the answer.
    pub error: Option<String>,
    /// What was typed, however wrong.
    pub value: String,
    /// Whether it may be left empty; the label says so.
    pub optional: bool,
}

impl Field {
    /// A field of this name and label.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Field {
        Field { name: name.into(), label: label.into(), ..Field::default() }
    }

    /// Adds how to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    /// Keeps what was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        self
    }

    /// Says what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Field {
        self.error = error;
        self
    }

    /// May be left empty.
    #[must_use]
    pub fn optional(mut self) -> Field {
        self.optional = true;
        self
    }

    pub(crate) fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.as_ref().map(|_| "true")
    }

    fn class(&self) -> &'static str {
        if self.error.is_some() { "field bad" } else { "field" }
    }

    fn question(&self) -> String {
        if self.optional { format!("{}{}", self.label, wording().say("field.optional")) } else { self.label.clone() }
    }
}

/// Label, hint and error around one control whose id is the field's name.
#[component]
pub(crate) fn Labelled(field: Field, children: Children) -> impl IntoView {
    let class = field.class();
    view! {
        <div class=class>
            <label for=field.name.clone()>{field.question()}</label>
            <Remarks field/>
            {children()}
        </div>
    }
}

#[component]
fn Remarks(field: Field) -> impl IntoView {
    let (hint_id, error_id) = (format!("{}-hint", field.name), format!("{}-error", field.name));
    view! {
        {field.hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
        {field.error.map(|error| view! { <span class="err" id=error_id>{wording().say("errors.prefix")}{error}</span> })}
    }
}

/// What is typed into one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Words.
    #[default]
    Words,
    /// A whole number.
    Number,
    /// A telephone number.
    Telephone,
    /// A mail address.
    Mail,
    /// A web address.
    Address,
    /// An account's name.
    Account,
    /// A secret that the browser may fill in.
    Password,
    /// A secret that is being chosen.
    NewPassword,
    /// A code that was just sent or shown.
    OneTimeCode,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            TextKind::Telephone => "tel",
            TextKind::Mail => "email",
            TextKind::Address => "url",
            TextKind::Password | TextKind::NewPassword => "password",
            TextKind::Words | TextKind::Number | TextKind::Account | TextKind::OneTimeCode => "text",
        }
    }

    const fn input_mode(self) -> Option<&'static str> {
        match self {
            TextKind::Number | TextKind::OneTimeCode => Some("numeric"),
            _ => None,
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            TextKind::Telephone => Some("tel"),
            TextKind::Mail => Some("email"),
            TextKind::Account => Some("username"),
            TextKind::Password => Some("current-password"),
            TextKind::NewPassword => Some("new-password"),
            TextKind::OneTimeCode => Some("one-time-code"),
            _ => None,
        }
    }

    /// Names and codes are not words: no capital put in front, no red line below.
    const fn literal(self) -> bool {
        !matches!(self, TextKind::Words)
    }

    const fn class(self) -> Option<&'static str> {
        match self {
            TextKind::Number | TextKind::Telephone | TextKind::OneTimeCode => Some("w"),
            _ => None,
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// What is asked.
    field: Field,
    /// What is typed.
    #[prop(optional)]
    kind: TextKind,
) -> impl IntoView {
    let (id, name, value) = (field.name.clone(), field.name.clone(), field.value.clone());
    let (described, invalid) = (field.described_by(), field.invalid());
    view! {
        <Labelled field>
            <input
                id=id
                name=name
                type=kind.input_type()
                class=kind.class()
                inputmode=kind.input_mode()
                autocomplete=kind.autocomplete()
                autocapitalize=kind.literal().then_some("none")
                spellcheck=kind.literal().then_some("false")
                value=value
                aria-describedby=described
                aria-invalid=invalid
            />
        </Labelled>
    }
}

/// Text as it must stand inside a `textarea`. The framework leaves the children of this element as they are, so a typed `</textarea>`
/// would end the field and bring its own markup into the page. A parser drops one line end at the beginning; the typed ones stay.
fn inside_textarea(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// A paragraph or more.
#[component]
pub fn TextArea(
    /// What is asked.
    field: Field,
    /// Lines in sight.
    #[prop(default = 4)]
    rows: u16,
) -> impl IntoView {
    let (id, name, value) = (field.name.clone(), field.name.clone(), inside_textarea(&field.value));
    let (described, invalid) = (field.described_by(), field.invalid());
    view! {
        <Labelled field>
            <textarea id=id name=name rows=rows.to_string() aria-describedby=described aria-invalid=invalid>
                {value}
            </textarea>
        </Labelled>
    }
}

/// A date is typed. A calendar that pops up fails people who use readers.
#[component]
pub fn DateField(field: Field) -> impl IntoView {
    let hint = field.hint.clone().unwrap_or_else(|| wording().say("field.date-hint"));
    let field = field.hint(hint);
    let (id, name, value) = (field.name.clone(), field.name.clone(), field.value.clone());
    let (described, invalid) = (field.described_by(), field.invalid());
    view! {
        <Labelled field>
            <input id=id name=name class="w" autocomplete="off" value=value aria-describedby=described aria-invalid=invalid/>
        </Labelled>
    }
}

/// One answer of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What to know before choosing it.
    pub hint: Option<String>,
}

impl Choice {
    /// An answer.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: None }
    }

    /// Adds what to know before choosing it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
}

/// A list to unfold; for more than six choices, else use [`Radios`].
#[component]
pub fn SelectField(field: Field, choices: Vec<Choice>) -> impl IntoView {
    let (id, name, value) = (field.name.clone(), field.name.clone(), field.value.clone());
    let (described, invalid) = (field.described_by(), field.invalid());
    let option = |choice: Choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    };
    let options = choices.into_iter().map(option).collect_view();
    view! {
        <Labelled field>
            <select id=id name=name aria-describedby=described aria-invalid=invalid>
                {options}
            </select>
        </Labelled>
    }
}

/// All choices in sight.
#[component]
pub fn Radios(field: Field, choices: Vec<Choice>) -> impl IntoView {
    view! { <Group field choices kind="radio"/> }
}

/// One or more boxes to tick; `value` names those that are ticked, separated by blanks.
#[component]
pub fn CheckboxField(field: Field, choices: Vec<Choice>) -> impl IntoView {
    view! { <Group field choices kind="checkbox"/> }
}

#[component]
fn Group(field: Field, choices: Vec<Choice>, kind: &'static str) -> impl IntoView {
    let (described, class, question) = (field.described_by(), field.class(), field.question());
    let (name, picked) = (field.name.clone(), field.value.clone());
    // One box whose words are the question itself says it once.
    let said = matches!(choices.as_slice(), [only] if only.label == field.label);
    let options = choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            // The first one carries the field's own id, so that the error summary leads to it.
            let id = if index == 0 { name.clone() } else { fresh_id(&name) };
            let checked = picked == choice.value || (kind == "checkbox" && picked.split(' ').any(|one| one == choice.value));
            view! { <Option id name=name.clone() kind checked choice/> }
        })
        .collect_view();
    view! {
        <fieldset class=class aria-describedby=described>
            <legend class=if said { "vh" } else { "strong" }>{question}</legend>
            <Remarks field/>
            {options}
        </fieldset>
    }
}

#[component]
fn Option(id: String, name: String, kind: &'static str, checked: bool, choice: Choice) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described = choice.hint.as_ref().map(|_| hint_id.clone());
    view! {
        <div class="opt">
            <input type=kind id=id.clone() name=name value=choice.value checked=checked aria-describedby=described/>
            <label for=id>{choice.label}</label>
            {choice.hint.map(|hint| view! { <span class="hint" id=hint_id>{hint}</span> })}
        </div>
    }
}

/// A file to send. What was sent before is named, because a browser forgets it when another field errs.
#[component]
pub fn FileField(
    /// What is asked; `value` is the name of the file that we already hold.
    field: Field,
    /// Endings and types that are taken, as `accept` wants them.
    #[prop(optional, into)]
    accept: Option<String>,
    /// Whether several may be sent at once.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let w = wording();
    let (id, name) = (field.name.clone(), field.name.clone());
    let (described, invalid) = (field.described_by(), field.invalid());
    let held = (!field.value.is_empty()).then(|| w.say_with("field.file-held", &[("name", field.value.clone().into())]));
    view! {
        <Labelled field>
            <input type="file" id=id name=name accept=accept multiple=multiple aria-describedby=described aria-invalid=invalid/>
            {held.map(|text| view! { <span class="echo">{text}</span> })}
        </Labelled>
    }
}

#[cfg(test)]
mod tests {
    use super::inside_textarea;

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let typed = "\n</textarea><form action=/sign-out>&lt;b&gt;";
        assert_eq!(inside_textarea(typed), "\n\n&lt;/textarea&gt;&lt;form action=/sign-out&gt;&amp;lt;b&amp;gt;");
    }
}
