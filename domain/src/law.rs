//! Rules of the field as typed, dated values with their legal source.
//!
//! A room declares its rules as statics; [`crate::rules`] lists them all, and `/help/law` and docs/law.md are printed from
//! that list. A procedure pins the [`Edition`] under which it was published, so that an old one still explains itself.

use crate::calendar::{CalendarDays, Day, WorkingDays, Years};
use crate::money::{Money, Percent, Points};
use crate::refusal::Fact;
use serde::{Deserialize, Serialize};

/// A text that rules come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Law {
    /// 政府采购法 (2014 修正).
    ProcurementLaw,
    /// 政府采购法实施条例 (国务院令第658号).
    ProcurementRegulation,
    /// 政府购买服务管理办法 (财政部令第102号).
    PurchaseOfServices,
    /// 政府采购货物和服务招标投标管理办法 (财政部令第87号).
    TenderMeasures,
    /// 政府采购竞争性磋商采购方式管理暂行办法 (财库〔2014〕214号).
    ConsultationMeasures,
    /// 民法典.
    CivilCode,
    /// 上海市慈善条例.
    ShanghaiCharity,
    /// 关于推进政府购买服务第三方绩效评价工作的指导意见 (财综〔2018〕42号).
    ThirdPartyEvaluation,
    /// 项目支出绩效评价管理办法 (财预〔2020〕10号).
    PerformanceMeasures,
    /// 政府采购需求管理办法 (财库〔2021〕22号).
    RequirementMeasures,
    /// 保障中小企业款项支付条例.
    PaymentRegulation,
    /// 关于促进政府采购公平竞争优化营商环境的通知 (财库〔2019〕38号).
    FairCompetition,
    /// 社区公益服务项目绩效评估导则 (Shanghai, 2012).
    WelfareProjectGuide,
    /// 上海市政府集中采购目录和采购限额标准.
    ShanghaiThresholds,
    /// GB 32100-2015.
    CreditCodeStandard,
    /// The purchasing unit's own rule (本单位规定).
    UnitRule,
    /// A default of this platform (平台规则).
    PlatformRule,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Article {
    /// The text.
    pub law: Law,
    /// The number of the article (第…条); `None` cites the text as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u16>,
}

impl Law {
    /// An article of this text.
    pub const fn article(self, number: u16) -> Article {
        Article { law: self, number: Some(number) }
    }

    /// The text as a whole.
    pub const fn whole(self) -> Article {
        Article { law: self, number: None }
    }
}

/// Whom a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Procurement at or above the threshold (政府采购).
    Statute,
    /// Every government purchase of services (102号令).
    PurchaseOfServices,
    /// The purchasing unit, by its own rule.
    Unit,
    /// Every user of this platform, by its default.
    Platform,
}

/// What regime a case is under: decides which scopes bind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    /// Under the procurement threshold: the procurement statutes do not apply.
    BelowThreshold,
    /// Procurement under the statutes.
    Procurement,
}

impl Scope {
    /// Whether a rule of this scope binds a case under this regime.
    pub const fn binds(self, regime: Regime) -> bool {
        !matches!((self, regime), (Scope::Statute, Regime::BelowThreshold))
    }
}

/// How sure we are of a figure (DOMAIN §0.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read at the source.
    Read,
    /// Well known; article believed right.
    KnownHigh,
    /// Substance believed right, figure or article may be off: shown as 待核.
    KnownMedium,
    /// Our own proposal, not law.
    Design,
}

/// Why a refusal may cite something: the article, whom it binds, and the statute that it was borrowed from, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Basis {
    /// What binds this case.
    pub article: Article,
    /// Whom that binds.
    pub scope: Scope,
    /// The statute whose rule was taken over although it does not bind this case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrowed: Option<Article>,
    /// Whether the figure still waits for verification (待核).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
}

impl Basis {
    /// A basis that is not the value of a rule.
    pub const fn of(article: Article, scope: Scope) -> Basis {
        Basis { article, scope, borrowed: None, unverified: false }
    }
}

/// The day by whose rules a case is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Edition(pub chrono::NaiveDate);

/// A value and the day from which it holds, until the next one.
#[derive(Debug)]
pub struct InForce<T> {
    /// First day.
    pub from: chrono::NaiveDate,
    /// The value.
    pub value: T,
}

