//! The check page: what would be refused, what deserves a second thought, what is fine; then the act.

use super::draft::card;
use super::page::{Judged, Wanted, item, terms};
use super::words::state_status;
use crate::components::{
    BigFigure, Bit, Breadcrumb, Card, CardLayout, CardList, ErrorSummary, Facts, Field, FieldError, Figures, FormFrame, Funnel, FunnelStep, Glyph, Icon,
    LawNote, Link, Note, PageTitle, RefusalBox, Status, TextArea, TextField, Tone,
};
use crate::organizations::district_name;
use crate::page::wording;
use domain::demands::{DraftRow, DraftView, Task};
use domain::policy::Action;
use domain::refusal::Refusal;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the check page shows.
pub struct CheckPage {
    /// The draft and its check.
    pub view: DraftView,
    /// How many would qualify, and after which condition: text, count, whether it excludes most.
    pub funnel: Vec<FunnelStep>,
    /// Makes a second press the same press; one for each form.
    pub once: String,
    /// What was typed in the acts' fields, and what is wrong with it.
    pub minutes: String,
    /// The reason typed for sending back or giving up.
    pub reason: String,
    /// What stands against the act that was pressed.
    pub refused: Vec<Refusal>,
    /// Whether it goes out with others.
    pub batch: bool,
}

/// The page.
pub fn check_page(page: CheckPage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let id = view.row.id;
    let title = if view.row.title.is_empty() { w.say("demands.untitled") } else { view.row.title.clone() };
    let line = vec![
        Bit::text(view.row.title.clone()),
        Bit::text(view.purchaser.clone()),
        Bit::figure(view.row.budget.map_or_else(|| w.say("demands.budget-unfilled"), |budget| w.money(budget))),
    ];
    let figure = |key: &str, unit: &str, count: usize, href: &str| BigFigure {
        label: w.say(key),
        number: count.to_string(),
        unit: w.say_with(unit, &[("n", count.into())]),
        href: (count > 0).then(|| href.to_owned()),
        note: None,
    };
    let figures = vec![
        figure("demands.check-refused", "demands.check-refused-unit", view.refused.len(), "#no"),
        figure("demands.check-think", "demands.check-think-unit", view.think.len(), "#think"),
        figure("demands.check-fine", "demands.check-fine-unit", view.fine.len(), "#fine"),
    ];
    let errors: Vec<FieldError> = page
        .refused
        .iter()
        .map(|refusal| FieldError {
            id: refusal.field.clone().filter(|field| matches!(field.as_str(), "minutes" | "reason")).unwrap_or_else(|| "no".into()),
            text: w.refusal(refusal).what,
        })
        .collect();
    let funnel = page.funnel.clone();
    // Who only decides has nothing to change here.
    let mends = view.acts.contains(&Action::EditDemand);
    let heading = if view.acts.contains(&Action::ApproveDemand) { w.say("demands.approve-title") } else { w.say("demands.check-title") };
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("demands.drafts-title"), "/demands/drafts"), Link::new(title, format!("/demands/drafts/{id}"))] here=heading.clone()/>
        <PageTitle title=heading status=Some(state_status(w, view.row.state)) line/>
        <ErrorSummary errors/>
        <Figures figures/>
        <div class="cols section">
            <div>
                <Refused refused=view.refused.clone() id=id.to_string() mends/>
                <Think think=view.think.clone() id=id.to_string() mends/>
                <Fine fine=view.fine.clone()/>
                <Mates mates=view.mates.clone()/>
                {view.need.clone().map(|need| {
                    view! {
                        <Wanted need=need.clone()/>
                        <Dates view=page.view.clone()/>
                        <Judged need/>
                    }
                })}
                <ActForms page/>
            </div>
            <aside aria-label=w.say("demands.check-qualify")>
                <h2 class="t16">{w.say("demands.check-qualify")}</h2>
                {if funnel.is_empty() {
                    view! { <p class="small soft">{w.say("demands.check-qualify-later")}</p> }.into_any()
                } else {
                    view! { <p class="small soft">{w.say("demands.check-qualify-text")}</p><Funnel steps=funnel/> }.into_any()
                }}
            </aside>
        </div>
    }
}

fn fix_link(id: &str, refusal: &Refusal) -> Option<String> {
    let field = refusal.field.as_deref()?;
    Some(format!("/demands/drafts/{id}/{}#{field}", Task::of_field(field)?.key()))
}

