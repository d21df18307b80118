//! What is alive in the browser: comfort for what a page cannot do alone. Each island's first render is the page's own
//! HTML, whole and usable, so that it works before the island wakes and stays if it never does. The first render reads no
//! clock, no chance and no locale: it must be the same in the server and in the browser.
//!
//! Islands know `domain` alone. Their words come as props, already in the reader's language.

mod deadline_clock;
mod device;
mod money_field;
mod scoring_grid;
mod weight_editor;

pub use deadline_clock::{ClockWords, DeadlineClock};
pub use money_field::{MoneyField, MoneyWords};
pub use scoring_grid::{GridCell, GridColumn, GridRow, GridWords, ScoringGrid, points_read};
pub use weight_editor::{WeightEditor, WeightFloor, WeightRow, WeightWords};

/// Prepares the browser's side; the loader then wakes each island of the page by its name.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
