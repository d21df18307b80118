//! Offers: closed until the deadline, then read; too few, extension, shortlist, ending.

use crate::demands::{Street, good_draft, published, street};
use crate::world::{World, worlds};
use domain::bids::{BidState, Receipt};
use domain::calendar::at;
use domain::code::CreditCode;
use domain::demands::Stage;
use domain::law::day;
use domain::money::Money;
use domain::notices::NoticeKind;
use domain::numbers::DemandNumber;
use domain::organizations::read_profile;
use domain::policy::{Action, Actor, Role};
use domain::refusal::Fact;
use marketplace::bids::{self, Attach, End, Extend, SaveDraft, Shortlist, Shortlisted, Submit, Withdraw};
use marketplace::files::NewFile;
use marketplace::organizations::{EditProfile, edit_profile};
use marketplace::{Fault, Once, demands, inbox, jobs, notices};
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;

/// A social organization with somebody who hands in for it.
pub async fn bidder(world: &World, name: &str) -> Actor {
    let body = world.body(&format!("上海示例{name}社会工作服务中心"), "民办非企业单位", "", "").await;
    world.person(&format!("so-{body}"), Role::SoAdmin, Some(body)).await
}

/// What is typed for an offer that asks this share of every line.
pub async fn typed(world: &World, demand: DemandNumber, percent: i64) -> Vec<(String, String)> {
    let need = demands::view(&world.market, demand).await.unwrap().need;
    let mut posted = vec![("plan".to_owned(), "每周上门探访一次".to_owned()), ("team".to_owned(), "社工五人".to_owned())];
    for (index, line) in need.lines.iter().enumerate() {
        let price = Money::fen(line.amount.as_fen() * percent / 100);
        posted.push((format!("prices.{index}"), price.to_string()));
    }
    posted
}

/// Drafts an offer at this share of the budget and hands it in.
pub async fn hand_in(world: &World, who: &Actor, demand: DemandNumber, percent: i64) -> Receipt {
    let desk = bids::desk(&world.market, who, demand).await.unwrap();
    let posted = typed(world, demand, percent).await;
    let seen = bids::save_draft(&world.market, who, SaveDraft { demand, posted, seen: desk.version }).await.unwrap();
    bids::submit(&world.market, who, Submit { demand, seen, once: Once::fresh() }).await.unwrap()
}

/// The procurement's version, as its officer sees it.
pub async fn seen(world: &World, demand: DemandNumber) -> i32 {
    demands::view(&world.market, demand).await.unwrap().version
}

/// Checks who takes part.
pub async fn shortlist(world: &World, officer: &Actor, demand: DemandNumber, reason: Option<&str>) -> Result<Shortlisted, Fault> {
    let cmd = Shortlist { demand, reason: reason.map(str::to_owned), seen: seen(world, demand).await, once: Once::fresh() };
    bids::shortlist(&world.market, officer, cmd).await
}

pub fn codes(fault: Fault) -> Vec<String> {
    assert!(!matches!(fault, Fault::Broken(_)), "{fault}");
    fault.refusals().iter().map(|refusal| refusal.code.clone()).collect()
}

async fn purchase(world: &World, name: &str) -> (Street, DemandNumber) {
    let street = street(world, name).await;
    let demand = published(world, &street, good_draft("独居老人居家关怀", 480_000)).await;
    (street, demand)
}

