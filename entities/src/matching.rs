//! Invitations.

/// One organization, invited to one demand. Known to the two of them until the result.
pub mod invitation {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// To what.
        pub demand_id: Uuid,
        /// Who.
        pub organization_id: Uuid,
        /// Whether it fitted when it was invited.
        pub fits: bool,
        /// Why it was invited although it did not.
        pub reason: Option<String>,
        /// By whom.
        pub invited_by: Uuid,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
