//! What people do to one row of the register: the registrar confirms a code, the organization keeps its profile.

use super::register::{Organization, fields_column, make_public, read, served};
use crate::fault::Fault;
use crate::kinds::Entry;
use crate::market::Market;
use crate::tx::{Audience, Message, Once, Tx};
use domain::code::CreditCode;
use domain::organizations::Profile;
use domain::policy::{Action, Actor, Case, Role, may};
use domain::refusal::{Kind, Refusal};
use domain::step::Word;
use entities::organizations::organization;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;

/// Confirms a code whose check character is wrong: codes that fail it have been issued (T24).
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmCode {
    /// The code.
    pub code: CreditCode,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

/// Keeps an organization's own profile.
#[derive(Clone, Debug, Serialize)]
pub struct EditProfile {
    /// Its code.
    pub code: CreditCode,
    /// What it says of itself.
    pub profile: Profile,
    /// The version that the person saw.
    pub seen: i32,
    /// Makes a second press the same press.
    pub once: Once,
}

async fn by_code(tx: &Tx, code: &CreditCode) -> Result<Organization, Fault> {
    let row = organization::Entity::find().filter(organization::Column::Code.eq(code.as_str())).one(tx.db()).await?;
    read(row.ok_or_else(Refusal::not_found)?)
}

/// What policy must know of a row of the register: one that waits is secret to all but those whom it concerns.
pub(super) fn case_of(body: &Organization) -> Case {
    let case = Case { own: Some(body.id), ..Case::default() };
    if body.held { case.secret() } else { case }
}

/// Confirms a code that waits. From now on the organization is in the public register, matches and may offer.
///
/// # Errors
/// Refused `policy.*` unless the actor is the registrar, `not-found`, `organizations.not-held` when it does not wait,
/// `changed-meanwhile`.
pub async fn confirm_code(market: &Market, actor: &Actor, cmd: ConfirmCode) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("organizations.confirm_code", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let body = by_code(&tx, &cmd.code).await?;
    may(actor, Action::ConfirmCode, &case_of(&body))?;
    if !body.held {
        return Err(Refusal::new("organizations.not-held").kind(Kind::Conflict).into());
    }
    let change = organization::ActiveModel { held: Set(false), confirmed_at: Set(Some(tx.at())), ..Default::default() };
    save(&tx, &body, cmd.seen, change).await?;
    tx.record(Entry::OrganizationCodeConfirmed, body.code.as_str(), serde_json::json!({})).await?;
    make_public(&tx, &by_code(&tx, &cmd.code).await?).await?;
    let message = Message::new("inbox.code-confirmed", format!("/organizations/{}", body.code)).fact("name", body.name.as_str());
    tx.tell(Audience::Holders(body.id, vec![Role::SoAdmin, Role::SoLegal]), message).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Keeps what an organization says of itself: fields, districts, staff. Matching reads it from now on.
///
/// # Errors
/// Refused `policy.*` unless the actor keeps this organization's data, `not-found`; everything that the profile's rules
/// refuse, as [`Fault::Unfit`]; `changed-meanwhile`.
pub async fn edit_profile(market: &Market, actor: &Actor, cmd: EditProfile) -> Result<(), Fault> {
    let tx = market.begin(actor).await?;
    if tx.claim::<()>("organizations.edit_profile", &cmd.once, &cmd).await?.is_some() {
        return Ok(());
    }
    let body = by_code(&tx, &cmd.code).await?;
    may(actor, Action::EditProfile, &case_of(&body))?;
    let profile = cmd.profile.clone().checked().map_err(Fault::Unfit)?;
    let change = organization::ActiveModel {
        fields: Set(fields_column(&profile.fields)),
        districts: Set(served(&profile.serves)),
        staff: Set(profile.staff.and_then(|staff| i32::try_from(staff).ok())),
        profile_at: Set(Some(tx.at())),
        ..Default::default()
    };
    save(&tx, &body, cmd.seen, change).await?;
    let now = by_code(&tx, &cmd.code).await?;
    if !now.held {
        let fields: Vec<&str> = now.fields.iter().map(|field| field.key()).collect();
        tx.record(Entry::OrganizationProfileKept, now.code.as_str(), serde_json::json!({"fields": fields, "serves": now.serves, "staff": now.staff})).await?;
    }
    make_public(&tx, &now).await?;
    tx.commit_once(&cmd.once, ()).await
}

/// Saves a change of a row that nobody else changed since the person saw it.
async fn save(tx: &Tx, body: &Organization, seen: i32, mut change: organization::ActiveModel) -> Result<(), Fault> {
    change.version = Set(body.version + 1);
    let changed = organization::Entity::update_many()
        .set(change)
        .filter(organization::Column::Id.eq(body.id.uuid()))
        .filter(organization::Column::Version.eq(seen))
        .exec(tx.db())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Refusal::changed_meanwhile().into()) }
}
