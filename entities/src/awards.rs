//! Results and objections to them.

/// A result from the end of the review on: the tie that was settled, the publicity, the confirmation.
pub mod award {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "award")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The demand.
        pub demand_id: Uuid,
        /// 1, 2, 3 …: another one after each result that was withdrawn.
        pub n: i32,
        /// The ranking with its scores, as JSON.
        pub outcome: String,
        /// The record of the negotiation, as JSON, where one single offer was negotiated with.
        pub negotiation: Option<String>,
        /// Who settled a tie.
        pub settled_by: Option<Uuid>,
        /// Who publicised it.
        pub publicised_by: Option<Uuid>,
        /// World time of the publicity's beginning.
        pub publicised_at: Option<ChronoDateTimeUtc>,
        /// Last day of the publicity.
        pub ends_on: Option<Date>,
        /// Who confirmed it.
        pub confirmed_by: Option<Uuid>,
        /// World time of the confirmation.
        pub confirmed_at: Option<ChronoDateTimeUtc>,
        /// World time of its withdrawal after an objection.
        pub withdrawn_at: Option<ChronoDateTimeUtc>,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An objection to a publicised result.
pub mod objection {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "objection")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The result.
        pub award_id: Uuid,
        /// Who objects.
        pub organization_id: Uuid,
        /// Who wrote it.
        pub account_id: Uuid,
        /// What is wrong, and why.
        pub grounds: String,
        /// World time.
        pub filed_at: ChronoDateTimeUtc,
        /// Key of the state.
        pub state: String,
        /// The day on which the answer is due.
        pub due_on: Date,
        /// The last day on which it is not late.
        pub last_on: Date,
        /// The answer with its reasons.
        pub answer: Option<String>,
        /// Who answered.
        pub answered_by: Option<Uuid>,
        /// World time of the answer.
        pub answered_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
