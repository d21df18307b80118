//! What the default world leaves to its reader, done on the street of the tour.

use crate::{demo, jobs};
use domain::calendar::{Day, at, day_of};
use domain::demands::{Draft, from_template};
use domain::ids::{BatchId, DemandId};
use domain::law::day;
use domain::money::Money;
use domain::numbers::DemandNumber;
use domain::panels::Question;
use domain::policy::Actor;
use domain::services::{TEMPLATES, Template};
use domain::step::Word;
use marketplace::bids::{self, Attach, SaveDraft, Shortlist, Submit};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::files::NewFile;
use marketplace::organizations::{self, ListFile};
use marketplace::panels::{self, Declare, NameReviewers};
use marketplace::{Market, Once, identity};
use messages::{Language, words};

/// What is in work on the street of the tour. The default world leaves all of it to its reader; without it nobody would be
/// shown a draft, an offer that is still sealed, a panel or an import. Two of its officer's needs stay drafts, one is published.
pub(super) struct Street {
    officer: Actor,
    reviewers: [Actor; 3],
    pub(super) batch: BatchId,
    pub(super) demand: DemandNumber,
}

/// The deadline of what is published, and the morning on which the world is looked at again.
const CLOSES: Day = day(2025, 3, 12);
const REVIEW: Day = day(2025, 3, 14);

pub(super) async fn actor(market: &Market, login: &str) -> Actor {
    let person = identity::people(market).await.unwrap().into_iter().find(|person| person.login == login).unwrap();
    let tokens = identity::sign_in_as(market, person.membership, "").await.unwrap();
    identity::signed(market, tokens.session).await.unwrap().unwrap().actor
}

fn need(template: &Template, title: &str, today: Day) -> Draft {
    let mut draft = from_template(template, today, |key| words(Language::Zh).say(key));
    let (closes, review) = (CLOSES.to_string(), REVIEW.to_string());
    let fields = [
        ("title", title),
        ("recipients_number", "120"),
        ("place", "the whole street"),
        ("district", "310106"),
        ("closes_on", &closes),
        ("review_on", &review),
        ("acceptance", "every output is compared with its standard"),
        ("opinions_least", "30"),
    ];
    for (field, text) in fields {
        draft.set(field, text);
    }
    for (row, (_, amount)) in template.amounts(Money::yuan(200_000)).into_iter().enumerate() {
        draft.set(&format!("lines.{row}.amount"), &amount.to_string());
    }
    draft
}

impl Street {
    /// The morning of the default world: drafts, an open demand with three offers and a panel, a list that was tried.
    pub(super) async fn begin(market: &Market) -> Street {
        let officer = actor(market, "officer").await;
        let batch = demands::begin_batch(market, &officer, NewBatch { title: "Together".into(), once: Once::fresh() }).await.unwrap();
        Street::draft(market, &officer, &TEMPLATES[3], Begin { draft: Draft::default(), batch: Some(batch), once: Once::fresh() }).await;
        let begin = Begin { draft: Draft::default(), batch: None, once: Once::fresh() };
        let waiting = Street::draft(market, &officer, &TEMPLATES[4], begin.clone()).await;
        let demand = Street::draft(market, &officer, &TEMPLATES[0], begin).await;
        for demand in [waiting, demand] {
            demands::submit(market, &officer, Decide { demand, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
        }
        let approver = actor(market, "approver").await;
        demands::approve(market, &approver, Approve { demand, seen: 2, minutes: None, once: Once::fresh() }).await.unwrap();
        let published = demands::publish(market, &officer, Publish { demand, seen: 3, once: Once::fresh() }).await.unwrap();
        let demand = published.demands[0];
        for clerk in ["anju", "qingyuan", "chunhui"] {
            Street::offer(market, &actor(market, clerk).await, demand).await;
        }
        let reviewers = [actor(market, "panel").await, actor(market, "expert1").await, actor(market, "expert2").await];
        let [representative, outside @ ..] = reviewers.map(|reviewer| reviewer.account.unwrap());
        let panel = NameReviewers { demand, representative, outside: outside.to_vec(), together: false, once: Once::fresh() };
        panels::name_reviewers(market, &approver, panel).await.unwrap();
        // Its one code has a wrong check character.
        let list = ListFile { name: "list.csv".into(), bytes: "名称,统一社会信用代码\nA place for all,52310115MJX0010297\n".into() };
        organizations::import_now(market, &actor(market, "registrar").await, list, true).await.unwrap();
        jobs::round(market).await.unwrap();
        Street { officer, reviewers, batch, demand }
    }

    pub(super) async fn draft(market: &Market, officer: &Actor, template: &Template, begin: Begin) -> DemandId {
        let draft = need(template, template.key, day_of(market.now()));
        demands::begin(market, officer, Begin { draft, once: Once::fresh(), ..begin }).await.unwrap()
    }

    async fn offer(market: &Market, clerk: &Actor, demand: DemandNumber) {
        let mut posted: Vec<(String, String)> = ["plan", "team"].map(|field| (field.to_owned(), "three steps, six people".to_owned())).into();
        for (line, (_, amount)) in TEMPLATES[0].amounts(Money::yuan(190_000)).into_iter().enumerate() {
            posted.push((format!("prices.{line}"), amount.to_string()));
        }
        let seen = bids::save_draft(market, clerk, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let file = NewFile { name: "plan.txt".into(), bytes: b"three steps".to_vec() };
        bids::attach(market, clerk, Attach { demand, file }).await.unwrap();
        bids::submit(market, clerk, Submit { demand, seen: seen + 1, once: Once::fresh() }).await.unwrap();
    }

    /// The morning of the review: the offers are opened and the panel has declared.
    pub(super) async fn review(&self, market: &Market) {
        let demand = self.demand;
        demo::run_to(market, at(REVIEW, 9, 0), true).await.unwrap();
        let seen = demands::view(market, demand).await.unwrap().version;
        bids::shortlist(market, &self.officer, Shortlist { demand, reason: None, seen, once: Once::fresh() }).await.unwrap();
        for reviewer in &self.reviewers {
            let answers = Question::ALL.iter().map(|question| (*question, false)).collect();
            panels::declare(market, reviewer, Declare { demand, answers, together: false, once: Once::fresh() }).await.unwrap();
        }
        jobs::round(market).await.unwrap();
    }
}
