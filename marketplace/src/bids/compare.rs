//! Whether who offered may take part, on the facts of the day on which the deadline passed: what a register or a profile says
//! later changes nothing, or who read the prices could choose by waiting.

use super::store::Bid;
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
