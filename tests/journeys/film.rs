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
