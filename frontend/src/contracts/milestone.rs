//! The page of one milestone: report, evidence, check, recipients' opinions, acceptance. First for a phone.

use super::typed::{Refused, Typed};
use super::words::{lines, milestone_status};
use crate::components::{
    Act, Acts, Bit, Breadcrumb, Cell, Choice, Column, DataTable, Facts, FactsLayout, FileField, FormFrame, Item, Link, NextStrip, PageTitle, Radios, Receipt,
    ReceiptCard, Remark, Table, TextArea, TextField, TextKind, shortened,
};
use crate::page::wording;
use domain::calendar::Day;
use domain::contracts::{Milestone, MilestonePapers, MilestoneView};
use domain::numbers::NoticeNumber;
use domain::policy::Action;
use domain::step::Word;
use leptos::prelude::*;
use messages::{Style, Words};

/// What the page shows.
pub struct MilestonePage {
    /// The milestone.
    pub view: MilestoneView,
    /// A key for each form.
    pub once: Vec<String>,
    /// The refused form, if one was refused.
    pub typed: Typed,
}

fn has_field(name: &str) -> bool {
    ["files", "asked", "answered", "satisfied", "said", "reason", "back", "note", "outputs"].contains(&name)
        || name.starts_with("delivered.")
        || name.starts_with("met.")
        || name.starts_with("confirmed.")
        || name.starts_with("note.")
}

/// What the summary calls the fields of each output, and the counts of opinions.
fn field_names(w: Words, view: &MilestoneView) -> Vec<(String, String)> {
    let of_output = |(index, done): (usize, &domain::contracts::settlement::Delivered)| {
        let name = w.say_with("contracts.output-nth", &[("n", (index + 1).into()), ("output", done.output.name.clone().into())]);
        ["delivered", "met", "confirmed", "note"].map(|field| (format!("{field}.{index}"), name.clone()))
    };
    let counts = ["asked", "answered", "satisfied"].map(|field| (field.to_owned(), w.say(&format!("contracts.{field}"))));
    view.milestone.outputs.iter().enumerate().flat_map(of_output).chain(counts).collect()
}

/// The page.
pub fn milestone_page(page: MilestonePage) -> impl IntoView {
    let w = wording();
    let view = page.view.clone();
    let row = &view.contract;
    let number = row.number.to_string();
    let steps: Vec<_> = row.next.iter().filter(|step| step.subject.as_deref() == Some(view.milestone.name.as_str())).cloned().collect();
    let line = vec![
        Bit::link(row.title.clone(), format!("/contracts/{number}")),
        Bit::text(w.say_with("contracts.planned-on", &[("day", w.day(view.milestone.planned, Style::Long).into())])),
    ];
    let trail = vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(number.clone(), format!("/contracts/{number}"))];
    view! {
        <Breadcrumb trail here=view.milestone.name.clone()/>
        <PageTitle title=view.milestone.name.clone() status=Some(milestone_status(w, &view.milestone)) over=w.say(&view.milestone.kind.term()) line/>
        <Refused typed=page.typed.clone() has=has_field names=field_names(w, &view)/>
        {(!steps.is_empty()).then(|| view! { <NextStrip steps=lines(w, row, &steps)/> })}
        <Standing view=view.clone()/>
        {view.papers.clone().map(|papers| view! { <Papers view=view.clone() papers/> })}
        <Forms page/>
    }
}

/// What everybody sees.
#[component]
fn Standing(view: MilestoneView) -> impl IntoView {
    let w = wording();
    let milestone = &view.milestone;
    let day = |key: &str, day: Option<chrono::NaiveDate>| day.map(|day| Item::new(w.say(key), vec![Bit::text(w.day(day, Style::Long))]));
    let mut items: Vec<Item> = vec![Item::new(w.say("contracts.how-accepted"), vec![Bit::text(view.how.clone())])];
    items.extend(day("contracts.label-reported", milestone.reported_on));
    items.extend(day("contracts.label-accept-by", milestone.accept_by));
    items.extend(day("contracts.label-accepted-on", milestone.accepted_on));
    if let Some((asked, answered, satisfied)) = milestone.heard {
        let facts = [("asked", i64::from(asked).into()), ("answered", i64::from(answered).into()), ("satisfied", i64::from(satisfied).into())];
        items.push(Item::new(w.say("contracts.opinions"), vec![Bit::text(w.say_with("contracts.opinions-told", &facts))]));
    }
    if milestone.evidence > 0 {
        items.push(Item::new(w.say("contracts.evidence"), vec![Bit::text(w.say_with("contracts.evidence-count", &[("n", milestone.evidence.into())]))]));
    }
    let outputs = (!milestone.outputs.is_empty()).then(|| {
        let counted = !matches!(milestone.state, Milestone::Planned);
        let table = Table {
            caption: w.say("contracts.outputs"),
            columns: vec![
                Column::words(w.say("contracts.head-output")),
                Column::figures(w.say("contracts.head-promised")),
                Column::figures(w.say("contracts.head-delivered")),
                Column::long(w.say("contracts.head-standard")),
            ],
            rows: milestone
                .outputs
                .iter()
                .map(|done| {
                    vec![
                        Cell::new(done.output.name.clone()),
                        Cell::new(w.quantity(done.output.quantity, done.output.measure)),
                        Cell::new(if counted { w.number(done.accepted) } else { w.say("empty.unfilled") }),
                        Cell::new(done.output.standard.clone()),
                    ]
                })
                .collect(),
            total: Vec::new(),
        };
        view! { <div class="after"><DataTable table/></div> }
    });
    view! {
        <section class="section" aria-labelledby="standing">
            <h2 id="standing">{w.say("contracts.agreed")}</h2>
            <Facts items layout=FactsLayout::Wide/>
            {outputs}
        </section>
    }
}

