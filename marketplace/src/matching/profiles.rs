//! What is compared, loaded for all organizations at once: one question about the register, one about what they finished.
//!
//! Each answer comes as one value, a JSON array of rows. Handed over row by row, ten thousand organizations take the driver
//! three times as long as finding and reading them takes the database.

use crate::fault::Fault;
use crate::organizations::{read_fields, read_served};
use domain::calendar::{Day, Moment, day_of, years_before};
use domain::code::{CreditCode, District};
use domain::ids::OrganizationId;
use domain::law::Edition;
use domain::matching::{AsOf, Credit, Grade, Profile, Project, Registration, SIMILAR_YEARS, Served};
use domain::organizations::{OrganizationKind, Serves, Standing};
use domain::services::Field;
use domain::step::Word;
use entities::organizations::{organization, track_record};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ColumnType, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect, Select};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use uuid::Uuid;

/// The columns of the register that matching compares, in the order in which [`load`] asks for them.
#[derive(Deserialize)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    district: Option<String>,
    registered_on: Option<Day>,
    fields: String,
    districts: String,
    staff: Option<i32>,
    held: u8,
    standing: Option<String>,
    updated_at: Moment,
    profile_at: Option<Moment>,
}

/// One organization as matching knows it.
pub(crate) struct Candidate {
    pub id: OrganizationId,
    pub code: CreditCode,
    pub name: String,
    pub seat: Option<District>,
    pub held: bool,
    registration: Registration,
    registered_on: Option<Day>,
    pub fields: Vec<Field>,
    serves: Serves,
    staff: Option<u32>,
    as_of: AsOf,
    projects: Vec<Project>,
}

impl Candidate {
    fn read(row: Row, projects: Vec<Project>) -> Result<Candidate, Fault> {
        let registration = match row.standing.as_deref().and_then(Standing::parse) {
            Some(Standing::Active) => Registration::Active,
            Some(Standing::Cancelled) => Registration::Cancelled,
            Some(Standing::Revoked) => Registration::Revoked,
            None => Registration::Unknown,
        };
        Ok(Candidate {
            id: OrganizationId::new(row.id),
            code: CreditCode::try_from(row.code).map_err(Fault::corrupt)?,
            name: row.name,
            seat: row.district.as_deref().and_then(District::parse),
            held: row.held != 0,
            registration,
            registered_on: row.registered_on,
            fields: read_fields(&row.fields)?,
            serves: read_served(&row.districts),
            staff: row.staff.and_then(|staff| u32::try_from(staff).ok()),
            as_of: AsOf { registry: Some(day_of(row.updated_at)), profile: row.profile_at.map(day_of), credit: None },
            projects,
        })
    }

    /// What `domain` compares. Certificates, capacity, ratings and credit lists are not recorded yet: they are unknown, never
    /// assumed.
    pub fn profile(&self) -> Profile<'_> {
        Profile {
            organization: self.id,
            registration: self.registration,
            registered_on: self.registered_on,
            seat: self.seat,
            certificate_to: None,
            fields: &self.fields,
            served: match &self.serves {
                Serves::NotGiven => Served::Unknown,
                Serves::WholeCity => Served::WholeCity,
                Serves::Districts(districts) => Served::Districts(districts),
            },
            projects: &self.projects,
            staff: self.staff,
            capacity: None,
            rating: None,
            credit: Credit::Unknown,
            as_of: self.as_of,
        }
    }
}

/// Every social organization whose code does not wait.
pub(super) async fn everybody(db: &impl ConnectionTrait, today: Day) -> Result<Vec<Candidate>, Fault> {
    let social = OrganizationKind::ALL.iter().filter(|kind| kind.is_social()).map(|kind| kind.key());
    let wanted = Condition::all().add(organization::Column::Held.eq(false)).add(organization::Column::Kind.is_in(social));
    load(db, wanted, None, today).await
}

