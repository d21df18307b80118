//! `make bench`: what the release binary sustains on this machine, on SQLite, as a Markdown table. `GONGXU_BENCH_SCENARIO` is
//! the world (default `size-10000`: ten thousand demands and organizations), `GONGXU_BENCH_SECONDS` how long each row is measured.

use outside::load::{BoxFuture, Figures, measure, memory, reader};
use outside::path::{Walk, tour};
use outside::{Database, Driver, Person, Way, Words, World};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many read at once.
const CONNECTIONS: usize = 32;

#[tokio::main]
async fn main() {
    let given = |name: &str, default: &str| std::env::var(name).unwrap_or_else(|_| default.to_owned());
    let scenario = given("GONGXU_BENCH_SCENARIO", "size-10000");
    let time = Duration::from_secs(given("GONGXU_BENCH_SECONDS", "10").parse().expect("GONGXU_BENCH_SECONDS is a number"));
    let world = World::start(&scenario, Way(Database::Sqlite, Driver::Http)).await;
    let at_rest = memory(world.process());
    let walk = Walk::new(world, "zh", tour::cast(), tour::purchase());
    let world = &walk.world;
    let visitor = walk.anybody().await;
    let mut most = at_rest;
    let mut row = |figures: Figures| {
        most = most.max(figures.memory);
        println!("{figures}");
    };

    println!("Scenario {scenario}, {} s a row; who asks runs on the same machine.\n", time.as_secs());
    println!("| what | a second | p50 ms | p99 ms | CPU ms | bytes | MiB |\n| --- | --- | --- | --- | --- | --- | --- |");
    for path in pages(&visitor).await {
        row(measure(world, &format!("`{path}`, {CONNECTIONS} readers"), CONNECTIONS, time, reader(world, &path, None, false)).await);
        row(measure(world, &format!("`{path}`, made anew each time"), CONNECTIONS, time, reader(world, &path, None, true)).await);
    }
    let sheet = "/demands/export.csv";
    row(measure(world, &format!("`{sheet}`, 4 readers"), 4, time, reader(world, sheet, None, true)).await);

    let draft = walk.drafts_the_need().await;
    walk.is_approved(&draft, None).await;
    let number = walk.is_published(&draft).await;
    let officer = walk.officer().await;
    let matches = format!("/demands/{number}/matches");
    row(measure(world, "one demand against all organizations", 1, time, reader(world, &matches, Some(&officer), false)).await);
    let mut clerks = Vec::new();
    for (who, offer) in walk.purchase.offers.iter().enumerate() {
        walk.offers(&number, who, offer).await;
        clerks.push(walk.person(&walk.cast.bidders[who].admin).await);
    }
    let many = clerks.len();
    let offering = again(clerks, number, walk.words);
    row(measure(world, &format!("an offer typed, checked and handed in, {many} organizations"), many, time, offering.clone()).await);
    let writing: Vec<_> = (0..many)
        .map(|which| {
            let offering = offering.clone();
            tokio::spawn(async move {
                loop {
                    offering(which).await;
                }
            })
        })
        .collect();
    let reading = reader(world, "/demands", None, false);
    row(measure(world, &format!("`/demands`, {CONNECTIONS} readers while {many} organizations hand in offers"), CONNECTIONS, time, reading).await);
    writing.iter().for_each(tokio::task::JoinHandle::abort);

    println!("\nMemory: {at_rest} MiB at rest, {most} MiB under load. First page with everything it loads: {} bytes.", first_page(&visitor).await);
}

/// Each organization replaces its offer.
fn again(clerks: Vec<Arc<Person>>, number: String, words: &'static Words) -> impl Fn(usize) -> BoxFuture<usize> + Clone + Send + 'static {
    let nth = Arc::new(AtomicUsize::new(0));
    move |which| {
        let (clerk, number, nth) = (clerks[which].clone(), number.clone(), nth.fetch_add(1, Ordering::Relaxed));
        Box::pin(async move {
            clerk.open(&format!("/demands/{number}/offer")).await.answered(200);
            clerk.fill(&words.say("bids-field-plan"), &format!("{number} {nth}")).await;
            clerk.press(&words.say("bids-save-check")).await.answered(200);
            clerk.press(&words.say("bids-submit-again")).await.answered(200).html().len()
        })
    }
}

/// The first page, each public list, and the first thing on it.
async fn pages(visitor: &Person) -> Vec<String> {
    let mut paths = vec!["/".to_owned()];
    for list in ["/demands", "/organizations"] {
        visitor.open(list).await.answered(200);
        paths.push(list.to_owned());
        let below = format!("{list}/");
        paths.extend(visitor.attributes("main ul.list a[href]", "href").into_iter().find(|link| link.starts_with(&below)));
    }
    paths
}

/// What a first visit transfers: the page, its style sheet, its pictures, its scripts.
async fn first_page(visitor: &Person) -> usize {
    let ask = [("Accept-Encoding", "br, gzip")];
    visitor.open("/").await;
    let mut files = visitor.attributes("link[href], script[src], img[src]", "href");
    files.extend(visitor.attributes("script[src], img[src]", "src"));
    files.extend(visitor.attributes("use[href]", "href"));
    let mut files: Vec<String> =
        files.into_iter().filter_map(|file| file.split('#').next().map(str::to_owned)).filter(|file| file.starts_with("/pkg/")).collect();
    files.sort_unstable();
    files.dedup();
    let mut bytes = visitor.get_with("/", &ask).await.body.len();
    for file in files {
        bytes += visitor.get_with(&file, &ask).await.body.len();
    }
    bytes
}
