//! `gongxu import`.

use super::{Place, say, say_refusal, setup};
use anyhow::{Context, Result};
use domain::organizations::ImportRun;
use domain::organizations::import::Finding;
use domain::policy::Actor;
use domain::refusal::Fact;
use domain::step::Word;
use frontend::organizations::place_words;
use marketplace::Fault;
use marketplace::organizations::{ListFile, import_now};
use messages::{Language, Words, words};
use std::path::PathBuf;
use std::process::ExitCode;

/// Loads lists.
#[derive(clap::Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Loads organizations from CSV or XLSX. One impossible row stops the file; every finding is listed.
    Organizations(Organizations),
}

#[derive(clap::Args)]
struct Organizations {
    /// The list.
    file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// The demonstration's database instead of the platform's.
    #[arg(long)]
    demo: bool,
}

impl Import {
    /// Exit code 0 when everything is loaded (or may be, when that was asked), 1 when something is impossible or waits for a yes.
    ///
    /// # Errors
    /// When the file or the database cannot be read.
    pub async fn run(self, place: &Place) -> Result<ExitCode> {
        let What::Organizations(asked) = self.what;
        let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(&asked.file).with_context(|| format!("cannot read {}", asked.file.display()))?;
        let market = setup::open(place, setup::file(asked.demo), false).await?;
        let done = import_now(&market, &Actor::OPERATOR, ListFile { name, bytes }, asked.dry_run).await;
        market.close().await?;
        match done {
            Ok(run) => {
                tell(words(Language::Zh), &run)?;
                let done = run.outcome.is_some() || (asked.dry_run && run.report.is_some_and(|report| report.may_load()));
                Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Err(Fault::Refused(refusal)) => {
                say_refusal(&refusal)?;
                Ok(ExitCode::FAILURE)
            }
            Err(fault) => Err(fault.into()),
        }
    }
}

/// The summary, every finding, and what became of it.
fn tell(zh: Words, run: &ImportRun) -> std::io::Result<()> {
    let Some(report) = &run.report else { return Ok(()) };
    say(zh.say_with("organizations.cli-file", &[("file", report.file.as_str().into())]))?;
    if let Some(refusal) = &report.refused {
        return say_refusal(refusal);
    }
    let counts = &report.counts;
    let facts = [
        ("read", Fact::from(counts.read)),
        ("load", Fact::from(counts.load)),
        ("wait", Fact::from(counts.wait)),
        ("refused", Fact::from(counts.refused)),
        ("warned", Fact::from(counts.warned)),
        ("repeated", Fact::from(counts.repeated)),
    ];
    say(zh.say_with("organizations.cli-counts", &facts))?;
    for remark in &report.remarks {
        let said = zh.refusal(remark);
        say(format!("{}{}", said.what, said.remedy.unwrap_or_default()))?;
    }
    for finding in &report.findings {
        say(line(zh, finding))?;
    }
    match &run.outcome {
        Some(outcome) => {
            let facts = [("new", Fact::from(outcome.new)), ("changed", Fact::from(outcome.changed)), ("unchanged", Fact::from(outcome.unchanged))];
            say(zh.say_with("organizations.run-outcome", &facts))
        }
        None if counts.refused > 0 => say(zh.say_with("organizations.import-not-loadable", &[("n", Fact::from(counts.refused))])),
        None => say(zh.say("organizations.cli-dry")),
    }
}

/// Cell, column, value, result, reason, mend.
fn line(zh: Words, finding: &Finding) -> String {
    let said = zh.refusal(&finding.reason);
    let facts = [
        ("place", Fact::Text(place_words(zh, &finding.place))),
        ("header", Fact::Text(finding.place.header.clone().unwrap_or_default())),
        ("value", Fact::Text(finding.value.clone())),
        ("weight", Fact::Term(finding.weight.term())),
        ("what", Fact::Text(said.what)),
        ("mend", Fact::Text(said.remedy.unwrap_or_default())),
    ];
    zh.say_with("organizations.cli-finding", &facts)
}
