//! `site MODULES OUT`: makes what a browser loads, from the folder of linked WebAssembly modules into the folder that the
//! server serves under `/pkg/` (debug builds read it, release builds embed it).
//!
//! Each module is bound to JavaScript and shrunk, the style sheet lowered to the browsers we promise, every file named by
//! its SHA-256 and compressed beside itself, and `manifest.json` says which name stands for which file. The result appears
//! whole or not at all, and nothing is done when no input changed.

mod inputs;
mod tools;

use anyhow::{Context, Result, bail};
use inputs::Inputs;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Modules by name: crate in Cargo, files in `target/site`. A page loads them by the loader of the same purpose.
const MODULES: &[&str] = &["islands"];

/// Files of `frontend/` that are served as they are.
const PLAIN: &[&str] = &["icons.svg", "logo.svg"];

/// What may be sent, in bytes after Brotli: UX.md §7. Beyond it the build fails.
const LIMITS: &[(&str, usize)] = &[("islands.wasm", 200 << 10), ("boot.js", 12 << 10), ("style.css", 22 << 10), ("icons.svg", 5 << 10)];

fn main() -> Result<()> {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [modules, out] = &words[..] else { bail!("usage: site MODULES OUT") };
    let frontend = Path::new("frontend");
    let inputs = Inputs::read(modules, frontend)?;
    if inputs.made_already(out) {
        return Ok(());
    }
    let mut site = Site::begin(out)?;
    let mut loader = fs::read_to_string(frontend.join("boot.js")).context("frontend/boot.js")?;
    for module in MODULES {
        let (js, wasm) = bind(&modules.join(format!("{module}.wasm")))?;
        let wasm = site.put(&format!("{module}.wasm"), &tools::shrink(wasm)?)?;
        let js = site.put(&format!("{module}.js"), js.as_bytes())?;
        loader = loader.replace("{js}", &js).replace("{wasm}", &wasm);
    }
    site.put("boot.js", loader.as_bytes())?;
    site.put("style.css", &tools::lower(&frontend.join("style.css"))?)?;
    for name in PLAIN {
        site.put(name, &fs::read(frontend.join(name)).with_context(|| format!("frontend/{name}"))?)?;
    }
    site.finish()?;
    inputs.remember(out)
}

/// The glue in JavaScript and the module that goes with it.
fn bind(linked: &Path) -> Result<(String, Vec<u8>)> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(linked).web(true)?.typescript(false).omit_default_module_path(true);
    let mut bound = bindgen.generate_output().with_context(|| format!("binding {}", linked.display()))?;
    Ok((bound.js().to_owned(), bound.wasm_mut().emit_wasm()))
}

/// The folder in the making.
struct Site {
    out: PathBuf,
    draft: PathBuf,
    names: BTreeMap<String, String>,
}

impl Site {
    fn begin(out: &Path) -> Result<Site> {
        let draft = out.with_extension("new");
        if draft.exists() {
            fs::remove_dir_all(&draft)?;
        }
        fs::create_dir_all(&draft)?;
        Ok(Site { out: out.to_owned(), draft, names: BTreeMap::new() })
    }

    /// Writes a file under its digest, as it is and compressed, and returns that name.
    fn put(&mut self, name: &str, body: &[u8]) -> Result<String> {
        let digest: String = Sha256::digest(body).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let (stem, ending) = name.rsplit_once('.').context("a served file has an ending")?;
        let file = format!("{stem}.{digest}.{ending}");
        let (br, gz) = (brotli(body)?, gzip(body)?);
        if let Some((_, limit)) = LIMITS.iter().find(|(limited, _)| *limited == name)
            && br.len() > *limit
        {
            bail!("{name} would be sent as {} bytes, {limit} are allowed (UX.md §7)", br.len());
        }
        fs::write(self.draft.join(&file), body)?;
        fs::write(self.draft.join(format!("{file}.br")), &br)?;
        fs::write(self.draft.join(format!("{file}.gz")), gz)?;
        eprintln!("site: {file}: {} bytes, {} sent", body.len(), br.len());
        self.names.insert(name.to_owned(), file.clone());
        Ok(file)
    }

    fn finish(self) -> Result<()> {
        fs::write(self.draft.join("manifest.json"), serde_json::to_vec_pretty(&self.names)?)?;
        if self.out.exists() {
            fs::remove_dir_all(&self.out)?;
        }
        fs::rename(&self.draft, &self.out).context("moving the finished files into place")
    }
}

fn brotli(body: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
    writer.write_all(body)?;
    drop(writer); // the end of the stream is written by the drop alone
    Ok(packed)
}

fn gzip(body: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(body)?;
    Ok(writer.finish()?)
}
