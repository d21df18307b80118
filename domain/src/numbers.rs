//! Human numbers: `GX-2026-000123`. Gap-free per kind and year, given in the transaction that needs one.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name {
            year: i32,
            serial: u32,
        }

        impl $name {
            /// The letters before the year; also the name of the counter.
            pub const PREFIX: &'static str = $prefix;

            /// The number of this year and serial.
            pub const fn new(year: i32, serial: u32) -> Self {
                Self { year, serial }
            }

            /// Reads a number as printed; blanks around it and lower case are forgiven.
            pub fn parse(text: &str) -> Option<Self> {
                parse(Self::PREFIX, text).map(|(year, serial)| Self { year, serial })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}-{}-{:06}", Self::PREFIX, self.year, self.serial)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                Self::parse(&text).ok_or_else(|| format!("{text:?} is no number {}-year-serial", Self::PREFIX))
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> String {
                number.to_string()
            }
        }
    )+};
}

fn parse(prefix: &str, text: &str) -> Option<(i32, u32)> {
    let upper = text.trim().to_ascii_uppercase();
    let (year, serial) = upper.strip_prefix(prefix)?.strip_prefix('-')?.split_once('-')?;
    let digits = |part: &str, least: usize| part.len() >= least && part.len() <= 9 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || year.len() > 4 || !digits(serial, 6) {
        return None;
    }
    Some((year.parse().ok()?, serial.parse().ok().filter(|serial| *serial > 0)?))
}

numbers! {
    /// Number of a demand (需求).
    DemandNumber = "GX",
    /// Number of a batch of demands (批次).
    BatchNumber = "PC",
    /// Number of a public document (公告、公示).
    NoticeNumber = "GG",
    /// Number of a contract (合同).
    ContractNumber = "HT",
    /// Number of a third-party evaluation (评估).
    EvaluationNumber = "PG",
}

impl DemandNumber {
    /// The open-contracting identifier of the purchase, the same in every release.
    pub fn ocid(self) -> String {
        format!("ocds-gongxu-{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_printed() {
        let number = DemandNumber::new(2026, 123);
        assert_eq!(number.to_string(), "GX-2026-000123");
        assert_eq!(DemandNumber::parse(" gx-2026-000123 "), Some(number));
        assert_eq!(DemandNumber::parse("GX-2026-1234567"), Some(DemandNumber::new(2026, 1_234_567)));
        for text in ["GG-2026-000123", "GX-26-000123", "GX-2026-123", "GX-2026-000000", "GX-2026-00012a", "", "GX", "GX-２０２６-000123"] {
            assert_eq!(DemandNumber::parse(text), None, "{text}");
        }
    }
}
