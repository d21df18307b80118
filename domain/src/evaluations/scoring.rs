//! From points to a grade (DOMAIN §5.4–5.6, T28).

use super::rules::{PLATFORM, platform_borrowing};
use super::scheme::{Grade, Indicator, Scheme};
use crate::contracts::Portion;
use crate::law::Law;
use crate::money::Points;
use crate::policy::Action;
use crate::refusal::{Fact, Refusal};
use crate::text::{MOST_WORDS, at_most};
use serde::{Deserialize, Serialize};

/// The points of one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Scored {
    /// The indicator's key.
    pub indicator: String,
    /// From 0 to its weight, in hundredths.
    pub points: Points,
    /// On what they rest; compulsory below the full weight.
    pub reason: String,
}

/// A veto that was found to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VetoFound {
    /// Its key in the scheme.
    pub veto: String,
    /// What was found, and the evidence.
    pub evidence: String,
}

/// What a dimension came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DimensionScore {
    /// The dimension's key.
    pub key: String,
    /// Its weight.
    pub weight: Points,
    /// Its points, before any veto.
    pub points: Points,
}

/// The result of an evaluation, with the scheme that it was reached by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Conclusion {
    /// Key of the scheme.
    pub scheme: String,
    /// Version of the scheme.
    pub version: String,
    /// The points of all indicators before any veto.
    pub scored: Points,
    /// The total: `scored`, or 0 after a veto.
    pub total: Points,
    /// The grade of the total.
    pub grade: Grade,
    /// Keys of the vetoes that hold. When there is one, finance and the registrar are told.
    pub vetoes: Vec<String>,
    /// The dimensions in their order.
    pub dimensions: Vec<DimensionScore>,
}

impl Conclusion {
    /// Whether a veto decided it, so that the supervisors are to be told (T28).
    pub fn flagged(&self) -> bool {
        !self.vetoes.is_empty()
    }
}

/// The points of a factor X from 0 to 1 (here 0 % to 100 %): weight × X, rounded half up to the hundredth (DOMAIN §5.4).
pub fn by_factor(weight: Points, factor: Portion) -> Points {
    weight.scaled(factor.as_hundredths(), Portion::WHOLE.as_hundredths()).unwrap_or(Points::ZERO)
}

/// Everything that stands against these scores. After a veto what could not be scored may be missing: it counts nothing.
pub fn check(scheme: &Scheme, scores: &[Scored], vetoes: &[VetoFound]) -> Vec<Refusal> {
    let mut found = scheme.check();
    for indicator in scheme.indicators() {
        let mut own = scores.iter().filter(|scored| scored.indicator == indicator.key);
        match own.next() {
            None if vetoes.is_empty() => found.push(about("evaluations.score-missing", indicator).remedy(Action::ScoreEvaluation)),
            None => (),
            Some(scored) => found.extend(check_one(indicator, scored)),
        }
        if own.next().is_some() {
            found.push(about("evaluations.scored-twice", indicator));
        }
    }
    for scored in scores.iter().filter(|scored| !scheme.indicators().any(|indicator| indicator.key == scored.indicator)) {
        found.push(Refusal::new("evaluations.unknown-indicator").fact("indicator", scored.indicator.as_str()));
    }
    for veto in vetoes {
        let term = Fact::Term(format!("veto-{}", veto.veto));
        if !scheme.vetoes.contains(&veto.veto) {
            found.push(Refusal::new("evaluations.unknown-veto").fact("veto", veto.veto.as_str()));
        } else if veto.evidence.trim().is_empty() {
            found.push(Refusal::new("evaluations.veto-without-evidence").fact("veto", term).field(format!("vetoes.{}", veto.veto)).basis(PLATFORM));
        }
        found.extend(at_most(&veto.evidence, MOST_WORDS, &format!("vetoes.{}", veto.veto)).err());
    }
    found
}

fn check_one(indicator: &Indicator, scored: &Scored) -> Option<Refusal> {
    if scored.points < Points::ZERO || scored.points > indicator.weight {
        return Some(about("evaluations.score-out-of-range", indicator).fact("points", scored.points).fact("weight", indicator.weight));
    }
    if scored.points < indicator.weight && scored.reason.trim().is_empty() {
        // 财综〔2018〕42号: the agency answers for the truth of its result.
        let refusal = about("evaluations.deduction-without-reason", indicator).fact("points", scored.points).fact("weight", indicator.weight);
        return Some(refusal.basis(platform_borrowing(Law::ThirdPartyEvaluation.whole())));
    }
    at_most(&scored.reason, MOST_WORDS, &format!("scores.{}", indicator.key)).err()
}

