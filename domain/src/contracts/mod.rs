//! Contracts: their text, signing, milestones, acceptance and payment (DOMAIN §3.10, §3.11, §5.8).
//!
//! Five machines (contract, milestone, acceptance, payment, mending), the instalment schedule as data, the checks of a contract's
//! text, and what the public page shows of its progress. Which road a contract takes is data; what grade an evaluation gave
//! arrives here as its effect on the final instalment, because `evaluations` lies below.

pub mod acceptance;
pub mod contract;
mod draft;
pub mod mending;
pub mod milestone;
pub mod payment;
mod portion;
pub mod progress;
pub mod rules;
pub mod schedule;
pub mod settlement;
pub mod terms;
mod views;

pub use acceptance::{Acceptance, Opinions};
pub use contract::Contract;
pub use draft::{Blanks, Chosen};
pub use mending::Mending;
pub use milestone::{Judgement, Milestone, Report};
pub use payment::Payment;
pub use portion::Portion;
pub use progress::{NextStep, Progress, Side, Todo};
pub use rules::RULES;
pub use schedule::{Instalment, Schedule, Template, Trigger};
pub use settlement::{Delivered, FinalEffect};
pub use terms::ContractTerms;
pub use views::{
    ContractDraftRow, ContractDraftView, ContractOrder, ContractRow, ContractSums, ContractView, EvidenceFile, MendingView, MilestonePapers, MilestoneRow,
    MilestoneView, PaidPath, PaymentRow, PaymentView, ReadyToDraft, Signature,
};
