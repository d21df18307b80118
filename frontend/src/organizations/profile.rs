//! What an organization says of itself, kept by its own people.

use super::words::district_name;
use crate::components::{Breadcrumb, CheckboxField, Choice, ErrorSummary, Field, FieldError, FormFrame, Link, PageTitle, TextField, TextKind, field_errors};
use crate::page::wording;
use domain::code::{CreditCode, District};
use domain::refusal::Refusal;
use domain::services;
use domain::step::Word;
use leptos::prelude::*;

/// What the form shows: what was typed, however wrong.
#[derive(Clone, Debug)]
pub struct ProfilePage {
    /// The organization's code.
    pub code: CreditCode,
    /// Its name.
    pub name: String,
    /// Keys of the ticked fields, separated by blanks.
    pub fields: String,
    /// Codes of the ticked districts, separated by blanks; `310000` is the whole city.
    pub districts: String,
    /// The number of staff as typed.
    pub staff: String,
    /// What stands against it.
    pub refused: Vec<Refusal>,
    /// The version that is being changed.
    pub version: i32,
    /// Makes a second press the same press.
    pub once: String,
}

/// The form.
pub fn profile_page(page: ProfilePage) -> impl IntoView {
    let w = wording();
    let at = format!("/organizations/{}", page.code);
    let trail = vec![Link::new(w.say("organizations.list-title"), "/organizations"), Link::new(page.name.clone(), at.clone())];
    let errors: Vec<FieldError> = field_errors(w, &page.refused);
    let error = |field: &str| errors.iter().find(|error| error.id == field).map(|error| error.text.clone());
    let fields = services::Field::ALL.iter().map(|field| Choice::new(field.key(), w.say(&field.term()))).collect();
    let districts = std::iter::once(Choice::new("310000", w.say("organizations.whole-city")))
        .chain(District::all().map(|district| Choice::new(district.code(), district_name(w, district))))
        .collect();
    let asked = |name: &str, label: &str, hint: &str| Field::new(name, w.say(label)).hint(w.say(hint)).error(error(name));
    let ticked_fields = asked("fields", "organizations.fact-fields", "organizations.profile-fields-hint").value(page.fields);
    let ticked_districts = asked("districts", "organizations.fact-districts", "organizations.profile-districts-hint").value(page.districts);
    let staff = asked("staff", "organizations.fact-staff", "organizations.profile-staff-hint").value(page.staff).optional();
    view! {
        <Breadcrumb trail here=w.say("organizations.profile-title")/>
        <ErrorSummary errors/>
        <PageTitle title=w.say("organizations.profile-title") line=vec![crate::components::Bit::text(page.name)] lead=w.say("organizations.profile-lead")/>
        <FormFrame action=format!("{at}/profile") once=page.once seen=page.version.to_string()>
            <div class="pair">
                <div><CheckboxField field=ticked_fields choices=fields/></div>
                <div><CheckboxField field=ticked_districts choices=districts/></div>
            </div>
            <TextField field=staff kind=TextKind::Number/>
            <p class="acts">
                <button class="btn main">{w.say("organizations.act-keep")}</button>
                <a href=at>{w.say("organizations.act-back")}</a>
            </p>
        </FormFrame>
    }
}
