//! Reviewers' seats and sheets, results, objections.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut seat = Table::create();
        seat.table("seat")
            .col(uuid("id").primary_key())
            .col(uuid("demand_id"))
            .col(integer("round"))
            .col(uuid("account_id"))
            .col(string("member"))
            .col(string("state"))
            .col(uuid("named_by"))
            .col(timestamp_with_time_zone("named_at"))
            .col(text_null("answers"))
            .col(timestamp_with_time_zone_null("declared_at"))
            .col(text("sheet"))
            .col(timestamp_with_time_zone_null("saved_at"))
            .col(timestamp_with_time_zone_null("signed_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(integer("version"))
            .foreign_key(ForeignKey::create().from("seat", "demand_id").to("demand", "id"))
            .foreign_key(ForeignKey::create().from("seat", "account_id").to("account", "id"));
        m.create_table(seat).await?;
        // Nobody sits twice in one review, and who left it does not come back.
        m.create_index(Index::create().name("one_seat_a_person").table("seat").col("demand_id").col("round").col("account_id").unique().to_owned()).await?;
        m.create_index(Index::create().name("seat_account").table("seat").col("account_id").col("state").to_owned()).await?;

        let mut award = Table::create();
        award
            .table("award")
            .col(uuid("id").primary_key())
            .col(uuid("demand_id"))
            .col(integer("n"))
            .col(text("outcome"))
            .col(uuid_null("settled_by"))
            .col(uuid_null("publicised_by"))
            .col(timestamp_with_time_zone_null("publicised_at"))
            .col(date_null("ends_on"))
            .col(uuid_null("confirmed_by"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .col(integer("version"))
            .foreign_key(ForeignKey::create().from("award", "demand_id").to("demand", "id"))
            // Whoever publicised a result cannot have confirmed it, whatever the code above says.
            .check(Expr::cust("confirmed_by IS NULL OR confirmed_by <> publicised_by"));
        m.create_table(award).await?;
        m.create_index(Index::create().name("award_demand").table("award").col("demand_id").col("n").unique().to_owned()).await?;

        let mut objection = Table::create();
        objection
            .table("objection")
            .col(uuid("id").primary_key())
            .col(uuid("award_id"))
            .col(uuid("organization_id"))
            .col(uuid("account_id"))
            .col(text("grounds"))
            .col(timestamp_with_time_zone("filed_at"))
            .col(string("state"))
            .col(date("due_on"))
            .col(date("last_on"))
            .col(text_null("answer"))
            .col(uuid_null("answered_by"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .foreign_key(ForeignKey::create().from("objection", "award_id").to("award", "id"))
            .foreign_key(ForeignKey::create().from("objection", "organization_id").to("organization", "id"));
        m.create_table(objection).await?;
        m.create_index(Index::create().name("objection_award").table("objection").col("award_id").to_owned()).await
    }
}
