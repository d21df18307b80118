//! Sessions: a row, a rotating refresh token, a role that the person chose.

use super::password::verify;
use crate::fault::Fault;
use crate::market::Market;
use crate::tx::{Tx, hex, random};
use chrono::TimeDelta;
use domain::calendar::Moment;
use domain::ids::{AccountId, OrganizationId, SessionId};
use domain::policy::{Actor, Role};
use domain::refusal::{Kind, Refusal};
use entities::identity::{account, membership, session};
use entities::organizations::organization;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use sha2::{Digest, Sha256};

/// No session lives longer.
const ABSOLUTE: TimeDelta = TimeDelta::hours(12);
/// A replaced refresh token still counts for parallel tabs this long; later it is a stolen one.
const GRACE: TimeDelta = TimeDelta::seconds(30);
/// How often `last_seen` is written at most.
const TOUCH: TimeDelta = TimeDelta::seconds(60);

/// How long a session of this role may rest: 30 minutes for staff of purchasers, authorities and the platform, 60 for all
/// others (TRUST §2.5).
fn may_rest(role: Role) -> TimeDelta {
    let staff = role.of_purchaser() || matches!(role, Role::Registrar | Role::Auditor | Role::Operator);
    if staff { TimeDelta::minutes(30) } else { TimeDelta::minutes(60) }
}

/// What the browser gets: the session and its refresh token, once.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The session.
    pub session: SessionId,
    /// 256 random bits in hexadecimal; only its digest is stored. `None` when a parallel tab renewed a moment ago.
    pub refresh: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The session.
    pub session: SessionId,
    /// As whom policy sees the person.
    pub actor: Actor,
    /// The acting membership.
    pub membership: uuid::Uuid,
    /// What others see.
    pub name: String,
    /// The body's name, if the role is held in one.
    pub organization: Option<String>,
}

/// Signs a person in with login and password.
///
/// # Errors
/// Refused `identity.wrong` for an unknown login, a wrong password and a closed account alike, in the same time;
/// `identity.busy` when too many wait.
pub async fn sign_in(market: &Market, login: &str, password: String, device: &str) -> Result<Tokens, Fault> {
    let login = login.trim().to_lowercase();
    let row = account::Entity::find().filter(account::Column::Login.eq(&login)).filter(account::Column::ClosedAt.is_null()).one(market.reader()).await?;
    let phc = row.as_ref().map(|row| row.password.clone());
    let right = verify(market, password, phc).await?;
    let Some(row) = row.filter(|_| right) else {
        return Err(Refusal::new("identity.wrong").kind(Kind::Forbidden).field("login").into());
    };
    begin_session(market, AccountId::new(row.id), None, device).await
}

/// Signs in as a person of the demonstration without a password.
///
/// # Errors
/// Refused `not-found` outside a demonstration or for an unknown membership.
pub async fn sign_in_as(market: &Market, membership: uuid::Uuid, device: &str) -> Result<Tokens, Fault> {
    if market.scenario().await?.is_none() {
        return Err(Refusal::not_found().into());
    }
    let row = membership::Entity::find_by_id(membership).one(market.reader()).await?.ok_or_else(Refusal::not_found)?;
    begin_session(market, AccountId::new(row.account_id), Some(membership), device).await
}

async fn begin_session(market: &Market, account: AccountId, wanted: Option<uuid::Uuid>, device: &str) -> Result<Tokens, Fault> {
    let tx = market.begin(&Actor { account: Some(account), ..Actor::PUBLIC }).await?;
    let tokens = insert_session(&tx, account, wanted, device).await?;
    tx.commit().await?;
    Ok(tokens)
}

async fn insert_session(tx: &Tx, account: AccountId, wanted: Option<uuid::Uuid>, device: &str) -> Result<Tokens, Fault> {
    let memberships = held(tx.db(), account, tx.at()).await?;
    let chosen = match wanted {
        Some(id) => memberships.into_iter().find(|row| row.id == id),
        None => memberships.into_iter().next(),
    };
    let chosen = chosen.ok_or_else(|| Refusal::new("identity.no-role").kind(Kind::Forbidden))?;
    let refresh = hex(&random::<32>());
    let id = uuid::Uuid::from_bytes(random::<16>());
    let row = session::ActiveModel {
        id: Set(id),
        account_id: Set(account.uuid()),
        membership_id: Set(chosen.id),
        refresh: Set(digest(&refresh)),
        previous: Set(None),
        rotated_at: Set(tx.wall()),
        last_seen: Set(tx.wall()),
        absolute_end: Set(tx.wall() + ABSOLUTE),
        revoked_at: Set(None),
        device: Set(device.chars().take(120).collect()),
    };
    row.insert(tx.db()).await?;
    Ok(Tokens { session: SessionId::new(id), refresh: Some(refresh) })
}

