//! The register: departments, social organizations, evaluation agencies, and what they have done.

/// A body.
pub mod organization {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organization")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Unified social credit code.
        #[sea_orm(unique)]
        pub code: String,
        /// Registered name.
        pub name: String,
        /// Key of the kind.
        pub kind: String,
        /// Six digits of its district, when it sits in one.
        pub district: Option<String>,
        /// Day of registration.
        pub registered_on: Option<Date>,
        /// Registered capital in fen.
        pub capital_fen: Option<i64>,
        /// Registration authority.
        pub registrar: Option<String>,
        /// Supervising unit (业务主管单位).
        pub supervisor: Option<String>,
        /// Address.
        pub address: Option<String>,
        /// Business scope as registered.
        pub scope: Option<String>,
        /// Fields of service, keys with a blank before and after each: ` F01 F04 `.
        pub fields: String,
        /// Districts served, likewise; ` 310000 ` is the whole city.
        pub districts: String,
        /// Full-time staff.
        pub staff: Option<i32>,
        /// True while its code waits for the registrar (GB 32100 check character).
        pub held: bool,
        /// When the registrar confirmed a code that fails its check.
        pub confirmed_at: Option<ChronoDateTimeUtc>,
        /// Where the row came from, and when: the registry list's name.
        pub source: String,
        /// World time when the register's facts last changed.
        pub updated_at: ChronoDateTimeUtc,
        /// Raised by one with each change.
        pub version: i32,
        /// Key of the standing of its registration; none where the list does not say.
        pub standing: Option<String>,
        /// World time when the organization last kept its own profile: fields, districts, staff.
        pub profile_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A service that an organization delivered (履约记录).
pub mod track_record {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "track_record")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who delivered.
        pub organization_id: Uuid,
        /// For whom.
        pub purchaser_id: Uuid,
        /// Number of the contract.
        #[sea_orm(unique)]
        pub contract: String,
        /// Key of the field.
        pub field: String,
        /// What it was called.
        pub title: String,
        /// Contract price in fen.
        pub price_fen: i64,
        /// When the final acceptance was signed.
        pub accepted_on: Option<Date>,
        /// When the contract ended because its final milestone failed.
        pub failed_on: Option<Date>,
        /// Number of the evaluation, once published.
        pub evaluation: Option<String>,
        /// Key of the grade.
        pub grade: Option<String>,
        /// Score in hundredths.
        pub score: Option<i64>,
        /// When the evaluation was published.
        pub evaluated_on: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One run of an import.
pub mod import_run {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_run")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Who ran it; none for the command line.
        pub account_id: Option<Uuid>,
        /// Name of the file.
        pub file_name: String,
        /// SHA-256 of its bytes.
        pub digest: Vec<u8>,
        /// Whether only to say what would happen.
        pub dry_run: bool,
        /// Rows looked at so far.
        pub done: i32,
        /// Rows in all, once known.
        pub total: Option<i32>,
        /// The report as JSON, once there.
        pub report: Option<String>,
        /// World time of the start.
        pub at: ChronoDateTimeUtc,
        /// World time of the end.
        pub ended_at: Option<ChronoDateTimeUtc>,
        /// Whether its rows are being loaded.
        pub loading: bool,
        /// Whether nothing in it is impossible, once judged.
        pub may_load: Option<bool>,
        /// What it did to the register, as JSON; none while nothing was loaded.
        pub outcome: Option<String>,
        /// Why it ended without an outcome, as JSON.
        pub failure: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
