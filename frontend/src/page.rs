//! What every component of a page may ask: the words, the icons, an id of its own; and what it may tell the document.

use leptos::prelude::{provide_context, use_context};
use messages::{Language, Words, words};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What the parts of one page share while it is rendered.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) words: Words,
    pub(crate) icons: Arc<str>,
    ids: Arc<AtomicUsize>,
    has_island: Arc<AtomicBool>,
    has_error: Arc<AtomicBool>,
}

impl Page {
    /// Begins a page and lets its components find it.
    pub(crate) fn begin(words: Words, icons: &str) -> Page {
        let page = Page { words, icons: icons.into(), ids: Arc::default(), has_island: Arc::default(), has_error: Arc::default() };
        provide_context(page.clone());
        page
    }

    pub(crate) fn has_island(&self) -> bool {
        self.has_island.load(Ordering::Relaxed)
    }

    pub(crate) fn has_error(&self) -> bool {
        self.has_error.load(Ordering::Relaxed)
    }
}

/// The words of this page's language.
pub fn wording() -> Words {
    // Outside of `render` there is no page; the first language is then as good as any.
    use_context::<Page>().map_or_else(|| words(Language::default()), |page| page.words)
}

/// Where the icons are.
pub(crate) fn icons() -> Arc<str> {
    use_context::<Page>().map_or_else(|| Arc::from(""), |page| page.icons)
}

/// The language of a text that people typed, where it is not the page's: Chinese names stay Chinese in an English page.
pub(crate) fn language_of(text: &str) -> Option<&'static str> {
    let foreign = wording().language() != Language::Zh && text.contains(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    foreign.then(|| Language::Zh.tag())
}

/// An id that no other part of this page has: `stem-1`, `stem-2`, … The same page gives the same ids each time.
pub fn fresh_id(stem: &str) -> String {
    let number = use_context::<Page>().map_or(0, |page| page.ids.fetch_add(1, Ordering::Relaxed));
    format!("{stem}-{}", number + 1)
}

/// Tells the document that this page has an island, so that it links the loader.
pub fn mark_island() {
    if let Some(page) = use_context::<Page>() {
        page.has_island.store(true, Ordering::Relaxed);
    }
}

/// Tells the document that this page shows errors, so that its title says so first.
pub fn mark_error() {
    if let Some(page) = use_context::<Page>() {
        page.has_error.store(true, Ordering::Relaxed);
    }
}
