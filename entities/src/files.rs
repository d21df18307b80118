//! Stored files.

/// A stored file: its bytes lie under their digest in the object store.
pub mod file {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// SHA-256 of its bytes.
        pub digest: Vec<u8>,
        /// What the sender called it.
        pub name: String,
        /// Media type, told from its bytes and its ending together.
        pub media_type: String,
        /// Size in bytes.
        pub size: i64,
        /// The body that it belongs to.
        pub organization_id: Uuid,
        /// Who sent it.
        pub account_id: Uuid,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
