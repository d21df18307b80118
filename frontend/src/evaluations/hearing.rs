//! Sending the draft, replying to it, answering replies, issuing.

use super::form::Filled;
use super::process::{Against, head};
use super::report::{HeardSection, Parts, Points, ResultBlock};
use crate::components::{CheckboxField, Choice, ErrorSummary, Field, FormFrame, Radios, TextArea};
use crate::page::wording;
use domain::calendar::Due;
use domain::evaluations::report::Stance;
use domain::evaluations::{HeardFinding, ProcessView};
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

fn at(view: &ProcessView) -> String {
    format!("/evaluations/work/{}", view.id)
}

/// The last look before the draft goes to the provider.
pub fn send_page(view: ProcessView, until: Due, form: Filled) -> impl IntoView {
    let w = wording();
    let against = if form.refused.is_empty() { view.work.as_ref().map(|work| work.against.clone()).unwrap_or_default() } else { form.refused.clone() };
    let clear = against.is_empty();
    let lead = w.say_with("evaluations.send-lead", &[("provider", view.provider.clone().into()), ("until", w.due(until, Style::Long).into())]);
    let findings = view.work.as_ref().map(|work| work.findings.clone()).unwrap_or_default();
    view! {
        {head(&view, "evaluations.form-send")}
        <p>{lead}</p>
        <Against against id=view.id/>
        {clear.then(|| view! { <p class="bamboo">{w.say("evaluations.send-clear")}</p> })}
        <HeardSection findings/>
        <FormFrame action=format!("{}/send", at(&view)) once=form.once seen=view.version.to_string()>
            <div class="acts">
                <button class="btn main">{w.say("evaluations.send-act")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}

/// The provider replies finding by finding.
pub fn reply_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let Some(draft) = view.draft.clone() else { return view! { {head(&view, "evaluations.form-reply")} }.into_any() };
    let until = view.comment_until.map(|due| w.say_with("evaluations.reply-until", &[("day", w.due(due, Style::Long).into())]));
    let none = draft.findings.is_empty();
    let fields = draft.findings.iter().map(|finding| reply_fields(w, finding, &form)).collect_view();
    view! {
        {head(&view, "evaluations.form-reply")}
        {until.map(|text| view! { <p class="strong">{text}</p> })}
        <ErrorSummary errors=form.errors(w, "replies")/>
        <ResultBlock draft=draft.clone() scheme=view.scheme.clone()/>
        <section class="section" aria-labelledby="replies">
            <h2 id="replies">{w.say("evaluations.replies-title")}</h2>
            <p>{w.say(if none { "evaluations.replies-none" } else { "evaluations.replies-lead" })}</p>
            <FormFrame action=format!("{}/reply", at(&view)) once=form.once.clone() seen=view.version.to_string()>
                {fields}
                <div class="acts">
                    <button class="btn main">{w.say(if none { "evaluations.replies-seen" } else { "evaluations.replies-act" })}</button>
                    <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
                </div>
            </FormFrame>
        </section>
        <Points draft=draft.clone()/>
        <Parts draft/>
    }
    .into_any()
}

fn reply_fields(w: Words, finding: &HeardFinding, form: &Filled) -> impl IntoView + use<> {
    let number = finding.number;
    let (agrees, text) = (format!("agrees.{number}"), format!("replies.{number}"));
    let kept = finding.reply.as_ref().map_or("", |reply| if reply.agrees { "yes" } else { "no" });
    let error = form.error(w, &text).or_else(|| form.error(w, &format!("findings.{number}")));
    let found = w.say_with("evaluations.found", &[("indicator", finding.label.clone()), ("evidence", finding.evidence.clone().into())]);
    let stand = Field::new(agrees.clone(), format!("{number}. {}", finding.text)).hint(found).value(form.typed(&agrees, kept)).error(form.error(w, &agrees));
    let words = Field::new(text.clone(), w.say_with("evaluations.reply-text", &[("number", i64::from(number).into())]))
        .hint(w.say("evaluations.reply-text-hint"))
        .optional()
        .value(form.typed(&text, finding.reply.as_ref().map_or("", |reply| reply.text.as_str())))
        .error(error);
    let choices = vec![Choice::new("yes", w.say("evaluations.agree")), Choice::new("no", w.say("evaluations.disagree"))];
    view! {
        <Radios field=stand choices/>
        <TextArea field=words rows=3/>
    }
}

/// The agency answers what the provider replied.
pub fn answer_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let findings = view.draft.as_ref().map(|draft| draft.findings.clone()).unwrap_or_default();
    let replied: Vec<HeardFinding> = findings.iter().filter(|finding| finding.reply.is_some()).cloned().collect();
    let none = replied.is_empty();
    let fields = replied.iter().map(|finding| answer_fields(w, finding, &form)).collect_view();
    view! {
        {head(&view, "evaluations.form-answer")}
        <ErrorSummary errors=form.errors(w, "answers")/>
        <HeardSection findings/>
        <section class="section" aria-labelledby="answers">
            <h2 id="answers">{w.say("evaluations.answers-title")}</h2>
            <p>{w.say(if none { "evaluations.answers-none" } else { "evaluations.answers-lead" })}</p>
            <FormFrame action=format!("{}/answer", at(&view)) once=form.once.clone() seen=view.version.to_string()>
                {fields}
                <div class="acts">
                    <button class="btn main">{w.say("evaluations.answers-act")}</button>
                    <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
                </div>
            </FormFrame>
        </section>
    }
}

