//! What the parties see of contracts that are not signed by both.

use super::papers::name;
use super::review::objections;
use super::sign::digest;
use super::standing::{Whole, whole};
use super::store::{Contract, contract, demand_numbers};
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use crate::tx::hex;
use domain::calendar::{Day, Moment, day_of};
use domain::contracts as rules;
use domain::contracts::contract::{sign_by, signed_late};
use domain::contracts::{ContractDraftRow, ContractDraftView, ReadyToDraft, Side, Signature};
use domain::ids::{ContractId, DemandId};
use domain::law::Edition;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, Role, decide, may};
use domain::procedures::ProcedureState;
use domain::step::Word;
use entities::contracts::contract as rows;
use entities::demands::demand;
use entities::procedures::procedure;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Contracts of the actor's body that are not signed by both, latest first.
///
/// # Errors
/// Refused `policy.*` unless the actor works for a purchaser or a provider, or audits.
pub async fn drafts(market: &Market, actor: &Actor) -> Result<Vec<ContractDraftRow>, Fault> {
    may(actor, Action::ReadContractDraft, &Case { purchaser: actor.organization, own: actor.organization, ..Case::default() })?;
    let (db, today) = (market.reader(), day_of(market.now()));
    let mut find = rows::Entity::find().filter(rows::Column::PublishedAt.is_null()).filter(rows::Column::State.ne(rules::Contract::Terminated.key()));
    if let Some(body) = actor.organization {
        let side = if actor.role.of_provider() { rows::Column::ProviderId } else { rows::Column::PurchaserId };
        find = find.filter(side.eq(body.uuid()));
    }
    let found = find.order_by_desc(rows::Column::UpdatedAt).limit(200).all(db).await?;
    let contracts = found.into_iter().map(Contract::read).collect::<Result<Vec<_>, Fault>>()?;
    let names = organizations::names(db, contracts.iter().flat_map(|contract| [contract.row.purchaser_id, contract.row.provider_id])).await?;
    let numbers = demand_numbers(db, contracts.iter().map(|contract| contract.demand)).await?;
    whole(db, contracts).await?.iter().map(|one| row(one, &names, &numbers, today)).collect()
}

fn row(one: &Whole, names: &HashMap<Uuid, String>, numbers: &HashMap<DemandId, DemandNumber>, today: Day) -> Result<ContractDraftRow, Fault> {
    let contract = &one.contract;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    Ok(ContractDraftRow {
        id: contract.id,
        demand: *numbers.get(&contract.demand).ok_or_else(|| Fault::corrupt("a contract of a demand without a number"))?,
        title: contract.row.title.clone(),
        purchaser: name(contract.row.purchaser_id),
        provider: name(contract.row.provider_id),
        price: contract.price(),
        state: contract.state,
        next: one.progress(today).next,
        updated_at: contract.row.updated_at,
    })
}

/// Confirmed results of the actor's unit that have no contract yet, the longest waiting first.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer; nothing is ready for who does not draft contracts.
pub async fn ready(market: &Market, actor: &Actor) -> Result<Vec<ReadyToDraft>, Fault> {
    let Some(unit) = actor.organization.filter(|_| actor.role == Role::PurOfficer) else { return Ok(Vec::new()) };
    let found = waiting_for_draft(market, demand::Column::PurchaserId.eq(unit.uuid())).await?;
    Ok(found.into_iter().map(|waiting| waiting.ready).collect())
}

/// A confirmed result without a contract.
pub(super) struct WithoutContract {
    pub ready: ReadyToDraft,
    pub confirmed: Moment,
    pub purchaser: Uuid,
    /// The rules of the procurement.
    pub edition: Edition,
}

