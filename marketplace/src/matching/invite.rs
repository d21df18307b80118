//! Inviting an organization to offer. Nobody but the two learns of it until the result.

use super::profiles::one;
use crate::demands::store::by_number;
use crate::fault::Fault;
use crate::kinds::Secret;
use crate::market::Market;
use crate::organizations;
use crate::procedures::store::of_demand;
use crate::tx::{Audience, Message, Once};
use domain::code::CreditCode;
use domain::ids::InvitationId;
use domain::matching::{InviteFacts, Wanted, judge, may_be_invited};
use domain::numbers::DemandNumber;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::procedures::ProcedureState;
use domain::refusal::{Kind, Refusal};
use domain::text::written;
use entities::matching::invitation;
use entities::organizations::organization;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, SqlErr};
use serde::Serialize;

/// Invites one organization to one demand.
#[derive(Clone, Debug, Serialize)]
pub struct Invite {
    /// The demand.
    pub demand: DemandNumber,
    /// The organization.
    pub organization: CreditCode,
    /// Why, when something excludes it.
    pub reason: Option<String>,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Invites an organization and tells its people.
///
/// # Errors
/// Refused `policy.*` unless the actor handles for that purchaser; `matching.unknown-organization`; whatever
/// [`may_be_invited`] refuses.
pub async fn invite(market: &Market, actor: &Actor, cmd: Invite) -> Result<InvitationId, Fault> {
    let tx = market.begin(actor).await?;
    if let Some(done) = tx.claim("matching.invite", &cmd.once, &cmd).await? {
        return Ok(done);
    }
    let demand = by_number(tx.db(), cmd.demand).await?;
    may(actor, Action::Invite, &Case::of_purchaser(demand.purchaser))?;
    let procedure = of_demand(tx.db(), demand.id).await?;
    let body = organization::Entity::find().filter(organization::Column::Code.eq(cmd.organization.as_str())).one(tx.db()).await?;
    // A body whose code waits is nobody's business yet: it is as unknown as one that is not registered.
    let Some(body) = body.filter(|body| !body.held) else {
        return Err(Refusal::new("matching.unknown-organization").fact("code", cmd.organization.as_str()).field("organization").into());
    };
    let id = domain::ids::OrganizationId::new(body.id);
    let candidate = one(tx.db(), id, tx.today()).await?;
    let wanted = Wanted::of(&demand.need()?, demand.id, tx.today(), procedure.edition);
    let fits = candidate.as_ref().is_some_and(|candidate| judge(&wanted, &candidate.profile()).fits());
    let before = invitation::Entity::find()
        .filter(invitation::Column::DemandId.eq(demand.id.uuid()))
        .filter(invitation::Column::OrganizationId.eq(body.id))
        .one(tx.db())
        .await?;
    let reason = written(cmd.reason.as_deref(), "reason")?;
    may_be_invited(&InviteFacts {
        open: procedure.state == ProcedureState::Published && tx.at() < procedure.row.closes_at,
        social: candidate.is_some(),
        held: body.held,
        fits,
        invited: before.is_some(),
        reason,
    })?;
    let invitation = InvitationId::new(tx.fresh());
    let row = invitation::ActiveModel {
        id: Set(invitation.uuid()),
        demand_id: Set(demand.id.uuid()),
        organization_id: Set(body.id),
        fits: Set(fits),
        reason: Set(reason.map(str::to_owned)),
        invited_by: Set(tx.account()?.uuid()),
        at: Set(tx.at()),
    };
    row.insert(tx.db()).await.map_err(twice)?;
    let secret = serde_json::json!({"demand": cmd.demand.to_string(), "organization": cmd.organization, "fits": fits, "reason": reason});
    tx.record_secret(Secret::DemandInvited, secret).await?;
    let purchaser = organizations::find(tx.db(), demand.purchaser).await?.map(|body| body.name).unwrap_or_default();
    let message = Message::new("inbox.invited", format!("/demands/{}", cmd.demand))
        .fact("title", demand.row.title.as_str())
        .fact("purchaser", purchaser)
        .fact("closes", procedure.row.closes_at);
    tx.tell(Audience::Holders(id, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    tx.commit_once(&cmd.once, invitation).await
}

/// Of two who invite at once, the database lets one in; the other is refused like anybody who comes later.
fn twice(error: sea_orm::DbErr) -> Fault {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::new("matching.invited-already").kind(Kind::Conflict).into(),
        _ => error.into(),
    }
}
