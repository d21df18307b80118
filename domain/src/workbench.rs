//! The workbench: what waits for a person, what the person's body waits for from others, and what it has in hand.

use crate::bids::{BidState, ReceiptNumber};
use crate::calendar::ends_provisionally;
use crate::demands::Stage;
use crate::money::Money;
use crate::numbers::DemandNumber;
use crate::policy::{Actor, Role};
use crate::refusal::Fact;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Somebody else, who is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Whom {
    /// As what.
    pub role: Role,
    /// Of which body, by name; nothing within the reader's own, and where the name is secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = WaitingTask))]
pub struct Task {
    /// What is to be done: a key of the message files.
    pub key: String,
    /// The figures of its words.
    pub facts: Vec<(String, Fact)>,
    /// The page on which it is done, or seen by who cannot do it.
    pub path: String,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Until when, if there is a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// Whether that may still move because the year's working days are not announced.
    pub provisional: bool,
    /// For whom it waits; nothing when for the reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whom: Option<Whom>,
}

impl Task {
    /// A task for the reader that leads to `path`.
    pub fn new(key: &str, path: impl Into<String>, since: DateTime<Utc>, due: Option<DateTime<Utc>>) -> Task {
        Task { key: key.to_owned(), facts: Vec::new(), path: path.into(), since, due, provisional: due.is_some_and(ends_provisionally), whom: None }
    }

    /// Adds a figure.
    #[must_use]
    pub fn fact(mut self, name: &str, fact: impl Into<Fact>) -> Task {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }

    /// Says who holds it: the reader, who acts as such for the case's own body, or others.
    #[must_use]
    pub fn held_by(mut self, reader: &Actor, role: Role, body: Option<&str>) -> Task {
        self.whom = (role != reader.role).then(|| Whom { role, body: body.map(str::to_owned) });
        self
    }
}

/// So many cases at the same point, and the list that shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = WorkbenchPile))]
pub struct Pile {
    /// Which point: a key of the message files.
    pub term: String,
    /// The list.
    pub path: String,
    /// How many.
    pub count: u64,
    /// What their budgets or prices add up to, where they have any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum: Option<Money>,
}

/// An offer of the reader's organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OwnOffer {
    /// For which demand.
    pub demand: DemandNumber,
    /// What that buys.
    pub title: String,
    /// How far the demand has come.
    pub stage: Stage,
    /// What has become of the offer.
    pub state: BidState,
    /// The number of its receipt.
    pub receipt: ReceiptNumber,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// When offers close, or closed.
    pub closes_at: DateTime<Utc>,
}

/// Everything on a person's workbench.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Workbench {
    /// What waits for the person, the nearest limit first.
    pub mine: Vec<Task>,
    /// What the person's body waits for from others, the nearest limit first.
    pub others: Vec<Task>,
    /// The unit's purchases, by how far they have come.
    pub purchases: Vec<Pile>,
    /// The body's contracts, by state.
    pub contracts: Vec<Pile>,
    /// The agency's commissions, by state.
    pub commissions: Vec<Pile>,
    /// The organization's offers, latest first.
    pub offers: Vec<OwnOffer>,
}
