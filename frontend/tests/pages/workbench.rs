//! The workbench with invented data: what is mine, what waits for others, the coming days, what is in hand.

use super::{Sample, officer, shell};
use domain::bids::{BidState, ReceiptNumber};
use domain::calendar::{at, end_of};
use domain::demands::Stage;
use domain::law::day;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::policy::{Actor, Role};
use domain::refusal::Fact;
use domain::workbench::{OwnOffer, Pile, Task, Workbench};
use frontend::components::Link;
use frontend::workbench::{OtherRole, Told, WorkbenchPage, workbench_page};
use frontend::{Nav, Shell, Size, Theme, render};
use messages::Language;

/// All of them. It is Thursday, 25 September 2025: the fourteen days hold a Sunday that is worked and the October holidays.
pub fn pages(language: Language, theme: Theme, size: Size) -> Vec<Sample> {
    let signed_in = || Shell { current: Some(Nav::Workbench), signed_in: Some(officer()), ..shell(language, theme, size, "Workbench") };
    let quiet = || Workbench { mine: Vec::new(), purchases: Vec::new(), offers: Vec::new(), ..full() };
    let sample = |name: &'static str, desk: Workbench| Sample { name, html: render(&signed_in(), || workbench_page(page(desk))) };
    vec![sample("workbench", full()), sample("workbench-quiet", quiet()), sample("workbench-empty", Workbench::default())]
}

fn page(desk: Workbench) -> WorkbenchPage {
    let told = |read| Told {
        key: "inbox.demand-approved".to_owned(),
        facts: vec![("title".to_owned(), Fact::Text("助餐点运营".to_owned()))],
        path: "/workbench".to_owned(),
        at: at(day(2025, 9, 24), 9, 0),
        read,
    };
    WorkbenchPage {
        line: "静安区示例路街道办事处 · 示例·采购经办".to_owned(),
        desk,
        messages: vec![told(false), told(true)],
        places: vec![Link::new("合同", "/contracts")],
        roles: vec![OtherRole { membership: "m".to_owned(), words: "采购批准人".to_owned() }],
        now: at(day(2025, 9, 25), 10, 20),
    }
}

fn full() -> Workbench {
    let officer = Actor { role: Role::PurOfficer, ..Actor::PUBLIC };
    let since = at(day(2025, 9, 22), 9, 0);
    let task = |key: &str, path: &str, due| Task::new(key, path, since, due).fact("title", "助餐点运营");
    let answered_by = Some(end_of(day(2025, 9, 25)));
    let closes = at(day(2025, 9, 28), 17, 0);
    Workbench {
        mine: vec![
            task("workbench.answer-objection", "/demands/GX-2025-000027/result", answered_by),
            task("workbench.demand-finish", "/demands/drafts/1", None),
        ],
        others: vec![
            task("contracts.task-pay", "/contracts/HT-2025-000004/payments/2", Some(end_of(day(2025, 9, 19)))).fact("subject", "2").held_by(
                &officer,
                Role::PurApprover,
                None,
            ),
            task("workbench.await-offers", "/demands/GX-2025-000028", Some(closes)).held_by(&officer, Role::SoAdmin, None),
            task("contracts.task-review", "/contracts/drafts/1", None).held_by(&officer, Role::SoLegal, Some("上海示例安居社会工作服务中心")),
        ],
        purchases: vec![Pile {
            term: "stage-open".to_owned(),
            path: "/demands?stage=open&purchaser=11310106MJT000018W".to_owned(),
            count: 2,
            sum: Some(Money::yuan(660_000)),
        }],
        contracts: vec![Pile { term: "contract-in-force".to_owned(), path: "/contracts?state=in-force".to_owned(), count: 3, sum: Some(Money::yuan(972_000)) }],
        commissions: vec![Pile { term: "evaluation-scoring".to_owned(), path: "/evaluations/work".to_owned(), count: 1, sum: None }],
        offers: [BidState::Standing, BidState::Withdrawn]
            .map(|state| OwnOffer {
                demand: DemandNumber::parse("GX-2025-000028").unwrap(),
                title: "助餐点运营".to_owned(),
                stage: Stage::Open,
                state,
                receipt: ReceiptNumber::from_random([7; 10]),
                received_at: since,
                closes_at: closes,
            })
            .to_vec(),
    }
}
