//! The page of a result that was negotiated, with invented data.

use super::organizations::{code, demand};
use super::{Sample, officer, shell};
use domain::awards::{BELOW_THRESHOLD_TIES, Bidder, Negotiation, Outcome, PublicResult, ResultStage, ResultView};
use domain::calendar::{Due, at};
use domain::law::day;
use domain::money::{Money, Points};
use domain::panels::{Item, Score};
use domain::policy::Action;
use domain::refusal::{Fact, Refusal};
use frontend::awards::{ResultPage, result_page};
use frontend::{Nav, Shell, Size, Theme, render};
use messages::Language;

/// The form that records the negotiation, refused, and what everybody reads of it at the end of a year.
pub fn pages(language: Language, theme: Theme, size: Size) -> Vec<Sample> {
    let with = |title: &str| Shell { current: Some(Nav::Demands), ..shell(language, theme, size, title) };
    let signed_in = |title: &str| Shell { signed_in: Some(officer()), ..with(title) };
    vec![
        Sample { name: "result-negotiation", html: render(&signed_in("Result"), || result_page(to_publicise())) },
        Sample { name: "result-negotiated", html: render(&with("Result"), || result_page(publicised())) },
    ]
}

fn bidder() -> Bidder {
    let id = "0197a5b0-0000-7000-8000-000000000001";
    Bidder {
        bid: id.parse().unwrap(),
        organization: id.parse().unwrap(),
        name: "上海示例安居社会工作服务中心".into(),
        code: code("MJW00001"),
        price: Money::yuan(456_000),
    }
}

fn items() -> Vec<Item> {
    vec![Item { key: "plan".into(), name: Fact::Text("服务方案".into()), max: Points::whole(100) }]
}

fn view() -> ResultView {
    ResultView {
        demand: demand(),
        stage: ResultStage::Pending,
        review_on: day(2026, 12, 28),
        result: None,
        ended_because: None,
        objections: (0, 0),
        own: None,
        own_objections: Vec::new(),
        outcome: None,
        sheets: Vec::new(),
        together: Vec::new(),
        notices: Vec::new(),
        confirm_by: None,
        negotiates: false,
        against: None,
        acts: Vec::new(),
        version: 5,
    }
}

fn page(view: ResultView) -> ResultPage {
    let now = at(day(2026, 12, 30), 10, 20);
    ResultPage { view, contract: None, done: false, now, refused: Vec::new(), typed: Vec::new(), once: "0197-sample-r".into() }
}

fn to_publicise() -> ResultPage {
    let score = Score { bid: bidder().bid, means: vec![Points::whole(82)], total: Points::whole(82) };
    let outcome = Outcome::of(items(), vec!["示例·评审员".into()], vec![bidder()], vec![score], &BELOW_THRESHOLD_TIES);
    let view = ResultView { outcome: Some(outcome), negotiates: true, acts: vec![Action::PublicizeResult], ..view() };
    let above = Refusal::new("awards.negotiated-above-offer").fact("price", Money::yuan(460_000)).fact("offered", Money::yuan(456_000));
    let typed = [("agreed_price", "460000"), ("present", "王主任")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    ResultPage { refused: vec![above.field("agreed_price")], typed: typed.into(), ..page(view) }
}

fn publicised() -> ResultPage {
    let negotiation = Negotiation {
        day: day(2026, 12, 29),
        present: "社区服务办公室主任、经办人".into(),
        minutes: "逐项核对人员和活动费用，双方同意下调。".into(),
        price: Money::yuan(438_000),
    };
    let result = PublicResult {
        stage: ResultStage::Publicity,
        winner: bidder(),
        price: negotiation.price,
        items: items(),
        means: vec![Points::whole(82)],
        total: Points::whole(82),
        reason: None,
        negotiation_reason: Some("延期后仍只有一家".into()),
        negotiation: Some(negotiation),
        reviewers: Vec::new(),
        publicised_at: at(day(2026, 12, 30), 9, 0),
        ends_on: Due::kept(day(2027, 1, 4)),
        basis: None,
        confirmed_at: None,
    };
    page(ResultView { stage: ResultStage::Publicity, result: Some(result), confirm_by: Some(Due::kept(day(2027, 1, 11))), ..view() })
}
