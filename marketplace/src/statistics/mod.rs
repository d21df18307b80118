//! What the public counts.

use crate::fault::Fault;
use crate::market::Market;
use chrono::Datelike;
use domain::calendar::{Day, day_of};
use domain::money::Money;
use entities::contracts::{contract, payment};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr};

/// The front page's figures of money and contracts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Contracts in performance.
    pub running: u64,
    /// Paid this year.
    pub paid: Money,
}

/// Counts what stands on the front page.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn front(market: &Market) -> Result<Front, Fault> {
    let db = market.reader();
    let running = contract::Entity::find().filter(contract::Column::State.eq("in-force")).count(db).await?;
    let year = day_of(market.now()).year();
    let first = Day::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let paid: Option<Option<i64>> = payment::Entity::find()
        .filter(payment::Column::PaidOn.gte(first))
        .select_only()
        // PostgreSQL sums bigint to numeric: cast it back.
        .column_as(Expr::cust("CAST(SUM(amount_paid_fen) AS BIGINT)"), "fen")
        .into_tuple()
        .one(db)
        .await?;
    Ok(Front { running, paid: Money::fen(paid.flatten().unwrap_or_default()) })
}
