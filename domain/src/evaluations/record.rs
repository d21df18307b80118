//! The use of a result: what stands in the provider's track record, and what it means for the final instalment.

use super::scheme::Grade;
use super::scoring::Conclusion;
use crate::calendar::Day;
use crate::contracts::FinalEffect;
use crate::ids::OrganizationId;
use crate::money::Points;
use crate::numbers::{ContractNumber, EvaluationNumber};
use serde::{Deserialize, Serialize};

/// An issued evaluation as the provider's track record (履约记录) keeps it. A fact with its source, never a credit score; it is
/// shown with the provider's right of reply and may be a reason in matching (DOMAIN §7.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TrackRecord {
    /// Whose record.
    pub provider: OrganizationId,
    /// The contract.
    pub contract: ContractNumber,
    /// The published evaluation.
    pub evaluation: EvaluationNumber,
    /// The day on which it was issued.
    pub issued: chrono::NaiveDate,
    /// The total.
    pub score: Points,
    /// The grade.
    pub grade: Grade,
    /// Key of the scheme.
    pub scheme: String,
    /// Version of the scheme: the same points can be another grade in another version.
    pub version: String,
    /// Keys of the vetoes that hold.
    pub vetoes: Vec<String>,
}

impl TrackRecord {
    /// The entry of an issued evaluation.
    pub fn of(conclusion: &Conclusion, provider: OrganizationId, contract: ContractNumber, evaluation: EvaluationNumber, issued: Day) -> TrackRecord {
        TrackRecord {
            provider,
            contract,
            evaluation,
            issued,
            score: conclusion.total,
            grade: conclusion.grade,
            scheme: conclusion.scheme.clone(),
            version: conclusion.version.clone(),
            vetoes: conclusion.vetoes.clone(),
        }
    }
}

/// What a grade means for the final instalment (DOMAIN §5.8). The older 合格 lies where 中 lies and is treated like it.
pub const fn final_effect(grade: Grade) -> FinalEffect {
    match grade {
        Grade::Excellent | Grade::Good => FinalEffect::Full,
        Grade::Fair | Grade::Pass => FinalEffect::RectifyFirst,
        Grade::Poor | Grade::Fail => FinalEffect::Deduct,
    }
}

#[cfg(test)]
mod tests {
    use super::super::scheme::Scheme;
    use super::super::scoring::{conclude, tests::full};
    use super::*;
    use crate::law::day;
    use uuid::Uuid;

    #[test]
    fn the_record_keeps_the_scheme_and_its_version_with_the_grade() {
        let conclusion = conclude(&Scheme::usual(), &full(&Scheme::usual()), &[]).unwrap();
        let provider = OrganizationId::new(Uuid::from_u128(2));
        let record = TrackRecord::of(&conclusion, provider, ContractNumber::new(2025, 7), EvaluationNumber::new(2026, 3), day(2026, 4, 20));
        assert_eq!((record.score, record.grade), (Points::whole(100), Grade::Excellent));
        assert_eq!((record.scheme.as_str(), record.version.as_str()), ("so-services", "2025.1"));
        assert_eq!(serde_json::to_value(&record).unwrap()["evaluation"], "PG-2026-000003");
    }

    /// DOMAIN §5.8.
    #[test]
    fn grades_decide_the_final_instalment() {
        use FinalEffect::{Deduct, Full, RectifyFirst};
        assert_eq!([Grade::Excellent, Grade::Good, Grade::Fair, Grade::Poor].map(final_effect), [Full, Full, RectifyFirst, Deduct]);
    }

    #[test]
    fn matching_reads_every_grade_of_every_scheme() {
        use crate::matching::Grade as Read;
        use crate::step::Word;
        let read: Vec<Read> = Grade::ALL.iter().filter_map(|grade| Read::of_any_scheme(grade.key())).collect();
        assert_eq!(read, [Read::Excellent, Read::Good, Read::Fair, Read::Fair, Read::Poor, Read::Poor]);
    }
}
