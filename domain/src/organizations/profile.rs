//! What an organization says of itself: its fields, where it works, how many work there.

use crate::code::District;
use crate::refusal::Refusal;
use crate::services::Field;
use crate::step::Word;
use crate::text::read_whole;
use serde::{Deserialize, Serialize};

/// Most full-time staff that anybody believes.
const STAFF_MAX: u32 = 100_000;

/// Where an organization works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", tag = "where", content = "districts")]
pub enum Serves {
    /// 未填写.
    #[default]
    NotGiven,
    /// 全市.
    WholeCity,
    /// These districts.
    Districts(Vec<District>),
}

impl Serves {
    /// From a list of districts: none says nothing, all sixteen are the whole city.
    pub fn of(mut districts: Vec<District>) -> Serves {
        districts.sort_unstable();
        districts.dedup();
        if districts.is_empty() {
            Serves::NotGiven
        } else if districts.len() == District::all().count() {
            Serves::WholeCity
        } else {
            Serves::Districts(districts)
        }
    }

    /// Whether a service in this district can be given.
    pub fn covers(&self, district: District) -> bool {
        match self {
            Serves::NotGiven => false,
            Serves::WholeCity => true,
            Serves::Districts(districts) => districts.contains(&district),
        }
    }
}

/// An organization's own word about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = OrganizationProfile))]
pub struct Profile {
    /// Its fields, at least one.
    pub fields: Vec<Field>,
    /// Where it works.
    pub serves: Serves,
    /// Full-time staff; nothing says 未填写.
    pub staff: Option<u32>,
}

impl Profile {
    /// Puts the lists in order and judges the whole.
    ///
    /// # Errors
    /// `organizations.profile-no-field`, `organizations.profile-no-district`, `organizations.profile-staff`, all that apply.
    pub fn checked(self) -> Result<Profile, Vec<Refusal>> {
        let mut fields = self.fields;
        fields.sort_unstable();
        fields.dedup();
        let serves = match self.serves {
            Serves::Districts(districts) => Serves::of(districts),
            other => other,
        };
        let mut against = Vec::new();
        if fields.is_empty() {
            against.push(Refusal::new("organizations.profile-no-field").field("fields"));
        }
        if serves == Serves::NotGiven {
            against.push(Refusal::new("organizations.profile-no-district").field("districts"));
        }
        if self.staff.is_some_and(|staff| staff > STAFF_MAX) {
            against.push(staff_refused());
        }
        if against.is_empty() { Ok(Profile { fields, serves, staff: self.staff }) } else { Err(against) }
    }
}

fn staff_refused() -> Refusal {
    Refusal::new("organizations.profile-staff").fact("limit", i64::from(STAFF_MAX)).field("staff")
}

/// Reads what was typed: keys of fields, codes of districts (`310000` is the whole city), a number of staff or nothing.
/// Words that no field and no district has cannot come from the form and are left out.
///
/// # Errors
/// Everything that [`Profile::checked`] refuses.
pub fn read_profile(fields: &[&str], districts: &[&str], staff: &str) -> Result<Profile, Vec<Refusal>> {
    let read = read_whole(staff.trim().trim_end_matches('人')).map_err(|_| staff_refused());
    let serves =
        if districts.contains(&"310000") { Serves::WholeCity } else { Serves::of(districts.iter().filter_map(|code| District::parse(code)).collect()) };
    let profile = Profile { fields: fields.iter().filter_map(|key| Field::parse(key)).collect(), serves, staff: read.clone().unwrap_or(None) };
    match (profile.checked(), read) {
        (Ok(profile), Ok(_)) => Ok(profile),
        (Ok(_), Err(refusal)) => Err(vec![refusal]),
        (Err(against), Ok(_)) => Err(against),
        (Err(mut against), Err(refusal)) => {
            against.push(refusal);
            Err(against)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_read_as_it_is_typed() {
        let profile = read_profile(&["F04", "F01", "F01"], &["310106"], "１８ 人").unwrap();
        assert_eq!(profile.fields, [Field::ElderlyCare, Field::CommunityGovernance]);
        assert_eq!((profile.serves.covers(District::parse("310106").unwrap()), profile.staff), (true, Some(18)));
        assert_eq!(read_profile(&["F01"], &["310000", "310106"], "").unwrap().serves, Serves::WholeCity);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let refusals = read_profile(&["F99"], &[], "many").unwrap_err();
        let codes: Vec<_> = refusals.iter().map(|refusal| refusal.code.as_str()).collect();
        assert_eq!(codes, ["organizations.profile-no-field", "organizations.profile-no-district", "organizations.profile-staff"]);
        assert_eq!(read_profile(&["F01"], &["310106"], "-3").unwrap_err().len(), 1);
    }

    #[test]
    fn all_sixteen_districts_are_the_whole_city() {
        assert_eq!(Serves::of(District::all().collect()), Serves::WholeCity);
        assert_eq!(Serves::of(Vec::new()), Serves::NotGiven);
    }
}
