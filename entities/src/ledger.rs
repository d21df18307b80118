//! The append-only log's rows and the feed of public changes.

/// A public entry: the bytes of its leaf (TRUST §6.2). It gets its index from the sequencer of the ledger's own issue.
pub mod entry {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ledger_entry")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What happened: `demand.published`.
        pub kind: String,
        /// To what: its number.
        pub subject: String,
        /// 1, 2, 3 … among the public entries of its subject.
        pub n: i32,
        /// World time; never falls within a subject.
        pub at: ChronoDateTimeUtc,
        /// The canonical JSON.
        pub leaf: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is still secret: a salted commitment, with the payload beside it in a table that may be emptied.
pub mod commitment {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ledger_commitment")]
    pub struct Model {
        /// Identifier; random, for its order must tell nothing.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// SHA-256 over label, salt and payload.
        pub commitment: Vec<u8>,
        /// 32 random bytes.
        pub salt: Vec<u8>,
        /// Canonical JSON.
        pub payload: Vec<u8>,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was public at an instant: one version of one thing.
pub mod change {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "public_change")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Place in the feed, by commit; none until the change is sequenced.
        pub position: Option<i64>,
        /// World time.
        pub at: ChronoDateTimeUtc,
        /// The purchase that it belongs to, if to one.
        pub ocid: Option<String>,
        /// What kind of thing changed: demand, notice, contract, evaluation, organization.
        pub kind: String,
        /// Its number or code.
        pub subject: String,
        /// 1, 2, 3 … of this thing.
        pub version: i32,
        /// What was public, as JSON.
        pub body: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
