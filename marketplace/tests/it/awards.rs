//! From signed sheets to the confirmed result: ranking, ties, publicity, objections.

use crate::bids::{codes, hand_in, seen, shortlist};
use crate::demands::{Street, good_draft, street};
use crate::panels::{Reviewed, answers, opened, panel_of, review_all, reviewers, sheet};
use crate::world::{World, worlds};
use domain::awards::{Consequence, Negotiation, Objection, ResultStage};
use domain::calendar::{Due, end_of};
use domain::demands::{Stage, StepWhen};
use domain::ids::ObjectionId;
use domain::money::Money;
use domain::notices::NoticeKind;
use domain::numbers::{DemandNumber, NoticeNumber};
use domain::panels::Seat;
use domain::policy::{Action, Actor, Role};
use domain::workbench::Task;
use marketplace::awards::{self, Answer, Confirm, Object, Publicise, Settle, TakeBack};
use marketplace::contracts::{self, DraftContract};
use marketplace::demands::{self, Approve, Begin, Decide, NewBatch, Publish};
use marketplace::{Fault, Once, bids, changes, inbox, jobs, notices, panels};

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

fn firm(day: &str) -> Due {
    Due { day: day.parse().unwrap(), provisional: false }
}

async fn publicise(world: &World, who: &Actor, demand: DemandNumber) -> Result<NoticeNumber, Fault> {
    let cmd = Publicise { demand, days: None, negotiation: None, seen: seen(world, demand).await, once: Once::fresh() };
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

        let short = Publicise { demand, days: Some(2), negotiation: None, seen: seen(&world, demand).await, once: Once::fresh() };
        assert_eq!(codes(awards::publicise(market, &street.officer, short).await.unwrap_err()), ["awards.publicity-too-short"]);
        let long = Publicise { demand, days: Some(2500), negotiation: None, seen: seen(&world, demand).await, once: Once::fresh() };
        assert_eq!(codes(awards::publicise(market, &street.officer, long).await.unwrap_err()), ["awards.publicity-too-long"]);
        let notice = publicise(&world, &street.officer, demand).await.unwrap();
        let document = notices::view(market, notice).await.unwrap();
        assert_eq!((document.row.kind, document.row.period_ends_on), (NoticeKind::Publicity, Some(firm("2025-03-17"))));
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
        // It waits from the end of the publicity on, and is late only after days of its own.
        let task = awards::waiting(market, &street.approver).await.unwrap().remove(0);
        let (over, by) = (end_of("2025-03-17".parse().unwrap()), end_of("2025-03-24".parse().unwrap()));
        assert_eq!((task.key.as_str(), task.since, task.due, task.provisional), ("workbench.confirm-result", over, Some(by), false));
        let view = demands::view(market, demand).await.unwrap();
        assert_eq!(view.next.map(|next| (next.action, next.due)), Some((Action::ConfirmResult, Some(by))));
        let now: Vec<_> = view.stages.iter().filter(|stage| stage.when == StepWhen::Now).map(|stage| (stage.term.as_str(), stage.day)).collect();
        assert_eq!(now, [("demands.step-confirmation", Some(firm("2025-03-24").day))]);
        assert_eq!(awards::result(market, &street.approver, demand).await.unwrap().confirm_by, Some(firm("2025-03-24")));
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
        // Nor does who scored: nobody judges an objection to their own points either.
        let scored = &case.reviewers[0];
        for role in [Role::PurApprover, Role::PurOfficer] {
            marketplace::identity::grant(&world.market, &Actor::OPERATOR, scored.account.unwrap(), role, scored.organization).await.unwrap();
        }
        let approver = Actor { role: Role::PurApprover, ..*scored };
        assert_eq!(codes(confirm(&world, &approver, case.demand).await.unwrap_err()), ["policy.scored-it"]);
        let officer = Actor { role: Role::PurOfficer, ..*scored };
        let objection = ObjectionId::new(uuid::Uuid::nil());
        let refused = awards::answer(&world.market, &officer, answer_to(case.demand, objection, None, "无误")).await.unwrap_err();
        assert_eq!(codes(refused), ["policy.scored-it"]);
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
        assert_eq!(codes(object(&world, &case.bidders[0], demand, "早").await.unwrap_err()), ["policy.before-result"]);
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
        // Who left a review of this purchase comes back in no later one.
        let again = object(&world, &case.bidders[0], demand, "评分有误").await.unwrap();
        awards::answer(market, &street.officer, answer_to(demand, again, Some(Consequence::ReviewAgain), "重新评审")).await.unwrap();
        let refused = panels::name_reviewers(market, &street.approver, panel_of(demand, &[pur, one, two])).await.unwrap_err();
        assert_eq!(codes(refused), ["panels.left-review"]);
        review_all(&world, demand, &[pur, one, spare], |name| if name.contains("ae3") { 90 } else { 75 }).await;
        publicise(&world, &street.officer, demand).await.unwrap();
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
        // That one alone offered stays with who buys.
        assert!(!awards::result(market, &Actor::PUBLIC, demand).await.unwrap().negotiates);
        review_all(&world, demand, &people, |_| 82).await;
        assert!(awards::result(market, &street.officer, demand).await.unwrap().negotiates);
        assert!(!awards::result(market, &case.bidders[0], demand).await.unwrap().negotiates);

        // Without a record, or with one that cannot be, it is not publicised.
        assert_eq!(codes(publicise(&world, &street.officer, demand).await.unwrap_err()), ["awards.negotiation-missing"]);
        let above = negotiated(&world, &street.officer, demand, agreed("2025-03-18", Money::fen(45_600_001))).await.unwrap_err();
        assert_eq!(codes(above), ["awards.negotiation-ahead", "awards.negotiated-above-offer"]);
        let early = negotiated(&world, &street.officer, demand, agreed("2025-03-16", Money::ZERO)).await.unwrap_err();
        assert_eq!(codes(early), ["awards.negotiation-too-early", "awards.negotiated-nothing"]);

        let record = agreed("2025-03-17", Money::yuan(438_000));
        let notice = negotiated(&world, &street.officer, demand, record.clone()).await.unwrap();
        let text = serde_json::to_string(&notices::view(market, notice).await.unwrap().document).unwrap();
        for said in ["延期后仍只有一家", "notices.label-offered", "45600000", "notices.label-agreed", "43800000", "逐项核对", "王主任"] {
            assert!(text.contains(said), "{said}");
        }
        // Everybody and the organization read both prices; the award is the agreed one.
        for reader in [&Actor::PUBLIC, &case.bidders[0]] {
            let result = awards::result(market, reader, demand).await.unwrap().result.unwrap();
            assert_eq!(result.negotiation_reason.as_deref(), Some("延期后仍只有一家"));
            assert_eq!((result.winner.price, result.price), (Money::yuan(456_000), Money::yuan(438_000)));
            assert_eq!(result.negotiation.as_ref(), Some(&record));
        }
        world.go_to_day("2025-03-21", 9).await;
        confirm(&world, &street.approver, demand).await.unwrap();
        let draft = DraftContract { demand, once: Once::fresh() };
        let contract = contracts::draft_contract(market, &street.officer, draft).await.unwrap();
        let terms = contracts::read_draft(market, &street.officer, contract).await.unwrap().terms;
        assert_eq!((terms.price, terms.lines.iter().map(|line| line.amount).sum::<Money>()), (Money::yuan(438_000), Money::yuan(438_000)));
    }
}

