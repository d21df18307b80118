//! Rows of contracts, milestones and payments, read and saved. A state is saved from a step alone.

use crate::drafters;
use crate::fault::Fault;
use crate::tx::Tx;
use domain::calendar::Due;
use domain::contracts as rules;
use domain::contracts::settlement::Delivered;
use domain::contracts::{ContractTerms, Judgement, Mending, Opinions, Report, Trigger};
use domain::demands::MilestoneKind;
use domain::ids::{AccountId, ContractId, DemandId, FileId, OrganizationId};
use domain::law::Edition;
use domain::money::Money;
use domain::numbers::{ContractNumber, DemandNumber};
use domain::policy::{Case, Part};
use domain::refusal::Refusal;
use domain::step::{Step, Word};
use entities::contracts::{contract, milestone, payment};
use entities::demands::demand;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A contract as the use cases work with it.
pub(crate) struct Contract {
    pub row: contract::Model,
    pub id: ContractId,
    pub demand: DemandId,
    pub purchaser: OrganizationId,
    pub provider: OrganizationId,
    pub state: rules::Contract,
    pub terms: ContractTerms,
    pub mending: Option<Mending>,
    pub drafters: Vec<AccountId>,
}

/// A milestone as the use cases work with it.
pub(crate) struct Milestone {
    pub row: milestone::Model,
    pub state: rules::Milestone,
    pub kind: MilestoneKind,
    pub acceptance: Option<rules::Acceptance>,
    pub report: Option<Report>,
    pub judged: Option<Vec<Judgement>>,
    pub opinions: Option<Opinions>,
    pub files: Vec<FileId>,
}

/// A payment as the use cases work with it.
pub(crate) struct Payment {
    pub row: payment::Model,
    pub state: rules::Payment,
    pub trigger: Trigger,
}

fn word<W: Word>(key: &str) -> Result<W, Fault> {
    W::parse(key).ok_or_else(|| Fault::corrupt(key))
}

fn json<T: DeserializeOwned>(text: Option<&str>) -> Result<Option<T>, Fault> {
    Ok(text.map(serde_json::from_str).transpose()?)
}

impl Contract {
    pub fn read(row: contract::Model) -> Result<Contract, Fault> {
        Ok(Contract {
            id: ContractId::new(row.id),
            demand: DemandId::new(row.demand_id),
            purchaser: OrganizationId::new(row.purchaser_id),
            provider: OrganizationId::new(row.provider_id),
            state: word(&row.state)?,
            terms: serde_json::from_str(&row.terms)?,
            mending: row.mending.as_deref().map(word).transpose()?,
            drafters: drafters::read(&row.drafters, row.drafted_by)?,
            row,
        })
    }

    /// What policy must know of it. A draft does not exist for others.
    pub fn case(&self) -> Case {
        let case = drafters::part(Case { own: Some(self.provider), ..Case::of_purchaser(self.purchaser) }, &self.drafters);
        if self.row.published_at.is_some() { case } else { case.secret() }
    }

    /// The same once it is carried out: whoever drafted the need or the contract, or publicised the result, handled it.
    pub fn handled(&self) -> Case {
        self.drafters.iter().fold(self.case(), |case, account| case.part(Part::Handled, Some(*account)))
    }

    /// Its number, once it is in force.
    pub fn number(&self) -> Result<ContractNumber, Fault> {
        self.row.number.as_deref().and_then(ContractNumber::parse).ok_or_else(|| Fault::corrupt("a published contract without a number"))
    }

    /// The edition of the rules that its procurement pinned: what was published under it can still be agreed and explained.
    pub fn edition(&self) -> Edition {
        Edition(self.row.edition)
    }

    /// The price.
    pub fn price(&self) -> Money {
        Money::fen(self.row.price_fen)
    }

    /// Whether the evaluation that it foresees is still to come.
    pub fn evaluation_open(&self) -> bool {
        self.terms.evaluation.third_party && self.row.evaluated_on.is_none()
    }

    /// Refuses when somebody changed it since the actor saw it.
    pub fn unchanged_since(&self, seen: i32) -> Result<(), Refusal> {
        Refusal::unless_seen(self.row.version, seen)
    }

    /// Where it is read.
    pub fn path(&self) -> String {
        self.row.number.as_ref().map_or_else(|| format!("/contracts/drafts/{}", self.id), |number| format!("/contracts/{number}"))
    }
}

