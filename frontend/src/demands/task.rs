//! One page of a draft.

use crate::components::{
    Breadcrumb, CheckboxField, Choice, DateField, ErrorSummary, Field, FieldError, FormFrame, Link, MoneyField, PageTitle, SelectField, TextArea, TextField,
    TextKind, Weight, WeightEditor,
};
use crate::organizations::district_name;
use crate::page::wording;
use domain::code::District;
use domain::demands::{Draft, MAX_ROWS, MilestoneKind, Task};
use domain::ids::DemandId;
use domain::money::Money;
use domain::refusal::Refusal;
use domain::services::{BudgetLine, Criterion, Field as ServiceField, Measure, Recipients, Subject};
use domain::step::Word;
use leptos::prelude::*;
use messages::Words;

/// What a page of the draft shows.
#[derive(Clone)]
pub struct TaskPage {
    /// The draft's identifier.
    pub id: DemandId,
    /// Its title.
    pub title: String,
    /// The page.
    pub task: Task,
    /// What was typed.
    pub draft: Draft,
    /// What is against this page, once it was filled in.
    pub refused: Vec<Refusal>,
    /// The version of the draft.
    pub version: i32,
    /// Who else saved meanwhile. The page then keeps what was typed, and leads to what stands at its address.
    pub conflict: Option<String>,
}

/// The page.
pub fn task_page(page: TaskPage) -> impl IntoView {
    let w = wording();
    let title = if page.title.is_empty() { w.say("demands.untitled") } else { page.title.clone() };
    let errors: Vec<FieldError> =
        page.refused.iter().filter_map(|refusal| refusal.field.clone().map(|id| FieldError { id, text: w.refusal(refusal).what })).collect();
    let fields = match page.task {
        Task::Need => need(&page).into_any(),
        Task::Recipients => recipients(&page).into_any(),
        Task::Outputs => outputs(&page).into_any(),
        Task::Budget => budget(&page).into_any(),
        Task::Period => period(&page).into_any(),
        Task::Conditions => conditions(&page).into_any(),
        Task::Review => review(&page).into_any(),
        Task::Acceptance => acceptance(&page).into_any(),
    };
    let here = w.say(&page.task.term());
    let back = format!("/demands/drafts/{}", page.id);
    let action = format!("{back}/{}", page.task.key());
    let theirs = action.clone();
    let conflict = page.conflict.clone().map(|text| {
        view! {
            <crate::components::Remark text/>
            <p><a href=theirs target="_blank" rel="noopener">{w.say("demands.conflict-theirs")}</a></p>
        }
    });
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("demands.drafts-title"), "/demands/drafts"), Link::new(title, back.clone())] here=here.clone()/>
        <PageTitle title=here lead=w.say(&format!("{}.lead", page.task.term()))/>
        <ErrorSummary errors/>
        {conflict}
        <FormFrame action seen=page.version.to_string()>
            {fields}
            <div class="acts">
                <button class="btn main" name="then" value="next">{w.say("demands.save-next")}</button>
                <button class="btn" name="then" value="list">{w.say("demands.save-list")}</button>
                <a href=back>{w.say("demands.leave")}</a>
            </div>
        </FormFrame>
    }
}

fn label_key(name: &str) -> String {
    let mut parts = name.split('.');
    let head = parts.next().unwrap_or(name);
    match parts.nth(1) {
        Some(column) => format!("demands.field-{head}-{column}"),
        None => format!("demands.field-{head}"),
    }
    .replace('_', "-")
}

fn field(w: Words, page: &TaskPage, name: &str) -> Field {
    let error = page.refused.iter().find(|refusal| refusal.field.as_deref() == Some(name)).map(|refusal| w.refusal(refusal).what);
    let key = label_key(name);
    let field = Field::new(name, w.say(&key)).value(page.draft.get(name)).error(error);
    match w.attribute(&key, "hint", &[]) {
        Some(hint) => field.hint(hint),
        None => field,
    }
}

fn choices<T: Word>(w: Words) -> Vec<Choice> {
    std::iter::once(Choice::new("", w.say("demands.choose"))).chain(T::ALL.iter().map(|word| Choice::new(word.key(), w.say(&word.term())))).collect()
}

fn need(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let subjects = Subject::ALL.iter().map(|subject| Choice::new(subject.key(), w.say(&subject.term())));
    let subjects: Vec<Choice> = std::iter::once(Choice::new("", w.say("demands.choose"))).chain(subjects).collect();
    view! {
        <TextField field=field(w, page, "title")/>
        <SelectField field=field(w, page, "field") choices={ choices::<ServiceField>(w) }/>
        <SelectField field=field(w, page, "subject") choices=subjects/>
        <TextArea field=field(w, page, "problem") rows=6/>
    }
}

fn recipients(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let districts: Vec<Choice> =
        std::iter::once(Choice::new("", w.say("demands.choose"))).chain(District::all().map(|d| Choice::new(d.code(), district_name(w, d)))).collect();
    view! {
        <SelectField field=field(w, page, "recipients") choices={ choices::<Recipients>(w) }/>
        <TextField field=field(w, page, "recipients_number") kind=TextKind::Number/>
        <TextField field=field(w, page, "place")/>
        <SelectField field=field(w, page, "district") choices=districts/>
    }
}

