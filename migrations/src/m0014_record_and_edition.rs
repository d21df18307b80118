//! A contract that ended because its final milestone failed stands in the provider's record as what it is; and a contract keeps
//! the edition of the rules under which its purchase was published.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        unfulfilled(m).await?;
        let mut edition = ColumnDef::new("edition");
        m.alter_table(Table::alter().table("contract").add_column(edition.date().not_null().default("2022-01-01")).to_owned()).await?;
        let pinned = "UPDATE contract SET edition = (SELECT p.edition FROM \"procedure\" p WHERE p.id = contract.procedure_id)";
        m.get_connection().execute_unprepared(pinned).await?;
        Ok(())
    }
}

async fn unfulfilled(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.alter_table(Table::alter().table("track_record").add_column(date_null("failed_on")).to_owned()).await?;
    let db = m.get_connection();
    // The day in Shanghai, which keeps no summer time.
    let day = match db.get_database_backend() {
        DbBackend::Postgres => "CAST(since AT TIME ZONE 'Asia/Shanghai' AS date)",
        _ => "date(since, '+8 hours')",
    };
    // Only what was published was in force, and only a failed final milestone has ended such a contract so far. An evaluated one
    // has its row already; a new row takes over the contract's identifier, which no other row of this table has.
    let ended = "contract.state = 'terminated' AND contract.published_at IS NOT NULL";
    let evaluated = format!(
        "UPDATE track_record SET failed_on = (SELECT {day} FROM contract WHERE contract.number = track_record.contract) \
             WHERE accepted_on IS NULL AND contract IN (SELECT number FROM contract WHERE {ended})"
    );
    let others = format!(
        "INSERT INTO track_record (id, organization_id, purchaser_id, contract, field, title, price_fen, failed_on) \
             SELECT id, provider_id, purchaser_id, number, field, title, price_fen, {day} FROM contract \
             WHERE {ended} AND number NOT IN (SELECT contract FROM track_record)"
    );
    db.execute_unprepared(&evaluated).await?;
    db.execute_unprepared(&others).await?;
    Ok(())
}
