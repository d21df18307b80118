//! Lists: in which order they stand, and keyset paging: a page knows where the next one starts, whatever is added in between.

use crate::fault::Fault;
use chrono::Datelike;
use domain::calendar::Moment;
use domain::refusal::{Kind, Refusal};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, DbErr, Order, QueryFilter, QueryOrder, QuerySelect, Value};
use serde::Deserialize;
use uuid::Uuid;

/// The place after a row that is sorted by time and identifier. A text that is no cursor is not read as one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Cursor {
    at: Moment,
    id: Uuid,
}

impl Cursor {
    pub(crate) fn new(at: Moment, id: Uuid) -> Cursor {
        Cursor { at, id }
    }

    /// Reads a cursor as [`Cursor::to_string`] wrote it; anything else is no cursor.
    pub fn parse(text: &str) -> Option<Cursor> {
        let (micros, id) = text.split_once('.')?;
        Some(Cursor { at: moment(micros.parse().ok()?)?, id: id.parse().ok()? })
    }

    /// Rows that come after this place when the newest come first.
    pub(crate) fn before<C: ColumnTrait>(&self, time: C, id: C) -> Condition {
        Condition::any().add(time.lt(self.at)).add(Condition::all().add(time.eq(self.at)).add(id.lt(self.id)))
    }
}

impl TryFrom<String> for Cursor {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Cursor, &'static str> {
        Cursor::parse(&text).ok_or("no cursor that a list gave")
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at.timestamp_micros(), self.id)
    }
}

/// The place after a row of a list that has several orders: in which of them, in which stretch of it, and after which row.
/// Under another order it is no place at all.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Place {
    order: String,
    leg: usize,
    /// Microseconds, fen or a count: what the stretch is sorted by.
    key: i64,
    id: Uuid,
}

impl Place {
    /// Reads a place as [`Place::to_string`] wrote it; anything else is no place.
    pub fn parse(text: &str) -> Option<Place> {
        let mut parts = text.split('.');
        let place =
            Place { order: parts.next()?.to_owned(), leg: parts.next()?.parse().ok()?, key: parts.next()?.parse().ok()?, id: parts.next()?.parse().ok()? };
        parts.next().is_none().then_some(place)
    }
}

impl TryFrom<String> for Place {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Place, &'static str> {
        Place::parse(&text).ok_or("no place that a list gave")
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}.{}", self.order, self.leg, self.key, self.id)
    }
}

/// What a stretch of a list is sorted by.
pub(crate) enum By {
    /// A time.
    Time(Expr),
    /// An amount in fen, or a count.
    Number(Expr),
    /// A name.
    Text(Expr),
}

/// In which order a list stands: stretches one after the other, each sorted by one figure of its rows, and where that is
/// equal by their identifiers in the same direction.
pub(crate) struct Sorted {
    order: &'static str,
    id: Expr,
    legs: Vec<Leg>,
}

struct Leg {
    only: Condition,
    by: By,
    direction: Order,
}

/// The row before a page: in which stretch, what it is sorted by, its identifier.
pub(crate) struct After {
    leg: usize,
    key: Value,
    id: Uuid,
}

impl After {
    /// A row of an order that has one stretch.
    pub(crate) fn row(key: impl Into<Value>, id: Uuid) -> After {
        After { leg: 0, key: key.into(), id }
    }
}

impl Sorted {
    /// An order by its word, with the column of the rows' identifiers.
    pub(crate) fn new(order: &'static str, id: impl ColumnTrait) -> Sorted {
        Sorted { order, id: id.into_expr(), legs: Vec::new() }
    }

    /// Then come these rows, the smallest or the earliest first.
    #[must_use]
    pub(crate) fn upwards(self, only: Condition, by: By) -> Sorted {
        self.leg(only, by, Order::Asc)
    }

    /// Then come these rows, the largest or the latest first.
    #[must_use]
    pub(crate) fn downwards(self, only: Condition, by: By) -> Sorted {
        self.leg(only, by, Order::Desc)
    }

    fn leg(mut self, only: Condition, by: By, direction: Order) -> Sorted {
        self.legs.push(Leg { only, by, direction });
        self
    }

    /// Where a place stands in this order.
    ///
    /// # Errors
    /// Refused `lists.other-order` when it is a place in another order.
    pub(crate) fn after(&self, place: &Place) -> Result<After, Refusal> {
        let key = self.legs.get(place.leg).filter(|_| place.order == self.order).and_then(|leg| leg.by.value(place.key));
        let key = key.ok_or_else(|| Refusal::new("lists.other-order").kind(Kind::Malformed))?;
        Ok(After { leg: place.leg, key, id: place.id })
    }

