//! The purchase of the tour, walked through its pages from the posted need on.

use outside::path::Walk;
use outside::path::tour::{cast, purchase};
use outside::{Database, Driver, Way, World, ways};

/// Chinese but for the way over PostgreSQL: each language, database and driver is met.
fn language(way: Way) -> &'static str {
    if way == Way(Database::Postgres, Driver::NoScript) { "en" } else { "zh" }
}

#[tokio::test]
async fn a_purchase_goes_the_whole_road() {
    for way in ways(&[(Database::Sqlite, Driver::Script), (Database::Postgres, Driver::NoScript)]) {
        let walk = Walk::new(World::start("demo", way).await, language(way), cast(), purchase());
        let numbers = walk.the_whole_road().await;
        if way.1 == Driver::Script && std::env::var_os("GONGXU_SHOTS").is_some() {
            walk.is_pictured(&numbers).await;
        }
    }
}

#[tokio::test]
async fn a_published_need_is_given_up() {
    for way in ways(&[(Database::Sqlite, Driver::NoScript), (Database::Postgres, Driver::Http)]) {
        let walk = Walk::new(World::start("demo", way).await, language(way), cast(), purchase());
        let draft = walk.drafts_the_need().await;
        // Here the day of the draft has come: the road's own end is too late to check it.
        if way.1 == Driver::NoScript && std::env::var_os("GONGXU_SHOTS").is_some() {
            walk.draft_is_pictured(&draft).await;
        }
        walk.is_approved(&draft, None).await;
        let number = walk.is_published(&draft).await;
        walk.offers(&number, 0, &walk.purchase.offers[0].clone()).await;
        walk.is_given_up(&number).await;
    }
}
