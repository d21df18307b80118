//! Before the deadline nobody but its own organization learns that there is an offer: every page, list, count and answer of the
//! API is the same with and without one.

use outside::path::Walk;
use outside::path::tour;
use outside::{Database, Driver, Person, World, ways};
use std::collections::BTreeMap;

/// Addresses that could give an offer away. `{n}` is the demand's number.
const PLACES: [&str; 26] = [
    "/",
    "/demands",
    "/demands?stage=open",
    "/demands/export.csv",
    "/demands/{n}",
    "/demands/{n}/offers",
    "/demands/{n}/result",
    "/demands/{n}/review",
    "/demands/{n}/panel",
    "/demands/{n}/matches",
    "/notices",
    "/contracts",
    "/organizations",
    "/workbench",
    "/healthz",
    "/api/v1/me",
    "/api/v1/workbench",
    "/api/v1/demands",
    "/api/v1/demands/{n}",
    "/api/v1/demands/{n}/matches",
    "/api/v1/demands/{n}/offers",
    "/api/v1/demands/{n}/panel",
    "/api/v1/demands/{n}/review",
    "/api/v1/demands/{n}/result",
    "/api/v1/changes?after=0",
    "/api/v1/notices",
];

/// What a person can see at these places: status and everything that reads.
async fn sights(person: &Person, number: &str, more: &[String]) -> BTreeMap<String, (u16, String)> {
    let mut seen = BTreeMap::new();
    for place in PLACES.iter().map(|place| place.replace("{n}", number)).chain(more.iter().cloned()) {
        let reply = person.get(&place).await;
        let what = if reply.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            person.open(&place).await;
            // Keys of forms and the wall clock are drawn anew for every page; words and links are not.
            format!("{}\n{}", person.whole_text(), person.attributes("a", "href").join("\n"))
        } else {
            reply.text()
        };
        seen.insert(place, (reply.status, what));
    }
    seen
}

#[tokio::test]
async fn an_offer_leaves_no_trace_before_the_deadline() {
    for way in ways(&[(Database::Sqlite, Driver::Http)]) {
        let walk = Walk::new(World::start("demo", way).await, "zh", tour::cast(), tour::purchase());
        let draft = walk.drafts_the_need().await;
        walk.is_approved(&draft, None).await;
        let number = walk.is_published(&draft).await;
        walk.it_is("2025-03-04").await;

        let mut watchers = vec![("anybody".to_owned(), walk.world.visitor().await)];
        for login in ["officer", "approver", "reviewer", "panel", "expert1", "qingyuan", "lead", "registrar", "auditor"] {
            watchers.push((login.to_owned(), walk.world.sign_in(login).await));
        }
        // Addresses that will exist, as far as anybody could guess them.
        let guess = |receipt: &str| vec![receipt.to_owned(), format!("/api/v1{}", receipt.replace("/receipt/", "/receipts/"))];
        let nowhere = guess(&format!("/demands/{number}/offer/receipt/XY-0000-0000-0000-0000"));
        let mut before = Vec::new();
        for (_, watcher) in &watchers {
            before.push(sights(watcher, &number, &nowhere).await);
        }
        let receipt = walk.thinks_again(&number, 0, &walk.purchase.offers[0]).await;
        // The guesses are right: they open for the organization itself.
        let own = walk.person("anju").await;
        for address in guess(&receipt) {
            assert_eq!(own.get(&address).await.status, 200, "{address}");
        }
        for ((who, watcher), before) in watchers.iter().zip(&before) {
            let after = sights(watcher, &number, &nowhere).await;
            for (place, seen) in before {
                assert!(after[place] == *seen, "{who} learns of an offer at {place}:\n{:?}\nbefore it was\n{seen:?}", after[place]);
            }
            // The real receipt looks as one that never was.
            for (real, made_up) in guess(&receipt).iter().zip(&nowhere) {
                let (real, made_up) = (watcher.get(real).await, watcher.get(made_up).await);
                assert_eq!(real.status, made_up.status, "{who}");
                // A visitor is asked who he is, before anything is looked up.
                let asked = who == "anybody" && real.status == 200 && real.text().contains(&walk.say("sign-in-act"));
                assert!(asked || [401, 403, 404].contains(&real.status), "{who} reads a receipt: {}", real.status);
            }
        }
        let legal = walk.person("anju.legal").await;
        legal.open(&receipt).await.answered(200);
    }
}
