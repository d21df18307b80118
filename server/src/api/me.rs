//! Who is signed in.

use super::Problem;
use super::problem::Refused;
use crate::visitor::Visitor;
use axum::Json;
use domain::ids::{AccountId, OrganizationId};
use domain::policy::Role;
use domain::refusal::{Kind, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// The acting person.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// The account.
    account: Option<AccountId>,
    /// What others see.
    name: String,
    /// As what the person acts.
    role: Role,
    /// For which body.
    organization: Option<OrganizationId>,
}

/// The person behind the session.
#[utoipa::path(get, path = "/me", tag = "identity", responses((status = 200, body = Me), Refused<403>))]
pub async fn me(visitor: Visitor) -> Result<Json<Me>, Problem> {
    let signed = visitor.signed.ok_or_else(|| Refusal::new("api.no-session").kind(Kind::Forbidden))?;
    Ok(Json(Me { account: signed.actor.account, name: signed.name.clone(), role: signed.actor.role, organization: signed.actor.organization }))
}
