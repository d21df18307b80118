//! Third-party evaluations.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        evaluation(m).await?;
        work(m).await?;
        hearing(m).await?;
        ties(m).await
    }
}

async fn evaluation(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut evaluation = Table::create();
    evaluation
        .table("evaluation")
        .col(uuid("id").primary_key())
        .col(string_null("number").unique_key())
        .col(uuid("contract_id"))
        .col(uuid("purchaser_id"))
        .col(uuid("provider_id"))
        .col(uuid("agency_id"))
        .col(string("state"))
        .col(string("title"))
        .col(string("field"))
        .col(string("district"))
        .col(text("scheme"))
        .col(text("verdict"))
        .col(text_null("choice_reason"))
        .col(uuid("commissioned_by"))
        .col(timestamp_with_time_zone("commissioned_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .col(integer("round"))
        .col(text("parts"))
        .col(text("vetoes"))
        .col(text_null("sent"))
        .col(timestamp_with_time_zone_null("draft_sent_at"))
        .col(date_null("comment_until"))
        .col(timestamp_with_time_zone("since"))
        .col(text_null("reason"))
        .col(uuid_null("signed_by"))
        .col(timestamp_with_time_zone_null("issued_at"))
        .col(big_integer_null("total").check(Expr::cust("total >= 0 AND total <= 10000")))
        .col(string_null("grade"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(integer("version"))
        .foreign_key(ForeignKey::create().from("evaluation", "contract_id").to("contract", "id"))
        .foreign_key(ForeignKey::create().from("evaluation", "purchaser_id").to("organization", "id"))
        .foreign_key(ForeignKey::create().from("evaluation", "provider_id").to("organization", "id"))
        .foreign_key(ForeignKey::create().from("evaluation", "agency_id").to("organization", "id"))
        // Nobody evaluates itself, whatever the code above says; and what is issued has its number, total and grade.
        .check(Expr::cust("agency_id <> provider_id AND agency_id <> purchaser_id"))
        .check(Expr::cust("(state = 'issued') = (number IS NOT NULL)"))
        .check(Expr::cust("(number IS NULL) = (total IS NULL) AND (number IS NULL) = (grade IS NULL) AND (number IS NULL) = (issued_at IS NULL)"));
    m.create_table(evaluation).await?;
    m.create_index(Index::create().name("evaluation_issued").table("evaluation").col("issued_at").col("id").to_owned()).await?;
    m.create_index(Index::create().name("evaluation_agency").table("evaluation").col("agency_id").col("state").to_owned()).await?;
    m.create_index(Index::create().name("evaluation_provider").table("evaluation").col("provider_id").col("state").to_owned()).await?;
    m.create_index(Index::create().name("evaluation_comment").table("evaluation").col("state").col("comment_until").to_owned()).await?;
    // A commission that was declined or taken back makes room for another. The builder has no word for partial indexes.
    let one = "CREATE UNIQUE INDEX one_evaluation_a_contract ON evaluation (contract_id) WHERE state NOT IN ('declined', 'cancelled')";
    m.get_connection().execute_unprepared(one).await?;
    Ok(())
}

async fn work(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut member = Table::create();
    member
        .table("evaluation_member")
        .col(uuid("evaluation_id"))
        .col(uuid("account_id"))
        .col(boolean("lead"))
        .col(string("skills"))
        .col(date("declared_on"))
        .primary_key(Index::create().col("evaluation_id").col("account_id"))
        .foreign_key(ForeignKey::create().from("evaluation_member", "evaluation_id").to("evaluation", "id"))
        .foreign_key(ForeignKey::create().from("evaluation_member", "account_id").to("account", "id"));
    m.create_table(member).await?;

    let mut score = Table::create();
    score
        .table("evaluation_score")
        .col(uuid("evaluation_id"))
        .col(string("indicator"))
        .col(string("typed"))
        .col(big_integer_null("score"))
        .col(text("reason"))
        .col(uuid("account_id"))
        .col(integer("version"))
        .primary_key(Index::create().col("evaluation_id").col("indicator"))
        .foreign_key(ForeignKey::create().from("evaluation_score", "evaluation_id").to("evaluation", "id"));
    m.create_table(score).await
}

async fn hearing(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut finding = Table::create();
    finding
        .table("evaluation_finding")
        .col(uuid("evaluation_id"))
        .col(integer("round"))
        .col(integer("position").check(Expr::col("position").gt(0)))
        .col(string("indicator"))
        .col(text("text"))
        .col(text("evidence"))
        .primary_key(Index::create().col("evaluation_id").col("round").col("position"))
        .foreign_key(ForeignKey::create().from("evaluation_finding", "evaluation_id").to("evaluation", "id"));
    m.create_table(finding).await?;

    let mut reply = Table::create();
    reply
        .table("evaluation_reply")
        .col(uuid("evaluation_id"))
        .col(integer("round"))
        .col(integer("position"))
        .col(boolean("agrees"))
        .col(text("text"))
        .col(uuid("account_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("evaluation_id").col("round").col("position"))
        .foreign_key(ForeignKey::create().from("evaluation_reply", "evaluation_id").to("evaluation", "id"));
    m.create_table(reply).await?;

    let mut answer = Table::create();
    answer
        .table("evaluation_answer")
        .col(uuid("evaluation_id"))
        .col(integer("round"))
        .col(integer("position"))
        .col(string("stance"))
        .col(text("text"))
        .col(uuid("account_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("evaluation_id").col("round").col("position"))
        .foreign_key(ForeignKey::create().from("evaluation_answer", "evaluation_id").to("evaluation", "id"));
    m.create_table(answer).await
}

async fn ties(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut tie = Table::create();
    tie.table("agency_tie")
        .col(uuid("id").primary_key())
        .col(uuid("agency_id"))
        .col(uuid("organization_id"))
        .col(uuid_null("demand_id"))
        .col(string("kind"))
        .col(date("until"))
        .col(text("source"))
        .col(uuid_null("declared_by"))
        .col(timestamp_with_time_zone("declared_at"))
        .foreign_key(ForeignKey::create().from("agency_tie", "agency_id").to("organization", "id"))
        .foreign_key(ForeignKey::create().from("agency_tie", "organization_id").to("organization", "id"))
        .foreign_key(ForeignKey::create().from("agency_tie", "demand_id").to("demand", "id"));
    m.create_table(tie).await?;
    m.create_index(Index::create().name("agency_tie_agency").table("agency_tie").col("agency_id").to_owned()).await
}
