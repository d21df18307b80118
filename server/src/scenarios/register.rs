//! The register of the demonstration: plainly fictional bodies with valid check characters.

use anyhow::{Result, ensure};
use domain::calendar::{Day, day_of};
use domain::code::{CreditCode, District};
use domain::ids::OrganizationId;
use domain::policy::Actor;
use marketplace::Market;
use marketplace::organizations::{by_code, load_report, read_organizations};
use std::fmt::Write;

/// A body that a scenario goes on to use.
#[derive(Clone, Debug)]
pub struct Body {
    /// Identifier.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its district, where it sits in one.
    pub district: Option<District>,
}

/// All bodies of the demonstration.
pub struct Register {
    /// Street offices, the tour's own first.
    pub streets: Vec<Body>,
    /// Social organizations, in the order of the list.
    pub organizations: Vec<Body>,
    /// Evaluation agencies: the independent one, then the one that also provides services.
    pub agencies: Vec<Body>,
}

/// One line of the list.
struct Line {
    name: String,
    code: CreditCode,
    kind: &'static str,
    registered: String,
    fields: String,
    districts: String,
    scope: String,
}

const BRANDS: [&str; 30] = [
    "安居", "和悦", "暖心", "邻里", "同心", "启明", "向阳", "新芽", "百合", "梧桐", "清源", "静好", "乐龄", "安康", "守望", "伴行", "青苗", "睦邻", "益行",
    "晨光", "春晖", "朴实", "明德", "善行", "映山", "海棠", "银杏", "知行", "博雅", "天和",
];
/// What an organization does: words of its name, and its fields.
const TRADES: [(&str, &str); 10] = [
    ("社会工作服务中心", "养老服务、社区服务、残疾人服务"),
    ("为老服务中心", "养老服务"),
    ("助残服务社", "残疾人服务"),
    ("青少年服务中心", "妇女儿童服务"),
    ("社区发展中心", "社区治理、社区服务"),
    ("志愿服务中心", "志愿服务、社区服务"),
    ("人民调解事务所", "专业调处"),
    ("就业促进中心", "劳动就业"),
    ("文化服务中心", "文体活动"),
    ("心理健康促进中心", "医疗卫生、专业支持"),
];
/// Streets: name without district, district.
const STREETS: [(&str, &str); 8] = [
    ("示例路", "310106"),
    ("示例桥", "310107"),
    ("示例新村", "310110"),
    ("示例湾", "310104"),
    ("示例浜", "310109"),
    ("示例镇南", "310112"),
    ("示例塘", "310113"),
    ("示例渡", "310101"),
];

fn code(head: &str, division: &str, serial: String) -> Result<CreditCode> {
    CreditCode::compose(&format!("{head}{division}"), &serial).ok_or_else(|| anyhow::anyhow!("no code from {serial}"))
}

fn lines() -> Result<Vec<Line>> {
    let districts: Vec<District> = District::all().collect();
    let mut lines = Vec::new();
    for (index, (street, division)) in STREETS.iter().enumerate() {
        let district = District::parse(division).map(District::zh).unwrap_or_default();
        lines.push(Line {
            name: format!("上海市{district}{street}街道办事处"),
            code: code("11", division, format!("MBA{index:05}"))?,
            kind: "街道办事处",
            registered: "1998-03-01".into(),
            fields: String::new(),
            districts: String::new(),
            scope: String::new(),
        });
    }
    // Each brand in the next trade, at home three districts further and near in the one after that.
    let homes = districts.iter().cycle().skip(3).step_by(3).zip(districts.iter().cycle().skip(4).step_by(3));
    for (index, ((brand, (trade, fields)), (home, near))) in BRANDS.iter().zip(TRADES.iter().copied().cycle()).zip(homes).enumerate() {
        // Every third one serves the whole city; the rest their own district and the next.
        let served = if index % 3 == 0 { "全市".to_owned() } else { format!("{}、{}", home.zh(), near.zh()) };
        lines.push(Line {
            name: format!("上海示例{brand}{trade}"),
            code: code("52", &home.code(), format!("MJQ{index:05}"))?,
            kind: "社会服务机构",
            registered: format!("{}-{:02}-15", 2009 + index % 15, 1 + index % 12),
            fields: fields.into(),
            districts: served,
            scope: format!("提供{fields}"),
        });
    }
    let associations = ["示例社区服务协会", "示例养老服务促进会", "示例志愿者协会", "示例调解员协会", "示例社会工作者协会", "示例残疾人事业促进会"];
    for (index, name) in associations.iter().enumerate() {
        lines.push(Line {
            name: format!("上海市{name}"),
            code: code("51", "310000", format!("MJR{index:05}"))?,
            kind: "社会团体",
            registered: format!("{}-06-01", 2004 + index * 3),
            fields: "专业支持、志愿服务".into(),
            districts: "全市".into(),
            scope: "行业服务".into(),
        });
    }
    for (index, name) in ["示例公益基金会", "示例社区基金会", "示例助学基金会", "示例安老基金会"].iter().enumerate() {
        lines.push(Line {
            name: format!("上海{name}"),
            code: code("53", "310000", format!("MJT{index:05}"))?,
            kind: "基金会",
            registered: format!("{}-09-01", 2008 + index * 2),
            fields: "扶贫济困".into(),
            districts: "全市".into(),
            scope: "资助公益项目".into(),
        });
    }
    for (index, name) in ["上海示例明衡评估中心", "上海示例同行评估咨询中心"].iter().enumerate() {
        lines.push(Line {
            name: (*name).to_owned(),
            code: code("52", "310000", format!("MJU{index:05}"))?,
            kind: "第三方评估机构",
            registered: "2012-04-01".into(),
            fields: "专业支持".into(),
            districts: "全市".into(),
            scope: "社会服务项目评估".into(),
        });
    }
    Ok(lines)
}

