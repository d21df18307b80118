//! What every room leans on: counters, the demonstration's clock, and answers that must not be given twice.

/// The next serial of a kind of number in a year.
pub mod counter {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "counter")]
    pub struct Model {
        /// The letters before the year.
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// Beijing year.
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i32,
        /// The last serial given.
        pub last: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What this database is: a demonstration or not, and its world clock. One row.
pub mod world {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "world")]
    pub struct Model {
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        /// Name of the scenario; nothing in a database that is no demonstration.
        pub scenario: Option<String>,
        /// World time less wall time, in microseconds.
        pub offset_us: i64,
        /// The world's time when its clock is frozen.
        pub frozen_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The answer to a request that must have one effect however often it is sent.
pub mod once {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "once")]
    pub struct Model {
        /// Who sent it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        /// The key that came with it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        /// SHA-256 of what was asked: the same key with another body is refused.
        pub digest: Vec<u8>,
        /// The use case's answer as JSON.
        pub answer: String,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