#[tokio::test]
async fn an_offer_gets_a_receipt_and_is_replaced_and_withdrawn() {
    for world in worlds().await {
        let (_, demand) = purchase(&world, "ba").await;
        let who = bidder(&world, "甲").await;
        let market = &world.market;
        let file = NewFile { name: "方案.pdf".into(), bytes: b"%PDF-1.7 ...".to_vec() };
        let file = bids::attach(market, &who, Attach { demand, file }).await.unwrap();
        let first = hand_in(&world, &who, demand, 95).await;
        let view = bids::receipt(market, &who, demand, &first.number).await.unwrap();
        assert_eq!((view.receipt.clone(), view.state, view.files[0].id), (first.clone(), BidState::Standing, file));
        assert_eq!(first.price, Money::yuan(456_000));
        assert_eq!(first.digest.len(), 64);
        assert_eq!(first.received_at, at(day(2025, 3, 3), 9, 0));

        let second = hand_in(&world, &who, demand, 90).await;
        assert_ne!(first.number, second.number);
        let desk = bids::desk(market, &who, demand).await.unwrap();
        let states: Vec<_> = desk.handed_in.iter().map(|bid| bid.state).collect();
        assert!(states.contains(&BidState::Superseded) && states.contains(&BidState::Standing) && states.len() == 2);
        assert!(!desk.changed);

        let withdraw = |receipt: &Receipt| Withdraw { demand, receipt: receipt.number.clone(), once: Once::fresh() };
        assert_eq!(codes(bids::withdraw(market, &who, withdraw(&first)).await.unwrap_err()), ["bids.out-of-order"]);
        bids::withdraw(market, &who, withdraw(&second)).await.unwrap();
        assert!(bids::desk(market, &who, demand).await.unwrap().standing().is_none());
        hand_in(&world, &who, demand, 80).await;

        jobs::deliver(market).await.unwrap();
        let told = inbox::received(market, who.account.unwrap(), 20).await.unwrap();
        assert_eq!(told.iter().filter(|message| message.key == "inbox.bid-received").count(), 3);
    }
}

