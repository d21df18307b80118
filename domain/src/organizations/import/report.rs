//! What an import would do, and everything that stands against it.

use super::columns::{Column, HeaderColumn};
use super::text::{folded, shown};
use crate::code::{CreditCode, District};
use crate::money::Money;
use crate::organizations::OrganizationKind;
use crate::refusal::Refusal;
use crate::services::Field;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What a finding does to its row.
    #[cfg_attr(feature = "schema", schema(as = ImportWeight))]
    pub enum Weight("organizations-import-weight") {
        /// The row cannot be loaded, and with it nothing of the file.
        Refuses = "refuses",
        /// The row loads but waits until the registrar confirms its code.
        Holds = "holds",
        /// The row was read before and is left out.
        Skips = "skips",
        /// The row loads; the value is not given or as read.
        Warns = "warns",
    }
}

/// Whether a code can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CodeStanding {
    /// Its check character is right.
    Sound,
    /// Its check character is wrong: held until the registrar confirms it (T24).
    AwaitsRegistrar,
}

/// A row that can be loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ListedOrganization {
    /// The row's number in the list.
    pub row: u32,
    /// Its name, normalised.
    pub name: String,
    /// Its credit code, normalised.
    pub code: CreditCode,
    /// Whether the code waits for the registrar.
    pub standing: CodeStanding,
    /// What it is.
    pub kind: OrganizationKind,
    /// 成立登记日期.
    pub registered_on: Option<chrono::NaiveDate>,
    /// 注册资金.
    pub capital: Option<Money>,
    /// 登记管理机关.
    pub registrar: Option<String>,
    /// 业务主管单位. Directly registered bodies have none.
    pub supervisor: Option<String>,
    /// 住所.
    pub address: Option<String>,
    /// 业务范围.
    pub scope: Option<String>,
    /// 状态, as the list words it.
    pub status: Option<String>,
    /// 服务领域.
    pub fields: Vec<Field>,
    /// 服务区域.
    pub districts: Vec<District>,
}

/// A row, or a cell of it, as the office finds it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ImportPlace))]
pub struct Place {
    /// The row's number.
    pub row: u32,
    /// The column's letters; `None` when the whole row is meant.
    pub letter: Option<String>,
    /// The column's header as read.
    pub header: Option<String>,
}

/// Something wrong or doubtful in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ImportFinding))]
pub struct Finding {
    /// Where.
    pub place: Place,
    /// The value as read: shortened, control characters made visible.
    pub value: String,
    /// What it does to the row.
    pub weight: Weight,
    /// Why, and (in its words) how to mend it.
    pub reason: Refusal,
}

/// How many rows of which outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ImportCounts))]
pub struct Counts {
    /// Rows of organizations read.
    pub read: usize,
    /// Rows that load, with or without warnings.
    pub load: usize,
    /// Of those that load or wait, rows with a warning.
    pub warned: usize,
    /// Rows that wait until the registrar confirms the code.
    pub wait: usize,
    /// Rows that repeat one above and are left out.
    pub repeated: usize,
    /// Rows that cannot be loaded.
    pub refused: usize,
    /// Rows that are no organizations: notes, totals, sections, repeated headers.
    pub notes: usize,
    /// Blank rows.
    pub blank: usize,
}

/// The answer to a list of organizations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ImportReport {
    /// The file's name as given.
    pub file: String,
    /// The encoding that a text file was read in.
    pub encoding: Option<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// The other sheets, which were not.
    pub other_sheets: Vec<String>,
    /// The header line's row.
    pub header_row: Option<u32>,
    /// What each column was taken for.
    pub columns: Vec<HeaderColumn>,
    /// Why the whole file is refused, before any row was judged.
    pub refused: Option<Refusal>,
    /// What is doubtful about the file as a whole.
    pub remarks: Vec<Refusal>,
    /// How many rows of which outcome.
    pub counts: Counts,
    /// Everything found, by row.
    pub findings: Vec<Finding>,
    /// The rows that can be loaded, those that wait among them.
    pub organizations: Vec<ListedOrganization>,
}

/// A row with another name than the register has for its code.
const RENAMED: &str = "organizations.import-renamed";

impl ImportReport {
    /// The report of a file that is refused as a whole.
    pub fn of_refused(reason: Refusal) -> ImportReport {
        ImportReport { refused: Some(reason), ..ImportReport::default() }
    }

    /// The rows that would give a registered body another name, each with both names. `registered` knows the name of a code.
    pub fn renames<'a>(&self, registered: impl Fn(&CreditCode) -> Option<&'a str>) -> Vec<Finding> {
        let column = self.columns.iter().find(|column| column.meaning == Some(Column::Name));
        let renames = self.organizations.iter().filter_map(|listed| {
            let known = registered(&listed.code).filter(|known| folded(known) != folded(&listed.name))?;
            let place = Place { row: listed.row, letter: column.map(|column| column.letter.clone()), header: column.map(|column| column.header.clone()) };
            let reason = Refusal::new(RENAMED).fact("known", known).fact("listed", listed.name.as_str());
            Some(Finding { place, value: shown(&listed.name), weight: Weight::Warns, reason })
        });
        renames.collect()
    }

    /// Adds what was found when the rows were held against the register.
    pub fn with_renames(&mut self, renames: Vec<Finding>) {
        if renames.is_empty() {
            return;
        }
        let warned = |row: u32| self.findings.iter().any(|finding| finding.place.row == row && finding.weight == Weight::Warns);
        self.counts.warned += renames.iter().filter(|rename| !warned(rename.place.row)).count();
        self.remarks.push(Refusal::new("organizations.import-renames").fact("n", renames.len()));
        self.findings.extend(renames);
        self.findings.sort_by_key(|finding| finding.place.row);
    }

    /// Whether a person must say yes to other names before the file is loaded.
    pub fn is_to_confirm(&self) -> bool {
        self.findings.iter().any(|finding| finding.reason.code == RENAMED)
    }

    /// Whether the file may be loaded: one impossible row stops it all.
    pub fn may_load(&self) -> bool {
        self.refused.is_none() && self.counts.refused == 0
    }

    /// What to load: nothing unless everything may.
    pub fn to_load(&self) -> &[ListedOrganization] {
        if self.may_load() { &self.organizations } else { &[] }
    }
}
