//! Rows of the register: how a list loads, and how a body is read back.

use crate::fault::Fault;
use crate::kinds::Thing;
use crate::market::Market;
use crate::tx::Tx;
use domain::calendar::{Day, Moment};
use domain::code::{CreditCode, District};
use domain::ids::OrganizationId;
use domain::money::Money;
use domain::organizations::import::{CodeStanding, ListedOrganization};
use domain::organizations::{OrganizationKind, Serves, Standing};
use domain::services::Field;
use domain::step::Word;
use entities::organizations::organization;
use sea_orm::{ActiveModelTrait, ActiveValue, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Value};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// The division code of Shanghai itself.
pub(super) const WHOLE_CITY: &str = "310000";

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
    /// Where it works.
    pub serves: Serves,
    /// Full-time staff, where known.
    pub staff: Option<u32>,
    /// Whether its code waits for the registrar.
    pub held: bool,
    /// The list that its facts came from.
    pub source: String,
    /// When they last changed.
    pub updated_at: Moment,
    /// How its registration stands, where the list says.
    pub standing: Option<Standing>,
    /// When it last kept its own profile.
    pub profile_at: Option<Moment>,
    /// When the registrar confirmed its code.
    pub confirmed_at: Option<Moment>,
    /// Raised by one with each change.
    pub version: i32,
}

/// What a list did to one row of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loaded {
    /// A body that was not there before.
    New,
    /// A body whose facts changed.
    Changed,
    /// A body whose facts the list only repeats.
    Unchanged,
}

/// Loads one row of a list: a new body, or the new facts of a known one. What the list does not say is left as it is.
pub(super) async fn load(tx: &Tx, listed: &ListedOrganization, source: &str) -> Result<(Organization, Loaded), Fault> {
    let known = organization::Entity::find().filter(organization::Column::Code.eq(listed.code.as_str())).one(tx.db()).await?;
    let Some(known) = known else {
        return Ok((enter(tx, listed, source).await?, Loaded::New));
    };
    let before = known.clone();
    let mut row = known.into_active_model();
    row.name.set_if_not_equals(listed.name.clone());
    row.kind.set_if_not_equals(listed.kind.key().to_owned());
    put(&mut row.district, district_of(listed));
    put(&mut row.registered_on, listed.registered_on);
    put(&mut row.capital_fen, listed.capital.map(Money::as_fen));
    put(&mut row.registrar, listed.registrar.clone());
    put(&mut row.supervisor, listed.supervisor.clone());
    put(&mut row.address, listed.address.clone());
    put(&mut row.scope, listed.scope.clone());
    put(&mut row.standing, standing_of(listed));
    // What the organization keeps itself is its own word: no list overwrites it.
    if before.profile_at.is_none() {
        if !listed.fields.is_empty() {
            row.fields.set_if_not_equals(fields_column(&listed.fields));
        }
        if !listed.districts.is_empty() {
            row.districts.set_if_not_equals(served(&Serves::of(listed.districts.clone())));
        }
    }
    if !row.is_changed() {
        return Ok((read(before)?, Loaded::Unchanged));
    }
    row.source = Set(source.to_owned());
    row.updated_at = Set(tx.at());
    row.version = Set(before.version + 1);
    Ok((read(row.update(tx.db()).await?)?, Loaded::Changed))
}

/// Puts a body into the register that was not there before.
async fn enter(tx: &Tx, listed: &ListedOrganization, source: &str) -> Result<Organization, Fault> {
    let row = organization::ActiveModel {
        id: Set(tx.fresh()),
        code: Set(listed.code.as_str().to_owned()),
        name: Set(listed.name.clone()),
        kind: Set(listed.kind.key().to_owned()),
        district: Set(district_of(listed)),
        registered_on: Set(listed.registered_on),
        capital_fen: Set(listed.capital.map(Money::as_fen)),
        registrar: Set(listed.registrar.clone()),
        supervisor: Set(listed.supervisor.clone()),
        address: Set(listed.address.clone()),
        scope: Set(listed.scope.clone()),
        fields: Set(fields_column(&listed.fields)),
        districts: Set(served(&Serves::of(listed.districts.clone()))),
        staff: Set(None),
        held: Set(listed.standing == CodeStanding::AwaitsRegistrar),
        confirmed_at: Set(None),
        source: Set(source.to_owned()),
        updated_at: Set(tx.at()),
        version: Set(1),
        standing: Set(standing_of(listed)),
        profile_at: Set(None),
    };
    read(row.insert(tx.db()).await?)
}

