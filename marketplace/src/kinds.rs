//! The words of the ledger and of the feed. Whoever checks them from outside reads these words: one that was used never changes.

/// Declares a list of words that are written and never read back.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("`", $key, "`")] $variant,)+
        }

        impl $name {
            /// The word that is stored.
            pub const fn key(self) -> &'static str {
                match self {
                    $($name::$variant => $key,)+
                }
            }
        }
    };
}

kinds! {
    /// What happened, for everybody to see (TRUST §6.2).
    Entry {
        AwardConfirmed = "award.confirmed",
        AwardPublicised = "award.publicised",
        AwardWithdrawn = "award.withdrawn",
        ContractClosed = "contract.closed",
        ContractDelivered = "contract.delivered",
        ContractMendingAsked = "contract.mending-asked",
        ContractMendingConfirmed = "contract.mending-confirmed",
        ContractMendingReported = "contract.mending-reported",
        ContractMilestoneAccepted = "contract.milestone-accepted",
        ContractMilestoneChecked = "contract.milestone-checked",
        ContractMilestoneFailed = "contract.milestone-failed",
        ContractMilestoneReported = "contract.milestone-reported",
        ContractMilestoneReturned = "contract.milestone-returned",
        ContractOpinionsRecorded = "contract.opinions-recorded",
        ContractPaid = "contract.paid",
        ContractSettled = "contract.settled",
        ContractSigned = "contract.signed",
        ContractTerminated = "contract.terminated",
        DemandClosed = "demand.closed",
        DemandEnded = "demand.ended",
        DemandExtended = "demand.extended",
        DemandPublished = "demand.published",
        DemandReviewed = "demand.reviewed",
        DemandShortlisted = "demand.shortlisted",
        EvaluationIssued = "evaluation.issued",
        NoticePublished = "notice.published",
        ObjectionAnswered = "objection.answered",
        ObjectionFiled = "objection.filed",
        OrganizationCodeConfirmed = "organization.code-confirmed",
        OrganizationProfileKept = "organization.profile-kept",
        OrganizationsImported = "organizations.imported",
    }
}

kinds! {
    /// What happened while it must still be secret: only a salted digest of it is public.
    Secret {
        AgencyTieDeclared = "agency.tie-declared",
        AwardSettled = "award.settled",
        BidChecked = "bid.checked",
        BidReceived = "bid.received",
        BidWithdrawn = "bid.withdrawn",
        ContractDrafted = "contract.drafted",
        ContractHalfSigned = "contract.half-signed",
        ContractReturned = "contract.returned",
        ContractReviewed = "contract.reviewed",
        ContractTerminated = "contract.terminated",
        DemandApproved = "demand.approved",
        DemandDecided = "demand.decided",
        DemandInvited = "demand.invited",
        DemandSubmitted = "demand.submitted",
        EvaluationAccepted = "evaluation.accepted",
        EvaluationAnswered = "evaluation.answered",
        EvaluationCancelled = "evaluation.cancelled",
        EvaluationCommentOver = "evaluation.comment-over",
        EvaluationCommissioned = "evaluation.commissioned",
        EvaluationDeclined = "evaluation.declined",
        EvaluationDraftSent = "evaluation.draft-sent",
        EvaluationReplied = "evaluation.replied",
        EvaluationScoringBegun = "evaluation.scoring-begun",
        EvaluationTakenBack = "evaluation.taken-back",
        EvaluationWeightsAdjusted = "evaluation.weights-adjusted",
        PanelDeclared = "panel.declared",
        PanelNamed = "panel.named",
        PanelRecused = "panel.recused",
        PanelSeated = "panel.seated",
        SheetSigned = "sheet.signed",
    }
}

kinds! {
    /// What kind of thing changed, in the feed of everything that was public.
    Thing {
        Award = "award",
        AwardWithdrawn = "award-withdrawn",
        Contract = "contract",
        Demand = "demand",
        DemandEnd = "demand-end",
        DemandStage = "demand-stage",
        Evaluation = "evaluation",
        Notice = "notice",
        Objections = "objections",
        Organization = "organization",
    }
}
