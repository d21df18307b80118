//! What a reader can do next: a link, or a small form of one button.

use leptos::prelude::*;

/// Something to do: 发布公告, 改为144,000.00元. Its words are a verb and its object, never 提交 or 确定.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    label: String,
    target: Target,
    main: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Link(String),
    Post { action: String, fields: Vec<(String, String)> },
    Field { form: String, name: String, value: String },
}

impl Act {
    /// Leads to a page.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Act {
        Act { label: label.into(), target: Target::Link(href.into()), main: false }
    }

    /// Posts these fields to this address.
    pub fn post(label: impl Into<String>, action: impl Into<String>, fields: &[(&str, &str)]) -> Act {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Act { label: label.into(), target: Target::Post { action: action.into(), fields }, main: false }
    }

    /// Sends the form with this id, with one more field: how a refusal mends what was typed.
    pub fn mend(label: impl Into<String>, form: impl Into<String>, name: impl Into<String>, value: impl Into<String>) -> Act {
        Act { label: label.into(), target: Target::Field { form: form.into(), name: name.into(), value: value.into() }, main: false }
    }

    /// Makes it the one filled button of the page.
    #[must_use]
    pub fn main(mut self) -> Act {
        self.main = true;
        self
    }
}

/// One act, as a button in size and look.
#[component]
pub fn ActView(
    /// What to do.
    act: Act,
    /// In a list: smaller.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = match (act.main, small) {
        (true, false) => "btn main",
        (true, true) => "btn small main",
        (false, false) => "btn",
        (false, true) => "btn small",
    };
    match act.target {
        Target::Link(href) => view! { <a class=class href=href>{act.label}</a> }.into_any(),
        Target::Field { form, name, value } => view! { <button class=class form=form name=name value=value>{act.label}</button> }.into_any(),
        Target::Post { action, fields } => {
            let fields = fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
            view! {
                <form method="post" action=action>
                    {fields}
                    <button class=class>{act.label}</button>
                </form>
            }
            .into_any()
        }
    }
}

/// Acts beside each other, at the end of what they are about.
#[component]
pub fn Acts(acts: Vec<Act>) -> impl IntoView {
    (!acts.is_empty()).then(|| view! { <div class="acts">{acts.into_iter().map(|act| view! { <ActView act/> }).collect_view()}</div> })
}
