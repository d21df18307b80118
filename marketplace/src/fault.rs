//! Why a use case did not happen: the rules stood against it, or something broke.

use domain::refusal::Refusal;
use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};
use thiserror::Error;

/// What a use case answers when it does not do what was asked.
#[derive(Debug, Error)]
pub enum Fault {
    /// The rules refused: shown whole to the person.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refusal>),
    /// Several things stand against it, as a check page lists them.
    #[error("refused for {} reasons", .0.len())]
    Unfit(Vec<Refusal>),
    /// Other writes were in the way. Nothing of this one stands, so it may be done again.
    #[error("busy: {cause}")]
    Busy {
        /// What the database said, for the log.
        cause: String,
        /// Whether the database took this one back so that another could go on: then doing it again at once is the cure.
        /// Otherwise it waited its time for a turn already.
        taken_back: bool,
    },
    /// Something broke: the person gets a reference number, the log gets the cause.
    #[error("{0}")]
    Broken(String),
}

impl Fault {
    /// Something that should hold in the stored data does not.
    pub fn corrupt(what: impl std::fmt::Display) -> Fault {
        Fault::Broken(format!("stored data: {what}"))
    }

    /// All refusals, be it one or several; none when something broke.
    pub fn refusals(&self) -> &[Refusal] {
        match self {
            Fault::Refused(refusal) => std::slice::from_ref(refusal),
            Fault::Unfit(refusals) => refusals,
            Fault::Busy { .. } | Fault::Broken(_) => &[],
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        Fault::Refused(Box::new(refusal))
    }
}

impl From<DbErr> for Fault {
    fn from(error: DbErr) -> Fault {
        let cause = format!("database: {error}");
        match in_the_way(&error) {
            Some(taken_back) => Fault::Busy { cause, taken_back },
            None => Fault::Broken(cause),
        }
    }
}

/// Whether others stood in the way of this statement: `true` when the database took its transaction back, `false` when it got
/// no turn in time.
fn in_the_way(error: &DbErr) -> Option<bool> {
    let error = match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => return Some(false),
        DbErr::Conn(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => error,
        _ => return None,
    };
    let sqlx::Error::Database(error) = error.as_ref() else { return None };
    match error.code()?.as_ref() {
        // PostgreSQL: serialization_failure, deadlock_detected.
        "40001" | "40P01" => Some(true),
        // SQLite's number has the reason in its upper half; below it, SQLITE_BUSY: another process writes.
        code => code.parse::<u32>().is_ok_and(|code| code & 0xff == 5).then_some(false),
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Fault {
        Fault::corrupt(error)
    }
}
