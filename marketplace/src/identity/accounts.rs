//! Accounts and the roles they hold.

use super::password::{check_password, hash};
use crate::fault::Fault;
use crate::market::Market;
use crate::organizations;
use domain::ids::{AccountId, OrganizationId};
use domain::policy::{Action, Actor, Case, Role, may};
use domain::refusal::Refusal;
use entities::identity::{account, membership};
use entities::organizations::organization;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Select, SqlErr,
    sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// A new account and its roles.
pub struct NewAccount {
    /// What the person will type: 3 to 40 of a–z, digits, `.`, `-`.
    pub login: String,
    /// What others see.
    pub name: String,
    /// The password as typed.
    pub password: String,
    /// The role.
    pub role: Role,
    /// Further roles of the same person.
    pub also: Vec<Role>,
    /// The body they are held in; none for reviewers from outside, auditors, operators and the registrar.
    pub organization: Option<OrganizationId>,
}

/// An account with one of its roles, for the demonstration's list.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The membership.
    pub membership: uuid::Uuid,
    /// What is typed to sign in.
    pub login: String,
    /// What others see.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The body's name, if any.
    pub organization: Option<String>,
}

/// Creates an account with all its roles, or nothing of it.
///
/// # Errors
/// Refused `policy.*` unless the actor may manage accounts, `identity.login-…`, `identity.name-missing`,
/// `identity.password-…`, `identity.body-missing` for a role that is held in a body, `identity.role-held` for one that is named
/// twice.
pub async fn create_account(market: &Market, actor: &Actor, new: NewAccount) -> Result<AccountId, Fault> {
    may(actor, Action::ManageAccounts, &Case::default())?;
    let login = new.login.trim().to_lowercase();
    if !(3..=40).contains(&login.len()) || !login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-') {
        return Err(Refusal::new("identity.login-form").field("login").into());
    }
    if new.name.trim().is_empty() {
        return Err(Refusal::new("identity.name-missing").field("name").into());
    }
    let roles: Vec<Role> = std::iter::once(new.role).chain(new.also).collect();
    if roles.iter().any(|role| role.of_purchaser() || role.of_provider() || role.of_agency() || *role == Role::PanelPur) && new.organization.is_none() {
        return Err(Refusal::new("identity.body-missing").field("organization").into());
    }
    if roles.iter().enumerate().any(|(index, role)| roles.iter().take(index).any(|before| before == role)) {
        return Err(Refusal::new("identity.role-held").into());
    }
    let body = match new.organization {
        Some(id) => organizations::names(market.reader(), [id.uuid()]).await?.remove(&id.uuid()),
        None => None,
    };
    check_password(&new.password, &[&login, new.name.trim(), body.as_deref().unwrap_or_default()])?;
    // Hashing takes its time: before the transaction, not inside it.
    let password = hash(market, new.password).await?;

    let tx = market.begin(actor).await?;
    let id = tx.fresh();
    let row = account::ActiveModel {
        id: Set(id),
        login: Set(login),
        name: Set(new.name.trim().to_owned()),
        password: Set(password),
        created_at: Set(tx.at()),
        closed_at: Set(None),
    };
    if let Err(error) = row.insert(tx.db()).await {
        return Err(match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::new("identity.login-taken").field("login").into(),
            _ => error.into(),
        });
    }
    for role in roles {
        membership_row(&tx, id, new.organization, role).insert(tx.db()).await?;
    }
    tx.commit().await?;
    Ok(AccountId::new(id))
}

fn membership_row(tx: &crate::tx::Tx, account: uuid::Uuid, organization: Option<OrganizationId>, role: Role) -> membership::ActiveModel {
    membership::ActiveModel {
        id: Set(tx.fresh()),
        account_id: Set(account),
        organization_id: Set(organization.map(OrganizationId::uuid)),
        role: Set(role.key().to_owned()),
        since: Set(tx.at()),
        until: Set(None),
    }
}

