//! Who may do what: one table. What no row grants is refused (DOMAIN §2, TRUST §3).

use crate::ids::{AccountId, OrganizationId};
use crate::law::{Basis, Law, Scope};
use crate::refusal::{Fact, Kind, Refusal};
use serde::{Deserialize, Serialize};

/// What a person acts as (DOMAIN §2.1). One at a time, chosen openly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Anybody, not signed in.
    Public,
    /// 购买主体经办: drafts and handles.
    PurOfficer,
    /// 购买主体负责人: approves.
    PurApprover,
    /// 购买主体内部审查: reviews the contract, signs acceptance.
    PurReviewer,
    /// 采购人代表 on a panel.
    PanelPur,
    /// Reviewer from outside the unit.
    PanelExpert,
    /// 社会组织填报员.
    SoAdmin,
    /// 社会组织法定代表人: signs.
    SoLegal,
    /// 评估机构主评人.
    AgencyLead,
    /// 评估机构成员.
    AgencyMember,
    /// 登记管理机关.
    Registrar,
    /// 审计、纪检: reads everything that is not sealed.
    Auditor,
    /// The platform's operator, and its command line.
    Operator,
}

impl Role {
    /// All roles that a person can hold.
    pub const ALL: [Role; 12] = [
        Role::PurOfficer,
        Role::PurApprover,
        Role::PurReviewer,
        Role::PanelPur,
        Role::PanelExpert,
        Role::SoAdmin,
        Role::SoLegal,
        Role::AgencyLead,
        Role::AgencyMember,
        Role::Registrar,
        Role::Auditor,
        Role::Operator,
    ];

    /// The word in addresses and columns.
    pub const fn key(self) -> &'static str {
        match self {
            Role::Public => "public",
            Role::PurOfficer => "pur-officer",
            Role::PurApprover => "pur-approver",
            Role::PurReviewer => "pur-reviewer",
            Role::PanelPur => "panel-pur",
            Role::PanelExpert => "panel-expert",
            Role::SoAdmin => "so-admin",
            Role::SoLegal => "so-legal",
            Role::AgencyLead => "agency-lead",
            Role::AgencyMember => "agency-member",
            Role::Registrar => "registrar",
            Role::Auditor => "auditor",
            Role::Operator => "operator",
        }
    }

    /// The role of this key.
    pub fn parse(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Its key in the message files.
    pub fn term(self) -> String {
        format!("role-{}", self.key())
    }

    /// Whether a person with this role works for a purchaser.
    pub const fn of_purchaser(self) -> bool {
        matches!(self, Role::PurOfficer | Role::PurApprover | Role::PurReviewer)
    }

    /// Whether a person with this role works for a social organization.
    pub const fn of_provider(self) -> bool {
        matches!(self, Role::SoAdmin | Role::SoLegal)
    }

    /// Whether a person with this role works for an evaluation agency.
    pub const fn of_agency(self) -> bool {
        matches!(self, Role::AgencyLead | Role::AgencyMember)
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Nobody's account when not signed in, and for the command line.
    pub account: Option<AccountId>,
    /// What the person acts as.
    pub role: Role,
    /// For which body.
    pub organization: Option<OrganizationId>,
}

impl Actor {
    /// Anybody.
    pub const PUBLIC: Actor = Actor { account: None, role: Role::Public, organization: None };
    /// The command line of the installation.
    pub const OPERATOR: Actor = Actor { account: None, role: Role::Operator, organization: None };
}

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $key:literal $(, step $step:ident)?;)+) => {
        /// What can be done. Each is one use case, or one thing to read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        pub enum Action {
            $($(#[$doc])* #[serde(rename = $key)] $name,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Action] = &[$(Action::$name,)+];

            /// The word in the ledger and in the message files (`action-…`).
            pub const fn key(self) -> &'static str {
                match self { $(Action::$name => $key,)+ }
            }

            /// What the act asks of the person beyond being signed in.
            pub const fn step(self) -> Step {
                #[allow(unused_mut, unused_assignments, reason = "most rows of the table name no step")]
                match self { $(Action::$name => { let mut step = Step::None; $(step = Step::$step;)? step })+ }
            }
        }
    };
}

