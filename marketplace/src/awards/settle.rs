//! Equal in points and price: the approver chooses, for a reason that is published.

use super::store::{begun, case, update};
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::panels::store::procedure_alone;
use crate::tx::Once;
use domain::ids::BidId;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, may};
use domain::procedures::ProcedureState;
use domain::refusal::{Kind, Refusal};
use sea_orm::ActiveValue::Set;
use serde::Serialize;

/// Chooses one of the offers that share the first place.
#[derive(Clone, Debug, Serialize)]
pub struct Settle {
    /// The demand.
    pub demand: DemandNumber,
    /// The offer.
    pub bid: BidId,
    /// Why; it is published with the result.
    pub reason: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Settles a tie for the first place, before the result is publicised.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser and did not draft the demand; `awards.not-reviewed` before all
/// have signed and after the publicity began; `awards.no-tie`, `awards.not-tied`, `awards.tie-needs-reason`.
pub async fn settle(market: &Market, actor: &Actor, cmd: Settle) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("awards.settle", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    may(actor, Action::SettleTie, &case(tx.db(), &demand, &procedure, None).await?)?;
    if procedure.state != ProcedureState::Reviewed {
        return Err(Refusal::new("awards.not-reviewed").kind(Kind::Conflict).into());
    }
    let award = begun(&tx, &demand, &procedure).await?;
    let mut outcome = award.outcome.clone();
    outcome.ranking = outcome.ranking.settle(cmd.bid, &cmd.reason)?;
    let (text, account) = (serde_json::to_string(&outcome)?, tx.account()?.uuid());
    update(&tx, &award, |row| {
        row.outcome = Set(text);
        row.settled_by = Set(Some(account));
    })
    .await?;
    tx.record_secret(Secret::AwardSettled, serde_json::json!({"demand": cmd.demand.to_string(), "bid": cmd.bid.to_string(), "reason": cmd.reason})).await?;
    tx.commit_once(&cmd.once, ()).await
}
