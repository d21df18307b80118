//! Stored files.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut file = Table::create();
        file.table("file")
            .col(uuid("id").primary_key())
            .col(binary("digest"))
            .col(string("name"))
            .col(string("media_type"))
            .col(big_integer("size").check(Expr::col("size").gt(0)))
            .col(uuid("organization_id"))
            .col(uuid("account_id"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(ForeignKey::create().from("file", "organization_id").to("organization", "id"))
            .foreign_key(ForeignKey::create().from("file", "account_id").to("account", "id"));
        m.create_table(file).await
    }
}
