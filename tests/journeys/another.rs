//! Not a film: another street, template, sum and plan, five reviewers, two offers after the extension, an evaluation that ends
//! fair. Every name and figure is drawn from a seed, which is printed.

use outside::path::town::{Dice, Town};
use outside::path::{Offer, Purchase, Walk};
use outside::{Database, Driver, World, fuzz, ways};

#[tokio::test]
async fn another_street_buys_something_else_by_the_same_pages() {
    let seed = fuzz::seed();
    println!("GONGXU_SEED={seed}");
    for way in ways(&[(Database::Sqlite, Driver::Http), (Database::Postgres, Driver::NoScript)]) {
        let language = if (way.0, way.1) == (Database::Postgres, Driver::NoScript) { "en" } else { "zh" };
        let mut dice = Dice::of(seed);
        let world = World::start("empty", way).await;
        let (district, district_name) = dice.pick(&[("310110", "杨浦区"), ("310115", "浦东新区"), ("310117", "松江区"), ("310151", "崇明区")]);
        let (template, field) = dice.pick(&[("governance-capacity", "社区治理"), ("volunteer-station", "志愿服务"), ("job-counselling", "劳动就业")]);
        let town = Town { district, district_name, field, reviewers: 5, bidders: 2 };
        let (cast, _) = town.found(&world, &mut dice).await;
        let purchase = Purchase {
            template,
            title: format!("示例{}项目", dice.name()),
            district,
            budget: 120_000 + i64::try_from(dice.throw(200)).expect("small") * 1_000,
            shares: [40, 40, 20],
            recipients: 80 + i64::try_from(dice.throw(200)).expect("small"),
            closes_on: dice.pick(&["2025-03-12", "2025-03-13"]),
            review_on: "2025-03-17",
            offers: vec![Offer { percent: 97, worth: 88 }, Offer { percent: 95, worth: 76 }],
            extended: true,
            evaluated: 65 + i64::try_from(dice.throw(12)).expect("small"),
            grade: "fair",
        };
        Walk::new(world, language, cast, purchase).the_whole_road().await;
    }
}
