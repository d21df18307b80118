//! Whether who offered may take part, on the facts of the day.

use super::store::Bid;
use crate::demands::store::Demand;
use crate::fault::Fault;
use crate::organizations::{self, Organization};
use crate::procedures::store::Procedure;
use domain::bids::{self, Candidate, qualify};
use domain::calendar::{Day, day_of};
use domain::demands::Need;
use domain::matching::{AsOf, Credit, Grade, Profile, Project, Registration, Served, Wanted, explain};
use domain::organizations::{OrganizationKind, Serves, Standing};
use domain::services::Field;
use domain::step::Word;
use entities::organizations::track_record;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Whether this body may offer at all: a social organization of the register.
pub(super) const fn is_social(kind: OrganizationKind) -> bool {
    matches!(kind, OrganizationKind::Association | OrganizationKind::ServiceInstitution | OrganizationKind::Foundation)
}

/// How an offer stands: as it was checked, or as the check would find on this day.
pub(crate) async fn standing(db: &impl ConnectionTrait, demand: &Demand, procedure: &Procedure, bid: &Bid, today: Day) -> Result<bids::Standing, Fault> {
    if let Some(standing) = &bid.standing {
        return Ok(standing.clone());
    }
    let need = demand.need()?;
    let body = organizations::find(db, bid.organization).await?.ok_or_else(|| Fault::corrupt("an offer without its organization"))?;
    compare(db, demand, procedure, &need, &body, bid, today).await
}

async fn compare(
    db: &impl ConnectionTrait,
    demand: &Demand,
    procedure: &Procedure,
    need: &Need,
    body: &Organization,
    bid: &Bid,
    today: Day,
) -> Result<bids::Standing, Fault> {
    let records = track_record::Entity::find().filter(track_record::Column::OrganizationId.eq(body.id.uuid())).all(db).await?;
    let projects: Vec<Project> = records
        .into_iter()
        .filter_map(|row| Some(Project { field: Field::parse(&row.field)?, finished_on: row.accepted_on?, grade: row.grade.as_deref().and_then(Grade::parse) }))
        .collect();
    let as_of = Some(day_of(body.updated_at));
    let profile = Profile {
        organization: body.id,
        registration: match body.standing {
            Some(Standing::Active) => Registration::Active,
            Some(Standing::Cancelled) => Registration::Cancelled,
            Some(Standing::Revoked) => Registration::Revoked,
            None => Registration::Unknown,
        },
        registered_on: body.registered_on,
        seat: body.district,
        certificate_to: None,
        fields: &body.fields,
        served: match &body.serves {
            Serves::NotGiven => Served::Unknown,
            Serves::WholeCity => Served::WholeCity,
            Serves::Districts(districts) => Served::Districts(districts),
        },
        projects: &projects,
        staff: body.staff,
        capacity: None,
        rating: None,
        credit: Credit::Unknown,
        as_of: AsOf { registry: as_of, profile: as_of, credit: None },
    };
    let compared = explain(&Wanted::of(need, demand.id, today, procedure.edition), &profile);
    Ok(qualify(need, &Candidate { social: is_social(body.kind), held: body.held, compared: &compared, price: bid.price() }))
}