/// What an act asks for beyond being signed in. Until the second factor exists, `CheckAndReceipt` means just that:
/// a check page before, a receipt after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing more.
    None,
    /// A check page and a receipt now; a second factor when the room exists (TRUST §2.4).
    CheckAndReceipt,
}

actions! {
    /// Manage accounts and memberships.
    ManageAccounts = "manage-accounts";
    /// Load lists of organizations.
    ImportOrganizations = "import-organizations";
    /// Confirm a code whose check character is wrong.
    ConfirmCode = "confirm-code";
    /// Keep one's own organization's profile: fields, districts, capacity.
    EditProfile = "edit-profile";
    /// Begin a demand, or a batch of demands.
    DraftDemand = "draft-demand";
    /// Read a demand that is not published.
    ReadDraft = "read-draft";
    /// Change a draft.
    EditDemand = "edit-demand";
    /// Send a draft to the approver.
    SubmitDemand = "submit-demand";
    /// Approve a demand or batch.
    ApproveDemand = "approve-demand", step CheckAndReceipt;
    /// Send it back to the drafter with a reason.
    ReturnDemand = "return-demand";
    /// Give it up.
    CancelDemand = "cancel-demand", step CheckAndReceipt;
    /// Publish an approved demand or batch.
    PublishDemand = "publish-demand", step CheckAndReceipt;
    /// See which organizations fit a demand.
    ReadMatches = "read-matches";
    /// Invite an organization to offer.
    Invite = "invite";
    /// See the demands that fit one's own organization.
    ReadForMe = "read-for-me";
    /// Offer, or replace one's offer.
    SubmitBid = "submit-bid", step CheckAndReceipt;
    /// Take one's offer back.
    WithdrawBid = "withdraw-bid", step CheckAndReceipt;
    /// Read one's own organization's offer.
    ReadOwnBid = "read-own-bid";
    /// Read the offers of a purchase.
    ReadBids = "read-bids";
    /// Extend a deadline when too few offered.
    ExtendDeadline = "extend-deadline", step CheckAndReceipt;
    /// Check who may take part, and open the review.
    Shortlist = "shortlist";
    /// Name the reviewers.
    NameReviewers = "name-reviewers";
    /// Answer the conflict questions C1 to C5.
    DeclareConflicts = "declare-conflicts";
    /// Score offers.
    Score = "score";
    /// Sign one's score sheet.
    SignScores = "sign-scores", step CheckAndReceipt;
    /// Read all score sheets of a purchase.
    ReadScores = "read-scores";
    /// Choose among offers that points and price leave equal, for a published reason.
    SettleTie = "settle-tie";
    /// Publicise the proposed result.
    PublicizeResult = "publicize-result", step CheckAndReceipt;
    /// Object to a publicised result.
    FileObjection = "file-objection";
    /// Answer an objection.
    AnswerObjection = "answer-objection";
    /// Confirm the result.
    ConfirmResult = "confirm-result", step CheckAndReceipt;
    /// End a purchase without a result.
    EndWithoutResult = "end-without-result", step CheckAndReceipt;
    /// Draft the contract.
    DraftContract = "draft-contract";
    /// Read a contract that is not signed yet.
    ReadContractDraft = "read-contract-draft";
    /// Review the contract draft.
    ReviewContract = "review-contract";
    /// Sign for the purchaser.
    SignForPurchaser = "sign-for-purchaser", step CheckAndReceipt;
    /// Sign for the provider.
    SignForProvider = "sign-for-provider", step CheckAndReceipt;
    /// Report a milestone with evidence.
    ReportMilestone = "report-milestone";
    /// Read evidence that is not public.
    ReadEvidence = "read-evidence";
    /// Check a reported milestone.
    CheckMilestone = "check-milestone";
    /// Record what recipients said.
    RecordOpinions = "record-opinions";
    /// Accept a milestone.
    AcceptMilestone = "accept-milestone", step CheckAndReceipt;
    /// Send a milestone back.
    ReturnMilestone = "return-milestone";
    /// Record a payment as made.
    Pay = "pay", step CheckAndReceipt;
    /// Commission a third-party evaluation.
    CommissionEvaluation = "commission-evaluation", step CheckAndReceipt;
    /// Accept a commission, with the declaration of independence.
    AcceptCommission = "accept-commission";
    /// Read an evaluation that is not published.
    ReadEvaluation = "read-evaluation";
    /// Score the indicators.
    ScoreEvaluation = "score-evaluation";
    /// Send the draft report to the provider.
    SendDraftReport = "send-draft-report";
    /// Reply to a finding.
    ReplyToFinding = "reply-to-finding";
    /// Answer a reply.
    AnswerReply = "answer-reply";
    /// Issue the report.
    IssueReport = "issue-report", step CheckAndReceipt;
}

