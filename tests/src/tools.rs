//! What this machine has: programs, folders, and what to say when something is not here.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_owned()
}

/// Says that something is left out; fails instead where nothing may be (`GONGXU_REQUIRE=all`).
pub fn leave_out(what: &str, why: &str) {
    assert!(std::env::var("GONGXU_REQUIRE").as_deref() != Ok("all"), "{what} cannot be left out (GONGXU_REQUIRE=all): {why}");
    eprintln!("left out: {what}: {why}");
}

/// The server under test: `GONGXU_BIN`, else the dev build in the target folder of this very test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("GONGXU_BIN") {
        // Worlds have working folders of their own, where a relative path would lead elsewhere.
        return std::path::absolute(path).expect("GONGXU_BIN is a path");
    }
    let own = std::env::current_exe().expect("a test knows its own place");
    let built = own.ancestors().nth(2).expect("a test lies in target/debug/deps").join("gongxu");
    assert!(built.exists(), "no server at {}: `cargo build --bin gongxu` first, or name one in GONGXU_BIN", built.display());
    built
}

/// What `scripts/find` finds.
fn found(what: &str) -> Option<PathBuf> {
    let output = Command::new(root().join("scripts/find")).arg(what).output().ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !path.trim().is_empty()).then(|| PathBuf::from(path.trim()))
}

/// The browser, if there is one and the npm package that drives it.
pub fn chromium() -> Option<PathBuf> {
    root().join("node_modules/playwright-core").exists().then(|| found("chromium")).flatten()
}

/// The client program of PostgreSQL.
pub fn psql() -> PathBuf {
    found("postgres").map(|bin| bin.join("psql")).filter(|path| path.exists()).unwrap_or_else(|| "psql".into())
}

/// Compares a generated document with the one that is kept, or rewrites it under `GONGXU_BLESS` (`make bless`).
pub fn bless_or_compare(kept: &str, fresh: &str) {
    let path = root().join(kept);
    if std::env::var_os("GONGXU_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a document lies in a folder")).expect("the folder of the document");
        std::fs::write(&path, fresh).expect("writing the document");
        return;
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(known == fresh, "{kept} is not what the program says now: `make bless` and look at the difference");
}
