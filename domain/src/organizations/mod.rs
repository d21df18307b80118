//! The registry: who exists. What kinds of bodies there are, how a registrar's list of them is read and judged, and what an
//! organization says of itself.

pub mod import;
mod kind;
mod profile;
mod views;

pub use kind::{OrganizationKind, Standing};
pub use profile::{Profile, Serves, read_profile};
pub use views::{
    Counted, FieldSource, ImportOutcome, ImportRun, ImportStage, ImportSummary, OrganizationOrder, OrganizationRow, OrganizationView, TrackRecordRow,
};
