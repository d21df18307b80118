//! A reviewer's own work: the declaration, then the sheet.

use super::words::seat_status;
use crate::bids::{OneOffer, trail};
use crate::components::{
    Bit, Breadcrumb, CheckboxField, Choice, Criterion as GridCriterion, ErrorSummary, Field, FormFrame, Keeping, PageTitle, ProgressBar, Radios, Remark,
    Scored, ScoringGrid, SecrecyCard, Status, TextArea, Tone, field_errors,
};
use crate::demands::Wanted;
use crate::page::wording;
use domain::demands::Need;
use domain::law::Edition;
use domain::panels::{Column, Item, Question, ReviewDesk, Seat, reason_field, reason_needed, score_field};
use domain::refusal::Refusal;
use domain::services::Criterion;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
#[derive(Clone)]
pub struct ReviewPage {
    /// The work.
    pub desk: ReviewDesk,
    /// What the demand asks for.
    pub need: Need,
    /// The person's name.
    pub name: String,
    /// What was answered just now, by the question's key.
    pub answered: Vec<(String, String)>,
    /// What stands against what was just posted.
    pub refused: Vec<Refusal>,
    /// The rules by which extremes want a reason.
    pub edition: Edition,
    /// Makes a second press the same press.
    pub once: String,
}

/// The page.
pub fn review_page(page: ReviewPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk.clone();
    let row = desk.demand.clone();
    let line = vec![
        Bit::text(row.title.clone()),
        Bit::figure(row.number.to_string()),
        Bit::figure(w.money(row.budget)).label(w.say("bids.budget")),
        Bit::text(w.day(desk.review_on, Style::Long)).label(w.say("panels.review-on")),
    ];
    let over = w.say_with("panels.over", &[("member", w.say(&desk.member.term()).into()), ("name", page.name.clone().into())]);
    let title = match desk.state {
        Seat::Seated => w.say_with("panels.score-title", &[("n", desk.columns.len().into())]),
        Seat::Signed => w.say("panels.signed-title"),
        _ => w.say("panels.declare-title"),
    };
    let body = match desk.state {
        Seat::Named if desk.bidders.is_empty() => view! { <Remark text=w.say("panels.wait-offers")/> }.into_any(),
        Seat::Named => view! { <Declaration page=page.clone()/> }.into_any(),
        Seat::Declared => view! { <Waiting undeclared=desk.undeclared/> }.into_any(),
        Seat::Seated => view! { <Sheet page=page.clone()/> }.into_any(),
        Seat::Signed => view! { <Signed desk=desk.clone()/> }.into_any(),
        Seat::Replaced => view! { <Remark text=w.say("panels.replaced")/> }.into_any(),
    };
    let lines = desk.lines.clone();
    // The standard by which offers are judged stands before them, from the declaration on.
    let wanted = (!desk.bids.is_empty()).then(|| {
        view! {
            <details class="section">
                <summary>{w.say("panels.what-is-wanted")}</summary>
                <Wanted need=page.need.clone()/>
            </details>
        }
    });
    let recuse = matches!(desk.state, Seat::Declared | Seat::Seated).then(|| {
        view! {
            <details class="section">
                <summary>{w.say("panels.recuse-title")}</summary>
                <FormFrame action=format!("/demands/{}/review/recuse", row.number) once=page.once.clone()>
                    <p class="small soft">{w.say("panels.recuse-text")}</p>
                    <div class="acts"><button class="btn">{w.say("panels.recuse")}</button></div>
                </FormFrame>
            </details>
        }
    });
    view! {
        <Breadcrumb trail=trail(w, &row) here=w.say("panels.review")/>
        <PageTitle title status=Some(seat_status(w, desk.state)) over line/>
        <ErrorSummary errors=field_errors(w, &page.refused)/>
        {body}
        {wanted}
        {desk.bids.into_iter().map(|bid| view! { <OneOffer bid number=row.number lines=lines.clone()/> }).collect_view()}
        {recuse}
    }
}

