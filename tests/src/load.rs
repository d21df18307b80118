//! Many readers at once, and what they cost: throughput, waiting, processor time a request, memory.

use crate::world::World;
use reqwest::Client;
use std::fmt::{Display, Formatter};
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What an address sustained.
pub struct Figures {
    /// What was asked for.
    pub path: String,
    /// Answers a second.
    pub per_second: f64,
    /// Half of the answers came within this.
    pub p50: Duration,
    /// 99 of 100 answers came within this.
    pub p99: Duration,
    /// Processor time of the server for one answer, user and system, all cores.
    pub cpu: Duration,
    /// Bytes sent for one answer, compressed as a browser asks for it.
    pub bytes: usize,
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let Figures { path, per_second, bytes, .. } = self;
        write!(f, "| `{path}` | {per_second:.0} | {:.1} | {:.1} | {:.2} | {bytes} |", ms(self.p50), ms(self.p99), ms(self.cpu))
    }
}

/// Reads one address by so many connections for so long. An answer other than 200 fails.
pub async fn measure(world: &World, path: &str, connections: usize, time: Duration) -> Figures {
    let url = format!("{}{path}", world.url());
    let client = Client::builder().no_proxy().build().expect("a client");
    let bytes = read(&client, &url).await; // also warms what is cached
    let over = Arc::new(AtomicBool::new(false));
    let (cpu, began) = (cpu_time(world.process()), Instant::now());
    let readers: Vec<_> = (0..connections)
        .map(|_| {
            let (client, url, over) = (client.clone(), url.clone(), over.clone());
            tokio::spawn(async move {
                let mut waits = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    let asked = Instant::now();
                    read(&client, &url).await;
                    waits.push(asked.elapsed());
                }
                waits
            })
        })
        .collect();
    tokio::time::sleep(time).await;
    over.store(true, Ordering::Relaxed);
    let mut waits = Vec::new();
    for reader in readers {
        waits.extend(reader.await.expect("a reader reads"));
    }
    let (took, used) = (began.elapsed(), cpu_time(world.process()) - cpu);
    waits.sort_unstable();
    let count = u32::try_from(waits.len()).expect("not that many answers");
    Figures {
        path: path.to_owned(),
        per_second: f64::from(count) / took.as_secs_f64(),
        p50: waits[waits.len() / 2],
        p99: waits[waits.len() * 99 / 100],
        cpu: used / count,
        bytes,
    }
}

async fn read(client: &Client, url: &str) -> usize {
    let answer = client.get(url).header("Accept-Encoding", "br, gzip").send().await.unwrap_or_else(|error| panic!("{url}: {error:?}"));
    assert_eq!(answer.status(), 200, "{url}");
    answer.bytes().await.unwrap_or_else(|error| panic!("{url}: {error:?}")).len()
}

/// Processor time of a process so far; Linux counts it in hundredths of a second.
fn cpu_time(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("Linux tells of its processes");
    // The name in brackets may hold spaces; behind it user and system time are the 12th and 13th words.
    let words: Vec<u64> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2).filter_map(|word| word.parse().ok()).collect();
    Duration::from_millis(words.iter().sum::<u64>() * 10)
}

/// Memory that a process has in RAM now, in MiB.
pub fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("Linux tells of its processes");
    let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
