//! Pages of panels: the approver names reviewers, a reviewer declares, scores and signs.

mod desk;
mod name;
mod sign;
mod words;

pub use desk::{ReviewPage, review_page};
pub use name::{PanelPage, panel_page};
pub use sign::{SignPage, sign_page};
pub use words::seat_status;