fn answer_fields(w: Words, finding: &HeardFinding, form: &Filled) -> impl IntoView + use<> {
    let number = finding.number;
    let (stance, text) = (format!("stance.{number}"), format!("answers.{number}"));
    let kept = finding.answer.as_ref().map(|answer| answer.stance.key()).unwrap_or_default();
    let error = form.error(w, &text).or_else(|| form.error(w, &format!("findings.{number}")));
    let choices = Stance::ALL.iter().map(|stance| Choice::new(stance.key(), w.say(&stance.term()))).collect();
    let field = Field::new(stance.clone(), format!("{number}. {}", finding.text))
        .hint(w.say("evaluations.stance-hint"))
        .value(form.typed(&stance, kept))
        .error(form.error(w, &stance));
    let words = Field::new(text.clone(), w.say_with("evaluations.answer-text", &[("number", i64::from(number).into())]))
        .value(form.typed(&text, finding.answer.as_ref().map_or("", |answer| answer.text.as_str())))
        .error(error);
    view! {
        <Radios field choices/>
        <TextArea field=words rows=3/>
    }
}

/// The last look before the report is issued and published.
pub fn issue_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let Some(draft) = view.draft.clone() else { return view! { {head(&view, "evaluations.form-issue")} }.into_any() };
    let against = view.work.as_ref().map(|work| work.against.clone()).unwrap_or_default();
    let signed = Field::new("signed", w.say("evaluations.sign-title")).value(form.typed("signed", "")).error(form.error(w, "signed"));
    let sign = vec![Choice::new("yes", w.say("evaluations.sign"))];
    view! {
        {head(&view, "evaluations.form-issue")}
        <p>{w.say("evaluations.issue-lead")}</p>
        <ErrorSummary errors=form.errors(w, "main")/>
        <Against against id=view.id/>
        <ResultBlock draft=draft.clone() scheme=view.scheme.clone()/>
        <p>{w.say_with("evaluations.issue-effect", &[("effect", w.say(&draft.effect.term()).into())])}</p>
        <HeardSection findings=draft.findings.clone()/>
        <FormFrame action=format!("{}/issue", at(&view)) once=form.once.clone() seen=view.version.to_string()>
            <CheckboxField field=signed choices=sign/>
            <div class="acts">
                <button class="btn main">{w.say("evaluations.issue-act")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
        <Points draft/>
    }
    .into_any()
}
