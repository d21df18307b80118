//! Reviewers: named in secret, free of conflicts, scoring, signing.

use crate::bids::{bidder, codes, hand_in, shortlist};
use crate::demands::{Street, good_draft, published, street};
use crate::world::{World, worlds};
use domain::ids::AccountId;
use domain::numbers::DemandNumber;
use domain::panels::{Question, ReviewDesk, Seat, reason_field, score_field};
use domain::policy::{Actor, Role};
use domain::refusal::Fact;
use domain::step::Word;
use marketplace::panels::{self, Declare, NameReviewers, Recuse, SaveSheet, Sign};
use marketplace::{Fault, Once, bids, demands, inbox, jobs};

/// A purchase whose offers are checked, with the people who will review.
pub struct Reviewed {
    pub street: Street,
    pub demand: DemandNumber,
    pub bidders: Vec<Actor>,
    pub reviewers: Vec<Actor>,
}

/// One representative of the unit and two from outside, and one to spare.
pub async fn reviewers(world: &World, street: &Street, name: &str) -> Vec<Actor> {
    let mut people = vec![world.person(&format!("{name}-pur"), Role::PanelPur, street.officer.organization).await];
    for n in 0..3 {
        people.push(world.person(&format!("{name}-expert-{n}"), Role::PanelExpert, None).await);
    }
    people
}

pub fn panel_of(demand: DemandNumber, people: &[&Actor]) -> NameReviewers {
    let accounts: Vec<AccountId> = people.iter().map(|actor| actor.account.unwrap()).collect();
    NameReviewers { demand, representative: accounts[0], outside: accounts[1..].to_vec(), together: false, once: Once::fresh() }
}

/// Three offers at these shares of the budget, handed in, opened and checked; the panel is named.
pub async fn opened(world: &World, name: &str, shares: &[i64]) -> Reviewed {
    let street = street(world, name).await;
    let demand = published(world, &street, good_draft("独居老人居家关怀", 480_000)).await;
    let mut bidders = Vec::new();
    for (n, share) in shares.iter().enumerate() {
        let who = bidder(world, &format!("{name}{n}")).await;
        hand_in(world, &who, demand, *share).await;
        bidders.push(who);
    }
    let reviewers = reviewers(world, &street, name).await;
    let [a, b, c, _] = &reviewers[..] else { panic!() };
    panels::name_reviewers(&world.market, &street.approver, panel_of(demand, &[a, b, c])).await.unwrap();
    world.go_to_day("2025-03-12", 17).await;
    if shares.len() >= 3 {
        shortlist(world, &street.officer, demand, None).await.unwrap();
    }
    Reviewed { street, demand, bidders, reviewers }
}

/// Answers all questions with no, but for the one named.
pub fn answers(demand: DemandNumber, yes: Option<Question>) -> Declare {
    let answers = Question::ALL.iter().map(|question| (*question, Some(*question) == yes)).collect();
    Declare { demand, answers, together: false, once: Once::fresh() }
}

/// Types the same score for each criterion of an offer; `score` gives hundredths of the criterion's most by organization.
pub fn sheet(desk: &ReviewDesk, percent: impl Fn(&str) -> i64) -> Vec<(String, String)> {
    let mut posted = Vec::new();
    for column in &desk.columns {
        for item in &desk.items {
            let points = item.max.scaled(percent(&column.name), 100).unwrap();
            posted.push((score_field(column.bid, &item.key), points.to_string()));
            posted.push((reason_field(column.bid, &item.key), "依据方案第三部分".to_owned()));
        }
    }
    posted
}

/// Declares, scores and signs for everybody named.
pub async fn review_all(world: &World, demand: DemandNumber, people: &[&Actor], percent: impl Fn(&str) -> i64) {
    let market = &world.market;
    for who in people {
        panels::declare(market, who, answers(demand, None)).await.unwrap();
    }
    for who in people {
        let desk = panels::review(market, who, demand).await.unwrap();
        let seen = panels::save_sheet(market, who, SaveSheet { demand, posted: sheet(&desk, &percent), seen: desk.version }).await.unwrap();
        panels::sign(market, who, Sign { demand, seen, once: Once::fresh() }).await.unwrap();
    }
}