#[tokio::test]
async fn a_second_press_is_the_same_offer() {
    for world in worlds().await {
        let (_, demand) = purchase(&world, "bb").await;
        let who = bidder(&world, "乙").await;
        let posted = typed(&world, demand, 95).await;
        let seen = bids::save_draft(&world.market, &who, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let press = Submit { demand, seen, once: Once::fresh() };
        let first = bids::submit(&world.market, &who, press.clone()).await.unwrap();
        assert_eq!(bids::submit(&world.market, &who, press).await.unwrap(), first);
        let again = Submit { demand, seen, once: Once::fresh() };
        assert_eq!(codes(bids::submit(&world.market, &who, again).await.unwrap_err()), ["changed-meanwhile"]);
    }
}

#[tokio::test]
async fn what_stands_against_an_offer_is_said_at_once_and_nothing_is_lost() {
    for world in worlds().await {
        let (_, demand) = purchase(&world, "bc").await;
        let who = bidder(&world, "丙").await;
        let mut posted = typed(&world, demand, 101).await;
        posted.retain(|(field, _)| field != "team");
        posted.push(("evil".into(), "x".into()));
        let seen = bids::save_draft(&world.market, &who, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let refused = codes(bids::submit(&world.market, &who, Submit { demand, seen, once: Once::fresh() }).await.unwrap_err());
        assert!(refused.iter().all(|code| code == "bids.over-line" || code == "bids.team-missing") && refused.len() > 1, "{refused:?}");
        let desk = bids::desk(&world.market, &who, demand).await.unwrap();
        assert_eq!((desk.draft.get("plan"), desk.draft.get("evil")), ("每周上门探访一次", ""));
        assert!(desk.offer.is_none() && !desk.refused.is_empty());
        // A colleague who saw the empty draft does not overwrite this one.
        let late = SaveDraft { demand, posted: vec![("plan".into(), "别的".into())], seen: 0 };
        assert_eq!(codes(bids::save_draft(&world.market, &who, late).await.unwrap_err()), ["changed-meanwhile"]);
    }
}

#[tokio::test]
async fn the_deadline_itself_is_too_late() {
    for world in worlds().await {
        let (_, demand) = purchase(&world, "bd").await;
        let (early, late) = (bidder(&world, "早").await, bidder(&world, "晚").await);
        let market = &world.market;
        let posted = typed(&world, demand, 95).await;
        let seen = bids::save_draft(market, &late, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let closes = at(day(2025, 3, 12), 17, 0);
        // Nobody has closed yet: the instant alone decides.
        market.move_world(closes - chrono::TimeDelta::microseconds(1), true).await.unwrap();
        let receipt = hand_in(&world, &early, demand, 95).await;
        assert_eq!(receipt.received_at, closes - chrono::TimeDelta::seconds(1));
        market.move_world(closes, true).await.unwrap();
        let fault = bids::submit(market, &late, Submit { demand, seen, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(fault.refusals()[0].facts[0], ("closed".to_owned(), closes.into()));
        assert_eq!(codes(fault), ["bids.late"]);
        let withdraw = Withdraw { demand, receipt: receipt.number, once: Once::fresh() };
        assert_eq!(codes(bids::withdraw(market, &early, withdraw).await.unwrap_err()), ["bids.late"]);
        assert!(!bids::desk(market, &late, demand).await.unwrap().open);
    }
}

/// Before the deadline nobody else can read an offer or tell whether there is one: the answers are the same either way.
#[tokio::test]
async fn nobody_else_learns_of_an_offer_before_the_deadline() {
    for world in worlds().await {
        let (street, with) = purchase(&world, "be").await;
        let without = published(&world, &street, good_draft("社区助餐", 200_000)).await;
        let (who, other) = (bidder(&world, "丁").await, bidder(&world, "戊").await);
        let market = &world.market;
        let auditor = world.person("auditor", Role::Auditor, None).await;
        let operator = world.person("operator", Role::Operator, None).await;
        let expert = world.person("expert", Role::PanelExpert, None).await;
        let notices_before = notices::list(market, &Default::default(), None, 50).await.unwrap().total;
        jobs::sequence_changes(market).await.unwrap();
        let changes_before = marketplace::changes::after(market, 0, 100).await.unwrap().len();
        let view_before = demands::view(market, with).await.unwrap();

        let file = NewFile { name: "方案.pdf".into(), bytes: b"%PDF-1.7 ...".to_vec() };
        let file = bids::attach(market, &who, Attach { demand: with, file }).await.unwrap();
        let receipt = hand_in(&world, &who, with, 95).await;
        jobs::deliver(market).await.unwrap();
        jobs::sequence_changes(market).await.unwrap();

        for actor in [&street.officer, &street.approver, &other, &auditor, &operator, &expert, &Actor::PUBLIC, &Actor::OPERATOR] {
            for demand in [with, without] {
                assert_eq!(codes(bids::offers(market, actor, demand).await.unwrap_err()), ["not-found"], "{actor:?}");
                assert_eq!(codes(bids::receipt(market, actor, demand, &receipt.number).await.unwrap_err()), ["not-found"]);
                assert_eq!(codes(bids::file(market, actor, demand, file).await.unwrap_err()), ["not-found"]);
            }
        }
        for actor in [&street.officer, &street.approver, &auditor, &operator, &expert] {
            assert_eq!(codes(bids::desk(market, actor, with).await.unwrap_err()), ["not-found"]);
            assert!(bids::waiting(market, actor).await.unwrap().iter().all(|task| task.key == "workbench.await-offers"));
            assert!(inbox::received(market, actor.account.unwrap(), 50).await.unwrap().iter().all(|message| !message.key.contains("bid")));
            let extend = Extend { demand: with, seen: 1, once: Once::fresh() };
            assert_eq!(codes(bids::extend(market, actor, extend).await.unwrap_err()), ["not-found"]);
        }
        // Another organization sees its own empty desk, and not a word of this one.
        assert!(bids::desk(market, &other, with).await.unwrap().handed_in.is_empty());
        assert_eq!(notices::list(market, &Default::default(), None, 50).await.unwrap().total, notices_before);
        assert_eq!(marketplace::changes::after(market, 0, 100).await.unwrap().len(), changes_before);
        assert_eq!(demands::view(market, with).await.unwrap(), view_before);
        // Its own organization reads everything.
        assert_eq!(bids::file(market, &who, with, file).await.unwrap().1, b"%PDF-1.7 ...");

        world.go_to_day("2025-03-12", 17).await;
        // One is too few: it is counted, and stays closed until the deadline cannot be moved any more.
        for actor in [&street.officer, &street.approver, &auditor] {
            let view = bids::offers(market, actor, with).await.unwrap();
            assert_eq!((view.offered, view.bids.len()), (1, 0));
            assert_eq!(codes(bids::file(market, actor, with, file).await.unwrap_err()), ["not-found"]);
        }
        let extend = Extend { demand: with, seen: seen(&world, with).await, once: Once::fresh() };
        bids::extend(market, &street.officer, extend).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        for actor in [&street.officer, &street.approver, &auditor] {
            assert_eq!(bids::offers(market, actor, with).await.unwrap().bids.len(), 1);
            assert_eq!(bids::file(market, actor, with, file).await.unwrap().0.name, "方案.pdf");
        }
        for actor in [&other, &operator, &expert, &Actor::PUBLIC] {
            assert_eq!(codes(bids::offers(market, actor, with).await.unwrap_err()), ["not-found"]);
            assert_eq!(codes(bids::file(market, actor, with, file).await.unwrap_err()), ["not-found"]);
        }
        assert_eq!(codes(bids::receipt(market, &street.officer, with, &receipt.number).await.unwrap_err()), ["not-found"]);
    }
}

#[tokio::test]
async fn what_was_replaced_or_withdrawn_is_never_opened() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bf").await;
        let (one, two) = (bidder(&world, "己").await, bidder(&world, "庚").await);
        let market = &world.market;
        let old = NewFile { name: "旧.pdf".into(), bytes: b"%PDF-1.7 old".to_vec() };
        let old = bids::attach(market, &one, Attach { demand, file: old }).await.unwrap();
        hand_in(&world, &one, demand, 95).await;
        bids::detach(market, &one, bids::Detach { demand, file: old }).await.unwrap();
        hand_in(&world, &one, demand, 90).await;
        let gone = hand_in(&world, &two, demand, 85).await;
        bids::withdraw(market, &two, Withdraw { demand, receipt: gone.number, once: Once::fresh() }).await.unwrap();
        world.go_to_day("2025-03-12", 17).await;
        bids::extend(market, &street.officer, Extend { demand, seen: seen(&world, demand).await, once: Once::fresh() }).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        let view = bids::offers(market, &street.officer, demand).await.unwrap();
        assert_eq!(view.bids.iter().map(|bid| bid.price).collect::<Vec<_>>(), [Money::yuan(432_000)]);
        assert_eq!(codes(bids::file(market, &street.officer, demand, old).await.unwrap_err()), ["not-found"]);
    }
}

#[tokio::test]
async fn bodies_that_may_not_offer_are_refused() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bg").await;
        let unit = street.officer.organization;
        let department = world.person("bg-so", Role::SoAdmin, unit).await;
        let posted = typed(&world, demand, 95).await;
        let seen = bids::save_draft(&world.market, &department, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
        let refused = bids::submit(&world.market, &department, Submit { demand, seen, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(codes(refused), ["bids.not-social"]);
    }
}

/// DOMAIN §3.6: two offers, one extension of three working days, then two suffice.
#[tokio::test]
async fn too_few_offers_extend_the_deadline_once_and_two_then_suffice() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bh").await;
        let (one, two) = (bidder(&world, "辛").await, bidder(&world, "壬").await);
        let market = &world.market;
        hand_in(&world, &one, demand, 95).await;
        hand_in(&world, &two, demand, 90).await;
        world.go_to_day("2025-03-12", 17).await;
        let view = bids::offers(market, &street.officer, demand).await.unwrap();
        assert_eq!((view.offered, view.qualified, view.acts.clone()), (2, 2, vec![Action::ExtendDeadline]));
        // Whoever read them now could tell somebody what to offer while the deadline runs again.
        assert!(view.bids.is_empty());
        assert_eq!(codes(shortlist(&world, &street.officer, demand, None).await.unwrap_err()), ["procedures.too-few"]);

        let extend = Extend { demand, seen: view.version, once: Once::fresh() };
        let notice = bids::extend(market, &street.officer, extend.clone()).await.unwrap();
        // A second press finds the answer of the first although the doors are closed again.
        assert_eq!(bids::extend(market, &street.officer, extend).await.unwrap(), notice);
        let open = demands::view(market, demand).await.unwrap();
        assert_eq!((open.row.stage, open.row.closes_at, open.extensions), (Stage::Open, at(day(2025, 3, 17), 17, 0), 1));
        let notice = open.notices.iter().find(|notice| notice.kind == NoticeKind::Extension).unwrap();
        let document = notices::view(market, notice.number).await.unwrap().document;
        assert!(serde_json::to_string(&document).unwrap().contains("notices.label-fewer-than"));
        // The doors are closed again, and who offered may replace.
        assert_eq!(codes(bids::offers(market, &street.officer, demand).await.unwrap_err()), ["not-found"]);
        hand_in(&world, &one, demand, 88).await;

        world.go_to_day("2025-03-17", 17).await;
        let again = Extend { demand, seen: seen(&world, demand).await, once: Once::fresh() };
        assert_eq!(codes(bids::extend(market, &street.officer, again).await.unwrap_err()), ["procedures.extended-already"]);
        let done = shortlist(&world, &street.officer, demand, None).await.unwrap();
        assert_eq!((done.qualified, done.others), (2, 0));
        assert!(bids::desk(market, &one, demand).await.unwrap().standing().unwrap().standing.as_ref().unwrap().qualified);
    }
}

/// The paper of 2027 is not announced: a deadline that is moved there says so wherever it is shown.
#[tokio::test]
async fn an_extension_into_a_year_without_its_paper_is_provisional() {
    for world in worlds().await {
        let case = crate::panels::opened(&world, "ek", &[95]).await;
        let market = &world.market;
        assert!(!demands::view(market, case.demand).await.unwrap().row.closes_provisional);
        world.go_to_day("2026-12-30", 9).await;
        let extend = Extend { demand: case.demand, seen: seen(&world, case.demand).await, once: Once::fresh() };
        let notice = bids::extend(market, &case.street.officer, extend).await.unwrap();
        let view = demands::view(market, case.demand).await.unwrap();
        assert_eq!((view.row.closes_at, view.row.closes_provisional), (at(day(2027, 1, 5), 17, 0), true));
        assert!(view.next.unwrap().provisional);
        let document = notices::view(market, notice).await.unwrap().document;
        assert!(document.sections[0].lines.contains(&("notices.label-provisional".into(), Fact::Term("clock.provisional".into()))));
    }
}

#[tokio::test]
async fn one_single_offer_is_negotiated_with_for_a_reason() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bi").await;
        let one = bidder(&world, "癸").await;
        hand_in(&world, &one, demand, 95).await;
        world.go_to_day("2025-03-12", 17).await;
        let extend = Extend { demand, seen: seen(&world, demand).await, once: Once::fresh() };
        bids::extend(&world.market, &street.officer, extend).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        assert_eq!(codes(shortlist(&world, &street.officer, demand, Some(" ")).await.unwrap_err()), ["procedures.only-one"]);
        shortlist(&world, &street.officer, demand, Some("延期后仍只有一家，需求紧急")).await.unwrap();
        let view = bids::offers(&world.market, &street.officer, demand).await.unwrap();
        assert_eq!(view.negotiation_reason.as_deref(), Some("延期后仍只有一家，需求紧急"));
    }
}