/// Those among these demands and procurements, the longest waiting first.
pub(super) async fn waiting_for_draft(market: &Market, among: SimpleExpr) -> Result<Vec<WithoutContract>, Fault> {
    let written =
        Query::select().column(rows::Column::DemandId).from(rows::Entity).and_where(rows::Column::State.ne(rules::Contract::Terminated.key())).to_owned();
    let on = demand::Entity::belongs_to(procedure::Entity).from(demand::Column::Id).to(procedure::Column::DemandId).into();
    let found = demand::Entity::find()
        .join(sea_orm::JoinType::InnerJoin, on)
        .select_also(procedure::Entity)
        .filter(among)
        .filter(procedure::Column::State.eq(ProcedureState::Confirmed.key()))
        .filter(demand::Column::Id.not_in_subquery(written))
        .order_by_asc(procedure::Column::ConfirmedAt)
        .limit(200)
        .all(market.reader())
        .await?;
    let ready = found.into_iter().filter_map(|(demand, procedure)| {
        let procedure = procedure?;
        let confirmed = procedure.confirmed_at?;
        let price = procedure.chosen_price_fen.map(Money::fen)?;
        let number = demand.number.as_deref().and_then(DemandNumber::parse)?;
        let ready = ReadyToDraft { demand: number, title: demand.title, price, confirmed_on: day_of(confirmed) };
        Some(WithoutContract { ready, confirmed, purchaser: demand.purchaser_id, edition: Edition(procedure.edition) })
    });
    Ok(ready.collect())
}

/// A contract before or after its signing, for its parties and auditors.
///
/// # Errors
/// Refused `not-found` for all others.
pub async fn read_draft(market: &Market, actor: &Actor, id: ContractId) -> Result<ContractDraftView, Fault> {
    let (db, today) = (market.reader(), day_of(market.now()));
    let contract = contract(db, id).await?;
    may(actor, Action::ReadContractDraft, &contract.case().secret())?;
    let names = organizations::names(db, [contract.row.purchaser_id, contract.row.provider_id]).await?;
    let numbers = demand_numbers(db, [contract.demand]).await?;
    let one = whole(db, vec![contract]).await?.pop().ok_or_else(|| Fault::corrupt("a contract without parts"))?;
    let contract = &one.contract;
    let acts: &[Action] = match contract.state {
        rules::Contract::Draft => &[Action::DraftContract, Action::ReviewContract],
        rules::Contract::Reviewed => &[Action::SignForPurchaser, Action::SignForProvider, Action::ReviewContract],
        rules::Contract::PurchaserSigned => &[Action::SignForProvider, Action::ReviewContract],
        rules::Contract::ProviderSigned => &[Action::SignForPurchaser, Action::ReviewContract],
        _ => &[],
    };
    let mut signatures = Vec::new();
    let row_ = &contract.row;
    for (side, by, at) in
        [(Side::Purchaser, row_.purchaser_signed_by, row_.purchaser_signed_at), (Side::Provider, row_.provider_signed_by, row_.provider_signed_at)]
    {
        if let (Some(by), Some(at)) = (name(db, by).await?, at) {
            signatures.push(Signature { side, by, at });
        }
    }
    Ok(ContractDraftView {
        row: row(&one, &names, &numbers, today)?,
        blanks: contract.terms.blanks(),
        objections: if contract.row.published_at.is_none() { objections(db, contract, today).await? } else { Vec::new() },
        drafted_by: name(db, Some(row_.drafted_by)).await?.unwrap_or_default(),
        reviewed_by: name(db, row_.reviewed_by).await?,
        signatures,
        sign_by: sign_by(row_.confirmed_on, contract.edition()),
        late: signed_late(row_.confirmed_on, row_.signed_at.map_or(today, day_of), contract.edition()),
        returned_because: row_.reason.clone(),
        digest: hex(&digest(contract)?),
        number: row_.number.as_deref().and_then(domain::numbers::ContractNumber::parse),
        acts: acts.iter().copied().filter(|action| decide(actor, *action, &contract.case()) == Decision::Allowed).collect(),
        version: row_.version,
        terms: contract.terms.clone(),
    })
}
