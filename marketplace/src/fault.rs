//! Why a use case did not happen: the rules stood against it, or something broke.

use domain::refusal::Refusal;
use sea_orm::DbErr;
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
            Fault::Broken(_) => &[],
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
        Fault::Broken(format!("database: {error}"))
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Fault {
        Fault::corrupt(error)
    }
}
