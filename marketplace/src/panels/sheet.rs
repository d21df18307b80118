//! Score sheets: saved as typed, signed once.

use super::declare::own;
use super::store::{case, columns, procedure_alone, save, seats, update};
use crate::bids::store::qualified;
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::{Entry, Secret};
use crate::market::Market;
use crate::procedures::store::{of_demand, save as save_procedure};
use crate::tx::{Audience, Message, Once};
use domain::calendar::Moment;
use domain::numbers::DemandNumber;
use domain::panels::{Declaration, Facts, Seat, SeatEvent, advance, all_signed, cells, check_sheet, items, take};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{self, ProcedureEvent};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use sea_orm::ActiveValue::Set;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Saves a sheet.
#[derive(Clone, Debug)]
pub struct SaveSheet {
    /// The demand.
    pub demand: DemandNumber,
    /// Everything that was posted.
    pub posted: Vec<(String, String)>,
    /// The seat's version that the person saw.
    pub seen: i32,
}

/// Signs a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// The demand.
    pub demand: DemandNumber,
    /// The seat's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Saves the sheet as it was typed, readable or not, and says the seat's version.
///
/// # Errors
/// Refused `not-found` unless the actor sits in this review, `panels.not-seated` before the whole panel has declared,
/// `panels.signed-already`, `changed-meanwhile`.
pub async fn save_sheet(market: &Market, actor: &Actor, cmd: SaveSheet) -> Result<i32, Fault> {
    let tx = market.begin(actor).await?;
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    let (_, seated) = seats(tx.db(), demand.id).await?;
    may(actor, Action::Score, &case(&demand, &procedure, &seated))?;
    let seat = own(&tx, &seated)?;
    match seat.state {
        Seat::Seated => {}
        Seat::Signed => return Err(Refusal::new("panels.signed-already").kind(Kind::Conflict).into()),
        Seat::Named | Seat::Declared | Seat::Replaced => return Err(Refusal::new("panels.not-seated").kind(Kind::Conflict).into()),
    }
    let columns = columns(tx.db(), &qualified(tx.db(), demand.id).await?).await?;
    let sheet = take(&cmd.posted, &items(&demand.need()?), &columns);
    if sheet == seat.sheet {
        return Ok(seat.row.version);
    }
    Refusal::unless_seen(seat.row.version, cmd.seen)?;
    let text = serde_json::to_string(&sheet)?;
    update(&tx, seat, |row| {
        row.sheet = Set(text);
        row.saved_at = Set(Some(tx.at()));
    })
    .await?;
    let version = seat.row.version + 1;
    tx.commit().await?;
    Ok(version)
}

/// Signs the saved sheet; it never changes again. The last signature completes the review.
///
/// # Errors
/// Refused `not-found` unless the actor sits in this review, `changed-meanwhile`, `panels.seat-out-of-order`; every missing or
/// impossible score and reason as [`Fault::Unfit`].
pub async fn sign(market: &Market, actor: &Actor, cmd: Sign) -> Result<Moment, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("panels.sign", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    let (_, mut seated) = seats(tx.db(), demand.id).await?;
    may(actor, Action::SignScores, &case(&demand, &procedure, &seated))?;
    let seat = own(&tx, &seated)?;
    let need = demand.need()?;
    let (items, columns) = (items(&need), columns(tx.db(), &qualified(tx.db(), demand.id).await?).await?);
    let (cells, mut refused) = cells(&seat.sheet, &items, &columns);
    if seat.state == Seat::Seated {
        Refusal::unless_seen(seat.row.version, cmd.seen)?;
        let unreadable: Vec<Option<String>> = refused.iter().map(|refusal| refusal.field.clone()).collect();
        let missing = check_sheet(&items, &columns, &cells, procedure.edition).err().unwrap_or_default();
        refused.extend(missing.into_iter().filter(|refusal| !unreadable.contains(&refusal.field)));
        if !refused.is_empty() {
            return Err(Fault::Unfit(refused));
        }
    }
    let facts = Facts { declaration: Declaration::Free, panel_complete: true, sheet_complete: true };
    let step = advance(seat.state, SeatEvent::Sign, &facts)?;
    save(&tx, seat, step, |row| row.signed_at = Set(Some(tx.at()))).await?;
    let digest = crate::tx::hex(&Sha256::digest(serde_json_canonicalizer::to_vec(&seat.sheet).map_err(Fault::corrupt)?));
    let told = serde_json::json!({"demand": cmd.demand.to_string(), "seat": seat.id.to_string(), "sha256": digest});
    tx.record_secret(Secret::SheetSigned, told).await?;
    let id = seat.id;
    for seat in seated.iter_mut().filter(|seat| seat.id == id) {
        seat.state = step.to();
    }
    let states: Vec<Seat> = seated.iter().map(|seat| seat.state).collect();
    if all_signed(&states, usize::from(need.reviewers)).is_ok() {
        let facts = procedures::Facts { unsigned: 0, ..procedures::Facts::favourable(procedure.edition) };
        let step = procedures::advance(procedure.profile, procedure.state, ProcedureEvent::Review, &facts)?;
        save_procedure(&tx, &procedure, step, |row| row.reviewed_at = Set(Some(tx.at()))).await?;
        tx.record(Entry::DemandReviewed, &cmd.demand.to_string(), serde_json::json!({"state": step.to().key()})).await?;
        let message = Message::new("inbox.all-signed", format!("/demands/{}/result", cmd.demand)).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer, Role::PurApprover]), message).await?;
    }
    let at = tx.at();
    tx.commit_once(&cmd.once, at).await
}
