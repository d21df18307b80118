//! What readers see of matching. Words are made only for the page that is shown.

use super::profiles::{Candidate, everybody, one};
use crate::demands::row_of;
use crate::demands::store::{Demand, by_number, checked, demand};
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::{Procedure, of_demand};
use domain::calendar::{Moment, day_of};
use domain::code::CreditCode;
use domain::ids::{DemandId, OrganizationId};
use domain::law::Edition;
use domain::matching::{ForMeRow, ForMeView, Funnel, InvitationRow, MatchedRow, MatchesView, OwnMatch, Profile, Wanted, explain, funnel, rank};
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Decision, decide, may};
use domain::procedures::ProcedureState;
use domain::refusal::Refusal;
use domain::step::Word;
use entities::demands::demand as demands;
use entities::matching::invitation;
use entities::organizations::organization;
use entities::procedures::procedure;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Most open demands that are compared for one organization.
const MOST_FOR_ME: u64 = 300;

/// Which part of a demand's list.
#[derive(Clone, Debug)]
pub struct Show {
    /// Those that fit, or those that do not.
    pub fitting: bool,
    /// Code of the last one that was seen.
    pub after: Option<CreditCode>,
    /// How many a page.
    pub most: usize,
}

/// Who fits a demand and why, who does not and why not: for the unit that buys.
///
/// # Errors
/// Refused `policy.*` unless the actor handles or approves for that purchaser, `not-found`.
pub async fn matches(market: &Market, actor: &Actor, number: DemandNumber, show: &Show) -> Result<MatchesView, Fault> {
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let case = Case::of_purchaser(demand.purchaser);
    may(actor, Action::ReadMatches, &case)?;
    let procedure = of_demand(db, demand.id).await?;
    let today = day_of(market.now());
    let wanted = Wanted::of(&demand.need()?, demand.id, today, procedure.edition);
    let candidates = everybody(db, today).await?;
    let profiles: Vec<Profile<'_>> = candidates.iter().map(Candidate::profile).collect();
    let listed: Vec<usize> = rank(&wanted, &profiles).iter().filter(|each| each.verdicts.fits() == show.fitting).map(|each| each.index).collect();
    let candidate = |index: &usize| candidates.get(*index);
    let begins = show.after.as_ref().and_then(|code| listed.iter().position(|index| candidate(index).is_some_and(|one| one.code == *code)));
    let page: Vec<&Candidate> = listed.iter().skip(begins.map_or(0, |at| at + 1)).take(show.most).filter_map(candidate).collect();
    let last = begins.map_or(0, |at| at + 1) + page.len();
    let invitations = invitations(db, demand.id).await?;
    let invited: HashMap<&CreditCode, Moment> = invitations.iter().map(|row| (&row.code, row.at)).collect();
    let row = |one: &&Candidate| MatchedRow {
        code: one.code.clone(),
        name: one.name.clone(),
        district: one.seat,
        found: explain(&wanted, &one.profile()),
        invited_at: invited.get(&one.code).copied(),
    };
    let purchaser = organizations::find(db, demand.purchaser).await?;
    Ok(MatchesView {
        demand: row_of(&demand.row, &procedure, purchaser.map(|body| body.name).unwrap_or_default())?,
        funnel: funnel(&wanted, &profiles),
        fitting: show.fitting,
        rows: page.iter().map(row).collect(),
        total: listed.len(),
        next: page.last().filter(|_| last < listed.len()).map(|one| one.code.clone()),
        may_invite: is_open(&procedure, market.now()) && decide(actor, Action::Invite, &case) == Decision::Allowed,
        invitations,
    })
}

fn is_open(procedure: &Procedure, now: Moment) -> bool {
    procedure.state == ProcedureState::Published && now < procedure.row.closes_at
}

