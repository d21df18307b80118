//! A list of tasks that can be done in any order.

use super::{Status, Tag, Tone};
use crate::page::wording;
use leptos::prelude::*;

/// How far a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Nobody looked at it.
    NotBegun,
    /// Looked at, not complete.
    Begun,
    /// Complete.
    Done,
    /// Complete, but something in it would be refused.
    Faulty,
    /// Cannot begin yet, for this reason.
    Blocked,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What it is about.
    pub name: String,
    /// Where it is done; a blocked one leads nowhere.
    pub href: String,
    /// How far it is.
    pub state: TaskState,
    /// What is missing first, or what is wrong.
    pub remark: Option<String>,
}

/// The tasks. A finished one is plain, so that what is left stands out.
#[component]
pub fn TaskList(tasks: Vec<Task>) -> impl IntoView {
    view! { <ul class="list tight todo">{tasks.into_iter().map(|task| view! { <OneTask task/> }).collect_view()}</ul> }
}

#[component]
fn OneTask(task: Task) -> impl IntoView {
    let w = wording();
    let state = match task.state {
        TaskState::NotBegun => view! { <span>{w.say("task.not-begun")}</span> }.into_any(),
        TaskState::Done => view! { <span>{w.say("task.done")}</span> }.into_any(),
        TaskState::Blocked => view! { <span class="soft">{w.say("task.blocked")}</span> }.into_any(),
        TaskState::Begun => view! { <Tag status=Status::new(Tone::River, w.say("task.begun"))/> }.into_any(),
        TaskState::Faulty => view! { <Tag status=Status::new(Tone::Cinnabar, w.say("task.faulty"))/> }.into_any(),
    };
    let name = match task.state {
        TaskState::Blocked => view! { <span class="soft">{task.name}</span> }.into_any(),
        _ => view! { <a class="t" href=task.href>{task.name}</a> }.into_any(),
    };
    view! {
        <li>
            <div>
                {name}
                {task.remark.map(|remark| view! { <p class="meta">{remark}</p> })}
            </div>
            {state}
        </li>
    }
}
