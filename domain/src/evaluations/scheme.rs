//! A scheme: the tree of indicators with weights, the bands of grades and the vetoes, as data (DOMAIN §5.4–5.6).

use super::rules::{PLATFORM, RECIPIENTS_MIN, SATISFACTION_MIN};
use crate::contracts::Portion;
use crate::law::{Basis, Edition, Rule};
use crate::money::Points;
use crate::refusal::{Fact, Refusal};
use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

words! {
    /// A grade. Which grades there are, and from how many points, the scheme says.
    #[cfg_attr(feature = "schema", schema(as = EvaluationGrade))]
    pub enum Grade("grade") {
        /// 优.
        Excellent = "excellent",
        /// 良.
        Good = "good",
        /// 中.
        Fair = "fair",
        /// 合格, in older schemes of Shanghai.
        Pass = "pass",
        /// 差.
        Poor = "poor",
        /// 不合格, in older schemes of Shanghai.
        Fail = "fail",
    }
}

/// A grade and the points from which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Band {
    /// Points from which it holds, this figure included.
    pub from: Points,
    /// The grade.
    pub grade: Grade,
}

/// Points by what was done of what was planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RatioRule {
    /// Highest first; below the last step there are no points.
    pub steps: Vec<RatioStep>,
}

/// A step of a [`RatioRule`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RatioStep {
    /// Done of planned, from this share on.
    pub at_least: Portion,
    /// The points for it.
    pub points: Points,
}

impl RatioRule {
    /// The points for this much done. Compared exactly, not by a rounded share: 239 of 400 is 59.75 % and below 60 %.
    pub fn points(&self, done: i64, planned: i64) -> Points {
        let reached = |step: &&RatioStep| i128::from(done) * 10_000 >= i128::from(step.at_least.as_hundredths()) * i128::from(planned);
        self.steps.iter().find(reached).filter(|_| planned > 0).map_or(Points::ZERO, |step| step.points)
    }
}

/// An indicator that is scored (二级指标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Indicator {
    /// Its key, unique in the scheme; its words are under `indicator-…` unless it has a name of its own.
    pub key: String,
    /// Its own name, where the message files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The most points that it can have.
    pub weight: Points,
    /// How its points follow from figures, where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RatioRule>,
}

/// A group of indicators (一级指标).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Dimension {
    /// Its key; its words are under `indicator-…` unless it has a name of its own.
    pub key: String,
    /// Its own name, where the message files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What its indicators add up to.
    pub weight: Points,
    /// The indicators.
    pub indicators: Vec<Indicator>,
}

/// A scheme of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Scheme {
    /// Its key.
    pub key: String,
    /// Its version; stored with every grade.
    pub version: String,
    /// Highest first; the last begins at 0.
    pub bands: Vec<Band>,
    /// Keys of what makes the total 0; their words are under `veto-…`.
    pub vetoes: Vec<String>,
    /// The indicators by dimension.
    pub tree: Vec<Dimension>,
}

/// The least that some indicators must weigh together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = EvaluationWeightFloor))]
pub struct Floor {
    /// What they are called together, to be worded.
    pub label: Fact,
    /// Keys of the indicators.
    pub indicators: Vec<String>,
    /// What they weigh now.
    pub weight: Points,
    /// The least.
    pub least: Points,
    /// On which rule.
    pub basis: Basis,
}

/// How a dimension or indicator is called in a refusal.
fn label(key: &str, name: Option<&String>) -> Fact {
    name.map_or_else(|| Fact::Term(format!("indicator-{key}")), |name| Fact::Text(name.clone()))
}

impl Floor {
    /// `evaluations.satisfaction-too-light` when they weigh less.
    pub fn check(&self) -> Option<Refusal> {
        let refusal = Refusal::new("evaluations.satisfaction-too-light").fact("what", self.label.clone());
        let field = self.indicators.first().map_or_else(|| "weights".to_owned(), |key| format!("weights.{key}"));
        (self.weight < self.least).then(|| refusal.fact("weight", self.weight).fact("least", self.least).field(field).basis(self.basis))
    }
}

