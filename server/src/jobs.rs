//! What runs beside the requests: the feed is sequenced, promises are kept, what fell due happens.

use marketplace::Market;
use std::time::Duration;

/// Runs until the process ends. A job that fails was logged and is tried again.
pub async fn run(market: Market) {
    let mut beat = tokio::time::interval(Duration::from_millis(250));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        beat.tick().await;
        // Each fault is in the log already.
        let _ = round(&market).await;
    }
}

/// One round of all jobs, also run by the time machine at each stop. A job that fails stops none of the others.
///
/// # Errors
/// The first fault, after all jobs had their turn. Each is logged.
pub async fn round(market: &Market) -> Result<(), marketplace::Fault> {
    let done = [
        ("due", marketplace::jobs::do_what_is_due(market).await),
        ("deliver", marketplace::jobs::deliver(market).await.map(drop)),
        ("sequence", sequence(market).await),
    ];
    for (job, done) in &done {
        if let Err(fault) = done {
            tracing::error!(%fault, job, "a job failed");
        }
    }
    done.into_iter().try_for_each(|(_, done)| done)
}

async fn sequence(market: &Market) -> Result<(), marketplace::Fault> {
    while marketplace::jobs::sequence_changes(market).await? > 0 {}
    Ok(())
}
