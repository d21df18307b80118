//! Pages of demands: the public list and page, and the unit's drafts.

mod batch;
mod check;
mod draft;
mod list;
mod page;
mod task;
mod words;

pub use batch::batch_page;
pub use check::{CheckPage, check_page};
pub use draft::{DraftsPage, NewPage, draft_page, drafts_page, new_page};
pub use list::{ListPage, demands_page};
pub(crate) use page::Wanted;
pub use page::{DemandPage, demand_page, published_receipt};
pub use task::{TaskPage, task_page};
pub use words::{stage_status, state_status};
