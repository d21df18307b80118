//! An amount of money that is read back while it is typed.

use domain::money::{Money, NotMoney};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the field says, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyWords {
    /// The amount read back; `{money}` and `{capitals}` are filled in.
    pub echo: String,
    /// Not digits, separators and a unit.
    pub not_a_number: String,
    /// Below zero.
    pub negative: String,
    /// Finer than one fen.
    pub too_fine: String,
    /// Above what may be typed.
    pub too_large: String,
}

impl MoneyWords {
    /// What is said to a text, and whether it is an amount. Nothing is said to an empty field: it may yet be filled.
    fn echo(&self, text: &str) -> Result<String, String> {
        match Money::parse_yuan(text) {
            Ok(money) => Ok(self.echo.replace("{money}", &money.to_string()).replace("{capitals}", &money.capitals())),
            Err(NotMoney::Empty) => Ok(String::new()),
            Err(NotMoney::NotANumber) => Err(self.not_a_number.clone()),
            Err(NotMoney::Negative) => Err(self.negative.clone()),
            Err(NotMoney::TooFine) => Err(self.too_fine.clone()),
            Err(NotMoney::TooLarge) => Err(self.too_large.clone()),
        }
    }
}

/// The input and what it reads back: 48万 is 480,000.00元 · 人民币肆拾捌万元整.
///
/// The label, the hint and the server's error stand around it, on the page.
#[island]
pub fn MoneyField(
    /// The field's id; what it reads back has `{id}-echo`.
    id: String,
    /// Its name in the form.
    name: String,
    /// What was typed.
    typed: String,
    /// The ids of hint and error.
    described_by: String,
    /// Whether the server refused what was typed.
    invalid: bool,
    /// What it says.
    words: MoneyWords,
) -> impl IntoView {
    let text = RwSignal::new(typed.clone());
    let said = Memo::new(move |_| words.echo(&text.read()));
    let echo_id = format!("{id}-echo");
    let described_by = format!("{described_by} {echo_id}").trim_start().to_owned();
    let class = move || if said.read().is_ok() { "echo tn" } else { "echo tn unread" };
    let invalid = move || (invalid || said.read().is_err()).then_some("true");
    view! {
        <input
            id=id
            name=name
            class="w"
            inputmode="decimal"
            autocomplete="off"
            value=typed
            aria-describedby=described_by
            aria-invalid=invalid
            on:input:target=move |ev| text.set(ev.target().value())
        />
        <span class=class id=echo_id>
            {move || said.get().unwrap_or_else(|error| error)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> MoneyWords {
        MoneyWords { echo: "{money}元 · 人民币{capitals}".into(), not_a_number: "不是金额".into(), ..MoneyWords::default() }
    }

    /// UX §6.
    #[test]
    fn an_amount_is_read_back_in_figures_and_capitals() {
        assert_eq!(words().echo("48万"), Ok("480,000.00元 · 人民币肆拾捌万元整".into()));
        assert_eq!(words().echo(""), Ok(String::new()));
        assert_eq!(words().echo("四十八万"), Err("不是金额".into()));
    }
}