/// How the actor must stand to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// In no particular way.
    Any,
    /// Works for its purchaser.
    OwnPurchase,
    /// Works for its provider, or for the body that the thing belongs to.
    Own,
    /// Works for the agency that evaluates it.
    OwnCommission,
    /// Named for it personally.
    Assigned,
}

/// From which stage of the case the row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Any,
    /// From the deadline on, when offers may be read.
    Opened,
    /// From the publicised result on.
    Result,
}

/// What bars the person although the row fits: separation of duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unless {
    /// Nothing.
    Nothing,
    /// Having drafted it.
    DraftedIt,
    /// Having handled or checked it.
    HandledIt,
    /// Having scored it.
    ScoredIt,
    /// Having drafted or scored it.
    DraftedOrScoredIt,
}

/// What a person already did in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Drafted it.
    Drafted,
    /// Handled or checked it.
    Handled,
    /// Scored it in the review.
    Scored,
    /// Is named for it.
    Assigned,
}

/// How far a case has come, as secrecy sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Before the offers' deadline.
    #[default]
    Closed,
    /// Offers may be read by who judges them.
    Opened,
    /// The result is public.
    Result,
}

/// What the table needs to know of a case.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// The purchasing unit.
    pub purchaser: Option<OrganizationId>,
    /// The body that the thing belongs to: who offered, who provides.
    pub own: Option<OrganizationId>,
    /// The evaluation agency.
    pub agency: Option<OrganizationId>,
    /// Who did what in it.
    pub parts: Vec<(Part, AccountId)>,
    /// How far it has come.
    pub gate: Gate,
    /// Whether its very existence is secret to those whom no row lets in.
    pub secret: bool,
}

impl Case {
    /// A case of a purchaser, known to exist.
    pub fn of_purchaser(purchaser: OrganizationId) -> Case {
        Case { purchaser: Some(purchaser), ..Case::default() }
    }

    /// Adds what a person did in it.
    #[must_use]
    pub fn part(mut self, part: Part, account: Option<AccountId>) -> Case {
        self.parts.extend(account.map(|account| (part, account)));
        self
    }

    /// Marks its existence secret.
    #[must_use]
    pub fn secret(mut self) -> Case {
        self.secret = true;
        self
    }
}

/// One row: who may do what, on what, from when, unless.
#[derive(Clone, Copy, Debug)]
pub struct Grant(pub Role, pub Action, pub On, pub When, pub Unless);

use Action as A;
use On::{Any, Assigned, Own, OwnCommission, OwnPurchase};
use Role::{AgencyLead, AgencyMember, Auditor, Operator, PanelExpert, PanelPur, PurApprover, PurOfficer, PurReviewer, Registrar, SoAdmin, SoLegal};
use Unless::{DraftedIt, DraftedOrScoredIt, HandledIt, Nothing, ScoredIt};

