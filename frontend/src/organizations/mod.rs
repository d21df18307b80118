//! Pages of the register: the public list and page, an organization's profile, the registrar's imports.

mod imports;
mod list;
mod page;
mod profile;
mod run;
mod words;

pub use imports::{ImportsPage, imports_page};
pub use list::{OrganizationsPage, organizations_page};
pub use page::{OrganizationPage, organization_page};
pub use profile::{ProfilePage, profile_page};
pub use run::{RunPage, place_words, run_page};
pub(crate) use words::district_name;
pub use words::{fields_words, record_words, serves_words};
