//! Many readers at once, and what they cost: throughput, waiting, processor time a request, memory.

use crate::person::Person;
use crate::world::World;
use reqwest::Client;
use std::fmt::{Display, Formatter};
use std::fs;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Something that is being done.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What was sustained.
pub struct Figures {
    /// What was done.
    pub what: String,
    /// Answers a second.
    pub per_second: f64,
    /// Half of the answers came within this.
    pub p50: Duration,
    /// 99 of 100 answers came within this.
    pub p99: Duration,
    /// Processor time of the server for one answer, user and system, all cores.
    pub cpu: Duration,
    /// Bytes of one answer, compressed as a browser asks for it.
    pub bytes: usize,
    /// Memory that the server holds afterwards, in MiB.
    pub memory: u64,
}

impl Display for Figures {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let Figures { what, per_second, bytes, memory, .. } = self;
        write!(f, "| {what} | {per_second:.0} | {:.1} | {:.1} | {:.2} | {bytes} | {memory} |", ms(self.p50), ms(self.p99), ms(self.cpu))
    }
}

/// A reader of one address: a visitor, or a person who is signed in. An answer other than 200 fails. When `anew` is set, every
/// request asks for an address that nobody has asked for, so that nothing kept can answer it.
pub fn reader(world: &World, path: &str, person: Option<&Person>, anew: bool) -> impl Fn(usize) -> BoxFuture<usize> + Clone + Send + 'static {
    let (client, url) = (Client::builder().no_proxy().build().expect("a client"), format!("{}{path}", world.url()));
    let cookies = person.map(Person::cookies).unwrap_or_default();
    let asked = Arc::new(AtomicUsize::new(0));
    move |_| {
        let mut url = url.clone();
        if anew {
            let sign = if url.contains('?') { '&' } else { '?' };
            url = format!("{url}{sign}nth={}", asked.fetch_add(1, Ordering::Relaxed));
        }
        let ask = client.get(&url).header("Accept-Encoding", "br, gzip").header("Cookie", &cookies);
        Box::pin(async move {
            let answer = ask.send().await.unwrap_or_else(|error| panic!("{url}: {error:?}"));
            assert_eq!(answer.status(), 200, "{url}");
            answer.bytes().await.unwrap_or_else(|error| panic!("{url}: {error:?}")).len()
        })
    }
}

/// Lets so many do the same at once, again and again for so long; each is told which of them it is and says how many bytes it got.
pub async fn measure(world: &World, what: &str, many: usize, time: Duration, act: impl Fn(usize) -> BoxFuture<usize> + Clone + Send + 'static) -> Figures {
    let bytes = act(0).await; // also warms what is kept
    let over = Arc::new(AtomicBool::new(false));
    let (cpu, began) = (cpu_time(world.process()), Instant::now());
    let actors: Vec<_> = (0..many)
        .map(|which| {
            let (act, over) = (act.clone(), over.clone());
            tokio::spawn(async move {
                let mut waits = Vec::new();
                while !over.load(Ordering::Relaxed) {
                    let asked = Instant::now();
                    act(which).await;
                    waits.push(asked.elapsed());
                }
                waits
            })
        })
        .collect();
    tokio::time::sleep(time).await;
    over.store(true, Ordering::Relaxed);
    let mut waits = Vec::new();
    for actor in actors {
        waits.extend(actor.await.expect("it is done to the end"));
    }
    let (took, used) = (began.elapsed(), cpu_time(world.process()) - cpu);
    waits.sort_unstable();
    let count = u32::try_from(waits.len()).expect("not that many answers");
    Figures {
        what: what.to_owned(),
        per_second: f64::from(count) / took.as_secs_f64(),
        p50: waits[waits.len() / 2],
        p99: waits[waits.len() * 99 / 100],
        cpu: used / count,
        bytes,
        memory: memory(world.process()),
    }
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