/// Changes a cell when the list says something, and something else.
fn put<T: Clone + PartialEq + Into<Value>>(cell: &mut ActiveValue<Option<T>>, given: Option<T>)
where
    Option<T>: Into<Value>,
{
    if given.is_some() {
        cell.set_if_not_equals(given);
    }
}

/// The district of a body: by the registrar's division in its code, else the only one that it serves.
fn district_of(listed: &ListedOrganization) -> Option<String> {
    let district = District::parse(listed.code.division()).or(match listed.districts.as_slice() {
        [only] => Some(*only),
        _ => None,
    });
    district.map(District::code)
}

fn standing_of(listed: &ListedOrganization) -> Option<String> {
    listed.status.as_deref().and_then(Standing::read).map(|standing| standing.key().to_owned())
}

/// The column of fields: keys with a blank around each.
pub(super) fn fields_column(fields: &[Field]) -> String {
    joined(fields.iter().map(|field| field.key().to_owned()))
}

/// The column of districts: codes with a blank around each; [`WHOLE_CITY`] stands for all of them.
pub(super) fn served(serves: &Serves) -> String {
    match serves {
        Serves::NotGiven => joined(std::iter::empty()),
        Serves::WholeCity => joined(std::iter::once(WHOLE_CITY.to_owned())),
        Serves::Districts(districts) => joined(districts.iter().map(|district| district.code())),
    }
}

/// Reads the column of districts.
pub(crate) fn read_served(column: &str) -> Serves {
    if column.split_whitespace().any(|code| code == WHOLE_CITY) {
        return Serves::WholeCity;
    }
    Serves::of(column.split_whitespace().filter_map(District::parse).collect())
}

/// Reads the column of fields.
pub(crate) fn read_fields(column: &str) -> Result<Vec<Field>, Fault> {
    column.split_whitespace().map(|key| Field::parse(key).ok_or_else(|| Fault::corrupt(key))).collect()
}

fn joined(keys: impl Iterator<Item = String>) -> String {
    let mut out = String::from(" ");
    for key in keys {
        out.push_str(&key);
        out.push(' ');
    }
    out
}

/// What everybody may know of a body from now on, as a version in the feed. A code that waits is nobody's business yet.
pub(super) async fn make_public(tx: &Tx, body: &Organization) -> Result<(), Fault> {
    if body.held {
        return Ok(());
    }
    let public = serde_json::json!({
        "code": body.code,
        "name": body.name,
        "kind": body.kind,
        "standing": body.standing,
        "district": body.district,
        "registered_on": body.registered_on,
        "capital_fen": body.capital.map(Money::as_fen),
        "registrar": body.registrar,
        "supervisor": body.supervisor,
        "address": body.address,
        "scope": body.scope,
        "fields": body.fields,
        "serves": body.serves,
        "staff": body.staff,
        "source": body.source,
    });
    tx.make_public(Thing::Organization, body.code.as_str(), None, &public).await?;
    Ok(())
}

/// A body by its identifier.
pub(crate) async fn find(db: &impl ConnectionTrait, id: OrganizationId) -> Result<Option<Organization>, Fault> {
    organization::Entity::find_by_id(id.uuid()).one(db).await?.map(read).transpose()
}

/// Names of bodies, by identifier.
pub(crate) async fn names(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>, Fault> {
    use organization::Column as C;
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    let found: Vec<(Uuid, String)> = organization::Entity::find().select_only().columns([C::Id, C::Name]).filter(C::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
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
        fields: read_fields(&row.fields)?,
        serves: read_served(&row.districts),
        staff: row.staff.and_then(|staff| u32::try_from(staff).ok()),
        held: row.held,
        source: row.source,
        updated_at: row.updated_at,
        standing: row.standing.as_deref().and_then(Standing::parse),
        profile_at: row.profile_at,
        confirmed_at: row.confirmed_at,
        version: row.version,
    })
}
