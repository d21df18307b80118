//! Contracts, milestones, payments.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        contract(m).await?;
        milestone(m).await?;
        payment(m).await
    }
}

async fn contract(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut contract = Table::create();
    contract
        .table("contract")
        .col(uuid("id").primary_key())
        .col(string_null("number").unique_key())
        .col(uuid("demand_id"))
        .col(uuid("procedure_id"))
        .col(uuid("purchaser_id"))
        .col(uuid("provider_id"))
        .col(string("state"))
        .col(text("terms"))
        .col(big_integer("price_fen").check(Expr::col("price_fen").gt(0)))
        .col(big_integer("paid_fen"))
        .col(string("title"))
        .col(string("field"))
        .col(string("district"))
        .col(date("starts_on"))
        .col(date("ends_on"))
        .col(date("confirmed_on"))
        .col(uuid("drafted_by"))
        .col(uuid_null("reviewed_by"))
        .col(timestamp_with_time_zone_null("reviewed_at"))
        .col(uuid_null("purchaser_signed_by"))
        .col(timestamp_with_time_zone_null("purchaser_signed_at"))
        .col(uuid_null("provider_signed_by"))
        .col(timestamp_with_time_zone_null("provider_signed_at"))
        .col(timestamp_with_time_zone_null("signed_at"))
        .col(timestamp_with_time_zone_null("published_at"))
        .col(binary_null("digest"))
        .col(text_null("reason"))
        .col(date_null("evaluating_since"))
        .col(date_null("evaluated_on"))
        .col(string_null("grade"))
        .col(string_null("mending"))
        .col(timestamp_with_time_zone_null("mending_since"))
        .col(text_null("mending_note"))
        .col(text("mending_files"))
        .col(uuid_null("mending_reported_by"))
        .col(timestamp_with_time_zone("since"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(integer("version"))
        .foreign_key(ForeignKey::create().from("contract", "demand_id").to("demand", "id"))
        .foreign_key(ForeignKey::create().from("contract", "procedure_id").to("procedure", "id"))
        .foreign_key(ForeignKey::create().from("contract", "purchaser_id").to("organization", "id"))
        .foreign_key(ForeignKey::create().from("contract", "provider_id").to("organization", "id"))
        // Whatever the code above says: nobody reviews or signs for the purchaser what he drafted, and no more is paid than was agreed.
        .check(Expr::cust("reviewed_by IS NULL OR reviewed_by <> drafted_by"))
        .check(Expr::cust("purchaser_signed_by IS NULL OR purchaser_signed_by <> drafted_by"))
        .check(Expr::cust("paid_fen >= 0 AND paid_fen <= price_fen"))
        .check(Expr::cust("provider_id <> purchaser_id"));
    m.create_table(contract).await?;
    m.create_index(Index::create().name("contract_published").table("contract").col("published_at").col("id").to_owned()).await?;
    m.create_index(Index::create().name("contract_purchaser").table("contract").col("purchaser_id").col("state").to_owned()).await?;
    m.create_index(Index::create().name("contract_provider").table("contract").col("provider_id").col("state").to_owned()).await?;
    // A terminated draft makes room for another one. The builder has no word for partial indexes.
    let one = "CREATE UNIQUE INDEX one_contract_a_demand ON contract (demand_id) WHERE state <> 'terminated'";
    m.get_connection().execute_unprepared(one).await?;
    Ok(())
}

async fn milestone(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut milestone = Table::create();
    milestone
        .table("milestone")
        .col(uuid("contract_id"))
        .col(integer("position").check(Expr::col("position").gt(0)))
        .col(string("kind"))
        .col(string("name"))
        .col(date("due_on"))
        .col(string("state"))
        .col(string_null("acceptance"))
        .col(timestamp_with_time_zone("since"))
        .col(timestamp_with_time_zone_null("reported_at"))
        .col(uuid_null("reported_by"))
        .col(text_null("report"))
        .col(date_null("accept_on"))
        .col(text("files"))
        .col(timestamp_with_time_zone_null("checked_at"))
        .col(uuid_null("checked_by"))
        .col(text_null("judged"))
        .col(text_null("opinions"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(uuid_null("accepted_by"))
        .col(text_null("reason"))
        .col(integer("version"))
        .primary_key(Index::create().col("contract_id").col("position"))
        .foreign_key(ForeignKey::create().from("milestone", "contract_id").to("contract", "id"))
        .check(Expr::cust("accepted_by IS NULL OR checked_by IS NULL OR accepted_by <> checked_by"));
    m.create_table(milestone).await?;
    m.create_index(Index::create().name("milestone_due").table("milestone").col("state").col("due_on").to_owned()).await
}

async fn payment(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut payment = Table::create();
    payment
        .table("payment")
        .col(uuid("contract_id"))
        .col(integer("position").check(Expr::col("position").gt(0)))
        .col(integer("share"))
        .col(big_integer("amount_fen").check(Expr::col("amount_fen").gte(0)))
        .col(big_integer("deducted_fen").check(Expr::col("deducted_fen").gte(0)))
        .col(string("trigger_key"))
        .col(integer("within_days"))
        .col(string("state"))
        .col(date_null("due_since"))
        .col(date_null("due_on"))
        .col(boolean("due_provisional"))
        .col(date_null("paid_on"))
        .col(timestamp_with_time_zone_null("paid_at"))
        .col(uuid_null("paid_by"))
        .col(string_null("voucher"))
        .col(string_null("voucher_number"))
        .col(big_integer_null("amount_paid_fen"))
        .col(integer("version"))
        .primary_key(Index::create().col("contract_id").col("position"))
        .foreign_key(ForeignKey::create().from("payment", "contract_id").to("contract", "id"))
        .check(Expr::cust("deducted_fen <= amount_fen"))
        .check(Expr::cust("amount_paid_fen IS NULL OR (amount_paid_fen > 0 AND amount_paid_fen <= amount_fen - deducted_fen)"))
        .check(Expr::cust("(state = 'paid') = (amount_paid_fen IS NOT NULL)"))
        .check(Expr::cust("(amount_paid_fen IS NULL) = (paid_on IS NULL)"));
    m.create_table(payment).await?;
    m.create_index(Index::create().name("payment_due").table("payment").col("state").col("due_on").to_owned()).await?;
    m.create_index(Index::create().name("payment_paid").table("payment").col("paid_on").to_owned()).await
}
