//! Third-party evaluations, from the commission to the published report.

mod accept;
mod agencies;
mod commission;
mod hearing;
mod issue;
mod process;
mod read;
mod scoring;
pub(crate) mod store;
mod waiting;

pub use accept::{Accept, DeclarePart, Decline, Named, accept, declare_part, decline};
pub use agencies::{DeclareTie, candidates, declare_tie};
pub use commission::{Cancel, Commission, cancel, commission};
pub(crate) use hearing::end_comments_due;
pub use hearing::{Answers, GivenAnswer, GivenReply, Replies, Rescore, SendDraft, answer, reply, rescore, send_draft};
pub use issue::{Issue, Issued, issue};
pub use process::{bodies, process, processes};
pub use read::{Filter, Summary, list, number_of, summary, view};
pub use scoring::{
    AdjustWeights, BeginScoring, MOST_FINDINGS, SaveReport, SaveScores, SaveVetoes, adjust_weights, begin_scoring, save_report, save_scores, save_vetoes,
};
pub use waiting::{next_due, waiting};
