//! Demands: drafted, checked, approved by another person, published.

mod batch;
mod draft;
mod publish;
mod read;
mod review;
pub(crate) mod store;

pub use batch::{NewBatch, batches, begin_batch, read_batch};
pub use draft::{Begin, SaveTask, begin, copy, save_task};
pub use publish::{Publish, Published, publish};
pub use read::{Filter, Summary, by_month, closing_next, drafts, list, number_of, open_by_district, read_draft, summary, summed_list, view, waiting};
pub(crate) use read::{next, row, row_of};
pub use review::{Approve, Decide, approve, cancel, send_back, submit};
