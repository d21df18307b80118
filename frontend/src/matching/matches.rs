//! Who fits a demand and who does not, for the unit that buys; and the invitations that it sent.

use super::for_me::fit_status;
use super::match_box::{funnel_steps, reasons, summary};
use crate::components::{
    Bit, Breadcrumb, EmptyState, ErrorSummary, Field, FormFrame, Funnel, Glyph, Icon, Link, PageTitle, Pager, Reason, Reasons, Tag, TextField, Verdict,
    field_errors,
};
use crate::organizations::district_name;
use crate::page::wording;
use domain::matching::{InvitationRow, MatchedRow, MatchesView};
use domain::refusal::{Fact, Refusal};
use domain::step::Word;
use leptos::prelude::*;

/// What was typed into an invitation that was refused.
#[derive(Clone, Debug, Default)]
pub struct InviteForm {
    /// Code of the organization.
    pub organization: String,
    /// The reason as typed.
    pub reason: String,
    /// What stands against it.
    pub refused: Vec<Refusal>,
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct MatchesPage {
    /// Who fits, or who does not.
    pub view: MatchesView,
    /// A key for each form: makes a second press the same press.
    pub onces: Vec<String>,
    /// Whether this is not the first page.
    pub later: bool,
    /// An invitation that was refused.
    pub form: InviteForm,
}

/// The page.
pub fn matches_page(page: MatchesPage) -> impl IntoView {
    let w = wording();
    let MatchesPage { view, onces, later, form } = page;
    let number = view.demand.number;
    let at = format!("/demands/{number}/matches");
    let trail = vec![Link::new(w.say("nav.demands"), "/demands"), Link::new(view.demand.title.clone(), format!("/demands/{number}"))];
    let errors = field_errors(w, &form.refused);
    let narrow = view.funnel.narrowest.and_then(|rule| view.funnel.steps.iter().find(|step| step.rule == rule)).map(|step| {
        let facts = [("rule", Fact::Term(step.rule.term())), ("n", Fact::from(step.without))];
        view! { <p>{w.say_with("matching.narrowest", &facts)}</p> }
    });
    let others = view.funnel.total.saturating_sub(view.funnel.fitting);
    let tab = |fitting: bool, key: &str, n: usize| {
        let label = w.say_with(key, &[("n", Fact::from(n))]);
        let href = if fitting { at.clone() } else { format!("{at}?fitting=no") };
        let here = (view.fitting == fitting).then_some("page");
        view! { <li><a href=href aria-current=here>{label}</a></li> }
    };
    let tabs = view! {
        <ul class="line">
            {tab(true, "matching.tab-fitting", view.funnel.fitting)}
            {tab(false, "matching.tab-others", others)}
        </ul>
    };
    let may_invite = view.may_invite;
    let rows = if view.rows.is_empty() {
        view! { <EmptyState title=w.say("matching.none") hint=w.say("matching.none-hint")/> }.into_any()
    } else {
        let one = |(row, once): (MatchedRow, String)| {
            let form = if form.organization == row.code.as_str() { form.clone() } else { InviteForm::default() };
            view! { <One row at=format!("/demands/{number}/invitations") once may_invite form/> }
        };
        view.rows.clone().into_iter().zip(onces).map(one).collect_view().into_any()
    };
    let text = w.say_with(if view.fitting { "matching.tab-fitting" } else { "matching.tab-others" }, &[("n", Fact::from(view.total))]);
    let pager = (later || view.next.is_some()).then(|| {
        let query = if view.fitting { "" } else { "fitting=no&" };
        let first = if view.fitting { at.clone() } else { format!("{at}?fitting=no") };
        let next = view.next.as_ref().map(|code| format!("{at}?{query}after={code}"));
        view! { <Pager text previous=later.then_some(first) next/> }
    });
    view! {
        <Breadcrumb trail here=w.say("matching.title")/>
        <ErrorSummary errors/>
        <PageTitle title=w.say("matching.title") line=vec![Bit::text(view.demand.title.clone()), Bit::figure(number.to_string())] lead=w.say("match.note")/>
        <p class="only small"><Icon glyph=Glyph::Eye/> " " {w.say("matching.only-unit")}</p>
        <div class="cols">
            <div>
                {tabs}
                {rows}
                {pager}
            </div>
            <aside aria-label=w.say("matching.funnel-title")>
                <h2 class="t16">{w.say("matching.funnel-title")}</h2>
                <Funnel steps=funnel_steps(w, &view.funnel)/>
                {narrow}
                <Invited invitations=view.invitations.clone()/>
            </aside>
        </div>
    }
}

#[component]
fn One(row: MatchedRow, at: String, once: String, may_invite: bool, form: InviteForm) -> impl IntoView {
    let w = wording();
    let id = format!("match-{}", row.code);
    let mut meta = vec![row.code.to_string()];
    meta.extend(row.district.map(|district| district_name(w, district)));
    let why = row.found.why().map(|(key, facts)| view! { <p>{w.say_with(key, &facts)}</p> });
    let invited = row.invited_at.map(|time| view! { <p class="small strong">{w.say_with("matching.invited-on", &[("time", time.into())])}</p> });
    let fits = row.found.fits;
    // What excludes stands open; what does not is folded away.
    let (failing, others): (Vec<Reason>, Vec<Reason>) = reasons(w, &row.found, None).into_iter().partition(|reason| reason.verdict == Verdict::Fail);
    let folded = if failing.is_empty() { summary(w, &row.found) } else { w.say_with("matching.other-rules", &[("n", Fact::from(others.len()))]) };
    let invite = (may_invite && row.invited_at.is_none()).then(|| {
        view! { <Invite at code=row.code.to_string() name=row.name.clone() once fits form=form.clone()/> }
    });
    let refused =
        form.refused.iter().filter(|refusal| refusal.field.is_none()).map(|refusal| view! { <p class="cin">{w.refusal(refusal).what}</p> }).collect_view();
    view! {
        <section class="section" aria-labelledby=id.clone()>
            <div class="head">
                <h2 id=id.clone()><a href=format!("/organizations/{}", row.code)>{row.name}</a></h2>
                <Tag status=fit_status(w, fits)/>
            </div>
            <p class="meta mono">{meta.join(" · ")}</p>
            {why}
            {(!failing.is_empty()).then(|| view! { <Reasons reasons=failing/> })}
            {(!others.is_empty()).then(|| {
                view! {
                    <details>
                        <summary>{folded}</summary>
                        <Reasons reasons=others/>
                    </details>
                }
            })}
            {invited}
            {refused}
            {invite}
        </section>
    }
}

/// One button for who fits; for who does not, the reason first.
#[component]
fn Invite(at: String, code: String, name: String, once: String, fits: bool, form: InviteForm) -> impl IntoView {
    let w = wording();
    let error = form.refused.iter().find(|refusal| refusal.field.as_deref() == Some("reason")).map(|refusal| w.refusal(refusal).what);
    // The field that erred carries the plain name, so that the summary leads to it; the others have ids of their own.
    let reason = (!fits).then(|| {
        let field = Field::new("reason", w.say("matching.reason")).hint(w.say("matching.reason-hint")).value(form.reason.clone()).error(error.clone());
        if error.is_some() {
            view! { <TextField field/> }.into_any()
        } else {
            let id = format!("reason-{code}");
            view! {
                <div class="field">
                    <label for=id.clone()>{field.label}</label>
                    <input id=id name="reason" value=field.value/>
                </div>
            }
            .into_any()
        }
    });
    let label = w.say("matching.act-invite");
    view! {
        <FormFrame action=at once>
            <input type="hidden" name="organization" value=code/>
            {reason}
            <p class="acts"><button class="btn small">{label}<span class="vh">" " {name}</span></button></p>
        </FormFrame>
    }
}

#[component]
fn Invited(invitations: Vec<InvitationRow>) -> impl IntoView {
    let w = wording();
    if invitations.is_empty() {
        return None;
    }
    let count = w.say_with("matching.invited-count", &[("n", Fact::from(invitations.len()))]);
    let line = |row: InvitationRow| {
        view! {
            <li>
                <div>
                    <p class="t"><a href=format!("/organizations/{}", row.code)>{row.name}</a></p>
                    <p class="meta tn">{w.moment(row.at)}</p>
                    {row.reason.map(|reason| view! { <p class="small">{w.say_with("matching.reason-given", &[("reason", reason.into())])}</p> })}
                </div>
            </li>
        }
    };
    Some(view! {
        <section class="section" aria-labelledby="invited">
            <h2 id="invited" class="t16">{w.say("matching.invited-title")}</h2>
            <p class="small">{count}</p>
            <p class="small soft">{w.say("matching.invited-secret")}</p>
            <ul class="list tight">{invitations.into_iter().map(line).collect_view()}</ul>
        </section>
    })
}
