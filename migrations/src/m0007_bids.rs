//! Offers, receipts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut draft = Table::create();
        draft
            .table("bid_draft")
            .col(uuid("demand_id"))
            .col(uuid("organization_id"))
            .col(text("fields"))
            .col(text("files"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"))
            .primary_key(Index::create().col("demand_id").col("organization_id"))
            .foreign_key(ForeignKey::create().from("bid_draft", "demand_id").to("demand", "id"))
            .foreign_key(ForeignKey::create().from("bid_draft", "organization_id").to("organization", "id"));
        m.create_table(draft).await?;

        let mut bid = Table::create();
        bid.table("bid")
            .col(uuid("id").primary_key())
            .col(uuid("demand_id"))
            .col(uuid("organization_id"))
            .col(string("state"))
            .col(text("offer"))
            .col(big_integer("price_fen").check(Expr::col("price_fen").gt(0)))
            .col(binary("digest"))
            .col(string("receipt").unique_key())
            .col(timestamp_with_time_zone("received_at"))
            .col(uuid("account_id"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(text_null("standing"))
            .col(boolean_null("qualified"))
            .foreign_key(ForeignKey::create().from("bid", "demand_id").to("demand", "id"))
            .foreign_key(ForeignKey::create().from("bid", "organization_id").to("organization", "id"))
            .foreign_key(ForeignKey::create().from("bid", "account_id").to("account", "id"));
        m.create_table(bid).await?;
        m.create_index(Index::create().name("bid_organization").table("bid").col("organization_id").to_owned()).await?;
        // One offer of an organization stands for a demand, whatever the code above says. The builder has no word for
        // partial indexes; this text is valid in SQLite and PostgreSQL alike.
        m.get_connection().execute_unprepared("CREATE UNIQUE INDEX one_standing_bid ON bid (demand_id, organization_id) WHERE state = 'standing'").await?;
        Ok(())
    }
}
