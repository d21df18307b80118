//! The demonstration's world: kept until it is reset, copied from a finished one where this very program built one before.

use super::{Place, setup};
use crate::scenarios;
use crate::secrets::Secrets;
use anyhow::{Context, Result, bail};
use marketplace::Market;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The demonstration's file in the data folder.
pub const FILE: &str = "demo.db";

/// Opens the world of a scenario: the one that is kept, else a new one.
///
/// # Errors
/// When the database holds something else, or the scenario cannot be built.
pub async fn open(place: &Place, scenario: &str, reset: bool) -> Result<Market> {
    scenarios::check(scenario)?;
    if let Some(file) = file_of(&setup::database_url(place, FILE)) {
        if reset {
            drop_world(place, &file).await?;
        }
        if !file.exists() {
            copy(&finished(place, scenario).await?, &file)?;
        }
    } else if reset {
        bail!("only a SQLite file is dropped by --reset: name another database");
    }
    let market = setup::open(place, FILE, false).await?;
    match market.scenario().await? {
        Some(kept) if kept == scenario => {}
        Some(kept) => bail!("this database holds the scenario {kept}: ask for it, begin anew with --reset, or name another database"),
        None if market.is_empty().await? => scenarios::build(&market, scenario).await.context("the world was not built")?,
        None => bail!("this database is no demonstration: open it with `gongxu serve`, or name another one"),
    }
    Ok(market)
}

/// The file of a SQLite address; nothing for another database.
fn file_of(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://")?;
    Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
}

/// Drops a kept world. A database that the command line names is looked into first: only a demonstration's is dropped.
async fn drop_world(place: &Place, file: &Path) -> Result<()> {
    if place.database_url.is_some() && file.exists() {
        let market = setup::open(place, FILE, false).await?;
        let (scenario, empty) = (market.scenario().await?, market.is_empty().await?);
        market.close().await?;
        if scenario.is_none() && !empty {
            bail!("{} is no demonstration: it is not dropped", file.display());
        }
    }
    remove(file)
}

/// Removes a database and what SQLite keeps beside it.
fn remove(file: &Path) -> Result<()> {
    for end in ["", "-wal", "-shm"] {
        let path = beside(file, end);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error).with_context(|| format!("cannot remove {}", path.display())),
            _ => {}
        }
    }
    Ok(())
}

fn beside(file: &Path, end: &str) -> PathBuf {
    let mut path = file.as_os_str().to_owned();
    path.push(end);
    PathBuf::from(path)
}

/// A finished world of this scenario, built by this very program with the keys of this folder; built now where there is none.
async fn finished(place: &Place, scenario: &str) -> Result<PathBuf> {
    let folder = place.data_dir.join("worlds");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let kept = folder.join(format!("{scenario}-{}.db", digest(place)?));
    if kept.exists() {
        return Ok(kept);
    }
    // Built aside and renamed when it is complete: a building that breaks leaves nothing.
    let part = folder.join(format!("{scenario}.{}.part", std::process::id()));
    remove(&part)?;
    let built = build(place, scenario, &part).await;
    if built.is_err() {
        remove(&part)?;
    }
    built.context("the world was not built")?;
    for old in fs::read_dir(&folder)?.flatten() {
        // What an earlier program built is of no use any more.
        if old.file_name().to_string_lossy().strip_prefix(scenario).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".db") && rest.len() == 36) {
            remove(&old.path())?;
        }
    }
    fs::rename(&part, &kept).with_context(|| format!("cannot keep {}", kept.display()))?;
    Ok(kept)
}

async fn build(place: &Place, scenario: &str, part: &Path) -> Result<()> {
    let aside = Place { database_url: Some(format!("sqlite://{}", part.display())), ..place.clone() };
    let market = setup::open(&aside, FILE, true).await?;
    let built = scenarios::build(&market, scenario).await;
    market.close().await?;
    built?;
    // Closing the last connection writes the log back into the file, which is then whole.
    if beside(part, "-wal").exists() {
        bail!("{} was not closed", part.display());
    }
    Ok(())
}

/// Names what a finished world depends on: the program's own bytes and the installation's keys.
fn digest(place: &Place) -> Result<String> {
    let program = std::env::current_exe().and_then(fs::File::open).context("cannot read the program's own file")?;
    let mut program = std::io::BufReader::with_capacity(1 << 20, program);
    let mut hash = Sha256::new();
    loop {
        let read = program.fill_buf()?;
        if read.is_empty() {
            break;
        }
        hash.update(read);
        let length = read.len();
        program.consume(length);
    }
    hash.update(Secrets::load(&place.data_dir)?.pepper);
    Ok(marketplace::tx::hex(hash.finalize().get(..16).unwrap_or_default()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let half = beside(to, &format!(".{}.part", std::process::id()));
    fs::copy(from, &half).and_then(|_| fs::rename(&half, to)).with_context(|| format!("cannot copy the world to {}", to.display()))
}
