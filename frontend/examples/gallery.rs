//! Writes every page of this crate with invented data to a folder, to look at: `cargo run -p frontend --example gallery -- FOLDER`.
//! Serve the folder (`python3 -m http.server`), because browsers do not take icons from files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a tool for looking, started by hand")]

#[path = "../tests/pages/samples.rs"]
mod samples;

use frontend::{Size, Theme, assets};
use messages::Language;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    let looks = [
        ("", Language::Zh, Theme::Light, Size::Standard),
        ("dark-", Language::Zh, Theme::Dark, Size::Standard),
        ("elder-", Language::Zh, Theme::Light, Size::Elder),
        ("en-", Language::En, Theme::Light, Size::Standard),
    ];
    fs::create_dir_all(&folder)?;
    for (name, text) in [("style.css", assets::STYLE), ("icons.svg", assets::ICONS), ("logo.svg", assets::LOGO)] {
        fs::write(folder.join(name), text)?;
    }
    for (prefix, language, theme, size) in looks {
        for page in samples::pages(language, theme, size) {
            fs::write(folder.join(format!("{prefix}{}.html", page.name)), page.html)?;
        }
    }
    Ok(())
}
