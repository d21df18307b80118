//! What forms are made of.

use super::components::Specimen;
use crate::components::{
    Act, Acts, Answer, CheckAnswers, CheckboxField, Choice, Criterion, DateField, ErrorSummary, Field, FieldError, FileField, FormFrame, MoneyField, Radios,
    Receipt, ReceiptCard, Scored, ScoringGrid, SelectField, Task, TaskList, TaskState, TextArea, TextField, TextKind, Weight, WeightEditor,
};
use crate::page::wording;
use domain::money::Points;
use leptos::prelude::*;
use messages::Words;

pub(super) fn specimens() -> impl IntoView {
    view! {
        <Specimen title="gallery.form"><Form/></Specimen>
        <Specimen title="gallery.tasks"><Tasks/></Specimen>
        <Specimen title="gallery.answers"><Answers/></Specimen>
        <Specimen title="gallery.receipt"><Received/></Specimen>
        <Specimen title="gallery.weights"><Weights/></Specimen>
        <Specimen title="gallery.scoring"><Scoring/></Specimen>
    }
}

#[component]
fn Form() -> impl IntoView {
    let w = wording();
    let errors = vec![
        FieldError { id: "date".to_owned(), text: w.say("gallery.date-error") },
        FieldError { id: "amount-2".to_owned(), text: w.say("gallery.amount-error") },
    ];
    view! {
        <ErrorSummary errors specimen=true/>
        <FormFrame action="/demo/components".to_owned() once="0197-gallery" seen="3" id="gallery-form" files=true>
            <Texts/>
            <Picks/>
            <Acts acts=vec![Act::mend(w.say("gallery.act-save"), "gallery-form", "step", "save").main(), Act::link(w.say("gallery.act-back"), "#")]/>
        </FormFrame>
    }
}

#[component]
fn Texts() -> impl IntoView {
    let w = wording();
    view! {
        <div class="pair">
            <div>
                <TextField field=Field::new("title", w.say("gallery.demand-title")).hint(w.say("gallery.demand-title-hint")).value(w.say("gallery.service"))/>
                <TextField field=Field::new("phone", w.say("gallery.phone")).optional() kind=TextKind::Telephone/>
                <MoneyField field=Field::new("amount", w.say("gallery.budget")).value(w.say("gallery.amount-typed"))/>
                <MoneyField field=Field::new("amount-2", w.say("gallery.payment")).value("160000").error(Some(w.say("gallery.amount-error")))/>
                <DateField field=Field::new("date", w.say("gallery.closing-day")).value("2025-06-17").error(Some(w.say("gallery.date-error")))/>
            </div>
            <div>
                <TextArea field=Field::new("need", w.say("gallery.need")).value(w.say("gallery.need-text"))/>
                <FileField field=Field::new("plan", w.say("gallery.file")).hint(w.say("gallery.file-hint")).value("plan-2025.pdf") accept=".pdf,.docx"/>
            </div>
        </div>
    }
}

#[component]
fn Picks() -> impl IntoView {
    let w = wording();
    let three = Choice::new("3", w.say("gallery.reviewers-3")).hint(w.say("gallery.reviewers-3-hint"));
    let fields = vec![Choice::new("F01", w.say("gallery.field-elderly")), Choice::new("F04", w.say("gallery.field-community"))];
    view! {
        <div class="pair section">
            <Radios field=Field::new("reviewers", w.say("gallery.reviewers")).value("3") choices=vec![three, Choice::new("5", w.say("gallery.reviewers-5"))]/>
            <div>
                <CheckboxField field=Field::new("serves", w.say("gallery.serves")).value("F01") choices=fields.clone()/>
                <SelectField field=Field::new("field", w.say("gallery.field")).value("F04") choices=fields/>
            </div>
        </div>
    }
}

#[component]
fn Tasks() -> impl IntoView {
    let w = wording();
    let task =
        |name: &str, state: TaskState, remark: Option<&str>| Task { name: w.say(name), href: "#".to_owned(), state, remark: remark.map(|key| w.say(key)) };
    let tasks = vec![
        task("gallery.need", TaskState::Done, None),
        task("gallery.output", TaskState::Begun, None),
        task("gallery.budget", TaskState::Faulty, Some("gallery.task-fault")),
        task("gallery.stage-review", TaskState::NotBegun, None),
        task("gallery.stage-contract", TaskState::Blocked, Some("gallery.task-blocked")),
    ];
    view! { <TaskList tasks/> }
}

#[component]
fn Answers() -> impl IntoView {
    let w = wording();
    let answer = |question: &str, answer: Vec<String>, error: Option<String>| Answer { question: w.say(question), answer, change: Some("#".to_owned()), error };
    let answers = vec![
        answer("gallery.demand-title", vec![w.say("gallery.service")], None),
        answer("gallery.closing-day", vec!["2025-06-17".to_owned()], Some(w.say("gallery.date-error"))),
        answer("gallery.phone", Vec::new(), None),
    ];
    view! { <CheckAnswers answers/> }
}

#[component]
fn Received() -> impl IntoView {
    let w = wording();
    let receipt = Receipt {
        what: w.say("gallery.received"),
        number: "R-7Q4K-29XM".to_owned(),
        time: "2025-06-10 10:20:36".to_owned(),
        digest: Some("c0b81f5e0123456789abcdef0123456789abcdef0123456792aa4d17".to_owned()),
        next: vec![w.say("gallery.received-next")],
        contact: Some("021-0000 0000".to_owned()),
    };
    view! { <ReceiptCard receipt/> }
}

#[component]
fn Weights() -> impl IntoView {
    let w = wording();
    let weight = |name: &str, label: &str, typed: &str| Weight {
        name: name.to_owned(),
        label: w.say(label),
        hint: w.say("gallery.weight-hint"),
        typed: typed.to_owned(),
    };
    let weights = vec![
        weight("w-fit", "gallery.criterion-fit", "30"),
        weight("w-plan", "gallery.criterion-plan", "25"),
        weight("w-budget", "gallery.criterion-budget", "20"),
        weight("w-skill", "gallery.criterion-skill", "20"),
    ];
    view! { <WeightEditor caption=w.say("gallery.weights") weights/> }
}

#[component]
fn Scoring() -> impl IntoView {
    let w = wording();
    let bidder = |key: &str| Scored { name: w.say(key), href: "#".to_owned() };
    let bidders = vec![bidder("gallery.bidder-a"), bidder("gallery.bidder-b"), bidder("gallery.bidder-c")];
    let criteria = vec![
        criterion(w, "gallery.criterion-fit", "gallery.intervals-fit", 30, ["27", "22", ""]),
        criterion(w, "gallery.criterion-plan", "gallery.intervals-plan", 30, ["30", "21", ""]),
        criterion(w, "gallery.criterion-budget", "gallery.intervals-budget", 20, ["17", "21", ""]),
        criterion(w, "gallery.criterion-skill", "gallery.intervals-skill", 20, ["18", "14", ""]),
    ];
    view! { <ScoringGrid caption=w.say("gallery.scoring") bidders criteria/> }
}

fn criterion(w: Words, label: &str, intervals: &str, max: i64, scores: [&str; 3]) -> Criterion {
    let scores = scores.into_iter().enumerate().map(|(column, typed)| (format!("{}-{column}", label.replace('.', "-")), typed.to_owned())).collect();
    Criterion { label: w.say(label), max: Points::whole(max), intervals: w.say(intervals), scores }
}
