//! The API keeps the word of its own document, whoever asks.

use outside::{Database, Driver, World, bless_or_compare, every_way, fuzz, ways};
use std::process::Command;

/// Ten cases an operation: more by hand, through `GONGXU_CASES`.
fn cases() -> u32 {
    std::env::var("GONGXU_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(10)
}

#[tokio::test]
async fn the_api_keeps_its_word_to_every_role() {
    for way in ways(&[(Database::Sqlite, Driver::Http)]) {
        let world = World::start("demo", way).await;
        fuzz::keeps_its_word(&world, None, cases()).await;
        let accounts = world.one_of_each_role();
        assert!(accounts.len() > 8, "the server prints its accounts at start: {accounts:?}");
        for account in accounts {
            fuzz::keeps_its_word(&world, Some(&account), cases()).await;
        }
    }
}

#[tokio::test]
async fn the_kept_document_is_the_one_that_is_served() {
    let printed = Command::new(outside::binary()).arg("openapi").output().expect("the binary starts");
    let printed = String::from_utf8(printed.stdout).expect("the document is text");
    bless_or_compare("docs/openapi.json", &printed);
    for way in every_way().into_iter().filter(|way| way.1 == Driver::Http) {
        let world = World::start("demo", way).await;
        let served = world.visitor().await.get("/api/v1/openapi.json").await;
        assert_eq!(served.status, 200);
        let printed: serde_json::Value = serde_json::from_str(&printed).expect("the document is JSON");
        assert_eq!(served.json(), printed);
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_turned_away() {
    for way in ways(&[(Database::Sqlite, Driver::Http)]) {
        let world = World::start("demo", way).await;
        let visitor = world.visitor().await;
        for headers in [&[("Origin", "https://elsewhere.example")][..], &[("Sec-Fetch-Site", "cross-site")]] {
            let reply = visitor.call_with("POST", "/sign-in", &serde_json::json!({}), headers).await;
            assert_eq!(reply.status, 403, "{headers:?}");
        }
    }
}
