//! The approver names the reviewers.

use super::store::{batch_alone, case, insert, left, made_up, may_sit, procedure_alone, procured, save, seat_panel, seats, with_batch};
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::procedures::store::{Procedure, of_demand};
use crate::tx::{Audience, Message, Once, Tx};
use domain::ids::AccountId;
use domain::numbers::DemandNumber;
use domain::panels::{Declaration, Facts, Member, SeatEvent, advance};
use domain::policy::{Action, Actor, may};
use domain::procedures::ProcedureState;
use domain::refusal::{Kind, Refusal};
use serde::Serialize;

/// Names the whole panel; whoever sat before and is not named again gives way.
#[derive(Clone, Debug, Serialize)]
pub struct NameReviewers {
    /// The demand.
    pub demand: DemandNumber,
    /// 采购人代表.
    pub representative: AccountId,
    /// Reviewers from outside the unit.
    pub outside: Vec<AccountId>,
    /// Whether the same panel reviews the other demands of the batch.
    pub together: bool,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Whether reviewers may still be named.
pub(super) const fn namable(state: ProcedureState) -> bool {
    matches!(state, ProcedureState::Published | ProcedureState::Closed | ProcedureState::Shortlisted)
}

/// Names the reviewers of a demand, and of its batch where that is asked. Each is told; nobody else is, until the result is confirmed.
///
/// # Errors
/// Refused `not-found` or `policy.*` unless the actor approves for that purchaser; everything that the panel's rule has against
/// it as [`Fault::Unfit`]; `panels.not-a-reviewer` for an account without that role, `panels.left-review` for one that left this
/// review, `panels.naming-closed` after the review.
pub async fn name_reviewers(market: &Market, actor: &Actor, cmd: NameReviewers) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("panels.name_reviewers", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    batch_alone(&tx, &demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    may(actor, Action::NameReviewers, &case(&demand, &procedure, &[]))?;
    if !namable(procedure.state) {
        return Err(Refusal::new("panels.naming-closed").kind(Kind::Conflict).into());
    }
    let wanted: Vec<(AccountId, Member)> =
        std::iter::once((cmd.representative, Member::Representative)).chain(cmd.outside.iter().map(|account| (*account, Member::Outside))).collect();
    let mut all = vec![demand];
    if cmd.together
        && let Some(one) = all.pop()
    {
        all = with_batch(tx.db(), one).await?;
    }
    for (demand, _) in procured(tx.db(), all).await?.into_iter().filter(|(_, procedure)| namable(procedure.state)) {
        // Held alone, so that two approvers do not fill one panel twice.
        let procedure = procedure_alone(&tx, demand.id).await?;
        name_one(&tx, &demand, &procedure, &wanted).await?;
    }
    tx.commit_once(&cmd.once, ()).await
}

async fn name_one(tx: &Tx, demand: &Demand, procedure: &Procedure, wanted: &[(AccountId, Member)]) -> Result<(), Fault> {
    let mut refused = made_up(tx, demand, procedure, wanted).await?;
    let (round, seated) = seats(tx.db(), demand.id).await?;
    let left = left(tx.db(), demand.id).await?;
    for (index, (account, member)) in wanted.iter().enumerate() {
        if !may_sit(tx.db(), *member, demand.purchaser).await?.contains(account) {
            refused.push(Refusal::new("panels.not-a-reviewer").field(format!("reviewers.{index}")));
        }
        if left.contains(account) {
            refused.push(Refusal::new("panels.left-review").field(format!("reviewers.{index}")));
        }
    }
    if !refused.is_empty() {
        return Err(Fault::Unfit(refused));
    }
    let facts = Facts { declaration: Declaration::Free, panel_complete: true, sheet_complete: false };
    let keeps = |account: AccountId, member: Member| wanted.contains(&(account, member));
    for seat in seated.iter().filter(|seat| seat.sits() && !keeps(seat.account, seat.member)) {
        save(tx, seat, advance(seat.state, SeatEvent::Replace, &facts)?, |_| {}).await?;
    }
    let number = demand.number()?;
    for (account, member) in wanted {
        if seated.iter().any(|seat| seat.sits() && seat.account == *account && seat.member == *member) {
            continue;
        }
        insert(tx, demand.id, round, *account, *member).await?;
        let message = Message::new("inbox.seat-named", format!("/demands/{number}/review")).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Account(*account), message).await?;
    }
    let told: Vec<String> = wanted.iter().map(|(account, _)| account.to_string()).collect();
    tx.record_secret(Secret::PanelNamed, serde_json::json!({"demand": number.to_string(), "round": round, "reviewers": told})).await?;
    seat_panel(tx, demand, procedure).await?;
    Ok(())
}
