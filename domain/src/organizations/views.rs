//! What readers see of the register and of its lists.

use super::OrganizationKind;
use super::import::ImportReport;
use super::kind::Standing;
use super::profile::Serves;
use crate::code::{CreditCode, District};
use crate::ids::{ImportId, OrganizationId};
use crate::money::{Money, Points};
use crate::numbers::{ContractNumber, EvaluationNumber};
use crate::refusal::Refusal;
use crate::services::Field;
use serde::{Deserialize, Serialize};

crate::words! {
    /// In which order the register is listed; the first is the usual one. None of them weighs anybody's worth.
    #[derive(Default)]
    pub enum OrganizationOrder("organization-order") {
        /// By name.
        #[default]
        Name = "name",
        /// The most accepted services first.
        Delivered = "delivered",
    }
}

/// A body of the register in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OrganizationRow {
    /// Its credit code.
    pub code: CreditCode,
    /// Its registered name.
    pub name: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// How its registration stands, where the list says.
    pub standing: Option<Standing>,
    /// The district of its seat, where known.
    pub district: Option<District>,
    /// Its fields; empty is 未填写.
    pub fields: Vec<Field>,
    /// Where it works.
    pub serves: Serves,
    /// Services that it delivered here, accepted.
    pub delivered: u32,
    /// Whether its code waits for the registrar.
    pub held: bool,
}

/// Who said a fact, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = OrganizationFactSource))]
#[serde(rename_all = "kebab-case", tag = "from")]
pub enum FieldSource {
    /// A list of the register's.
    Register {
        /// The list's name.
        list: String,
        /// The day on which it was loaded.
        on: chrono::NaiveDate,
    },
    /// The organization itself.
    Own {
        /// The day.
        on: chrono::NaiveDate,
    },
}

/// A service that was delivered (履约记录): facts with their documents, never a credit score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrackRecordRow {
    /// The contract.
    pub contract: ContractNumber,
    /// What was delivered.
    pub title: String,
    /// For whom.
    pub purchaser: String,
    /// By whom.
    pub provider: String,
    /// In which field.
    pub field: Field,
    /// The price.
    pub price: Money,
    /// The last day of service, while it runs.
    pub ends: Option<chrono::NaiveDate>,
    /// When the final acceptance was signed; nothing while it runs.
    pub accepted_on: Option<chrono::NaiveDate>,
    /// When the contract ended because its final milestone failed.
    pub failed_on: Option<chrono::NaiveDate>,
    /// The published evaluation.
    pub evaluation: Option<EvaluationNumber>,
    /// Key of its grade, as the scheme names it.
    pub grade: Option<String>,
    /// Its score.
    pub score: Option<Points>,
    /// When it was published.
    pub evaluated_on: Option<chrono::NaiveDate>,
}

/// How many of something, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = TrackRecordSum))]
pub struct Counted {
    /// How many.
    pub number: u32,
    /// Their prices.
    pub sum: Money,
}

/// A body of the register, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OrganizationView {
    /// Its row.
    pub row: OrganizationRow,
    /// The identifier, for acts.
    pub id: OrganizationId,
    /// When it was registered.
    pub registered_on: Option<chrono::NaiveDate>,
    /// Registered capital.
    pub capital: Option<Money>,
    /// Registration authority.
    pub registrar: Option<String>,
    /// Supervising unit; bodies that register directly have none.
    pub supervisor: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Business scope.
    pub scope: Option<String>,
    /// Full-time staff.
    pub staff: Option<u32>,
    /// Who said the facts of registration.
    pub registered: FieldSource,
    /// Who said fields, districts and staff.
    pub profiled: FieldSource,
    /// The day on which the registrar confirmed a code that fails its check.
    pub confirmed_on: Option<chrono::NaiveDate>,
    /// Under way: contracts in performance.
    pub running: Counted,
    /// Delivered: contracts with a final acceptance.
    pub delivered: Counted,
    /// What it delivers or delivered to others, or, of a department, what is or was delivered to it; newest first.
    pub records: Vec<TrackRecordRow>,
    /// The version, for acts on it.
    pub version: i32,
}

/// How far a run of an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ImportStage {
    /// Rows are being read and judged.
    Judging,
    /// Rows are being loaded, all or none.
    Loading,
    /// Judged; nothing was loaded, because it was only asked what would happen.
    Judged,
    /// Something in it is impossible: nothing was loaded.
    Refused,
    /// Loaded.
    Loaded,
    /// It broke off; nothing was loaded.
    Broken,
}

/// A run of an import in the list of runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// The run.
    pub id: ImportId,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// Who began it; nobody's name for the command line.
    pub by: Option<String>,
    /// When it began.
    pub at: chrono::DateTime<chrono::Utc>,
    /// How far it is.
    pub stage: ImportStage,
    /// Rows looked at.
    pub done: u32,
    /// Rows in all, once known.
    pub total: Option<u32>,
}

/// What a list did to the register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ImportOutcome {
    /// Bodies that were not there before.
    pub new: usize,
    /// Bodies whose facts changed.
    pub changed: usize,
    /// Bodies whose facts the list only repeats.
    pub unchanged: usize,
}

/// A run of an import with its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ImportRun {
    /// Its line in the list of runs.
    pub summary: ImportSummary,
    /// The report, once there; without the rows themselves.
    pub report: Option<ImportReport>,
    /// What it did to the register.
    pub outcome: Option<ImportOutcome>,
    /// Why it broke off.
    pub failure: Option<Refusal>,
    /// Whether its rows can be loaded now.
    pub may_load: bool,
}
