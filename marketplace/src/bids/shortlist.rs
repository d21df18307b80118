//! Who takes part in the review: what the check found becomes the purchaser's decision, and each organization is told.

use super::compare::{checked, fit};
use super::store::{case, keep};
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::{Entry, Secret};
use crate::market::Market;
use crate::procedures::store::{of_demand, save};
use crate::tx::{Audience, Message, Once};
use domain::numbers::DemandNumber;
use domain::panels::Seat;
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{Facts, ProcedureEvent, advance};
use domain::refusal::Refusal;
use domain::step::Word;
use domain::text::written;
use entities::bids::bid;
use entities::panels::seat;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// Checks qualifications and opens the review.
#[derive(Clone, Debug, Serialize)]
pub struct Shortlist {
    /// The demand.
    pub demand: DemandNumber,
    /// Why one single offer is negotiated with, where there is one.
    pub reason: Option<String>,
    /// The procurement's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Shortlisted {
    /// Offers that take part.
    pub qualified: usize,
    /// Offers that do not.
    pub others: usize,
}

/// Checks every offer, and opens the review when enough take part.
///
/// # Errors
/// Refused `not-found` or `policy.*` unless the actor handles for that purchaser after the deadline; `procedures.too-few`
/// before an extension, `procedures.only-one` without a reason, `procedures.none-offered`, `procedures.out-of-order`,
/// `changed-meanwhile`.
pub async fn shortlist(market: &Market, actor: &Actor, cmd: Shortlist) -> Result<Shortlisted, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("bids.shortlist", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    may(actor, Action::Shortlist, &case(&demand, &procedure))?;
    Refusal::unless_seen(procedure.row.version, cmd.seen)?;
    let checked = checked(tx.db(), &demand, &procedure).await?;
    let qualified = fit(&checked);
    let reason = written(cmd.reason.as_deref(), "reason")?;
    let facts = Facts { reasoned: reason.is_some(), ..procedure.facts(qualified) };
    let step = advance(procedure.profile, procedure.state, ProcedureEvent::Shortlist, &facts)?;
    save(&tx, &procedure, step, |row| {
        row.shortlisted_at = Set(Some(tx.at()));
        row.negotiation_reason = Set(reason.filter(|_| qualified == 1).map(str::to_owned));
    })
    .await?;
    for (bid, standing) in &checked {
        keep(&tx, bid, standing).await?;
        bid::Entity::update_many()
            .col_expr(bid::Column::Qualified, Expr::value(standing.qualified))
            .filter(bid::Column::Id.eq(bid.row.id))
            .exec(tx.db())
            .await?;
        let key = if standing.qualified { "inbox.bid-qualified" } else { "inbox.bid-not-qualified" };
        let message = Message::new(key, format!("/demands/{}/offer", cmd.demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(bid.organization, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
        let told = serde_json::json!({"demand": cmd.demand.to_string(), "receipt": bid.row.receipt, "qualified": standing.qualified});
        tx.record_secret(Secret::BidChecked, told).await?;
    }
    tx.record(Entry::DemandShortlisted, &cmd.demand.to_string(), serde_json::json!({})).await?;
    let named = seat::Entity::find().filter(seat::Column::DemandId.eq(demand.id.uuid())).filter(seat::Column::State.eq(Seat::Named.key())).all(tx.db()).await?;
    for seat in named {
        let message = Message::new("inbox.declare-conflicts", format!("/demands/{}/review", cmd.demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Account(domain::ids::AccountId::new(seat.account_id)), message).await?;
    }
    tx.commit_once(&cmd.once, Shortlisted { qualified, others: checked.len() - qualified }).await
}
