//! Keyset paging: a page knows where the next one starts, whatever is added in between.

use crate::fault::Fault;
use chrono::Datelike;
use domain::calendar::Moment;
use sea_orm::{ColumnTrait, Condition};
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
        let at = Moment::from_timestamp_micros(micros.parse().ok()?)?;
        // No row is older than the epoch or younger than four digits of a year can tell; PostgreSQL knows no such times either.
        let possible = (1970..=9999).contains(&at.year());
        Some(Cursor { at, id: id.parse().ok()? }).filter(|_| possible)
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
}
