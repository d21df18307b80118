//! `kill -9` in the middle of work: what was acknowledged is there afterwards, and nothing is half there.

use outside::{Database, Driver, Person, World, fuzz, ways, while_it_lives};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Kills by `GONGXU_KILLS`, ten of them if nothing is said.
fn kills() -> u64 {
    std::env::var("GONGXU_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(10)
}

/// One acknowledged write after another, until the server is gone. Here: sessions, each a row that the next page needs.
async fn writes_on(url: String, phrase: String, noted: Arc<Mutex<Vec<Person>>>) {
    loop {
        let (url, phrase) = (url.clone(), phrase.clone());
        let act = async move {
            let person = Person::at(&url, Driver::Http).await;
            person.sign_in("auditor", &phrase).await;
            person
        };
        match while_it_lives(act).await {
            Some(person) => noted.lock().await.push(person),
            None => return,
        }
    }
}

#[tokio::test]
async fn what_was_acknowledged_outlives_a_kill() {
    let seed = fuzz::seed();
    println!("GONGXU_SEED={seed}");
    for way in ways(&[(Database::Sqlite, Driver::Http), (Database::Postgres, Driver::Http)]) {
        let mut world = World::start("demo", way).await;
        for round in 0..kills() {
            let noted = Arc::new(Mutex::new(Vec::new()));
            let writers: Vec<_> = (0..4).map(|_| tokio::spawn(writes_on(world.url().to_owned(), world.phrase().to_owned(), noted.clone()))).collect();
            // Between 50 and 2 000 ms, another moment each round of each seed.
            let pause = 50 + (seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(round * 1_442_695_040_888_963_407) >> 33) % 1_950;
            tokio::time::sleep(Duration::from_millis(pause)).await;
            world.kill();
            for writer in writers {
                writer.await.expect("a writer ends with the server");
            }
            world.restart().await;
            for person in noted.lock().await.iter() {
                person.open("/api/v1/me").await.answered(200);
            }
        }
    }
}
