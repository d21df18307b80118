//! The two npm tools. Without them the files are larger or newer than promised, but work; `GONGXU_REQUIRE=all` insists.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const LIGHTNING: &str = "node_modules/lightningcss";

/// Debian's binaryen is never looked for: its version 108 runs, and makes modules that browsers refuse.
fn program(name: &str) -> PathBuf {
    Path::new("node_modules/.bin").join(name)
}

pub fn present(name: &str) -> bool {
    program(name).exists()
}

fn do_without(tool: &str, consequence: &str) -> Result<()> {
    if std::env::var("GONGXU_REQUIRE").is_ok_and(|value| value == "all") {
        bail!("no {tool} (npm ci brings it), and GONGXU_REQUIRE=all");
    }
    eprintln!("site: no {tool} (npm ci brings it): {consequence}");
    Ok(())
}

/// The module as wasm-opt leaves it. The features are those that rustc emits; a later one would cost the oldest browsers.
pub fn shrink(wasm: Vec<u8>) -> Result<Vec<u8>> {
    if !present("wasm-opt") {
        do_without("wasm-opt", "modules are sent about 43 % larger")?;
        return Ok(wasm);
    }
    let features = [
        "bulk-memory",
        "bulk-memory-opt",
        "nontrapping-float-to-int",
        "sign-ext",
        "mutable-globals",
        "reference-types",
        "multivalue",
        "call-indirect-overlong",
    ];
    let folder = std::env::temp_dir().join(format!("gongxu-site-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let (from, to) = (folder.join("in.wasm"), folder.join("out.wasm"));
    fs::write(&from, wasm)?;
    let status = Command::new(program("wasm-opt"))
        .args(["-Oz", "--strip-debug", "--strip-producers"])
        .args(features.map(|feature| format!("--enable-{feature}")))
        .arg(&from)
        .arg("-o")
        .arg(&to)
        .status()
        .context("running wasm-opt")?;
    if !status.success() {
        bail!("wasm-opt failed: {status}");
    }
    let small = fs::read(&to)?;
    fs::remove_dir_all(folder)?;
    Ok(small)
}

/// The style sheet for the oldest browsers of UX.md §5, without spaces and comments.
pub fn lower(sheet: &Path) -> Result<Vec<u8>> {
    if !Path::new(LIGHTNING).exists() {
        do_without("lightningcss", "the style sheet is served as it was written, for new browsers only")?;
        return Ok(fs::read(sheet)?);
    }
    let output = Command::new("node").arg("xtask/site/lower-css.mjs").arg(sheet).output().context("running node")?;
    if !output.status.success() {
        bail!("lightningcss refuses {}:\n{}", sheet.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}
