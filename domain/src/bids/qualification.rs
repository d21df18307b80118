//! Whether who offered may take part (资格核对): after the deadline, on that day's facts, with reasons.

use crate::demands::Need;
use crate::law::{Basis, Law, Scope};
use crate::matching::{Match, MatchRule, Verdict};
use crate::money::Money;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use serde::{Deserialize, Serialize};

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// How it compares with the need's conditions; nothing for a body that is no social organization.
    pub compared: Option<&'a Match>,
    /// Whether its code waits for the registrar.
    pub held: bool,
    /// Its price.
    pub price: Money,
}

/// Whether an offer takes part in the review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = BidStanding))]
pub struct Standing {
    /// Nothing stands against it.
    pub qualified: bool,
    /// What stands against it.
    pub reasons: Vec<Refusal>,
}

/// Conditions that the need published or the law sets. Field and district were found by, not demanded; what nobody recorded
/// is left to people.
const HARD: [MatchRule; 7] =
    [MatchRule::Registered, MatchRule::Certificate, MatchRule::Credit, MatchRule::RegisteredYears, MatchRule::TrackRecord, MatchRule::Staff, MatchRule::Seat];

/// Checks one offer's organization and price.
pub fn qualify(need: &Need, candidate: &Candidate<'_>) -> Standing {
    let unit = Basis::of(Law::UnitRule.whole(), Scope::Unit);
    let mut reasons = Vec::new();
    if candidate.compared.is_none() {
        reasons.push(Refusal::new("bids.not-social").basis(unit));
    }
    if candidate.held {
        reasons.push(Refusal::new("bids.held").basis(Basis::of(Law::PlatformRule.whole(), Scope::Platform)));
    }
    for line in candidate.compared.iter().flat_map(|found| &found.lines).filter(|line| HARD.contains(&line.rule) && line.verdict == Verdict::Fail) {
        let refusal = Refusal::new("bids.condition-not-met").fact("rule", Fact::Term(line.rule.term()));
        reasons.push(refusal.fact("value", line.value.clone()).fact("wanted", line.wanted.clone()).basis(unit));
    }
    if candidate.price > need.budget() {
        reasons.push(Refusal::new("bids.over-budget").fact("price", candidate.price).fact("most", need.budget()).basis(unit));
    }
    Standing { qualified: reasons.is_empty(), reasons }
}