#[tokio::test]
async fn who_does_not_meet_a_published_condition_takes_no_part_and_is_told_why() {
    for world in worlds().await {
        let street = street(&world, "bj").await;
        let mut draft = good_draft("独居老人居家关怀", 480_000);
        draft.set("years", "12");
        let demand = published(&world, &street, draft).await;
        let who = bidder(&world, "年轻").await;
        hand_in(&world, &who, demand, 95).await;
        world.go_to_day("2025-03-12", 17).await;
        let view = bids::offers(&world.market, &street.officer, demand).await.unwrap();
        assert_eq!((view.offered, view.qualified, view.acts.contains(&Action::Shortlist)), (1, 0, false));
        let extend = Extend { demand, seen: view.version, once: Once::fresh() };
        bids::extend(&world.market, &street.officer, extend).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        let view = bids::offers(&world.market, &street.officer, demand).await.unwrap();
        assert_eq!(view.bids[0].standing.reasons[0].code, "bids.condition-not-met");
        assert_eq!(codes(shortlist(&world, &street.officer, demand, Some("紧急")).await.unwrap_err()), ["procedures.none-offered"]);
    }
}

/// What a profile says after the deadline changes nothing: who has read the prices could choose by waiting for it.
#[tokio::test]
async fn who_takes_part_is_settled_when_the_deadline_passes() {
    for world in worlds().await {
        let street = street(&world, "bm").await;
        let mut draft = good_draft("独居老人居家关怀", 480_000);
        draft.set("staff", "5");
        let demand = published(&world, &street, draft).await;
        let who = bidder(&world, "人少").await;
        let body = entities::organizations::organization::Entity::find_by_id(who.organization.unwrap().uuid());
        let code = CreditCode::try_from(body.one(world.market.reader()).await.unwrap().unwrap().code).unwrap();
        let staff =
            |staff: &str, seen| EditProfile { code: code.clone(), profile: read_profile(&["F04"], &["310106"], staff).unwrap(), seen, once: Once::fresh() };
        edit_profile(&world.market, &who, staff("3", 1)).await.unwrap();
        hand_in(&world, &who, demand, 95).await;
        world.go_to_day("2025-03-12", 17).await;
        edit_profile(&world.market, &who, staff("18", 2)).await.unwrap();
        let view = bids::offers(&world.market, &street.officer, demand).await.unwrap();
        assert_eq!((view.offered, view.qualified), (1, 0));
        let desk = bids::desk(&world.market, &who, demand).await.unwrap();
        assert_eq!(desk.handed_in[0].standing, None, "nobody is told what the check found before it is decided");
        // An offer that an earlier release closed without a check is checked when it is read.
        use entities::bids::bid;
        let unchecked = bid::Entity::update_many().col_expr(bid::Column::Standing, Expr::value(None::<String>));
        unchecked.exec(world.market.reader()).await.unwrap();
        let view = bids::offers(&world.market, &street.officer, demand).await.unwrap();
        assert_eq!((view.offered, view.qualified), (1, 1));
        // A deadline that is moved is a new one, and the check is made anew when it passes.
        bids::extend(&world.market, &street.officer, Extend { demand, seen: view.version, once: Once::fresh() }).await.unwrap();
        world.go_to_day("2025-03-17", 17).await;
        assert_eq!(bids::offers(&world.market, &street.officer, demand).await.unwrap().qualified, 1);
    }
}

