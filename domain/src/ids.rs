//! One type of identifier a thing (UUIDv7). Identifiers are for machines; people read [`crate::numbers`].

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an identifier that was made or loaded elsewhere.
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare identifier, for a column.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's account.
    AccountId,
    /// A sign-in and all that follows from it until sign-out.
    SessionId,
    /// A body of the register: department, social organization, evaluation agency.
    OrganizationId,
    /// A stored file.
    FileId,
    /// A need, from its first draft to its contract.
    DemandId,
    /// Needs that go out together.
    BatchId,
    /// The procurement of one need.
    ProcedureId,
    /// An invitation of one organization to one need.
    InvitationId,
    /// An offer (响应文件).
    BidId,
    /// A reviewer's seat.
    SeatId,
    /// A public document.
    NoticeId,
    /// An objection to a publicity.
    ObjectionId,
    /// A contract.
    ContractId,
    /// A milestone of a contract.
    MilestoneId,
    /// A payment of a contract.
    PaymentId,
    /// A third-party evaluation.
    EvaluationId,
    /// A finding of an evaluation report.
    FindingId,
    /// A message in somebody's inbox.
    MessageId,
    /// A run of an import.
    ImportId,
}
