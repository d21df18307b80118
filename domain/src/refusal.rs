//! A refusal that explains itself: what, why, on which article, what would make it pass. It is worded at the edge.

use crate::calendar::{Day, Due, Moment};
use crate::law::Basis;
use crate::money::{Money, Percent, Points};
use crate::policy::{Action, Role};
use serde::{Deserialize, Serialize};

/// A figure or word in a refusal, a check or a rule; the edge formats it for the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Fact {
    /// An amount in fen.
    Money(Money),
    /// Points in hundredths.
    Points(Points),
    /// A share in whole percent.
    Percent(Percent),
    /// How many.
    Count(i64),
    /// A number of working days.
    WorkingDays(i64),
    /// A number of calendar days.
    Days(i64),
    /// A number of months.
    Months(i64),
    /// A number of years.
    Years(i64),
    /// A day.
    Day(chrono::NaiveDate),
    /// A day that a rule computed, perhaps provisional.
    Due(Due),
    /// A moment, shown in Beijing time to the minute.
    At(chrono::DateTime<chrono::Utc>),
    /// What a person typed or a name: shown as it is.
    Text(String),
    /// A key of the message files, worded in the reader's language.
    Term(String),
    /// Several such keys, listed in the reader's language.
    Terms(Vec<String>),
    /// Several names, listed in the reader's language.
    Names(Vec<String>),
}

/// Why something cannot be done, and what would make it possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Refusal {
    /// `room.what-is-wrong`. Its words are in the message files under `room-what-is-wrong`, the remedy's under `.remedy`.
    pub code: String,
    /// The figures that its words need.
    #[serde(default)]
    pub facts: Vec<(String, Fact)>,
    /// On which article, if on any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// The act that would help; a page offers it to whoever may do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Action>,
    /// The form field that it is about, by the field's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How an interface should answer.
    #[serde(default)]
    pub kind: Kind,
}

/// What sort of refusal it is: decides the status of an answer (400 malformed, 404 hidden, 403 forbidden, 409 conflict, 422 rule).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A rule or an input stands against it.
    #[default]
    Rule,
    /// The case is in another state, or somebody changed it meanwhile.
    Conflict,
    /// The actor may not.
    Forbidden,
    /// The actor may not even know that it exists, or it does not.
    Hidden,
    /// Too often, or too many at once.
    TooMany,
    /// What was asked cannot be read, or does not belong together.
    Malformed,
}

impl Refusal {
    /// A refusal by a rule or of an input.
    pub fn new(code: &'static str) -> Refusal {
        Refusal { code: code.to_owned(), facts: Vec::new(), basis: None, remedy: None, field: None, kind: Kind::Rule }
    }

    /// Something that is not there, or must look so.
    pub fn not_found() -> Refusal {
        Refusal { kind: Kind::Hidden, ..Refusal::new("not-found") }
    }

    /// An act out of its order: this state does not know this event.
    pub fn out_of_order(code: &'static str, state: &str, event: &str) -> Refusal {
        Refusal { kind: Kind::Conflict, ..Refusal::new(code) }.fact("state", Fact::Term(state.to_owned())).fact("event", Fact::Term(event.to_owned()))
    }

    /// Somebody changed the thing since the actor saw it.
    pub fn changed_meanwhile() -> Refusal {
        Refusal { kind: Kind::Conflict, ..Refusal::new("changed-meanwhile") }
    }

    /// Refuses when the thing has another version than the one that the actor saw.
    ///
    /// # Errors
    /// `changed-meanwhile`.
    pub fn unless_seen(version: i32, seen: i32) -> Result<(), Refusal> {
        if version == seen { Ok(()) } else { Err(Refusal::changed_meanwhile()) }
    }

    /// The actor's role does not allow it.
    pub fn forbidden(code: &'static str, who: Role) -> Refusal {
        Refusal { kind: Kind::Forbidden, ..Refusal::new(code) }.fact("who", Fact::Term(who.term()))
    }

    /// Adds a figure.
    #[must_use]
    pub fn fact(mut self, name: &str, fact: impl Into<Fact>) -> Refusal {
        self.facts.push((name.to_owned(), fact.into()));
        self
    }

    /// Cites a rule or an article.
    #[must_use]
    pub fn basis(mut self, basis: Basis) -> Refusal {
        self.basis = Some(basis);
        self
    }

    /// Names the act that would help.
    #[must_use]
    pub fn remedy(mut self, action: Action) -> Refusal {
        self.remedy = Some(action);
        self
    }

    /// Names the form field.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Refusal {
        self.field = Some(field.into());
        self
    }

    /// Marks what sort of refusal it is.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Refusal {
        self.kind = kind;
        self
    }
}

impl From<i64> for Fact {
    fn from(count: i64) -> Fact {
        Fact::Count(count)
    }
}

impl From<usize> for Fact {
    fn from(count: usize) -> Fact {
        Fact::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Due> for Fact {
    fn from(due: Due) -> Fact {
        Fact::Due(due)
    }
}

impl From<Day> for Fact {
    fn from(day: Day) -> Fact {
        Fact::Day(day)
    }
}

impl From<Moment> for Fact {
    fn from(moment: Moment) -> Fact {
        Fact::At(moment)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Fact {
        Fact::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Fact {
        Fact::Text(text)
    }
}