#[tokio::test]
async fn a_purchase_ends_without_a_result_for_a_published_reason() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bk").await;
        let end = |seen, reason: &str| End { demand, reason: reason.into(), seen, once: Once::fresh() };
        // Before the deadline the approver may give it up, but not end it for want of offers.
        assert_eq!(codes(bids::end_without_result(&world.market, &street.approver, end(1, "无人")).await.unwrap_err()), ["policy.too-early"]);
        world.go_to_day("2025-03-12", 17).await;
        let now = seen(&world, demand).await;
        assert_eq!(codes(bids::end_without_result(&world.market, &street.approver, end(now, " ")).await.unwrap_err()), ["procedures.reason-missing"]);
        bids::end_without_result(&world.market, &street.approver, end(now, "没有组织响应")).await.unwrap();
        let view = demands::view(&world.market, demand).await.unwrap();
        assert_eq!((view.row.stage, view.ended_because.as_deref()), (Stage::Lapsed, Some("没有组织响应")));
        assert!(view.notices.iter().any(|notice| notice.kind == NoticeKind::Ended));
        let steps: Vec<&str> = view.stages.iter().map(|stage| stage.term.as_str()).collect();
        assert_eq!(steps, ["demands.step-approval", "demands.step-publication", "demands.step-offers"], "nothing is planned any more");
    }
}

