//! Help: the guide by role, the law table, the glossary, and the way to them.

mod accessibility;
mod glossary;
mod guide;
mod index;
mod law;
mod reference;

pub use accessibility::accessibility_page;
pub use glossary::{TERMS, glossary_page};
pub use guide::{guide_links, guide_page};
pub use index::help_page;
pub use law::{RuleRow, law_page, rule_page};
pub use reference::{ApiOperation, reference_page};
