//! Cells that hold several words: fields of service and districts.

use super::sheet::Cell;
use super::text::{Loaded, is_placeholder, plain};
use crate::code::District;
use crate::refusal::Refusal;
use crate::services::Field;
use crate::step::Word;

/// Chinese names of the fields, as the 2022 catalogue prints them, and shorter ones that lists use.
const FIELDS: [(Field, &[&str]); 13] = [
    (Field::ElderlyCare, &["养老服务", "养老", "为老服务", "老年人服务"]),
    (Field::Disability, &["残疾人服务", "助残服务", "助残", "残疾人"]),
    (Field::WomenAndChildren, &["妇女儿童服务", "妇女儿童", "妇儿服务", "儿童服务"]),
    (Field::CommunityGovernance, &["社区治理"]),
    (Field::CommunityServices, &["社区服务"]),
    (Field::Health, &["医疗卫生", "卫生健康", "卫生"]),
    (Field::Employment, &["劳动就业", "就业服务", "就业"]),
    (Field::CultureAndSport, &["文体活动", "文化体育", "文体"]),
    (Field::PovertyRelief, &["扶贫济困", "帮困", "济困"]),
    (Field::Volunteering, &["志愿服务", "志愿"]),
    (Field::ProfessionalSupport, &["专业支持"]),
    (Field::DisasterPrevention, &["防灾减灾", "减灾"]),
    (Field::Mediation, &["专业调处", "矛盾调解", "调解"]),
];

/// Reads fields of service by code or name.
pub(super) fn fields(cell: &Cell) -> Loaded<Vec<Field>> {
    read(cell, "organizations.import-field-unknown", |word| {
        let upper = word.to_uppercase();
        let (code, name) = (upper.get(..3).unwrap_or(&upper), upper.get(3..).unwrap_or_default());
        let by_name = |name: &str| FIELDS.iter().find(|(_, names)| names.contains(&name)).map(|(field, _)| vec![*field]);
        match Field::parse(code) {
            Some(field) if name.is_empty() || by_name(name) == Some(vec![field]) => Some(vec![field]),
            Some(_) => None,
            None => by_name(&upper),
        }
    })
}

/// Reads districts by code or name, with or without 区; 全市 is all of them.
pub(super) fn districts(cell: &Cell) -> Loaded<Vec<District>> {
    read(cell, "organizations.import-district-unknown", |word| {
        if matches!(word, "全市" | "上海市" | "上海" | "全市范围" | "各区") {
            return Some(District::all().collect());
        }
        let name = word.strip_prefix("上海市").unwrap_or(word);
        let named = |district: &District| {
            let zh = district.zh();
            name == zh || zh.strip_suffix("新区").or_else(|| zh.strip_suffix('区')) == Some(name) || name.eq_ignore_ascii_case(district.en())
        };
        District::parse(name).or_else(|| District::all().find(named)).map(|district| vec![district])
    })
}

/// An empty cell says that nothing is known yet, which is usual in these two columns and worth no warning.
fn read<T: PartialEq>(cell: &Cell, unknown: &'static str, meaning: impl Fn(&str) -> Option<Vec<T>>) -> Loaded<Vec<T>> {
    let text = cell.as_text();
    if cell.is_blank() || is_placeholder(&text) {
        return Loaded::sure(Vec::new());
    }
    let mut known: Vec<T> = Vec::new();
    let mut strange: Vec<String> = Vec::new();
    for word in text.split(['、', '，', ',', ';', '；', '/', '／', '|', '\n', ' ', '\u{3000}']).map(plain).filter(|word| !word.is_empty()) {
        match meaning(&word) {
            Some(found) => {
                for one in found {
                    if !known.contains(&one) {
                        known.push(one);
                    }
                }
            }
            None => strange.push(word),
        }
    }
    if strange.is_empty() {
        return Loaded::sure(known);
    }
    let words = super::text::shown(&strange.join("、"));
    Loaded::doubtful(known, Refusal::new(unknown).fact("words", words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_code_and_by_name() {
        let loaded = fields(&Cell::text("F01、社区治理；f05 社区服务, F06医疗卫生"));
        assert_eq!(loaded, Loaded::sure(vec![Field::ElderlyCare, Field::CommunityGovernance, Field::CommunityServices, Field::Health]));
        let loaded = fields(&Cell::text("养老、太空服务、F14、F01社区治理"));
        assert_eq!(loaded.value, Some(vec![Field::ElderlyCare]));
        let warning = loaded.warning.unwrap();
        assert_eq!((warning.code.as_str(), warning.facts[0].1.clone()), ("organizations.import-field-unknown", "太空服务、F14、F01社区治理".into()));
        assert_eq!(fields(&Cell::default()), Loaded::sure(vec![]));
    }

    #[test]
    fn districts_are_read_by_code_and_by_name() {
        let names = |text: &str| districts(&Cell::text(text)).value.unwrap().into_iter().map(District::zh).collect::<Vec<_>>();
        assert_eq!(names("静安、浦东新区,310104;上海市黄浦区"), ["静安区", "浦东新区", "徐汇区", "黄浦区"]);
        assert_eq!(names("全市").len(), 16);
        assert_eq!(districts(&Cell::text("示例区")).warning.unwrap().code, "organizations.import-district-unknown");
    }
}