/// Handing in and closing do not cross: whatever overlaps, whoever holds a receipt has a row that is opened, and nobody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_receipt_is_a_row_and_a_row_is_a_receipt_whatever_overlaps() {
    for world in worlds().await {
        let (street, demand) = purchase(&world, "bl").await;
        let market = &world.market;
        let mut ready = Vec::new();
        for n in 0..8 {
            let who = bidder(&world, &format!("并{n}")).await;
            let posted = typed(&world, demand, 90).await;
            let seen = bids::save_draft(market, &who, SaveDraft { demand, posted, seen: 0 }).await.unwrap();
            ready.push((who, seen));
        }
        let closes = at(day(2025, 3, 12), 17, 0);
        market.move_world(closes - chrono::TimeDelta::milliseconds(1), true).await.unwrap();
        let handing: Vec<_> = ready
            .into_iter()
            .map(|(who, seen)| {
                let market = market.clone();
                tokio::spawn(async move { bids::submit(&market, &who, Submit { demand, seen, once: Once::fresh() }).await })
            })
            .collect();
        market.move_world(closes, true).await.unwrap();
        jobs::do_what_is_due(market).await.unwrap();
        let at_closing = bids::offers(market, &street.officer, demand).await.unwrap();
        let mut given = Vec::new();
        for task in handing {
            match task.await.unwrap() {
                Ok(receipt) => given.push(receipt.number),
                Err(fault) => assert_eq!(codes(fault), ["bids.late"]),
            }
        }
        assert_eq!(given.len(), at_closing.offered);
        // While the deadline could still be moved, too few having got in, offers are counted and not shown.
        if !at_closing.acts.contains(&Action::ExtendDeadline) {
            let mut opened: Vec<_> = at_closing.bids.into_iter().map(|bid| bid.receipt.number).collect();
            given.sort();
            opened.sort();
            assert_eq!(given, opened);
        }
    }
}
