//! Every page that an HTTP journey sees is kept under target/pages, for one call of the Nu HTML checker (`scripts/check-html`).

use crate::tools::root;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Keeps a document as it was sent. The same document of the same address is kept once.
pub fn keep(path: &str, html: &str) {
    let mut hash = DefaultHasher::new();
    (path, html).hash(&mut hash);
    let words: String = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    let folder = root().join("target/pages");
    std::fs::create_dir_all(&folder).expect("the folder for pages");
    std::fs::write(folder.join(format!("page{words}.{:016x}.html", hash.finish())), html).expect("keeping a page");
}