impl Indicator {
    /// An indicator whose name is in the message files.
    pub fn new(key: &str, weight: Points) -> Indicator {
        Indicator { key: key.to_owned(), name: None, weight, rule: None }
    }

    /// Its name, to be worded.
    pub fn label(&self) -> Fact {
        label(&self.key, self.name.as_ref())
    }
}

impl Dimension {
    /// A dimension of indicators by whole points; its weight is their sum.
    pub fn of_points(key: &str, indicators: &[(&str, i64)]) -> Dimension {
        let indicators: Vec<Indicator> = indicators.iter().map(|(key, points)| Indicator::new(key, Points::whole(*points))).collect();
        Dimension { key: key.to_owned(), name: None, weight: indicators.iter().map(|indicator| indicator.weight).sum(), indicators }
    }

    /// Its name, to be worded.
    pub fn label(&self) -> Fact {
        label(&self.key, self.name.as_ref())
    }
}

/// The bands of 财预〔2020〕10号: 优 from 90, 良 from 80, 中 from 60, 差 below.
pub fn bands_of_2020() -> Vec<Band> {
    [(90, Grade::Excellent), (80, Grade::Good), (60, Grade::Fair), (0, Grade::Poor)].map(|(from, grade)| Band { from: Points::whole(from), grade }).to_vec()
}

impl Scheme {
    /// The platform's scheme for services of social organizations (DOMAIN §5.6), with the bands of 2020.
    pub fn usual() -> Scheme {
        let mut tree = vec![
            Dimension::of_points("decision", &[("need-basis", 3), ("objectives", 4), ("budget", 3)]),
            Dimension::of_points("process", &[("staffing", 5), ("schedule", 4), ("records", 3), ("finance-compliance", 8)]),
            Dimension::of_points("output", &[("quantity", 12), ("quality", 10), ("timeliness", 5), ("cost", 3)]),
            Dimension::of_points("effect", &[("recipient-change", 10), ("community-effect", 6), ("sustainability", 4)]),
            Dimension::of_points("satisfaction", &[("satisfaction-recipients", 15), ("satisfaction-partners", 3), ("satisfaction-purchaser", 2)]),
        ];
        // The tender index gives 3, 2, 1 or 0 of 3 points for the number served (DOMAIN §5.4); the same thirds of 12 here.
        let thirds =
            [(100, 12), (80, 8), (60, 4)].map(|(share, points)| RatioStep { at_least: Portion::hundredths(share * 100), points: Points::whole(points) });
        if let Some(quantity) = tree.iter_mut().flat_map(|dimension| &mut dimension.indicators).find(|indicator| indicator.key == "quantity") {
            quantity.rule = Some(RatioRule { steps: thirds.to_vec() });
        }
        Scheme {
            key: "so-services".to_owned(),
            version: "2025.1".to_owned(),
            bands: bands_of_2020(),
            vetoes: ["diversion", "forged-records", "safety-incident", "assignment", "evaluation-refused"].map(str::to_owned).to_vec(),
            tree,
        }
    }

    /// The platform's scheme of this key and version, which a contract names.
    pub fn find(key: &str, version: &str) -> Option<Scheme> {
        let usual = Scheme::usual();
        (usual.key == key && usual.version == version).then_some(usual)
    }

    /// Whether its weights are other than the platform's of the same key and version.
    pub fn adjusted(&self) -> bool {
        Scheme::find(&self.key, &self.version).is_none_or(|known| known.tree != self.tree)
    }

    /// The same scheme with these weights for its indicators. A dimension weighs what its indicators add up to; the steps of a
    /// ratio rule keep their share of the weight, rounded half up to the hundredth. Whether they add up, [`Scheme::check`] says.
    #[must_use]
    pub fn reweighted(&self, weights: &[(String, Points)]) -> Scheme {
        let mut scheme = self.clone();
        for dimension in &mut scheme.tree {
            for indicator in &mut dimension.indicators {
                let Some((_, weight)) = weights.iter().find(|(key, _)| *key == indicator.key) else { continue };
                for step in indicator.rule.iter_mut().flat_map(|rule| &mut rule.steps) {
                    step.points = weight.scaled(step.points.as_hundredths(), indicator.weight.as_hundredths()).unwrap_or(Points::ZERO);
                }
                indicator.weight = *weight;
            }
            dimension.weight = dimension.indicators.iter().map(|indicator| indicator.weight).sum();
        }
        scheme
    }

