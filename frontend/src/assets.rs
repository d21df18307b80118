//! The files that pages link to, as they stand in the source. The browser build names each by its digest and compresses it.

/// The style sheet, with nesting; the browser build lowers it to the oldest browsers that we serve.
pub const STYLE: &str = include_str!("../style.css");
/// The sprite: one `symbol` an icon, used by `#name`.
pub const ICONS: &str = include_str!("../icons.svg");
/// The mark, for the browser's tab.
pub const LOGO: &str = include_str!("../logo.svg");
