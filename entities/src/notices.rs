//! Public documents.

/// One public document.
pub mod notice {
    use sea_orm::entity::prelude::*;

    /// A row. Rows are never changed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its number.
        #[sea_orm(unique)]
        pub number: String,
        /// Key of the kind.
        pub kind: String,
        /// Title.
        pub title: String,
        /// Who publishes.
        pub purchaser_id: Uuid,
        /// World time.
        pub published_at: ChronoDateTimeUtc,
        /// Last day of its period, where it has one.
        pub period_ends_on: Option<Date>,
        /// The document: canonical JSON, the bytes that the digest is of.
        pub document: Vec<u8>,
        /// SHA-256 of the document.
        pub digest: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What a notice is about: a demand, a contract, an evaluation, by number.
pub mod notice_subject {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notice_subject")]
    pub struct Model {
        /// The notice.
        #[sea_orm(primary_key, auto_increment = false)]
        pub notice_id: Uuid,
        /// Number of what it is about.
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
