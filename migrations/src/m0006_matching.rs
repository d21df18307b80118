//! Invitations; what the register must know for matching and for the runs of its lists.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement.
        for column in [string_null("standing"), timestamp_with_time_zone_null("profile_at")] {
            m.alter_table(Table::alter().table("organization").add_column(column).to_owned()).await?;
        }
        for column in [boolean("loading").default(false).to_owned(), boolean_null("may_load"), text_null("outcome"), text_null("failure")] {
            m.alter_table(Table::alter().table("import_run").add_column(column).to_owned()).await?;
        }
        m.create_index(Index::create().name("organization_name").table("organization").col("name").col("id").to_owned()).await?;
        m.create_index(Index::create().name("track_record_purchaser").table("track_record").col("purchaser_id").to_owned()).await?;

        let mut invitation = Table::create();
        invitation
            .table("invitation")
            .col(uuid("id").primary_key())
            .col(uuid("demand_id"))
            .col(uuid("organization_id"))
            .col(boolean("fits"))
            .col(text_null("reason"))
            .col(uuid("invited_by"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from("invitation", "demand_id").to("demand", "id"))
            .foreign_key(ForeignKey::create().from("invitation", "organization_id").to("organization", "id"))
            // Whoever invites a body that does not fit says why, whatever the code above does.
            .check(Expr::cust("fits OR reason IS NOT NULL"));
        m.create_table(invitation).await?;
        // Nobody is invited twice to the same demand.
        m.create_index(Index::create().name("invitation_once").unique().table("invitation").col("demand_id").col("organization_id").to_owned()).await?;
        m.create_index(Index::create().name("invitation_organization").table("invitation").col("organization_id").to_owned()).await
    }
}