/// A period, limit, weight or formula parameter with its source.
#[derive(Debug)]
pub struct Rule<T: 'static> {
    /// `room.what-it-limits`; its words are under `rule-room-what-it-limits`.
    pub key: &'static str,
    /// Where it stands.
    pub basis: Article,
    /// Whom it binds.
    pub scope: Scope,
    /// The statute it was borrowed from when that does not bind the case.
    pub borrowed: Option<Article>,
    /// How sure we are.
    pub certainty: Certainty,
    /// Oldest first; never empty.
    pub values: &'static [InForce<T>],
}

impl<T: Copy> Rule<T> {
    /// The value in force on the edition's day; before the first one, the first.
    #[expect(clippy::indexing_slicing, reason = "the registry's test finds no rule without a value")]
    pub fn at(&self, edition: Edition) -> T {
        let mut chosen = self.values[0].value;
        for entry in self.values {
            if entry.from <= edition.0 {
                chosen = entry.value;
            }
        }
        chosen
    }

    /// What a refusal cites.
    pub const fn cite(&self) -> Basis {
        Basis { article: self.basis, scope: self.scope, borrowed: self.borrowed, unverified: matches!(self.certainty, Certainty::KnownMedium) }
    }
}

/// A rule as the registry prints it, whatever its value's type.
pub trait Printed: Sync {
    /// See [`Rule::key`].
    fn key(&self) -> &'static str;
    /// What it cites.
    fn basis(&self) -> Basis;
    /// How sure we are.
    fn certainty(&self) -> Certainty;
    /// Values with their first days, oldest first.
    fn values(&self) -> Vec<(Day, Fact)>;
}

impl<T: Copy + Into<Fact> + Sync> Printed for Rule<T> {
    fn key(&self) -> &'static str {
        self.key
    }
    fn basis(&self) -> Basis {
        self.cite()
    }
    fn certainty(&self) -> Certainty {
        self.certainty
    }
    fn values(&self) -> Vec<(Day, Fact)> {
        self.values.iter().map(|entry| (entry.from, entry.value.into())).collect()
    }
}

/// A day written in a static; an impossible date does not compile.
#[allow(clippy::panic, reason = "it is the compiler that meets it, not a running program")]
pub const fn day(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("no such day"),
    }
}

/// The first day of this platform's own rules and of unit rules that it carries.
pub const FOUNDED: Day = day(2022, 1, 1);

/// A default of this platform or of the unit, in force since [`FOUNDED`].
pub const fn since_founded<T>(value: T) -> InForce<T> {
    InForce { from: FOUNDED, value }
}

impl From<Money> for Fact {
    fn from(money: Money) -> Fact {
        Fact::Money(money)
    }
}

impl From<Percent> for Fact {
    fn from(percent: Percent) -> Fact {
        Fact::Percent(percent)
    }
}

impl From<Points> for Fact {
    fn from(points: Points) -> Fact {
        Fact::Points(points)
    }
}

impl From<WorkingDays> for Fact {
    fn from(days: WorkingDays) -> Fact {
        Fact::WorkingDays(i64::from(days.0))
    }
}

impl From<CalendarDays> for Fact {
    fn from(days: CalendarDays) -> Fact {
        Fact::Days(i64::from(days.0))
    }
}

impl From<Years> for Fact {
    fn from(years: Years) -> Fact {
        Fact::Years(i64::from(years.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static RAISED: Rule<Money> = Rule {
        key: "test.raised",
        basis: Law::ShanghaiThresholds.whole(),
        scope: Scope::Statute,
        borrowed: None,
        certainty: Certainty::KnownMedium,
        values: &[InForce { from: day(2020, 1, 1), value: Money::yuan(500_000) }, InForce { from: day(2024, 1, 1), value: Money::yuan(1_000_000) }],
    };

    #[test]
    fn an_old_case_keeps_the_value_of_its_day() {
        assert_eq!(RAISED.at(Edition(day(2023, 12, 31))), Money::yuan(500_000));
        assert_eq!(RAISED.at(Edition(day(2024, 1, 1))), Money::yuan(1_000_000));
        assert_eq!(RAISED.at(Edition(day(2019, 1, 1))), Money::yuan(500_000));
        assert!(RAISED.cite().unverified);
    }

    #[test]
    fn below_the_threshold_the_statute_does_not_bind() {
        assert!(!Scope::Statute.binds(Regime::BelowThreshold));
        for scope in [Scope::PurchaseOfServices, Scope::Unit, Scope::Platform] {
            assert!(scope.binds(Regime::BelowThreshold));
        }
        assert!(Scope::Statute.binds(Regime::Procurement));
    }
}
