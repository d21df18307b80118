//! `make bench`: what the release binary sustains on this machine, on SQLite, as a Markdown table. `GONGXU_BENCH_SCENARIO` is
//! the world (default `size-10000`: ten thousand demands and organizations), `GONGXU_BENCH_SECONDS` how long each address is read.

use outside::load::{measure, memory};
use outside::{Database, Driver, Person, Way, World};
use std::time::Duration;

const CONNECTIONS: usize = 32;

#[tokio::main]
async fn main() {
    let given = |name: &str, default: &str| std::env::var(name).unwrap_or_else(|_| default.to_owned());
    let scenario = given("GONGXU_BENCH_SCENARIO", "size-10000");
    let seconds = given("GONGXU_BENCH_SECONDS", "10").parse().expect("GONGXU_BENCH_SECONDS is a number");
    let world = World::start(&scenario, Way(Database::Sqlite, Driver::Http)).await;
    let visitor = world.visitor().await;

    println!("Scenario {scenario}, {CONNECTIONS} connections, {seconds} s each; the readers run on the same machine.\n");
    println!("| page | a second | p50 ms | p99 ms | CPU ms | bytes |\n| --- | --- | --- | --- | --- | --- |");
    let at_rest = memory(world.process());
    let mut most = at_rest;
    for path in pages(&visitor).await {
        let figures = measure(&world, &path, CONNECTIONS, Duration::from_secs(seconds)).await;
        most = most.max(memory(world.process()));
        println!("{figures}");
    }
    println!("\nMemory: {at_rest} MiB at rest, {most} MiB under load. First page with everything it loads: {} bytes.", first_page(&visitor).await);
}

/// The first page, each public list, and the first thing on it.
async fn pages(visitor: &Person) -> Vec<String> {
    let mut paths = vec!["/".to_owned()];
    for list in ["/demands", "/organizations", "/contracts"] {
        visitor.open(list).await.answered(200);
        paths.push(list.to_owned());
        let below = format!("{list}/");
        paths.extend(visitor.attributes("main a[href]", "href").into_iter().find(|link| link.starts_with(&below)));
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
