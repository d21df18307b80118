//! From a first draft to the published notice.

use crate::world::{World, worlds};
use domain::calendar::{Day, at};
use domain::demands::{DemandOrder, Draft, Stage, from_template};
use domain::ids::DemandId;
use domain::money::Money;
use domain::numbers::{BatchNumber, DemandNumber};
use domain::policy::{Action, Actor, Role};
use domain::refusal::Kind;
use domain::services::{Field, Template};
use domain::step::Word;
use marketplace::demands::{self, Approve, Begin, Decide, Filter, NewBatch, Publish, SaveTask};
use marketplace::paging::Place;
use marketplace::{Fault, Once};

/// The people of a street office.
pub struct Street {
    pub officer: Actor,
    pub approver: Actor,
}

/// A street office with its officer and approver.
pub async fn street(world: &World, name: &str) -> Street {
    let unit = world.body(&format!("上海市静安区示例{name}街道办事处"), "街道办事处", "", "").await;
    Street {
        officer: world.person(&format!("{name}-officer"), Role::PurOfficer, Some(unit)).await,
        approver: world.person(&format!("{name}-approver"), Role::PurApprover, Some(unit)).await,
    }
}

/// A draft that passes on 2025-03-03: visits to old people who live alone, 480 000 yuan.
pub fn good_draft(title: &str, budget: i64) -> Draft {
    let template = Template::find("elderly-alone-visits").unwrap();
    let today: Day = "2025-03-03".parse().unwrap();
    let mut draft = from_template(template, today, |key| format!("{key} 每月1次"));
    let fields = [
        ("title", title),
        ("problem", "独居老人无人照看"),
        ("recipients_number", "120"),
        ("place", "示例路街道辖区"),
        ("district", "310106"),
        ("closes_on", "2025-03-12"),
        ("review_on", "2025-03-14"),
        ("acceptance", "逐项核对产出"),
        ("opinions_least", "30"),
    ];
    for (field, text) in fields {
        draft.set(field, text);
    }
    for (row, (_, amount)) in template.amounts(Money::yuan(budget)).into_iter().enumerate() {
        draft.set(&format!("lines.{row}.amount"), &amount.to_string());
        draft.set(&format!("lines.{row}.name"), "明细");
    }
    draft
}

