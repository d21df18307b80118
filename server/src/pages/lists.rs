//! What the pages of lists share: what their address asks for, the same again as an address, and which filter to drop when
//! nothing is found.

use super::encoded;
use frontend::components::ListPlace;
use marketplace::Fault;
use serde::Deserialize;
use std::collections::HashMap;

/// What the address of a list asks for, by its names there. What cannot be read filters nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Asked(HashMap<String, String>);

impl Asked {
    /// What stands under a name; empty when nothing does.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Whether a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.get(name) == "1"
    }

    /// The words that are sought.
    pub fn words(&self) -> Option<String> {
        let words: String = self.get("q").trim().chars().take(200).collect();
        Some(words).filter(|words| !words.is_empty())
    }

    fn without(&self, name: &str) -> Asked {
        Asked(self.0.iter().filter(|(known, _)| *known != name).map(|(name, text)| (name.clone(), text.clone())).collect())
    }
}

/// The filters that are applied, and the order unless it is the usual one: as they stand in the address.
pub type Pairs = Vec<(&'static str, String)>;

/// Keeps of all that a list can be asked for what it is asked for.
pub fn pairs<const N: usize>(all: [(&'static str, Option<String>); N]) -> Pairs {
    all.into_iter().filter_map(|(name, text)| Some((name, text?))).collect()
}

/// A page of a list, as far as its place is concerned.
pub struct Found {
    /// Whether it is not the first.
    pub later: bool,
    /// How many stand in the whole list.
    pub total: u64,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// Where a page of a list stands. When nothing is in the list, `count` says how many there would be without each applied filter.
///
/// # Errors
/// What `count` answers.
pub async fn place<F>(path: &'static str, asked: &Asked, pairs: Pairs, found: Found, count: impl Fn(Asked) -> F) -> Result<ListPlace, Fault>
where
    F: Future<Output = Result<u64, Fault>>,
{
    let query = pairs.iter().map(|(name, text)| format!("{name}={}", encoded(text))).collect::<Vec<_>>().join("&");
    let place = ListPlace::new(path, query, found.later, found.next);
    if found.total > 0 {
        return Ok(place);
    }
    let mut counted = Vec::new();
    for (name, _) in pairs.into_iter().filter(|(name, _)| *name != "order") {
        counted.push((name, count(asked.without(name)).await?));
    }
    Ok(place.counted_without(counted))
}
