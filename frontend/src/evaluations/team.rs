//! The agency accepts with its declarations, or declines.

use super::form::Filled;
use super::process::head;
use super::words::reasons;
use crate::components::{CheckboxField, Choice, DateField, ErrorSummary, Field, FormFrame, Reasons, SelectField, TextArea, TextField};
use crate::page::wording;
use domain::evaluations::independence::TieKind;
use domain::evaluations::team::Skill;
use domain::evaluations::{ProcessView, TeamCandidate};
use domain::policy::Role;
use domain::step::Word;
use leptos::prelude::*;

/// The page.
pub fn accept_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let people = view.work.as_ref().map(|work| work.people.clone()).unwrap_or_default();
    let at = format!("/evaluations/work/{}", view.id);
    let independent = Field::new("independent", w.say("evaluations.declare-title"))
        .hint(w.say("evaluations.declare-hint"))
        .value(form.typed("independent", ""))
        .error(form.error(w, "independent"));
    let declare =
        vec![Choice::new("yes", w.say_with("evaluations.declare", &[("agency", view.agency.clone().into()), ("provider", view.provider.clone().into())]))];
    let persons = people.iter().map(|person| view! { <Person person=person.clone() form=form.clone()/> }).collect_view();
    let team_error = form.error(w, "team");
    view! {
        {head(&view, "evaluations.form-accept")}
        <ErrorSummary errors=form.errors(w, "independence")/>
        <section class="section" aria-labelledby="independence">
            <h2 id="independence">{w.say("evaluations.independence-today")}</h2>
            <Reasons reasons=reasons(w, &view.verdict.checks)/>
        </section>
        <section class="section" aria-labelledby="accept">
            <h2 id="accept">{w.say("evaluations.accept-title")}</h2>
            <FormFrame action=format!("{at}/accept") once=form.once.clone() seen=view.version.to_string()>
                <CheckboxField field=independent choices=declare/>
                <fieldset class="field" id="team">
                    <legend class="strong">{w.say("evaluations.team")}</legend>
                    <p class="hint">{w.say("evaluations.team-hint")}</p>
                    {team_error.map(|text| view! { <p class="err">{w.say("errors.prefix")}{text}</p> })}
                    {persons}
                </fieldset>
                <div class="acts"><button class="btn main">{w.say("evaluations.accept-act")}</button></div>
            </FormFrame>
        </section>
        <Ties view=view.clone() form=form.clone()/>
        <section class="section" aria-labelledby="decline">
            <h2 id="decline">{w.say("evaluations.decline-title")}</h2>
            <FormFrame action=format!("{at}/decline") once=format!("{}-d", form.once) seen=view.version.to_string()>
                <TextArea field=Field::new("reason", w.say("evaluations.reason")).hint(w.say("evaluations.decline-hint")).value(form.typed("reason", "")).error(form.error(w, "reason")) rows=2/>
                <div class="acts"><button class="btn">{w.say("evaluations.decline-act")}</button></div>
            </FormFrame>
        </section>
    }
}

#[component]
fn Person(person: TeamCandidate, form: Filled) -> impl IntoView {
    let w = wording();
    let id = person.account.to_string();
    let box_of = |name: String, value: &str, label: String, kind: &'static str, kept: bool| {
        let box_id = format!("{name}-{value}-{id}");
        let checked = form.chose(&name, value, kept);
        view! {
            <span class="opt">
                <input type=kind id=box_id.clone() name=name value=value.to_owned() checked=checked/>
                <label for=box_id>{label}</label>
            </span>
        }
    };
    let may_lead = person.role == Role::AgencyLead;
    let note = person.of_a_party.then(|| view! { <p class="small cin">{w.say("evaluations.person-of-a-party")}</p> });
    let rests = person.rests.then(|| view! { <p class="small cin">{w.say("evaluations.person-rests")}</p> });
    let skills =
        Skill::ALL.iter().map(|skill| box_of(format!("skill.{id}"), skill.key(), w.say(&format!("evaluations.can-{}", skill.key())), "checkbox", false));
    view! {
        <div class="field" role="group" aria-label=person.name.clone()>
            <p class="strong">{person.name.clone()}" "<span class="soft small">{w.say(&person.role.term())}</span></p>
            {note}
            {rests}
            {box_of("member".to_owned(), &id, w.say("evaluations.takes-part"), "checkbox", true)}
            {may_lead.then(|| box_of("lead".to_owned(), &id, w.say("evaluations.is-lead"), "radio", true))}
            {skills.collect_view()}
            {box_of("declared".to_owned(), &id, w.say("evaluations.has-declared"), "checkbox", false)}
        </div>
    }
}

/// A tie that must be declared, whatever comes of the commission.
#[component]
fn Ties(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let at = format!("/evaluations/work/{}", view.id);
    let mut kinds: Vec<Choice> = TieKind::ALL.iter().map(|kind| Choice::new(kind.key(), w.say(&kind.term()))).collect();
    kinds.push(Choice::new("drafted", w.say("evaluations.tie-drafted")));
    let field = |name: &str, key: &str| Field::new(name, w.say(key)).value(form.typed(name, "")).error(form.error(w, name));
    let (kind, last, source) = (field("kind", "evaluations.tie-kind"), field("last", "evaluations.tie-last"), field("source", "evaluations.tie-source"));
    view! {
        <section class="section" aria-labelledby="ties">
            <h2 id="ties">{w.say("evaluations.ties-title")}</h2>
            <p>{w.say_with("evaluations.ties-text", &[("provider", view.provider.clone().into())])}</p>
            <FormFrame action=format!("{at}/tie") once=format!("{}-t", form.once) seen=view.version.to_string()>
                <SelectField field=kind choices=kinds/>
                <DateField field=last/>
                <TextField field=source/>
                <div class="acts"><button class="btn">{w.say("evaluations.tie-act")}</button></div>
            </FormFrame>
        </section>
    }
}