/// The table. Read a row across, like the law's own sentence.
#[rustfmt::skip]
pub static TABLE: &[Grant] = &[
    //    who           what                        on what        when          unless
    Grant(Operator,     A::ManageAccounts,          Any,           When::Any,    Nothing),
    Grant(Operator,     A::ImportOrganizations,     Any,           When::Any,    Nothing),
    Grant(Registrar,    A::ImportOrganizations,     Any,           When::Any,    Nothing),
    Grant(Registrar,    A::ConfirmCode,             Any,           When::Any,    Nothing),
    Grant(SoAdmin,      A::EditProfile,             Own,           When::Any,    Nothing),

    Grant(PurOfficer,   A::DraftDemand,             OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadDraft,               OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ReadDraft,               OwnPurchase,   When::Any,    Nothing),
    Grant(PurReviewer,  A::ReadDraft,               OwnPurchase,   When::Any,    Nothing),
    Grant(Auditor,      A::ReadDraft,               Any,           When::Any,    Nothing),
    Grant(PurOfficer,   A::EditDemand,              OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::SubmitDemand,            OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ApproveDemand,           OwnPurchase,   When::Any,    DraftedIt),
    Grant(PurApprover,  A::ReturnDemand,            OwnPurchase,   When::Any,    DraftedIt),
    Grant(PurApprover,  A::CancelDemand,            OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::PublishDemand,           OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadMatches,             OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ReadMatches,             OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::Invite,                  OwnPurchase,   When::Any,    Nothing),
    Grant(SoAdmin,      A::ReadForMe,               Own,           When::Any,    Nothing),
    Grant(SoLegal,      A::ReadForMe,               Own,           When::Any,    Nothing),

    // Before the deadline no row lets anybody but its own organization read an offer, or learn that there is one.
    Grant(SoAdmin,      A::SubmitBid,               Own,           When::Any,    Nothing),
    Grant(SoAdmin,      A::WithdrawBid,             Own,           When::Any,    Nothing),
    Grant(SoAdmin,      A::ReadOwnBid,              Own,           When::Any,    Nothing),
    Grant(SoLegal,      A::ReadOwnBid,              Own,           When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadBids,                OwnPurchase,   When::Opened, Nothing),
    Grant(PurApprover,  A::ReadBids,                OwnPurchase,   When::Opened, Nothing),
    Grant(PanelPur,     A::ReadBids,                Assigned,      When::Opened, Nothing),
    Grant(PanelExpert,  A::ReadBids,                Assigned,      When::Opened, Nothing),
    Grant(Auditor,      A::ReadBids,                Any,           When::Opened, Nothing),
    Grant(PurOfficer,   A::ExtendDeadline,          OwnPurchase,   When::Opened, Nothing),
    Grant(PurOfficer,   A::Shortlist,               OwnPurchase,   When::Opened, Nothing),
    Grant(PurApprover,  A::NameReviewers,           OwnPurchase,   When::Any,    Nothing),
    Grant(PanelPur,     A::DeclareConflicts,        Assigned,      When::Any,    Nothing),
    Grant(PanelExpert,  A::DeclareConflicts,        Assigned,      When::Any,    Nothing),
    Grant(PanelPur,     A::Score,                   Assigned,      When::Opened, Nothing),
    Grant(PanelExpert,  A::Score,                   Assigned,      When::Opened, Nothing),
    Grant(PanelPur,     A::SignScores,              Assigned,      When::Opened, Nothing),
    Grant(PanelExpert,  A::SignScores,              Assigned,      When::Opened, Nothing),
    Grant(PurOfficer,   A::ReadScores,              OwnPurchase,   When::Opened, Nothing),
    Grant(PurApprover,  A::ReadScores,              OwnPurchase,   When::Opened, Nothing),
    Grant(Auditor,      A::ReadScores,              Any,           When::Opened, Nothing),
    Grant(PurApprover,  A::SettleTie,               OwnPurchase,   When::Opened, DraftedOrScoredIt),
    Grant(PurOfficer,   A::PublicizeResult,         OwnPurchase,   When::Opened, Nothing),
    Grant(SoAdmin,      A::FileObjection,           Own,           When::Result, Nothing),
    Grant(PurOfficer,   A::AnswerObjection,         OwnPurchase,   When::Result, ScoredIt),
    Grant(PurApprover,  A::ConfirmResult,           OwnPurchase,   When::Result, DraftedOrScoredIt),
    Grant(PurApprover,  A::EndWithoutResult,        OwnPurchase,   When::Opened, DraftedIt),

    Grant(PurOfficer,   A::DraftContract,           OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadContractDraft,       OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ReadContractDraft,       OwnPurchase,   When::Any,    Nothing),
    Grant(PurReviewer,  A::ReadContractDraft,       OwnPurchase,   When::Any,    Nothing),
    Grant(SoAdmin,      A::ReadContractDraft,       Own,           When::Any,    Nothing),
    Grant(SoLegal,      A::ReadContractDraft,       Own,           When::Any,    Nothing),
    Grant(Auditor,      A::ReadContractDraft,       Any,           When::Any,    Nothing),
    Grant(PurReviewer,  A::ReviewContract,          OwnPurchase,   When::Any,    DraftedIt),
    Grant(PurApprover,  A::SignForPurchaser,        OwnPurchase,   When::Any,    DraftedIt),
    Grant(SoLegal,      A::SignForProvider,         Own,           When::Any,    Nothing),
    Grant(SoAdmin,      A::ReportMilestone,         Own,           When::Any,    Nothing),
    Grant(SoAdmin,      A::ReadEvidence,            Own,           When::Any,    Nothing),
    Grant(SoLegal,      A::ReadEvidence,            Own,           When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadEvidence,            OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ReadEvidence,            OwnPurchase,   When::Any,    Nothing),
    Grant(PurReviewer,  A::ReadEvidence,            OwnPurchase,   When::Any,    Nothing),
    Grant(AgencyLead,   A::ReadEvidence,            OwnCommission, When::Any,    Nothing),
    Grant(AgencyMember, A::ReadEvidence,            OwnCommission, When::Any,    Nothing),
    Grant(Auditor,      A::ReadEvidence,            Any,           When::Any,    Nothing),
    Grant(PurOfficer,   A::CheckMilestone,          OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::RecordOpinions,          OwnPurchase,   When::Any,    Nothing),
    Grant(PurReviewer,  A::AcceptMilestone,         OwnPurchase,   When::Any,    HandledIt),
    Grant(PurReviewer,  A::ReturnMilestone,         OwnPurchase,   When::Any,    Nothing),
    Grant(PurOfficer,   A::ReturnMilestone,         OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::Pay,                     OwnPurchase,   When::Any,    HandledIt),

    Grant(PurApprover,  A::CommissionEvaluation,    OwnPurchase,   When::Any,    Nothing),
    Grant(AgencyLead,   A::AcceptCommission,        OwnCommission, When::Any,    Nothing),
    Grant(AgencyLead,   A::ReadEvaluation,          OwnCommission, When::Any,    Nothing),
    Grant(AgencyMember, A::ReadEvaluation,          OwnCommission, When::Any,    Nothing),
    Grant(PurOfficer,   A::ReadEvaluation,          OwnPurchase,   When::Any,    Nothing),
    Grant(PurApprover,  A::ReadEvaluation,          OwnPurchase,   When::Any,    Nothing),
    Grant(PurReviewer,  A::ReadEvaluation,          OwnPurchase,   When::Any,    Nothing),
    Grant(SoAdmin,      A::ReadEvaluation,          Own,           When::Any,    Nothing),
    Grant(SoLegal,      A::ReadEvaluation,          Own,           When::Any,    Nothing),
    Grant(Auditor,      A::ReadEvaluation,          Any,           When::Any,    Nothing),
    Grant(AgencyLead,   A::ScoreEvaluation,         OwnCommission, When::Any,    Nothing),
    Grant(AgencyMember, A::ScoreEvaluation,         OwnCommission, When::Any,    Nothing),
    Grant(AgencyLead,   A::SendDraftReport,         OwnCommission, When::Any,    Nothing),
    Grant(SoAdmin,      A::ReplyToFinding,          Own,           When::Any,    Nothing),
    Grant(AgencyLead,   A::AnswerReply,             OwnCommission, When::Any,    Nothing),
    Grant(AgencyMember, A::AnswerReply,             OwnCommission, When::Any,    Nothing),
    Grant(AgencyLead,   A::IssueReport,             OwnCommission, When::Any,    Nothing),
];

