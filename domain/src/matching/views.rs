//! What readers see of matching. Each view is made for one audience.

use super::funnel::Funnel;
use super::output::Match;
use crate::code::{CreditCode, District};
use crate::demands::DemandRow;
use serde::{Deserialize, Serialize};

/// An organization in a demand's list, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MatchedRow {
    /// Its credit code.
    pub code: CreditCode,
    /// Its name.
    pub name: String,
    /// The district of its seat, where known.
    pub district: Option<District>,
    /// How it compares, rule by rule.
    pub found: Match,
    /// When it was invited, if it was.
    pub invited_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// An invitation, for the unit that sent it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InvitationRow {
    /// Code of the invited organization.
    pub code: CreditCode,
    /// Its name.
    pub name: String,
    /// Whether it fitted when it was invited.
    pub fits: bool,
    /// Why it was invited although it did not.
    pub reason: Option<String>,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// Who fits a demand and who does not, for the unit that buys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MatchesView {
    /// The demand.
    pub demand: DemandRow,
    /// How many each condition leaves.
    pub funnel: Funnel,
    /// Whether this page lists those that fit, or those that do not.
    pub fitting: bool,
    /// A page of the list, in the demand's own neutral order.
    pub rows: Vec<MatchedRow>,
    /// How many the whole list has.
    pub total: usize,
    /// Code of the last one of this page, when more follow.
    pub next: Option<CreditCode>,
    /// Who was invited so far. Known to the unit and the invited alone until the result.
    pub invitations: Vec<InvitationRow>,
    /// Whether this reader may invite now.
    pub may_invite: bool,
}

/// One's own organization against one demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OwnMatch {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: CreditCode,
    /// How it compares, rule by rule.
    pub found: Match,
    /// Whether its code waits for the registrar, so that it cannot offer yet.
    pub held: bool,
    /// Whether this reader keeps its profile, and so can mend what it says of itself.
    pub keeps_profile: bool,
    /// When it was invited, if it was.
    pub invited_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// An open demand for one's own organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ForMeRow {
    /// The demand.
    pub demand: DemandRow,
    /// How the organization compares, rule by rule.
    pub found: Match,
    /// When it was invited, if it was.
    pub invited_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// Open demands in the fields of one's own organization, and those that it was invited to: what fits first, then what closes
/// soonest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ForMeView {
    /// The organization.
    pub name: String,
    /// Its code.
    pub code: CreditCode,
    /// Whether its code waits for the registrar, so that it cannot offer yet.
    pub held: bool,
    /// Whether this reader keeps its profile, and so can mend what it says of itself.
    pub keeps_profile: bool,
    /// Whether it said in which fields it works: without them nothing can be found for it.
    pub has_fields: bool,
    /// The demands.
    pub rows: Vec<ForMeRow>,
    /// How many of them fit.
    pub fitting: usize,
}
