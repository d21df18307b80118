//! Rows of the register: how a list loads, and how a body is read back.

use crate::fault::Fault;
use crate::market::Market;
use crate::tx::Tx;
use domain::calendar::{Day, Moment};
use domain::code::{CreditCode, District};
use domain::ids::OrganizationId;
use domain::money::Money;
use domain::organizations::OrganizationKind;
use domain::organizations::import::{CodeStanding, ListedOrganization};
use domain::services::Field;
use domain::step::Word;
use entities::organizations::organization;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};

/// A body of the register.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Identifier.
    pub id: OrganizationId,
    /// Its credit code.
    pub code: CreditCode,
    /// Its registered name.
    pub name: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// The district it sits in.
    pub district: Option<District>,
    /// When it was registered.
    pub registered_on: Option<Day>,
    /// Registered capital.
    pub capital: Option<Money>,
    /// Registration authority.
    pub registrar: Option<String>,
    /// Supervising unit.
    pub supervisor: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Business scope.
    pub scope: Option<String>,
    /// Fields of service.
    pub fields: Vec<Field>,
    /// Districts served; empty is the whole city.
    pub districts: Vec<District>,
    /// Full-time staff, where known.
    pub staff: Option<u32>,
    /// Whether its code waits for the registrar.
    pub held: bool,
    /// The list that its facts came from.
    pub source: String,
    /// When they last changed.
    pub updated_at: Moment,
}

/// What a list did to one row of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// A body that was not there before.
    New,
    /// A body whose facts changed.
    Changed,
    /// A body whose facts the list only repeats.
    Unchanged,
}

/// Loads one row of a list: a new body, or the new facts of a known one. What the list does not say is left as it is.
pub(crate) async fn load(tx: &Tx, listed: &ListedOrganization, source: &str) -> Result<(OrganizationId, Loaded), Fault> {
    let known = organization::Entity::find().filter(organization::Column::Code.eq(listed.code.as_str())).one(tx.db()).await?;
    let held = listed.standing == CodeStanding::AwaitsRegistrar;
    let district = district_of(listed).map(District::code);
    let Some(known) = known else {
        let id = tx.fresh();
        let row = organization::ActiveModel {
            id: Set(id),
            code: Set(listed.code.as_str().to_owned()),
            name: Set(listed.name.clone()),
            kind: Set(listed.kind.key().to_owned()),
            district: Set(district),
            registered_on: Set(listed.registered_on),
            capital_fen: Set(listed.capital.map(Money::as_fen)),
            registrar: Set(listed.registrar.clone()),
            supervisor: Set(listed.supervisor.clone()),
            address: Set(listed.address.clone()),
            scope: Set(listed.scope.clone()),
            fields: Set(joined(listed.fields.iter().map(|field| field.key().to_owned()))),
            districts: Set(joined(listed.districts.iter().map(|district| district.code()))),
            staff: Set(None),
            held: Set(held),
            confirmed_at: Set(None),
            source: Set(source.to_owned()),
            updated_at: Set(tx.at()),
            version: Set(1),
        };
        row.insert(tx.db()).await?;
        return Ok((OrganizationId::new(id), Loaded::New));
    };
    let id = OrganizationId::new(known.id);
    let before = known.clone();
    let mut row = known.into_active_model();
    fn put<T: Clone + PartialEq + Into<sea_orm::Value>>(cell: &mut sea_orm::ActiveValue<Option<T>>, given: Option<T>)
    where
        Option<T>: Into<sea_orm::Value>,
    {
        if given.is_some() {
            cell.set_if_not_equals(given);
        }
    }
    row.name.set_if_not_equals(listed.name.clone());
    row.kind.set_if_not_equals(listed.kind.key().to_owned());
    put(&mut row.district, district);
    put(&mut row.registered_on, listed.registered_on);
    put(&mut row.capital_fen, listed.capital.map(Money::as_fen));
    put(&mut row.registrar, listed.registrar.clone());
    put(&mut row.supervisor, listed.supervisor.clone());
    put(&mut row.address, listed.address.clone());
    put(&mut row.scope, listed.scope.clone());
    if !listed.fields.is_empty() {
        row.fields.set_if_not_equals(joined(listed.fields.iter().map(|field| field.key().to_owned())));
    }
    if !listed.districts.is_empty() {
        row.districts.set_if_not_equals(joined(listed.districts.iter().map(|district| district.code())));
    }
    if !row.is_changed() {
        return Ok((id, Loaded::Unchanged));
    }
    row.source = Set(source.to_owned());
    row.updated_at = Set(tx.at());
    row.version = Set(before.version + 1);
    row.update(tx.db()).await?;
    Ok((id, Loaded::Changed))
}

/// The district of a body: by the registrar's division in its code, else the only one that it serves.
fn district_of(listed: &ListedOrganization) -> Option<District> {
    District::parse(listed.code.division()).or(match listed.districts.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

fn joined(keys: impl Iterator<Item = String>) -> String {
    let mut out = String::from(" ");
    for key in keys {
        out.push_str(&key);
        out.push(' ');
    }
    out
}

/// A body by its identifier.
pub(crate) async fn find(db: &impl ConnectionTrait, id: OrganizationId) -> Result<Option<Organization>, Fault> {
    organization::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// A body by its credit code.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn by_code(market: &Market, code: &CreditCode) -> Result<Option<Organization>, Fault> {
    organization::Entity::find().filter(organization::Column::Code.eq(code.as_str())).one(market.reader()).await?.map(read).transpose()
}

/// Reads a row.
pub(crate) fn read(row: organization::Model) -> Result<Organization, Fault> {
    let fields: Result<Vec<Field>, Fault> = row.fields.split_whitespace().map(|key| Field::parse(key).ok_or_else(|| Fault::corrupt(key))).collect();
    Ok(Organization {
        id: OrganizationId::new(row.id),
        code: CreditCode::try_from(row.code).map_err(Fault::corrupt)?,
        name: row.name,
        kind: OrganizationKind::parse(&row.kind).ok_or_else(|| Fault::corrupt(&row.kind))?,
        district: row.district.as_deref().and_then(District::parse),
        registered_on: row.registered_on,
        capital: row.capital_fen.map(Money::fen),
        registrar: row.registrar,
        supervisor: row.supervisor,
        address: row.address,
        scope: row.scope,
        fields: fields?,
        districts: row.districts.split_whitespace().filter_map(District::parse).collect(),
        staff: row.staff.and_then(|staff| u32::try_from(staff).ok()),
        held: row.held,
        source: row.source,
        updated_at: row.updated_at,
    })
}
