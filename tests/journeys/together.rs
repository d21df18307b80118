//! A batch, the real unit of work in a street: fifteen needs and thirty organizations, one approval, one notice, one review
//! session, one publicity, separate contracts.

use outside::path::town::{Dice, Town};
use outside::path::{Offer, Purchase, Walk};
use outside::{Database, Driver, World, fuzz, ways};

const NEEDS: usize = 15;

#[tokio::test]
async fn fifteen_needs_go_out_and_are_judged_together() {
    let seed = fuzz::seed();
    println!("GONGXU_SEED={seed}");
    for way in ways(&[(Database::Sqlite, Driver::Http)]) {
        let mut dice = Dice::of(seed);
        let world = World::start("empty", way).await;
        let town = Town { district: "310109", district_name: "虹口区", field: "社区治理、养老服务", reviewers: 3, bidders: 2 * NEEDS };
        let (cast, _) = town.found(&world, &mut dice).await;
        let purchase = |dice: &mut Dice, nth: usize| Purchase {
            template: dice.pick(&["governance-capacity", "community-meals", "elderly-alone-visits", "community-mediation"]),
            title: format!("示例{}之{nth}", dice.name()),
            district: "310109",
            budget: 60_000 + i64::try_from(dice.throw(60)).expect("small") * 1_000,
            shares: [50, 30, 20],
            recipients: 40 + i64::try_from(dice.throw(100)).expect("small"),
            closes_on: "2025-03-12",
            review_on: "2025-03-14",
            offers: vec![Offer { percent: 97, worth: 90 }, Offer { percent: 96, worth: 80 }, Offer { percent: 98, worth: 72 }],
            extended: false,
            evaluated: 90,
            grade: "excellent",
        };
        let bidders = cast.bidders.clone();
        let first = Walk::new(world, "zh", cast, purchase(&mut dice, 0));
        let batch = first.begins_a_batch("示例第一批").await;
        let mut walks = Vec::new();
        for nth in 0..NEEDS {
            let three = (0..3).map(|place| bidders[(2 * nth + place) % bidders.len()].clone()).collect();
            let walk = first.beside(purchase(&mut dice, nth), three);
            walks.push((walk.joins(&batch).await, walk));
        }
        let draft = walks[0].0.clone();
        first.is_approved(&draft, Some("示办会〔2025〕3号")).await;
        let notice = first.all_are_published(&draft).await;
        let anybody = first.anybody().await;
        anybody.open(&notice).await.answered(200);
        let mut numbers = Vec::new();
        for (draft, walk) in &walks {
            anybody.shows(&walk.purchase.title);
            numbers.push(walk.number_of(draft).await);
        }
        for ((_, walk), number) in walks.iter().zip(&numbers) {
            for (who, offer) in walk.purchase.offers.iter().enumerate() {
                walk.offers(number, who, offer).await;
            }
        }
        first.names_the_panel(&numbers[0]).await;
        first.it_is("2025-03-14").await;
        for ((_, walk), number) in walks.iter().zip(&numbers) {
            walk.settles_who_takes_part(number).await;
        }
        first.declare_no_conflicts(&numbers[0]).await;
        for ((_, walk), number) in walks.iter().zip(&numbers) {
            walk.score_and_sign(number).await;
        }
        walks[0].1.publicises(&numbers[0]).await;
        first.working_days_pass(6).await;
        walks[0].1.confirms(&numbers[0]).await;
        let mut contracts = Vec::new();
        for ((_, walk), number) in walks.iter().zip(&numbers) {
            anybody.open(&format!("/demands/{number}/result")).await.answered(200).shows(&walk.say("awards-chosen")).shows(&walk.cast.bidders[0].name);
            contracts.push(walk.is_contracted(number).await);
        }
        contracts.sort();
        contracts.dedup();
        assert_eq!(contracts.len(), NEEDS, "each need has a contract of its own");
        anybody.open("/notices?kind=publicity").await.answered(200);
        let publicities = anybody.attributes("main a", "href").into_iter().filter(|href| href.starts_with("/notices/")).count();
        assert_eq!(publicities, 1, "one publicity for all of them");
    }
}