/// Everybody who was invited to a demand, first invited first.
async fn invitations(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<InvitationRow>, Fault> {
    let rows = invitation::Entity::find()
        .filter(invitation::Column::DemandId.eq(demand.uuid()))
        .order_by_asc(invitation::Column::At)
        .order_by_asc(invitation::Column::Id)
        .all(db)
        .await?;
    let bodies = organization::Entity::find().filter(organization::Column::Id.is_in(rows.iter().map(|row| row.organization_id))).all(db).await?;
    let bodies: HashMap<Uuid, organization::Model> = bodies.into_iter().map(|body| (body.id, body)).collect();
    rows.into_iter()
        .map(|row| {
            let body = bodies.get(&row.organization_id).ok_or_else(|| Fault::corrupt("an invitation of nobody"))?;
            Ok(InvitationRow {
                code: CreditCode::try_from(body.code.clone()).map_err(Fault::corrupt)?,
                name: body.name.clone(),
                fits: row.fits,
                reason: row.reason,
                at: row.at,
            })
        })
        .collect()
}

/// Names of the organizations that were invited to a demand, first invited first. Secret until its result is publicised.
pub(crate) async fn names_of_invited(db: &impl ConnectionTrait, demand: DemandId) -> Result<Vec<String>, Fault> {
    Ok(invitations(db, demand).await?.into_iter().map(|row| row.name).collect())
}

/// The actor's own organization.
async fn own(market: &Market, actor: &Actor) -> Result<Candidate, Fault> {
    may(actor, Action::ReadForMe, &Case { own: actor.organization, ..Case::default() })?;
    let id = actor.organization.ok_or_else(Refusal::not_found)?;
    Ok(one(market.reader(), id, day_of(market.now())).await?.ok_or_else(Refusal::not_found)?)
}

fn keeps_profile(actor: &Actor) -> bool {
    decide(actor, Action::EditProfile, &Case { own: actor.organization, ..Case::default() }) == Decision::Allowed
}

/// The actor's organization against one published demand.
///
/// # Errors
/// Refused `policy.*` unless the actor works for a social organization, `not-found` for an unknown demand.
pub async fn match_of(market: &Market, actor: &Actor, number: DemandNumber) -> Result<OwnMatch, Fault> {
    let own = own(market, actor).await?;
    let db = market.reader();
    let demand = by_number(db, number).await?;
    let procedure = of_demand(db, demand.id).await?;
    let wanted = Wanted::of(&demand.need()?, demand.id, day_of(market.now()), procedure.edition);
    Ok(OwnMatch {
        found: explain(&wanted, &own.profile()),
        held: own.held,
        keeps_profile: keeps_profile(actor),
        invited_at: invited(db, own.id, Some(demand.id)).await?.get(&demand.row.id).copied(),
        name: own.name,
        code: own.code,
    })
}

/// Demands that this organization was invited to, and when.
async fn invited(db: &impl ConnectionTrait, own: OrganizationId, demand: Option<DemandId>) -> Result<HashMap<Uuid, Moment>, Fault> {
    let mut find = invitation::Entity::find().filter(invitation::Column::OrganizationId.eq(own.uuid()));
    if let Some(demand) = demand {
        find = find.filter(invitation::Column::DemandId.eq(demand.uuid()));
    }
    Ok(find.all(db).await?.into_iter().map(|row| (row.demand_id, row.at)).collect())
}

/// Open demands for the actor's organization: those in its fields, and those that it was invited to.
///
/// # Errors
/// Refused `policy.*` unless the actor works for a social organization.
pub async fn for_me(market: &Market, actor: &Actor) -> Result<ForMeView, Fault> {
    let own = own(market, actor).await?;
    let (db, now) = (market.reader(), market.now());
    let invited = invited(db, own.id, None).await?;
    let fields = own.fields.iter().map(|field| field.key());
    let mine = Condition::any().add(demands::Column::Field.is_in(fields)).add(demands::Column::Id.is_in(invited.keys().copied()));
    let on = demands::Entity::belongs_to(procedure::Entity).from(demands::Column::Id).to(procedure::Column::DemandId).into();
    let found = demands::Entity::find()
        .join(JoinType::InnerJoin, on)
        .select_also(procedure::Entity)
        .filter(procedure::Column::State.eq(ProcedureState::Published.key()))
        .filter(procedure::Column::ClosesAt.gt(now))
        .filter(mine)
        .order_by_asc(procedure::Column::ClosesAt)
        .order_by_asc(demands::Column::Id)
        .limit(MOST_FOR_ME)
        .all(db)
        .await?;
    let names = organizations::names(db, found.iter().map(|(demand, _)| demand.purchaser_id)).await?;
    let profile = own.profile();
    let mut rows = Vec::with_capacity(found.len());
    for (row, procedure) in found {
        let procedure = Procedure::read(procedure.ok_or_else(|| Fault::corrupt("a published demand without a procurement"))?)?;
        let demand = Demand::read(row)?;
        let wanted = Wanted::of(&demand.need()?, demand.id, day_of(now), procedure.edition);
        rows.push(ForMeRow {
            demand: row_of(&demand.row, &procedure, names.get(&demand.row.purchaser_id).cloned().unwrap_or_default())?,
            found: explain(&wanted, &profile),
            invited_at: invited.get(&demand.row.id).copied(),
        });
    }
    // The sort is stable: among those that fit, and among the others, what closes soonest stays first.
    rows.sort_by_key(|row| !row.found.fits);
    Ok(ForMeView {
        fitting: rows.iter().filter(|row| row.found.fits).count(),
        has_fields: !own.fields.is_empty(),
        held: own.held,
        keeps_profile: keeps_profile(actor),
        name: own.name.clone(),
        code: own.code.clone(),
        rows,
    })
}

/// How many organizations a draft's conditions leave, and which condition costs most; nothing while the draft cannot be read.
///
/// # Errors
/// Refused `not-found` for all but its unit and the auditor.
pub async fn draft_funnel(market: &Market, actor: &Actor, id: DemandId) -> Result<Option<Funnel>, Fault> {
    let db = market.reader();
    let demand = demand(db, id).await?;
    may(actor, Action::ReadDraft, &demand.case())?;
    let today = day_of(market.now());
    let need = match demand.row.need {
        Some(_) => Some(demand.need()?),
        None => checked(db, &demand, today).await?.need,
    };
    let Some(need) = need else { return Ok(None) };
    let wanted = Wanted::of(&need, id, today, Edition(today));
    let candidates = everybody(db, today).await?;
    let profiles: Vec<Profile<'_>> = candidates.iter().map(Candidate::profile).collect();
    Ok(Some(funnel(&wanted, &profiles)))
}
