//! Lists are counted, added up and paged from an index alone: what a demand or an organization has in writing is read only for
//! the rows that are shown.

use crate::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(Index::drop().name("demand_published").table("demand").to_owned()).await?;
        let newest = ["published_at", "id", "field", "district", "purchaser_id", "budget_fen", "title", "number"];
        m.create_index(index("demand_newest", "demand", &newest)).await?;
        // In the order in which it is grouped, so that nothing is sorted for the sums.
        let fields = ["field", "published_at", "district", "purchaser_id", "budget_fen", "title", "number"];
        m.create_index(index("demand_fields", "demand", &fields)).await?;
        let listed = ["held", "name", "id", "kind", "district", "districts", "fields", "code"];
        m.create_index(index("organization_listed", "organization", &listed)).await
    }
}
