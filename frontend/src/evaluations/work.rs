//! The agency at work: weights, vetoes, scores dimension by dimension, the text of the report.

use super::form::Filled;
use super::process::head;
use super::words::short;
use crate::components::{Choice, ErrorSummary, Field, FormFrame, Radios, SelectField, TextArea, TextField, Weight, WeightEditor};
use crate::page::wording;
use domain::evaluations::report::Part;
use domain::evaluations::scheme::Floor;
use domain::evaluations::{HeardFinding, ProcessView, TypedDimension, TypedIndicator, TypedVeto};
use domain::refusal::Fact;
use domain::step::Word;
use islands::WeightFloor;
use leptos::prelude::*;
use messages::Words;

fn at(view: &ProcessView) -> String {
    format!("/evaluations/work/{}", view.id)
}

/// The weights of the scheme, before scoring begins.
pub fn weights_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let weights = view.weights.iter().flat_map(|(dimension, indicators)| indicators.iter().map(move |indicator| (dimension, indicator)));
    let weights: Vec<Weight> = weights
        .map(|(dimension, (key, label, points))| {
            let name = format!("weights.{key}");
            Weight { typed: form.typed(&name, &short(*points)), name, label: w.fact(label), hint: w.fact(dimension) }
        })
        .collect();
    let least = |floor: &Floor| -> Vec<(&str, Fact)> { vec![("what", w.fact(&floor.label).into()), ("least", islands::points_read(floor.least).into())] };
    let rule = |floor: &Floor| view! { <li>{w.say_with("evaluations.weights-least", &least(floor))}" "<small>{w.basis(&floor.basis)}</small></li> };
    let rules = (!view.floors.is_empty()).then(|| view! { <ul>{view.floors.iter().map(rule).collect_view()}</ul> });
    let below = |floor: &Floor| WeightFloor {
        names: floor.indicators.iter().map(|key| format!("weights.{key}")).collect(),
        least: floor.least,
        below: w.say_with("evaluations.weights-below", &[least(floor), vec![("n", Fact::Text("{n}".to_owned()))]].concat()),
    };
    let floors: Vec<WeightFloor> = view.floors.iter().map(below).collect();
    view! {
        {head(&view, "evaluations.form-weights")}
        <p>{w.say("evaluations.weights-lead")}</p>
        {rules}
        <ErrorSummary errors=form.errors(w, "weights")/>
        <FormFrame action=format!("{}/weights", at(&view)) once=form.once.clone() seen=view.version.to_string()>
            <div id="weights"><WeightEditor caption=w.say("evaluations.weights-caption") weights floors/></div>
            <div class="acts">
                <button class="btn main">{w.say("evaluations.weights-act")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}

/// The vetoes: examined first, each with its evidence.
pub fn vetoes_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let vetoes = view.work.as_ref().map(|work| work.vetoes.clone()).unwrap_or_default();
    let one = |veto: TypedVeto| {
        let name = format!("vetoes.{}", veto.key);
        let kept = match veto.holds {
            None => "",
            Some(true) => "yes",
            Some(false) => "no",
        };
        let choices = vec![Choice::new("no", w.say("evaluations.veto-no")), Choice::new("yes", w.say("evaluations.veto-yes"))];
        let label = w.say(&format!("veto-{}", veto.key));
        let evidence_name = format!("evidence.{}", veto.key);
        let field = Field::new(name.clone(), label.clone()).value(form.typed(&name, kept)).error(form.error(w, &name));
        let evidence = Field::new(evidence_name.clone(), w.say_with("evaluations.veto-evidence", &[("veto", label.into())]))
            .optional()
            .value(form.typed(&evidence_name, &veto.evidence));
        view! {
            <Radios field choices/>
            <TextArea field=evidence rows=2/>
        }
    };
    let fields = vetoes.into_iter().map(one).collect_view();
    view! {
        {head(&view, "evaluations.form-vetoes")}
        <p>{w.say("evaluations.vetoes-lead")}</p>
        <ErrorSummary errors=form.errors(w, "main")/>
        <FormFrame action=format!("{}/vetoes", at(&view)) once=form.once.clone() seen=view.version.to_string()>
            {fields}
            <div class="acts">
                <button class="btn main">{w.say("evaluations.save-next")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}

/// The scores of one dimension.
pub fn scores_page(view: ProcessView, dimension: TypedDimension, form: Filled) -> impl IntoView {
    let w = wording();
    let name = w.fact(&dimension.label);
    let title = w.say_with("evaluations.scores-title", &[("dimension", name.into()), ("weight", dimension.weight.into())]);
    let fields = dimension.indicators.iter().map(|indicator| score_fields(w, indicator, &form)).collect_view();
    let others = view.work.as_ref().map(|work| work.dimensions.clone()).unwrap_or_default();
    let link = |one: TypedDimension| {
        let here = (one.key == dimension.key).then_some("page");
        view! { <li><a href=format!("/evaluations/work/{}/scores/{}", view.id, one.key) aria-current=here>{w.fact(&one.label)}" "<span class="tn soft">{one.points.to_string()}" / "{short(one.weight)}</span></a></li> }
    };
    view! {
        {head(&view, "evaluations.form-scores")}
        <nav aria-label=w.say("evaluations.dimensions")><ul class="line">{others.into_iter().map(link).collect_view()}</ul></nav>
        <h2 class="section">{title}</h2>
        <ErrorSummary errors=form.errors(w, "main")/>
        <FormFrame action=format!("{}/scores/{}", at(&view), dimension.key) once=form.once.clone() seen=dimension.seen.to_string()>
            {fields}
            <div class="acts">
                <button class="btn main">{w.say("evaluations.save-next")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}

/// Points and reason of one indicator, with what its bands say.
fn score_fields(w: Words, indicator: &TypedIndicator, form: &Filled) -> impl IntoView + use<> {
    let (points_name, reason_name) = (format!("scores.{}", indicator.key), format!("reasons.{}", indicator.key));
    let label = w.fact(&indicator.label);
    let hint = match &indicator.rule {
        Some(rule) => {
            let steps =
                rule.steps.iter().map(|step| w.say_with("evaluations.band", &[("share", step.at_least.to_string().into()), ("points", step.points.into())]));
            w.say_with("evaluations.bands", &[("bands", steps.collect::<Vec<_>>().join(&w.say("evaluations.semicolon")).into())])
        }
        None => w.say_with("evaluations.thirds", &bands_of(indicator)),
    };
    let points =
        Field::new(points_name.clone(), w.say_with("evaluations.score-of", &[("indicator", label.clone().into()), ("weight", indicator.weight.into())]))
            .hint(hint)
            .value(form.typed(&points_name, &indicator.typed))
            .error(form.error(w, &points_name));
    let reason = Field::new(reason_name.clone(), w.say_with("evaluations.reason-of", &[("indicator", label.into())]))
        .hint(w.say("evaluations.reason-hint"))
        .optional()
        .value(form.typed(&reason_name, &indicator.reason));
    view! {
        <TextField field=points/>
        <TextArea field=reason rows=2/>
    }
}

/// The three bands of a factor (DOMAIN §5.4): high from 80 %, middle from 60 % of the weight.
fn bands_of(indicator: &TypedIndicator) -> [(&'static str, domain::refusal::Fact); 2] {
    let share = |part: i64| indicator.weight.scaled(part, 100).unwrap_or_default().into();
    [("high", share(80)), ("middle", share(60))]
}

/// The parts of the report and its findings.
pub fn report_form_page(view: ProcessView, form: Filled) -> impl IntoView {
    let w = wording();
    let work = view.work.clone();
    let kept = |part: Part| work.as_ref().and_then(|work| work.parts.iter().find(|(of, _)| *of == part)).map(|(_, text)| text.clone()).unwrap_or_default();
    let part = |part: &Part| {
        let name = format!("parts.{}", part.key());
        let field = Field::new(name.clone(), w.say(&part.term())).value(form.typed(&name, &kept(*part))).error(form.error(w, &name));
        let field = if *part == Part::Conclusion { field.hint(w.say("evaluations.conclusion-hint")) } else { field };
        view! { <TextArea field rows=4/> }
    };
    let mut findings = work.as_ref().map(|work| work.findings.clone()).unwrap_or_default();
    let last = findings.iter().map(|finding| finding.number).max().unwrap_or(0);
    // Two empty ones to go on with; saved, they make room for two more.
    findings.extend((last + 1..=last + 2).map(blank));
    let mut indicators = vec![Choice::new("", w.say("evaluations.choose-indicator"))];
    indicators.extend(view.weights.iter().flat_map(|(_, list)| list.iter().map(|(key, label, _)| Choice::new(key.clone(), w.fact(label)))));
    let parts = Part::ALL.iter().map(part).collect_view();
    let rows = findings.into_iter().map(|finding| finding_fields(w, finding, indicators.clone(), &form)).collect_view();
    view! {
        {head(&view, "evaluations.form-report")}
        <ErrorSummary errors=form.errors(w, "main")/>
        <FormFrame action=format!("{}/report", at(&view)) once=form.once.clone() seen=view.version.to_string()>
            <h2>{w.say("evaluations.findings-title")}</h2>
            <p>{w.say("evaluations.findings-lead")}</p>
            {rows}
            <h2 class="section">{w.say("evaluations.parts")}</h2>
            {parts}
            <div class="acts">
                <button class="btn main">{w.say("evaluations.save")}</button>
                <a class="btn" href=at(&view)>{w.say("evaluations.back")}</a>
            </div>
        </FormFrame>
    }
}

fn blank(number: u16) -> HeardFinding {
    let nothing = String::new;
    let label = domain::refusal::Fact::Text(nothing());
    HeardFinding { number, indicator: nothing(), label, text: nothing(), evidence: nothing(), reply: None, answer: None, earlier: Vec::new() }
}

fn finding_fields(w: Words, finding: HeardFinding, indicators: Vec<Choice>, form: &Filled) -> impl IntoView + use<> {
    let number = finding.number;
    let name = |part: &str| format!("finding.{number}.{part}");
    let field = |part: &str, key: &str, kept: &str| {
        Field::new(name(part), w.say_with(key, &[("number", i64::from(number).into())])).value(form.typed(&name(part), kept))
    };
    // The rules speak of the finding as a whole: the words stand at its first field.
    let indicator = field("indicator", "evaluations.finding-indicator", &finding.indicator).error(form.error(w, &format!("findings.{number}")));
    view! {
        <fieldset class="field" id=format!("findings.{number}")>
            <legend class="strong">{w.say_with("evaluations.finding-number", &[("number", i64::from(number).into())])}</legend>
            <SelectField field=indicator choices=indicators/>
            <TextArea field=field("text", "evaluations.finding-text", &finding.text) rows=2/>
            <TextArea field=field("evidence", "evaluations.finding-evidence", &finding.evidence) rows=2/>
        </fieldset>
    }
}
