//! What runs beside the requests: the feed is sequenced, promises are kept, what fell due happens.

use marketplace::Market;
use std::time::Duration;

/// Runs until the process ends. A job that fails is logged and tried again.
pub async fn run(market: Market) {
    let mut beat = tokio::time::interval(Duration::from_millis(250));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        if let Err(fault) = round(&market).await {
            tracing::error!(%fault, "a job failed");
        }
    }
}

/// One round of all jobs, also run by the time machine at each stop.
///
/// # Errors
/// The first fault; what was done before it stays done.
pub async fn round(market: &Market) -> Result<(), marketplace::Fault> {
    marketplace::jobs::do_what_is_due(market).await?;
    marketplace::jobs::deliver(market).await?;
    while marketplace::jobs::sequence_changes(market).await? > 0 {}
    Ok(())
}
