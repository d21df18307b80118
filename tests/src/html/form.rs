//! The forms of a page, filled and sent as a browser without script would.

use super::{Kind, Page, ancestors, attr, contains, fits, kind_of, plain, select, text_of};
use crate::target::Target;
use scraper::ElementRef;
use std::collections::BTreeMap;

/// What was done to the controls of a page since it was loaded, by their place among all controls.
pub type Typed = BTreeMap<usize, Entry>;

/// What a person put into a control.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Typed text, or the value of the chosen option.
    Text(String),
    /// A box ticked or not.
    Checked(bool),
    /// A chosen file.
    File {
        /// Its name.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
}

/// A filled form on its way.
#[derive(Debug, PartialEq)]
pub struct Submission {
    /// As the form has it; empty means this page.
    pub action: String,
    /// Whether it is sent as a body.
    pub post: bool,
    /// Whether that body is `multipart/form-data`.
    pub multipart: bool,
    /// Names and values in document order.
    pub fields: Vec<(String, Entry)>,
}

impl Page {
    fn place(&self, element: ElementRef<'_>) -> usize {
        self.controls().iter().position(|control| control.id() == element.id()).unwrap_or(usize::MAX)
    }

    /// Types a value, or chooses the option of that text or value.
    pub fn fill(&self, typed: &mut Typed, target: &Target, value: &str) -> Result<(), String> {
        let control = self.find(Kind::Field, target)?;
        let value = if control.value().name() == "select" {
            let options = select(control, "option");
            let named = |exact: bool| {
                options.iter().find(|option| {
                    let text = text_of(**option, &[]);
                    if exact { text == plain(value) || attr(**option, "value") == Some(value) } else { contains(&text, value) }
                })
            };
            let option = named(true).or_else(|| named(false)).ok_or_else(|| {
                let texts: Vec<_> = options.iter().map(|option| text_of(*option, &[])).collect();
                format!("{target} has no option “{value}”, only {}", texts.join(" | "))
            })?;
            option_value(*option)
        } else {
            value.to_owned()
        };
        typed.insert(self.place(control), Entry::Text(value));
        Ok(())
    }

    /// Chooses a radio button, which lets go of the others of its name.
    pub fn choose(&self, typed: &mut Typed, target: &Target) -> Result<(), String> {
        let chosen = self.find(Kind::Radio, target)?;
        for other in self.controls() {
            let rival = fits(other, Kind::Radio) && attr(other, "name") == attr(chosen, "name") && owner(other) == owner(chosen);
            if rival {
                typed.insert(self.place(other), Entry::Checked(other.id() == chosen.id()));
            }
        }
        Ok(())
    }

    /// Ticks a box, or takes the tick away.
    pub fn check(&self, typed: &mut Typed, target: &Target, ticked: bool) -> Result<(), String> {
        typed.insert(self.place(self.find(Kind::Box, target)?), Entry::Checked(ticked));
        Ok(())
    }

    /// Chooses a file.
    pub fn attach(&self, typed: &mut Typed, target: &Target, name: &str, bytes: &[u8]) -> Result<(), String> {
        typed.insert(self.place(self.find(Kind::File, target)?), Entry::File { name: name.to_owned(), bytes: bytes.to_vec() });
        Ok(())
    }

    /// What a field holds now.
    pub fn value(&self, typed: &Typed, target: &Target) -> Result<String, String> {
        let control = self.find(Kind::Field, target)?;
        Ok(match typed.get(&self.place(control)) {
            Some(Entry::Text(text)) => text.clone(),
            _ => initial(control),
        })
    }

    /// Presses a button: its form, as it stands with what was typed.
    pub fn press(&self, typed: &Typed, target: &Target) -> Result<Submission, String> {
        let button = self.find(Kind::Button, target)?;
        if disabled(button) {
            return Err(format!("{target} is disabled"));
        }
        let form = self.form_of(button).ok_or_else(|| format!("{target} belongs to no form: it does nothing without script"))?;
        if kind_of(button) != "submit" {
            return Err(format!("{target} is of type {}: it does nothing without script", kind_of(button)));
        }
        let pick = |own: &str, of_form: &str| attr(button, own).or_else(|| attr(form, of_form)).unwrap_or_default().to_owned();
        let mut fields = Vec::new();
        for (place, control) in self.controls().into_iter().enumerate() {
            if self.form_of(control).is_some_and(|owner| owner.id() == form.id())
                && let Some(name) = attr(control, "name").filter(|name| !name.is_empty())
                && !disabled(control)
                && let Some(entry) = sent(control, typed.get(&place), control.id() == button.id())
            {
                fields.push((name.to_owned(), entry));
            }
        }
        Ok(Submission {
            action: pick("formaction", "action"),
            post: pick("formmethod", "method").eq_ignore_ascii_case("post"),
            multipart: pick("formenctype", "enctype").eq_ignore_ascii_case("multipart/form-data"),
            fields,
        })
    }

    fn form_of<'a>(&'a self, control: ElementRef<'a>) -> Option<ElementRef<'a>> {
        match attr(control, "form") {
            Some(id) => self.by_id(id),
            None => ancestors(control).find(|around| around.value().name() == "form"),
        }
    }
}

/// The form by name or by nearness, enough to keep radio groups of two forms apart.
fn owner(control: ElementRef<'_>) -> Option<String> {
    attr(control, "form")
        .map(str::to_owned)
        .or_else(|| ancestors(control).find(|around| around.value().name() == "form").map(|form| format!("{:?}", form.id())))
}

fn disabled(control: ElementRef<'_>) -> bool {
    attr(control, "disabled").is_some() || ancestors(control).any(|around| around.value().name() == "fieldset" && attr(around, "disabled").is_some())
}

fn option_value(option: ElementRef<'_>) -> String {
    attr(option, "value").map_or_else(|| text_of(option, &[]), str::to_owned)
}

/// What a field holds before anybody touched it.
fn initial(control: ElementRef<'_>) -> String {
    match control.value().name() {
        "textarea" => {
            let text = control.text().collect::<String>();
            text.strip_prefix('\n').map_or(text.clone(), str::to_owned)
        }
        "select" => {
            let options = select(control, "option");
            let chosen = options
                .iter()
                .find(|option| attr(**option, "selected").is_some())
                .or_else(|| options.iter().find(|option| attr(**option, "disabled").is_none()));
            chosen.map(|option| option_value(*option)).unwrap_or_default()
        }
        _ => attr(control, "value").unwrap_or_default().to_owned(),
    }
}

/// What a control adds to its form, if anything.
fn sent(control: ElementRef<'_>, typed: Option<&Entry>, pressed: bool) -> Option<Entry> {
    match kind_of(control) {
        "submit" => pressed.then(|| Entry::Text(initial(control))),
        "button" | "reset" | "image" => None,
        "radio" | "checkbox" => {
            let ticked = match typed {
                Some(Entry::Checked(ticked)) => *ticked,
                _ => attr(control, "checked").is_some(),
            };
            ticked.then(|| Entry::Text(attr(control, "value").unwrap_or("on").to_owned()))
        }
        "file" => Some(typed.cloned().unwrap_or(Entry::File { name: String::new(), bytes: Vec::new() })),
        _ => {
            let text = match typed {
                Some(Entry::Text(text)) => text.clone(),
                _ => initial(control),
            };
            // Browsers send every line break as CR LF.
            Some(Entry::Text(text.replace("\r\n", "\n").replace('\n', "\r\n")))
        }
    }
}
