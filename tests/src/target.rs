//! How a journey points at something on a page: by the words that a person reads.

use std::fmt::{Display, Formatter};

/// A control, button or link by its visible text. Where the words stand more than once, the group around it or its place
/// among its likes says which: `"金额"`, `("第2行", "金额")`, `("金额", 2)`.
///
/// Text that equals wins over text that contains; what lies in `main` wins over the frame.
#[derive(Clone, Debug)]
pub struct Target {
    /// The label, or the text of the button or link.
    pub label: String,
    /// Words of something around it: a legend, a row's header, a heading, a caption, a summary, an `aria-label`.
    pub group: Option<String>,
    /// 1 is the first.
    pub nth: Option<usize>,
}

impl From<&str> for Target {
    fn from(label: &str) -> Target {
        Target { label: label.to_owned(), group: None, nth: None }
    }
}

impl From<&String> for Target {
    fn from(label: &String) -> Target {
        label.as_str().into()
    }
}

impl From<(&str, &str)> for Target {
    fn from((group, label): (&str, &str)) -> Target {
        Target { group: Some(group.to_owned()), ..label.into() }
    }
}

impl From<(&str, usize)> for Target {
    fn from((label, nth): (&str, usize)) -> Target {
        Target { nth: Some(nth), ..label.into() }
    }
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "“{}”", self.label)?;
        if let Some(group) = &self.group {
            write!(f, " in “{group}”")?;
        }
        if let Some(nth) = self.nth {
            write!(f, " (number {nth})")?;
        }
        Ok(())
    }
}
