//! Agencies and what ties them: what the platform knows itself, what they declare, what the operator loads.

use super::store::{earlier, of_contract};
use crate::contracts::store::{Contract, by_number, demand_number};
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations::{self, Organization};
use crate::tx::{Once, Tx};
use chrono::Datelike;
use domain::calendar::{Day, day_of};
use domain::evaluations::independence::{Earlier, Facts, Involvement, OwnService, Tie, TieKind, Verdict, independence};
use domain::evaluations::{Candidate, CandidatesView, Evaluation as State, Scheme, SchemeLine, occasion};
use domain::ids::{DemandId, OrganizationId};
use domain::law::Edition;
use domain::numbers::ContractNumber;
use domain::organizations::OrganizationKind;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::refusal::Refusal;
use domain::step::Word;
use domain::text::{MOST_WORDS, at_most};
use entities::bids::bid;
use entities::contracts::contract;
use entities::evaluations::{agency_tie, evaluation};
use entities::identity::membership;
use entities::organizations::organization;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde::Serialize;

/// The kind of a tie to one purchase alone: the agency had a part in drafting it.
pub(super) const DRAFTED: &str = "drafted";

/// Declares what an agency, or a body behind it, did for a provider.
#[derive(Clone, Debug, Serialize)]
pub struct DeclareTie {
    /// The agency.
    pub agency: OrganizationId,
    /// For whom it worked.
    pub provider: OrganizationId,
    /// What it did.
    pub kind: TieKind,
    /// The last day of it; a day to come while it still runs.
    pub last: Day,
    /// Where it is known from.
    pub source: String,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Declares a tie: the lead evaluator for the own agency, the operator for any. A declared tie is never taken back.
///
/// # Errors
/// Refused `policy.*` for anybody else, `evaluations.tie-without-source`, `not-found` for an unknown body.
pub async fn declare_tie(market: &Market, actor: &Actor, cmd: DeclareTie) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("evaluations.declare_tie", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    if actor.role == Role::Operator {
        may(actor, Action::ManageAccounts, &Case::default())?;
    } else {
        may(actor, Action::AcceptCommission, &Case { agency: Some(cmd.agency), ..Case::default() })?;
    }
    // The command line has no account to claim a key for; there the same tie twice is one more row and no harm.
    if cmd.source.trim().is_empty() {
        return Err(Refusal::new("evaluations.tie-without-source").field("source").into());
    }
    at_most(cmd.source.trim(), MOST_WORDS, "source")?;
    for body in [cmd.agency, cmd.provider] {
        organizations::find(tx.db(), body).await?.ok_or_else(Refusal::not_found)?;
    }
    keep_tie(&tx, cmd.agency, cmd.provider, None, cmd.kind.key(), cmd.last, cmd.source.trim()).await?;
    tx.record_secret(Secret::AgencyTieDeclared, serde_json::json!({"agency": cmd.agency.to_string(), "tie": cmd.kind.key(), "last": cmd.last})).await?;
    if actor.account.is_some() { tx.commit_once(&cmd.once, ()).await } else { tx.commit().await }
}

/// Keeps a tie in this transaction.
pub(super) async fn keep_tie(
    tx: &Tx,
    agency: OrganizationId,
    other: OrganizationId,
    demand: Option<DemandId>,
    kind: &str,
    last: Day,
    source: &str,
) -> Result<(), Fault> {
    let row = agency_tie::ActiveModel {
        id: Set(tx.fresh()),
        agency_id: Set(agency.uuid()),
        organization_id: Set(other.uuid()),
        demand_id: Set(demand.map(DemandId::uuid)),
        kind: Set(kind.to_owned()),
        until: Set(last),
        source: Set(source.to_owned()),
        declared_by: Set(tx.actor().account.map(|account| account.uuid())),
        declared_at: Set(tx.at()),
    };
    row.insert(tx.db()).await?;
    Ok(())
}

/// Where a purchaser's services are given, as far as the platform knows: a street or town office buys for its own street. For
/// another purchaser the street of a service is not on record, and nothing is concluded from it.
fn street(purchaser: &Organization) -> Option<String> {
    let own = ["街道办事处", "镇人民政府", "乡人民政府"].iter().any(|word| purchaser.name.ends_with(word));
    own.then(|| purchaser.code.as_str().to_owned())
}

/// The bodies that can be commissioned at all: agencies, and whoever has somebody who leads evaluations; no code that still waits.
pub(super) async fn agencies(db: &impl ConnectionTrait) -> Result<Vec<organization::Model>, Fault> {
    let leads =
        membership::Entity::find().filter(membership::Column::Role.eq(Role::AgencyLead.key())).filter(membership::Column::Until.is_null()).all(db).await?;
    let kind = Condition::any()
        .add(organization::Column::Kind.eq(OrganizationKind::Agency.key()))
        .add(organization::Column::Id.is_in(leads.into_iter().filter_map(|row| row.organization_id)));
    Ok(organization::Entity::find().filter(kind).filter(organization::Column::Held.eq(false)).all(db).await?)
}

/// Tests an agency against a contract on this day.
pub(super) async fn verdict(db: &impl ConnectionTrait, agency: OrganizationId, contract: &Contract, today: Day) -> Result<Verdict, Fault> {
    let purchaser = organizations::find(db, contract.purchaser).await?.ok_or_else(|| Fault::corrupt("a contract without a purchaser"))?;
    let rows = agency_tie::Entity::find().filter(agency_tie::Column::AgencyId.eq(agency.uuid())).order_by_asc(agency_tie::Column::Until).all(db).await?;
    let tie = |row: &agency_tie::Model| {
        let kind = TieKind::parse(&row.kind).filter(|_| row.demand_id.is_none())?;
        Some(Tie { kind, provider: OrganizationId::new(row.organization_id), last: row.until, source: row.source.clone() })
    };
    let drafted = rows.iter().find(|row| row.demand_id == Some(contract.demand.uuid()) && row.kind == DRAFTED);
    let offered =
        bid::Entity::find().filter(bid::Column::DemandId.eq(contract.demand.uuid())).filter(bid::Column::OrganizationId.eq(agency.uuid())).one(db).await?;
    let demand = demand_number(db, contract.demand).await?;
    let facts = Facts {
        agency,
        provider: contract.provider,
        purchaser: contract.purchaser,
        // A street that is not known is like no other.
        street: street(&purchaser).unwrap_or_else(|| format!("purchase {}", contract.demand)),
        field: contract.row.field.clone(),
        years: (contract.terms.starts.year()..=contract.terms.ends.year()).collect(),
        ties: rows.iter().filter_map(tie).collect(),
        drafted: drafted.map(|row| Involvement { on: row.until, source: row.source.clone() }),
        // When and under which receipt stays between the organization and its offer, which may have been withdrawn unopened.
        offered: offered.map(|_| Involvement { on: contract.row.confirmed_on, source: demand.to_string() }),
        services: services(db, agency).await?,
        earlier: earlier(db, contract.provider, contract.id).await?.into_iter().map(one_earlier).collect(),
    };
    Ok(independence(&facts, today, Edition(today)))
}

fn one_earlier(row: evaluation::Model) -> Earlier {
    let (begun, issued) = (day_of(row.commissioned_at), row.issued_at.map(day_of));
    Earlier { agency: OrganizationId::new(row.agency_id), begun, issued, source: row.number }
}

/// The contracts under which the agency itself provides, a year each.
async fn services(db: &impl ConnectionTrait, agency: OrganizationId) -> Result<Vec<OwnService>, Fault> {
    let rows =
        contract::Entity::find().filter(contract::Column::ProviderId.eq(agency.uuid())).filter(contract::Column::PublishedAt.is_not_null()).all(db).await?;
    let mut services = Vec::new();
    for row in rows {
        let purchaser = OrganizationId::new(row.purchaser_id);
        let street = organizations::find(db, purchaser).await?.as_ref().and_then(street).unwrap_or_default();
        let source = row.number.clone().unwrap_or_default();
        for year in row.starts_on.year()..=row.ends_on.year() {
            services.push(OwnService { purchaser, street: street.clone(), field: row.field.clone(), year, source: source.clone() });
        }
    }
    Ok(services)
}

/// The scheme that a contract names.
pub(super) fn scheme_of(contract: &Contract) -> Result<Scheme, Refusal> {
    let clause = &contract.terms.evaluation;
    if !clause.third_party {
        return Err(Refusal::new("evaluations.not-foreseen"));
    }
    Scheme::find(&clause.scheme, &clause.version).ok_or_else(|| Refusal::new("evaluations.unknown-scheme").fact("version", clause.version.as_str()))
}

/// What a reader learns of a scheme.
pub(super) fn scheme_line(scheme: &Scheme) -> SchemeLine {
    SchemeLine { key: scheme.key.clone(), version: scheme.version.clone(), adjusted: scheme.adjusted(), bands: scheme.bands.clone() }
}

/// Every agency for a contract with what its independence was found to be, test by test, for the approver who chooses.
///
/// An agency is a registered body of that kind, or any body in which somebody holds the role of a lead evaluator.
///
/// # Errors
/// Refused `policy.*` unless the actor approves for that purchaser, `not-found` for an unknown number.
pub async fn candidates(market: &Market, actor: &Actor, number: ContractNumber) -> Result<CandidatesView, Fault> {
    let db = market.reader();
    let contract = by_number(db, number).await?;
    may(actor, Action::CommissionEvaluation, &contract.case())?;
    let current = of_contract(db, contract.id).await?;
    let bodies = agencies(db).await?;
    let mut candidates = Vec::with_capacity(bodies.len());
    for body in bodies {
        let body = organizations::find(db, OrganizationId::new(body.id)).await?.ok_or_else(Refusal::not_found)?;
        let verdict = verdict(db, body.id, &contract, day_of(market.now())).await?;
        let issued = evaluation::Entity::find()
            .filter(evaluation::Column::AgencyId.eq(body.id.uuid()))
            .filter(evaluation::Column::State.eq(State::Issued.key()))
            .count(db)
            .await?;
        candidates.push(Candidate { agency: body.id, name: body.name, code: body.code, outcome: verdict.outcome(), verdict, issued });
    }
    candidates.sort_by(|one, other| (one.outcome, &one.name).cmp(&(other.outcome, &other.name)));
    let scheme = scheme_of(&contract);
    let refused = occasion::may_commission(contract.state).err().or_else(|| scheme.as_ref().err().cloned());
    Ok(CandidatesView {
        contract: number,
        title: contract.row.title.clone(),
        provider: contract.terms.provider.name.clone(),
        scheme: scheme_line(&scheme.unwrap_or_else(|_| Scheme::usual())),
        current: current.map(|evaluation| evaluation.id),
        refused,
        candidates,
    })
}
