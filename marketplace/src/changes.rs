//! The feed of everything that was public, by commit.

use crate::fault::Fault;
use crate::market::Market;
use entities::ledger::change;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// What was public of one thing from one instant on.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its place in the feed.
    pub position: i64,
    /// World time.
    pub at: domain::calendar::Moment,
    /// The purchase that it belongs to, if to one.
    pub ocid: Option<String>,
    /// What kind of thing changed.
    pub kind: String,
    /// Its number or code.
    pub subject: String,
    /// 1, 2, 3 … of this thing.
    pub version: i32,
    /// What was public, as JSON.
    pub body: serde_json::Value,
}

/// Changes after a place, in their order. A reader who goes on from the last place that it saw misses none.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn after(market: &Market, position: i64, most: u64) -> Result<Vec<Change>, Fault> {
    let rows =
        change::Entity::find().filter(change::Column::Position.gt(position)).order_by_asc(change::Column::Position).limit(most).all(market.reader()).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Change {
                position: row.position.unwrap_or_default(),
                at: row.at,
                ocid: row.ocid,
                kind: row.kind,
                subject: row.subject,
                version: row.version,
                body: serde_json::from_str(&row.body)?,
            })
        })
        .collect()
}