impl Milestone {
    pub fn read(row: milestone::Model) -> Result<Milestone, Fault> {
        Ok(Milestone {
            state: word(&row.state)?,
            kind: word(&row.kind)?,
            acceptance: row.acceptance.as_deref().map(word).transpose()?,
            report: json(row.report.as_deref())?,
            judged: json(row.judged.as_deref())?,
            opinions: json(row.opinions.as_deref())?,
            files: serde_json::from_str(&row.files)?,
            row,
        })
    }

    /// Its place in the terms.
    pub fn index(&self) -> usize {
        usize::try_from(self.row.position).unwrap_or_default().saturating_sub(1)
    }

    /// Its outputs with the numbers that count: as confirmed once checked, as reported before that.
    pub fn delivered(&self, terms: &ContractTerms) -> Vec<Delivered> {
        let outputs = terms.milestones.get(self.index()).map(|milestone| milestone.outputs.as_slice()).unwrap_or_default();
        let count = |index: usize| {
            let confirmed = self.judged.as_ref().and_then(|judged| judged.get(index)).map(|judgement| judgement.confirmed);
            confirmed.or_else(|| self.report.as_ref().and_then(|report| report.delivered.get(index).copied().flatten())).unwrap_or(0)
        };
        outputs.iter().enumerate().map(|(index, output)| Delivered { output: output.clone(), accepted: count(index) }).collect()
    }

    /// Refuses when somebody changed it since the actor saw it.
    pub fn unchanged_since(&self, seen: i32) -> Result<(), Refusal> {
        Refusal::unless_seen(self.row.version, seen)
    }
}

impl Payment {
    pub fn read(row: payment::Model) -> Result<Payment, Fault> {
        Ok(Payment { state: word(&row.state)?, trigger: serde_json::from_str(&row.trigger_key)?, row })
    }

    /// As agreed.
    pub fn amount(&self) -> Money {
        Money::fen(self.row.amount_fen)
    }

    /// What is owed of it, after a deduction if there is one.
    pub fn owed(&self) -> Money {
        Money::fen(self.row.amount_fen - self.row.deducted_fen)
    }

    /// Once it fell due: since when and until when.
    pub fn due(&self) -> Option<(domain::calendar::Day, Due)> {
        Some((self.row.due_since?, Due { day: self.row.due_on?, provisional: self.row.due_provisional }))
    }
}

/// A contract by its identifier.
pub(crate) async fn contract(db: &impl ConnectionTrait, id: ContractId) -> Result<Contract, Fault> {
    let row = contract::Entity::find_by_id(id.uuid()).one(db).await?;
    Contract::read(row.ok_or_else(Refusal::not_found)?)
}

/// The same, held alone until this transaction ends: of two acts on one contract, one sees what the other did.
pub(crate) async fn held(tx: &Tx, number: ContractNumber) -> Result<Contract, Fault> {
    let row = contract::Entity::find().filter(contract::Column::Number.eq(number.to_string())).lock_exclusive().one(tx.db()).await?;
    Contract::read(row.ok_or_else(Refusal::not_found)?)
}

/// A contract in force, or one that was, by its number.
pub(crate) async fn by_number(db: &impl ConnectionTrait, number: ContractNumber) -> Result<Contract, Fault> {
    let row = contract::Entity::find().filter(contract::Column::Number.eq(number.to_string())).one(db).await?;
    Contract::read(row.ok_or_else(Refusal::not_found)?)
}

/// Leaves out what was given up before it was signed; a contract that broke off stays one.
pub(super) fn signed_or_running() -> Condition {
    Condition::any().add(contract::Column::State.ne(rules::Contract::Terminated.key())).add(contract::Column::Number.is_not_null())
}

/// The contract of a demand, if there is one that was not given up before it was signed.
pub(crate) async fn of_demand(db: &impl ConnectionTrait, demand: DemandId) -> Result<Option<Contract>, Fault> {
    let row = contract::Entity::find().filter(contract::Column::DemandId.eq(demand.uuid())).filter(signed_or_running()).one(db).await?;
    row.map(Contract::read).transpose()
}

/// The number of the demand that a contract came of.
pub(crate) async fn demand_number(db: &impl ConnectionTrait, id: DemandId) -> Result<DemandNumber, Fault> {
    let row = demand::Entity::find_by_id(id.uuid()).one(db).await?;
    row.and_then(|row| row.number).as_deref().and_then(DemandNumber::parse).ok_or_else(|| Fault::corrupt("a contract of a demand without a number"))
}