fn verdict(w: Words, id: &str, refusal: Refusal, mends: bool) -> impl IntoView + use<> {
    let said = w.refusal(&refusal);
    let fix = fix_link(id, &refusal).filter(|_| mends);
    let law = refusal.basis.map(|basis| Note::of(w, &basis, said.remedy.clone().unwrap_or_default()));
    let remedy = if law.is_some() { None } else { said.remedy };
    view! {
        <li>
            <div>
                <h3>{said.what}</h3>
                {remedy.map(|text| view! { <p class="meta">{text}</p> })}
                {law.map(|note| view! { <LawNote note/> })}
            </div>
            {fix.map(|href| view! { <a class="btn" href=href>{w.say("demands.check-fix")}</a> })}
        </li>
    }
}

#[component]
fn Refused(refused: Vec<Refusal>, id: String, mends: bool) -> impl IntoView {
    let w = wording();
    let items: Vec<_> = refused.into_iter().map(|refusal| verdict(w, &id, refusal, mends)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="no">
                <h2 id="no" class="cinnabar"><Icon glyph=Glyph::Alert/>{w.say("demands.check-refused")}</h2>
                <ul class="list verdict">{items}</ul>
            </section>
        }
    })
}

#[component]
fn Think(think: Vec<Refusal>, id: String, mends: bool) -> impl IntoView {
    let w = wording();
    let items: Vec<_> = think.into_iter().map(|refusal| verdict(w, &id, refusal, mends)).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="think">
                <h2 id="think" class="osmanthus"><Icon glyph=Glyph::Help/>{w.say("demands.check-think")}</h2>
                <ul class="list verdict">{items}</ul>
            </section>
        }
    })
}

#[component]
fn Fine(fine: Vec<String>) -> impl IntoView {
    let w = wording();
    let items: Vec<_> = fine.iter().map(|key| view! { <li><Icon glyph=Glyph::Check/>{w.say(key)}</li> }).collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="fine">
                <h2 id="fine" class="bamboo"><Icon glyph=Glyph::CircleCheck/>{w.say("demands.check-fine")}</h2>
                <ul class="ok">{items}</ul>
            </section>
        }
    })
}

/// The others of the batch: they go out together, so what stands against one holds up all.
#[component]
fn Mates(mates: Vec<(DraftRow, usize)>) -> impl IntoView {
    let w = wording();
    let mate = |(row, against): (DraftRow, usize)| {
        let status = match against {
            0 => Status::new(Tone::Bamboo, w.say("demands.check-fine")),
            n => Status::new(Tone::Cinnabar, w.say_with("demands.mate-refused", &[("n", n.into())])),
        };
        Card { href: Some(format!("/demands/drafts/{}/check", row.id)), status: Some(status), ..card(w, &row) }
    };
    let cards: Vec<Card> = mates.into_iter().map(mate).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section" aria-labelledby="mates">
                <h2 id="mates">{w.say("demands.mates")}</h2>
                <CardList cards layout=CardLayout::Cases/>
            </section>
        }
    })
}

#[component]
fn Dates(view: DraftView) -> impl IntoView {
    let w = wording();
    view.need.map(|need| {
        let mut items = vec![
            item(w.say("demands.drafted-by"), view.row.drafted_by.clone()),
            item(w.say("demands.field-closes-on"), w.moment(need.closes_at())),
            item(w.say("demands.field-review-on"), w.day(need.review_on, Style::Long)),
            item(w.say("demands.field-district"), district_name(w, need.district)),
        ];
        items.extend(terms(w, &need));
        view! {
            <section class="section" aria-labelledby="dates">
                <h2 id="dates">{w.say("demands.dates")}</h2>
                <Facts items/>
            </section>
        }
    })
}

/// Everything that stands against it, one line each, with what would make it pass; then which others of the batch must change.
fn against(w: Words, view: &DraftView) -> String {
    let line = |refusal: &Refusal| {
        let said = w.refusal(refusal);
        said.remedy.map_or(said.what.clone(), |remedy| format!("{} {remedy}", said.what))
    };
    let mate = |(row, n): &(DraftRow, usize)| {
        let facts = [("title", row.title.clone().into()), ("n", (*n).into())];
        (*n > 0).then(|| w.say_with("demands.mate-against", &facts))
    };
    view.refused.iter().map(line).chain(view.mates.iter().filter_map(mate)).collect::<Vec<_>>().join("\n")
}

