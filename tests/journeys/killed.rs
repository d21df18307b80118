//! `kill -9` in the middle of offers: what was acknowledged is there afterwards, and nothing is half there.

use outside::path::Walk;
use outside::path::tour;
use outside::path::town::credit_code;
use outside::{Database, Driver, Person, Way, Words, World, fuzz, ways, while_it_lives};
use std::sync::Arc;
use std::time::Duration;

/// Kills by `GONGXU_KILLS`, ten of them if nothing is said.
fn kills() -> u64 {
    std::env::var("GONGXU_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// Replaces the organization's offer; the path of the receipt is what comes back.
async fn offers_again(person: Arc<Person>, number: String, words: &'static Words, nth: usize) -> String {
    person.open(&format!("/demands/{number}/offer")).await.answered(200);
    person.fill(&words.say("bids-field-plan"), &format!("{number} {nth}")).await;
    person.press(&words.say("bids-save-check")).await.answered(200);
    person.press(&words.say("bids-submit-again")).await.answered(200);
    person.path()
}

/// The world, which no other walk shares.
fn alone(walk: &mut Walk) -> &mut World {
    Arc::get_mut(&mut walk.world).expect("one walk in this world")
}

/// One acknowledged offer after another, until the server is gone.
async fn offers_until_the_end(person: Arc<Person>, number: String, words: &'static Words) -> Vec<String> {
    let mut receipts = Vec::new();
    while let Some(receipt) = while_it_lives(offers_again(person.clone(), number.clone(), words, receipts.len())).await {
        receipts.push(receipt);
    }
    receipts
}

#[tokio::test]
async fn what_was_acknowledged_outlives_a_kill() {
    let seed = fuzz::seed();
    println!("GONGXU_SEED={seed}");
    for way in ways(&[(Database::Sqlite, Driver::Http), (Database::Postgres, Driver::Http)]) {
        let mut walk = Walk::new(World::start("demo", way).await, "zh", tour::cast(), tour::purchase());
        let draft = walk.drafts_the_need().await;
        walk.is_approved(&draft, None).await;
        let number = walk.is_published(&draft).await;
        let words = walk.words;
        let mut acknowledged = Vec::new();
        for (who, offer) in walk.purchase.offers.iter().enumerate() {
            acknowledged.push(vec![walk.offers(&number, who, offer).await]);
        }
        for round in 0..kills() {
            let mut writers = Vec::new();
            for bidder in &walk.cast.bidders {
                writers.push(tokio::spawn(offers_until_the_end(walk.person(&bidder.admin).await, number.clone(), words)));
            }
            // Between 50 and 2 000 ms, another moment each round of each seed.
            let pause = 50 + (seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(round * 1_442_695_040_888_963_407) >> 33) % 1_950;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            alone(&mut walk).kill();
            let before: usize = acknowledged.iter().map(Vec::len).sum();
            for (writer, receipts) in writers.into_iter().zip(&mut acknowledged) {
                receipts.extend(writer.await.expect("a writer ends with the server"));
            }
            alone(&mut walk).restart().await;
            for (bidder, receipts) in walk.cast.bidders.iter().zip(&mut acknowledged) {
                let person = walk.person(&bidder.admin).await;
                for receipt in receipts.iter() {
                    person.open(receipt).await.answered(200).shows(&words.say("bids-receipt-what"));
                }
                person.open(&format!("/demands/{number}/offer")).await.answered(200);
                let listed: Vec<String> = person.attributes("main a", "href").into_iter().filter(|href| href.contains("/offer/receipt/")).collect();
                // The one on its way may have been taken without the answer getting through, and then it is there as a whole.
                assert!(listed.len() == receipts.len() || listed.len() == receipts.len() + 1, "{} of {} offers", listed.len(), receipts.len());
                assert!(receipts.iter().all(|receipt| listed.contains(receipt)), "{listed:?} lacks one of {receipts:?}");
                let standing =
                    person.texts("main section[aria-labelledby=handed-in] .tag").iter().filter(|text| **text == words.say("bid-state-standing")).count();
                assert_eq!(standing, 1, "one offer stands");
                for found in listed {
                    if !receipts.contains(&found) {
                        person.open(&found).await.answered(200).shows(&words.say("bids-receipt-what"));
                        receipts.push(found);
                    }
                }
            }
            println!("{way:?}, kill {round}: {} offers acknowledged", acknowledged.iter().map(Vec::len).sum::<usize>() - before);
        }
    }
}

#[tokio::test]
async fn an_import_that_was_killed_says_so() {
    let mut list = String::from("社会组织名称,统一社会信用代码,社会组织类型,成立登记日期,服务领域,服务区域\n");
    for nth in 0..6_000 {
        list += &format!("上海示例第{nth}服务中心,{},社会服务机构,2015-06-01,养老服务,全市\n", credit_code("52310101", 100_000 + nth));
    }
    let words = outside::words("zh");
    let mut world = World::start("demo", Way(Database::Sqlite, Driver::Http)).await;
    let registrar = world.sign_in("registrar").await;
    registrar.open("/organizations/import").await.answered(200);
    registrar.attach(&words.say("organizations-import-file"), "list.csv", list.as_bytes()).await;
    registrar.uncheck(&words.say("organizations-import-dry")).await;
    registrar.press(&words.say("organizations-act-upload")).await.answered(200).shows(&words.say("organizations-run-judging"));
    let run = registrar.path();
    world.kill();
    world.restart().await;
    let registrar = world.sign_in("registrar").await;
    registrar.open(&run).await.answered(200).hides(&words.say("organizations-run-judging"));
    registrar.shows(&words.say("organizations-import-broke-off")).shows(&words.say("organizations-run-broken"));
    let found = world.visitor().await;
    found.open("/organizations?q=上海示例第5服务中心").await.answered(200).shows(&words.say("organizations-list-empty"));
}
