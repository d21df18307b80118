//! The purchase of the tour: who takes part and every figure.

use super::{Bidder, Cast, Offer, Purchase, Seat};

/// The people of the default scenario.
pub fn cast() -> Cast {
    let seat = |login: &str, name: &str| Seat { login: login.into(), name: name.into() };
    let bidder = |name: &str, admin: &str, legal: &str| Bidder { name: name.into(), code: String::new(), admin: admin.into(), legal: legal.into() };
    Cast {
        officer: "officer".into(),
        drafter_approves: false,
        approver: "approver".into(),
        reviewer: "reviewer".into(),
        panel: vec![seat("panel", "采购人代表"), seat("expert1", "外部评审员一"), seat("expert2", "外部评审员二")],
        bidders: vec![bidder("安居", "anju", "anju.legal"), bidder("清源", "qingyuan", ""), bidder("春晖", "chunhui", "")],
        agency: "明衡评估中心".into(),
        partial: None,
        lead: "lead".into(),
        member: "member".into(),
    }
}

/// What they buy.
pub fn purchase() -> Purchase {
    Purchase {
        template: "elderly-alone-visits",
        title: "示例路独居老人居家关怀".into(),
        district: "310106",
        budget: 480_000,
        shares: [50, 30, 20],
        recipients: 180,
        closes_on: "2025-03-12",
        review_on: "2025-03-14",
        offers: vec![Offer { percent: 98, worth: 92 }, Offer { percent: 96, worth: 84 }, Offer { percent: 99, worth: 78 }],
        extended: false,
        evaluated: 92,
        grade: "excellent",
    }
}
