//! The approver chooses an agency among those that may evaluate the contract.

use super::form::Filled;
use super::words::{outcome_status, reasons, scheme_text};
use crate::components::{
    Answer, Bit, Breadcrumb, CheckAnswers, Choice, EmptyState, ErrorSummary, Field, FormFrame, Link, PageTitle, Radios, Reasons, RefusalBox, Tag, TextArea,
};
use crate::page::wording;
use domain::evaluations::independence::Outcome;
use domain::evaluations::{Candidate, CandidatesView};
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// What the page shows.
pub struct ChoosePage {
    /// The agencies.
    pub view: CandidatesView,
    /// The form.
    pub form: Filled,
}

fn trail(w: Words, view: &CandidatesView) -> Vec<Link> {
    vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(view.contract.to_string(), format!("/contracts/{}", view.contract))]
}

/// The page.
pub fn choose_page(page: ChoosePage) -> impl IntoView {
    let w = wording();
    let ChoosePage { view, form } = page;
    let line = vec![
        Bit::text(view.title.clone()),
        Bit::text(view.provider.clone()).label(w.say("evaluations.provider")),
        Bit::text(scheme_text(w, &view.scheme)).label(w.say("evaluations.scheme")),
    ];
    let done = view.current.map(|id| {
        view! { <p class="note"><a href=format!("/evaluations/work/{id}")>{w.say("evaluations.commissioned-see")}</a></p> }
    });
    let stops = view.refused.as_ref().map(|refusal| view! { <RefusalBox said=w.refusal(refusal)/> });
    let open = view.current.is_none() && view.refused.is_none();
    let empty = view.candidates.is_empty();
    let choosing = (open && !empty).then(|| view! { <Choose view=view.clone() form=form.clone()/> });
    let list = view.candidates.iter().map(|one| candidate(w, one)).collect_view();
    view! {
        <Breadcrumb trail=trail(w, &view) here=w.say("evaluations.choose-title")/>
        <PageTitle title=w.say("evaluations.choose-title") line lead=w.say("evaluations.choose-lead")/>
        <p class="only">{w.say("evaluations.seen-by-purchaser")}</p>
        <ErrorSummary errors=form.errors(w, "agency")/>
        {form.refused.iter().map(|refusal| view! { <RefusalBox said=w.refusal(refusal)/> }).collect_view()}
        {done}
        {stops}
        {empty.then(|| view! { <EmptyState title=w.say("evaluations.none-registered") hint=w.say("evaluations.none-registered-hint")/> })}
        {choosing}
        <section class="section" aria-labelledby="verdicts">
            <h2 id="verdicts">{w.say("evaluations.verdicts")}</h2>
            {list}
        </section>
    }
}

fn candidate(w: Words, one: &Candidate) -> impl IntoView + use<> {
    let issued = w.say_with("evaluations.issued-here", &[("n", i64::try_from(one.issued).unwrap_or(i64::MAX).into())]);
    view! {
        <details open=one.outcome != Outcome::Pass>
            <summary><span class="strong">{one.name.clone()}</span>" "<Tag status=outcome_status(w, one.outcome)/></summary>
            <p class="small soft"><a href=format!("/organizations/{}", one.code)>{one.code.as_str().to_owned()}</a>" · "{issued}</p>
            <Reasons reasons=reasons(w, &one.verdict.checks)/>
        </details>
    }
}

#[component]
fn Choose(view: CandidatesView, form: Filled) -> impl IntoView {
    let w = wording();
    let choice = |one: &Candidate| Choice::new(one.agency.to_string(), one.name.clone()).hint(w.say(&format!("evaluations.choice-{}", one.outcome.key())));
    let choices = view.candidates.iter().map(choice).collect();
    let agency = Field::new("agency", w.say("evaluations.choose-agency")).value(form.typed("agency", "")).error(form.error(w, "agency"));
    let reason = Field::new("reason", w.say("evaluations.choice-reason")).hint(w.say("evaluations.choice-reason-hint")).optional();
    let reason = reason.value(form.typed("reason", "")).error(form.error(w, "reason"));
    view! {
        <FormFrame action=format!("/contracts/{}/evaluation", view.contract)>
            <input type="hidden" name="step" value="check"/>
            <Radios field=agency choices/>
            <TextArea field=reason rows=2/>
            <div class="acts"><button class="btn main">{w.say("evaluations.choose-check")}</button></div>
        </FormFrame>
    }
}

/// The last look before the commission.
pub fn commission_check_page(page: ChoosePage) -> impl IntoView {
    let w = wording();
    let ChoosePage { view, form } = page;
    let chosen = form.typed("agency", "");
    let agency = view.candidates.iter().find(|one| one.agency.to_string() == chosen).cloned();
    let reason = form.typed("reason", "");
    let back = format!("/contracts/{}/evaluation", view.contract);
    let answer = |key: &str, text: String, change: bool| Answer {
        question: w.say(key),
        answer: Some(text).filter(|text| !text.is_empty()).into_iter().collect(),
        change: change.then(|| format!("{back}#agency")),
        error: None,
    };
    let answers = vec![
        answer("evaluations.contract", format!("{} {}", view.contract, view.title), false),
        answer("evaluations.agency", agency.as_ref().map(|one| one.name.clone()).unwrap_or_default(), true),
        answer("evaluations.scheme", scheme_text(w, &view.scheme), false),
        answer("evaluations.choice-reason", reason.clone(), true),
    ];
    let tests = agency.map(|one| {
        view! {
            <section class="section" aria-labelledby="tests">
                <h2 id="tests">{w.say("evaluations.independence")}</h2>
                <Reasons reasons=reasons(w, &one.verdict.checks)/>
            </section>
        }
    });
    view! {
        <Breadcrumb trail=trail(w, &view) here=w.say("evaluations.commission-title")/>
        <PageTitle title=w.say("evaluations.commission-title") lead=w.say("evaluations.commission-lead")/>
        <CheckAnswers answers/>
        {tests}
        <FormFrame action=back.clone() once=form.once.clone()>
            <input type="hidden" name="agency" value=chosen/>
            <input type="hidden" name="reason" value=reason/>
            <div class="acts">
                <button class="btn main">{w.say("evaluations.commission-act")}</button>
                <a class="btn" href=back>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}
