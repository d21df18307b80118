//! The issued report, as everybody reads it.

use super::words::{bars, grade_status, reasons, scale, scheme_text, short};
use crate::components::{
    Bars, Bit, Breadcrumb, Cell, Column, DataTable, Facts, Finding, Findings, GradeBlock, Item, Link, PageTitle, Reasons, Receipt, ReceiptCard, Status, Table,
    Tone,
};
use crate::page::wording;
use domain::calendar::{Moment, day_of};
use domain::evaluations::report::{Part, Stance};
use domain::evaluations::{DraftView, EvaluationView, Grade, HeardFinding, SchemeLine};
use domain::refusal::Fact;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct ReportPage {
    /// The evaluation.
    pub view: EvaluationView,
}

/// The page.
pub fn report_page(page: ReportPage) -> impl IntoView {
    let w = wording();
    let view = page.view;
    let row = &view.row;
    let over = w.say_with("evaluations.over", &[("day", w.day(day_of(row.issued_at), Style::Long).into())]);
    let body = |name: &str, code: &domain::code::CreditCode, label: &str| Bit::link(name.to_owned(), format!("/organizations/{code}")).label(w.say(label));
    let line = vec![
        body(&row.provider, &view.provider_code, "evaluations.provider"),
        body(&row.purchaser, &view.purchaser_code, "evaluations.purchaser"),
        body(&row.agency, &view.agency_code, "evaluations.agency"),
        Bit::link(view.contract.to_string(), format!("/contracts/{}", view.contract)).label(w.say("evaluations.contract")),
    ];
    let title = w.say_with("evaluations.report-title", &[("title", row.title.clone().into())]);
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.evaluations"), "/evaluations")] here=row.number.to_string()/>
        <PageTitle title status=Some(grade_status(w, row.grade)) over line/>
        <ResultBlock draft=view.report.clone() scheme=view.scheme.clone()/>
        <HeardSection findings=view.report.findings.clone()/>
        <div class="cols section">
            <div>
                <Parts draft=view.report.clone()/>
                <Points draft=view.report.clone()/>
                <Independent view=view.clone()/>
            </div>
            <aside aria-labelledby="use">
                <h2 class="t16" id="use">{w.say("evaluations.use")}</h2>
                <Uses view/>
            </aside>
        </div>
    }
}

/// The grade with the dimensions drawn to their weight, and what decided it.
#[component]
pub(super) fn ResultBlock(draft: DraftView, scheme: SchemeLine) -> impl IntoView {
    let w = wording();
    let score = w.say_with("evaluations.of-hundred", &[("n", draft.total.into())]);
    let lead = draft.parts.iter().find(|(part, _)| *part == Part::Conclusion).map(|(_, text)| text.clone());
    let vetoes = if draft.vetoes.is_empty() {
        view! { <p class="soft">{w.say("evaluations.no-veto")}</p> }.into_any()
    } else {
        let before = w.say_with("evaluations.veto-before", &[("scored", draft.scored.into())]);
        view! {
            <div class="note">
                <p class="strong cin">{w.say("evaluations.flagged")}</p>
                <p>{before}</p>
            </div>
        }
        .into_any()
    };
    let bad = matches!(draft.grade, Grade::Poor | Grade::Fail);
    let veto = |veto: &domain::evaluations::VetoFound| {
        let facts = [("veto", w.say(&format!("veto-{}", veto.veto)).into()), ("evidence", veto.evidence.clone().into())];
        w.say_with("evaluations.veto-line", &facts)
    };
    let lines = draft.vetoes.iter().map(veto).collect();
    view! {
        <GradeBlock grade=w.say(&draft.grade.term()) score scale=scale(w, &scheme) label=w.say("evaluations.result") bad vetoes=lines>
            <Bars bars=bars(w, &draft.dimensions)/>
        </GradeBlock>
        {vetoes}
        {lead.map(|text| view! { <p class="finding-lead">{text}</p> })}
    }
}

