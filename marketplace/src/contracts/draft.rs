//! Drafting: the first text from the chosen offer, and its blanks.

use super::store::{Contract, contract, of_demand, touch};
use crate::awards;
use crate::drafters;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations;
use crate::panels::store::procedure_alone;
use crate::procedures::store::Procedure;
use crate::tx::{Audience, Message, Once, Tx};
use domain::calendar::day_of;
use domain::contracts::terms::Party;
use domain::contracts::{self as rules, Blanks, Chosen, ContractTerms};
use domain::ids::{AccountId, BidId, ContractId, OrganizationId};
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Role, may};
use domain::procedures::{ProcedureEvent, ProcedureState};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use entities::contracts::contract as rows;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use serde::Serialize;

/// Drafts the contract of a chosen offer.
#[derive(Clone, Debug, Serialize)]
pub struct DraftContract {
    /// The need.
    pub demand: DemandNumber,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Fills the blanks of a draft.
#[derive(Clone, Debug, Serialize)]
pub struct FillBlanks {
    /// The draft.
    pub contract: ContractId,
    /// The version that the person saw.
    pub seen: i32,
    /// What the blanks say now.
    pub blanks: Blanks,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Drafts the contract of a chosen offer: everything is taken from the need as published and the offer as confirmed.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for that purchaser, `procedures.out-of-order` before the result is confirmed,
/// `contracts.drafted-already`.
pub async fn draft_contract(market: &Market, actor: &Actor, cmd: DraftContract) -> Result<ContractId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("contracts.draft_contract", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = crate::demands::store::by_number(tx.db(), cmd.demand).await?;
    may(actor, Action::DraftContract, &demand.case())?;
    let procedure = procedure_alone(&tx, demand.id).await?;
    if procedure.state != ProcedureState::Confirmed {
        return Err(Refusal::out_of_order("procedures.out-of-order", &procedure.state.term(), &ProcedureEvent::Contract.term()).into());
    }
    if of_demand(tx.db(), demand.id).await?.is_some() {
        return Err(Refusal::new("contracts.drafted-already").kind(Kind::Conflict).into());
    }
    let need = demand.need()?;
    let chosen = chosen(&tx, &procedure, demand.purchaser).await?;
    let provider = chosen.provider.id;
    let terms = ContractTerms::first(&need, chosen, procedure.edition);
    let id = tx.fresh();
    // Who drafted the need or publicised the result reviews, accepts and pays for nothing that comes of it.
    let publicised_by = awards::store::current(tx.db(), demand.id).await?.and_then(|award| award.row.publicised_by).map(AccountId::new);
    let handled: Vec<AccountId> = demand.drafters.iter().copied().chain(publicised_by).collect();
    let row = rows::ActiveModel {
        id: Set(id),
        number: Set(None),
        demand_id: Set(demand.id.uuid()),
        procedure_id: Set(procedure.id.uuid()),
        purchaser_id: Set(demand.purchaser.uuid()),
        provider_id: Set(provider.uuid()),
        state: Set(rules::Contract::Draft.key().to_owned()),
        terms: Set(serde_json::to_string(&terms)?),
        price_fen: Set(terms.price.as_fen()),
        paid_fen: Set(0),
        title: Set(need.title.clone()),
        field: Set(need.field.key().to_owned()),
        district: Set(need.district.code()),
        starts_on: Set(terms.starts),
        ends_on: Set(terms.ends),
        confirmed_on: Set(day_of(procedure.row.confirmed_at.ok_or_else(|| Fault::corrupt("a confirmed procurement without its day"))?)),
        edition: Set(procedure.edition.0),
        drafted_by: Set(tx.account()?.uuid()),
        reviewed_by: Set(None),
        reviewed_at: Set(None),
        purchaser_signed_by: Set(None),
        purchaser_signed_at: Set(None),
        provider_signed_by: Set(None),
        provider_signed_at: Set(None),
        signed_at: Set(None),
        published_at: Set(None),
        digest: Set(None),
        reason: Set(None),
        evaluating_since: Set(None),
        evaluated_on: Set(None),
        grade: Set(None),
        mending: Set(None),
        mending_since: Set(None),
        mending_note: Set(None),
        mending_files: Set("[]".to_owned()),
        mending_reported_by: Set(None),
        since: Set(tx.at()),
        created_at: Set(tx.at()),
        updated_at: Set(tx.at()),
        version: Set(1),
        drafters: Set(drafters::column(&handled)?),
    };
    row.insert(tx.db()).await?;
    tx.record_secret(Secret::ContractDrafted, serde_json::json!({"contract": id.to_string(), "terms": terms})).await?;
    let message = Message::new("inbox.contract-drafted", format!("/contracts/drafts/{id}")).fact("title", need.title.as_str());
    tx.tell(Audience::Holders(demand.purchaser, vec![Role::PurReviewer]), message).await?;
    tx.commit_once(&cmd.once, ContractId::new(id)).await
}

/// What was chosen in this procurement.
async fn chosen(tx: &Tx, procedure: &Procedure, purchaser: OrganizationId) -> Result<Chosen, Fault> {
    let missing = || Fault::corrupt("a confirmed procurement without its choice");
    let bid = BidId::new(procedure.row.chosen_bid_id.ok_or_else(missing)?);
    let (provider, offer) = crate::bids::store::offer(tx.db(), bid).await?;
    Ok(Chosen { purchaser: party(tx.db(), purchaser).await?, provider: party(tx.db(), provider).await?, prices: offer.prices, price: chosen_price(procedure)? })
}

/// The price as confirmed.
pub(super) fn chosen_price(procedure: &Procedure) -> Result<Money, Fault> {
    procedure.row.chosen_price_fen.map(Money::fen).ok_or_else(|| Fault::corrupt("a confirmed procurement without its price"))
}

async fn party(db: &impl ConnectionTrait, id: OrganizationId) -> Result<Party, Fault> {
    let body = organizations::find(db, id).await?.ok_or_else(|| Fault::corrupt("a contract with a body that is not registered"))?;
    Ok(Party { id, name: body.name, code: body.code })
}

/// Fills the blanks of a draft: how fast is accepted and paid, what may be kept back, how the outputs spread over the milestones.
///
/// # Errors
/// Refused `policy.*` unless the actor drafts for that purchaser, `contracts.not-a-draft` once it is reviewed, what stands against
/// the text as [`Fault::Unfit`], `changed-meanwhile`.
pub async fn fill_blanks(market: &Market, actor: &Actor, cmd: FillBlanks) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("contracts.fill_blanks", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let contract: Contract = contract(tx.db(), cmd.contract).await?;
    may(actor, Action::DraftContract, &contract.case())?;
    if contract.state != rules::Contract::Draft {
        return Err(Refusal::new("contracts.not-a-draft").kind(Kind::Conflict).into());
    }
    contract.unchanged_since(cmd.seen)?;
    let mut terms = contract.terms.clone();
    terms.fill(&cmd.blanks).map_err(Fault::Unfit)?;
    let against = terms.check(contract.edition());
    if !against.is_empty() {
        return Err(Fault::Unfit(against));
    }
    let (text, back) = (serde_json::to_string(&terms)?, contract.row.reason.is_some());
    let (typist, drafters) = (tx.account()?.uuid(), drafters::column(&contract.drafters)?);
    touch(&tx, &contract, |row| {
        row.terms = Set(text);
        row.reason = Set(None);
        row.since = Set(tx.at());
        (row.drafted_by, row.drafters) = (Set(typist), Set(drafters));
    })
    .await?;
    if back {
        let message = Message::new("inbox.contract-drafted", contract.path()).fact("title", contract.row.title.as_str());
        tx.tell(Audience::Holders(contract.purchaser, vec![Role::PurReviewer]), message).await?;
    }
    tx.commit_once(&cmd.once, ()).await
}
