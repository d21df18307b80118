//! Pages of third-party evaluations.

mod choose;
mod form;
mod hearing;
mod list;
mod process;
mod report;
mod team;
mod words;
mod work;

pub use choose::{ChoosePage, choose_page, commission_check_page};
pub use form::Filled;
pub use hearing::{answer_page, issue_page, reply_page, send_page};
pub use list::{ListPage, evaluations_page, processes_page};
pub use process::{ProcessPage, process_page};
pub use report::{ReportPage, issued_receipt, report_page};
pub use team::accept_page;
pub use work::{report_form_page, scores_page, vetoes_page, weights_page};
