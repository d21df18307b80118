//! Public documents. Every room composes its own out of labelled facts; the words come from the message files, so that one
//! document, with one digest, reads in both languages.

use crate::calendar::{Moment, ends_provisionally};
use crate::refusal::Fact;
use serde::{Deserialize, Serialize};

mod views;

pub use views::{NoticeRow, NoticeView};

crate::words! {
    /// What a public document announces. 公示 comes before a decision, 公告 after it.
    pub enum NoticeKind("notice-kind") {
        /// 需求公告.
        Demand = "demand",
        /// 延期公告.
        Extension = "extension",
        /// 选定结果公示.
        Publicity = "publicity",
        /// 选定结果公告.
        Result = "result",
        /// 撤回选定结果公告.
        Withdrawn = "withdrawn",
        /// 终止公告.
        Ended = "ended",
        /// 合同公告.
        Contract = "contract",
        /// 验收结果公告.
        Acceptance = "acceptance",
        /// 评估结果公告.
        Evaluation = "evaluation",
    }
}

/// A public document: sections of labelled facts and tables. Headings and labels are keys of the message files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Document {
    /// What it announces.
    pub kind: NoticeKind,
    /// Title of the thing announced.
    pub title: String,
    /// Its parts, in their order.
    pub sections: Vec<Section>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Section {
    /// Key of its heading.
    pub heading: String,
    /// Labelled facts: key of the label, and the fact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<(String, Fact)>,
    /// A table, where the part has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// A table of facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Table {
    /// Keys of the column heads.
    pub heads: Vec<String>,
    /// Rows of as many facts.
    pub rows: Vec<Vec<Fact>>,
}

impl Document {
    /// A document without parts.
    pub fn new(kind: NoticeKind, title: impl Into<String>) -> Document {
        Document { kind, title: title.into(), sections: Vec::new() }
    }

    /// Adds a part.
    #[must_use]
    pub fn section(mut self, section: Section) -> Document {
        self.sections.push(section);
        self
    }
}

impl Section {
    /// A part with this heading.
    pub fn new(heading: &str) -> Section {
        Section { heading: heading.to_owned(), lines: Vec::new(), table: None }
    }

    /// Adds a labelled fact.
    #[must_use]
    pub fn line(mut self, label: &str, fact: impl Into<Fact>) -> Section {
        self.lines.push((label.to_owned(), fact.into()));
        self
    }

    /// Adds the end of a period; a line of its own says so while it is provisional (暂定).
    #[must_use]
    pub fn deadline(self, label: &str, end: Moment) -> Section {
        let section = self.line(label, end);
        if ends_provisionally(end) { section.line("notices.label-provisional", Fact::Term("clock.provisional".to_owned())) } else { section }
    }

    /// Gives the part its table.
    #[must_use]
    pub fn table(mut self, heads: &[&str], rows: Vec<Vec<Fact>>) -> Section {
        self.table = Some(Table { heads: heads.iter().map(|head| (*head).to_owned()).collect(), rows });
        self
    }
}