fn about(code: &'static str, indicator: &Indicator) -> Refusal {
    Refusal::new(code).fact("indicator", indicator.label()).field(format!("scores.{}", indicator.key)).basis(PLATFORM)
}

/// Adds up the points, applies the vetoes and finds the grade. A veto makes the total 0 and gives the lowest grade; the points
/// of the indicators stay to be read.
///
/// # Errors
/// The first of what [`check`] finds.
pub fn conclude(scheme: &Scheme, scores: &[Scored], vetoes: &[VetoFound]) -> Result<Conclusion, Refusal> {
    if let Some(first) = check(scheme, scores, vetoes).into_iter().next() {
        return Err(first);
    }
    let points = |indicator: &Indicator| scores.iter().find(|scored| scored.indicator == indicator.key).map_or(Points::ZERO, |scored| scored.points);
    let dimensions: Vec<DimensionScore> = scheme
        .tree
        .iter()
        .map(|dimension| DimensionScore { key: dimension.key.clone(), weight: dimension.weight, points: dimension.indicators.iter().map(points).sum() })
        .collect();
    let scored: Points = dimensions.iter().map(|dimension| dimension.points).sum();
    let (total, grade) = if vetoes.is_empty() { (scored, scheme.grade(scored)) } else { (Points::ZERO, scheme.lowest()) };
    let grade = grade.ok_or_else(|| Refusal::new("evaluations.bands-with-gaps").field("bands").basis(PLATFORM))?;
    let vetoes = vetoes.iter().map(|veto| veto.veto.clone()).collect();
    Ok(Conclusion { scheme: scheme.key.clone(), version: scheme.version.clone(), scored, total, grade, vetoes, dimensions })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::scheme::tests::{of_2012, of_2020};
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn scored(indicator: &str, hundredths: i64) -> Scored {
        Scored { indicator: indicator.to_owned(), points: Points::hundredths(hundredths), reason: "见证据".to_owned() }
    }

    pub(crate) fn full(scheme: &Scheme) -> Vec<Scored> {
        scheme.indicators().map(|indicator| scored(&indicator.key, indicator.weight.as_hundredths())).collect()
    }

    fn example_c() -> Vec<Scored> {
        let factors = [("completion", 92_i64), ("finance", 85), ("satisfaction", 90), ("capacity", 80), ("human-resources", 75), ("effectiveness", 70)];
        let scheme = of_2012();
        let points =
            |key: &str, factor| by_factor(scheme.indicators().find(|indicator| indicator.key == key).unwrap().weight, Portion::hundredths(factor * 100));
        factors.map(|(key, factor)| Scored { points: points(key, factor), ..scored(key, 0) }).to_vec()
    }

    /// DOMAIN §5.4, example C: 23.00 + 16.15 + 18.00 + 12.80 + 9.00 + 5.60.
    #[test]
    fn example_c_comes_to_84_55_and_is_good_in_both_bands() {
        let conclusion = conclude(&of_2012(), &example_c(), &[]).unwrap();
        assert_eq!((conclusion.total.to_string().as_str(), conclusion.grade), ("84.55", Grade::Good));
        assert_eq!((conclusion.scheme.as_str(), conclusion.version.as_str(), conclusion.flagged()), ("welfare-projects", "2012", false));
        let points: Vec<String> = conclusion.dimensions.iter().map(|dimension| dimension.points.to_string()).collect();
        assert_eq!(points, ["23.00", "18.00", "16.15", "12.80", "9.00", "5.60"]);
        let since_2020 = Scheme { bands: super::super::scheme::bands_of_2020(), ..of_2012() };
        assert_eq!(conclude(&since_2020, &example_c(), &[]).unwrap().grade, Grade::Good);
    }

    /// DOMAIN §5.4, example D, and T28.
    #[test]
    fn example_d_t28_diverted_money_makes_it_zero_and_flags_it() {
        let veto = VetoFound { veto: "diversion".to_owned(), evidence: "银行流水第12页".to_owned() };
        let conclusion = conclude(&of_2012(), &example_c(), std::slice::from_ref(&veto)).unwrap();
        assert_eq!((conclusion.total, conclusion.grade, conclusion.flagged()), (Points::ZERO, Grade::Fail, true));
        assert_eq!(conclusion.scored.to_string(), "84.55");
        let usual = conclude(&Scheme::usual(), &full(&Scheme::usual()), &[veto]).unwrap();
        assert_eq!((usual.total, usual.grade), (Points::ZERO, Grade::Poor));
    }

    /// DOMAIN §5.5, example F: 9.60 + 46.00 + 27.00 + 9.20.
    #[test]
    fn example_f_comes_to_91_80_and_is_excellent() {
        let execution = Scored { points: by_factor(Points::whole(10), Portion::hundredths(96_00)), ..scored("execution", 0) };
        let satisfaction = Scored { points: by_factor(Points::whole(10), Portion::hundredths(92_00)), ..scored("satisfaction", 0) };
        let conclusion = conclude(&of_2020(), &[execution, scored("output", 46_00), scored("benefit", 27_00), satisfaction], &[]).unwrap();
        assert_eq!((conclusion.total.to_string().as_str(), conclusion.grade), ("91.80", Grade::Excellent));
    }

    #[test]
    fn a_factor_is_rounded_half_up_to_the_hundredth() {
        assert_eq!(by_factor(Points::whole(3), Portion::hundredths(83_50)).to_string(), "2.51"); // 2.505
        assert_eq!(by_factor(Points::whole(3), Portion::hundredths(83_49)).to_string(), "2.50"); // 2.5047
    }

    #[test]
    fn each_fault_of_a_score_sheet_is_named() {
        let scheme = Scheme::usual();
        let code = |change: &dyn Fn(&mut Vec<Scored>)| {
            let mut scores = full(&scheme);
            change(&mut scores);
            conclude(&scheme, &scores, &[]).unwrap_err().code
        };
        assert_eq!(code(&|scores| drop(scores.pop())), "evaluations.score-missing");
        assert_eq!(code(&|scores| scores.push(scores[0].clone())), "evaluations.scored-twice");
        assert_eq!(code(&|scores| scores.push(scored("charm", 1))), "evaluations.unknown-indicator");
        assert_eq!(code(&|scores| scores[0].points = Points::hundredths(3_01)), "evaluations.score-out-of-range");
        assert_eq!(code(&|scores| scores[0].points = Points::hundredths(-1)), "evaluations.score-out-of-range");
        let silent = |scores: &mut Vec<Scored>| scores[0] = Scored { points: Points::whole(2), reason: " ".to_owned(), ..scores[0].clone() };
        assert_eq!(code(&silent), "evaluations.deduction-without-reason");
        let veto = |key: &str, evidence: &str| VetoFound { veto: key.to_owned(), evidence: evidence.to_owned() };
        assert_eq!(conclude(&scheme, &full(&scheme), &[veto("diversion", "")]).unwrap_err().code, "evaluations.veto-without-evidence");
        assert_eq!(conclude(&scheme, &full(&scheme), &[veto("late", "x")]).unwrap_err().code, "evaluations.unknown-veto");
    }

    #[test]
    fn who_refuses_to_be_evaluated_gets_zero_without_scores() {
        let veto = VetoFound { veto: "evaluation-refused".to_owned(), evidence: "两次书面通知未配合".to_owned() };
        let conclusion = conclude(&Scheme::usual(), &[], &[veto]).unwrap();
        assert_eq!((conclusion.total, conclusion.grade), (Points::ZERO, Grade::Poor));
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_the_dimensions_and_at_most_100(shares in prop::collection::vec(0..=10_000_i64, 17)) {
            let scheme = Scheme::usual();
            let scores: Vec<Scored> = scheme.indicators().zip(&shares)
                .map(|(indicator, share)| Scored { points: by_factor(indicator.weight, Portion::hundredths(*share)), ..scored(&indicator.key, 0) })
                .collect();
            let conclusion = conclude(&scheme, &scores, &[]).unwrap();
            prop_assert_eq!(conclusion.total, conclusion.dimensions.iter().map(|dimension| dimension.points).sum::<Points>());
            prop_assert!(Points::ZERO <= conclusion.total && conclusion.total <= Points::whole(100));
            prop_assert_eq!(Some(conclusion.grade), scheme.grade(conclusion.total));
        }
    }
}
