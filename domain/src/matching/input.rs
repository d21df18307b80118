//! What is compared: one demand's conditions, one organization's profile. Borrowed, so that ten thousand cost nothing to load twice.

use crate::calendar::{Day, Years};
use crate::code::District;
use crate::demands::Need;
use crate::ids::{DemandId, OrganizationId};
use crate::law::Edition;
use crate::services::Field;
use crate::step::Word;

/// The conditions of one demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The demand; also the seed of the neutral order.
    pub demand: DemandId,
    /// The day by whose facts it is judged.
    pub on: Day,
    /// The rules by which it is judged.
    pub edition: Edition,
    /// The field of service.
    pub field: Field,
    /// Where the service is given; `None` is the whole city.
    pub place: Option<District>,
    /// How many people are served; `None` when that is not counted in people.
    pub recipients: Option<u32>,
    /// Last day of the service.
    pub ends: Day,
    /// Least time since registration; 0 demands none.
    pub registered_min: Years,
    /// Least number of similar projects within the period of [`super::SIMILAR_YEARS`]; 0 demands none.
    pub similar_min: u32,
    /// Least number of full-time staff; 0 demands none.
    pub staff_min: u32,
    /// The district in which it must be registered, where the demand insists on that.
    pub local: Option<District>,
}

impl Wanted {
    /// The conditions of an approved need, judged by the facts of a day and the rules of an edition.
    pub fn of(need: &Need, demand: DemandId, on: Day, edition: Edition) -> Wanted {
        Wanted {
            demand,
            on,
            edition,
            field: need.field,
            place: Some(need.district),
            recipients: Some(need.recipients_number),
            ends: need.ends_on,
            registered_min: Years(u16::try_from(need.conditions.years).unwrap_or(u16::MAX)),
            similar_min: need.conditions.similar,
            staff_min: need.conditions.staff,
            local: need.conditions.local.then_some(need.district),
        }
    }
}

crate::words! {
    /// Whether a body is registered.
    pub enum Registration("match-registration") {
        /// In force.
        Active = "active",
        /// Deregistered (注销).
        Cancelled = "cancelled",
        /// Revoked (撤销、吊销).
        Revoked = "revoked",
        /// Not recorded.
        Unknown = "unknown",
    }
}

crate::words! {
    /// What the credit lists say (DOMAIN §7.4).
    pub enum Credit("match-credit") {
        /// On no list.
        Clear = "clear",
        /// 活动异常名录: warned of, never a bar.
        Abnormal = "abnormal",
        /// 严重违法失信名单: its services are not bought.
        Serious = "serious",
        /// 失信被执行人, 重大税收违法失信主体, 政府采购严重违法失信行为记录名单.
        Blacklisted = "blacklisted",
        /// Not looked up yet.
        Unknown = "unknown",
    }
}

crate::words! {
    /// Grade of an evaluated project (DOMAIN §5.6), best first.
    pub enum Grade("match-grade") {
        /// 优.
        Excellent = "excellent",
        /// 良.
        Good = "good",
        /// 中.
        Fair = "fair",
        /// 差.
        Poor = "poor",
    }
}

impl Grade {
    /// Reads the grade of a track record, whatever its scheme: an older 合格 lies where 中 lies, 不合格 where 差 lies.
    pub fn of_any_scheme(key: &str) -> Option<Grade> {
        match key {
            "pass" => Some(Grade::Fair),
            "fail" => Some(Grade::Poor),
            _ => Grade::parse(key),
        }
    }
}

/// The districts that an organization serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served<'a> {
    /// Not filled in.
    Unknown,
    /// Every district.
    WholeCity,
    /// These.
    Districts(&'a [District]),
}

/// A project that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its field.
    pub field: Field,
    /// Day of the final acceptance, or of the end of a contract that was not fulfilled.
    pub finished_on: Day,
    /// Whether it was accepted at last; `false` when its final milestone failed and the contract ended with it.
    pub fulfilled: bool,
    /// What its evaluation found, if there was one.
    pub grade: Option<Grade>,
}

/// A rating of social organizations (等级评估).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// 1 to 5 (1A to 5A).
    pub grade: u8,
    /// Last day.
    pub until: Option<Day>,
}

/// From when each source's data are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AsOf {
    /// Registration data.
    pub registry: Option<Day>,
    /// What the organization filled in itself.
    pub profile: Option<Day>,
    /// Credit lists.
    pub credit: Option<Day>,
}

/// What is known of one organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile<'a> {
    /// The organization.
    pub organization: OrganizationId,
    /// Whether it is registered.
    pub registration: Registration,
    /// Since when.
    pub registered_on: Option<Day>,
    /// The district of its seat.
    pub seat: Option<District>,
    /// Last day of its certificate.
    pub certificate_to: Option<Day>,
    /// Its fields; empty is not filled in.
    pub fields: &'a [Field],
    /// Where it works.
    pub served: Served<'a>,
    /// What it finished, in any order.
    pub projects: &'a [Project],
    /// Full-time staff.
    pub staff: Option<u32>,
    /// How many more people it can serve now, by its own word.
    pub capacity: Option<u32>,
    /// Its rating, if any.
    pub rating: Option<Rating>,
    /// What the credit lists say.
    pub credit: Credit,
    /// From when the data are.
    pub as_of: AsOf,
}
