//! Everybody who typed in a need or a contract, not the last one alone: none of them approves, reviews or signs it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["demand", "contract"] {
            let mut drafters = ColumnDef::new("drafters");
            m.alter_table(Table::alter().table(table).add_column(drafters.text().not_null().default("[]")).to_owned()).await?;
        }
        Ok(())
    }
}
