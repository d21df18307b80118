//! The command line: a struct of arguments and a `run` that calls a use case like any other caller.

mod demo;
mod import;
mod openapi;
mod seed;
mod serve;
mod setup;
mod user;
mod worlds;

use clap::{Parser, Subcommand};
use domain::refusal::Refusal;
use messages::{Language, words};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Government purchase of services from social organizations.
#[derive(Parser)]
#[command(name = "gongxu", version, about)]
pub struct Gongxu {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the installation lives.
#[derive(clap::Args, Clone)]
pub struct Place {
    /// Folder of the database, the files and the installation's keys.
    #[arg(long, global = true, env = "GONGXU_DATA_DIR", default_value = "data")]
    data_dir: PathBuf,
    /// `sqlite://FILE` or `postgres://…`; a SQLite file in the data folder unless given.
    #[arg(long, global = true, env = "GONGXU_DATABASE_URL")]
    database_url: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the platform.
    Serve(serve::Serve),
    /// Opens a demonstration world with a time machine.
    Demo(demo::Demo),
    /// Brings the database's tables up to date.
    Migrate,
    /// Builds a demonstration world without serving it.
    Seed(seed::Seed),
    /// Loads lists of organizations.
    Import(import::Import),
    /// Creates accounts.
    User(user::User),
    /// Prints the description of the API.
    Openapi,
}

impl Gongxu {
    /// Runs the chosen command.
    ///
    /// # Errors
    /// What made the command fail, for people.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        logging();
        match self.command {
            Command::Serve(serve) => serve.run(&self.place).await,
            Command::Demo(demo) => demo.run(&self.place).await,
            Command::Migrate => {
                setup::open(&self.place, setup::FILE, false).await?.close().await?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Seed(seed) => seed.run(&self.place).await,
            Command::Import(import) => import.run(&self.place).await,
            Command::User(user) => user.run(&self.place).await,
            Command::Openapi => openapi::run(),
        }
    }
}

/// Says a line to whoever started the command.
///
/// # Errors
/// When nobody listens any more.
pub fn say(line: impl std::fmt::Display) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Says what stands against it, and what would make it pass.
///
/// # Errors
/// When nobody listens any more.
pub fn say_refusal(refusal: &Refusal) -> std::io::Result<()> {
    let said = words(Language::Zh).refusal(refusal);
    say(said.what)?;
    said.remedy.map_or(Ok(()), say)
}

/// The log of every command goes to standard error.
fn logging() {
    use tracing_subscriber::EnvFilter;
    let quiet = "info,sqlx::postgres::notice=warn,sea_orm_migration=warn";
    let filter = EnvFilter::try_from_env("GONGXU_LOG").unwrap_or_else(|_| EnvFilter::new(quiet));
    // A second start in one process keeps the first one's log.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Says why a command failed.
pub fn failed(error: &anyhow::Error) -> ExitCode {
    // Nothing is left to do when even this cannot be written.
    let _ = writeln!(std::io::stderr(), "gongxu: {error:#}");
    ExitCode::from(2)
}
