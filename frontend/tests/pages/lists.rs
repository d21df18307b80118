//! Pages of lists and public documents with invented data.

use super::{Sample, shell};
use domain::calendar::{Day, at};
use domain::code::District;
use domain::contracts::{Contract, ContractOrder, ContractRow, ContractSums};
use domain::demands::{DemandOrder, DemandRow, Stage};
use domain::law::day;
use domain::money::Money;
use domain::notices::{Document, NoticeKind, NoticeRow, NoticeView, Section};
use domain::numbers::{ContractNumber, DemandNumber, NoticeNumber};
use domain::services::Field;
use frontend::components::ListPlace;
use frontend::notices::notice_page;
use frontend::{Nav, Shell, Size, Theme, contracts, demands, render};
use messages::Language;

/// All of them.
pub fn pages(language: Language, theme: Theme, size: Size) -> Vec<Sample> {
    let with = |title: &str, nav: Nav| Shell { current: Some(nav), ..shell(language, theme, size, title) };
    let sample = |name: &'static str, html: String| Sample { name, html };
    vec![
        sample("demands", render(&with("Demands", Nav::Demands), || demands::demands_page(demand_list(3)))),
        sample("demands-empty", render(&with("Demands", Nav::Demands), || demands::demands_page(demand_list(0)))),
        sample("contracts", render(&with("Contracts", Nav::Contracts), || contracts::contracts_page(contract_list(2)))),
        sample("contracts-empty", render(&with("Contracts", Nav::Contracts), || contracts::contracts_page(contract_list(0)))),
        sample("notice", render(&with("Notice", Nav::Notices), || notice_page(extension(), today()))),
        sample("notice-corrected", render(&with("Notice", Nav::Notices), || notice_page(publicity(), today()))),
    ]
}

fn today() -> Day {
    day(2025, 6, 10)
}

fn jingan() -> District {
    District::parse("310106").unwrap()
}

fn demand_list(rows: u32) -> demands::ListPage {
    let row = |n: u32| DemandRow {
        number: DemandNumber::new(2025, n),
        title: "独居老人居家关怀服务".into(),
        purchaser: "静安区示例路街道办事处".into(),
        field: Field::ElderlyCare,
        district: jingan(),
        budget: Money::yuan(486_000),
        stage: if n == 1 { Stage::Open } else { Stage::Review },
        published_at: at(day(2025, 6, 3), 9, 0),
        closes_at: at(day(2025, 6, 13), 17, 0),
        closes_provisional: false,
    };
    let counts = [5, 4, 6, 5, 7, 3, 2, 1, 6, 8, 9, 18];
    let months = (0..12).map(|n| if n < 6 { day(2024, 7 + n, 1) } else { day(2025, n - 5, 1) });
    let place = ListPlace::new("/demands", "q=a&field=F01&stage=open&order=deadline".into(), false, (rows > 0).then(|| "deadline.0.7.8".into()));
    demands::ListPage {
        rows: (1..=rows).map(row).collect(),
        total: rows.into(),
        budget: Money::yuan(486_000 * i64::from(rows)),
        words: "a".into(),
        field: Some(Field::ElderlyCare),
        district: None,
        stage: Some(Stage::Open),
        purchaser: None,
        order: DemandOrder::Deadline,
        place: if rows == 0 { place.counted_without(vec![("q", 2), ("field", 0), ("district", 0), ("stage", 7)]) } else { place },
        by_month: months.zip(counts).map(|(month, count)| (month, if rows == 0 { 0 } else { count })).collect(),
        by_field: vec![(Field::ElderlyCare, rows.into())],
        now: at(today(), 10, 20),
    }
}

fn contract_list(rows: u32) -> contracts::ListPage {
    let row = |n: u32| ContractRow {
        number: ContractNumber::new(2025, n),
        title: "独居老人居家关怀服务".into(),
        purchaser: "静安区示例路街道办事处".into(),
        provider: "上海示例安居社会工作服务中心".into(),
        field: Field::ElderlyCare,
        district: jingan(),
        state: Contract::InForce,
        price: Money::yuan(486_000),
        paid: Money::yuan(243_000),
        starts: day(2025, 1, 1),
        ends: day(2025, 12, 31),
        next: Vec::new(),
        published_at: at(day(2025, 1, 3), 9, 0),
    };
    contracts::ListPage {
        rows: (1..=rows).map(row).collect(),
        sums: ContractSums { count: rows.into(), price: Money::yuan(486_000), paid: Money::yuan(243_000) },
        words: String::new(),
        field: None,
        district: None,
        state: None,
        purchaser: None,
        provider: None,
        paid_in: None,
        late: false,
        order: ContractOrder::Late,
        late_count: 1,
        place: ListPlace::new("/contracts", "order=late".into(), false, None),
        drafts: false,
    }
}

fn row(kind: NoticeKind, n: u32, date: u32, until: Option<u32>) -> NoticeRow {
    NoticeRow {
        number: NoticeNumber::new(2025, n),
        kind,
        title: "独居老人居家关怀服务".into(),
        purchaser: "静安区示例路街道办事处".into(),
        published_at: at(day(2025, 6, date), 9, 0),
        period_ends_on: until.map(|date| domain::calendar::Due::kept(day(2025, 6, date))),
    }
}

fn extension() -> NoticeView {
    let section = Section::new("notices.section-extension")
        .line("notices.label-title", "独居老人居家关怀服务")
        .line("notices.label-closed-before", at(day(2025, 6, 6), 17, 0))
        .line("notices.label-closes", at(day(2025, 6, 13), 17, 0));
    NoticeView {
        row: row(NoticeKind::Extension, 5, 6, None),
        subjects: vec![DemandNumber::new(2025, 27).to_string()],
        document: Document::new(NoticeKind::Extension, "独居老人居家关怀服务").section(section),
        digest: "9c41e7d08a10b3f2c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f75be2f836".into(),
        related: vec![row(NoticeKind::Demand, 2, 3, None), row(NoticeKind::Publicity, 9, 9, Some(12))],
    }
}

fn publicity() -> NoticeView {
    let section = Section::new("notices.section-extension").line("notices.label-title", "独居老人居家关怀服务");
    NoticeView {
        row: row(NoticeKind::Publicity, 9, 9, Some(12)),
        subjects: vec![DemandNumber::new(2025, 27).to_string(), ContractNumber::new(2025, 4).to_string()],
        document: Document::new(NoticeKind::Publicity, "独居老人居家关怀服务").section(section),
        related: vec![row(NoticeKind::Demand, 2, 3, None), row(NoticeKind::Withdrawn, 11, 10, None)],
        ..extension()
    }
}
