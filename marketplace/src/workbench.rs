//! What waits for whom.

use domain::calendar::{Moment, ends_provisionally};
use domain::refusal::Fact;

/// Something that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done: a key of the message files.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// Where it is done.
    pub path: String,
    /// Since when it waits.
    pub since: Moment,
    /// Until when, if there is a limit.
    pub due: Option<Moment>,
    /// Whether that may still move because the year's working days are not announced.
    pub provisional: bool,
}

impl Task {
    /// A task that leads to `path`.
    pub fn new(key: &str, path: impl Into<String>, since: Moment, due: Option<Moment>) -> Task {
        Task { key: key.to_owned(), facts: Vec::new(), path: path.into(), since, due, provisional: due.is_some_and(ends_provisionally) }
    }

    /// Adds a figure.
    #[must_use]
    pub fn fact(mut self, name: &str, fact: impl Into<Fact>) -> Task {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }
}
