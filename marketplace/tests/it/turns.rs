//! Writes that are in each other's way.

use crate::world::worlds;
use domain::policy::Actor;
use marketplace::tx::watched;
use marketplace::{Fault, Market, Options, Tx};
use std::sync::Arc;

async fn begin(market: &Market) -> Tx {
    market.begin(&Actor::OPERATOR).await.unwrap()
}

/// TRUST §7: a deadlock is nobody's fault; nothing of the write that was taken back stands, and its numbers leave no gap.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_writes_that_wait_for_each_other_one_is_taken_back_and_can_be_done_again() {
    for world in worlds().await {
        let market = &world.market;
        if market.is_sqlite() {
            // One writer after another: nobody can wait for each other.
            continue;
        }
        let (first, second) = (begin(market).await, begin(market).await);
        let year = first.next_number("left").await.unwrap().0;
        second.next_number("right").await.unwrap();
        let (one, other) = tokio::join!(first.next_number("right"), second.next_number("left"));
        let (winner, loser, lost) = if one.is_ok() { (first, second, other) } else { (second, first, one) };
        let fault = lost.unwrap_err();
        assert!(matches!(fault, Fault::Busy { taken_back: true, .. }), "{fault}");
        drop(loser);
        winner.commit().await.unwrap();

        let again = begin(market).await;
        assert_eq!((again.next_number("left").await.unwrap(), again.next_number("right").await.unwrap()), ((year, 2), (year, 2)));
        again.commit().await.unwrap();
    }
}

#[tokio::test]
async fn who_gets_no_turn_is_told_so_and_what_lasts_is_known() {
    let world = worlds().await.remove(0);
    let url = format!("sqlite://{}", world.market.data_dir().join("world.db").display());
    let options =
        Options { url, data_dir: world.market.data_dir().to_owned(), pepper: b"pepper".to_vec(), clock: world.clock.clone() as Arc<_>, building: true };
    let another = Market::open(options).await.unwrap();
    let held = begin(&world.market).await;
    let (refused, committed) = watched(another.begin(&Actor::OPERATOR)).await;
    assert!(matches!(refused.err(), Some(Fault::Busy { taken_back: false, .. })) && !committed);
    let (done, committed) = watched(held.commit()).await;
    assert!(done.is_ok() && committed);
    begin(&another).await.commit().await.unwrap();
    another.close().await.unwrap();
}
