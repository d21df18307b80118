//! What a reader sees of public documents.

use super::{Document, NoticeKind};
use crate::calendar::Due;
use crate::numbers::NoticeNumber;
use serde::{Deserialize, Serialize};

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NoticeRow {
    /// Its number.
    pub number: NoticeNumber,
    /// What it announces.
    pub kind: NoticeKind,
    /// Title of the thing announced.
    pub title: String,
    /// Who publishes.
    pub purchaser: String,
    /// When it was published.
    pub published_at: chrono::DateTime<chrono::Utc>,
    /// Last day of its period, where it has one.
    pub period_ends_on: Option<Due>,
}

/// A document as it was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NoticeView {
    /// Its row.
    pub row: NoticeRow,
    /// Numbers of what it is about.
    pub subjects: Vec<String>,
    /// The document.
    pub document: Document,
    /// SHA-256 of the document's bytes, in hexadecimal.
    pub digest: String,
    /// The other documents about the same things, oldest first.
    pub related: Vec<NoticeRow>,
}

impl NoticeView {
    /// The earlier document that this one changes, takes back or ends.
    pub fn corrects(&self) -> Option<&NoticeRow> {
        self.related.iter().rev().find(|other| other.number < self.row.number && corrected_by(self.row.kind).contains(&other.kind))
    }

    /// The first later document that changes, takes back or ends this one.
    pub fn corrected_by(&self) -> Option<&NoticeRow> {
        self.related.iter().find(|other| other.number > self.row.number && corrected_by(other.kind).contains(&self.row.kind))
    }
}

/// What a document of this kind corrects.
const fn corrected_by(kind: NoticeKind) -> &'static [NoticeKind] {
    match kind {
        NoticeKind::Extension => &[NoticeKind::Demand, NoticeKind::Extension],
        NoticeKind::Withdrawn => &[NoticeKind::Publicity, NoticeKind::Result],
        NoticeKind::Ended => &[NoticeKind::Demand, NoticeKind::Extension, NoticeKind::Publicity, NoticeKind::Result],
        NoticeKind::Demand | NoticeKind::Publicity | NoticeKind::Result | NoticeKind::Contract | NoticeKind::Acceptance | NoticeKind::Evaluation => &[],
    }
}
