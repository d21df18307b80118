//! Contracts, their milestones and their payments.

/// A contract from its first draft on.
pub mod contract {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contract")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its number, from the second signature on.
        #[sea_orm(unique)]
        pub number: Option<String>,
        /// The need.
        pub demand_id: Uuid,
        /// The procurement.
        pub procedure_id: Uuid,
        /// Who buys.
        pub purchaser_id: Uuid,
        /// Who provides.
        pub provider_id: Uuid,
        /// Key of the state.
        pub state: String,
        /// What is agreed, as JSON.
        pub terms: String,
        /// The price in fen.
        pub price_fen: i64,
        /// All payments so far in fen; never above the price.
        pub paid_fen: i64,
        /// What is bought, for lists.
        pub title: String,
        /// Key of the field, for filters.
        pub field: String,
        /// District, for filters.
        pub district: String,
        /// First day of service.
        pub starts_on: Date,
        /// Last day of service.
        pub ends_on: Date,
        /// The day of the confirmed result, from which the time to sign counts.
        pub confirmed_on: Date,
        /// The day by whose rules it is judged: its procurement's.
        pub edition: Date,
        /// Who typed in it last.
        pub drafted_by: Uuid,
        /// Who reviewed it.
        pub reviewed_by: Option<Uuid>,
        /// World time.
        pub reviewed_at: Option<ChronoDateTimeUtc>,
        /// Who signed for the purchaser.
        pub purchaser_signed_by: Option<Uuid>,
        /// World time.
        pub purchaser_signed_at: Option<ChronoDateTimeUtc>,
        /// Who signed for the provider.
        pub provider_signed_by: Option<Uuid>,
        /// World time.
        pub provider_signed_at: Option<ChronoDateTimeUtc>,
        /// World time of the second signature.
        pub signed_at: Option<ChronoDateTimeUtc>,
        /// World time of its publication.
        pub published_at: Option<ChronoDateTimeUtc>,
        /// SHA-256 of the canonical JSON of the terms as signed.
        pub digest: Option<Vec<u8>>,
        /// Why the draft was sent back, if it was.
        pub reason: Option<String>,
        /// The day on which an agency began to evaluate.
        pub evaluating_since: Option<Date>,
        /// The day on which the evaluation was issued.
        pub evaluated_on: Option<Date>,
        /// Key of its grade.
        pub grade: Option<String>,
        /// Key of the mending's state, where the grade asks for mending.
        pub mending: Option<String>,
        /// World time of that state.
        pub mending_since: Option<ChronoDateTimeUtc>,
        /// What the provider wrote of the mending, or the purchaser when sending it back.
        pub mending_note: Option<String>,
        /// Its evidence: identifiers of files, as JSON.
        pub mending_files: String,
        /// Who reported it.
        pub mending_reported_by: Option<Uuid>,
        /// World time of the state.
        pub since: ChronoDateTimeUtc,
        /// World time.
        pub created_at: ChronoDateTimeUtc,
        /// World time.
        pub updated_at: ChronoDateTimeUtc,
        /// Raised by one with each change.
        pub version: i32,
        /// Everybody who typed in it, as a JSON list of accounts.
        pub drafters: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A milestone of a contract, from its publication on.
pub mod milestone {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "milestone")]
    pub struct Model {
        /// The contract.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contract_id: Uuid,
        /// 1, 2, 3 … within its contract.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Key of the kind.
        pub kind: String,
        /// What it is called.
        pub name: String,
        /// The day by which the provider reports it.
        pub due_on: Date,
        /// Key of the state.
        pub state: String,
        /// Key of the acceptance's state; of the final milestone only.
        pub acceptance: Option<String>,
        /// World time of the state.
        pub since: ChronoDateTimeUtc,
        /// World time of the last report.
        pub reported_at: Option<ChronoDateTimeUtc>,
        /// Who reported.
        pub reported_by: Option<Uuid>,
        /// What was delivered of each output, and a note, as JSON.
        pub report: Option<String>,
        /// The last day to accept what was reported.
        pub accept_on: Option<Date>,
        /// The evidence: identifiers of files, as JSON.
        pub files: String,
        /// World time of the check.
        pub checked_at: Option<ChronoDateTimeUtc>,
        /// Who checked.
        pub checked_by: Option<Uuid>,
        /// The judgement of each output, as JSON.
        pub judged: Option<String>,
        /// What recipients said, as JSON.
        pub opinions: Option<String>,
        /// World time of the acceptance.
        pub accepted_at: Option<ChronoDateTimeUtc>,
        /// Who accepted.
        pub accepted_by: Option<Uuid>,
        /// Why it was sent back or failed, or why less than promised is accepted.
        pub reason: Option<String>,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A payment of a contract, from its publication on.
pub mod payment {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment")]
    pub struct Model {
        /// The contract.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contract_id: Uuid,
        /// 1, 2, 3 … within its contract.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Share of the price in whole percent.
        pub share: i32,
        /// As agreed, in fen.
        pub amount_fen: i64,
        /// Kept back after the evaluation, in fen.
        pub deducted_fen: i64,
        /// What makes it fall due, as JSON.
        pub trigger_key: String,
        /// Working days to pay it from then on.
        pub within_days: i32,
        /// Key of the state.
        pub state: String,
        /// The day on which it fell due.
        pub due_since: Option<Date>,
        /// The last day to pay it.
        pub due_on: Option<Date>,
        /// Whether that day may still move because the year's working days are not announced.
        pub due_provisional: bool,
        /// The day on which it was paid.
        pub paid_on: Option<Date>,
        /// World time of its recording.
        pub paid_at: Option<ChronoDateTimeUtc>,
        /// Who recorded it.
        pub paid_by: Option<Uuid>,
        /// Key of the voucher.
        pub voucher: Option<String>,
        /// Number of the voucher.
        pub voucher_number: Option<String>,
        /// What was paid, in fen.
        pub amount_paid_fen: Option<i64>,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
