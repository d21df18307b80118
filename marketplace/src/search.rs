//! Words that somebody searches for.

use domain::text::clean;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, LikeExpr};

/// Whether a column holds these words as they stand, typed the way that the column was (NFC): `%` and `_` are signs like any other.
pub(crate) fn holds(column: impl ColumnTrait, words: &str) -> Expr {
    let literal = clean(words).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    column.like(LikeExpr::new(format!("%{literal}%")).escape('\\'))
}
