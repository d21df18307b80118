//! What a reader finds in the default world.

use super::*;
use crate::clock::SystemClock;
use domain::calendar::working_days_between;
use domain::evaluations::Grade;
use domain::numbers::ContractNumber;
use domain::policy::Actor;
use marketplace::{Options, contracts, demands, evaluations, identity};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::OnceCell;

/// A folder that goes away with it.
pub struct Folder(PathBuf);

impl Folder {
    /// A new one whose name says what for.
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("gongxu-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What the system clears anyway need not break a test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn opened(folder: &Folder) -> Market {
    let url = format!("sqlite://{}", folder.0.join("world.db").display());
    let options = Options { url, data_dir: folder.0.clone(), pepper: b"pepper".to_vec(), clock: Arc::new(SystemClock), building: true };
    Market::open(options).await.unwrap()
}

/// The files of a folder and of those in it, with their paths from there.
fn kept(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = PathBuf::from(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            files.extend(kept(&entry.path()).into_iter().map(|(path, bytes)| (name.join(path), bytes)));
        } else {
            files.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
    files
}

/// The world of a scenario, in that folder. The default one is built once for all tests of this process: theirs are copies.
pub async fn built(folder: &Folder, scenario: &str) -> Market {
    static DEFAULT: OnceCell<Vec<(PathBuf, Vec<u8>)>> = OnceCell::const_new();
    if scenario == "default" {
        let finished = DEFAULT.get_or_init(|| async {
            let aside = Folder::new("finished");
            let market = opened(&aside).await;
            build(&market, scenario).await.unwrap();
            market.close().await.unwrap();
            kept(&aside.0)
        });
        for (path, bytes) in finished.await {
            let path = folder.0.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        return opened(folder).await;
    }
    let market = opened(folder).await;
    build(&market, scenario).await.unwrap();
    market
}

async fn every_contract(market: &Market) -> Vec<domain::contracts::ContractRow> {
    contracts::list(market, &contracts::Filter::default(), None, 100).await.unwrap().rows
}

#[tokio::test]
async fn the_default_world_has_a_year_behind_it_and_a_morning_before_it() {
    let folder = Folder::new("default");
    let market = built(&folder, "default").await;
    assert_eq!((market.now(), market.is_frozen()), (at(day(2025, 3, 3), 9, 0), true));
    assert_eq!(identity::people(&market).await.unwrap().len(), 14);

    let purchases = demands::summary(&market, &demands::Filter::default()).await.unwrap();
    assert!(purchases.count >= 55, "{purchases:?}");
    let next = demands::closing_next(&market, 20).await.unwrap();
    assert!(next.len() >= 5 && next.iter().all(|row| row.closes_at > market.now()), "{next:?}");
    let stages: BTreeMap<String, usize> = {
        let rows = demands::list(&market, &demands::Filter::default(), None, 100).await.unwrap().rows;
        rows.into_iter().fold(BTreeMap::new(), |mut counted, row| {
            *counted.entry(format!("{:?}", row.stage)).or_default() += 1;
            counted
        })
    };
    for stage in ["Open", "Review", "Publicity", "Contracted", "Lapsed"] {
        assert!(stages.contains_key(stage), "no {stage} in {stages:?}");
    }

    let rows = every_contract(&market).await;
    assert!(rows.len() >= 40, "{}", rows.len());
    let late = contracts::list(&market, &contracts::Filter { late: true, ..contracts::Filter::default() }, None, 100).await.unwrap();
    assert!(late.total >= 3, "{}", late.total);
    let mut paid_late = 0;
    for number in rows.iter().map(|row| row.number).collect::<Vec<ContractNumber>>() {
        let view = contracts::view(&market, &Actor::PUBLIC, number).await.unwrap();
        paid_late +=
            view.payments.iter().filter(|payment| payment.due.zip(payment.paid_on).is_some_and(|(due, paid)| working_days_between(due.day, paid) > 0)).count();
    }
    assert!(paid_late >= 5, "{paid_late}");

    let grades = evaluations::summary(&market, &evaluations::Filter::default()).await.unwrap();
    let count = |wanted: Grade| grades.grades.iter().find(|(grade, _)| *grade == wanted).map_or(0, |(_, n)| *n);
    assert!(grades.count >= 30, "{grades:?}");
    for (grade, least) in [(Grade::Excellent, 5), (Grade::Good, 10), (Grade::Fair, 2), (Grade::Poor, 1)] {
        assert!(count(grade) >= least, "{grade:?}: {grades:?}");
    }

    // Whom the tour follows has two finished projects to show.
    let anju = identity::people(&market).await.unwrap().into_iter().find(|person| person.login == "anju").unwrap();
    let provider = identity::roles_of(&market, &Actor { account: Some(anju.account), ..Actor::PUBLIC }).await.unwrap();
    assert_eq!(provider.len(), 1);
    let own = rows.iter().filter(|row| Some(&row.provider) == anju.organization.as_ref()).count();
    assert!(own >= 2, "{own}");
    market.close().await.unwrap();
}

#[tokio::test]
async fn a_large_world_has_as_many_demands_as_were_asked_for() {
    let folder = Folder::new("size");
    let market = built(&folder, "size-60").await;
    assert_eq!(market.now(), at(day(2025, 3, 3), 9, 0));
    assert_eq!(demands::summary(&market, &demands::Filter::default()).await.unwrap().count, 60);
    assert_eq!(
        demands::summary(&market, &demands::Filter { stage: Some(domain::demands::Stage::Open), ..demands::Filter::default() }).await.unwrap().count,
        40
    );
    assert_eq!(identity::people(&market).await.unwrap().len(), 14);
    market.close().await.unwrap();
}

#[test]
fn names_of_scenarios_are_known_before_anything_is_built() {
    assert!(check("default").is_ok() && check("empty").is_ok() && check(&of_size(10_000)).is_ok());
    for wrong in ["", "size-", "size-0", "size-1000000", "tour"] {
        assert!(check(wrong).is_err(), "{wrong}");
    }
}