/// One social organization, be its code confirmed or not; nothing for a department or an agency.
pub(crate) async fn one(db: &impl ConnectionTrait, id: OrganizationId, today: Day) -> Result<Option<Candidate>, Fault> {
    let social = OrganizationKind::ALL.iter().filter(|kind| kind.is_social()).map(|kind| kind.key());
    let wanted = Condition::all().add(organization::Column::Id.eq(id.uuid())).add(organization::Column::Kind.is_in(social));
    Ok(load(db, wanted, Some(id), today).await?.pop())
}

async fn load(db: &impl ConnectionTrait, wanted: Condition, only: Option<OrganizationId>, today: Day) -> Result<Vec<Candidate>, Fault> {
    use organization::Column as C;
    let compared = [C::Id, C::Code, C::Name, C::District, C::RegisteredOn, C::Fields, C::Districts, C::Staff, C::Held, C::Standing, C::UpdatedAt, C::ProfileAt];
    let rows: Vec<Row> = at_once(db, organization::Entity::find().filter(wanted), &compared).await?;
    let mut finished = finished(db, only, today).await?;
    rows.into_iter()
        .map(|row| {
            let projects = finished.remove(&row.id).unwrap_or_default();
            Candidate::read(row, projects)
        })
        .collect()
}

/// An organization, the field, when it was accepted, when it failed, and the grade.
type Ended = (Uuid, String, Option<Day>, Option<Day>, Option<String>);

/// What was finished, well or not, within the period that matching looks back, by organization.
async fn finished(db: &impl ConnectionTrait, only: Option<OrganizationId>, today: Day) -> Result<HashMap<Uuid, Vec<Project>>, Fault> {
    use track_record::Column as C;
    let since = years_before(today, SIMILAR_YEARS.at(Edition(today)));
    let mut find = track_record::Entity::find().filter(Condition::any().add(C::AcceptedOn.gte(since)).add(C::FailedOn.gte(since)));
    if let Some(id) = only {
        find = find.filter(C::OrganizationId.eq(id.uuid()));
    }
    let columns = [C::OrganizationId, C::Field, C::AcceptedOn, C::FailedOn, C::Grade];
    let rows: Vec<Ended> = at_once(db, find, &columns).await?;
    let mut out: HashMap<Uuid, Vec<Project>> = HashMap::new();
    for (organization, field, accepted_on, failed_on, grade) in rows {
        let field = Field::parse(&field).ok_or_else(|| Fault::corrupt(&field))?;
        let Some(finished_on) = accepted_on.or(failed_on) else { continue };
        let grade = grade.as_deref().and_then(Grade::of_any_scheme);
        out.entry(organization).or_default().push(Project { field, finished_on, fulfilled: accepted_on.is_some(), grade });
    }
    Ok(out)
}

/// These columns of all rows that were found, as one value.
async fn at_once<E: EntityTrait, T: DeserializeOwned>(db: &impl ConnectionTrait, found: Select<E>, columns: &[E::Column]) -> Result<Vec<T>, Fault> {
    let postgres = db.get_database_backend() == DbBackend::Postgres;
    let (row, rows) = if postgres { ("json_build_array", "json_agg") } else { ("json_array", "json_group_array") };
    let cells = columns.iter().map(|column| match column.def().get_column_type() {
        // On SQLite an id is sixteen bytes, which JSON cannot hold, and a truth value is a number already.
        ColumnType::Uuid if !postgres => Func::cust("hex").arg(Expr::col(*column)).into(),
        ColumnType::Boolean => Expr::col(*column).cast_as("integer"),
        _ => Expr::col(*column),
    });
    let all = Func::cust(rows).arg(Func::cust(row).args(cells)).cast_as("text");
    // Of no rows PostgreSQL makes null, SQLite an empty array.
    let text: Option<Option<String>> = found.select_only().expr(all).into_tuple().one(db).await?;
    let text = text.flatten().unwrap_or_else(|| "[]".into());
    serde_json::from_str(&text).map_err(Fault::corrupt)
}
