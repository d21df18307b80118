//! The receipt of an offer. Its number is random: whoever sees one learns nothing about how many there are.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Letters and digits that are not mistaken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Number of a receipt (响应回执): `XY-7K2M-Q9TD-04HB-ZCRE`, 80 random bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReceiptNumber(String);

impl ReceiptNumber {
    /// The number of ten random bytes.
    pub fn from_random(bytes: [u8; 10]) -> ReceiptNumber {
        let bits = bytes.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut text = String::from("XY");
        for index in 0..16 {
            if index % 4 == 0 {
                text.push('-');
            }
            let digit = usize::try_from(bits >> (75 - 5 * index) & 31).unwrap_or_default();
            text.push(char::from(ALPHABET.get(digit).copied().unwrap_or(b'0')));
        }
        ReceiptNumber(text)
    }

    /// Reads a number as printed; lower case is forgiven.
    pub fn parse(text: &str) -> Option<ReceiptNumber> {
        let upper = text.trim().to_ascii_uppercase();
        let groups: Vec<&str> = upper.strip_prefix("XY-")?.split('-').collect();
        let good = groups.len() == 4 && groups.iter().all(|group| group.len() == 4 && group.bytes().all(|b| ALPHABET.contains(&b)));
        good.then_some(ReceiptNumber(upper))
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ReceiptNumber {
    type Error = String;
    fn try_from(text: String) -> Result<ReceiptNumber, String> {
        ReceiptNumber::parse(&text).ok_or_else(|| format!("{text:?} is no receipt number"))
    }
}

impl From<ReceiptNumber> for String {
    fn from(number: ReceiptNumber) -> String {
        number.0
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for ReceiptNumber {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        <String as utoipa::PartialSchema>::schema()
    }
}
#[cfg(feature = "schema")]
impl utoipa::ToSchema for ReceiptNumber {}

/// What is given for an offer that was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = BidReceipt))]
pub struct Receipt {
    /// Its number.
    pub number: ReceiptNumber,
    /// When the offer was received, to the second.
    pub received_at: chrono::DateTime<chrono::Utc>,
    /// SHA-256, in hexadecimal, of the offer's canonical JSON with the digests of its files.
    pub digest: String,
    /// The price that was offered.
    pub price: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_is_printed() {
        for bytes in [[0; 10], [255; 10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]] {
            let number = ReceiptNumber::from_random(bytes);
            assert_eq!(ReceiptNumber::parse(&number.to_string().to_lowercase()), Some(number));
        }
        assert_eq!(ReceiptNumber::from_random([255; 10]).to_string(), "XY-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        for text in ["XY-0000-0000-0000", "XY-0000-0000-0000-000U", "GX-0000-0000-0000-0000", "", "XY-0000-0000-0000-00000"] {
            assert_eq!(ReceiptNumber::parse(text), None, "{text}");
        }
    }
}
