//! Offers and their drafts.

/// What an organization is typing for a demand.
pub mod bid_draft {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bid_draft")]
    pub struct Model {
        /// The demand.
        #[sea_orm(primary_key, auto_increment = false)]
        pub demand_id: Uuid,
        /// Who offers.
        #[sea_orm(primary_key, auto_increment = false)]
        pub organization_id: Uuid,
        /// What was typed, field by field, as JSON.
        pub fields: String,
        /// Identifiers of files, as a JSON list.
        pub files: String,
        /// World time.
        pub updated_at: ChronoDateTimeUtc,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An offer that was handed in.
pub mod bid {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bid")]
    pub struct Model {
        /// Identifier; random, for its order must tell nothing.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The demand.
        pub demand_id: Uuid,
        /// Who offers.
        pub organization_id: Uuid,
        /// Key of the state.
        pub state: String,
        /// The offer as JSON.
        pub offer: String,
        /// Its price in fen.
        pub price_fen: i64,
        /// SHA-256 of the offer's canonical JSON with the digests of its files.
        pub digest: Vec<u8>,
        /// Number of its receipt; random.
        #[sea_orm(unique)]
        pub receipt: String,
        /// World time, to the second.
        pub received_at: ChronoDateTimeUtc,
        /// Who handed it in.
        pub account_id: Uuid,
        /// World time of its replacement or withdrawal.
        pub ended_at: Option<ChronoDateTimeUtc>,
        /// Whether it takes part, and why not, as JSON; from the check of qualifications on.
        pub standing: Option<String>,
        /// Whether it takes part in the review.
        pub qualified: Option<bool>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