/// More organizations and street offices, for large worlds.
fn many(organizations: u32, streets: u32) -> Result<Vec<Line>> {
    let districts: Vec<District> = District::all().collect();
    let district = |index: usize| districts.get(index % districts.len().max(1)).copied().ok_or_else(|| anyhow::anyhow!("no district"));
    let mut lines = Vec::new();
    for index in 0..usize::try_from(streets)? {
        let home = district(index)?;
        lines.push(Line {
            name: format!("上海市{}示例第{}街道办事处", home.zh(), index + 1),
            code: code("11", &home.code(), format!("MBB{index:05}"))?,
            kind: "街道办事处",
            registered: "2001-03-01".into(),
            fields: String::new(),
            districts: String::new(),
            scope: String::new(),
        });
    }
    let brands = BRANDS.iter().cycle().zip(TRADES.iter().copied().cycle());
    for (index, (brand, (trade, fields))) in brands.take(usize::try_from(organizations)?).enumerate() {
        let (home, near) = (district(index)?, district(index + 1)?);
        lines.push(Line {
            name: format!("上海示例{brand}{trade}第{}分社", index + 1),
            code: code("52", &home.code(), format!("MJX{index:05}"))?,
            kind: "社会服务机构",
            registered: format!("{}-{:02}-15", 2009 + index % 15, 1 + index % 12),
            fields: fields.into(),
            districts: format!("{}、{}", home.zh(), near.zh()),
            scope: format!("提供{fields}"),
        });
    }
    Ok(lines)
}

/// Registers everybody through the same import that the registrar uses.
pub async fn load(market: &Market) -> Result<Register> {
    load_lines(market, &lines()?).await
}

/// The same with so many more organizations and street offices.
pub async fn load_with(market: &Market, organizations: u32, streets: u32) -> Result<Register> {
    let mut lines = lines()?;
    lines.extend(many(organizations.saturating_sub(u32::try_from(lines.len())?), streets)?);
    load_lines(market, &lines).await
}

async fn load_lines(market: &Market, lines: &[Line]) -> Result<Register> {
    let mut csv = String::from("社会组织名称,统一社会信用代码,社会组织类型,成立登记日期,登记管理机关,业务主管单位,住所,业务范围,服务领域,服务区域,状态\n");
    for line in lines {
        let Line { name, code, kind, registered, fields, districts, scope } = line;
        writeln!(csv, "{name},{code},{kind},{registered},上海市示例民政局,示例业务主管单位,上海市示例路1号,{scope},{fields},{districts},正常")?;
    }
    let today: Day = day_of(market.now());
    let report = read_organizations(csv.as_bytes(), "示例登记名单.csv", today, &mut |_, _| {});
    ensure!(report.may_load(), "the scenario's own list is not loadable: {:?}", report.findings);
    load_report(market, &Actor::OPERATOR, &report).await?;
    let mut register = Register { streets: Vec::new(), organizations: Vec::new(), agencies: Vec::new() };
    for line in lines {
        let found = by_code(market, &line.code).await?.ok_or_else(|| anyhow::anyhow!("{} did not load", line.name))?;
        let body = Body { id: found.id, name: found.name, district: found.district };
        match line.kind {
            "街道办事处" => register.streets.push(body),
            "第三方评估机构" => register.agencies.push(body),
            _ => register.organizations.push(body),
        }
    }
    Ok(register)
}