/// Gives an account another role.
///
/// # Errors
/// Refused `policy.*` unless the actor may manage accounts, `identity.role-held` when the account has it already.
pub async fn grant(market: &Market, actor: &Actor, account: AccountId, role: Role, organization: Option<OrganizationId>) -> Result<(), Fault> {
    may(actor, Action::ManageAccounts, &Case::default())?;
    let tx = market.begin(actor).await?;
    let held = membership::Entity::find()
        .filter(membership::Column::AccountId.eq(account.uuid()))
        .filter(membership::Column::Role.eq(role.key()))
        .filter(membership::Column::Until.is_null())
        .all(tx.db())
        .await?;
    if held.iter().any(|row| row.organization_id == organization.map(OrganizationId::uuid)) {
        return Err(Refusal::new("identity.role-held").into());
    }
    membership_row(&tx, account.uuid(), organization, role).insert(tx.db()).await?;
    tx.commit().await
}

/// Closes an account: nobody signs in with it any more, its sessions end, and its roles end with it. What was done with it keeps
/// its name.
///
/// # Errors
/// Refused `policy.*` unless the actor may manage accounts, `not-found` for an unknown account and one that is closed already.
pub async fn close_account(market: &Market, actor: &Actor, account: AccountId) -> Result<(), Fault> {
    may(actor, Action::ManageAccounts, &Case::default())?;
    let tx = market.begin(actor).await?;
    let closed = account::Entity::update_many()
        .col_expr(account::Column::ClosedAt, Expr::value(tx.at()))
        .filter(account::Column::Id.eq(account.uuid()))
        .filter(account::Column::ClosedAt.is_null())
        .exec(tx.db())
        .await?;
    if closed.rows_affected == 0 {
        return Err(Refusal::not_found().into());
    }
    membership::Entity::update_many()
        .col_expr(membership::Column::Until, Expr::value(tx.at()))
        .filter(membership::Column::AccountId.eq(account.uuid()))
        .filter(membership::Column::Until.is_null())
        .exec(tx.db())
        .await?;
    tx.commit().await
}

/// All open accounts with their roles, for the demonstration's list of people.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn people(market: &Market) -> Result<Vec<Person>, Fault> {
    persons(market, membership::Entity::find()).await
}

async fn persons(market: &Market, find: Select<membership::Entity>) -> Result<Vec<Person>, Fault> {
    let held_by = membership::Entity::belongs_to(account::Entity).from(membership::Column::AccountId).to(account::Column::Id).into();
    let held_in = membership::Entity::belongs_to(organization::Entity).from(membership::Column::OrganizationId).to(organization::Column::Id).into();
    let rows: Vec<(Uuid, Uuid, String, String, String, Option<String>)> = find
        .join(JoinType::InnerJoin, held_by)
        .join(JoinType::LeftJoin, held_in)
        .filter(membership::Column::Until.is_null())
        .filter(account::Column::ClosedAt.is_null())
        .order_by_asc(membership::Column::Id)
        .select_only()
        .columns([membership::Column::AccountId, membership::Column::Id])
        .columns([account::Column::Login, account::Column::Name])
        .column(membership::Column::Role)
        .column_as(organization::Column::Name, "body")
        .into_tuple()
        .all(market.reader())
        .await?;
    let person = |(account, membership, login, name, role, organization): (Uuid, Uuid, String, String, String, Option<String>)| {
        let role = Role::parse(&role).ok_or_else(|| Fault::corrupt(&role))?;
        Ok(Person { account: AccountId::new(account), membership, login, name, role, organization })
    };
    rows.into_iter().map(person).collect()
}

/// Names of accounts, by identifier.
pub(crate) async fn names(db: &impl ConnectionTrait, ids: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, String>, Fault> {
    use account::Column as C;
    let ids: BTreeSet<Uuid> = ids.into_iter().collect();
    let found: Vec<(Uuid, String)> = account::Entity::find().select_only().columns([C::Id, C::Name]).filter(C::Id.is_in(ids)).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}

/// The roles that this person holds.
///
/// # Errors
/// [`Fault::Broken`] when the database does not answer.
pub async fn roles_of(market: &Market, actor: &Actor) -> Result<Vec<Person>, Fault> {
    let Some(account) = actor.account else { return Ok(Vec::new()) };
    persons(market, membership::Entity::find().filter(membership::Column::AccountId.eq(account.uuid()))).await
}