/// The table's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed,
    /// No, and why.
    Refused(Refusal),
    /// No, and the thing must look as if it did not exist.
    Hidden,
}

/// Asks the table. Default: refused, or hidden where the case itself is secret.
pub fn decide(actor: &Actor, action: Action, case: &Case) -> Decision {
    let mut separated = None;
    let mut too_early = None;
    for Grant(role, granted, on, when, unless) in TABLE {
        if *role != actor.role || *granted != action || !stands(actor, *on, case) {
            continue;
        }
        if !reached(*when, case.gate) {
            too_early = Some(if *when == When::Result { "policy.before-result" } else { "policy.too-early" });
            continue;
        }
        match barred(actor, *unless, case) {
            None => return Decision::Allowed,
            Some(refusal) => separated = Some(refusal),
        }
    }
    if let Some(refusal) = separated {
        return Decision::Refused(refusal);
    }
    if case.secret {
        return Decision::Hidden;
    }
    if let Some(code) = too_early {
        return Decision::Refused(Refusal { kind: Kind::Forbidden, ..Refusal::new(code) });
    }
    let who = TABLE.iter().find(|grant| grant.1 == action).map_or(Role::Operator, |grant| grant.0);
    let code = if actor.role == Role::Public {
        "policy.sign-in"
    } else if TABLE.iter().any(|grant| grant.1 == action && grant.0 == actor.role) {
        "policy.not-yours"
    } else {
        "policy.not-your-role"
    };
    Decision::Refused(Refusal::forbidden(code, who).fact("action", Fact::Term(format!("action-{}", action.key()))))
}

