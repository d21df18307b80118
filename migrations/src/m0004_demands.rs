//! Demands, batches, procurements, notices.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut batch = Table::create();
        batch
            .table("batch")
            .col(uuid("id").primary_key())
            .col(string_null("number").unique_key())
            .col(uuid("purchaser_id"))
            .col(string("title"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .foreign_key(ForeignKey::create().from("batch", "purchaser_id").to("organization", "id"));
        m.create_table(batch).await?;

        let mut demand = Table::create();
        demand
            .table("demand")
            .col(uuid("id").primary_key())
            .col(string_null("number").unique_key())
            .col(uuid("purchaser_id"))
            .col(uuid_null("batch_id"))
            .col(string("state"))
            .col(text("draft"))
            .col(text_null("need"))
            .col(string("title"))
            .col(string_null("field"))
            .col(string_null("district"))
            .col(big_integer_null("budget_fen"))
            .col(uuid("drafted_by"))
            .col(timestamp_with_time_zone_null("submitted_at"))
            .col(uuid_null("approved_by"))
            .col(timestamp_with_time_zone_null("approved_at"))
            .col(string_null("minutes"))
            .col(text_null("reason"))
            .col(timestamp_with_time_zone_null("published_at"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"))
            .foreign_key(ForeignKey::create().from("demand", "purchaser_id").to("organization", "id"))
            .foreign_key(ForeignKey::create().from("demand", "batch_id").to("batch", "id"))
            // Whoever drafted a demand cannot have approved it, whatever the code above says.
            .check(Expr::cust("approved_by IS NULL OR approved_by <> drafted_by"));
        m.create_table(demand).await?;
        m.create_index(Index::create().name("demand_published").table("demand").col("published_at").col("id").to_owned()).await?;
        m.create_index(Index::create().name("demand_purchaser").table("demand").col("purchaser_id").col("state").to_owned()).await?;
        m.create_index(Index::create().name("demand_batch").table("demand").col("batch_id").to_owned()).await?;

        let mut procedure = Table::create();
        procedure
            .table("procedure")
            .col(uuid("id").primary_key())
            .col(uuid("demand_id").unique_key())
            .col(string("profile"))
            .col(date("edition"))
            .col(string("state"))
            .col(timestamp_with_time_zone("published_at"))
            .col(timestamp_with_time_zone("closes_at"))
            .col(date("review_on"))
            .col(integer("extensions"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(timestamp_with_time_zone_null("shortlisted_at"))
            .col(text_null("negotiation_reason"))
            .col(timestamp_with_time_zone_null("reviewed_at"))
            .col(timestamp_with_time_zone_null("publicised_at"))
            .col(date_null("publicity_ends_on"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(uuid_null("chosen_bid_id"))
            .col(big_integer_null("chosen_price_fen").check(Expr::col("chosen_price_fen").gt(0)))
            .col(text_null("reason"))
            .col(integer("version"))
            .foreign_key(ForeignKey::create().from("procedure", "demand_id").to("demand", "id"));
        m.create_table(procedure).await?;
        m.create_index(Index::create().name("procedure_state_closes").table("procedure").col("state").col("closes_at").to_owned()).await?;

        let mut notice = Table::create();
        notice
            .table("notice")
            .col(uuid("id").primary_key())
            .col(string("number").unique_key())
            .col(string("kind"))
            .col(string("title"))
            .col(uuid("purchaser_id"))
            .col(timestamp_with_time_zone("published_at"))
            .col(date_null("period_ends_on"))
            .col(binary("document"))
            .col(binary("digest"))
            .foreign_key(ForeignKey::create().from("notice", "purchaser_id").to("organization", "id"));
        m.create_table(notice).await?;
        m.create_index(Index::create().name("notice_published").table("notice").col("published_at").col("id").to_owned()).await?;

        let mut subject = Table::create();
        subject
            .table("notice_subject")
            .col(uuid("notice_id"))
            .col(string("subject"))
            .primary_key(Index::create().col("notice_id").col("subject"))
            .foreign_key(ForeignKey::create().from("notice_subject", "notice_id").to("notice", "id"));
        m.create_table(subject).await?;
        m.create_index(Index::create().name("notice_subject_subject").table("notice_subject").col("subject").to_owned()).await
    }
}
