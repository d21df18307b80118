//! What only a browser has: a clock of its own, and fields that take the focus. On the server's side nothing of it exists.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, HtmlInputElement};

/// The device's clock, in milliseconds since 1970; the server reads none.
#[cfg(target_arch = "wasm32")]
pub(crate) fn now_ms() -> Option<i64> {
    // Whole milliseconds fit an i64 for longer than there will be clocks.
    Some(js_sys::Date::now() as i64)
}

/// The server reads no clock.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now_ms() -> Option<i64> {
    None
}

/// Whether the page is in large type, where nothing ticks by the second.
pub(crate) fn large_type() -> bool {
    document().document_element().and_then(|root| root.get_attribute("data-size")).as_deref() == Some("elder")
}

/// Moves the focus to the field with this id and selects what it holds.
pub(crate) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A field that cannot take the focus is passed over; there is nobody to tell.
        let _ = element.focus();
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Whether the caret stands before the first or after the last letter, so that an arrow key may leave the field.
pub(crate) fn caret_at_edge(input: &HtmlInputElement, forward: bool) -> bool {
    let length = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
    let start = input.selection_start().ok().flatten().unwrap_or(0);
    let end = input.selection_end().ok().flatten().unwrap_or(length);
    if forward { end >= length } else { start == 0 }
}
