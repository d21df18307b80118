//! How many organizations each condition leaves, and which condition costs most.

use super::input::{Profile, Wanted};
use super::judge::judge;
use super::output::{MatchRule, Verdicts};
use crate::step::Word;
use serde::{Deserialize, Serialize};

/// One condition of the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = MatchFunnelStep))]
pub struct FunnelStep {
    /// The condition.
    pub rule: MatchRule,
    /// How many pass this condition and all before it.
    pub remaining: usize,
    /// How many would fit if this condition alone were dropped.
    pub without: usize,
}

/// What the conditions of a demand leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = MatchFunnel))]
pub struct Funnel {
    /// How many are registered here.
    pub total: usize,
    /// How many fit.
    pub fitting: usize,
    /// The conditions that exclude anybody, in their order.
    pub steps: Vec<FunnelStep>,
    /// The condition that alone keeps out most of those who else would fit; of equals the earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narrowest: Option<MatchRule>,
}

/// Counts what each condition leaves.
pub fn funnel(wanted: &Wanted, profiles: &[Profile<'_>]) -> Funnel {
    let judged: Vec<Verdicts> = profiles.iter().map(|profile| judge(wanted, profile)).collect();
    let fitting = judged.iter().filter(|verdicts| verdicts.fits()).count();
    let mut left: Vec<&Verdicts> = judged.iter().collect();
    let mut steps = Vec::new();
    let mut narrowest: Option<FunnelStep> = None;
    for rule in MatchRule::ALL.iter().copied() {
        left.retain(|verdicts| !verdicts.excludes(rule));
        if !judged.iter().any(|verdicts| verdicts.excludes(rule)) {
            continue;
        }
        let only_by_it = |verdicts: &&Verdicts| MatchRule::ALL.iter().all(|each| verdicts.excludes(*each) == (*each == rule));
        let step = FunnelStep { rule, remaining: left.len(), without: fitting + judged.iter().filter(only_by_it).count() };
        if step.without > narrowest.map_or(fitting, |most| most.without) {
            narrowest = Some(step);
        }
        steps.push(step);
    }
    Funnel { total: profiles.len(), fitting, steps, narrowest: narrowest.map(|step| step.rule) }
}
