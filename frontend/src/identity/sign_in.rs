//! The sign-in page: two fields, no puzzles; pasting works.

use crate::components::{ErrorSummary, Field, FieldError, FormFrame, TextField, TextKind};
use crate::page::{fresh_id, wording};
use leptos::prelude::*;

/// What the page knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInForm {
    /// What was typed as the account's name.
    pub account: String,
    /// The address to come back to; a path on this site.
    pub next: Option<String>,
    /// Why signing in failed, in words. Never says which of the two fields was wrong.
    pub failure: Option<String>,
    /// Whom to call.
    pub telephone: String,
    /// The demonstration's accounts and their common password; empty elsewhere.
    pub demo: Vec<DemoAccount>,
    /// The password of all of them.
    pub demo_password: Option<String>,
}

/// An account that anybody may try in the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// What to type.
    pub account: String,
    /// The person's name.
    pub name: String,
    /// The key of the role, as `Role::term` gives it.
    pub role: String,
    /// The body that the person acts for.
    pub organization: Option<String>,
}

/// Who are you?
pub fn sign_in_page(form: SignInForm) -> impl IntoView {
    let w = wording();
    let errors: Vec<FieldError> = form.failure.iter().map(|text| FieldError { id: "account".to_owned(), text: text.clone() }).collect();
    let demo = (!form.demo.is_empty()).then(|| view! { <DemoAccounts accounts=form.demo.clone() password=form.demo_password.clone()/> });
    view! {
        <div class="pair sign">
            <section>
                <h1>{w.say("sign-in.title")}</h1>
                <p class="soft">{w.say("sign-in.lead")}</p>
                <ErrorSummary errors/>
                <Fields form=form.clone()/>
                <p class="note section">{w.say_with("sign-in.locked", &[("telephone", form.telephone.into())])}</p>
            </section>
            {demo}
        </div>
    }
}

#[component]
fn Fields(form: SignInForm) -> impl IntoView {
    let w = wording();
    let account = Field::new("account", w.say("sign-in.account")).value(form.account).error(form.failure);
    let password = Field::new("password", w.say("sign-in.password")).hint(w.say("sign-in.password-hint"));
    view! {
        <FormFrame action="/sign-in".to_owned()>
            {form.next.map(|next| view! { <input type="hidden" name="next" value=next/> })}
            <TextField field=account kind=TextKind::Account/>
            <TextField field=password kind=TextKind::Password/>
            <div class="acts">
                <button class="btn main">{w.say("sign-in.act")}</button>
            </div>
        </FormFrame>
    }
}

#[component]
fn DemoAccounts(accounts: Vec<DemoAccount>, #[prop(optional_no_strip)] password: Option<String>) -> impl IntoView {
    let w = wording();
    let id = fresh_id("accounts");
    let row = move |account: DemoAccount| {
        view! {
            <tr>
                <th scope="row" class="mono">{account.account}</th>
                <td>{account.name}<small>{w.say(&account.role)}</small></td>
                <td>{account.organization.unwrap_or_else(|| w.say("empty.none"))}</td>
            </tr>
        }
    };
    view! {
        <section class="box">
            <h2 id=id.clone()>{w.say_with("sign-in.demo-title", &[("n", accounts.len().into())])}</h2>
            {password.map(|password| view! { <p class="small soft">{w.say("sign-in.demo-password")} " " <b class="mono">{password}</b></p> })}
            <div class="scroll" role="region" aria-labelledby=id tabindex="0">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">{w.say("sign-in.account")}</th>
                            <th scope="col">{w.say("sign-in.demo-person")}</th>
                            <th scope="col">{w.say("sign-in.demo-organization")}</th>
                        </tr>
                    </thead>
                    <tbody>{accounts.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
