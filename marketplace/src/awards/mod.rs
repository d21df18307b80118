//! Results: a tie is settled, the result publicised, objections answered, the result confirmed.

mod confirm;
mod objections;
mod publicise;
mod read;
mod settle;
pub(crate) mod store;
mod tasks;

pub use confirm::{Confirm, confirm};
pub(crate) use objections::purchase_ended;
pub use objections::{Answer, Object, TakeBack, answer, object, take_back};
pub use publicise::{Publicise, publicise};
pub use read::result;
pub use settle::{Settle, settle};
pub use tasks::{next_due, waiting};
