//! The evaluators of one task: enough of them, able, each declared independent (DOMAIN §6.5).

use super::rules::{EVALUATORS_MIN, MEMBER_IN_A_ROW, PLATFORM};
use crate::ids::{AccountId, OrganizationId};
use crate::law::Edition;
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::step::Word;
use crate::words;
use serde::{Deserialize, Serialize};

words! {
    /// What an evaluator is able to judge.
    #[cfg_attr(feature = "schema", schema(as = EvaluatorSkill))]
    pub enum Skill("skill") {
        /// 财务.
        Finance = "finance",
        /// 专业: the field of the service, such as social work.
        Field = "field",
    }
}

/// An evaluator of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationMember))]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The name in the report.
    pub name: String,
    /// Whether this is the lead evaluator (主评人).
    pub lead: bool,
    /// What this person can judge.
    pub skills: Vec<Skill>,
    /// Bodies that this person works for or holds office in, the agency aside.
    pub bodies: Vec<OrganizationId>,
    /// In how many of the provider's latest evaluations in a row this person took part.
    pub in_a_row: usize,
    /// The day on which this person signed the declaration of independence for this task.
    pub declared: Option<chrono::NaiveDate>,
}

/// Whether somebody who took part in so many of a provider's latest evaluations must leave the next one to others.
pub fn rests(in_a_row: usize, edition: Edition) -> bool {
    i64::try_from(in_a_row).unwrap_or(i64::MAX) >= MEMBER_IN_A_ROW.at(edition)
}

/// Everything that stands against this team for a contract of these two.
pub fn check(team: &[Member], provider: OrganizationId, purchaser: OrganizationId, edition: Edition) -> Vec<Refusal> {
    let mut found = Vec::new();
    let mut accounts: Vec<AccountId> = team.iter().map(|member| member.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let limit = EVALUATORS_MIN.at(edition);
    if i64::try_from(accounts.len()).unwrap_or(i64::MAX) < limit {
        found
            .push(Refusal::new("evaluations.too-few-evaluators").fact("count", accounts.len()).fact("limit", limit).field("team").basis(EVALUATORS_MIN.cite()));
    }
    let leads = team.iter().filter(|member| member.lead).count();
    if leads != 1 {
        found.push(Refusal::new("evaluations.one-lead").fact("count", leads).field("team").basis(PLATFORM));
    }
    for skill in Skill::ALL {
        if !team.iter().any(|member| member.skills.contains(skill)) {
            found.push(Refusal::new("evaluations.skill-missing").fact("skill", Fact::Term(skill.term())).field("team").basis(PLATFORM));
        }
    }
    for member in team {
        let named = |code| Refusal::new(code).fact("name", member.name.as_str()).field("team").basis(PLATFORM);
        if member.bodies.iter().any(|body| *body == provider || *body == purchaser) {
            found.push(named("evaluations.member-of-a-party"));
        }
        if rests(member.in_a_row, edition) {
            let refusal = named("evaluations.member-too-often").fact("count", member.in_a_row).fact("most", MEMBER_IN_A_ROW.at(edition));
            found.push(refusal.basis(MEMBER_IN_A_ROW.cite()));
        }
        if member.declared.is_none() {
            found.push(named("evaluations.not-declared").remedy(Action::AcceptCommission));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::day;
    use uuid::Uuid;

    fn id(n: u128) -> OrganizationId {
        OrganizationId::new(Uuid::from_u128(n))
    }

    fn team() -> Vec<Member> {
        let member = |n: u128, lead, skill| Member {
            account: AccountId::new(Uuid::from_u128(n)),
            name: format!("示例评估员{n}"),
            lead,
            skills: vec![skill],
            bodies: Vec::new(),
            in_a_row: 0,
            declared: Some(day(2025, 11, 3)),
        };
        vec![member(1, true, Skill::Field), member(2, false, Skill::Finance)]
    }

    fn codes(change: impl FnOnce(&mut Vec<Member>)) -> Vec<String> {
        let mut team = team();
        change(&mut team);
        check(&team, id(2), id(1), Edition(day(2025, 11, 3))).into_iter().map(|refusal| refusal.code).collect()
    }

    /// Rule `evaluations.evaluators-min`.
    #[test]
    fn two_able_and_declared_evaluators_are_enough_one_is_not() {
        assert_eq!(codes(|_| ()), Vec::<String>::new());
        assert_eq!(codes(|team| drop(team.pop())), ["evaluations.too-few-evaluators", "evaluations.skill-missing"]);
        assert!(codes(|team| team[1].account = team[0].account).contains(&"evaluations.too-few-evaluators".to_owned()));
    }

    #[test]
    fn each_signs_and_none_belongs_to_a_party() {
        assert_eq!(codes(|team| team[1].declared = None), ["evaluations.not-declared"]);
        assert_eq!(codes(|team| team[0].bodies.push(id(2))), ["evaluations.member-of-a-party"]);
        assert_eq!(codes(|team| team[0].bodies.push(id(1))), ["evaluations.member-of-a-party"]);
        assert_eq!(codes(|team| team[0].lead = false), ["evaluations.one-lead"]);
    }

    /// Rule `evaluations.member-in-a-row`: who evaluated the provider twice in a row leaves the third time to others.
    #[test]
    fn nobody_evaluates_the_same_provider_three_times_in_a_row() {
        assert_eq!(codes(|team| team[0].in_a_row = 1), Vec::<String>::new());
        assert_eq!(codes(|team| team[0].in_a_row = 2), ["evaluations.member-too-often"]);
    }
}