    /// The rows from there on, at most so many, each with the stretch that it stands in.
    ///
    /// # Errors
    /// [`Fault::Broken`] when the database does not answer.
    pub(crate) async fn rows<Q, M, F>(&self, after: Option<&After>, most: u64, find: impl Fn() -> Q, all: impl Fn(Q) -> F) -> Result<Vec<(usize, M)>, Fault>
    where
        Q: QueryFilter + QueryOrder + QuerySelect,
        F: Future<Output = Result<Vec<M>, DbErr>>,
    {
        let mut rows = Vec::new();
        for (at, leg) in self.legs.iter().enumerate().skip(after.map_or(0, |after| after.leg)) {
            let room = most.saturating_sub(u64::try_from(rows.len()).unwrap_or(u64::MAX));
            if room == 0 {
                break;
            }
            // Around the stretch, never into it: it may be a negation.
            let mut only = Condition::all().add(leg.only.clone());
            if let Some(after) = after.filter(|after| after.leg == at) {
                only = only.add(leg.beyond(after, &self.id));
            }
            let direction = || leg.direction.clone();
            let query = find().filter(only).order_by(leg.by.expr().clone(), direction()).order_by(self.id.clone(), direction()).limit(room);
            rows.extend(all(query).await?.into_iter().map(|row| (at, row)));
        }
        Ok(rows)
    }
}

impl Leg {
    /// The rows of this stretch that come after that one.
    fn beyond(&self, after: &After, id: &Expr) -> Condition {
        let further = |left: &Expr, right: Value| if self.direction == Order::Asc { left.clone().gt(right) } else { left.clone().lt(right) };
        let by = self.by.expr();
        let equal = Condition::all().add(by.clone().eq(after.key.clone())).add(further(id, after.id.into()));
        Condition::any().add(further(by, after.key.clone())).add(equal)
    }
}

impl By {
    fn expr(&self) -> &Expr {
        match self {
            By::Time(expr) | By::Number(expr) | By::Text(expr) => expr,
        }
    }

    /// What the key of a place stands for; a name does not go into an address.
    fn value(&self, key: i64) -> Option<Value> {
        match self {
            By::Time(_) => moment(key).map(Value::from),
            By::Number(_) => Some(key.into()),
            By::Text(_) => None,
        }
    }
}

/// A time that a row can have: no row is older than the epoch or younger than four digits of a year can tell; PostgreSQL
/// knows no such times either.
fn moment(micros: i64) -> Option<Moment> {
    Moment::from_timestamp_micros(micros).filter(|at| (1970..=9999).contains(&at.year()))
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: u64,
    /// Where the next page starts, when there is one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Takes the one row more off that an ordered list was asked for; `key` says what a row of a stretch is sorted by.
    pub(crate) fn ordered<M>(
        sorted: &Sorted,
        mut rows: Vec<(usize, M)>,
        (most, total): (u64, u64),
        key: impl Fn(&M) -> (i64, Uuid),
        read: impl Fn(M) -> Result<T, Fault>,
    ) -> Result<Page<T>, Fault> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|(leg, row)| {
            let (key, id) = key(row);
            Place { order: sorted.order.to_owned(), leg: *leg, key, id }.to_string()
        });
        Ok(Page { rows: rows.into_iter().map(|(_, row)| read(row)).collect::<Result<_, _>>()?, total, next })
    }

    /// Cuts a page out of one row more than it holds.
    pub(crate) fn cut<M>(
        mut rows: Vec<M>,
        most: u64,
        total: u64,
        cursor: impl Fn(&M) -> Cursor,
        read: impl Fn(M) -> Result<T, Fault>,
    ) -> Result<Page<T>, Fault> {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|row| cursor(row).to_string());
        Ok(Page { rows: rows.into_iter().map(read).collect::<Result<_, _>>()?, total, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_cursor_is_not_the_first_page() {
        let whole = Cursor::new(Moment::from_timestamp_micros(1_741_000_000_123_456).unwrap(), Uuid::from_u128(7));
        let read = |text: String| serde_json::from_value::<Cursor>(text.into());
        assert_eq!(read(whole.to_string()).unwrap(), whole);
        for damaged in [String::new(), "1".to_owned(), whole.to_string().replace('.', ""), format!("{whole}0")] {
            assert!(read(damaged).is_err());
        }
    }

    #[test]
    fn a_time_that_no_database_knows_is_no_cursor() {
        let id = "01a20eeb-32c7-7094-9086-bda237da6fec";
        assert!(Cursor::parse(&format!("1740963600000000.{id}")).is_some());
        for micros in ["-210866803200000001", "400000000000000000", "x"] {
            assert!(Cursor::parse(&format!("{micros}.{id}")).is_none(), "{micros}");
        }
    }

    #[test]
    fn a_place_is_read_as_it_was_written_and_nothing_else_is_one() {
        let place = Place { order: "deadline".into(), leg: 1, key: 48_000_000, id: Uuid::from_u128(7) };
        assert_eq!(Place::parse(&place.to_string()), Some(place.clone()));
        let cursor = Cursor::new(Moment::from_timestamp_micros(1_741_000_000_123_456).unwrap(), Uuid::from_u128(7)).to_string();
        for damaged in ["", "deadline", "deadline.0.5", "deadline.0.5.x", "deadline.-1.5.x", "a.b.c.d", &cursor, &format!("{place}.5"), &format!("{place}5")] {
            assert!(Place::parse(damaged).is_none(), "{damaged}");
        }
    }
}
