//! Whether who offered may take part, on the facts of the day.

use super::store::Bid;
use crate::demands::store::Demand;
use crate::fault::Fault;
use crate::matching;
use crate::procedures::store::Procedure;
use domain::bids::{self, Candidate, qualify};
use domain::calendar::Day;
use domain::matching::{Wanted, explain};
use sea_orm::ConnectionTrait;

/// How an offer stands: as it was checked, or as the check would find on this day.
pub(crate) async fn standing(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure, bid: &Bid, today: Day) -> Result<bids::Standing, Fault> {
    if let Some(standing) = &bid.standing {
        return Ok(standing.clone());
    }
    let need = demand.need()?;
    let body = matching::one(db, bid.organization, today).await?;
    let wanted = Wanted::of(&need, demand.id, today, procedure.edition);
    let compared = body.as_ref().map(|body| explain(&wanted, &body.profile()));
    let held = body.is_some_and(|body| body.held);
    Ok(qualify(&need, &Candidate { compared: compared.as_ref(), held, price: bid.price() }))
}