async fn held(db: &impl sea_orm::ConnectionTrait, account: AccountId, now: Moment) -> Result<Vec<membership::Model>, Fault> {
    let rows = membership::Entity::find().filter(membership::Column::AccountId.eq(account.uuid())).order_by_asc(membership::Column::Id).all(db).await?;
    // Memberships begin and end in world time: a delegation of the demonstration ends when its world says so.
    Ok(rows.into_iter().filter(|row| row.since <= now && row.until.is_none_or(|until| now < until)).collect())
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Whether the row still lives at this wall time, for this role.
fn lives(row: &session::Model, role: Role, wall: Moment) -> bool {
    row.revoked_at.is_none() && wall < row.absolute_end && wall < row.last_seen + may_rest(role)
}

/// Who this session is; nobody when it has ended. Notes that it was used, at most once a minute.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn signed(market: &Market, session: SessionId) -> Result<Option<Signed>, Fault> {
    let db = market.reader();
    let Some(row) = session::Entity::find_by_id(session.uuid()).one(db).await? else { return Ok(None) };
    let Some(acting) = membership::Entity::find_by_id(row.membership_id).one(db).await? else { return Ok(None) };
    let role = Role::parse(&acting.role).ok_or_else(|| Fault::corrupt(&acting.role))?;
    let (wall, now) = (market.wall(), market.now());
    let account = account::Entity::find_by_id(row.account_id).one(db).await?.filter(|account| account.closed_at.is_none());
    let Some(account) = account.filter(|_| lives(&row, role, wall) && acting.until.is_none_or(|until| now < until)) else { return Ok(None) };
    let organization = match acting.organization_id {
        Some(id) => organization::Entity::find_by_id(id).one(db).await?.map(|body| body.name),
        None => None,
    };
    if wall - row.last_seen > TOUCH {
        let tx = market.begin(&Actor::PUBLIC).await?;
        let mut touched = row.into_active_model();
        touched.last_seen = Set(wall);
        touched.update(tx.db()).await?;
        tx.commit().await?;
    }
    let actor = Actor { account: Some(AccountId::new(account.id)), role, organization: acting.organization_id.map(OrganizationId::new) };
    Ok(Some(Signed { session, actor, membership: acting.id, name: account.name, organization }))
}

/// Renews a session with its refresh token: the token is replaced. A replaced token that comes again after the grace
/// ends the session, for one of its two holders is a thief.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer. A token that is no good is `None`, not an error.
pub async fn renew(market: &Market, refresh: &str) -> Result<Option<Tokens>, Fault> {
    let tx = market.begin(&Actor::PUBLIC).await?;
    let digest_now = digest(refresh);
    let found = session::Entity::find()
        .filter(sea_orm::Condition::any().add(session::Column::Refresh.eq(digest_now.clone())).add(session::Column::Previous.eq(digest_now.clone())))
        // Of two tabs that renew at once the second finds what the first left, and comes within the grace.
        .lock_exclusive()
        .one(tx.db())
        .await?;
    let Some(row) = found else { return Ok(None) };
    let Some(acting) = membership::Entity::find_by_id(row.membership_id).one(tx.db()).await? else { return Ok(None) };
    let role = Role::parse(&acting.role).ok_or_else(|| Fault::corrupt(&acting.role))?;
    if !lives(&row, role, tx.wall()) {
        return Ok(None);
    }
    let session = SessionId::new(row.id);
    let replaced = row.refresh != digest_now;
    let stolen = replaced && tx.wall() - row.rotated_at > GRACE;
    let old = row.refresh.clone();
    let mut changed = row.into_active_model();
    let fresh = hex(&random::<32>());
    if stolen {
        changed.revoked_at = Set(Some(tx.wall()));
    } else if !replaced {
        changed.previous = Set(Some(old));
        changed.refresh = Set(digest(&fresh));
        changed.rotated_at = Set(tx.wall());
        changed.last_seen = Set(tx.wall());
    } else {
        return Ok(Some(Tokens { session, refresh: None }));
    }
    changed.update(tx.db()).await?;
    tx.commit().await?;
    Ok((!stolen).then_some(Tokens { session, refresh: Some(fresh) }))
}

/// Lets the person act in another of their roles. The session gets a new identifier and token.
///
/// # Errors
/// Refused `not-found` when the account does not hold that membership.
pub async fn act_as(market: &Market, signed: &Signed, membership: uuid::Uuid, device: &str) -> Result<Tokens, Fault> {
    let account = signed.actor.account.ok_or_else(Refusal::not_found)?;
    let tx = market.begin(&signed.actor).await?;
    let held = held(tx.db(), account, tx.at()).await?;
    if !held.iter().any(|row| row.id == membership) {
        return Err(Refusal::not_found().into());
    }
    end(&tx, signed.session).await?;
    let tokens = insert_session(&tx, account, Some(membership), device).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Ends a session.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn sign_out(market: &Market, session: SessionId) -> Result<(), Fault> {
    let tx = market.begin(&Actor::PUBLIC).await?;
    end(&tx, session).await?;
    tx.commit().await
}

/// Revokes a session, keeping the moment of an earlier end.
async fn end(tx: &Tx, session: SessionId) -> Result<(), Fault> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(tx.wall()))
        .filter(session::Column::Id.eq(session.uuid()))
        .filter(session::Column::RevokedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}
