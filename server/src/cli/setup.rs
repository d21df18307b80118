//! Opening the installation that the command line names.

use super::Place;
use crate::clock::SystemClock;
use crate::secrets::Secrets;
use anyhow::{Context, Result};
use marketplace::{Market, Options};
use std::sync::Arc;

/// The platform's file in the data folder.
pub const FILE: &str = "gongxu.db";

/// The file that a command works on: the demonstration's or the platform's.
pub fn file(demo: bool) -> &'static str {
    if demo { super::worlds::FILE } else { FILE }
}

/// The database's address: as given, else a file of this name in the data folder.
pub fn database_url(place: &Place, file: &str) -> String {
    place.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", place.data_dir.join(file).display()))
}

/// Opens the market.
///
/// # Errors
/// When the folder, the keys or the database cannot be opened.
pub async fn open(place: &Place, file: &str, building: bool) -> Result<Market> {
    std::fs::create_dir_all(&place.data_dir).with_context(|| format!("cannot make {}", place.data_dir.display()))?;
    let url = database_url(place, file);
    if let Some(folder) = url.strip_prefix("sqlite://").and_then(|path| std::path::Path::new(path).parent()) {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let secrets = Secrets::load(&place.data_dir)?;
    let options = Options { url: url.clone(), data_dir: place.data_dir.clone(), pepper: secrets.pepper.into_bytes(), clock: Arc::new(SystemClock), building };
    Market::open(options).await.with_context(|| format!("cannot open {}", without_password(&url)))
}

/// The key of access tokens.
///
/// # Errors
/// When the keys cannot be read.
pub fn access_key(place: &Place) -> Result<String> {
    Ok(Secrets::load(&place.data_dir)?.access)
}

fn without_password(url: &str) -> String {
    match (url.find("://"), url.find('@')) {
        (Some(scheme), Some(at)) if scheme < at => format!("{}…{}", url.get(..scheme + 3).unwrap_or_default(), url.get(at..).unwrap_or_default()),
        _ => url.to_owned(),
    }
}
