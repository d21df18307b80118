//! Procurements.

/// The procurement of one need.
pub mod procedure {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "procedure")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The need.
        #[sea_orm(unique)]
        pub demand_id: Uuid,
        /// Key of the method.
        pub profile: String,
        /// The day by whose rules it is judged.
        pub edition: Date,
        /// Key of the state.
        pub state: String,
        /// World time.
        pub published_at: ChronoDateTimeUtc,
        /// The deadline for offers.
        pub closes_at: ChronoDateTimeUtc,
        /// The day of the review.
        pub review_on: Date,
        /// How often the deadline was moved.
        pub extensions: i32,
        /// World time of the closing.
        pub closed_at: Option<ChronoDateTimeUtc>,
        /// World time of the check of qualifications.
        pub shortlisted_at: Option<ChronoDateTimeUtc>,
        /// Why one single offer is negotiated with.
        pub negotiation_reason: Option<String>,
        /// World time of the last signature under the scores.
        pub reviewed_at: Option<ChronoDateTimeUtc>,
        /// World time of the publicity's beginning.
        pub publicised_at: Option<ChronoDateTimeUtc>,
        /// Last day of the publicity.
        pub publicity_ends_on: Option<Date>,
        /// World time of the confirmation.
        pub confirmed_at: Option<ChronoDateTimeUtc>,
        /// The chosen offer, from the publicity on.
        pub chosen_bid_id: Option<Uuid>,
        /// The price that was agreed, in fen.
        pub chosen_price_fen: Option<i64>,
        /// The published reason of the choice, where points and price left it open, or of ending without a result.
        pub reason: Option<String>,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
