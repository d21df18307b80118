//! Demands: drafted, checked, approved by another person, published.

mod batch;
mod draft;
mod publish;
mod read;
mod review;
pub(crate) mod store;

pub use batch::{NewBatch, begin_batch, read_batch};
pub use draft::{Begin, SaveTask, begin, copy, save_task};
pub use publish::{Publish, Published, publish};
pub use read::{Filter, Summary, drafts, list, number_of, read_draft, summary, view};
pub use review::{Approve, Decide, approve, cancel, send_back, submit};
