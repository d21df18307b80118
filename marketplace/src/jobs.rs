//! What is done after the commit, at least once: the feed is sequenced, promised messages are delivered.

use crate::fault::Fault;
use crate::market::Market;
use crate::tx::{Audience, Tell};
use domain::calendar::Moment;
use domain::policy::Actor;
use entities::identity::membership;
use entities::inbox::{message, outbox};
use entities::ledger::change;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};

/// After so many failures a promise is left for a person to look at.
const TRIES: i32 = 10;

/// Gives committed changes their places in the feed, in the order in which sequencers see them committed.
///
/// A place is given by one sequencer at a time, in a transaction of its own, only to rows that are committed; so a reader
/// who has seen place n will never meet a smaller one later, however writing transactions overlap.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn sequence_changes(market: &Market) -> Result<usize, Fault> {
    // Looking first costs one read and saves the write lock when there is nothing to do.
    if change::Entity::find().filter(change::Column::Position.is_null()).one(market.reader()).await?.is_none() {
        return Ok(0);
    }
    let tx = market.begin(&Actor::OPERATOR).await?;
    if !market.is_sqlite() {
        // Held until this transaction ends, so that no other node numbers the same rows or commits a later place first.
        tx.db().execute_unprepared("SELECT pg_advisory_xact_lock(4706001)").await?;
    }
    let last = change::Entity::find().filter(change::Column::Position.is_not_null()).order_by_desc(change::Column::Position).one(tx.db()).await?;
    let mut position = last.and_then(|row| row.position).unwrap_or(0);
    let waiting = change::Entity::find()
        .filter(change::Column::Position.is_null())
        .order_by_asc(change::Column::At)
        .order_by_asc(change::Column::Subject)
        .order_by_asc(change::Column::Version)
        .limit(512)
        .all(tx.db())
        .await?;
    let count = waiting.len();
    for row in waiting {
        position += 1;
        let mut row = row.into_active_model();
        row.position = Set(Some(position));
        row.update(tx.db()).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// Keeps promises of the outbox.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer; a promise that fails is counted and tried again.
pub async fn deliver(market: &Market) -> Result<usize, Fault> {
    let waiting = outbox::Entity::find()
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::Tries.lt(TRIES))
        .order_by_asc(outbox::Column::At)
        .limit(200)
        .all(market.reader())
        .await?;
    let mut done = 0;
    for row in waiting {
        let tx = market.begin(&Actor::OPERATOR).await?;
        let kept = keep(&tx, &row).await;
        let mut changed = row.into_active_model();
        match kept {
            Ok(()) => {
                changed.done_at = Set(Some(tx.at()));
                changed.update(tx.db()).await?;
                tx.commit().await?;
                done += 1;
            }
            // It is no fault of the promise: the next round has it again.
            Err(Fault::Busy { .. }) => {}
            Err(fault) => {
                tracing::error!(%fault, "a promise of the outbox failed");
                drop(tx);
                let tx = market.begin(&Actor::OPERATOR).await?;
                changed.tries = Set(changed.tries.take().unwrap_or_default() + 1);
                changed.update(tx.db()).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(done)
}

async fn keep(tx: &crate::tx::Tx, row: &outbox::Model) -> Result<(), Fault> {
    if row.job != "tell" {
        return Err(Fault::corrupt(format!("no job {}", row.job)));
    }
    let Tell { audience, message: words } = serde_json::from_str(&row.payload)?;
    let mut find = membership::Entity::find().filter(membership::Column::Until.is_null());
    let accounts = match audience {
        Audience::Account(account) => vec![account.uuid()],
        Audience::Holders(organization, roles) => {
            find = find
                .filter(membership::Column::OrganizationId.eq(organization.uuid()))
                .filter(membership::Column::Role.is_in(roles.iter().map(|role| role.key())));
            find.all(tx.db()).await?.into_iter().map(|row| row.account_id).collect()
        }
        Audience::Everyone(role) => {
            find = find.filter(membership::Column::Role.eq(role.key()));
            find.all(tx.db()).await?.into_iter().map(|row| row.account_id).collect()
        }
    };
    for account in accounts {
        let told = message::ActiveModel {
            id: Set(tx.fresh()),
            account_id: Set(account),
            outbox_id: Set(row.id),
            key: Set(words.key.clone()),
            facts: Set(serde_json::to_string(&words.facts)?),
            path: Set(words.path.clone()),
            at: Set(row.at),
            read_at: Set(None),
        };
        let again = OnConflict::columns([message::Column::AccountId, message::Column::OutboxId]).do_nothing().to_owned();
        message::Entity::insert(told).on_conflict(again).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// Lets happen what fell due in the world: deadlines pass, periods end. A thing that fails is logged and holds up no other.
///
/// # Errors
/// The first fault, after everything that fell due had its turn.
pub async fn do_what_is_due(market: &Market) -> Result<(), Fault> {
    let closed = crate::bids::close_due(market).await;
    let ended = crate::evaluations::end_comments_due(market).await;
    closed.map(drop).and(ended)
}

/// The next moment at which something falls due in the world, strictly after now.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn next_due(market: &Market) -> Result<Option<Moment>, Fault> {
    let now = market.now();
    let moments = [
        crate::bids::next_deadline(market).await?,
        crate::awards::next_due(market).await?,
        crate::contracts::next_due(market).await?,
        crate::evaluations::next_due(market).await?,
    ];
    Ok(moments.into_iter().flatten().filter(|moment| *moment > now).min())
}
