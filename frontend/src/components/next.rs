//! The next strip: who must act, by when, on which article. First on every case page.

use super::{Act, ActView, Figure, LawNote, Note, Status, Tag, Tone};
use crate::page::{fresh_id, wording};
use domain::refusal::Fact;
use leptos::prelude::*;
use messages::Words;

/// How a date stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// So many working days are left; 0 is today.
    Left(i64),
    /// So many working days too late.
    Late(i64),
    /// Somebody has waited so many working days.
    Waited(i64),
}

impl Days {
    /// How urgent it is: cinnabar when late, osmanthus for three working days or fewer (UX §4).
    pub const fn tone(self) -> Tone {
        match self {
            Days::Late(_) => Tone::Cinnabar,
            Days::Left(left) if left <= 3 => Tone::Osmanthus,
            Days::Left(_) | Days::Waited(_) => Tone::River,
        }
    }

    /// In words: 还有3个工作日, 已逾期4个工作日, 今天到期.
    pub fn words(self, w: Words) -> String {
        let (key, count) = match self {
            Days::Left(0) => ("days.today", 0),
            Days::Left(count) => ("days.left", count),
            Days::Late(count) => ("days.late", count),
            Days::Waited(count) => ("days.waited", count),
        };
        w.say_with(key, &[("n", Fact::Count(count))])
    }
}

/// One thing that somebody must do.
#[derive(Clone, Debug)]
pub struct NextStep {
    /// Whose turn or what state: 等我办, 逾期, 待验收.
    pub status: Option<Status>,
    /// The act: 支付第二期 144,000.00元.
    pub what: String,
    /// Who, by when, as a sentence.
    pub who: String,
    /// How the date stands to today.
    pub days: Option<Days>,
    /// The article.
    pub law: Option<Note>,
    /// What this reader can do about it.
    pub act: Option<Act>,
}

impl NextStep {
    fn tone(&self) -> Tone {
        let of_status = self.status.as_ref().map(|status| status.tone);
        let of_days = self.days.map(Days::tone);
        of_status.max(of_days).unwrap_or_default()
    }
}

/// What comes next. Its brackets take the tone of the most urgent line. Without any step it says so, with the next date.
#[component]
pub fn NextStrip(
    /// Most urgent first.
    steps: Vec<NextStep>,
    /// A sentence with the next date, for when nobody has to do anything.
    #[prop(optional, into)]
    quiet: Option<String>,
    /// One of several on a page that shows blocks: no landmark, which has to be the only one of its name.
    #[prop(optional)]
    specimen: bool,
) -> impl IntoView {
    let w = wording();
    let id = fresh_id("next");
    let tone = steps.iter().map(NextStep::tone).max().unwrap_or_default();
    let solo = steps.iter().all(|step| step.status.is_none());
    let nothing = steps.is_empty().then(|| {
        let quiet = quiet.unwrap_or_default();
        view! {
            <li>
                <div>
                    <p class="what">{w.say("next.nothing")}</p>
                    <p>{quiet}</p>
                </div>
            </li>
        }
    });
    view! {
        <section class=format!("next {}{}", tone.class(), if solo { " solo" } else { "" }) aria-labelledby=(!specimen).then(|| id.clone())>
            <h2 id=id.clone()>{w.say("next.title")}</h2>
            <ul>
                {steps.into_iter().map(|step| view! { <Step step solo/> }).collect_view()}
                {nothing}
            </ul>
        </section>
    }
}

#[component]
fn Step(step: NextStep, solo: bool) -> impl IntoView {
    let tone = match step.days {
        Some(days @ (Days::Left(_) | Days::Late(_))) => days.tone(),
        // How long somebody has waited is as urgent as the state it waits in.
        Some(Days::Waited(_)) | None => step.tone(),
    };
    let days = step.days.map(|days| days.words(wording()));
    view! {
        <li class=tone.class()>
            {(!solo).then(|| view! { <p>{step.status.map(|status| view! { <Tag status/> })}</p> })}
            {days.map(|text| view! { <p class="days"><Figure text/></p> })}
            <div>
                <p class="what">{step.what}</p>
                <p>{step.who}</p>
                {step.law.map(|note| view! { <LawNote note/> })}
                {step.act.map(|act| view! { <ActView act/> })}
            </div>
        </li>
    }
}