#[component]
fn ActForms(page: CheckPage) -> impl IntoView {
    let w = wording();
    let view = page.view;
    let id = view.row.id;
    let seen = view.version.to_string();
    let may = |action| view.acts.contains(&action);
    let error = |name: &str| page.refused.iter().find(|refusal| refusal.field.as_deref() == Some(name)).map(|refusal| w.refusal(refusal).what);
    let submit = may(Action::SubmitDemand).then(|| {
        view! {
            <FormFrame action=format!("/demands/drafts/{id}/submit") once=page.once.clone() seen=seen.clone()>
                <p class="small soft">{w.say("demands.submit-text")}</p>
                <div class="acts"><button class="btn main">{w.say(if page.batch { "demands.submit-batch" } else { "demands.submit" })}</button></div>
            </FormFrame>
        }
    });
    // What was fine when it was drafted may not be any more: a deadline comes too near while it waits.
    let stale = !view.refused.is_empty() || view.mates.iter().any(|(_, against)| *against > 0);
    let approve = (may(Action::ApproveDemand) && !stale).then(|| {
        let minutes = Field::new("minutes", w.say("demands.minutes")).hint(w.say("demands.minutes-hint")).value(page.minutes.clone()).error(error("minutes"));
        let minutes = if page.batch { minutes } else { minutes.optional() };
        view! {
            <FormFrame action=format!("/demands/drafts/{id}/approve") once=page.once.clone() seen=seen.clone()>
                <TextField field=minutes/>
                <p class="small soft">{w.say("demands.approve-text")}</p>
                <div class="acts"><button class="btn main">{w.say(if page.batch { "demands.approve-batch" } else { "demands.approve" })}</button></div>
            </FormFrame>
        }
    });
    let publish = (may(Action::PublishDemand) && !stale).then(|| {
        view! {
            <FormFrame action=format!("/demands/drafts/{id}/publish") once=page.once.clone() seen=seen.clone()>
                <p class="small soft">{w.say("demands.publish-text")}</p>
                <div class="acts"><button class="btn main">{w.say(if page.batch { "demands.publish-batch" } else { "demands.publish" })}</button></div>
            </FormFrame>
        }
    });
    let give_back = (may(Action::ReturnDemand) || may(Action::CancelDemand)).then(|| {
        // What the drafter must change stands ready as the reason, with the days that would pass.
        let typed = if page.reason.is_empty() && may(Action::ReturnDemand) { against(w, &view) } else { page.reason.clone() };
        let reason = Field::new("reason", w.say("demands.reason")).hint(w.say("demands.reason-hint")).value(typed).error(error("reason"));
        let (class, rows) = if stale && may(Action::ReturnDemand) { ("btn main", 5) } else { ("btn", 2) };
        let back = may(Action::ReturnDemand).then(|| view! { <button class=class name="what" value="return">{w.say("demands.return")}</button> });
        let cancel = may(Action::CancelDemand).then(|| view! { <button class="btn" name="what" value="cancel">{w.say("demands.cancel")}</button> });
        view! {
            <section class="section" aria-labelledby="otherwise">
                <h2 id="otherwise">{w.say("demands.otherwise")}</h2>
                <FormFrame action=format!("/demands/drafts/{id}/decide") once=page.once.clone() seen=seen.clone()>
                    <TextArea field=reason rows=rows/>
                    <div class="acts">{back}{cancel}</div>
                </FormFrame>
            </section>
        }
    });
    let act = submit.map(IntoAny::into_any).or(approve.map(IntoAny::into_any)).or(publish.map(IntoAny::into_any));
    let stopped = if !stale {
        None
    } else if may(Action::ReturnDemand) {
        Some("demands.stale-return")
    } else {
        may(Action::PublishDemand).then_some("demands.stale-ask")
    };
    let stopped = stopped.map(|key| view! { <p>{w.say(key)}</p> });
    let barred = view.barred.map(|refusal| view! { <RefusalBox said=w.refusal(&refusal)/> });
    view! {
        <section class="section" aria-label=w.say("demands.act")>{act}{stopped}{barred}</section>
        {give_back}
    }
}