/// What parties, the agency and auditors see.
#[component]
fn Papers(view: MilestoneView, papers: MilestonePapers) -> impl IntoView {
    let w = wording();
    let base = format!("/contracts/{}/milestones/{}", view.contract.number, view.milestone.position);
    let text = |key: &str, value: Option<String>| value.filter(|value| !value.is_empty()).map(|value| Item::new(w.say(key), vec![Bit::text(value)]));
    let mut items: Vec<Item> = Vec::new();
    items.extend(text("contracts.reported-by", papers.reported_by.clone()));
    items.extend(text("contracts.report-note", papers.report.as_ref().map(|report| report.note.clone())));
    items.extend(text("contracts.checked-by", papers.checked_by.clone()));
    for (judgement, done) in papers.judged.iter().zip(&view.milestone.outputs) {
        let verdict = w.say(if judgement.met { "contracts.met" } else { "contracts.not-met" });
        let item = Item::new(done.output.name.clone(), vec![Bit::text(verdict), Bit::figure(judgement.confirmed.to_string())]);
        items.push(if judgement.note.is_empty() { item } else { item.note(Bit::text(judgement.note.clone())) });
    }
    items.extend(text("contracts.opinions-said", papers.opinions.as_ref().map(|opinions| opinions.said.clone())));
    items.extend(text("contracts.accepted-by", papers.accepted_by.clone()));
    items.extend(text("contracts.reason", papers.reason.clone()));
    let files = papers
        .files
        .iter()
        .map(|file| {
            view! {
                <li>
                    <div>
                        <a class="t" href=format!("{base}/files/{}", file.id)>{file.name.clone()}</a>
                        <p class="meta tn">{w.say_with("contracts.file-size", &[("kb", i64::try_from(file.size.div_ceil(1024)).unwrap_or(i64::MAX).into())])}" · "<span class="mono">{shortened(&file.digest)}</span></p>
                    </div>
                </li>
            }
        })
        .collect_view();
    let files = if papers.files.is_empty() {
        view! { <p class="soft">{w.say("contracts.no-files")}</p> }.into_any()
    } else {
        view! { <ul class="list verdict">{files}</ul> }.into_any()
    };
    view! {
        <section class="section" aria-labelledby="papers">
            <h2 id="papers">{w.say("contracts.papers")}</h2>
            <Remark text=w.say("contracts.papers-who")/>
            {(!items.is_empty()).then(|| view! { <Facts items layout=FactsLayout::Wide/> })}
            <h3 class="after">{w.say("contracts.evidence")}</h3>
            {files}
        </section>
    }
}

#[component]
fn Forms(page: MilestonePage) -> impl IntoView {
    let w = wording();
    let may = |action| page.view.acts.contains(&action);
    let once = |index: usize| page.once.get(index).cloned().unwrap_or_default();
    let report = may(Action::ReportMilestone).then(|| report_forms(w, &page, [once(0), once(1), once(4)]));
    let check = may(Action::CheckMilestone).then(|| check_form(w, &page, once(0)));
    let opinions = (may(Action::RecordOpinions) && page.view.must_hear).then(|| opinions_form(w, &page, once(1)));
    let accept = may(Action::AcceptMilestone).then(|| accept_form(w, &page, once(2)));
    let back = may(Action::ReturnMilestone).then(|| return_form(w, &page, once(3)));
    view! { {report}{check}{accept}{opinions}{back} }
}

