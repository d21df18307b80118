//! Accounts, memberships and sessions.

/// A natural person's account.
pub mod account {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What the person types to sign in; lower case.
        #[sea_orm(unique)]
        pub login: String,
        /// What others see.
        pub name: String,
        /// PHC string of Argon2id over the peppered password.
        pub password: String,
        /// World time.
        pub created_at: ChronoDateTimeUtc,
        /// World time from which it is closed.
        pub closed_at: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A role that an account has in a body.
pub mod membership {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Whose.
        pub account_id: Uuid,
        /// In which body; none for reviewers from outside, auditors and operators.
        pub organization_id: Option<Uuid>,
        /// Key of the role.
        pub role: String,
        /// World time of the first moment.
        pub since: ChronoDateTimeUtc,
        /// World time from which it ended.
        pub until: Option<ChronoDateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A session: from sign-in to sign-out. All its times are wall time.
pub mod session {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        /// Identifier; also the family of its refresh tokens.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Whose.
        pub account_id: Uuid,
        /// Acting as.
        pub membership_id: Uuid,
        /// SHA-256 of the refresh token in force.
        pub refresh: Vec<u8>,
        /// SHA-256 of the one before it.
        pub previous: Option<Vec<u8>>,
        /// When that was replaced.
        pub rotated_at: ChronoDateTimeUtc,
        /// When a request last used the session.
        pub last_seen: ChronoDateTimeUtc,
        /// When it ends whatever happens.
        pub absolute_end: ChronoDateTimeUtc,
        /// When it was ended.
        pub revoked_at: Option<ChronoDateTimeUtc>,
        /// How the browser names itself, shortened.
        pub device: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
