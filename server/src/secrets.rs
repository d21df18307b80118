//! Keys of this installation, kept in one file beside the database and made at the first start. There are no defaults.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;

/// What must not be in the database or its backups.
#[derive(Serialize, Deserialize)]
pub struct Secrets {
    /// Mixed into every password hash.
    pub pepper: String,
    /// Signs access tokens (HS256).
    pub access: String,
}

impl Secrets {
    /// Reads `secrets.json` of the data folder; makes it, readable by its owner alone, when there is none.
    ///
    /// # Errors
    /// When the file can neither be read nor made.
    pub fn load(data_dir: &Path) -> Result<Secrets> {
        let path = data_dir.join("secrets.json");
        match std::fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| format!("{} is not what this program wrote", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let fresh = || marketplace::tx::hex(&marketplace::tx::random::<32>());
                let secrets = Secrets { pepper: fresh(), access: fresh() };
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&path).with_context(|| format!("cannot make {}", path.display()))?;
                file.write_all(&serde_json::to_vec_pretty(&secrets)?)?;
                file.sync_all()?;
                Ok(secrets)
            }
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }
}