fn base(page: &MilestonePage) -> (String, String) {
    (format!("/contracts/{}/milestones/{}", page.view.contract.number, page.view.milestone.position), page.view.milestone.version.to_string())
}

fn report_forms(w: Words, page: &MilestonePage, [upload, report, remove]: [String; 3]) -> impl IntoView + use<> {
    let (base, seen) = base(page);
    let typed = &page.typed;
    let known = page.view.papers.as_ref().and_then(|papers| papers.report.clone());
    let fields = page
        .view
        .milestone
        .outputs
        .iter()
        .enumerate()
        .map(|(index, done)| {
            let before = known.as_ref().and_then(|report| report.delivered.get(index).copied().flatten()).map(|count| count.to_string()).unwrap_or_default();
            let label =
                w.say_with("contracts.delivered-of", &[("output", done.output.name.clone().into()), ("measure", w.say(&done.output.measure.term()).into())]);
            let hint = w.say_with("contracts.delivered-hint", &[("quantity", i64::from(done.output.quantity).into())]);
            view! { <TextField field=typed.field(w, &format!("delivered.{index}"), label, &before).hint(hint) kind=TextKind::Number/> }
        })
        .collect_view();
    let note = typed.field(w, "note", w.say("contracts.report-note"), known.as_ref().map_or("", |report| &report.note)).optional();
    let files = typed.field(w, "files", w.say("contracts.add-files"), "").hint(w.say("contracts.add-files-hint"));
    // What was reported once stays. After the other buttons of the form: Enter in a field presses its first one.
    let added = page.view.papers.as_ref().filter(|_| page.view.milestone.reported_on.is_none()).map(|papers| papers.files.clone()).unwrap_or_default();
    let removes = added
        .into_iter()
        .map(|file| {
            let label = w.say_with("contracts.remove-file", &[("name", file.name.into())]);
            view! { <button class="btn small" formaction=format!("{base}/remove") name="file" value=file.id.to_string()>{label}</button> }
        })
        .collect::<Vec<_>>();
    let removes = (!removes.is_empty()).then(|| view! { <div class="acts">{removes}</div> });
    // One form: what is typed comes back with the files that are added, and without those that are taken away.
    view! {
        <section class="section" aria-labelledby="report">
            <h2 id="report">{w.say("contracts.report")}</h2>
            <FormFrame action=format!("{base}/report") once=report seen=seen files=true>
                <input type="hidden" name="once_files" value=upload/>
                <input type="hidden" name="once_remove" value=remove/>
                <div id="outputs">{fields}</div>
                <TextArea field=note rows=3/>
                <FileField field=files accept=".pdf,.ofd,.docx,.xlsx,.png,.jpg,.jpeg,.csv,.txt" multiple=true/>
                <div class="acts"><button class="btn" formaction=format!("{base}/evidence")>{w.say("contracts.upload")}</button></div>
                {removes}
                <p class="small soft">{w.say("contracts.report-text")}</p>
                <div class="acts"><button class="btn main">{w.say("contracts.report-act")}</button></div>
            </FormFrame>
        </section>
    }
}

fn check_form(w: Words, page: &MilestonePage, once: String) -> impl IntoView + use<> {
    let (base, seen) = base(page);
    let typed = &page.typed;
    let choices = || vec![Choice::new("yes", w.say("contracts.met")), Choice::new("no", w.say("contracts.not-met"))];
    let fields = page
        .view
        .milestone
        .outputs
        .iter()
        .enumerate()
        .map(|(index, done)| {
            let told = [
                ("output", done.output.name.clone().into()),
                ("reported", i64::from(done.accepted).into()),
                ("quantity", i64::from(done.output.quantity).into()),
                ("measure", w.say(&done.output.measure.term()).into()),
            ];
            let met = typed.field(w, &format!("met.{index}"), w.say_with("contracts.judge", &told), "").hint(done.output.standard.clone());
            let confirmed = typed.field(w, &format!("confirmed.{index}"), w.say("contracts.confirmed"), &done.accepted.to_string());
            let note = typed.field(w, &format!("note.{index}"), w.say("contracts.judge-note"), "").optional();
            view! {
                <Radios field=met choices=choices()/>
                <TextField field=confirmed kind=TextKind::Number/>
                <TextField field=note/>
            }
        })
        .collect_view();
    view! {
        <section class="section" aria-labelledby="check">
            <h2 id="check">{w.say("contracts.check")}</h2>
            <FormFrame action=format!("{base}/check") once=once seen=seen>
                <div id="outputs">{fields}</div>
                <p class="small soft">{w.say("contracts.check-text")}</p>
                <div class="acts"><button class="btn main">{w.say("contracts.check-act")}</button></div>
            </FormFrame>
        </section>
    }
}