/// [`decide`] for `?`.
///
/// # Errors
/// The table's refusal; what is hidden is refused as not found.
pub fn may(actor: &Actor, action: Action, case: &Case) -> Result<(), Refusal> {
    match decide(actor, action, case) {
        Decision::Allowed => Ok(()),
        Decision::Refused(refusal) => Err(refusal),
        Decision::Hidden => Err(Refusal::not_found()),
    }
}

fn stands(actor: &Actor, on: On, case: &Case) -> bool {
    let same = |body: Option<OrganizationId>| body.is_some() && body == actor.organization;
    match on {
        On::Any => true,
        On::OwnPurchase => same(case.purchaser),
        On::Own => same(case.own),
        On::OwnCommission => same(case.agency),
        On::Assigned => did(actor, Part::Assigned, case),
    }
}

fn did(actor: &Actor, part: Part, case: &Case) -> bool {
    actor.account.is_some_and(|account| case.parts.contains(&(part, account)))
}

const fn reached(when: When, gate: Gate) -> bool {
    match when {
        When::Any => true,
        When::Opened => matches!(gate, Gate::Opened | Gate::Result),
        When::Result => matches!(gate, Gate::Result),
    }
}

fn barred(actor: &Actor, unless: Unless, case: &Case) -> Option<Refusal> {
    let code = match unless {
        Unless::DraftedIt | Unless::DraftedOrScoredIt if did(actor, Part::Drafted, case) => "policy.drafted-it",
        Unless::ScoredIt | Unless::DraftedOrScoredIt if did(actor, Part::Scored, case) => "policy.scored-it",
        Unless::HandledIt if did(actor, Part::Handled, case) => "policy.handled-it",
        _ => return None,
    };
    // 政府采购法 第61条 separates these duties inside central purchasing bodies; the platform applies it to all.
    let basis = Basis { borrowed: Some(Law::ProcurementLaw.article(61)), ..Basis::of(Law::PlatformRule.whole(), Scope::Platform) };
    Some(Refusal { kind: Kind::Forbidden, ..Refusal::new(code) }.basis(basis))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn org(n: u128) -> OrganizationId {
        OrganizationId::new(Uuid::from_u128(n))
    }

    fn person(role: Role, account: u128, organization: u128) -> Actor {
        Actor { account: Some(AccountId::new(Uuid::from_u128(account))), role, organization: Some(org(organization)) }
    }

    #[test]
    fn the_drafter_cannot_approve_whatever_roles_the_account_has() {
        let approver = person(Role::PurApprover, 1, 10);
        let case = Case::of_purchaser(org(10)).part(Part::Drafted, approver.account);
        let refusal = may(&approver, Action::ApproveDemand, &case).unwrap_err();
        assert_eq!((refusal.code.as_str(), refusal.kind), ("policy.drafted-it", Kind::Forbidden));
        assert_eq!(refusal.basis.unwrap().borrowed, Some(Law::ProcurementLaw.article(61)));
        may(&person(Role::PurApprover, 2, 10), Action::ApproveDemand, &case).unwrap();
    }

    #[test]
    fn nobody_but_its_own_organization_reads_an_offer_before_the_deadline() {
        let case = Case { own: Some(org(20)), ..Case::of_purchaser(org(10)) }.secret();
        for role in Role::ALL {
            for organization in [10, 20, 30] {
                for action in [Action::ReadBids, Action::ReadOwnBid] {
                    let actor = person(role, 1, organization);
                    let case = case.clone().part(Part::Assigned, actor.account);
                    let own = organization == 20 && action == Action::ReadOwnBid && role.of_provider();
                    assert_eq!(decide(&actor, action, &case) == Decision::Allowed, own, "{role:?} {organization} {action:?}");
                    assert!(own || decide(&actor, action, &case) == Decision::Hidden);
                }
            }
        }
        let opened = Case { gate: Gate::Opened, ..case };
        may(&person(Role::PurOfficer, 1, 10), Action::ReadBids, &opened).unwrap();
        assert_eq!(decide(&person(Role::PurOfficer, 1, 11), Action::ReadBids, &opened), Decision::Hidden);
    }

    #[test]
    fn the_public_is_asked_to_sign_in_and_others_learn_who_may() {
        let case = Case::of_purchaser(org(10));
        assert_eq!(may(&Actor::PUBLIC, Action::ApproveDemand, &case).unwrap_err().code, "policy.sign-in");
        assert_eq!(may(&person(Role::SoAdmin, 1, 20), Action::ApproveDemand, &case).unwrap_err().code, "policy.not-your-role");
        assert_eq!(may(&person(Role::PurApprover, 1, 11), Action::ApproveDemand, &case).unwrap_err().code, "policy.not-yours");
    }

    #[test]
    fn every_action_is_granted_to_somebody() {
        for action in Action::ALL {
            assert!(TABLE.iter().any(|grant| grant.1 == *action), "{action:?} is in no row");
        }
    }

    #[test]
    fn no_role_both_hands_in_and_accepts() {
        for (one, other) in [
            (Action::ReportMilestone, Action::AcceptMilestone),
            (Action::CheckMilestone, Action::AcceptMilestone),
            (Action::SubmitDemand, Action::ApproveDemand),
            (Action::DraftContract, Action::ReviewContract),
            (Action::SubmitBid, Action::Score),
            (Action::ReplyToFinding, Action::IssueReport),
        ] {
            for role in Role::ALL {
                let grants = |action| TABLE.iter().any(|grant| grant.0 == role && grant.1 == action);
                assert!(!(grants(one) && grants(other)), "{role:?} may do {one:?} and {other:?}");
            }
        }
    }
}
