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
}
