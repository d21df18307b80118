//! Counters, world, answers given once, ledger, feed, outbox.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut counter = Table::create();
        counter.table("counter").col(string("kind")).col(integer("year")).col(integer("last").check(Expr::col("last").gt(0)));
        m.create_table(counter.primary_key(Index::create().col("kind").col("year")).to_owned()).await?;

        let mut world = Table::create();
        world.table("world").col(integer("id").primary_key().check(Expr::col("id").eq(1))).col(string_null("scenario")).col(big_integer("offset_us"));
        m.create_table(world.col(timestamp_with_time_zone_null("frozen_at")).to_owned()).await?;

        let mut once = Table::create();
        once.table("once").col(uuid("account_id")).col(string("key")).col(binary("digest")).col(text("answer")).col(timestamp_with_time_zone("at"));
        m.create_table(once.primary_key(Index::create().col("account_id").col("key")).to_owned()).await?;

        let mut entry = Table::create();
        entry
            .table("ledger_entry")
            .col(uuid("id").primary_key())
            .col(string("kind"))
            .col(string("subject"))
            .col(integer("n"))
            .col(timestamp_with_time_zone("at"))
            .col(binary("leaf"));
        m.create_table(entry).await?;
        m.create_index(Index::create().name("ledger_entry_subject_n").table("ledger_entry").col("subject").col("n").unique().to_owned()).await?;

        let mut commitment = Table::create();
        commitment
            .table("ledger_commitment")
            .col(uuid("id").primary_key())
            .col(binary("commitment"))
            .col(binary("salt"))
            .col(binary("payload"))
            .col(timestamp_with_time_zone("at"));
        m.create_table(commitment).await?;

        let mut change = Table::create();
        change
            .table("public_change")
            .col(uuid("id").primary_key())
            .col(big_integer_null("position").unique_key())
            .col(timestamp_with_time_zone("at"))
            .col(string_null("ocid"))
            .col(string("kind"))
            .col(string("subject"))
            .col(integer("version"))
            .col(text("body"));
        m.create_table(change).await?;
        m.create_index(Index::create().name("public_change_subject").table("public_change").col("subject").col("version").unique().to_owned()).await?;
        m.create_index(Index::create().name("public_change_ocid").table("public_change").col("ocid").to_owned()).await?;

        let mut outbox = Table::create();
        outbox
            .table("outbox")
            .col(uuid("id").primary_key())
            .col(string("job"))
            .col(text("payload"))
            .col(timestamp_with_time_zone("at"))
            .col(timestamp_with_time_zone_null("done_at"))
            .col(integer("tries"));
        m.create_table(outbox).await?;
        // Partial indexes have no word in the builder; this text is valid in SQLite and PostgreSQL alike.
        m.get_connection().execute_unprepared("CREATE INDEX outbox_waiting ON outbox (at) WHERE done_at IS NULL").await?;
        m.get_connection().execute_unprepared("CREATE INDEX public_change_waiting ON public_change (at) WHERE position IS NULL").await?;
        Ok(())
    }
}
