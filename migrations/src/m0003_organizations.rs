//! The register, track records, import runs.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut organization = Table::create();
        organization
            .table("organization")
            .col(uuid("id").primary_key())
            .col(string("code").unique_key())
            .col(string("name"))
            .col(string("kind"))
            .col(string_null("district"))
            .col(date_null("registered_on"))
            .col(big_integer_null("capital_fen").check(Expr::col("capital_fen").gte(0)))
            .col(string_null("registrar"))
            .col(string_null("supervisor"))
            .col(string_null("address"))
            .col(text_null("scope"))
            .col(string("fields"))
            .col(string("districts"))
            .col(integer_null("staff"))
            .col(boolean("held"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(string("source"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(integer("version"));
        m.create_table(organization).await?;
        m.create_index(Index::create().name("organization_kind_name").table("organization").col("kind").col("name").col("id").to_owned()).await?;

        let mut track = Table::create();
        track
            .table("track_record")
            .col(uuid("id").primary_key())
            .col(uuid("organization_id"))
            .col(uuid("purchaser_id"))
            .col(string("contract").unique_key())
            .col(string("field"))
            .col(string("title"))
            .col(big_integer("price_fen"))
            .col(date_null("accepted_on"))
            .col(string_null("evaluation"))
            .col(string_null("grade"))
            .col(big_integer_null("score"))
            .col(date_null("evaluated_on"))
            .foreign_key(ForeignKey::create().from("track_record", "organization_id").to("organization", "id"))
            .foreign_key(ForeignKey::create().from("track_record", "purchaser_id").to("organization", "id"));
        m.create_table(track).await?;
        m.create_index(Index::create().name("track_record_organization").table("track_record").col("organization_id").to_owned()).await?;

        let mut run = Table::create();
        run.table("import_run")
            .col(uuid("id").primary_key())
            .col(uuid_null("account_id"))
            .col(string("file_name"))
            .col(binary("digest"))
            .col(boolean("dry_run"))
            .col(integer("done"))
            .col(integer_null("total"))
            .col(text_null("report"))
            .col(timestamp_with_time_zone("at"))
            .col(timestamp_with_time_zone_null("ended_at"));
        m.create_table(run).await
    }
}
