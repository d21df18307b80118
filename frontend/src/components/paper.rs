//! A public document as it would look on paper.

use super::{DataTable, Digest, Table};
use crate::page::wording;
use leptos::prelude::*;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// Its body.
    pub blocks: Vec<Block>,
    /// Who issued it.
    pub issuer: String,
    /// On which day, in words.
    pub day: String,
    /// Its number.
    pub number: String,
    /// 第1版.
    pub version: String,
    /// The digest of its canonical form.
    pub digest: Option<String>,
    /// Where it can be verified.
    pub verify: Option<String>,
    /// The language it is written in, as `lang` wants it, when the page around it is in another.
    pub language: Option<&'static str>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, indented by two characters.
    Text(String),
    /// A heading: 一、项目概况.
    Heading(String),
    /// A table.
    Figures(Table),
}

/// The document. Its title is a second heading: the page has its own first one.
#[component]
pub fn PaperView(paper: Paper) -> impl IntoView {
    let block = |block: Block| match block {
        Block::Text(text) => view! { <p>{text}</p> }.into_any(),
        Block::Heading(text) => view! { <h3>{text}</h3> }.into_any(),
        Block::Figures(table) => view! { <DataTable table/> }.into_any(),
    };
    view! {
        <article class="docu" lang=paper.language>
            <h2>{paper.title}</h2>
            {paper.blocks.into_iter().map(block).collect_view()}
            <p class="signed">{paper.issuer}<br/>{paper.day}</p>
        </article>
        <PaperFoot number=paper.number version=paper.version digest=paper.digest verify=paper.verify/>
    }
}

/// Below the paper: what makes it possible to tell this text from another.
#[component]
fn PaperFoot(
    number: String,
    version: String,
    #[prop(optional_no_strip)] digest: Option<String>,
    #[prop(optional_no_strip)] verify: Option<String>,
) -> impl IntoView {
    let w = wording();
    view! {
        <div class="line small soft after">
            <span class="mono">{number}</span>
            <span>{version}</span>
            {digest.map(|digest| match verify {
                Some(verify) => view! { <div>{w.say("digest.label")} " " <Digest digest verify/></div> }.into_any(),
                None => view! { <div>{w.say("digest.label")} " " <Digest digest/></div> }.into_any(),
            })}
        </div>
    }
}