/// Filled rows and two empty ones, as far as there is room: saving gives more.
fn shown(page: &TaskPage, prefix: &str) -> usize {
    (page.draft.rows(prefix) + 2).min(MAX_ROWS)
}

fn group(w: Words, part: &str, row: usize, children: AnyView) -> impl IntoView {
    let n = i64::try_from(row + 1).unwrap_or(0);
    view! {
        <fieldset class="row">
            <legend>{w.say_with(&format!("demands.row-{part}"), &[("n", n.into())])}</legend>
            {children}
        </fieldset>
    }
}

fn outputs(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    (0..shown(page, "outputs"))
        .map(|row| {
            let f = |column: &str| field(w, page, &format!("outputs.{row}.{column}"));
            let children = view! {
                <TextField field=f("name")/>
                <TextField field=f("quantity") kind=TextKind::Number/>
                <SelectField field=f("measure") choices={ choices::<Measure>(w) }/>
                <TextField field=f("standard")/>
            };
            group(w, "outputs", row, children.into_any())
        })
        .collect_view()
}

/// What the lines that were saved and can be read add up to.
fn saved_total(page: &TaskPage) -> Option<Money> {
    let amounts: Vec<Money> = (0..page.draft.rows("lines")).filter_map(|row| Money::parse_yuan(page.draft.get(&format!("lines.{row}.amount"))).ok()).collect();
    (!amounts.is_empty()).then(|| amounts.into_iter().sum())
}

fn budget(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let total = saved_total(page).map(|total| view! { <p class="strong tn">{w.say_with("demands.saved-total", &[("total", w.money(total).into())])}</p> });
    let rows = (0..shown(page, "lines"))
        .map(|row| {
            let f = |column: &str| field(w, page, &format!("lines.{row}.{column}"));
            let children = view! {
                <SelectField field=f("kind") choices={ choices::<BudgetLine>(w) }/>
                <TextField field=f("name")/>
                <MoneyField field=f("amount")/>
            };
            group(w, "lines", row, children.into_any())
        })
        .collect_view();
    view! { {rows}{total} }
}

fn period(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let boxes = ["long_funded", "long_fixed", "long_continuous", "long_stable"].into_iter().map(|name| tick(w, page, name)).collect_view();
    view! {
        <DateField field=field(w, page, "closes_on")/>
        <DateField field=field(w, page, "review_on")/>
        <DateField field=field(w, page, "starts_on")/>
        <DateField field=field(w, page, "ends_on")/>
        <h2 class="t16 section">{w.say("demands.long-title")}</h2>
        <p class="small soft">{w.say("demands.long-text")}</p>
        {boxes}
    }
}

/// One box of its own name.
fn tick(w: Words, page: &TaskPage, name: &'static str) -> impl IntoView + use<> {
    let plain = field(w, page, name);
    let choice = vec![Choice::new("on", plain.label.clone())];
    view! { <CheckboxField field=plain choices=choice/> }
}

fn conditions(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    view! {
        <TextField field=field(w, page, "years").optional() kind=TextKind::Number/>
        <TextField field=field(w, page, "similar").optional() kind=TextKind::Number/>
        <TextField field=field(w, page, "staff").optional() kind=TextKind::Number/>
        {tick(w, page, "local")}
    }
}

fn review(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let weights = Criterion::ALL
        .iter()
        .map(|criterion| {
            let name = format!("criteria_{}", criterion.key());
            Weight {
                typed: page.draft.get(&name).to_owned(),
                name,
                label: w.say(&criterion.term()),
                hint: w.attribute(&criterion.term(), "hint", &[]).unwrap_or_default(),
            }
        })
        .collect();
    let sizes = ["3", "5"].map(|n| Choice::new(n, w.say_with("demands.reviewers-n", &[("n", n.into())]))).to_vec();
    view! {
        <WeightEditor caption=w.say("demands.criteria") weights/>
        <SelectField field=field(w, page, "reviewers") choices=sizes/>
    }
}

fn acceptance(page: &TaskPage) -> impl IntoView + use<> {
    let w = wording();
    let milestones = (0..shown(page, "milestones"))
        .map(|row| {
            let f = |column: &str| field(w, page, &format!("milestones.{row}.{column}"));
            let children = view! {
                <SelectField field=f("kind") choices={ choices::<MilestoneKind>(w) }/>
                <TextField field=f("name")/>
                <DateField field=f("due_on")/>
            };
            group(w, "milestones", row, children.into_any())
        })
        .collect_view();
    view! {
        <TextArea field=field(w, page, "acceptance")/>
        <TextField field=field(w, page, "opinions_least") kind=TextKind::Number/>
        <TextField field=field(w, page, "pay_signing") kind=TextKind::Number/>
        <TextField field=field(w, page, "pay_mid_term") kind=TextKind::Number/>
        <TextField field=field(w, page, "pay_final") kind=TextKind::Number/>
        {milestones}
    }
}