#[tokio::test]
async fn offers_are_shown_when_the_whole_panel_has_declared_and_not_before() {
    for world in worlds().await {
        let case = opened(&world, "pa", &[95, 90, 85]).await;
        let market = &world.market;
        let [pur, one, two, spare] = &case.reviewers[..] else { panic!() };
        let desk = panels::review(market, one, case.demand).await.unwrap();
        assert_eq!((desk.state, desk.bidders.len(), desk.bids.len(), desk.columns.len()), (Seat::Named, 3, 0, 0));
        let save = |desk: &ReviewDesk| SaveSheet { demand: case.demand, posted: vec![], seen: desk.version };
        assert_eq!(codes(panels::save_sheet(market, one, save(&desk)).await.unwrap_err()), ["panels.not-seated"]);
        assert_eq!(codes(panels::review(market, spare, case.demand).await.unwrap_err()), ["not-found"]);
        let file = domain::ids::FileId::new(uuid::Uuid::nil());
        assert_eq!(codes(bids::file(market, one, case.demand, file).await.unwrap_err()), ["not-found"]);

        let mut unanswered = answers(case.demand, None);
        unanswered.answers.pop();
        assert_eq!(codes(panels::declare(market, one, unanswered).await.unwrap_err()), ["panels.answer-missing"]);
        for who in [one, two] {
            panels::declare(market, who, answers(case.demand, None)).await.unwrap();
        }
        let desk = panels::review(market, one, case.demand).await.unwrap();
        assert_eq!((desk.state, desk.undeclared, desk.bids.len()), (Seat::Declared, 1, 0));
        panels::declare(market, pur, answers(case.demand, None)).await.unwrap();
        let desk = panels::review(market, one, case.demand).await.unwrap();
        assert_eq!((desk.state, desk.bids.len(), desk.columns.len(), desk.items.len()), (Seat::Seated, 3, 3, 4));
        assert_eq!(panels::waiting(market, one).await.unwrap()[0].key, "workbench.score-offers");
    }
}

#[tokio::test]
async fn a_conflict_is_replaced_before_any_offer_is_shown() {
    for world in worlds().await {
        let case = opened(&world, "pb", &[95, 90, 85]).await;
        let market = &world.market;
        let [pur, one, two, spare] = &case.reviewers[..] else { panic!() };
        for who in [pur, one] {
            panels::declare(market, who, answers(case.demand, None)).await.unwrap();
        }
        panels::declare(market, two, answers(case.demand, Some(Question::Kin))).await.unwrap();
        assert_eq!(panels::review(market, two, case.demand).await.unwrap().state, Seat::Replaced);
        assert_eq!(panels::review(market, one, case.demand).await.unwrap().bids.len(), 0);
        jobs::deliver(market).await.unwrap();
        let told = inbox::received(market, case.street.approver.account.unwrap(), 50).await.unwrap();
        assert!(told.iter().any(|message| message.key == "inbox.reviewer-conflicted"));
        assert!(panels::waiting(market, &case.street.approver).await.unwrap().iter().any(|task| task.key == "workbench.name-reviewers"));
        // Who left does not come back; somebody else is named, and the two who declared keep their seats.
        let again = panel_of(case.demand, &[pur, one, two]);
        assert_eq!(codes(panels::name_reviewers(market, &case.street.approver, again).await.unwrap_err()), ["panels.left-review"]);
        panels::name_reviewers(market, &case.street.approver, panel_of(case.demand, &[pur, one, spare])).await.unwrap();
        panels::declare(market, spare, answers(case.demand, None)).await.unwrap();
        for who in [pur, one, spare] {
            assert_eq!(panels::review(market, who, case.demand).await.unwrap().state, Seat::Seated);
        }
        // A conflict that comes up later is reported, and the seat filled again.
        panels::recuse(market, one, Recuse { demand: case.demand, once: Once::fresh() }).await.unwrap();
        let sitting = panels::panel(market, &case.street.approver, case.demand).await.unwrap().sitting().count();
        assert_eq!(sitting, 2);
    }
}

