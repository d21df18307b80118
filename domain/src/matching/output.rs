//! What a match says.

use crate::ids::OrganizationId;
use crate::refusal::Fact;
use crate::step::Word;
use serde::{Deserialize, Serialize};

crate::words! {
    /// What is compared, in the order in which it is shown and narrows the funnel.
    pub enum MatchRule("match-rule") {
        /// It is registered.
        Registered = "registered",
        /// Its certificate holds.
        Certificate = "certificate",
        /// Its field.
        Field = "field",
        /// The district served.
        District = "district",
        /// Credit lists.
        Credit = "credit",
        /// Time since registration, where demanded.
        RegisteredYears = "registered-years",
        /// Similar projects.
        TrackRecord = "track-record",
        /// Contracts that ended because the service was not delivered. A warning, never a bar: no rule makes it one.
        Unfulfilled = "unfulfilled",
        /// Full-time staff, where demanded: below the threshold alone, for procurement may not ask it (87号令 第17条).
        Staff = "staff",
        /// The district of its seat, where demanded.
        Seat = "seat",
        /// How many people it can serve. Self-reported: a warning at most.
        Capacity = "capacity",
        /// The latest evaluation. A reason for or a warning, never a bar.
        Evaluation = "evaluation",
        /// The rating. Information, never counted.
        Rating = "rating",
    }
}

crate::words! {
    /// How a comparison ended.
    #[cfg_attr(feature = "schema", schema(as = MatchVerdict))]
    pub enum Verdict("match-verdict") {
        /// 符合.
        Pass = "pass",
        /// 提醒: does not exclude.
        Warn = "warn",
        /// 不符合: excludes.
        Fail = "fail",
        /// 未知: nobody recorded it.
        Unknown = "unknown",
    }
}

crate::words! {
    /// Where a value comes from.
    #[cfg_attr(feature = "schema", schema(as = MatchSource))]
    pub enum Source("match-source") {
        /// The register (登记信息).
        Registry = "registry",
        /// The organization's own word.
        OwnProfile = "own-profile",
        /// Contracts finished on the platform (履约记录).
        TrackRecord = "track-record",
        /// Credit lists.
        CreditLists = "credit-lists",
        /// Evaluation reports.
        Evaluations = "evaluations",
    }
}

crate::words! {
    /// What would change a line.
    #[cfg_attr(feature = "schema", schema(as = MatchChange))]
    pub enum Change("match-change") {
        /// The registrar corrects the register.
        CorrectRegistration = "correct-registration",
        /// The certificate is renewed.
        RenewCertificate = "renew-certificate",
        /// The organization fills in its fields.
        UpdateFields = "update-fields",
        /// The organization fills in where it works.
        UpdateDistricts = "update-districts",
        /// Time alone.
        WaitForYears = "wait-for-years",
        /// More projects are finished, or recorded.
        RecordProjects = "record-projects",
        /// The organization fills in its staff.
        UpdateStaff = "update-staff",
        /// The demand asks for the district served instead of the district of registration.
        AskForDistrictServed = "ask-for-district-served",
        /// The lists are looked up.
        CheckCredit = "check-credit",
        /// The organization leaves the list.
        LeaveList = "leave-list",
        /// The organization fills in how many it can serve.
        UpdateCapacity = "update-capacity",
        /// The rating is renewed.
        RenewRating = "renew-rating",
    }
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = MatchLine))]
pub struct Line {
    /// What was compared.
    pub rule: MatchRule,
    /// How it ended.
    pub verdict: Verdict,
    /// What the organization has.
    pub value: Fact,
    /// What the demand asks.
    pub wanted: Fact,
    /// Where the value comes from.
    pub source: Source,
    /// From when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<chrono::NaiveDate>,
    /// What would change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

impl Line {
    /// The key of its sentence, with `value` and `wanted`.
    pub fn term(&self) -> String {
        format!("match.line-{}-{}", self.rule.key(), self.verdict.key())
    }
}

/// How an organization compares with a demand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Match {
    /// The organization.
    pub organization: OrganizationId,
    /// Nothing excludes it: see [`Verdicts::fits`].
    pub fits: bool,
    /// Every comparison that applies, in the order of [`MatchRule`].
    pub lines: Vec<Line>,
}

impl Match {
    /// The key and the figures of the one sentence that says why an organization fits; `None` when it does not.
    pub fn why(&self) -> Option<(&'static str, Vec<(&'static str, Fact)>)> {
        if !self.fits {
            return None;
        }
        let district = self.lines.iter().find(|line| line.rule == MatchRule::District)?.wanted.clone();
        match self.lines.iter().find(|line| line.rule == MatchRule::TrackRecord).map(|line| &line.value) {
            Some(Fact::Count(n)) if *n > 0 => Some(("match.why", vec![("n", Fact::Count(*n)), ("district", district)])),
            _ => Some(("match.why-new", vec![("district", district)])),
        }
    }
}

/// The verdicts of one organization without their words: small, and enough to list, count and order thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdicts(pub(super) [Option<Verdict>; MatchRule::ALL.len()]);

impl Verdicts {
    /// The verdict on this rule; `None` where it does not apply.
    pub fn of(&self, rule: MatchRule) -> Option<Verdict> {
        self.iter().find(|(each, _)| *each == rule).and_then(|(_, verdict)| verdict)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (MatchRule, Option<Verdict>)> + '_ {
        MatchRule::ALL.iter().copied().zip(self.0.iter().copied())
    }

    /// Whether this rule keeps the organization out. An unknown field or district does too: what nobody filled in
    /// cannot be found by it. Every other unknown is shown and left to people.
    pub fn excludes(&self, rule: MatchRule) -> bool {
        match self.of(rule) {
            Some(Verdict::Fail) => true,
            Some(Verdict::Unknown) => matches!(rule, MatchRule::Field | MatchRule::District),
            _ => false,
        }
    }

    /// Whether nothing keeps it out.
    pub fn fits(&self) -> bool {
        !MatchRule::ALL.iter().any(|rule| self.excludes(*rule))
    }
}
