//! A world to act in: the real binary on a database of its own, its clock frozen, opened from a named scenario.

use crate::database::Database;
use crate::person::{Driver, Person};
use crate::server::{Server, Setting, tail};
use crate::tools;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// On which database a journey runs and by which driver its people act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way(
    /// The database.
    pub Database,
    /// The driver.
    pub Driver,
);

/// Those of the ways that this machine has; what is left out is said.
pub fn ways(wanted: &[(Database, Driver)]) -> Vec<Way> {
    let mut open = Vec::new();
    for &(database, driver) in wanted {
        if !database.is_here() {
            tools::leave_out(&format!("{database:?} with {driver:?}"), "no PostgreSQL test cluster (scripts/test-database)");
        } else if !driver.is_here() {
            tools::leave_out(&format!("{database:?} with {driver:?}"), "no Chromium (scripts/setup test)");
        } else {
            open.push(Way(database, driver));
        }
    }
    open
}

/// Each database and each driver at least once: what most journeys are walked in.
pub fn every_way() -> Vec<Way> {
    ways(&[(Database::Sqlite, Driver::Http), (Database::Postgres, Driver::NoScript), (Database::Sqlite, Driver::Script)])
}

/// A running world. Dropping it stops the server and removes what it stored, unless the test fails.
pub struct World {
    way: Way,
    setting: Setting,
    name: String,
    server: Server,
}

/// Where worlds of this test run live.
fn nursery() -> &'static PathBuf {
    static NURSERY: OnceLock<PathBuf> = OnceLock::new();
    NURSERY.get_or_init(|| {
        let all = tools::root().join("target/worlds");
        // What earlier runs left for looking at goes when the next one begins.
        for old in fs::read_dir(&all).into_iter().flatten().flatten() {
            let alive = Command::new("kill").arg("-0").arg(old.file_name()).output().is_ok_and(|answer| answer.status.success());
            if !alive {
                let _ = fs::remove_dir_all(old.path());
            }
        }
        let own = all.join(std::process::id().to_string());
        fs::create_dir_all(&own).expect("a folder for worlds");
        own
    })
}

/// A folder and a database name that nobody else has.
fn place(hint: &str) -> (PathBuf, String) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let words: String = hint.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = format!("gongxu_{}_{}_{words}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = nursery().join(&name);
    fs::create_dir_all(&folder).expect("a folder for the world");
    (folder, name)
}

type Built = Arc<OnceLock<(PathBuf, String)>>;

/// The scenario as it stands after its first start, built once a run: worlds are copies of it.
fn built(scenario: &str, database: Database) -> (PathBuf, String) {
    static BUILT: OnceLock<Mutex<HashMap<(String, Database), Built>>> = OnceLock::new();
    let known = BUILT.get_or_init(Mutex::default);
    let cell = known.lock().unwrap_or_else(|broken| broken.into_inner()).entry((scenario.to_owned(), database)).or_default().clone();
    cell.get_or_init(|| {
        let (folder, name) = place(scenario);
        database.create(&name);
        let url = database.url(&folder, &name);
        Server::start(&Setting { scenario: scenario.to_owned(), folder: folder.clone(), database: url, port: 0 }).stop();
        (folder, name)
    })
    .clone()
}

impl World {
    /// Opens a scenario; `demo` is the one that `gongxu demo` opens by itself.
    pub async fn start(scenario: &str, way: Way) -> World {
        let scenario = scenario.to_owned();
        let work = move || {
            let template = built(&scenario, way.0);
            let (folder, name) = place(&scenario);
            way.0.copy((&template.0, &template.1), (&folder, &name));
            let setting = Setting { scenario, database: way.0.url(&folder, &name), folder, port: 0 };
            World { way, server: Server::start(&setting), setting, name }
        };
        tokio::task::spawn_blocking(work).await.expect("a world starts")
    }

    /// `http://127.0.0.1:PORT`.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// The database's address.
    pub fn database(&self) -> &str {
        &self.setting.database
    }

    /// The server's process, for what `/proc` tells of it.
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    /// The phrase of all demonstration accounts.
    pub fn phrase(&self) -> &str {
        self.server.printed.iter().find_map(|line| line.strip_prefix("phrase: ")).expect("a server that started has said its phrase")
    }

    /// The names by which its people sign in, as the server printed them: first word of each indented line.
    pub fn accounts(&self) -> Vec<String> {
        let indented = self.server.printed.iter().filter(|line| line.starts_with("  "));
        indented.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    }

    /// The first of them in each role, which the server prints behind the name.
    pub fn one_of_each_role(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let indented = self.server.printed.iter().filter(|line| line.starts_with("  "));
        let people = indented.filter_map(|line| line.split_whitespace().next().zip(line.split_whitespace().nth(1)));
        people.filter(|(_, role)| seen.insert(*role)).map(|(account, _)| account.to_owned()).collect()
    }

    /// Somebody who is not signed in, by this world's driver.
    pub async fn visitor(&self) -> Person {
        self.visitor_by(self.way.1).await
    }

    /// Somebody who is not signed in, by another driver.
    pub async fn visitor_by(&self, driver: Driver) -> Person {
        Person::at(self.url(), driver).await
    }

    /// Somebody who signed in on the page, by this world's driver.
    pub async fn sign_in(&self, account: &str) -> Person {
        self.sign_in_by(account, self.way.1).await
    }

    /// Somebody who signed in on the page, by another driver.
    pub async fn sign_in_by(&self, account: &str, driver: Driver) -> Person {
        let person = self.visitor_by(driver).await;
        person.sign_in(account, self.phrase()).await;
        person
    }

    /// Runs the binary on this world (`user`, `import`), gives it a text to read, and says how it ended and what it said.
    pub async fn run(&self, words: &[&str], input: &str) -> (bool, String) {
        let mut command = self.server_command(words);
        let input = input.to_owned();
        let work = move || {
            let mut child = command.spawn().expect("the binary starts");
            child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("it reads");
            let output = child.wait_with_output().expect("it ends");
            let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
            (output.status.success(), said)
        };
        tokio::task::spawn_blocking(work).await.expect("the binary runs")
    }

    fn server_command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(tools::binary());
        command
            .args(words)
            .current_dir(&self.setting.folder)
            .env("GONGXU_DATA_DIR", &self.setting.folder)
            .env("GONGXU_DATABASE_URL", &self.setting.database)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// The folder that holds what it stores.
    pub fn folder(&self) -> &Path {
        &self.setting.folder
    }

    /// By which driver its people act.
    pub fn driver(&self) -> Driver {
        self.way.1
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.server.kill();
    }

    /// The same server again, at the same address, on what it left.
    pub async fn restart(&mut self) {
        self.server.kill();
        let port = self.url().rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port");
        let setting = Setting { port, ..self.setting.clone() };
        self.server = tokio::task::spawn_blocking(move || Server::start(&setting)).await.expect("the server starts again");
    }

    /// The last lines of the server's log.
    pub fn log(&self) -> String {
        tail(&self.server.log)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.kill();
        if std::thread::panicking() {
            eprintln!("this world is kept in {}; the end of its log:\n{}", self.setting.folder.display(), self.log());
            return;
        }
        self.way.0.drop(&self.name);
        let _ = fs::remove_dir_all(&self.setting.folder);
    }
}
