//! Third-party evaluations: the task, its team, its scores, what was found and what was said about it.

/// An evaluation of a contract, from the commission on.
pub mod evaluation {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// Its number, from the issue on.
        #[sea_orm(unique)]
        pub number: Option<String>,
        /// The contract.
        pub contract_id: Uuid,
        /// Who buys.
        pub purchaser_id: Uuid,
        /// Who is evaluated.
        pub provider_id: Uuid,
        /// Who evaluates.
        pub agency_id: Uuid,
        /// Key of the state.
        pub state: String,
        /// What is evaluated, for lists.
        pub title: String,
        /// Key of the field, for filters.
        pub field: String,
        /// District, for filters.
        pub district: String,
        /// The scheme that counts, with its version, as JSON.
        pub scheme: String,
        /// Independence as it was last checked, with its day, as JSON.
        pub verdict: String,
        /// Why the approver chose an agency in spite of a warning.
        pub choice_reason: Option<String>,
        /// Who commissioned it.
        pub commissioned_by: Uuid,
        /// World time.
        pub commissioned_at: ChronoDateTimeUtc,
        /// World time of the agency's acceptance.
        pub accepted_at: Option<ChronoDateTimeUtc>,
        /// 1 for the first draft, 2 when it was taken back once, …
        pub round: i32,
        /// What was typed of the report's parts, as JSON.
        pub parts: String,
        /// What was typed of the vetoes, as JSON.
        pub vetoes: String,
        /// The report as it was last sent to the provider, as JSON.
        pub sent: Option<String>,
        /// World time of the last sending.
        pub draft_sent_at: Option<ChronoDateTimeUtc>,
        /// Last day to reply to it.
        pub comment_until: Option<Date>,
        /// World time of the state.
        pub since: ChronoDateTimeUtc,
        /// Why it was declined, cancelled or taken back.
        pub reason: Option<String>,
        /// The lead evaluator who signed the report.
        pub signed_by: Option<Uuid>,
        /// World time of the issue.
        pub issued_at: Option<ChronoDateTimeUtc>,
        /// The total in hundredths, once issued.
        pub total: Option<i64>,
        /// Key of the grade, once issued.
        pub grade: Option<String>,
        /// World time.
        pub updated_at: ChronoDateTimeUtc,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// An evaluator of one task.
pub mod evaluation_member {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_member")]
    pub struct Model {
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluation_id: Uuid,
        /// The person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: Uuid,
        /// Whether this is the lead evaluator (主评人).
        pub lead: bool,
        /// Keys of what the person can judge, separated by blanks.
        pub skills: String,
        /// The day of the declaration of independence.
        pub declared_on: Date,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The points of one indicator.
pub mod evaluation_score {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_score")]
    pub struct Model {
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluation_id: Uuid,
        /// The indicator's key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator: String,
        /// What was typed.
        pub typed: String,
        /// In hundredths, where that can be read.
        pub score: Option<i64>,
        /// On what the points rest.
        pub reason: String,
        /// Who typed it last.
        pub account_id: Uuid,
        /// Raised by one with each change.
        pub version: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A finding of one round.
pub mod evaluation_finding {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_finding")]
    pub struct Model {
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluation_id: Uuid,
        /// Of which draft.
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i32,
        /// 1, 2, 3 … within it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Key of the indicator that it bears on; empty while nothing was chosen.
        pub indicator: String,
        /// What was found.
        pub text: String,
        /// On which evidence.
        pub evidence: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the provider replied to a finding. Rows of a round that was taken back stay.
pub mod evaluation_reply {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_reply")]
    pub struct Model {
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluation_id: Uuid,
        /// To which draft.
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i32,
        /// The finding's number.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Whether the provider agrees.
        pub agrees: bool,
        /// Its words.
        pub text: String,
        /// Who replied.
        pub account_id: Uuid,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the agency answered to a reply.
pub mod evaluation_answer {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_answer")]
    pub struct Model {
        /// The evaluation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub evaluation_id: Uuid,
        /// To which draft.
        #[sea_orm(primary_key, auto_increment = false)]
        pub round: i32,
        /// The finding's number.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        /// Key of what becomes of the finding.
        pub stance: String,
        /// Why.
        pub text: String,
        /// Who answered.
        pub account_id: Uuid,
        /// World time.
        pub at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that an agency, or a body behind it, did: declared by the agency, or loaded by the operator.
pub mod agency_tie {
    use sea_orm::entity::prelude::*;

    /// A row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agency_tie")]
    pub struct Model {
        /// Identifier.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// The agency.
        pub agency_id: Uuid,
        /// For whom it worked, or whose purchase it had a part in.
        pub organization_id: Uuid,
        /// The purchase that it had a part in, where the tie is to one purchase alone.
        pub demand_id: Option<Uuid>,
        /// Key of what it did.
        pub kind: String,
        /// The last day of it.
        pub until: Date,
        /// Where it is known from.
        pub source: String,
        /// Who declared it; none for the command line.
        pub declared_by: Option<Uuid>,
        /// World time.
        pub declared_at: ChronoDateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
