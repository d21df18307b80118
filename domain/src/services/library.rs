//! The templates: eight needs that street offices buy most often. Figures are suggestions for a year, not rules.

use super::BudgetLine::{Activity, Management, Material, Other, Staff, Tax};
use super::Criterion::{Budget, Capacity, Feasibility, Fit};
use super::template::{Criterion, Instalment, LineShare, Measure, MilestoneAt, Output, PaidOn, Template};
use super::{BudgetLine, Field, Recipients};
use crate::money::{Percent, Points};

const fn output(key: &'static str, quantity: u32, measure: Measure) -> Output {
    Output { key, measure, quantity }
}

const fn line(kind: BudgetLine, share: i64) -> LineShare {
    LineShare { kind, share: Percent(share) }
}

const fn paid(share: i64, on: PaidOn) -> Instalment {
    Instalment { on, share: Percent(share) }
}

const fn milestone(key: &'static str, elapsed: i64) -> MilestoneAt {
    MilestoneAt { key, elapsed: Percent(elapsed) }
}

const fn points(criterion: Criterion, whole: i64) -> (Criterion, Points) {
    (criterion, Points::whole(whole))
}

/// DOMAIN §5.8: 50 % at signing, 30 % after the mid-term, 20 % after the final.
static HALF_FIRST: &[Instalment] = &[paid(50, PaidOn::Signing), paid(30, PaidOn::MidTermAccepted), paid(20, PaidOn::FinalAcceptedAndEvaluated)];
/// For work whose middle costs as much as its start.
static EVEN: &[Instalment] = &[paid(40, PaidOn::Signing), paid(40, PaidOn::MidTermAccepted), paid(20, PaidOn::FinalAcceptedAndEvaluated)];

static USUAL_CRITERIA: &[(Criterion, Points)] = &[points(Fit, 30), points(Feasibility, 30), points(Budget, 20), points(Capacity, 20)];
/// Where the persons matter more than the plan.
static EXPERT_CRITERIA: &[(Criterion, Points)] = &[points(Fit, 25), points(Feasibility, 25), points(Budget, 20), points(Capacity, 30)];

static RUNNING_SERVICE: &[MilestoneAt] = &[milestone("service-started", 10), milestone("mid-term", 50), milestone("final", 100)];
static PROJECT_WORK: &[MilestoneAt] = &[milestone("plan-agreed", 15), milestone("mid-term", 50), milestone("final", 100)];

/// All of them, the commonest first.
pub static TEMPLATES: &[Template] = &[
    Template {
        key: "community-meals", // 社区助餐
        field: Field::ElderlyCare,
        recipients: Recipients::Elderly,
        outputs: &[
            output("meals-served", 24_000, Measure::Meals),
            output("meals-delivered", 6_000, Measure::Meals),
            output("food-safety-checks", 52, Measure::Times),
            output("diet-talks", 12, Measure::Sessions),
        ],
        lines: &[line(Staff, 45), line(Material, 30), line(Activity, 5), line(Other, 5), line(Tax, 5), line(Management, 10)],
        criteria: USUAL_CRITERIA,
        schedule: HALF_FIRST,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "elderly-alone-visits", // 独居老人居家关怀
        field: Field::ElderlyCare,
        recipients: Recipients::ElderlyAlone,
        outputs: &[
            output("home-visits", 2_520, Measure::PersonTimes),
            output("greeting-calls", 5_400, Measure::Times),
            output("health-talks", 24, Measure::Sessions),
            output("volunteer-training", 8, Measure::Courses),
        ],
        lines: &[line(Staff, 60), line(Activity, 15), line(Material, 8), line(Other, 2), line(Tax, 5), line(Management, 10)],
        criteria: USUAL_CRITERIA,
        schedule: HALF_FIRST,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "after-school-care", // 青少年课后托管
        field: Field::WomenAndChildren,
        recipients: Recipients::Youth,
        outputs: &[
            output("care-person-times", 8_000, Measure::PersonTimes),
            output("interest-classes", 80, Measure::Sessions),
            output("parent-meetings", 8, Measure::Sessions),
            output("safety-drills", 4, Measure::Times),
        ],
        lines: &[line(Staff, 60), line(Activity, 12), line(Material, 10), line(Other, 3), line(Tax, 5), line(Management, 10)],
        criteria: USUAL_CRITERIA,
        schedule: HALF_FIRST,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "disability-inclusion", // 残障人士社区融合
        field: Field::Disability,
        recipients: Recipients::Disabled,
        outputs: &[
            output("individual-plans", 40, Measure::Items),
            output("skills-sessions", 96, Measure::Sessions),
            output("family-support", 200, Measure::PersonTimes),
            output("inclusion-events", 12, Measure::Sessions),
        ],
        lines: &[line(Staff, 55), line(Activity, 20), line(Material, 8), line(Other, 2), line(Tax, 5), line(Management, 10)],
        criteria: EXPERT_CRITERIA,
        schedule: HALF_FIRST,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "community-mediation", // 社区矛盾调解
        field: Field::Mediation,
        recipients: Recipients::Residents,
        outputs: &[
            output("disputes-mediated", 120, Measure::Cases),
            output("legal-advice", 480, Measure::Hours),
            output("mediator-training", 6, Measure::Courses),
            output("follow-up-visits", 120, Measure::Times),
        ],
        lines: &[line(Staff, 68), line(Activity, 8), line(Material, 4), line(Other, 5), line(Tax, 5), line(Management, 10)],
        criteria: EXPERT_CRITERIA,
        schedule: HALF_FIRST,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "governance-capacity", // 社区治理能力提升
        field: Field::CommunityGovernance,
        recipients: Recipients::Neighbourhoods,
        outputs: &[
            output("deliberation-meetings", 24, Measure::Sessions),
            output("self-help-groups", 10, Measure::Items),
            output("cadre-training", 6, Measure::Courses),
            output("micro-projects", 8, Measure::Items),
            output("case-report", 1, Measure::Reports),
        ],
        lines: &[line(Staff, 50), line(Activity, 25), line(Material, 6), line(Other, 4), line(Tax, 5), line(Management, 10)],
        criteria: EXPERT_CRITERIA,
        schedule: EVEN,
        milestones: PROJECT_WORK,
    },
    Template {
        key: "volunteer-station", // 志愿服务站运营
        field: Field::Volunteering,
        recipients: Recipients::Volunteers,
        outputs: &[
            output("station-hours", 2_000, Measure::Hours),
            output("volunteers-registered", 200, Measure::Persons),
            output("volunteer-events", 48, Measure::Sessions),
            output("volunteer-training", 8, Measure::Courses),
        ],
        lines: &[line(Staff, 55), line(Activity, 18), line(Material, 8), line(Other, 4), line(Tax, 5), line(Management, 10)],
        criteria: USUAL_CRITERIA,
        schedule: EVEN,
        milestones: RUNNING_SERVICE,
    },
    Template {
        key: "job-counselling", // 就业辅导
        field: Field::Employment,
        recipients: Recipients::JobSeekers,
        outputs: &[
            output("individual-counselling", 300, Measure::PersonTimes),
            output("job-training", 10, Measure::Courses),
            output("job-fairs", 4, Measure::Sessions),
            output("persons-employed", 60, Measure::Persons),
        ],
        lines: &[line(Staff, 58), line(Activity, 18), line(Material, 6), line(Other, 3), line(Tax, 5), line(Management, 10)],
        criteria: USUAL_CRITERIA,
        schedule: HALF_FIRST,
        milestones: PROJECT_WORK,
    },
];
