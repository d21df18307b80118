//! What readers see of offers. Before the deadline only an offer's own organization sees anything.

use super::lifecycle::BidState;
use super::offer::Offer;
use super::qualification::Standing;
use super::receipt::Receipt;
use crate::code::CreditCode;
use crate::demands::{BudgetItem, DemandRow, Draft};
use crate::ids::{BidId, FileId, OrganizationId};
use crate::money::Money;
use crate::policy::Action;
use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A file of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = BidFile))]
pub struct FileView {
    /// Identifier.
    pub id: FileId,
    /// What its sender called it.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub digest: String,
}

/// An offer that its own organization handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MyBid {
    /// What has become of it.
    pub state: BidState,
    /// Its receipt.
    pub receipt: Receipt,
    /// When it was replaced or taken back.
    pub ended_at: Option<chrono::DateTime<chrono::Utc>>,
    /// Whether it takes part in the review, once that was checked.
    pub standing: Option<Standing>,
}

/// An organization's own work on its offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OfferDesk {
    /// The demand.
    pub demand: DemandRow,
    /// Who offers.
    pub organization: String,
    /// The budget lines with their ceilings.
    pub lines: Vec<BudgetItem>,
    /// What was typed.
    pub draft: Draft,
    /// The draft's files.
    pub files: Vec<FileView>,
    /// The draft's version; 0 while nothing was saved.
    pub version: i32,
    /// When it was last saved.
    pub saved_at: Option<chrono::DateTime<chrono::Utc>>,
    /// What stands against handing it in.
    pub refused: Vec<Refusal>,
    /// The offer, when all of it can be read.
    pub offer: Option<Offer>,
    /// Whether offers are still taken.
    pub open: bool,
    /// Whether the draft says something else than the offer that stands.
    pub changed: bool,
    /// What was handed in, latest first.
    pub handed_in: Vec<MyBid>,
    /// What this reader may do.
    pub acts: Vec<Action>,
}

impl OfferDesk {
    /// The offer that stands, if one does.
    pub fn standing(&self) -> Option<&MyBid> {
        self.handed_in.iter().find(|bid| bid.state == BidState::Standing)
    }
}

/// A receipt as its organization prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = BidReceiptView))]
pub struct ReceiptView {
    /// The receipt.
    pub receipt: Receipt,
    /// What has become of the offer.
    pub state: BidState,
    /// The demand.
    pub demand: DemandRow,
    /// Who offered.
    pub organization: String,
    /// Its code.
    pub code: CreditCode,
    /// Who handed it in.
    pub by: String,
    /// Files that belong to it.
    pub files: Vec<FileView>,
}

/// An offer, as whoever judges it reads it after the deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BidView {
    /// Identifier.
    pub id: BidId,
    /// Who offers.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: CreditCode,
    /// The offer.
    pub offer: Offer,
    /// Its price.
    pub price: Money,
    /// Its files.
    pub files: Vec<FileView>,
    /// Its receipt.
    pub receipt: Receipt,
    /// Whether it takes part: as checked, or as the check would find now.
    pub standing: Standing,
}

/// All offers of a purchase, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OffersView {
    /// The demand.
    pub demand: DemandRow,
    /// The budget lines with their ceilings.
    pub lines: Vec<BudgetItem>,
    /// How many offers stand.
    pub offered: usize,
    /// How many of them take part, or would by the facts of today.
    pub qualified: usize,
    /// The offers, the lowest price first; none of them while the deadline can still be moved.
    pub bids: Vec<BidView>,
    /// Whether who takes part was settled.
    pub shortlisted: bool,
    /// Why one single offer is negotiated with.
    pub negotiation_reason: Option<String>,
    /// How often the deadline was moved.
    pub extensions: u8,
    /// When offers would close after an extension today.
    pub extended_to: Option<crate::calendar::Due>,
    /// What may be done now.
    pub acts: Vec<Action>,
    /// The procurement's version, for acts on it.
    pub version: i32,
}