/// T11 on the running system: what the register of accounts knows counts, whatever was answered.
#[tokio::test]
async fn who_works_for_a_bidder_does_not_review_although_all_answers_are_no() {
    for world in worlds().await {
        let case = opened(&world, "pc2", &[95, 90, 85]).await;
        let [_, one, two, _] = &case.reviewers[..] else { panic!() };
        let bidder = case.bidders[0].organization;
        marketplace::identity::grant(&world.market, &Actor::OPERATOR, one.account.unwrap(), Role::SoAdmin, bidder).await.unwrap();
        for who in [one, two] {
            panels::declare(&world.market, who, answers(case.demand, None)).await.unwrap();
        }
        assert_eq!(panels::review(&world.market, one, case.demand).await.unwrap().state, Seat::Replaced);
        assert_eq!(panels::review(&world.market, two, case.demand).await.unwrap().state, Seat::Declared);
    }
}

#[tokio::test]
async fn the_panel_is_made_up_as_its_rule_and_the_published_need_ask() {
    for world in worlds().await {
        let street = street(&world, "pc").await;
        let demand = published(&world, &street, good_draft("助餐", 200_000)).await;
        let market = &world.market;
        let people = reviewers(&world, &street, "pc").await;
        let [pur, one, two, three] = &people[..] else { panic!() };
        let inside = world.person("pc-inside", Role::PanelExpert, street.officer.organization).await;
        let stranger = world.person("pc-stranger", Role::Auditor, None).await;
        let name = async |people: &[&Actor]| match panels::name_reviewers(market, &street.approver, panel_of(demand, people)).await {
            Ok(()) => Vec::new(),
            Err(fault) => codes(fault),
        };
        assert_eq!(name(&[pur, one]).await, ["panels.too-few", "panels.even", "panels.too-few-experts"]);
        assert_eq!(name(&[pur, one, one]).await, ["panels.named-twice"]);
        assert_eq!(name(&[pur, one, &inside]).await, ["panels.outsider-from-unit"]);
        assert_eq!(name(&[pur, one, &stranger]).await, ["panels.not-a-reviewer"]);
        let fifth = world.person("pc-fifth", Role::PanelExpert, None).await;
        assert_eq!(name(&[pur, one, two, three, &fifth]).await, ["panels.not-as-published"]);
        assert_eq!(name(&[pur, one, two]).await, Vec::<String>::new());
        // Before the result nobody but the approver reads the names.
        for actor in [&street.officer, one, &Actor::PUBLIC, &stranger] {
            assert_eq!(codes(panels::panel(market, actor, demand).await.unwrap_err()), ["not-found"]);
        }
        // Who takes part is not settled: nothing to declare about yet.
        assert_eq!(codes(panels::declare(market, one, answers(demand, None)).await.unwrap_err()), ["panels.not-yet"]);
    }
}

