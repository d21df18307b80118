//! Demands and batches of demands.

/// A need from its first draft on.
pub mod demand {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "demand")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its number, from publication on.
        #[sea_orm(unique)]
        pub number: Option<String>,
        /// The purchasing unit.
        pub purchaser_id: Uuid,
        /// The batch it goes out with.
        pub batch_id: Option<Uuid>,
        /// Key of the state.
        pub state: String,
        /// What was typed, field by field, as JSON.
        pub draft: String,
        /// The need as approved, as JSON.
        pub need: Option<String>,
        /// Title, for lists.
        pub title: String,
        /// Key of the field, for filters.
        pub field: Option<String>,
        /// District, for filters.
        pub district: Option<String>,
        /// Budget in fen, for sums.
        pub budget_fen: Option<i64>,
        /// Who typed in it last.
        pub drafted_by: Uuid,
        /// World time of its last sending to the approver.
        pub submitted_at: Option<ChronoDateTimeUtc>,
        /// Who approved it.
        pub approved_by: Option<Uuid>,
        /// World time of the approval.
        pub approved_at: Option<ChronoDateTimeUtc>,
        /// Number of the meeting's minutes, where the approval rests on one.
        pub minutes: Option<String>,
        /// Why it was sent back, lapsed or cancelled.
        pub reason: Option<String>,
        /// World time of its publication.
        pub published_at: Option<ChronoDateTimeUtc>,
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

/// Needs that go out together: one approval, one notice, one review session, one publicity.
pub mod batch {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "batch")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its number, from publication on.
        #[sea_orm(unique)]
        pub number: Option<String>,
        /// The purchasing unit.
        pub purchaser_id: Uuid,
        /// What it is called.
        pub title: String,
        /// Who began it.
        pub created_by: Uuid,
        /// World time.
        pub created_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
