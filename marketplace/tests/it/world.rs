//! Worlds for tests of use cases: each test body runs on SQLite, and on PostgreSQL where there is one.

use domain::calendar::{Moment, at};
use domain::code::CreditCode;
use domain::ids::{AccountId, OrganizationId};
use domain::law::day;
use domain::policy::{Actor, Role};
use marketplace::clock::ManualClock;
use marketplace::identity::{NewAccount, create_account};
use marketplace::organizations::{self, read_organizations};
use marketplace::{Market, Options};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

pub const PHRASE: &str = "seven herons over the quiet canal";

/// A fresh installation, its world standing at Mon 2025-03-03 09:00 in Beijing.
pub struct World {
    pub market: Market,
    /// Wall time: sessions live by it. The world stands still beside it.
    pub clock: Arc<ManualClock>,
    /// Its files go when it goes.
    _folder: tempfile::TempDir,
}

/// The databases that a test runs on. `GONGXU_TEST_POSTGRES_URL` names a server where databases may be made.
pub async fn worlds() -> Vec<World> {
    let mut worlds = vec![World::on(None).await];
    match std::env::var("GONGXU_TEST_POSTGRES_URL") {
        Ok(url) => worlds.push(World::on(Some(&url)).await),
        Err(_) if std::env::var("GONGXU_REQUIRE").as_deref() == Ok("all") => panic!("no PostgreSQL to test on"),
        Err(_) => {}
    }
    worlds
}

impl World {
    async fn on(postgres: Option<&str>) -> World {
        let folder = tempfile::tempdir().unwrap();
        let url = match postgres {
            None => format!("sqlite://{}", folder.path().join("world.db").display()),
            Some(server) => fresh_database(server).await,
        };
        let morning = at(day(2025, 3, 3), 9, 0);
        let clock = Arc::new(ManualClock::at(morning));
        let options = Options { url, data_dir: folder.path().to_owned(), pepper: b"pepper".to_vec(), clock: clock.clone(), building: true };
        let market = Market::open(options).await.unwrap();
        market.become_demonstration("test", morning).await.unwrap();
        World { market, clock, _folder: folder }
    }

    /// Moves the world to this moment and lets happen what fell due.
    pub async fn go_to(&self, moment: Moment) {
        self.market.move_world(moment, true).await.unwrap();
        marketplace::jobs::do_what_is_due(&self.market).await.unwrap();
    }

    /// Moves the world to this hour of this day.
    pub async fn go_to_day(&self, text: &str, hour: u32) {
        self.go_to(at(text.parse().unwrap(), hour, 0)).await;
    }

    /// Registers a body through the import, as an office would. `kind` is a word that lists use.
    pub async fn body(&self, name: &str, kind: &str, fields: &str, districts: &str) -> OrganizationId {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let serial = format!("MJT{:05}", NEXT.fetch_add(1, Ordering::SeqCst));
        let head = match kind {
            "街道办事处" => "11310106",
            "社会团体" => "51310106",
            "基金会" => "53310106",
            _ => "52310106",
        };
        let code = CreditCode::compose(head, &serial).unwrap();
        let csv = format!("名称,统一社会信用代码,类型,成立登记日期,服务领域,服务区域\n{name},{code},{kind},2015-06-01,{fields},{districts}\n");
        let report = read_organizations(csv.as_bytes(), "list.csv", day(2025, 3, 3), &mut |_, _| {});
        assert!(report.may_load(), "{report:?}");
        organizations::load_report(&self.market, &Actor::OPERATOR, &report).await.unwrap();
        organizations::by_code(&self.market, &code).await.unwrap().unwrap().id
    }

    /// An account with one role.
    pub async fn person(&self, login: &str, role: Role, organization: Option<OrganizationId>) -> Actor {
        let new = NewAccount { login: login.into(), name: format!("示例·{login}"), password: PHRASE.into(), role, also: Vec::new(), organization };
        let account: AccountId = create_account(&self.market, &Actor::OPERATOR, new).await.unwrap();
        Actor { account: Some(account), role, organization }
    }
}

/// Makes a database of its own on the server that the address names.
async fn fresh_database(server: &str) -> String {
    use sea_orm::ConnectionTrait;
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("it_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    connection.close().await.unwrap();
    let (base, options) = server.split_once('?').map_or((server, None), |(base, options)| (base, Some(options)));
    let (host, _) = base.rsplit_once('/').unwrap();
    format!("{host}/{name}{}", options.map(|options| format!("?{options}")).unwrap_or_default())
}
