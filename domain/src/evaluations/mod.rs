//! Third-party evaluation of a contract: commission, independence, scoring, report, grade (DOMAIN §3.12, §5.4–5.8, §6.5).
//!
//! The scheme (weights, bands, vetoes) is data and its version stays with the grade. The agency answers for the truth of the
//! result; the rules here see to it that it is independent, that the sums are right and that the provider is heard.

pub mod independence;
pub mod occasion;
pub mod record;
pub mod report;
pub mod rules;
pub mod scheme;
pub mod scoring;
pub mod task;
pub mod team;
pub mod views;

pub use independence::{Outcome, Verdict, independence};
pub use record::{TrackRecord, final_effect};
pub use report::{Answer, Finding, Reply, Report};
pub use rules::RULES;
pub use scheme::{Grade, Scheme};
pub use scoring::{Conclusion, Scored, VetoFound, conclude};
pub use task::Evaluation;
pub use team::Member;
pub use views::{
    AnswerView, Audience, Candidate, CandidatesView, DraftView, EarlierRound, EvaluationRow, EvaluationView, HeardFinding, MemberView, ProcessRow, ProcessView,
    ReplyView, SchemeLine, ScoredDimension, ScoredIndicator, TeamCandidate, TypedDimension, TypedIndicator, TypedVeto, WorkView,
};
