//! The record of a negotiation with the one organization that offered, kept with the result that it led to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut negotiation = ColumnDef::new("negotiation");
        m.alter_table(Table::alter().table("award").add_column(negotiation.text().null()).to_owned()).await
    }
}