#[tokio::test]
async fn among_several_offers_nothing_is_negotiated() {
    for world in worlds().await {
        let case = reviewed(&world, "ai", &[95, 90, 85], |_| 80).await;
        let price = negotiated(&world, &case.street.officer, case.demand, agreed("2025-03-12", Money::yuan(300_000))).await.unwrap_err();
        assert_eq!(codes(price), ["awards.negotiation-not-single"]);
        publicise(&world, &case.street.officer, case.demand).await.unwrap();
        let result = awards::result(&world.market, &Actor::PUBLIC, case.demand).await.unwrap().result.unwrap();
        assert_eq!((result.price, result.negotiation), (result.winner.price, None));
    }
}

/// The paper of 2027 is not announced: every day that lies there is marked, on the page, in the notice and for who has to act.
#[tokio::test]
async fn days_in_a_year_without_its_paper_are_provisional() {
    for world in worlds().await {
        let case = reviewed(&world, "aj", &[95, 90, 85], |_| 80).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        let open = |day: &str| Due { provisional: true, ..firm(day) };
        world.go_to_day("2026-12-30", 9).await;
        let notice = publicise(&world, &street.officer, demand).await.unwrap();
        // 31 December, then over New Year's Day 4 and 5 January.
        let document = notices::view(market, notice).await.unwrap();
        assert_eq!(document.row.period_ends_on, Some(open("2027-01-05")));
        assert!(serde_json::to_string(&document.document).unwrap().contains(r#"{"type":"due","value":{"day":"2027-01-05","provisional":true}}"#));
        let objection = object(&world, &case.bidders[0], demand, "合计有误").await.unwrap();
        let view = awards::result(market, &case.bidders[0], demand).await.unwrap();
        assert_eq!((view.result.unwrap().ends_on, view.confirm_by), (open("2027-01-05"), Some(open("2027-01-12"))));
        assert_eq!(
            (view.own_objections[0].id, view.own_objections[0].due_on, view.own_objections[0].last_on),
            (objection, open("2027-01-05"), open("2027-01-07"))
        );
        let view = demands::view(market, demand).await.unwrap();
        assert_eq!((view.publicity_ends_on, view.next.unwrap().provisional), (Some(open("2027-01-05")), true));
        let stage = |term: &str| view.stages.iter().find(|stage| stage.term == term).unwrap().provisional;
        assert!(stage("demands.step-publicity") && stage("demands.step-confirmation") && !stage("demands.step-review"));
        assert!(awards::waiting(market, &street.officer).await.unwrap().iter().any(|task| task.key == "workbench.answer-objection" && task.provisional));
    }
}

/// What everybody reads of objections on the page stands in the feed from the same commit on, and nothing else of them.
#[tokio::test]
async fn the_feed_counts_objections_as_the_page_does() {
    for world in worlds().await {
        let case = reviewed(&world, "al", &[95, 90, 85], |name| if name.contains("al1") { 88 } else { 75 }).await;
        let market = &world.market;
        let (demand, street) = (case.demand, &case.street);
        publicise(&world, &street.officer, demand).await.unwrap();
        let mut told = Vec::new();
        let first = object(&world, &case.bidders[0], demand, "评分表合计有误").await.unwrap();
        told.push(counted(&world, demand).await);
        let second = object(&world, &case.bidders[2], demand, "没有公开评审办法").await.unwrap();
        told.push(counted(&world, demand).await);
        awards::take_back(market, &case.bidders[2], TakeBack { demand, objection: second, once: Once::fresh() }).await.unwrap();
        told.push(counted(&world, demand).await);
        awards::answer(market, &street.officer, answer_to(demand, first, None, "经复核无误")).await.unwrap();
        told.push(counted(&world, demand).await);
        let third = object(&world, &case.bidders[0], demand, "业绩材料不实").await.unwrap();
        told.push(counted(&world, demand).await);
        awards::answer(market, &street.officer, answer_to(demand, third, Some(Consequence::NextCandidate), "经查属实")).await.unwrap();
        told.push(counted(&world, demand).await);
        assert_eq!(told, [(1, 1), (2, 2), (2, 1), (2, 0), (3, 1), (0, 0)]);

        jobs::sequence_changes(market).await.unwrap();
        let feed: Vec<_> = changes::after(market, 0, 100).await.unwrap().into_iter().filter(|change| change.kind == "objections").collect();
        let bodies: Vec<_> = feed.iter().map(|change| change.body.clone()).collect();
        let expected: Vec<_> = told.iter().map(|(filed, open)| serde_json::json!({"filed": filed, "open": open})).collect();
        assert_eq!(bodies, expected);
        assert!(feed.iter().all(|change| change.subject == demand.to_string() && change.ocid == Some(demand.ocid())));
    }
}

/// Objections as everybody sees them now.
async fn counted(world: &World, demand: DemandNumber) -> (usize, usize) {
    awards::result(&world.market, &Actor::PUBLIC, demand).await.unwrap().objections
}

fn agreed(day: &str, price: Money) -> Negotiation {
    Negotiation {
        day: day.parse().unwrap(), present: "王主任、经办人".into(), minutes: "逐项核对人员和活动费用，双方同意下调。".into(), price
    }
}

async fn negotiated(world: &World, who: &Actor, demand: DemandNumber, record: Negotiation) -> Result<NoticeNumber, Fault> {
    let cmd = Publicise { demand, days: None, negotiation: Some(record), seen: seen(world, demand).await, once: Once::fresh() };
    awards::publicise(&world.market, who, cmd).await
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
