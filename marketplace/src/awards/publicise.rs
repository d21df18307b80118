//! The proposed result is publicised (公示), one notice for all of a batch that are reviewed.

use super::store::{Award, begun, case, update};
use crate::bids::store::standing;
use crate::demands::store::{Demand, by_number};
use crate::fault::Fault;
use crate::kinds::{Entry, Thing};
use crate::market::Market;
use crate::matching;
use crate::notices;
use crate::panels::store::{batch_alone, procedure_alone, procured, with_batch};
use crate::procedures::store::{Procedure, save};
use crate::tx::{Audience, Message, Once, Tx};
use domain::awards::{Negotiable, Negotiation, PublicResult, Publicity, reasons};
use domain::calendar::{WorkingDays, day_of};
use domain::notices::{Document, NoticeKind, Section};
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{Facts, ProcedureEvent, ProcedureState, advance};
use domain::refusal::{Fact, Refusal};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde::Serialize;

/// Publicises a result.
#[derive(Clone, Debug, Serialize)]
pub struct Publicise {
    /// The demand; all of its batch that are reviewed go along.
    pub demand: DemandNumber,
    /// For how many working days; at least as many as the method's rule, at most as many as the platform's.
    pub days: Option<u16>,
    /// The record of the negotiation, where the demand went on with one single offer. Others of its batch that did wait for a
    /// record of their own.
    pub negotiation: Option<Negotiation>,
    /// The procurement's version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Publicises the result of a reviewed demand, and of the others of its batch that are reviewed and decided, in one notice.
///
/// From here on the winner, its price and points, and what was negotiated with a single one are public. Each organization that offered is told
/// its own total, place and reason, and nobody else's.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser; all that stands against the record of a negotiation
/// ([`Negotiable::record`]), as [`Fault::Unfit`]; `awards.tie-open`, `awards.publicity-too-short`, `awards.publicity-too-long`,
/// `procedures.out-of-order`, `changed-meanwhile`.
pub async fn publicise(market: &Market, actor: &Actor, cmd: Publicise) -> Result<NoticeNumber, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("awards.publicise", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    batch_alone(&tx, &demand).await?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    may(actor, Action::PublicizeResult, &case(tx.db(), &demand, &procedure, None).await?)?;
    Refusal::unless_seen(procedure.row.version, cmd.seen)?;
    let purchaser = demand.purchaser;
    let title = demand.row.title.clone();
    let mut done = Vec::new();
    let (mut ends_on, mut document) = (None, Vec::new());
    for (index, (demand, procedure)) in procured(tx.db(), with_batch(tx.db(), demand).await?).await?.into_iter().enumerate() {
        // The others of the batch go along when they are ready; the one that was named must be.
        let ready = procedure.state == ProcedureState::Reviewed && !procedure.negotiates();
        if index > 0 && (!ready || begun(&tx, &demand, &procedure).await?.outcome.winner().is_err()) {
            continue;
        }
        let negotiation = cmd.negotiation.clone().filter(|_| index == 0);
        let (award, public) = publicise_one(&tx, &demand, &procedure, cmd.days, negotiation).await?;
        ends_on = ends_on.max(award.row.ends_on);
        document.extend(sections(tx.db(), &demand, &public).await?);
        done.push(demand.number()?);
    }
    let subjects: Vec<String> = done.iter().map(ToString::to_string).collect();
    let ocid = match done.as_slice() {
        [one] => Some(one.ocid()),
        _ => None,
    };
    let document = document.into_iter().fold(Document::new(NoticeKind::Publicity, title), Document::section);
    let notice = notices::publish(&tx, purchaser, &subjects, ocid.as_deref(), &document, ends_on).await?;
    tx.commit_once(&cmd.once, notice).await
}

async fn publicise_one(
    tx: &Tx,
    demand: &Demand,
    procedure: &Procedure,
    days: Option<u16>,
    negotiation: Option<Negotiation>,
) -> Result<(Award, PublicResult), Fault> {
    let step = advance(procedure.profile, procedure.state, ProcedureEvent::Publicise, &Facts::favourable(procedure.edition))?;
    let award = begun(tx, demand, procedure).await?;
    let winner = award.outcome.winner()?.clone();
    let rule = procedure.profile.publicity.ok_or_else(|| Fault::corrupt("a method without a publicity"))?;
    let length = days.map_or(rule.at(procedure.edition), WorkingDays);
    let publicity = Publicity::begin(rule, tx.today(), length, procedure.edition)?;
    let case = Negotiable { single: procedure.negotiates(), offered: winner.price, closed_on: day_of(procedure.row.closes_at), today: tx.today() };
    let negotiation = case.record(negotiation).map_err(Fault::Unfit)?;
    let price = negotiation.as_ref().map_or(winner.price, |agreed| agreed.price);
    let kept = negotiation.as_ref().map(serde_json::to_string).transpose()?;
    let account = tx.account()?.uuid();
    let award = update(tx, &award, |row| {
        row.negotiation = Set(kept);
        row.publicised_by = Set(Some(account));
        row.publicised_at = Set(Some(tx.at()));
        row.ends_on = Set(Some(publicity.last.day));
    })
    .await?;
    save(tx, procedure, step, |row| {
        row.publicised_at = Set(Some(tx.at()));
        row.publicity_ends_on = Set(Some(publicity.last.day));
        row.chosen_bid_id = Set(Some(winner.bid.uuid()));
        row.chosen_price_fen = Set(Some(price.as_fen()));
    })
    .await?;
    let public = award.public(procedure)?.ok_or_else(|| Fault::corrupt("a publicity that did not begin"))?;
    let number = demand.number()?;
    let mut facts = serde_json::json!({"winner": public.winner.code.as_str(), "price_fen": price, "total": public.total, "ends_on": public.ends_on.day});
    if let (Some(agreed), Some(facts)) = (&public.negotiation, facts.as_object_mut()) {
        facts.insert("offered_fen".to_owned(), winner.price.as_fen().into());
        facts.insert("negotiated_on".to_owned(), agreed.day.to_string().into());
    }
    tx.record(Entry::AwardPublicised, &number.to_string(), facts).await?;
    tx.make_public(Thing::Award, &number.to_string(), Some(&number.ocid()), &public).await?;
    let told = reasons(&award.outcome.ranking)?;
    for bid in standing(tx.db(), demand.id).await? {
        let own = told.iter().find(|reason| reason.bid == bid.id);
        let message = Message::new("inbox.result-publicised", format!("/demands/{number}/result")).fact("title", demand.row.title.as_str());
        let message = match own {
            // What is told is this organization's own total, place and reason.
            Some(reason) => Message { key: "inbox.result-own".to_owned(), ..message }
                .fact("total", award.outcome.score(bid.id).map(|score| score.total).unwrap_or_default())
                .fact("place", i64::from(award.outcome.place(bid.id).unwrap_or_default()))
                .fact("outcome", Fact::Term(if reason.bid == public.winner.bid { "awards.told-chosen" } else { "awards.told-not-chosen" }.to_owned())),
            None => message,
        };
        tx.tell(Audience::Holders(bid.organization, vec![Role::SoAdmin, Role::SoLegal]), message.fact("last", publicity.last)).await?;
    }
    Ok((award, public))
}

/// The parts of a notice about one result: who, at what price, with which points, until when; once it is confirmed, judged by
/// whom, and who was invited.
pub(super) async fn sections(db: &impl ConnectionTrait, demand: &Demand, public: &PublicResult) -> Result<Vec<Section>, Fault> {
    let mut section = Section::new("notices.section-result")
        .line("notices.label-number", demand.number()?.to_string())
        .line("notices.label-title", demand.row.title.as_str())
        .line("notices.label-winner", public.winner.name.as_str())
        .line("notices.label-code", public.winner.code.as_str())
        .line(if public.negotiation.is_some() { "notices.label-offered" } else { "notices.label-price" }, public.winner.price);
    if let Some(agreed) = &public.negotiation {
        section = section.line("notices.label-agreed", agreed.price);
    }
    section = section.line("notices.label-total", Fact::Points(public.total));
    if let Some(reason) = &public.reason {
        section = section.line("notices.label-tie-reason", reason.as_str());
    }
    if let Some(reason) = &public.negotiation_reason {
        section = section.line("notices.label-negotiation-reason", reason.as_str());
    }
    if let Some(agreed) = &public.negotiation {
        section = section
            .line("notices.label-negotiated-on", agreed.day)
            .line("notices.label-present", agreed.present.as_str())
            .line("notices.label-minutes", agreed.minutes.as_str());
    }
    if public.confirmed_at.is_some() {
        section = match matching::names_of_invited(db, demand.id).await?.as_slice() {
            [] => section.line("notices.label-invited", Fact::Term("notices.nobody-invited".to_owned())),
            names => section.line("notices.label-invited", Fact::Names(names.to_vec())),
        };
        section = section.line("notices.label-reviewers", Fact::Names(public.reviewers.clone()));
    }
    section = section.line("notices.label-publicity-ends", public.ends_on);
    let rows = public.rows().map(|(name, mean, max)| vec![name.clone(), Fact::Points(mean), Fact::Points(max)]).collect();
    let table = Section::new("notices.section-scores").table(&["notices.head-criterion", "notices.head-mean", "notices.head-points"], rows);
    Ok(vec![section, table])
}
