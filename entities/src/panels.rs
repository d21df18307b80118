//! Reviewers' seats.

/// A reviewer's seat in the review of one demand.
pub mod seat {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "seat")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The demand.
        pub demand_id: Uuid,
        /// 1 for the first review; one more each time that all is reviewed again.
        pub round: i32,
        /// Who reviews.
        pub account_id: Uuid,
        /// Key of the capacity: representative or outside.
        pub member: String,
        /// Key of the state.
        pub state: String,
        /// Who named the person.
        pub named_by: Uuid,
        /// World time.
        pub named_at: ChronoDateTimeUtc,
        /// Answers to the questions C1 to C5, as JSON.
        pub answers: Option<String>,
        /// World time of the answers.
        pub declared_at: Option<ChronoDateTimeUtc>,
        /// Scores and reasons as typed, field by field, as JSON.
        pub sheet: String,
        /// World time of the sheet's last saving.
        pub saved_at: Option<ChronoDateTimeUtc>,
        /// World time of the signature.
        pub signed_at: Option<ChronoDateTimeUtc>,
        /// World time since which somebody else has the seat.
        pub ended_at: Option<ChronoDateTimeUtc>,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