/// Findings, replies and answers side by side.
#[component]
pub(super) fn HeardSection(findings: Vec<HeardFinding>) -> impl IntoView {
    let w = wording();
    let answered = findings.iter().filter(|finding| finding.reply.is_some()).count();
    let count = w.say_with("evaluations.heard-count", &[("n", findings.len().into()), ("replied", answered.into())]);
    let body = if findings.is_empty() {
        view! { <p>{w.say("evaluations.no-findings")}</p> }.into_any()
    } else {
        view! { <Findings findings=findings.into_iter().map(|finding| beside(w, finding)).collect()/> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="heard">
            <div class="head">
                <h2 id="heard">{w.say("evaluations.heard")}</h2>
                <span class="small soft">{count}</span>
            </div>
            {body}
        </section>
    }
}

fn beside(w: Words, finding: HeardFinding) -> Finding {
    let day = |at: Moment| w.day(day_of(at), Style::Short);
    let reply = match &finding.reply {
        None => (w.say("evaluations.reply-head"), w.say("evaluations.no-reply"), None),
        Some(reply) => {
            let head = w.say_with("evaluations.reply-head-on", &[("day", day(reply.at).into())]);
            let stand = w.say(if reply.agrees { "evaluations.agrees" } else { "evaluations.disagrees" });
            (head, format!("{stand} {}", reply.text), None)
        }
    };
    let answer = match &finding.answer {
        None => (w.say("evaluations.answer-head"), w.say("evaluations.no-answer"), None),
        Some(answer) => {
            let head = w.say_with("evaluations.answer-head-on", &[("day", day(answer.at).into())]);
            (head, format!("{} {}", w.say_with("evaluations.stance", &[("stance", w.say(&answer.stance.term()).into())]), answer.text), None)
        }
    };
    let status = match (&finding.reply, &finding.answer) {
        (_, Some(answer)) if answer.stance == Stance::Changed => Some((Tone::River, "evaluations.finding-changed")),
        (_, Some(_)) => Some((Tone::Bamboo, "evaluations.finding-answered")),
        (Some(reply), None) if reply.agrees => Some((Tone::Bamboo, "evaluations.finding-agreed")),
        (Some(_), None) => Some((Tone::Osmanthus, "evaluations.finding-open")),
        (None, None) => None,
    };
    let found = w.say_with("evaluations.found", &[("indicator", finding.label.clone()), ("evidence", finding.evidence.clone().into())]);
    let mut said = vec![(w.say("evaluations.finding-head"), found, None), reply, answer];
    for round in finding.earlier {
        let head = w.say_with("evaluations.earlier-head", &[("round", i64::from(round.round).into())]);
        let words = [
            round.reply.map(|reply| {
                let stand = w.say(if reply.agrees { "evaluations.agrees" } else { "evaluations.disagrees" });
                w.say_with("evaluations.earlier-reply", &[("text", format!("{stand} {}", reply.text).into())])
            }),
            round.answer.map(|answer| {
                let facts = [("stance", Fact::Term(answer.stance.term())), ("text", answer.text.into())];
                w.say_with("evaluations.earlier-answer", &facts)
            }),
        ];
        said.push((head, words.into_iter().flatten().collect::<Vec<_>>().join(" "), None));
    }
    Finding { title: format!("{}. {}", finding.number, finding.text), status: status.map(|(tone, key)| Status::new(tone, w.say(key))), said }
}

/// The written parts of the report; its conclusion stands at the top already.
#[component]
pub(super) fn Parts(draft: DraftView) -> impl IntoView {
    let w = wording();
    let part = |(part, text): (Part, String)| {
        view! {
            <h3>{w.say(&part.term())}</h3>
            {text.split('\n').map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
        }
    };
    let parts = draft.parts.into_iter().filter(|(part, _)| *part != Part::Conclusion).map(part).collect_view();
    view! {
        <section aria-labelledby="parts">
            <h2 id="parts">{w.say("evaluations.parts")}</h2>
            {parts}
        </section>
    }
}

/// Indicator by indicator: points, weight, on what they rest.
#[component]
pub(super) fn Points(draft: DraftView) -> impl IntoView {
    let w = wording();
    let rows = draft.dimensions.iter().flat_map(|dimension| {
        dimension.indicators.iter().map(|indicator| {
            vec![
                Cell::new(w.fact(&indicator.label)).note(w.fact(&dimension.label)),
                Cell::new(indicator.points.map_or_else(|| w.say("evaluations.not-scored"), |points| points.to_string())),
                Cell::new(short(indicator.weight)),
                Cell::new(if indicator.reason.is_empty() { w.say("empty.none") } else { indicator.reason.clone() }),
            ]
        })
    });
    let table = Table {
        caption: w.say("evaluations.points-caption"),
        columns: vec![
            Column::words(w.say("evaluations.head-indicator")),
            Column::figures(w.say("evaluations.head-points")),
            Column::figures(w.say("evaluations.head-weight")),
            Column::long(w.say("evaluations.head-reason")),
        ],
        rows: rows.collect(),
        total: vec![Cell::new(w.say("evaluations.total")), Cell::new(draft.scored.to_string()), Cell::new("100"), Cell::new("")],
    };
    view! {
        <section class="section" aria-labelledby="points">
            <h2 id="points">{w.say("evaluations.points-title")}</h2>
            <DataTable table headed=true/>
        </section>
    }
}

#[component]
fn Independent(view: EvaluationView) -> impl IntoView {
    let w = wording();
    let told = w.say_with("evaluations.independent-on", &[("agency", view.row.agency.clone().into()), ("day", w.day(view.verdict.day, Style::Long).into())]);
    let chosen = view.choice_reason.map(|reason| w.say_with("evaluations.choice-because", &[("reason", reason.into())]));
    view! {
        <section class="section" aria-labelledby="independence">
            <h2 id="independence">{w.say("evaluations.independence")}</h2>
            <p>{told}</p>
            <Reasons reasons=reasons(w, &view.verdict.checks)/>
            {chosen.map(|text| view! { <p>{text}</p> })}
        </section>
    }
}

#[component]
fn Uses(view: EvaluationView) -> impl IntoView {
    let w = wording();
    let text = |key: &str| vec![Bit::text(w.say(key))];
    let mut items = vec![
        Item::new(w.say("evaluations.use-payment"), vec![Bit::text(w.say(&view.report.effect.term()))])
            .note(Bit::link(w.say("evaluations.use-payment-link"), format!("/contracts/{}", view.contract))),
        Item::new(w.say("evaluations.use-record"), vec![Bit::link(w.say("evaluations.use-record-link"), format!("/organizations/{}", view.provider_code))])
            .note(Bit::text(w.say("evaluations.use-record-note"))),
        Item::new(w.say("evaluations.use-matching"), text("evaluations.use-matching-text")).note(Bit::text(w.say("evaluations.use-matching-note"))),
        Item::new(w.say("evaluations.scheme"), vec![Bit::text(scheme_text(w, &view.scheme))]),
        Item::new(w.say("evaluations.evaluators"), vec![Bit::text(view.evaluators.join(&w.say("evaluations.comma")))]),
    ];
    for notice in &view.notices {
        items.push(Item::new(w.say(&notice.kind.term()), vec![Bit::link(notice.number.to_string(), format!("/notices/{}", notice.number))]));
    }
    view! { <Facts items/> }
}

/// The receipt of an issued report.
pub fn issued_receipt(view: EvaluationView, telephone: String) -> impl IntoView {
    let w = wording();
    let receipt = Receipt {
        what: w.say("evaluations.receipt-what"),
        number: view.row.number.to_string(),
        time: w.moment_exact(view.row.issued_at),
        digest: None,
        next: vec![w.say_with("evaluations.receipt-next", &[("effect", Fact::Term(view.report.effect.term()))])],
        contact: Some(telephone),
    };
    let result = w.say_with("evaluations.receipt-result", &[("total", view.row.total.into()), ("grade", Fact::Term(view.row.grade.term()))]);
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.evaluations"), "/evaluations")] here=view.row.number.to_string()/>
        <PageTitle title=w.say("evaluations.receipt-title") lead=result/>
        <ReceiptCard receipt/>
        <div class="acts"><a class="btn main" href=format!("/evaluations/{}", view.row.number)>{w.say("evaluations.read-report")}</a></div>
    }
}
