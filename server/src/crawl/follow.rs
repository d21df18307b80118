//! Following links until nothing new is found, and what is wrong with what was found.

use super::contents::{changed, contents};
use super::person::{Person, links, local};
use super::{Opens, against, place};
use axum::http::StatusCode;
use domain::demands::Stage;
use domain::policy::Role;
use marketplace::{Market, demands};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;
use tokio::task::JoinSet;

// The crawl's bounds, so that it ends. Addresses have one shape when they differ in numbers, codes and ids alone. From all pages
// of one shape a person follows at most SAME_SHAPE paths of another shape, and in the whole crawl at most SAME_QUERY queries of a
// shape, and as many that ask for a language. Forms, the search among them, are
// not sent: only their addresses are opened.
const SAME_SHAPE: usize = 3;
const SAME_QUERY: usize = 2;

/// The address with `*` for whatever names one thing of many: numbers, codes and ids have digits, keys of rules have dots.
fn shape(path: &str) -> String {
    let part = |part: &str| if part.contains(|c: char| c.is_ascii_digit() || c == '.') { "*".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// An address without its query.
pub(super) fn path_of(address: &str) -> &str {
    address.split('?').next().unwrap_or(address)
}

/// What one person found by following links.
struct Found {
    person: Person,
    /// Paths that answered 200.
    read: BTreeSet<String>,
    /// Links that did not, as `person: page -> link: status`.
    dead: Vec<String>,
}

/// The bounds of one crawl, as far as they are used up.
#[derive(Default)]
struct Bounds {
    seen: HashSet<String>,
    shapes: HashMap<(String, String), HashSet<String>>,
    queries: HashMap<(String, bool), usize>,
}

impl Bounds {
    /// Whether this link is still to be followed.
    fn admit(&mut self, page: &str, address: &str) -> bool {
        let path = path_of(address);
        if self.seen.contains(address) {
            return false;
        }
        let alike = self.shapes.entry((shape(path_of(page)), shape(path))).or_default();
        if !alike.contains(path) && alike.len() >= SAME_SHAPE {
            return false;
        }
        if let Some((_, query)) = address.split_once('?') {
            let translated = query.split('&').any(|pair| pair.starts_with("lang="));
            let queries = self.queries.entry((shape(path), translated)).or_default();
            if *queries >= SAME_QUERY {
                return false;
            }
            *queries += 1;
        }
        alike.insert(path.to_owned());
        self.seen.insert(address.to_owned())
    }
}

/// Follows the links from these pages on, breadth first, as far as they lead to addresses that begin so.
async fn crawl(mut person: Person, starts: Vec<String>, within: String) -> Found {
    let (mut bounds, mut read, mut dead) = (Bounds::default(), BTreeSet::new(), Vec::new());
    let mut queue: VecDeque<(String, String)> = starts.into_iter().map(|start| ("first page".to_owned(), start)).collect();
    while let Some((page, link)) = queue.pop_front() {
        let answer = person.open(&link).await;
        if answer.status != StatusCode::OK {
            dead.push(format!("{person}: {page} -> {link}: {}", answer.status.as_u16()));
            continue;
        }
        read.insert(path_of(&answer.address).to_owned());
        let found = links(&answer.html).into_iter().filter_map(|link| local(&answer.address, &link)).filter(|link| link.starts_with(&within));
        for link in found {
            if bounds.admit(&answer.address, &link) {
                queue.push_back((answer.address.clone(), link));
            }
        }
    }
    Found { person, read, dead }
}

/// These paths; of the public ones, which everybody was shown already, no more than SAME_SHAPE of a shape.
fn sample<'a>(paths: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    let mut taken = |path: &&String| {
        let count = alike.entry(shape(path)).or_default();
        *count += 1;
        *count <= SAME_SHAPE || !matches!(place(path), Some((_, Opens::Everybody)))
    };
    paths.filter(|path| taken(path)).cloned().collect()
}

/// Opens each of these paths, redirects left alone, and says which answered what.
async fn replay(mut person: Person, paths: Arc<BTreeSet<String>>) -> (Person, Vec<(String, StatusCode)>) {
    let mut answers = Vec::new();
    for path in paths.iter() {
        answers.push((path.clone(), person.get(path).await.0));
    }
    (person, answers)
}

/// Numbers of the demands for which offers are taken now.
async fn open(market: &Market) -> BTreeSet<String> {
    let filter = demands::Filter { stage: Some(Stage::Open), ..demands::Filter::default() };
    demands::list(market, &filter, None, 100).await.unwrap().rows.into_iter().map(|row| row.number.to_string()).collect()
}

/// Everybody follows the links, then opens what all others found, and `also` what no link leads to. Says what was found and what is
/// wrong with it.
pub(super) async fn look(market: &Market, people: Vec<Person>, starts: &[&str], within: &str, also: &[String]) -> (Vec<Person>, BTreeSet<String>, Vec<String>) {
    let (before, open) = (contents(market).await, open(market).await);
    let starts: Vec<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let crawls = people.into_iter().map(|person| crawl(person, starts.clone(), within.to_owned()));
    let found = crawls.collect::<JoinSet<_>>().join_all().await;
    // Whoever is signed out meanwhile would be refused everything, and nothing be found.
    assert!(found.iter().all(|found| found.person.role == Role::Public || found.read.contains("/workbench")));
    let mut defects: BTreeSet<String> = found.iter().flat_map(|found| found.dead.iter().cloned()).collect();

    let paths: BTreeSet<String> = found.iter().flat_map(|found| found.read.iter().cloned()).collect();
    let again = Arc::new(sample(paths.iter().chain(also)));
    let replays = found.into_iter().map(|found| replay(found.person, Arc::clone(&again)));
    let mut providers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut people = Vec::new();
    for (person, answers) in replays.collect::<JoinSet<_>>().join_all().await {
        for (path, status) in answers {
            if status.is_server_error() {
                defects.insert(format!("{person}: {path}: {}", status.as_u16()));
            }
            let public = matches!(place(&path), Some((_, Opens::Everybody)));
            if person.role == Role::Public && !public && status != StatusCode::SEE_OTHER {
                defects.insert(format!("{person}: {path}: {} instead of the way to sign in", status.as_u16()));
            }
            if status == StatusCode::OK {
                defects.extend(against(&person, &path, &open));
                if person.role.of_provider() {
                    providers.entry(path).or_default().extend(person.organization.clone());
                }
            }
        }
        people.push(person);
    }
    let shared = providers.iter().filter(|(path, bodies)| bodies.len() > 1 && matches!(place(path), Some((_, Opens::GrantedToOne(_)))));
    defects.extend(shared.map(|(path, bodies)| format!("{path} is read by people of {bodies:?}")));
    defects.extend(changed(&before, &contents(market).await));
    (people, paths, defects.into_iter().collect())
}
