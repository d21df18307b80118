//! From signed sheets to the confirmed result: ranking, ties, publicity, objections.

use crate::bids::{codes, hand_in, seen, shortlist};
use crate::demands::{Street, good_draft, street};
use crate::panels::{Reviewed, answers, opened, panel_of, review_all, reviewers, sheet};
use crate::world::{World, worlds};
use domain::awards::{Consequence, Objection, ResultStage};
use domain::demands::Stage;
use domain::ids::ObjectionId;
use domain::money::Money;
use domain::notices::NoticeKind;
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::panels::Seat;
use domain::policy::{Action, Actor, Role};
use domain::workbench::Task;
use marketplace::awards::{self, Answer, Confirm, Object, Publicise, Settle, TakeBack};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::{Fault, Once, bids, inbox, jobs, notices, panels};

/// So many needs that went out together.
pub async fn batch(world: &World, street: &Street, count: usize) -> Vec<DemandNumber> {
    let market = &world.market;
    let batch = demands::begin_batch(market, &street.officer, NewBatch { title: "2025年第一批".into(), once: Once::fresh() }).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..count {
        let begin = Begin { draft: good_draft(&format!("助餐{n}"), 200_000), batch: Some(batch), once: Once::fresh() };
        ids.push(demands::begin(market, &street.officer, begin).await.unwrap());
    }
    demands::submit(market, &street.officer, Decide { demand: ids[0], seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
    let approve = Approve { demand: ids[0], seen: 2, minutes: Some("示办会〔2025〕3号".into()), once: Once::fresh() };
    demands::approve(market, &street.approver, approve).await.unwrap();
    demands::publish(market, &street.officer, Publish { demand: ids[0], seen: 3, once: Once::fresh() }).await.unwrap().demands
}

async fn publicise(world: &World, who: &Actor, demand: DemandNumber) -> Result<NoticeNumber, Fault> {
    let cmd = Publicise { demand, days: None, seen: seen(world, demand).await, once: Once::fresh() };
    awards::publicise(&world.market, who, cmd).await
}

async fn confirm(world: &World, who: &Actor, demand: DemandNumber) -> Result<NoticeNumber, Fault> {
    let cmd = Confirm { demand, seen: seen(world, demand).await, once: Once::fresh() };
    awards::confirm(&world.market, who, cmd).await
}

async fn object(world: &World, who: &Actor, demand: DemandNumber, grounds: &str) -> Result<ObjectionId, Fault> {
    awards::object(&world.market, who, Object { demand, grounds: grounds.into(), once: Once::fresh() }).await
}

fn answer_to(demand: DemandNumber, objection: ObjectionId, consequence: Option<Consequence>, answer: &str) -> Answer {
    Answer { demand, objection, upheld: consequence.is_some(), consequence, answer: answer.into(), once: Once::fresh() }
}

/// Three offers, reviewed; `percent` scores by the organization's name.
async fn reviewed(world: &World, name: &str, shares: &[i64], percent: impl Fn(&str) -> i64) -> Reviewed {
    let case = opened(world, name, shares).await;
    let people: Vec<&Actor> = case.reviewers[..3].iter().collect();
    review_all(world, case.demand, &people, percent).await;
    case
}

#[tokio::test]
async fn the_whole_road_from_the_last_signature_to_the_confirmed_result() {
    for world in worlds().await {
        let case = reviewed(&world, "aa", &[95, 90, 85], |name| if name.contains("aa1") { 88 } else { 75 }).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        // Before the publicity the purchaser sees totals, the public and the bidders nothing.
        let mine = awards::result(market, &street.officer, demand).await.unwrap();
        assert_eq!((mine.stage, mine.sheets.len()), (ResultStage::Pending, 3));
        assert_eq!(mine.outcome.unwrap().winner().unwrap().price, Money::yuan(432_000));
        for actor in [&Actor::PUBLIC, &case.bidders[1], &case.reviewers[1]] {
            let view = awards::result(market, actor, demand).await.unwrap();
            assert!(view.result.is_none() && view.own.is_none() && view.outcome.is_none() && view.sheets.is_empty());
        }
        assert_eq!(awards::waiting(market, &street.officer).await.unwrap()[0].key, "workbench.publicise");

        let short = Publicise { demand, days: Some(2), seen: seen(&world, demand).await, once: Once::fresh() };
        assert_eq!(codes(awards::publicise(market, &street.officer, short).await.unwrap_err()), ["awards.publicity-too-short"]);
        let long = Publicise { demand, days: Some(2500), seen: seen(&world, demand).await, once: Once::fresh() };
        assert_eq!(codes(awards::publicise(market, &street.officer, long).await.unwrap_err()), ["awards.publicity-too-long"]);
        let notice = publicise(&world, &street.officer, demand).await.unwrap();
        let document = notices::view(market, notice).await.unwrap();
        assert_eq!((document.row.kind, document.row.period_ends_on), (NoticeKind::Publicity, Some("2025-03-17".parse().unwrap())));
        let text = serde_json::to_string(&document.document).unwrap();
        assert!(text.contains("aa1") && !text.contains("aa0") && !text.contains("aa2"));
        // Whoever might have to review again after an objection is not named yet, nor who was invited.
        assert!(!text.contains("示例·aa-pur") && !text.contains("notices.label-invited"));

        let public = awards::result(market, &Actor::PUBLIC, demand).await.unwrap();
        let result = public.result.unwrap();
        assert_eq!((public.stage, result.total.to_string(), result.reviewers.len()), (ResultStage::Publicity, "88.00".to_owned(), 0));
        assert!(public.outcome.is_none() && public.own.is_none());
        // Each bidder learns its own total, place and reason.
        for (n, place) in [(0, 3), (1, 1), (2, 2)] {
            let own = awards::result(market, &case.bidders[n], demand).await.unwrap();
            assert_eq!(own.own.as_ref().unwrap().place, place);
            assert!(own.outcome.is_none() && own.sheets.is_empty());
        }
        jobs::deliver(market).await.unwrap();
        let told = inbox::received(market, case.bidders[0].account.unwrap(), 50).await.unwrap();
        assert!(told.iter().any(|message| message.key == "inbox.result-own" && message.facts.contains(&("place".into(), 3_i64.into()))));

        assert_eq!(codes(confirm(&world, &street.approver, demand).await.unwrap_err()), ["awards.publicity-runs"]);
        assert_eq!(awards::next_due(market).await.unwrap(), Some(domain::calendar::end_of("2025-03-17".parse().unwrap())));
        world.go_to_day("2025-03-18", 9).await;
        assert_eq!(codes(confirm(&world, &street.officer, demand).await.unwrap_err()), ["policy.not-your-role"]);
        assert_eq!(awards::waiting(market, &street.approver).await.unwrap()[0].key, "workbench.confirm-result");
        let notice = confirm(&world, &street.approver, demand).await.unwrap();
        let text = serde_json::to_string(&notices::view(market, notice).await.unwrap().document).unwrap();
        assert!(text.contains("示例·aa-pur") && text.contains("notices.nobody-invited"));
        assert_eq!(awards::result(market, &Actor::PUBLIC, demand).await.unwrap().result.unwrap().reviewers.len(), 3);
        let view = demands::view(market, demand).await.unwrap();
        assert_eq!((view.row.stage, view.next.unwrap().action), (Stage::Chosen, Action::DraftContract));
        assert!(view.notices.iter().any(|notice| notice.kind == NoticeKind::Result));
        jobs::sequence_changes(market).await.unwrap();
        let kinds: Vec<String> = marketplace::changes::after(market, 0, 100).await.unwrap().into_iter().map(|change| change.kind).collect();
        assert_eq!(kinds.iter().filter(|kind| *kind == "award").count(), 2);
        // Open, under review, publicised, chosen: each stage that everybody sees stands in the feed.
        assert_eq!(kinds.iter().filter(|kind| *kind == "demand-stage").count(), 3);
    }
}

#[tokio::test]
async fn who_publicised_a_result_does_not_confirm_it() {
    for world in worlds().await {
        let case = reviewed(&world, "ab", &[95, 90, 85], |name| if name.contains("ab1") { 88 } else { 75 }).await;
        let another = world.person("ab-second", Role::PurOfficer, case.street.officer.organization).await;
        marketplace::identity::grant(&world.market, &Actor::OPERATOR, another.account.unwrap(), Role::PurApprover, another.organization).await.unwrap();
        publicise(&world, &another, case.demand).await.unwrap();
        world.go_to_day("2025-03-18", 9).await;
        let both = Actor { role: Role::PurApprover, ..another };
        assert_eq!(codes(confirm(&world, &both, case.demand).await.unwrap_err()), ["policy.drafted-it"]);
        confirm(&world, &case.street.approver, case.demand).await.unwrap();
    }
}

#[tokio::test]
async fn a_full_tie_waits_for_the_approvers_published_reason() {
    for world in worlds().await {
        let case = reviewed(&world, "ac", &[90, 90, 95], |_| 80).await;
        let market = &world.market;
        let demand = case.demand;
        assert_eq!(codes(publicise(&world, &case.street.officer, demand).await.unwrap_err()), ["awards.tie-open"]);
        let outcome = awards::result(market, &case.street.approver, demand).await.unwrap().outcome.unwrap();
        let tied = outcome.ranking.tie.unwrap().bids;
        assert_eq!(tied.len(), 2);
        let settle = |reason: &str| Settle { demand, bid: tied[1], reason: reason.into(), once: Once::fresh() };
        assert_eq!(codes(awards::settle(market, &case.street.officer, settle("近")).await.unwrap_err()), ["policy.not-your-role"]);
        assert_eq!(codes(awards::settle(market, &case.street.approver, settle(" ")).await.unwrap_err()), ["awards.tie-needs-reason"]);
        awards::settle(market, &case.street.approver, settle("服务点离居民区更近")).await.unwrap();
        publicise(&world, &case.street.officer, demand).await.unwrap();
        let result = awards::result(market, &Actor::PUBLIC, demand).await.unwrap().result.unwrap();
        assert_eq!((result.winner.bid, result.reason.as_deref()), (tied[1], Some("服务点离居民区更近")));
    }
}

#[tokio::test]
async fn an_open_objection_stands_against_confirming_and_is_answered_once() {
    for world in worlds().await {
        let case = reviewed(&world, "ad", &[95, 90, 85], |name| if name.contains("ad1") { 88 } else { 75 }).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        assert_eq!(codes(object(&world, &case.bidders[0], demand, "早").await.unwrap_err()), ["policy.too-early"]);
        publicise(&world, &street.officer, demand).await.unwrap();
        assert_eq!(codes(object(&world, &case.bidders[0], demand, " ").await.unwrap_err()), ["awards.objection-without-grounds"]);
        let objection = object(&world, &case.bidders[0], demand, "评分表合计有误").await.unwrap();
        // A registered organization that did not offer may object as well; a department may not.
        let outsider = crate::bids::bidder(&world, "旁观").await;
        let other = object(&world, &outsider, demand, "没有公开评审办法").await.unwrap();
        let unit = world.person("ad-so", Role::SoAdmin, street.officer.organization).await;
        assert_eq!(codes(object(&world, &unit, demand, "x").await.unwrap_err()), ["awards.objection-not-social"]);
        let take_back = |objection| TakeBack { demand, objection, once: Once::fresh() };
        assert_eq!(codes(awards::take_back(market, &outsider, take_back(objection)).await.unwrap_err()), ["not-found"]);
        awards::take_back(market, &outsider, take_back(other)).await.unwrap();

        let view = awards::result(market, &Actor::PUBLIC, demand).await.unwrap();
        assert_eq!((view.objections, view.own_objections.len()), ((2, 1), 0));
        assert_eq!(awards::result(market, &case.bidders[0], demand).await.unwrap().own_objections.len(), 1);
        let answer = |tasks: Vec<Task>| tasks.into_iter().find(|task| task.key == "workbench.answer-objection");
        let mine = answer(awards::waiting(market, &street.officer).await.unwrap()).unwrap();
        let theirs = answer(awards::waiting(market, &case.bidders[0]).await.unwrap()).unwrap();
        assert_eq!((mine.whom, mine.due), (None, theirs.due));
        assert_eq!(theirs.whom.unwrap().role, Role::PurOfficer);
        // Who took it back waits for nothing, who never objected neither.
        for other in [&outsider, &case.bidders[1]] {
            assert_eq!(answer(awards::waiting(market, other).await.unwrap()), None);
        }

        world.go_to_day("2025-03-18", 9).await;
        assert_eq!(codes(object(&world, &case.bidders[2], demand, "晚").await.unwrap_err()), ["awards.objection-late"]);
        assert_eq!(codes(confirm(&world, &street.approver, demand).await.unwrap_err()), ["awards.objection-open"]);
        let answer = |text: &str| answer_to(demand, objection, None, text);
        assert_eq!(codes(awards::answer(market, &street.officer, answer(" ")).await.unwrap_err()), ["awards.answer-without-reason"]);
        awards::answer(market, &street.officer, answer("经复核，合计无误")).await.unwrap();
        assert_eq!(codes(awards::answer(market, &street.officer, answer("再答")).await.unwrap_err()), ["awards.objection-out-of-order"]);
        confirm(&world, &street.approver, demand).await.unwrap();
    }
}

#[tokio::test]
async fn an_upheld_objection_leads_to_a_new_review_by_a_panel_that_declares_again() {
    for world in worlds().await {
        let case = reviewed(&world, "ae", &[95, 90, 85], |name| if name.contains("ae1") { 88 } else { 75 }).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        publicise(&world, &street.officer, demand).await.unwrap();
        let objection = object(&world, &case.bidders[0], demand, "评审员与选定组织有关系").await.unwrap();
        let mut no_consequence = answer_to(demand, objection, Some(Consequence::ReviewAgain), "属实");
        no_consequence.consequence = None;
        assert_eq!(codes(awards::answer(market, &street.officer, no_consequence).await.unwrap_err()), ["awards.consequence-missing"]);
        let second = object(&world, &case.bidders[2], demand, "评分标准没有公开").await.unwrap();
        let upheld = answer_to(demand, objection, Some(Consequence::ReviewAgain), "属实，重新评审");
        awards::answer(market, &street.officer, upheld.clone()).await.unwrap();
        // A second press finds what the first did, although the result is withdrawn meanwhile.
        awards::answer(market, &street.officer, upheld).await.unwrap();
        // The other objection has nothing left to be about: it is closed, and whoever filed it is told.
        let own = awards::result(market, &case.bidders[2], demand).await.unwrap().own_objections;
        assert_eq!((own[0].id, own[0].state), (second, Objection::Lapsed));
        let view = demands::view(market, demand).await.unwrap();
        assert_eq!((view.row.stage, view.publicity_ends_on), (Stage::Review, None));
        assert!(view.notices.iter().any(|notice| notice.kind == NoticeKind::Withdrawn), "what was publicised is withdrawn in public");
        let result = awards::result(market, &Actor::PUBLIC, demand).await.unwrap();
        assert!(result.result.is_none());
        assert_eq!(awards::result(market, &case.bidders[0], demand).await.unwrap().own_objections[0].state, Objection::Upheld);

        // The same people, new seats: they declare again, or are replaced.
        let [pur, one, two, spare] = &case.reviewers[..] else { panic!() };
        assert_eq!(panels::review(market, one, demand).await.unwrap().state, Seat::Named);
        panels::name_reviewers(market, &street.approver, panel_of(demand, &[pur, one, spare])).await.unwrap();
        assert_eq!(panels::review(market, two, demand).await.unwrap().state, Seat::Replaced);
        review_all(&world, demand, &[pur, one, spare], |name| if name.contains("ae2") { 90 } else { 75 }).await;
        publicise(&world, &street.officer, demand).await.unwrap();
        let result = awards::result(market, &Actor::PUBLIC, demand).await.unwrap().result.unwrap();
        assert!(result.winner.name.contains("ae2"));
        world.go_to_day("2025-03-18", 9).await;
        confirm(&world, &street.approver, demand).await.unwrap();
    }
}

#[tokio::test]
async fn an_upheld_objection_may_bring_the_next_candidate() {
    for world in worlds().await {
        let case = reviewed(&world, "af", &[95, 90, 85], |name| if name.contains("af1") { 88 } else { 75 }).await;
        let market = &world.market;
        publicise(&world, &case.street.officer, case.demand).await.unwrap();
        let objection = object(&world, &case.bidders[2], case.demand, "业绩材料不实").await.unwrap();
        let uphold = answer_to(case.demand, objection, Some(Consequence::NextCandidate), "经查属实");
        awards::answer(market, &case.street.officer, uphold).await.unwrap();
        publicise(&world, &case.street.officer, case.demand).await.unwrap();
        let result = awards::result(market, &Actor::PUBLIC, case.demand).await.unwrap().result.unwrap();
        assert!(result.winner.name.contains("af2"), "the lower price is first among equals");
        assert!(awards::result(market, &case.bidders[1], case.demand).await.unwrap().own.is_none());
    }
}

#[tokio::test]
async fn one_single_offer_takes_the_same_road() {
    for world in worlds().await {
        let case = opened(&world, "ag", &[95]).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        let extend = bids::Extend { demand, seen: seen(&world, demand).await, once: Once::fresh() };
        bids::extend(market, &street.officer, extend).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        shortlist(&world, &street.officer, demand, Some("延期后仍只有一家")).await.unwrap();
        let people: Vec<&Actor> = case.reviewers[..3].iter().collect();
        review_all(&world, demand, &people, |_| 82).await;
        let notice = publicise(&world, &street.officer, demand).await.unwrap();
        let text = serde_json::to_string(&notices::view(market, notice).await.unwrap().document).unwrap();
        assert!(text.contains("延期后仍只有一家"));
        let result = awards::result(market, &Actor::PUBLIC, demand).await.unwrap().result.unwrap();
        assert_eq!(result.negotiation_reason.as_deref(), Some("延期后仍只有一家"));
    }
}

#[tokio::test]
async fn a_batch_is_publicised_and_confirmed_together() {
    for world in worlds().await {
        let street = street(&world, "ah").await;
        let market = &world.market;
        let all = batch(&world, &street, 3).await;
        let people = reviewers(&world, &street, "ah").await;
        let [pur, one, two, _] = &people[..] else { panic!() };
        let mut name = panel_of(all[0], &[pur, one, two]);
        name.together = true;
        panels::name_reviewers(market, &street.approver, name).await.unwrap();
        let mut bidders = Vec::new();
        for n in 0..3 {
            let who = crate::bids::bidder(&world, &format!("ah{n}")).await;
            for demand in &all {
                hand_in(&world, &who, *demand, 95 - n).await;
            }
            bidders.push(who);
        }
        world.go_to_day("2025-03-12", 17).await;
        for demand in &all {
            shortlist(&world, &street.officer, *demand, None).await.unwrap();
        }
        // Two of three are reviewed: they go out in one notice.
        for demand in &all[..2] {
            review_all(&world, *demand, &[pur, one, two], |name| if name.contains("ah1") { 88 } else { 75 }).await;
        }
        assert_eq!(awards::result(market, &street.officer, all[1]).await.unwrap().together.len(), 1);
        let notice = publicise(&world, &street.officer, all[1]).await.unwrap();
        assert_eq!(notices::view(market, notice).await.unwrap().subjects, [all[0].to_string(), all[1].to_string()]);
        let objection = object(&world, &bidders[0], all[0], "合计有误").await.unwrap();
        world.go_to_day("2025-03-18", 9).await;
        // The one with an open objection waits; the other is confirmed.
        let notice = confirm(&world, &street.approver, all[1]).await.unwrap();
        assert_eq!(notices::view(market, notice).await.unwrap().subjects, [all[1].to_string()]);
        assert_eq!(codes(confirm(&world, &street.approver, all[0]).await.unwrap_err()), ["awards.objection-open"]);
        awards::answer(market, &street.officer, answer_to(all[0], objection, None, "无误")).await.unwrap();
        confirm(&world, &street.approver, all[0]).await.unwrap();
        // The third is reviewed later, on its own.
        for who in [pur, one, two] {
            panels::declare(market, who, answers(all[2], None)).await.unwrap();
            assert!(sheet(&panels::review(market, who, all[2]).await.unwrap(), |_| 70).len() % 2 == 0);
        }
    }
}