/// Drafts, submits and approves; the demand may then be published.
pub async fn approved(world: &World, street: &Street, draft: Draft) -> DemandId {
    let market = &world.market;
    let id = demands::begin(market, &street.officer, Begin { draft, batch: None, once: Once::fresh() }).await.unwrap();
    demands::submit(market, &street.officer, Decide { demand: id, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
    demands::approve(market, &street.approver, Approve { demand: id, seen: 2, minutes: None, once: Once::fresh() }).await.unwrap();
    id
}

/// Publishes an approved demand.
pub async fn published(world: &World, street: &Street, draft: Draft) -> DemandNumber {
    let id = approved(world, street, draft).await;
    demands::publish(&world.market, &street.officer, Publish { demand: id, seen: 3, once: Once::fresh() }).await.unwrap().demands[0]
}

fn codes(fault: Fault) -> Vec<String> {
    fault.refusals().iter().map(|refusal| refusal.code.clone()).collect()
}

#[tokio::test]
async fn a_demand_is_drafted_approved_by_another_and_published_with_a_notice() {
    for world in worlds().await {
        let street = street(&world, "a").await;
        let number = published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        assert_eq!(number, DemandNumber::new(2025, 1));

        let view = demands::view(&world.market, number).await.unwrap();
        assert_eq!((view.row.stage, view.row.budget, view.need.reviewers), (Stage::Open, Money::yuan(480_000), 3));
        assert_eq!(view.next.unwrap().action, Action::SubmitBid);
        assert_eq!(view.notices.len(), 1);

        let page = demands::list(&world.market, &Filter::default(), None, 20).await.unwrap();
        assert_eq!((page.total, page.rows[0].number), (1, number));
        let sum = demands::summary(&world.market, &Filter { stage: Some(Stage::Open), ..Filter::default() }).await.unwrap();
        assert_eq!((sum.count, sum.budget), (1, Money::yuan(480_000)));

        world.go_to_day("2025-03-12", 17).await;
        assert_eq!(demands::view(&world.market, number).await.unwrap().row.stage, Stage::Review);
    }
}

#[tokio::test]
async fn who_drafted_a_demand_cannot_approve_it() {
    for world in worlds().await {
        let street = street(&world, "b").await;
        // The same person also holds the approver's role.
        let account = street.officer.account.unwrap();
        marketplace::identity::grant(&world.market, &Actor::OPERATOR, account, Role::PurApprover, street.officer.organization).await.unwrap();
        let both = Actor { role: Role::PurApprover, ..street.officer };
        let id = demands::begin(&world.market, &street.officer, Begin { draft: good_draft("助餐", 200_000), batch: None, once: Once::fresh() }).await.unwrap();
        demands::submit(&world.market, &street.officer, Decide { demand: id, seen: 1, reason: None, once: Once::fresh() }).await.unwrap();
        let refused = demands::approve(&world.market, &both, Approve { demand: id, seen: 2, minutes: None, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(codes(refused), ["policy.drafted-it"]);
    }
}

#[tokio::test]
async fn what_the_check_refuses_is_not_sent_and_nothing_is_lost() {
    for world in worlds().await {
        let street = street(&world, "c").await;
        let mut draft = good_draft("助餐", 200_000);
        draft.set("criteria_fit", "25");
        draft.set("closes_on", "2025-03-07");
        let id = demands::begin(&world.market, &street.officer, Begin { draft, batch: None, once: Once::fresh() }).await.unwrap();
        let refused = demands::submit(&world.market, &street.officer, Decide { demand: id, seen: 1, reason: None, once: Once::fresh() }).await.unwrap_err();
        // All at once: whoever mends one thing must not find the next behind it.
        assert_eq!(codes(refused), ["demands.criteria-not-100", "procedures.closes-too-soon"]);
        let posted = |field: &str, text: &str| vec![(field.to_owned(), text.to_owned())];
        let mut review = vec![];
        for (field, text) in
            [("criteria_fit", "30"), ("criteria_feasibility", "30"), ("criteria_budget", "20"), ("criteria_capacity", "20"), ("reviewers", "3")]
        {
            review.extend(posted(field, text));
        }
        let save = SaveTask { demand: id, task: domain::demands::Task::Review, posted: review, seen: 1 };
        demands::save_task(&world.market, &street.officer, save).await.unwrap();
        let refused = demands::submit(&world.market, &street.officer, Decide { demand: id, seen: 2, reason: None, once: Once::fresh() }).await.unwrap_err();
        assert_eq!(codes(refused), ["procedures.closes-too-soon"]);
        let view = demands::read_draft(&world.market, &street.officer, id).await.unwrap();
        assert_eq!(view.draft.get("closes_on"), "2025-03-07");
    }
}

#[tokio::test]
async fn two_who_saw_the_same_version_do_not_overwrite_each_other() {
    for world in worlds().await {
        let street = street(&world, "d").await;
        let id = demands::begin(&world.market, &street.officer, Begin { draft: Draft::default(), batch: None, once: Once::fresh() }).await.unwrap();
        let save = |title: &str| SaveTask { demand: id, task: domain::demands::Task::Need, posted: vec![("title".into(), title.into())], seen: 1 };
        demands::save_task(&world.market, &street.officer, save("一")).await.unwrap();
        let refused = demands::save_task(&world.market, &street.officer, save("二")).await.unwrap_err();
        assert_eq!(codes(refused), ["changed-meanwhile"]);
        // The very same text again is no conflict: it is already there.
        demands::save_task(&world.market, &street.officer, save("一")).await.unwrap();
    }
}

#[tokio::test]
async fn a_second_press_is_the_same_press() {
    for world in worlds().await {
        let street = street(&world, "e").await;
        let id = approved(&world, &street, good_draft("助餐", 200_000)).await;
        let press = Publish { demand: id, seen: 3, once: Once::fresh() };
        let first = demands::publish(&world.market, &street.officer, press.clone()).await.unwrap();
        let second = demands::publish(&world.market, &street.officer, press.clone()).await.unwrap();
        assert_eq!(first.demands, second.demands);
        let other = Publish { seen: 4, ..press };
        assert_eq!(codes(demands::publish(&world.market, &street.officer, other).await.unwrap_err()), ["once.other-body"]);
    }
}

#[tokio::test]
async fn drafts_of_another_unit_do_not_exist() {
    for world in worlds().await {
        let (ours, theirs) = (street(&world, "f").await, street(&world, "g").await);
        let id = demands::begin(&world.market, &ours.officer, Begin { draft: Draft::default(), batch: None, once: Once::fresh() }).await.unwrap();
        for actor in [&theirs.officer, &theirs.approver, &Actor::PUBLIC] {
            assert_eq!(codes(demands::read_draft(&world.market, actor, id).await.unwrap_err()), ["not-found"]);
        }
    }
}

#[tokio::test]
async fn a_batch_goes_out_with_one_approval_and_one_notice() {
    for world in worlds().await {
        let street = street(&world, "h").await;
        let market = &world.market;
        let batch = demands::begin_batch(market, &street.officer, NewBatch { title: "2025年第一批".into(), once: Once::fresh() }).await.unwrap();
        let mut ids = Vec::new();
        for n in 1..=3 {
            let begin = Begin { draft: good_draft(&format!("助餐{n}"), 200_000), batch: Some(batch), once: Once::fresh() };
            ids.push(demands::begin(market, &street.officer, begin).await.unwrap());
        }
        let unready = Begin { draft: Draft::default(), batch: Some(batch), once: Once::fresh() };
        let unready = demands::begin(market, &street.officer, unready).await.unwrap();
        let submit = || Decide { demand: ids[0], seen: 1, reason: None, once: Once::fresh() };
        let mates = || async { demands::read_draft(market, &street.officer, ids[0]).await.unwrap().mates };
        let against: Vec<bool> = mates().await.iter().map(|(_, against)| *against > 0).collect();
        assert_eq!(against, [false, false, true], "what holds up the batch is seen beside each of it");
        assert!(demands::submit(market, &street.officer, submit()).await.is_err());
        let give_up = Decide { demand: unready, seen: 1, reason: Some("不再需要".into()), once: Once::fresh() };
        demands::cancel(market, &street.approver, give_up).await.unwrap();
        assert_eq!(mates().await.len(), 2, "what is given up no longer goes out with the others");
        demands::submit(market, &street.officer, submit()).await.unwrap();
        let approve = |minutes: Option<&str>| Approve { demand: ids[1], seen: 2, minutes: minutes.map(str::to_owned), once: Once::fresh() };
        assert_eq!(codes(demands::approve(market, &street.approver, approve(None)).await.unwrap_err()), ["demands.minutes-missing"]);
        demands::approve(market, &street.approver, approve(Some("示办会〔2025〕3号"))).await.unwrap();
        let out = demands::publish(market, &street.officer, Publish { demand: ids[2], seen: 3, once: Once::fresh() }).await.unwrap();
        assert_eq!(out.demands, [1, 2, 3].map(|n| DemandNumber::new(2025, n)));
        let view = demands::view(market, out.demands[1]).await.unwrap();
        assert_eq!((view.batch, view.notices.len()), (Some(BatchNumber::new(2025, 1)), 1));
        assert_eq!(demands::read_batch(market, &street.officer, batch).await.unwrap().published.len(), 3);
    }
}

/// From which no reader ever misses an entry: writers overlap, a reader follows, and sees every version once, in order.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_feed_of_changes_misses_nothing_whatever_overlaps() {
    for world in worlds().await {
        let market = &world.market;
        let mut streets = Vec::new();
        for n in 0..4 {
            let street = street(&world, &format!("w{n}")).await;
            let mut ids = Vec::new();
            for k in 0..8 {
                ids.push(approved(&world, &street, good_draft(&format!("助餐{k}"), 100_000)).await);
            }
            streets.push((street, ids));
        }
        let writers: Vec<_> = streets
            .into_iter()
            .map(|(street, ids)| {
                let market = market.clone();
                tokio::spawn(async move {
                    for id in ids {
                        demands::publish(&market, &street.officer, Publish { demand: id, seen: 3, once: Once::fresh() }).await.unwrap();
                    }
                })
            })
            .collect();
        let sequencers: Vec<_> = (0..2)
            .map(|_| {
                let market = market.clone();
                tokio::spawn(async move {
                    loop {
                        marketplace::jobs::sequence_changes(&market).await.unwrap();
                        tokio::time::sleep(std::time::Duration::from_millis(3)).await;
                    }
                })
            })
            .collect();
        let (mut after, mut seen) = (0, Vec::new());
        let mut done = false;
        loop {
            let page = marketplace::changes::after(market, after, 7).await.unwrap();
            if page.is_empty() {
                if done {
                    break;
                }
                done = writers.iter().all(tokio::task::JoinHandle::is_finished) && marketplace::jobs::sequence_changes(market).await.unwrap() == 0;
                tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                continue;
            }
            for change in page {
                assert!(change.position > after, "places only grow");
                after = change.position;
                // The streets' own registration stands in the feed as well.
                if ["demand", "notice"].contains(&change.kind.as_str()) {
                    seen.push((change.subject, change.version));
                }
            }
        }
        for sequencer in &sequencers {
            sequencer.abort();
        }
        for writer in writers {
            writer.await.unwrap();
        }
        // 32 demands and their 32 notices, each once.
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((count, seen.len()), (64, 64));
    }
}

#[tokio::test]
async fn a_list_adds_up_what_its_filters_leave() {
    for world in worlds().await {
        let street = street(&world, "s").await;
        published(&world, &street, good_draft("独居老人居家关怀", 480_000)).await;
        published(&world, &street, good_draft("社区助餐", 200_000)).await;
        demands::begin(&world.market, &street.officer, Begin { draft: good_draft("未公布", 100_000), batch: None, once: Once::fresh() }).await.unwrap();
        let everything = demands::list(&world.market, &Filter::default(), None, 10).await.unwrap().rows;
        let field = everything[0].field;
        for (filter, count, budget) in [
            (Filter::default(), 2, 680_000),
            (Filter { words: Some("助餐".into()), ..Filter::default() }, 1, 200_000),
            (Filter { stage: Some(Stage::Open), field: Some(field), ..Filter::default() }, 2, 680_000),
            (Filter { stage: Some(Stage::Review), ..Filter::default() }, 0, 0),
        ] {
            // One row a page: what it adds up to is the whole list all the same.
            let (page, sum) = demands::summed_list(&world.market, &filter, None, 1).await.unwrap();
            assert_eq!((page.total, sum.count, sum.budget), (count, count, Money::yuan(budget)), "{filter:?}");
            assert_eq!((page.rows.len() as u64, page.next.is_some()), (count.min(1), count > 1), "{filter:?}");
            let of_field: u64 = sum.by_field.iter().filter(|(one, _)| *one == field).map(|(_, n)| n).sum();
            assert_eq!((of_field, sum.by_field.len()), (count, Field::ALL.len()), "{filter:?}");
        }
    }
}

#[tokio::test]
async fn words_are_searched_as_they_stand() {
    for world in worlds().await {
        let street = street(&world, "w").await;
        published(&world, &street, good_draft("满意度95%的助餐", 200_000)).await;
        published(&world, &street, good_draft("普通助餐", 200_000)).await;
        for (words, found) in [("助餐", 2), ("95%", 1), ("%", 1), ("_", 0), ("\\", 0)] {
            let filter = demands::Filter { words: Some(words.into()), ..Default::default() };
            assert_eq!(demands::list(&world.market, &filter, None, 10).await.unwrap().total, found, "{words}");
        }
    }
}

/// The numbers of a list, turned over page by page.
async fn turned_over(world: &World, filter: &Filter, most: u64) -> Vec<DemandNumber> {
    let (mut numbers, mut after) = (Vec::new(), None);
    loop {
        let page = demands::list(&world.market, filter, after.as_ref(), most).await.unwrap();
        assert!(page.rows.len() <= usize::try_from(most).unwrap());
        numbers.extend(page.rows.into_iter().map(|row| row.number));
        assert!(numbers.len() < 100, "the list does not end");
        match page.next {
            Some(next) => after = Place::parse(&next),
            None => return numbers,
        }
    }
}

#[tokio::test]
async fn a_list_is_turned_over_in_its_own_order_and_refuses_the_place_of_another() {
    for world in worlds().await {
        let market = &world.market;
        let street = street(&world, "o").await;
        for (title, budget, closes) in [("一", 200_000, "12"), ("二", 300_000, "13"), ("三", 300_000, "14"), ("四", 100_000, "13"), ("五", 100_000, "12")]
        {
            let mut draft = good_draft(title, budget);
            draft.set("closes_on", &format!("2025-03-{closes}"));
            draft.set("review_on", "2025-03-18");
            published(&world, &street, draft).await;
        }
        // Two deadlines have passed.
        world.go_to_day("2025-03-12", 18).await;
        let of = |order: DemandOrder| Filter { order, ..Filter::default() };
        for order in DemandOrder::ALL {
            let whole = turned_over(&world, &of(*order), 100).await;
            assert_eq!(whole.len(), 5);
            for most in 1..5 {
                assert_eq!(turned_over(&world, &of(*order), most).await, whole, "{order:?}, {most} a page");
            }
        }
        let rows = async |order: DemandOrder| demands::list(market, &of(order), None, 100).await.unwrap().rows;
        let deadlines = rows(DemandOrder::Deadline).await;
        assert!(deadlines[..3].iter().all(|row| row.stage == Stage::Open) && deadlines[..3].is_sorted_by_key(|row| row.closes_at));
        assert!(deadlines[3..].iter().all(|row| row.stage == Stage::Review));
        assert!(rows(DemandOrder::Budget).await.is_sorted_by_key(|row| std::cmp::Reverse(row.budget)));

        let place = |text: &str| Place::parse(text).unwrap();
        let next = demands::list(market, &of(DemandOrder::Budget), None, 2).await.unwrap().next.unwrap();
        let id = next.rsplit_once('.').unwrap().1.to_owned();
        let strange = [next, format!("newest.0.-5.{id}"), format!("newest.1.5.{id}"), format!("deadline.2.5.{id}"), format!("deadline.0.{}.{id}", i64::MAX)];
        for text in strange {
            for order in [DemandOrder::Newest, DemandOrder::Deadline] {
                let refused = demands::list(market, &of(order), Some(&place(&text)), 2).await.unwrap_err();
                assert_eq!(
                    refused.refusals().iter().map(|refusal| (refusal.code.as_str(), refusal.kind)).collect::<Vec<_>>(),
                    [("lists.other-order", Kind::Malformed)]
                );
            }
        }
    }
}

#[tokio::test]
async fn published_demands_are_counted_by_the_months_of_beijing() {
    for world in worlds().await {
        let market = &world.market;
        let street = street(&world, "m").await;
        published(&world, &street, good_draft("一", 200_000)).await;
        published(&world, &street, good_draft("二", 200_000)).await;
        // In London it is still March.
        world.go_to(at(domain::law::day(2025, 4, 1), 0, 30)).await;
        let mut later = good_draft("三", 200_000);
        for (field, day) in [("closes_on", "2025-04-10"), ("review_on", "2025-04-11")] {
            later.set(field, day);
        }
        published(&world, &street, later).await;
        let months = demands::by_month(market, &Filter::default()).await.unwrap();
        let counts: Vec<u64> = months.iter().map(|(_, count)| *count).collect();
        assert_eq!((months.len(), months[0].0, months[11].0), (12, domain::law::day(2024, 5, 1), domain::law::day(2025, 4, 1)));
        assert_eq!((counts[10], counts[11], counts.iter().sum::<u64>()), (2, 1, 3));
        let nothing = Filter { words: Some("没有".into()), ..Filter::default() };
        assert!(demands::by_month(market, &nothing).await.unwrap().iter().all(|(_, count)| *count == 0));
    }
}
