//! Whether who offered may take part, on the facts of the day on which the deadline passed: what a register or a profile says
//! later changes nothing, or who read the prices could choose by waiting.

use super::store::{Bid, standing};
use crate::demands::store::Demand;
use crate::fault::Fault;
use crate::matching;
use crate::procedures::store::Procedure;
use domain::bids::{self, Candidate, qualify};
use domain::calendar::day_of;
use domain::matching::{Wanted, explain};
use sea_orm::ConnectionTrait;

/// What the check of an offer finds.
pub(super) async fn judge(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure, bid: &Bid) -> Result<bids::Standing, Fault> {
    let need = demand.need()?;
    let closed_on = day_of(procedure.row.closes_at);
    let body = matching::one(db, bid.organization, closed_on).await?;
    let wanted = Wanted::of(&need, demand.id, closed_on, procedure.edition);
    let compared = body.as_ref().map(|body| explain(&wanted, &body.profile()));
    let held = body.is_some_and(|body| body.held);
    Ok(qualify(&need, &Candidate { compared: compared.as_ref(), held, price: bid.price() }))
}

/// The offers that stand, each with what closing found. One that an earlier release closed without a check is checked now, as far
/// as that still can be told.
pub(super) async fn checked(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure) -> Result<Vec<(Bid, bids::Standing)>, Fault> {
    let mut checked = Vec::new();
    for bid in standing(db, demand.id).await? {
        let found = match &bid.standing {
            Some(found) => found.clone(),
            None => judge(db, demand, procedure, &bid).await?,
        };
        checked.push((bid, found));
    }
    Ok(checked)
}

/// How many of them take part.
pub(super) fn fit(checked: &[(Bid, bids::Standing)]) -> usize {
    checked.iter().filter(|(_, found)| found.qualified).count()
}
