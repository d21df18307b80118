//! Stages of a case, each with its day.

use crate::page::wording;
use leptos::prelude::*;

/// How far a stage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// Behind us.
    Done,
    /// Where the case stands.
    Now,
    /// To come.
    Planned,
    /// Should have been done.
    Late,
    /// To come, on a day that may still move (暂定).
    Provisional,
}

impl StageState {
    const fn class(self) -> Option<&'static str> {
        match self {
            StageState::Done => Some("done"),
            StageState::Now => Some("now"),
            StageState::Late => Some("late"),
            StageState::Planned | StageState::Provisional => None,
        }
    }

    const fn key(self) -> &'static str {
        match self {
            StageState::Done => "stage.done",
            StageState::Now => "stage.now",
            StageState::Planned => "stage.planned",
            StageState::Late => "stage.late",
            StageState::Provisional => "stage.provisional",
        }
    }
}

/// A stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What happens in it.
    pub name: String,
    /// How far it is.
    pub state: StageState,
    /// Its day in words, or a remark.
    pub day: String,
    /// Where it is told in full.
    pub href: Option<String>,
}

impl Stage {
    /// A stage.
    pub fn new(name: impl Into<String>, state: StageState, day: impl Into<String>) -> Stage {
        Stage { name: name.into(), state, day: day.into(), href: None }
    }
}

/// The stages, side by side on a wide screen (`flat`), else one below the other.
#[component]
pub fn Rail(
    /// What the list is called, for screen readers.
    label: String,
    /// In order.
    stages: Vec<Stage>,
    /// Side by side where there is room.
    #[prop(optional)]
    flat: bool,
) -> impl IntoView {
    let w = wording();
    let item = |stage: Stage| {
        let current = (stage.state == StageState::Now).then_some("step");
        let name = match stage.href {
            Some(href) => view! { <a class="quiet" href=href>{stage.name}</a> }.into_any(),
            None => stage.name.into_any(),
        };
        view! {
            <li class=stage.state.class() aria-current=current>
                <b>{name}</b>
                {w.say(stage.state.key())}
                " "
                <span class="nb">{stage.day}</span>
            </li>
        }
    };
    view! {
        <ol class=if flat { "rail flat" } else { "rail" } aria-label=label>
            {stages.into_iter().map(item).collect_view()}
        </ol>
    }
}