/// The numbers of published demands, by identifier.
pub(crate) async fn demand_numbers(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = DemandId>) -> Result<HashMap<DemandId, DemandNumber>, Fault> {
    use demand::Column as C;
    let ids: BTreeSet<Uuid> = ids.into_iter().map(DemandId::uuid).collect();
    let found: Vec<(Uuid, Option<String>)> =
        demand::Entity::find().select_only().columns([C::Id, C::Number]).filter(C::Id.is_in(ids)).into_tuple().all(db).await?;
    let number = |(id, number): (Uuid, Option<String>)| Some((DemandId::new(id), DemandNumber::parse(&number?)?));
    Ok(found.into_iter().filter_map(number).collect())
}

/// The milestones of these contracts, by contract and position.
pub(crate) async fn milestones(db: &impl ConnectionTrait, contracts: impl IntoIterator<Item = Uuid>) -> Result<Vec<Milestone>, Fault> {
    let rows = milestone::Entity::find()
        .filter(milestone::Column::ContractId.is_in(contracts))
        .order_by_asc(milestone::Column::ContractId)
        .order_by_asc(milestone::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(Milestone::read).collect()
}

/// The payments of these contracts, by contract and position.
pub(crate) async fn payments(db: &impl ConnectionTrait, contracts: impl IntoIterator<Item = Uuid>) -> Result<Vec<Payment>, Fault> {
    let rows = payment::Entity::find()
        .filter(payment::Column::ContractId.is_in(contracts))
        .order_by_asc(payment::Column::ContractId)
        .order_by_asc(payment::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(Payment::read).collect()
}

/// Saves a step of a contract and whatever else the use case changes in the row.
pub(crate) async fn save(
    tx: &Tx,
    contract: &Contract,
    step: Step<rules::Contract>,
    change: impl FnOnce(&mut contract::ActiveModel),
) -> Result<Contract, Fault> {
    touch(tx, contract, |row| {
        row.state = Set(step.to().key().to_owned());
        row.since = Set(tx.at());
        change(row);
    })
    .await
}

/// Saves what a use case changes in a contract's row without a step.
pub(crate) async fn touch(tx: &Tx, contract: &Contract, change: impl FnOnce(&mut contract::ActiveModel)) -> Result<Contract, Fault> {
    let mut row = contract.row.clone().into_active_model();
    row.updated_at = Set(tx.at());
    row.version = Set(contract.row.version + 1);
    change(&mut row);
    // The version is the lock: of two who saw the same one, one finds no row to change.
    let changed = contract::Entity::update_many()
        .set(row)
        .filter(contract::Column::Id.eq(contract.row.id))
        .filter(contract::Column::Version.eq(contract.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Refusal::changed_meanwhile().into());
    }
    self::contract(tx.db(), contract.id).await
}

/// Saves a step of a milestone and whatever else the use case changes in the row.
pub(crate) async fn save_milestone(
    tx: &Tx,
    milestone: &Milestone,
    step: Option<Step<rules::Milestone>>,
    change: impl FnOnce(&mut milestone::ActiveModel),
) -> Result<(), Fault> {
    let mut row = milestone.row.clone().into_active_model();
    if let Some(step) = step {
        row.state = Set(step.to().key().to_owned());
        row.since = Set(tx.at());
    }
    row.version = Set(milestone.row.version + 1);
    change(&mut row);
    let changed = milestone::Entity::update_many()
        .set(row)
        .filter(milestone::Column::ContractId.eq(milestone.row.contract_id))
        .filter(milestone::Column::Position.eq(milestone.row.position))
        .filter(milestone::Column::Version.eq(milestone.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}

/// Saves a step of a payment and whatever else the use case changes in the row.
pub(crate) async fn save_payment(tx: &Tx, payment: &Payment, step: Step<rules::Payment>, change: impl FnOnce(&mut payment::ActiveModel)) -> Result<(), Fault> {
    let mut row = payment.row.clone().into_active_model();
    row.state = Set(step.to().key().to_owned());
    row.version = Set(payment.row.version + 1);
    change(&mut row);
    let changed = payment::Entity::update_many()
        .set(row)
        .filter(payment::Column::ContractId.eq(payment.row.contract_id))
        .filter(payment::Column::Position.eq(payment.row.position))
        .filter(payment::Column::Version.eq(payment.row.version))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}
