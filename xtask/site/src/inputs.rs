//! What the browser files are made of, to see whether they have to be made again.

use crate::{MODULES, PLAIN};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A digest over everything that the result depends on.
pub struct Inputs(String);

impl Inputs {
    pub fn read(modules: &Path, frontend: &Path) -> Result<Inputs> {
        let files = MODULES
            .iter()
            .map(|module| modules.join(format!("{module}.wasm")))
            .chain(["boot.js", "style.css"].iter().chain(PLAIN).map(|name| frontend.join(name)))
            .chain([PathBuf::from("package-lock.json")]);
        let mut hash = Sha256::new();
        for file in files {
            let body = fs::read(&file).with_context(|| format!("{}", file.display()))?;
            hash.update(body.len().to_le_bytes());
            hash.update(body);
        }
        // Tools that came or went since, and this program itself: its time is enough and cheaper than its bytes.
        hash.update([u8::from(crate::tools::present("wasm-opt")), u8::from(Path::new(crate::tools::LIGHTNING).exists())]);
        hash.update(format!("{:?}", fs::metadata(std::env::current_exe()?)?.modified()?));
        Ok(Inputs(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub fn made_already(&self, out: &Path) -> bool {
        out.join("manifest.json").exists() && fs::read_to_string(note(out)).is_ok_and(|known| known == self.0)
    }

    pub fn remember(&self, out: &Path) -> Result<()> {
        Ok(fs::write(note(out), &self.0)?)
    }
}

/// Beside the folder, not in it: what lies in it is served.
fn note(out: &Path) -> PathBuf {
    out.with_extension("inputs")
}