fn opinions_form(w: Words, page: &MilestonePage, once: String) -> impl IntoView + use<> {
    let (base, seen) = base(page);
    let typed = &page.typed;
    let known = page.view.papers.as_ref().and_then(|papers| papers.opinions.clone());
    let count = |pick: fn(&domain::contracts::Opinions) -> u32| known.as_ref().map(|opinions| pick(opinions).to_string()).unwrap_or_default();
    let asked = typed.field(w, "asked", w.say("contracts.asked"), &count(|o| o.asked));
    let asked = asked.hint(w.say_with("contracts.asked-hint", &[("n", i64::from(page.view.ask_least).into())]));
    let answered = typed.field(w, "answered", w.say("contracts.answered"), &count(|o| o.answered));
    let satisfied = typed.field(w, "satisfied", w.say("contracts.satisfied"), &count(|o| o.satisfied));
    let said = typed.field(w, "said", w.say("contracts.opinions-said"), known.as_ref().map_or("", |o| &o.said)).hint(w.say("contracts.said-hint"));
    view! {
        <section class="section" aria-labelledby="opinions">
            <h2 id="opinions">{w.say("contracts.opinions")}</h2>
            <p class="small soft">{w.say("contracts.opinions-text")}</p>
            <FormFrame action=format!("{base}/opinions") once=once seen=seen>
                <TextField field=asked kind=TextKind::Number/>
                <TextField field=answered kind=TextKind::Number/>
                <TextField field=satisfied kind=TextKind::Number/>
                <TextArea field=said rows=3/>
                <div class="acts"><button class="btn">{w.say("contracts.opinions-act")}</button></div>
            </FormFrame>
        </section>
    }
}

fn accept_form(w: Words, page: &MilestonePage, once: String) -> impl IntoView + use<> {
    let (base, seen) = base(page);
    let reason = page.typed.field(w, "reason", w.say("contracts.wanting-reason"), "").hint(w.say("contracts.wanting-reason-hint")).optional();
    let text = w.say(if page.view.milestone.kind == domain::demands::MilestoneKind::Final { "contracts.accept-final-text" } else { "contracts.accept-text" });
    view! {
        <section class="section" aria-labelledby="accept">
            <h2 id="accept">{w.say("contracts.accept")}</h2>
            <p class="small soft">{text}</p>
            <FormFrame action=format!("{base}/accept") once=once seen=seen>
                <TextArea field=reason rows=2/>
                <div class="acts">
                    <button class="btn main">{w.say("contracts.accept-act")}</button>
                    <button class="btn" name="what" value="fail">{w.say("contracts.fail-act")}</button>
                </div>
            </FormFrame>
        </section>
    }
}

fn return_form(w: Words, page: &MilestonePage, once: String) -> impl IntoView + use<> {
    let (base, seen) = base(page);
    // The acceptance form has a reason of its own; ids are unique.
    let both = page.view.acts.contains(&Action::AcceptMilestone);
    let name = if both { "back" } else { "reason" };
    let reason = page.typed.field(w, name, w.say("contracts.return-reason"), "").hint(w.say("contracts.return-hint"));
    view! {
        <section class="section" aria-labelledby="return">
            <h2 id="return">{w.say("contracts.return")}</h2>
            <FormFrame action=format!("{base}/return") once=once seen=seen>
                <TextArea field=reason rows=2/>
                <div class="acts"><button class="btn">{w.say("contracts.return-act")}</button></div>
            </FormFrame>
        </section>
    }
}

/// The receipt of an acceptance, kept at its address.
pub fn accepted_receipt(view: MilestoneView, on: Day, notice: Option<NoticeNumber>, telephone: String) -> impl IntoView {
    let w = wording();
    let number = view.contract.number;
    let receipt = Receipt {
        what: w.say_with("contracts.accepted-what", &[("milestone", view.milestone.name.clone().into())]),
        number: number.to_string(),
        time: w.day(on, Style::Long),
        digest: None,
        next: vec![w.say("contracts.accepted-next")],
        contact: Some(telephone),
    };
    let mut acts = vec![Act::link(w.say("contracts.to-contract"), format!("/contracts/{number}")).main()];
    acts.extend(notice.map(|notice| Act::link(w.say("contracts.to-notice"), format!("/notices/{notice}"))));
    view! {
        <Breadcrumb trail=vec![Link::new(w.say("nav.contracts"), "/contracts"), Link::new(number.to_string(), format!("/contracts/{number}"))] here=view.milestone.name.clone()/>
        <PageTitle title=w.say("contracts.accepted-title")/>
        <ReceiptCard receipt/>
        <Acts acts/>
    }
}