#[tokio::test]
async fn a_sheet_is_kept_as_typed_and_signed_when_nothing_is_missing() {
    for world in worlds().await {
        let case = opened(&world, "pd", &[95, 90, 85]).await;
        let market = &world.market;
        let demand = case.demand;
        let [pur, one, two, _] = &case.reviewers[..] else { panic!() };
        for who in [pur, one, two] {
            panels::declare(market, who, answers(demand, None)).await.unwrap();
        }
        let desk = panels::review(market, one, demand).await.unwrap();
        let first = score_field(desk.columns[0].bid, &desk.items[0].key);
        let mut posted = sheet(&desk, |_| 70);
        posted.retain(|(field, _)| *field != first);
        posted.push((first.clone(), "差不多二十".to_owned()));
        let seen = panels::save_sheet(market, one, SaveSheet { demand, posted: posted.clone(), seen: desk.version }).await.unwrap();
        assert_eq!(panels::review(market, one, demand).await.unwrap().sheet.get(&first), "差不多二十");
        let fault = panels::sign(market, one, Sign { demand, seen, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(codes(fault), ["panels.score-unreadable"]);
        let stale = SaveSheet { demand, posted: sheet(&desk, |_| 71), seen: desk.version };
        assert_eq!(codes(panels::save_sheet(market, one, stale).await.unwrap_err()), ["changed-meanwhile"]);

        let full: Vec<_> = sheet(&desk, |_| 100).into_iter().filter(|(field, _)| field.starts_with("score")).collect();
        let seen = panels::save_sheet(market, one, SaveSheet { demand, posted: full, seen }).await.unwrap();
        let fault = panels::sign(market, one, Sign { demand, seen, once: Once::fresh() }).await.unwrap_err();
        assert!(fault.refusals().iter().all(|refusal| refusal.code == "panels.reason-missing"));
        let seen = panels::save_sheet(market, one, SaveSheet { demand, posted: sheet(&desk, |_| 70), seen }).await.unwrap();
        let press = Sign { demand, seen, once: Once::fresh() };
        let at = panels::sign(market, one, press.clone()).await.unwrap();
        assert_eq!(panels::sign(market, one, press).await.unwrap(), at);
        let late = SaveSheet { demand, posted: sheet(&desk, |_| 80), seen: seen + 1 };
        assert_eq!(codes(panels::save_sheet(market, one, late).await.unwrap_err()), ["panels.signed-already"]);
        assert_eq!(codes(panels::recuse(market, one, Recuse { demand, once: Once::fresh() }).await.unwrap_err()), ["panels.seat-out-of-order"]);
    }
}

/// Of those who sign last at the same time one completes the review.
#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn the_last_signature_completes_the_review_whatever_overlaps() {
    for world in worlds().await {
        let case = opened(&world, "pe", &[95, 90, 85]).await;
        let market = &world.market;
        let demand = case.demand;
        let people: Vec<Actor> = case.reviewers[..3].to_vec();
        for who in &people {
            panels::declare(market, who, answers(demand, None)).await.unwrap();
        }
        let mut ready = Vec::new();
        for who in people {
            let desk = panels::review(market, &who, demand).await.unwrap();
            let seen = panels::save_sheet(market, &who, SaveSheet { demand, posted: sheet(&desk, |_| 80), seen: desk.version }).await.unwrap();
            ready.push((who, seen));
        }
        let signing: Vec<_> = ready
            .into_iter()
            .map(|(who, seen)| {
                let market = market.clone();
                tokio::spawn(async move { panels::sign(&market, &who, Sign { demand, seen, once: Once::fresh() }).await })
            })
            .collect();
        for task in signing {
            task.await.unwrap().unwrap();
        }
        let next = demands::view(market, demand).await.unwrap().next.unwrap();
        assert_eq!(next.action, domain::policy::Action::PublicizeResult);
    }
}

#[tokio::test]
async fn one_panel_reviews_a_whole_batch_with_a_sheet_a_need() {
    for world in worlds().await {
        let street = street(&world, "pf").await;
        let batch = crate::awards::batch(&world, &street, 2).await;
        let market = &world.market;
        let people = reviewers(&world, &street, "pf").await;
        let [pur, one, two, _] = &people[..] else { panic!() };
        let mut name = panel_of(batch[0], &[pur, one, two]);
        name.together = true;
        panels::name_reviewers(market, &street.approver, name).await.unwrap();
        for n in 0..3 {
            let who = bidder(&world, &format!("pf{n}")).await;
            for demand in &batch {
                hand_in(&world, &who, *demand, 95 - n).await;
            }
        }
        world.go_to_day("2025-03-12", 17).await;
        for demand in &batch {
            shortlist(&world, &street.officer, *demand, None).await.unwrap();
        }
        assert_eq!(panels::review(market, one, batch[1]).await.unwrap().together, 1);
        for who in [pur, one, two] {
            let mut declare = answers(batch[1], None);
            declare.together = true;
            panels::declare(market, who, declare).await.unwrap();
        }
        for demand in &batch {
            assert_eq!(panels::review(market, two, *demand).await.unwrap().bids.len(), 3);
        }
    }
}

/// Nothing broken hides behind a refusal.
#[tokio::test]
async fn refusals_name_the_cell() {
    for world in worlds().await {
        let case = opened(&world, "pg", &[95, 90, 85]).await;
        for who in &case.reviewers[..3] {
            panels::declare(&world.market, who, answers(case.demand, None)).await.unwrap();
        }
        let one = &case.reviewers[1];
        let desk = panels::review(&world.market, one, case.demand).await.unwrap();
        assert_eq!(desk.refused.len(), 12);
        let sign = Sign { demand: case.demand, seen: desk.version, once: Once::fresh() };
        let Fault::Unfit(refused) = panels::sign(&world.market, one, sign).await.unwrap_err() else { panic!() };
        assert_eq!(refused[0].field, Some(score_field(desk.columns[0].bid, &desk.items[0].key)));
        assert!(refused[0].facts.contains(&("bidder".to_owned(), Fact::Text(desk.columns[0].name.clone()))));
    }
}