#[component]
fn Declaration(page: ReviewPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk;
    let number = desk.demand.number;
    let answered = |key: &str| page.answered.iter().find(|(name, _)| name == key).map(|(_, answer)| answer.clone()).unwrap_or_default();
    let error = |key: &str| page.refused.iter().find(|refusal| refusal.field.as_deref() == Some(key)).map(|refusal| w.refusal(refusal).what);
    let questions = Question::ALL
        .iter()
        .map(|question| {
            let key = question.key();
            let field = Field::new(key, w.say(&question.term())).value(answered(key)).error(error(key));
            view! { <Radios field choices=vec![Choice::new("no", w.say("panels.no")), Choice::new("yes", w.say("panels.yes"))]/> }
        })
        .collect_view();
    let together = (desk.together > 0).then(|| {
        let label = w.say_with("panels.declare-together", &[("n", desk.together.into())]);
        view! { <CheckboxField field=Field::new("together", w.say("panels.together-legend")).value("yes") choices=vec![Choice::new("yes", label)]/> }
    });
    view! {
        <SecrecyCard keeping=Keeping::Withheld status=Status::new(Tone::Slate, w.say("panels.not-shown")) now=w.say("panels.not-shown-now") then=w.say("panels.not-shown-then")/>
        <section class="section" aria-labelledby="bidders">
            <h2 id="bidders">{w.say("panels.bidders")}</h2>
            <ul>{desk.bidders.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul>
        </section>
        <section class="section" aria-labelledby="questions">
            <h2 id="questions">{w.say("panels.questions")}</h2>
            <FormFrame action=format!("/demands/{number}/review/declare") once=page.once>
                {questions}
                {together}
                <p class="small soft">{w.say("panels.declare-text")}</p>
                <div class="acts"><button class="btn main">{w.say("panels.declare")}</button></div>
            </FormFrame>
        </section>
    }
}

#[component]
fn Waiting(undeclared: usize) -> impl IntoView {
    let w = wording();
    view! { <Remark text=w.say_with("panels.wait-others", &[("n", undeclared.into())])/> }
}

/// What the intervals of a criterion mean: 24–30 逐项对应需求；…
fn intervals(w: Words, item: &Item) -> String {
    let Some(criterion) = Criterion::parse(&item.key) else { return String::new() };
    let part = |interval: domain::services::Interval| {
        let bound = |points: domain::money::Points| points.to_string().trim_end_matches('0').trim_end_matches('.').to_owned();
        let zero = |text: String| if text.is_empty() { "0".to_owned() } else { text };
        format!("{}–{} {}", zero(bound(interval.from)), zero(bound(interval.to)), w.say(&interval.term))
    };
    criterion.intervals(item.max).map(part).join(&w.say("panels.interval-sep"))
}

#[component]
fn Sheet(page: ReviewPage) -> impl IntoView {
    let w = wording();
    let desk = page.desk;
    let number = desk.demand.number;
    let bidders = desk.columns.iter().map(|column| Scored { name: column.name.clone(), href: format!("#offer-{}", column.bid) }).collect();
    let criteria: Vec<GridCriterion> = desk
        .items
        .iter()
        .map(|item| GridCriterion {
            label: w.fact(&item.name),
            max: item.max,
            intervals: intervals(w, item),
            scores: desk.columns.iter().map(|column| score_field(column.bid, &item.key)).map(|name| (name.clone(), desk.sheet.get(&name).to_owned())).collect(),
        })
        .collect();
    let total = u32::try_from(desk.columns.len() * desk.items.len()).unwrap_or_default();
    let done = u32::try_from(desk.cells.iter().filter(|cell| cell.points.is_some()).count()).unwrap_or_default();
    let saved = desk.saved_at.map(|at| w.say_with("bids.saved-at", &[("time", w.moment_exact(at).into())]));
    let mut reasons = Vec::new();
    for column in &desk.columns {
        for item in &desk.items {
            reasons.extend(reason(w, &desk, column, item, page.edition, &page.refused));
        }
    }
    view! {
        <section class="next river solo" aria-labelledby="progress">
            <h2 id="progress">{w.say("next.title")}</h2>
            <ul><li><div>
                <p class="what">{w.say("panels.sheet-next")}</p>
                <p>{w.say("panels.sheet-text")}</p>
                <ProgressBar done total/>
            </div></li></ul>
        </section>
        <FormFrame action=format!("/demands/{number}/review") seen=desk.version.to_string()>
            <div class="head">
                <h2>{w.say("panels.sheet")}</h2>
                {saved.map(|text| view! { <p class="line small soft">{text}</p> })}
            </div>
            <ScoringGrid caption=w.say("panels.sheet-caption") bidders criteria/>
            {(!reasons.is_empty()).then(|| view! { <h3 class="after">{w.say("panels.reasons")}</h3> })}
            {reasons}
            <div class="acts">
                <button class="btn main" name="then" value="check">{w.say("panels.save-check")}</button>
                <button class="btn" name="then" value="stay">{w.say("panels.save")}</button>
            </div>
        </FormFrame>
    }
}

/// The field of a reason: where a score at an extreme wants one, or one was written.
fn reason(w: Words, desk: &ReviewDesk, column: &Column, item: &Item, edition: Edition, refused: &[Refusal]) -> Option<AnyView> {
    let cell = desk.cells.iter().find(|cell| cell.bid == column.bid && cell.item == item.key)?;
    let needed = cell.points.is_some_and(|points| reason_needed(points, item.max, edition));
    if !needed && cell.reason.is_empty() {
        return None;
    }
    let name = reason_field(column.bid, &item.key);
    let facts = [("bidder", column.name.clone().into()), ("item", w.fact(&item.name).into()), ("points", cell.points.unwrap_or_default().to_string().into())];
    let error = refused.iter().find(|refusal| refusal.field.as_deref() == Some(name.as_str())).map(|refusal| w.refusal(refusal).what);
    let field = Field::new(name, w.say_with("panels.reason-label", &facts)).hint(w.say("panels.reason-hint")).value(cell.reason.clone()).error(error);
    let field = if needed { field } else { field.optional() };
    Some(view! { <TextArea field rows=2/> }.into_any())
}

#[component]
fn Signed(desk: ReviewDesk) -> impl IntoView {
    let w = wording();
    let at = desk.signed_at.map(|at| w.moment_exact(at)).unwrap_or_default();
    let table = super::sign::table(w, &desk);
    view! {
        <Remark text=w.say_with("panels.signed-at", &[("time", at.into())])/>
        <crate::components::DataTable table/>
    }
}
