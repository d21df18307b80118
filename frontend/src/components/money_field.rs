//! An amount of money, read back in figures and capitals.

use super::Field;
use super::fields::Labelled;
use crate::page::{mark_island, wording};
use domain::refusal::Fact;
use islands::MoneyWords;
use leptos::prelude::*;
use messages::Words;

/// One amount. It takes 480000, 480,000 and 48万, and reads back what it understood.
#[component]
pub fn MoneyField(field: Field) -> impl IntoView {
    mark_island();
    let w = wording();
    let hint = field.hint.clone().unwrap_or_else(|| w.say("money.hint"));
    let field = field.hint(hint);
    let (id, name, typed) = (field.name.clone(), field.name.clone(), field.value.clone());
    let (described_by, invalid) = (field.described_by().unwrap_or_default(), field.error.is_some());
    view! {
        <Labelled field>
            <islands::MoneyField id name typed described_by invalid words=money_words(w)/>
        </Labelled>
    }
}

/// The island fills the amounts in, so their places are handed on as they are.
fn money_words(w: Words) -> MoneyWords {
    let place = |name: &str| Fact::Text(format!("{{{name}}}"));
    MoneyWords {
        echo: w.say_with("money.echo", &[("money", place("money")), ("capitals", place("capitals"))]),
        not_a_number: w.say("money.not-a-number"),
        negative: w.say("money.negative"),
        too_fine: w.say("money.too-fine"),
        too_large: w.say("money.too-large"),
    }
}
