//! The database of a world: a SQLite file or a PostgreSQL database of its own, cloned from a scenario that was built once.

use crate::tools;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Which database a world runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Database {
    /// A file, bundled.
    Sqlite,
    /// A database in the test cluster (`GONGXU_TEST_POSTGRES_URL`).
    Postgres,
}

impl Database {
    /// Whether this machine has it.
    pub fn is_here(self) -> bool {
        self == Database::Sqlite || cluster().is_some()
    }

    /// The address of the database `name`, whose file, if it is one, lies in `folder`.
    pub fn url(self, folder: &Path, name: &str) -> String {
        match self {
            Database::Sqlite => format!("sqlite://{}", folder.join("gongxu.db").display()),
            Database::Postgres => address(name),
        }
    }

    /// Makes an empty database. SQLite makes its file itself.
    pub fn create(self, name: &str) {
        if self == Database::Postgres {
            run_sql(&format!("create database {name}"));
        }
    }

    /// Makes a copy of a world that nobody has open: its folder, and its database where that is elsewhere.
    pub fn copy(self, from: (&Path, &str), to: (&Path, &str)) {
        copy_folder(from.0, to.0);
        if self == Database::Postgres {
            run_sql(&format!("create database {} template {}", to.1, from.1));
        }
    }

    /// Removes a database again.
    pub fn drop(self, name: &str) {
        if self == Database::Postgres {
            run_sql(&format!("drop database if exists {name} with (force)"));
        }
    }
}

fn cluster() -> Option<String> {
    std::env::var("GONGXU_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}

/// The cluster's address with another database's name in it.
fn address(name: &str) -> String {
    let url = cluster().expect("GONGXU_TEST_POSTGRES_URL names the test cluster");
    let (place, options) = url.split_once('?').map_or((url.as_str(), String::new()), |(place, options)| (place, format!("?{options}")));
    let (server, _) = place.rsplit_once('/').expect("an address ends with a database's name");
    format!("{server}/{name}{options}")
}

fn run_sql(sql: &str) {
    let url = cluster().expect("GONGXU_TEST_POSTGRES_URL names the test cluster");
    let output = Command::new(tools::psql()).args([url.as_str(), "-v", "ON_ERROR_STOP=1", "-qc", sql]).output().expect("psql starts");
    assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the world");
    for entry in fs::read_dir(from).expect("the built world") {
        let entry = entry.expect("the built world");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copying the built world");
        }
    }
}
