//! What a person is told, and what waits.

use crate::fault::Fault;
use crate::market::Market;
use domain::calendar::Moment;
use domain::ids::{AccountId, MessageId};
use domain::policy::Actor;
use domain::refusal::Fact;
use entities::inbox::message;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

/// A message as its reader sees it.
#[derive(Clone, Debug)]
pub struct Received {
    /// Identifier.
    pub id: MessageId,
    /// A key of the message files.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// Where it leads.
    pub path: String,
    /// World time.
    pub at: Moment,
    /// Whether it was read.
    pub read: bool,
}

/// How many unread messages wait for this person.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn waiting(market: &Market, actor: &Actor) -> Result<u32, Fault> {
    let Some(account) = actor.account else { return Ok(0) };
    let count =
        message::Entity::find().filter(message::Column::AccountId.eq(account.uuid())).filter(message::Column::ReadAt.is_null()).count(market.reader()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The latest messages to this person, newest first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn received(market: &Market, account: AccountId, most: u64) -> Result<Vec<Received>, Fault> {
    let rows = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.uuid()))
        .order_by_desc(message::Column::At)
        .order_by_desc(message::Column::Id)
        .limit(most)
        .all(market.reader())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Received {
                id: MessageId::new(row.id),
                key: row.key,
                facts: serde_json::from_str(&row.facts)?,
                path: row.path,
                at: row.at,
                read: row.read_at.is_some(),
            })
        })
        .collect()
}

/// Marks all messages to this person as read.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn mark_read(market: &Market, actor: &Actor) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    let account = tx.account()?;
    message::Entity::update_many()
        .col_expr(message::Column::ReadAt, Expr::value(tx.at()))
        .filter(message::Column::AccountId.eq(account.uuid()))
        .filter(message::Column::ReadAt.is_null())
        .exec(tx.db())
        .await?;
    tx.commit().await
}
