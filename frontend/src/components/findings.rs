//! A grade, and findings beside what was replied.

use super::{Link, Status, Tag};
use leptos::prelude::*;

/// A finding with what was said about it, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The finding: 1. 抽查120份入户记录，9份缺服务对象签名.
    pub title: String,
    /// How far it is.
    pub status: Option<Status>,
    /// Who said what: heading, text, evidence.
    pub said: Vec<(String, String, Option<Link>)>,
}

/// Findings, each with its replies beside it.
#[component]
pub fn Findings(findings: Vec<Finding>) -> impl IntoView {
    let part = |(head, text, link): (String, String, Option<Link>)| {
        view! {
            <div>
                <h4>{head}</h4>
                <p>{text}</p>
                {link.map(|link| view! { <p class="small"><a href=link.href>{link.label}</a></p> })}
            </div>
        }
    };
    let item = move |finding: Finding| {
        view! {
            <li>
                <h3>
                    <span>{finding.title}</span>
                    {finding.status.map(|status| view! { <Tag status/> })}
                </h3>
                {finding.said.into_iter().map(part).collect_view()}
            </li>
        }
    };
    view! { <ol class="trio">{findings.into_iter().map(item).collect_view()}</ol> }
}

/// A grade with its score, and beside it whatever bars explain it.
#[component]
pub fn GradeBlock(
    /// 优, 良, 中, 差.
    grade: String,
    /// 84.60分，满分100.
    score: String,
    /// Where the grades begin: 优90 · 良80 · 中60.
    scale: String,
    /// What this block is, for screen readers.
    label: String,
    /// Whether the service did not pass.
    #[prop(optional)]
    bad: bool,
    /// What set the score to nothing, each with its evidence.
    #[prop(optional)]
    vetoes: Vec<String>,
    /// The bars.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="verdict-top" aria-label=label>
            <div class="grade">
                <span class="g" class:cin=bad>{grade}</span>
                <span class="tn"><super::Figure text=score/></span>
                {vetoes.into_iter().map(|veto| view! { <span class="strong cin">{veto}</span> }).collect_view()}
                <small class="soft">{scale}</small>
            </div>
            <div>{children()}</div>
        </section>
    }
}
