//! What a page stands in: who reads it, in which language and size, and what the frame around it says.

use domain::calendar::Day;
use messages::{Language, Words};

/// Everything about a page that is not the page itself.
#[derive(Clone)]
pub struct Shell {
    /// The words of the reader's language.
    pub words: Words,
    /// What the browser's tab says before the platform's name. A page that shows an error summary gets 错误： before it.
    pub title: String,
    /// A sentence for search engines, on public pages.
    pub description: Option<String>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// Standard or large type (大字版).
    pub size: Size,
    /// Whether the reader wants pages to come alive. Light pages have none of it.
    pub islands: bool,
    /// The address of this page below the site, to come back to and to switch the language of.
    pub path_and_query: String,
    /// The site's own address, on pages that everybody sees: search engines learn which address is which language.
    pub site: Option<String>,
    /// Who is signed in.
    pub signed_in: Option<Who>,
    /// Which entry of the navigation this page belongs to.
    pub current: Option<Nav>,
    /// The striped bar of the demonstration, in `demo` alone.
    pub demo: Option<DemoBar>,
    /// Where the files are.
    pub assets: Assets,
    /// What the foot of every page says, from the configuration.
    pub footer: Footer,
}

/// A person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The person's name.
    pub name: String,
    /// The key of the role in the message files, as `Role::term` gives it.
    pub role: String,
    /// The body that the person acts for.
    pub organization: Option<String>,
    /// How many things wait for this person.
    pub waiting: u32,
}

/// The demonstration's bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoBar {
    /// The world's time, in words.
    pub now: String,
}

/// Addresses of the static files, with their digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The sprite of icons.
    pub icons: String,
    /// The picture of the browser's tab.
    pub logo: String,
    /// The loader of the islands.
    pub boot: String,
}

/// What the foot of every page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footer {
    /// Who answers for the site (主办).
    pub sponsor: String,
    /// Who runs it (承办).
    pub operator: String,
    /// The service's telephone, as people read it.
    pub telephone: String,
    /// When somebody answers it.
    pub hours: String,
    /// The government's code for the site (网站标识码), if it has one.
    pub site_code: Option<String>,
    /// Filing numbers (备案号).
    pub filings: Vec<String>,
    /// The day of the law table: on which the youngest of its values began to hold.
    pub law_as_of: Option<Day>,
    /// The latest signed head of the ledger, shortened.
    pub ledger_head: Option<String>,
    /// Version and build.
    pub release: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How large the type is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 16 px and a page of several columns.
    #[default]
    Standard,
    /// 22 px and one column (大字版).
    Elder,
}

/// The entries of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The first page; not in the list, but the logo leads there.
    Home,
    /// What waits for me.
    Workbench,
    /// Demands.
    Demands,
    /// Organizations.
    Organizations,
    /// Contracts and money.
    Contracts,
    /// Evaluations.
    Evaluations,
    /// Notices.
    Notices,
}

impl Theme {
    /// The word in cookies and in `data-theme`.
    pub const fn key(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// What the frame offers, in its order.
    pub(crate) const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its key in the message files.
    pub(crate) const fn term(self) -> &'static str {
        match self {
            Theme::System => "frame.theme-system",
            Theme::Light => "frame.theme-light",
            Theme::Dark => "frame.theme-dark",
        }
    }

    /// Reads the word of a cookie or a form.
    pub fn parse(key: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

impl Size {
    /// The word in cookies and in `data-size`.
    pub const fn key(self) -> &'static str {
        match self {
            Size::Standard => "standard",
            Size::Elder => "elder",
        }
    }

    /// Reads the word of a cookie or a form.
    pub fn parse(key: &str) -> Option<Size> {
        [Size::Standard, Size::Elder].into_iter().find(|size| size.key() == key)
    }

    /// The other one.
    pub(crate) const fn next(self) -> Size {
        match self {
            Size::Standard => Size::Elder,
            Size::Elder => Size::Standard,
        }
    }
}

impl Nav {
    /// What everybody sees, in order.
    pub(crate) const PUBLIC: [Nav; 5] = [Nav::Demands, Nav::Organizations, Nav::Contracts, Nav::Evaluations, Nav::Notices];

    /// Its address.
    pub const fn href(self) -> &'static str {
        match self {
            Nav::Home => "/",
            Nav::Workbench => "/workbench",
            Nav::Demands => "/demands",
            Nav::Organizations => "/organizations",
            Nav::Contracts => "/contracts",
            Nav::Evaluations => "/evaluations",
            Nav::Notices => "/notices",
        }
    }

    /// Its key in the message files.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Nav::Home => "nav.home",
            Nav::Workbench => "nav.workbench",
            Nav::Demands => "nav.demands",
            Nav::Organizations => "nav.organizations",
            Nav::Contracts => "nav.contracts",
            Nav::Evaluations => "nav.evaluations",
            Nav::Notices => "nav.notices",
        }
    }
}

impl Footer {
    /// The telephone as a link dials it: digits, and a plus before a country.
    pub(crate) fn dial(&self) -> String {
        let digits: String = self.telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    }
}

/// The address of a page in a language for whoever brings no cookie: the first language needs no mark.
pub(crate) fn address_in(path_and_query: &str, language: Language) -> String {
    let marked = in_language(path_and_query, language);
    if language == Language::default() {
        marked.rsplit_once("lang=").map(|(plain, _)| plain.trim_end_matches(['?', '&']).to_owned()).unwrap_or(marked)
    } else {
        marked
    }
}

/// The same address in another language.
pub(crate) fn in_language(path_and_query: &str, language: Language) -> String {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let mut out = format!("{path}?");
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")) {
        out.push_str(pair);
        out.push('&');
    }
    out.push_str("lang=");
    out.push_str(language.key());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_an_address_is_replaced_and_the_rest_kept() {
        assert_eq!(in_language("/demands", Language::En), "/demands?lang=en");
        assert_eq!(in_language("/demands?q=a&lang=zh&page=2", Language::En), "/demands?q=a&page=2&lang=en");
    }

    #[test]
    fn the_address_for_search_engines_names_the_second_language_alone() {
        assert_eq!(address_in("/demands?lang=en", Language::Zh), "/demands");
        assert_eq!(address_in("/demands?q=a&lang=en&stage=open", Language::Zh), "/demands?q=a&stage=open");
        assert_eq!(address_in("/demands?q=a", Language::En), "/demands?q=a&lang=en");
    }
}
