//! Indexes that hold all that the lists of demands count and add up, so that none of the long texts is read for it.

use crate::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let listed = ["id", "published_at", "field", "district", "purchaser_id", "budget_fen", "title", "number"];
        m.create_index(index("demand_listed", "demand", &listed)).await?;
        m.drop_index(Index::drop().name("procedure_state_closes").table("procedure").to_owned()).await?;
        m.create_index(index("procedure_stage", "procedure", &["state", "closes_at", "demand_id"])).await
    }
}
