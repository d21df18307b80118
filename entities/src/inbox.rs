//! What people are told.

/// A side effect that the transaction promised; jobs keep the promise, at least once.
pub mod outbox {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        /// Identifier, also the idempotency key of its consumers.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Which job takes it.
        pub job: String,
        /// What the job needs, as JSON.
        pub payload: String,
        /// World time of the promise.
        pub at: ChronoDateTimeUtc,
        /// World time of its keeping.
        pub done_at: Option<ChronoDateTimeUtc>,
        /// How often it failed.
        pub tries: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A message to one account.
pub mod message {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "message")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Whom it is to.
        pub account_id: Uuid,
        /// The outbox row it came from: told once, however often the job runs.
        pub outbox_id: Uuid,
        /// What it says: a key of the message files.
        pub key: String,
        /// The figures of its words, as JSON.
        pub facts: String,
        /// Where it leads.
        pub path: String,
        /// World time.
        pub at: ChronoDateTimeUtc,
        /// World time of reading.
        pub read_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