    /// All indicators in their order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.tree.iter().flat_map(|dimension| &dimension.indicators)
    }

    /// The grade of a total; `None` only of a scheme that [`Scheme::check`] refuses.
    pub fn grade(&self, total: Points) -> Option<Grade> {
        self.bands.iter().find(|band| total >= band.from).map(|band| band.grade)
    }

    /// The lowest grade, which a veto gives.
    pub fn lowest(&self) -> Option<Grade> {
        self.bands.last().map(|band| band.grade)
    }

    /// The least weights of satisfaction, where the service is for the public: of the whole dimension, and of what the recipients
    /// themselves say in it. Other services have no public that could be asked (财综〔2018〕42号).
    pub fn floors(&self, public_service: bool, edition: Edition) -> Vec<Floor> {
        let satisfaction = self.tree.iter().find(|dimension| dimension.key == "satisfaction").filter(|_| public_service);
        let Some(dimension) = satisfaction else { return Vec::new() };
        let keys = |indicators: &[Indicator]| indicators.iter().map(|indicator| indicator.key.clone()).collect();
        let sum = |indicators: &[Indicator]| indicators.iter().map(|indicator| indicator.weight).sum();
        let floor = |label, indicators: &[Indicator], rule: &Rule<Points>| Floor {
            label,
            indicators: keys(indicators),
            weight: sum(indicators),
            least: rule.at(edition),
            basis: rule.cite(),
        };
        let recipients = dimension.indicators.iter().find(|indicator| indicator.key == "satisfaction-recipients");
        let recipients = recipients.map(|indicator| floor(indicator.label(), std::slice::from_ref(indicator), &RECIPIENTS_MIN));
        std::iter::once(floor(dimension.label(), &dimension.indicators, &SATISFACTION_MIN)).chain(recipients).collect()
    }

    /// Everything that stands against the scheme.
    pub fn check(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        let whole = Points::whole(100);
        let sum: Points = self.indicators().map(|indicator| indicator.weight).sum();
        if sum != whole {
            found.push(Refusal::new("evaluations.weights-not-100").fact("sum", sum).fact("missing", whole - sum).field("weights").basis(PLATFORM));
        }
        for dimension in &self.tree {
            let sum: Points = dimension.indicators.iter().map(|indicator| indicator.weight).sum();
            if sum != dimension.weight {
                found.push(
                    Refusal::new("evaluations.weights-not-dimension")
                        .fact("dimension", dimension.label())
                        .fact("sum", sum)
                        .fact("weight", dimension.weight)
                        .fact("missing", dimension.weight - sum)
                        .field(format!("weights.{}", dimension.key))
                        .basis(PLATFORM),
                );
            }
        }
        let mut keys = BTreeSet::new();
        for indicator in self.indicators() {
            let field = format!("weights.{}", indicator.key);
            if indicator.weight <= Points::ZERO || indicator.weight > whole {
                found.push(Refusal::new("evaluations.weight-impossible").fact("indicator", indicator.label()).fact("weight", indicator.weight).field(&field));
            }
            if indicator.rule.iter().flat_map(|rule| &rule.steps).any(|step| step.points < Points::ZERO || step.points > indicator.weight) {
                found.push(Refusal::new("evaluations.rule-over-weight").fact("indicator", indicator.label()).fact("weight", indicator.weight).field(&field));
            }
            if !keys.insert(indicator.key.as_str()) {
                found.push(Refusal::new("evaluations.indicator-twice").fact("indicator", indicator.label()).field(&field));
            }
        }
        let falling = self.bands.iter().zip(self.bands.iter().skip(1)).all(|(higher, lower)| higher.from > lower.from);
        let reaches = self.bands.first().is_some_and(|band| band.from <= whole) && self.bands.last().is_some_and(|band| band.from == Points::ZERO);
        if !falling || !reaches {
            found.push(Refusal::new("evaluations.bands-with-gaps").field("bands").basis(PLATFORM));
        }
        found
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn codes(scheme: &Scheme) -> Vec<String> {
        scheme.check().into_iter().map(|refusal| refusal.code).collect()
    }

    fn flat(key: &str, version: &str, bands: Vec<Band>, weights: &[(&str, i64)]) -> Scheme {
        let tree = weights.iter().map(|weight| Dimension::of_points(weight.0, &[*weight])).collect();
        Scheme { key: key.to_owned(), version: version.to_owned(), bands, vetoes: vec!["diversion".to_owned()], tree }
    }

    /// DOMAIN §5.4: the guide of 2012, with the older bands of Shanghai (§5.5).
    pub(crate) fn of_2012() -> Scheme {
        let bands =
            [(90, Grade::Excellent), (75, Grade::Good), (60, Grade::Pass), (0, Grade::Fail)].map(|(from, grade)| Band { from: Points::whole(from), grade });
        let weights = [("completion", 25), ("satisfaction", 20), ("finance", 19), ("capacity", 16), ("human-resources", 12), ("effectiveness", 8)];
        flat("welfare-projects", "2012", bands.to_vec(), &weights)
    }

    /// DOMAIN §5.5: the unit's own evaluation in the national frame.
    pub(crate) fn of_2020() -> Scheme {
        flat("budget-performance", "2020", bands_of_2020(), &[("execution", 10), ("output", 50), ("benefit", 30), ("satisfaction", 10)])
    }

    #[test]
    fn the_schemes_that_we_know_are_sound() {
        for scheme in [Scheme::usual(), of_2012(), of_2020()] {
            assert_eq!(codes(&scheme), Vec::<String>::new(), "{}", scheme.key);
        }
        let dimensions: Vec<i64> = Scheme::usual().tree.iter().map(|dimension| dimension.weight.as_hundredths() / 100).collect();
        assert_eq!(dimensions, [10, 20, 30, 20, 20]); // DOMAIN §5.6
    }

    #[test]
    fn weights_of_99_are_refused_with_what_is_missing() {
        let mut scheme = Scheme::usual();
        scheme.tree[0].indicators[0].weight = Points::whole(2);
        scheme.tree[0].weight = Points::whole(9);
        let found = scheme.check();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, "evaluations.weights-not-100");
        assert_eq!(found[0].facts, [("sum".to_owned(), Points::whole(99).into()), ("missing".to_owned(), Points::whole(1).into())]);
    }

    #[test]
    fn weights_are_adjusted_within_the_scheme_and_say_so() {
        let weights = |quantity, quality| vec![("quantity".to_owned(), Points::whole(quantity)), ("quality".to_owned(), Points::whole(quality))];
        let moved = Scheme::usual().reweighted(&weights(9, 13));
        assert_eq!((codes(&moved), moved.adjusted(), Scheme::usual().adjusted()), (Vec::new(), true, false));
        let steps: Vec<Points> = moved.indicators().find_map(|indicator| indicator.rule.as_ref()).unwrap().steps.iter().map(|step| step.points).collect();
        assert_eq!(steps, [9, 6, 3].map(Points::whole));
        assert_eq!(codes(&Scheme::usual().reweighted(&weights(12, 9))), ["evaluations.weights-not-100"]);
        assert_eq!(Scheme::find("so-services", "2025.1"), Some(Scheme::usual()));
        assert_eq!(Scheme::find("so-services", "1999"), None);
    }

    /// Rules `evaluations.satisfaction-min` and `evaluations.recipients-min`: 20 of 100 for satisfaction, 15 of them for what the
    /// recipients say; more is always allowed, and a service that is not for the public is not bound.
    #[test]
    fn satisfaction_is_never_made_lighter_where_the_service_is_for_the_public() {
        let against = |weights: &[(&str, i64)], public| {
            let weights: Vec<(String, Points)> = weights.iter().map(|(key, points)| ((*key).to_owned(), Points::hundredths(*points))).collect();
            let scheme = Scheme::usual().reweighted(&weights);
            assert_eq!(codes(&scheme), Vec::<String>::new());
            scheme.floors(public, Edition(crate::law::FOUNDED)).iter().filter_map(Floor::check).collect::<Vec<_>>()
        };
        assert_eq!(against(&[], true), []);
        let lighter = [("satisfaction-purchaser", 1_99), ("quality", 10_01)];
        let found = against(&lighter, true);
        assert_eq!((found.len(), found[0].code.as_str()), (1, "evaluations.satisfaction-too-light"));
        let facts = [("what", Fact::Term("indicator-satisfaction".into())), ("weight", Points::hundredths(19_99).into()), ("least", Points::whole(20).into())];
        assert_eq!(found[0].facts, facts.map(|(name, fact)| (name.to_owned(), fact)));
        assert_eq!(found[0].basis.unwrap().borrowed, Some(crate::law::Law::ThirdPartyEvaluation.whole()));
        assert_eq!(against(&lighter, false), []);
        // The purchaser's own content does not stand in for the recipients'.
        let shifted = against(&[("satisfaction-recipients", 14_00), ("satisfaction-purchaser", 3_00)], true);
        assert_eq!((shifted.len(), shifted[0].field.as_deref()), (1, Some("weights.satisfaction-recipients")));
        assert_eq!(against(&[("satisfaction-recipients", 20_00), ("quality", 5_00)], true), []);
    }

    #[test]
    fn each_fault_of_a_scheme_is_named() {
        let broken = |change: fn(&mut Scheme)| {
            let mut scheme = Scheme::usual();
            change(&mut scheme);
            codes(&scheme)
        };
        assert_eq!(broken(|scheme| scheme.tree[1].weight = Points::whole(21)), ["evaluations.weights-not-dimension"]);
        assert_eq!(broken(|scheme| scheme.tree[0].indicators[1].key = "budget".to_owned()), ["evaluations.indicator-twice"]);
        assert_eq!(broken(|scheme| scheme.tree[2].indicators[0].rule.as_mut().unwrap().steps[0].points = Points::whole(13)), ["evaluations.rule-over-weight"]);
        assert_eq!(broken(|scheme| scheme.bands.truncate(3)), ["evaluations.bands-with-gaps"]);
        assert_eq!(broken(|scheme| scheme.bands.swap(0, 1)), ["evaluations.bands-with-gaps"]);
        assert!(broken(|scheme| scheme.tree[0].indicators[0].weight = Points::ZERO).contains(&"evaluations.weight-impossible".to_owned()));
    }

    /// DOMAIN §5.5: 78 is 良 in the older bands of Shanghai and 中 since 2020; so the version stays with the grade.
    #[test]
    fn the_same_total_has_another_grade_in_another_scheme() {
        assert_eq!(of_2012().grade(Points::whole(78)), Some(Grade::Good));
        assert_eq!(of_2020().grade(Points::whole(78)), Some(Grade::Fair));
        let grades = [10_000, 90_00, 89_99, 80_00, 79_99, 60_00, 59_99, 0].map(|total| Scheme::usual().grade(Points::hundredths(total)).unwrap());
        use Grade::{Excellent, Fair, Good, Poor};
        assert_eq!(grades, [Excellent, Excellent, Good, Good, Fair, Fair, Poor, Poor]);
    }

    /// DOMAIN §5.4, example E, on the 3 points of the tender index and on the 12 of the usual scheme.
    #[test]
    fn example_e_points_follow_the_steps_of_done_and_planned() {
        let three = RatioRule {
            steps: [(10_000, 3), (80_00, 2), (60_00, 1)]
                .map(|(share, points)| RatioStep { at_least: Portion::hundredths(share), points: Points::whole(points) })
                .to_vec(),
        };
        assert_eq!([372, 400, 320, 239].map(|done| three.points(done, 400)), [2, 3, 2, 0].map(Points::whole));
        let usual = Scheme::usual();
        let twelve = usual.indicators().find_map(|indicator| indicator.rule.as_ref()).unwrap();
        assert_eq!([372, 400, 320, 240, 239].map(|done| twelve.points(done, 400)), [8, 12, 8, 4, 0].map(Points::whole));
        assert_eq!(twelve.points(5, 0), Points::ZERO);
    }
}
