//! The result stands.

use super::publicise::sections;
use super::store::{Award, case, current, objections, update};
use crate::bids::store::standing;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::notices;
use crate::panels::store::{batch_alone, procedure_alone, procured, with_batch};
use crate::procedures::store::{Procedure, save};
use crate::tx::{Audience, Message, Once, Tx};
use domain::awards::{Objection, PublicResult, may_confirm};
use domain::notices::{Document, NoticeKind};
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{Facts, ProcedureEvent, ProcedureState, advance};
use domain::refusal::Refusal;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::Serialize;

/// Confirms a result.
#[derive(Clone, Debug, Serialize)]
pub struct Confirm {
    /// The demand; all of its batch that may be confirmed go along.
    pub demand: DemandNumber,
    /// The procurement's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// What stands against confirming a result today, if anything.
pub(super) async fn against(db: &impl ConnectionTrait, award: &Award, procedure: &Procedure, today: domain::calendar::Day) -> Result<Option<Refusal>, Fault> {
    let Some(publicity) = award.publicity(procedure) else { return Ok(None) };
    let unrecorded = procedure.negotiates() && award.row.negotiation.is_none();
    let states: Vec<Objection> = objections(db, award).await?.into_iter().map(|(_, state)| state).collect();
    Ok(may_confirm(&award.outcome.ranking, &publicity, &states, unrecorded, today).err())
}

/// Confirms a publicised result, and the others of its batch against which nothing stands, in one notice.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser, drafted none of it and did not publicise it;
/// `awards.negotiation-unrecorded`, `awards.publicity-runs`, `awards.objection-open`, `procedures.out-of-order`, `changed-meanwhile`.
pub async fn confirm(market: &Market, actor: &Actor, cmd: Confirm) -> Result<NoticeNumber, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("awards.confirm", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    batch_alone(&tx, &demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    let award = current(tx.db(), demand.id).await?;
    may(actor, Action::ConfirmResult, &case(tx.db(), &demand, &procedure, award.as_ref()).await?)?;
    Refusal::unless_seen(procedure.row.version, cmd.seen)?;
    let (purchaser, title) = (demand.purchaser, demand.row.title.clone());
    let (mut done, mut document) = (Vec::new(), Document::new(NoticeKind::Result, title));
    for (index, (demand, _)) in procured(tx.db(), with_batch(tx.db(), demand).await?).await?.into_iter().enumerate() {
        let procedure = procedure_alone(&tx, demand.id).await?;
        let award = current(tx.db(), demand.id).await?.filter(|_| procedure.state == ProcedureState::Publicity || index == 0);
        let Some(award) = award else {
            if index > 0 {
                continue;
            }
            let step = advance(procedure.profile, procedure.state, ProcedureEvent::Confirm, &Facts::favourable(procedure.edition));
            return Err(step.map_or_else(Fault::from, |_| Fault::corrupt("a publicity without its result")));
        };
        let stands = against(tx.db(), &award, &procedure, tx.today()).await?;
        match stands {
            Some(refusal) if index == 0 && procedure.state == ProcedureState::Publicity => return Err(refusal.into()),
            Some(_) if index > 0 => continue,
            _ => {}
        }
        if index > 0 && may(actor, Action::ConfirmResult, &case(tx.db(), &demand, &procedure, Some(&award)).await?).is_err() {
            continue;
        }
        let public = confirm_one(&tx, &demand, &procedure, &award).await?;
        for section in sections(tx.db(), &demand, &public).await? {
            document = document.section(section);
        }
        done.push(demand.number()?);
    }
    let subjects: Vec<String> = done.iter().map(ToString::to_string).collect();
    let ocid = match done.as_slice() {
        [one] => Some(one.ocid()),
        _ => None,
    };
    let notice = notices::publish(&tx, purchaser, &subjects, ocid.as_deref(), &document, None).await?;
    tx.commit_once(&cmd.once, notice).await
}

async fn confirm_one(tx: &Tx, demand: &Demand, procedure: &Procedure, award: &Award) -> Result<PublicResult, Fault> {
    let facts = Facts { unconfirmable: false, ..Facts::favourable(procedure.edition) };
    let step = advance(procedure.profile, procedure.state, ProcedureEvent::Confirm, &facts)?;
    save(tx, procedure, step, |row| row.confirmed_at = Set(Some(tx.at()))).await?;
    let account = tx.account()?.uuid();
    let award = update(tx, award, |row| {
        row.confirmed_by = Set(Some(account));
        row.confirmed_at = Set(Some(tx.at()));
    })
    .await?;
    let public = award.public(procedure)?.ok_or_else(|| Fault::corrupt("a confirmed result without a publicity"))?;
    let number = demand.number()?;
    let facts = serde_json::json!({"winner": public.winner.code.as_str(), "price_fen": public.price.as_fen()});
    tx.record(Entry::AwardConfirmed, &number.to_string(), facts).await?;
    tx.make_public(Thing::Award, &number.to_string(), Some(&number.ocid()), &public).await?;
    for bid in standing(tx.db(), demand.id).await? {
        let key = if bid.id == public.winner.bid { "inbox.result-confirmed-chosen" } else { "inbox.result-confirmed" };
        let message = Message::new(key, format!("/demands/{number}/result")).fact("title", demand.row.title.as_str());
        tx.tell(Audience::Holders(bid.organization, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    }
    let message = Message::new("inbox.result-confirmed", format!("/demands/{number}/result")).fact("title", demand.row.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurOfficer]), message).await?;
    Ok(public)
}
