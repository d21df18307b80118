//! The workbench: what waits for a person, what for others, what is in hand; and that it tells nothing before its time.

use crate::bids::{bidder, hand_in};
use crate::contracts::{confirmed, in_force};
use crate::demands::{good_draft, published, street};
use crate::panels::{answers, opened, sheet};
use crate::world::worlds;
use domain::bids::BidState;
use domain::calendar::{at, end_of};
use domain::demands::Stage;
use domain::law::day;
use domain::money::Money;
use domain::policy::{Actor, Role};
use domain::workbench::{Task, Workbench};
use marketplace::demands::{self, Begin, Decide};
use marketplace::panels::{self, SaveSheet, Sign};
use marketplace::workbench::desk;
use marketplace::{Market, Once};

async fn of(market: &Market, who: &Actor) -> Workbench {
    desk(market, who).await.unwrap()
}

/// The keys of tasks with the roles that hold them.
fn held(tasks: &[Task]) -> Vec<(&str, Option<Role>)> {
    tasks.iter().map(|task| (task.key.as_str(), task.whom.as_ref().map(|whom| whom.role))).collect()
}

fn body(task: &Task) -> Option<&str> {
    task.whom.as_ref()?.body.as_deref()
}

#[tokio::test]
async fn a_draft_waits_for_one_colleague_and_is_awaited_by_the_other() {
    for world in worlds().await {
        let market = &world.market;
        let street = street(&world, "wa").await;
        let begin = Begin { draft: good_draft("助餐", 200_000), batch: None, once: Once::fresh() };
        let id = demands::begin(market, &street.officer, begin).await.unwrap();
        assert_eq!(held(&of(market, &street.officer).await.mine), [("workbench.demand-finish", None)]);
        let approver = of(market, &street.approver).await;
        assert!(approver.mine.is_empty() && approver.others.is_empty(), "nobody waits for an unfinished draft");
        demands::submit(market, &street.officer, Decide { demand: id, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();

        let officer = of(market, &street.officer).await;
        assert_eq!((officer.mine.len(), held(&officer.others)), (0, vec![("workbench.demand-approve", Some(Role::PurApprover))]));
        assert_eq!((officer.others[0].since, body(&officer.others[0])), (market.now(), None));
        let drafts = &officer.purchases[0];
        assert_eq!((drafts.path.as_str(), drafts.count, drafts.sum), ("/demands/drafts", 1, Some(Money::yuan(200_000))));
        let approver = of(market, &street.approver).await;
        assert_eq!((held(&approver.mine), approver.others.len()), (vec![("workbench.demand-approve", None)], 0));
    }
}

#[tokio::test]
async fn an_offer_changes_nobody_s_workbench_but_its_own_organization_s() {
    for world in worlds().await {
        let market = &world.market;
        let street = street(&world, "wb").await;
        let demand = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        let (who, other) = (bidder(&world, "甲").await, bidder(&world, "乙").await);
        let legal = world.person("wb-legal", Role::SoLegal, who.organization).await;
        let reviewer = world.person("wb-reviewer", Role::PurReviewer, street.officer.organization).await;
        let auditor = world.person("wb-auditor", Role::Auditor, None).await;
        let watchers = [&street.officer, &street.approver, &reviewer, &other, &auditor, &Actor::PUBLIC];
        let mut before = Vec::new();
        for watcher in watchers {
            before.push(of(market, watcher).await);
        }
        assert_eq!(held(&before[0].others), [("workbench.await-offers", Some(Role::SoAdmin))]);
        assert_eq!((before[0].others[0].due, body(&before[0].others[0])), (Some(at(day(2025, 3, 12), 17, 0)), None));
        assert_eq!(held(&before[1].others), held(&before[0].others));
        let open = &before[0].purchases[0];
        assert_eq!((open.term.as_str(), open.count, open.sum), ("stage-open", 1, Some(Money::yuan(480_000))));
        assert!(open.path.starts_with("/demands?stage=open&purchaser=11310106"), "{}", open.path);

        let receipt = hand_in(&world, &who, demand, 95).await;
        for (watcher, before) in watchers.iter().zip(&before) {
            assert_eq!(of(market, watcher).await, *before, "{watcher:?} learns of an offer");
        }
        for own in [&who, &legal] {
            let desk = of(market, own).await;
            assert_eq!((desk.mine.len(), held(&desk.others)), (0, vec![("workbench.await-deadline", Some(Role::PurOfficer))]));
            assert_eq!(body(&desk.others[0]), Some("上海市静安区示例wb街道办事处"));
            let offer = &desk.offers[0];
            assert_eq!((offer.demand, offer.state, offer.stage, &offer.receipt), (demand, BidState::Standing, Stage::Open, &receipt.number));
        }

        world.go_to_day("2025-03-12", 17).await;
        let due = Some(end_of(day(2025, 3, 14)));
        let officer = of(market, &street.officer).await;
        assert_eq!(held(&officer.mine), [("workbench.shortlist", None)]);
        assert_eq!(held(&officer.others), [("workbench.name-reviewers", Some(Role::PurApprover))]);
        assert_eq!(held(&of(market, &street.approver).await.others), [("workbench.shortlist", Some(Role::PurOfficer))]);
        let own = of(market, &who).await;
        assert_eq!((held(&own.others), own.others[0].due), (vec![("workbench.shortlist", Some(Role::PurOfficer))], due));
        assert!(of(market, &other).await.others.is_empty(), "who did not offer waits for nothing");
    }
}

#[tokio::test]
async fn a_review_is_awaited_without_a_name_and_without_a_count() {
    for world in worlds().await {
        let market = &world.market;
        let case = opened(&world, "wc", &[95, 90, 85]).await;
        let watchers = [&case.street.officer, &case.street.approver, &case.bidders[0]];
        let mut before = Vec::new();
        for watcher in watchers {
            let desk = of(market, watcher).await;
            assert_eq!((held(&desk.others), body(&desk.others[0])), (vec![("workbench.score-offers", Some(Role::PanelExpert))], None));
            assert!(!serde_json::to_string(&desk).unwrap().contains("示例·"), "no person is named");
            before.push(desk);
        }
        for who in &case.reviewers[..3] {
            panels::declare(market, who, answers(case.demand, None)).await.unwrap();
        }
        let one = &case.reviewers[0];
        let review = panels::review(market, one, case.demand).await.unwrap();
        let save = SaveSheet { demand: case.demand, posted: sheet(&review, |_| 80), seen: review.version };
        let seen = panels::save_sheet(market, one, save).await.unwrap();
        panels::sign(market, one, Sign { demand: case.demand, seen, once: Once::fresh() }).await.unwrap();
        for (watcher, before) in watchers.iter().zip(&before) {
            assert_eq!(of(market, watcher).await, *before, "{watcher:?} learns who signed");
        }
    }
}

#[tokio::test]
async fn both_sides_see_who_holds_the_contract_and_where_their_contracts_stand() {
    for world in worlds().await {
        let market = &world.market;
        let parties = confirmed(&world, "wd", good_draft("助餐", 200_000), Money::yuan(200_000)).await;
        let begin = |who: Option<Role>| vec![("contracts.task-begin", who)];
        assert_eq!(held(&of(market, &parties.street.officer).await.mine), begin(None));
        for waits in [&parties.street.approver, &parties.reviewer, &parties.admin, &parties.legal] {
            let desk = of(market, waits).await;
            assert_eq!(held(&desk.others), begin(Some(Role::PurOfficer)), "{:?}", waits.role);
            assert_eq!(body(&desk.others[0]).is_some(), waits.role.of_provider());
        }
        let contract = in_force(&world, &parties).await;
        let report = |tasks: &[Task]| tasks.iter().find(|task| task.key == "contracts.task-report").cloned();
        let mine = report(&of(market, &parties.admin).await.mine).unwrap();
        let awaited = report(&of(market, &parties.street.officer).await.others).unwrap();
        assert_eq!((awaited.due, &awaited.path), (mine.due, &mine.path));
        assert_eq!(held(std::slice::from_ref(&awaited)), [("contracts.task-report", Some(Role::SoAdmin))]);
        assert_eq!(body(&awaited), Some("上海示例wd一社会工作服务中心"));
        assert!(awaited.path.starts_with(&format!("/contracts/{contract}")));
        for (who, side) in [(&parties.street.officer, "purchaser"), (&parties.legal, "provider")] {
            let piles = of(market, who).await.contracts;
            assert_eq!((piles.len(), piles[0].term.as_str(), piles[0].count), (1, "contract-in-force", 1));
            assert!(piles[0].path.contains(&format!("&{side}=")), "{}", piles[0].path);
        }
    }
}
