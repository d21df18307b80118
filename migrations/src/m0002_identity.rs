//! Accounts, memberships, sessions, messages.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut account = Table::create();
        account
            .table("account")
            .col(uuid("id").primary_key())
            .col(string("login").unique_key())
            .col(string("name"))
            .col(string("password"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("closed_at"));
        m.create_table(account).await?;

        let mut membership = Table::create();
        membership
            .table("membership")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(uuid_null("organization_id"))
            .col(string("role"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone_null("until"))
            .foreign_key(ForeignKey::create().from("membership", "account_id").to("account", "id"));
        m.create_table(membership).await?;
        m.create_index(Index::create().name("membership_account").table("membership").col("account_id").to_owned()).await?;
        m.create_index(Index::create().name("membership_body").table("membership").col("organization_id").col("role").to_owned()).await?;

        let mut session = Table::create();
        session
            .table("session")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(uuid("membership_id"))
            .col(binary("refresh"))
            .col(binary_null("previous"))
            .col(timestamp_with_time_zone("rotated_at"))
            .col(timestamp_with_time_zone("last_seen"))
            .col(timestamp_with_time_zone("absolute_end"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(string("device"))
            .foreign_key(ForeignKey::create().from("session", "account_id").to("account", "id"))
            .foreign_key(ForeignKey::create().from("session", "membership_id").to("membership", "id"));
        m.create_table(session).await?;
        m.create_index(Index::create().name("session_account").table("session").col("account_id").to_owned()).await?;

        let mut message = Table::create();
        message
            .table("message")
            .col(uuid("id").primary_key())
            .col(uuid("account_id"))
            .col(uuid("outbox_id"))
            .col(string("key"))
            .col(text("facts"))
            .col(string("path"))
            .col(timestamp_with_time_zone("at"))
            .col(timestamp_with_time_zone_null("read_at"))
            .foreign_key(ForeignKey::create().from("message", "account_id").to("account", "id"));
        m.create_table(message).await?;
        m.create_index(Index::create().name("message_told_once").table("message").col("account_id").col("outbox_id").unique().to_owned()).await
    }
}
